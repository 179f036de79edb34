"""Load a conduct catalogue: read, fill in sources, check, or say every fault."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sincerity.conduct.check import check_conduct
from sincerity.conduct.model import Conduct
from sincerity.errors import InputFileError
from sincerity.library import conduct_path
from sincerity.scheme.inherit import inherit_sources
from sincerity.scheme.paths import is_file_name
from sincerity.scheme.reader import read_document
from sincerity.scheme.validation import in_file_order, validate_model

__all__ = ["load_conduct"]


def load_conduct(name_or_path: str | os.PathLike[str] = "base") -> Conduct:
    """Return a catalogue by its shipped name, or read it from a file or a text.

    Parameters
    ----------
    name_or_path
        A shipped name such as ``base``, a path (a path object, or a string with a slash
        or a suffix such as ``.yaml``), or the text of a file (a string of several lines).

    Raises
    ------
    InputFileError
        With every fault of the file: form (E1), sources (E201, D001) or content (E4).
    UsageError
        When no catalogue of that name ships.

    Examples
    --------
    >>> load_conduct("base").kind("red_light").who
    ('driver',)
    """
    if isinstance(name_or_path, str):
        if "\n" in name_or_path:
            return _read(name_or_path)
        if not is_file_name(name_or_path):
            return _shipped(name_or_path)
    return _read(Path(name_or_path))


@lru_cache(maxsize=8)
def _shipped(name: str) -> Conduct:
    """Return a shipped catalogue; it is immutable, so one copy serves all."""
    return _read(conduct_path(name))


def _read(path_or_text: str | Path) -> Conduct:
    """Read and check one catalogue."""
    data, locations = read_document(path_or_text, kind="conduct")
    bare = validate_model(Conduct, data, locations)
    conduct, faults = inherit_sources(bare, locations)
    faults = [*faults, *check_conduct(conduct, locations)]
    if faults:
        raise InputFileError(in_file_order(faults))
    return conduct
