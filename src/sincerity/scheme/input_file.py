"""Load any kind of input file: by shipped name, by path or as text; read, fill in sources, check.

Each kind of file brings its model and its own checks; what all of them do alike stands here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.inherit import inherit_sources
from sincerity.scheme.nodes import Locations
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.reader import Kind, read_document
from sincerity.scheme.validation import in_file_order, validate_model

__all__ = ["SourcedFile", "load_named", "read_sourced"]

Found = TypeVar("Found")
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class SourcedFile(Generic[Model]):
    """A file of the right form whose values state their sources, before its own checks.

    Attributes
    ----------
    model
        The file as an object.
    locations
        Where its values stand.
    faults
        Sources that are missing or unknown (D001, E201).
    """

    model: Model
    locations: Locations
    faults: tuple[Diagnostic, ...]

    def checked(self, more: Sequence[Diagnostic]) -> Model:
        """Return the model when neither its sources nor its own checks found a fault.

        Raises
        ------
        InputFileError
            With all faults, in the order of the file.
        """
        faults = [*self.faults, *more]
        if faults:
            raise InputFileError(in_file_order(faults))
        return self.model


def load_named(
    name_or_path: str | os.PathLike[str],
    *,
    shipped: Callable[[str], Found],
    read: Callable[[str | Path], Found],
) -> Found:
    """Return what a shipped name, a path or a text of several lines stands for.

    Parameters
    ----------
    shipped
        Returns what ships under a name.
    read
        Reads a path, or a text.
    """
    if isinstance(name_or_path, str):
        if "\n" in name_or_path:
            return read(name_or_path)
        if not is_file_name(name_or_path):
            return shipped(name_or_path)
    return read(Path(name_or_path))


def read_sourced(path_or_text: str | Path, *, kind: Kind, model: type[Model]) -> SourcedFile[Model]:
    """Read one file, validate its form and fill in its sources.

    Raises
    ------
    InputFileError
        When the file cannot be read, or its form is not that of its kind (E1).
    """
    data, locations = read_document(path_or_text, kind=kind)
    bare = validate_model(model, data, locations)
    filled, faults = inherit_sources(bare, locations)
    return SourcedFile(filled, locations, tuple(faults))
