"""Load parameters: read, fill in sources, check, replace values for this run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from sincerity.errors import InputFileError
from sincerity.library import parameters_path
from sincerity.parameters.check import check_parameters
from sincerity.parameters.model import Parameters
from sincerity.scheme.inherit import inherit_sources
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.reader import read_document
from sincerity.scheme.validation import in_file_order, validate_model

__all__ = ["load_parameters"]


def load_parameters(
    name_or_path: str | os.PathLike[str] = "base",
    set: Mapping[str, str | int | Decimal] | None = None,  # the word of the command line
) -> Parameters:
    """Return parameters by their shipped name, or read them from a file or a text.

    Parameters
    ----------
    name_or_path
        A shipped name such as ``base``, a path (a path object, or a string with a slash
        or a suffix such as ``.yaml``), or the text of a file (a string of several lines).
    set
        New values by id, as written on a command line or as numbers.

    Raises
    ------
    InputFileError
        With every fault of the file: form (E1), sources (E201, D001) or content (E5).
    UsageError
        When nothing of that name ships, or a value of `set` cannot be taken.

    Examples
    --------
    >>> load_parameters("base", {"office.wrong_person": "0"})["office.wrong_person"]
    Decimal('0')
    """
    return _found(name_or_path).with_values(set or {})


def _found(name_or_path: str | os.PathLike[str]) -> Parameters:
    """Return parameters by name, from a text, or from a file."""
    if isinstance(name_or_path, str):
        if "\n" in name_or_path:
            return _read(name_or_path)
        if not is_file_name(name_or_path):
            return _shipped(name_or_path)
    return _read(Path(name_or_path))


@lru_cache(maxsize=8)
def _shipped(name: str) -> Parameters:
    """Return shipped parameters; they are immutable, so one copy serves all."""
    return _read(parameters_path(name))


def _read(path_or_text: str | Path) -> Parameters:
    """Read and check one file of parameters."""
    data, locations = read_document(path_or_text, kind="parameters")
    bare = validate_model(Parameters, data, locations)
    parameters, faults = inherit_sources(bare, locations)
    faults = [*faults, *check_parameters(parameters, locations)]
    if faults:
        raise InputFileError(in_file_order(faults))
    return parameters
