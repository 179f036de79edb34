"""Load parameters: read, fill in sources, check, replace values for this run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from sincerity.library import parameters_path
from sincerity.parameters.check import check_parameters
from sincerity.parameters.model import Parameters
from sincerity.scheme.input_file import load_named, read_sourced

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
    found = load_named(name_or_path, shipped=_shipped, read=_read)
    return found.with_values(set or {})


@lru_cache(maxsize=8)
def _shipped(name: str) -> Parameters:
    """Return shipped parameters; they are immutable, so one copy serves all."""
    return _read(parameters_path(name))


def _read(path_or_text: str | Path) -> Parameters:
    """Read and check one file of parameters."""
    file = read_sourced(path_or_text, kind="parameters", model=Parameters)
    return file.checked(check_parameters(file.model, file.locations))
