"""Load institutions: read, fill in sources, check against a catalogue of conduct."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sincerity.conduct import Conduct, load_conduct
from sincerity.institutions.check import check_institutions
from sincerity.institutions.model import Institutions
from sincerity.library import institutions_path
from sincerity.scheme.input_file import SourcedFile, load_named, read_sourced

__all__ = ["load_institutions"]


def load_institutions(
    name_or_path: str | os.PathLike[str] = "base", conduct: Conduct | None = None
) -> Institutions:
    """Return institutions by their shipped name, or read them from a file or a text.

    Parameters
    ----------
    name_or_path
        A shipped name such as ``base``, a path (a path object, or a string with a slash
        or a suffix such as ``.yaml``), or the text of a file (a string of several lines).
    conduct
        Catalogue whose kinds the agencies see; by default the shipped one that the file names.

    Raises
    ------
    InputFileError
        With every fault of the file: form (E1), sources (E201, D001) or content (E7).
    UsageError
        When nothing of that name ships, or no catalogue of the name that the file states.

    Examples
    --------
    >>> load_institutions("base").door("flight").agency
    'air'
    """
    file = load_named(name_or_path, shipped=_shipped, read=_read)
    catalogue = load_conduct(file.model.conduct) if conduct is None else conduct
    return file.checked(check_institutions(file.model, catalogue, file.locations))


@lru_cache(maxsize=8)
def _shipped(name: str) -> SourcedFile[Institutions]:
    """Return a shipped file; it is immutable, so one copy serves all."""
    return _read(institutions_path(name))


def _read(path_or_text: str | Path) -> SourcedFile[Institutions]:
    """Read one file."""
    return read_sourced(path_or_text, kind="institutions", model=Institutions)
