"""Read a society by name or from a file, and say every fault with its place."""

from __future__ import annotations

import os
from pathlib import Path

from sincerity.errors import Diagnostic, InputFileError
from sincerity.library import society_path
from sincerity.scheme.reader import read_document, validate_model
from sincerity.society.checks import recipe_faults
from sincerity.society.composition import CompositionError
from sincerity.society.exact import age_groups, composition, household_shares
from sincerity.society.faults import Fault
from sincerity.society.recipe import Recipe
from sincerity.society.sources import with_sources
from sincerity.society.templates import build_library


def load_society(name_or_path: str | os.PathLike[str]) -> Recipe:
    """Read and check a society.

    Parameters
    ----------
    name_or_path
        Name of a shipped society, or a path (with a separator, or ending in .yaml, .yml, .json).

    Raises
    ------
    UsageError
        If no society of that name ships.
    InputFileError
        With every fault of the file and its place.

    Examples
    --------
    >>> load_society("teaching-town").residents.value
    20000
    """
    return read_society(_locate(name_or_path))


def read_society(path_or_text: str | os.PathLike[str]) -> Recipe:
    """Read and check a society from a file or from its text; raises as `load_society` does."""
    data, locations = read_document(path_or_text, kind="society")
    recipe = validate_model(Recipe, data, locations, locations.file)
    faults = recipe_faults(recipe) or _library_faults(recipe)
    if faults:
        found = [locations.diagnostic(f.code, f.path, f.message, help=f.help) for f in faults]
        raise InputFileError(sorted(found, key=_place))
    return with_sources(recipe)


def _locate(name_or_path: str | os.PathLike[str]) -> Path:
    """Return the file that a name or path stands for."""
    text = os.fspath(name_or_path)
    path = Path(text)
    is_path = path.suffix in {".yaml", ".yml", ".json"} or len(path.parts) > 1
    return path if is_path else society_path(text)


def _library_faults(recipe: Recipe) -> list[Fault]:
    """Return a fault when the households of the tables cannot be put together."""
    try:
        build_library(
            age_groups(recipe),
            household_shares(recipe),
            composition(recipe),
            recipe.residents_per_tile,
        )
    except CompositionError as error:
        return [Fault("E609", ("composition",), str(error), "change the tables")]
    return []


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    """Sort key of a diagnostic within its file."""
    return diagnostic.line, diagnostic.column, diagnostic.code
