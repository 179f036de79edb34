"""Load a conduct catalogue: read, fill in sources, check, or say every fault."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sincerity.conduct.check import check_conduct
from sincerity.conduct.model import Conduct
from sincerity.library import conduct_path
from sincerity.scheme.input_file import load_named, read_sourced

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
    return load_named(name_or_path, shipped=_shipped, read=_read)


@lru_cache(maxsize=8)
def _shipped(name: str) -> Conduct:
    """Return a shipped catalogue; it is immutable, so one copy serves all."""
    return _read(conduct_path(name))


def _read(path_or_text: str | Path) -> Conduct:
    """Read and check one catalogue."""
    file = read_sourced(path_or_text, kind="conduct", model=Conduct)
    return file.checked(check_conduct(file.model, file.locations))
