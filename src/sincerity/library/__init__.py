"""Shipped data by name: schemes, cases, societies, conduct, institutions, parameters, studies.

Only names and paths live here; readers live with the kind of file that they read. Every name is
the `id` that the file states.
"""

from __future__ import annotations

import difflib
from importlib import resources
from pathlib import Path

from sincerity.errors import UsageError

__all__ = [
    "case_names",
    "cases_path",
    "conduct_names",
    "conduct_path",
    "institutions_names",
    "institutions_path",
    "parameters_names",
    "parameters_path",
    "scheme_names",
    "scheme_path",
    "society_names",
    "society_path",
    "study_names",
    "study_path",
]


def scheme_names() -> tuple[str, ...]:
    """Return the names of the shipped schemes, sorted."""
    return _names("schemes", "scheme")


def scheme_path(name: str) -> Path:
    """Return the file of a shipped scheme.

    Raises
    ------
    UsageError
        When nothing of that name ships; the sentence names the closest one.

    Examples
    --------
    >>> scheme_path("suining-2010").name
    'suining-2010.scheme.yaml'
    """
    return _path("schemes", "scheme", name)


def case_names() -> tuple[str, ...]:
    """Return the names of the shipped case files, sorted."""
    return _names("schemes", "cases")


def cases_path(name: str) -> Path:
    """Return a shipped file of rule cases; raise `UsageError` when there is none."""
    return _path("schemes", "cases", name)


def society_names() -> tuple[str, ...]:
    """Return the names of the shipped societies, sorted."""
    return _names("societies", "society")


def society_path(name: str) -> Path:
    """Return the file of a shipped society; raise `UsageError` when there is none."""
    return _path("societies", "society", name)


def study_names() -> tuple[str, ...]:
    """Return the names of the shipped studies, sorted."""
    return _names("studies", "study")


def study_path(name: str) -> Path:
    """Return the file of a shipped study; raise `UsageError` when there is none."""
    return _path("studies", "study", name)


def conduct_names() -> tuple[str, ...]:
    """Return the names of the shipped conduct catalogues, sorted."""
    return _names("conduct", "conduct")


def conduct_path(name: str = "base") -> Path:
    """Return the file of a shipped conduct catalogue; raise `UsageError` when there is none."""
    return _path("conduct", "conduct", name)


def institutions_names() -> tuple[str, ...]:
    """Return the names of the shipped institutions, sorted."""
    return _names("institutions", "institutions")


def institutions_path(name: str = "base") -> Path:
    """Return the file of shipped institutions; raise `UsageError` when there is none."""
    return _path("institutions", "institutions", name)


def parameters_names() -> tuple[str, ...]:
    """Return the names of the shipped parameter files, sorted."""
    return _names("parameters", "parameters")


def parameters_path(name: str = "base") -> Path:
    """Return the file of shipped parameters; raise `UsageError` when there is none."""
    return _path("parameters", "parameters", name)


def _folder(folder: str) -> Path:
    """Return a folder of shipped data."""
    return Path(str(resources.files(__name__))) / folder


def _names(folder: str, kind: str) -> tuple[str, ...]:
    """Return the names of all files of a kind in a folder."""
    ending = f".{kind}.yaml"
    found = (path.name for path in _folder(folder).iterdir() if path.name.endswith(ending))
    return tuple(sorted(name.removesuffix(ending) for name in found))


def _path(folder: str, kind: str, name: str) -> Path:
    """Return the file of a name; the name is looked up, so it cannot lead out of the folder."""
    names = _names(folder, kind)
    if name not in names:
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        known = ", ".join(names) or "none"
        raise UsageError(f"no {kind} named '{name[:60]}' ships{hint} (known: {known})")
    return _folder(folder) / f"{name}.{kind}.yaml"
