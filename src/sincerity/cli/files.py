"""Files of every kind, as commands are given them: by name, by path, by folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.errors import InputFileError, UsageError

if TYPE_CHECKING:
    from sincerity.errors import Diagnostic

Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]

SUFFIXES = {
    ".scheme.yaml": "scheme",
    ".cases.yaml": "cases",
    ".conduct.yaml": "conduct",
    ".institutions.yaml": "institutions",
    ".parameters.yaml": "parameters",
    ".society.yaml": "society",
    ".study.yaml": "study",
}
DEFAULT_KIND = "scheme"
_HEADER = re.compile(r"""^[ {]*["']?schema["']?\s*:\s*["']?([a-z]+)/v""", re.MULTILINE)


def expand(words: Sequence[str]) -> list[Path]:
    """Return the files that the words name, each once, folders searched through.

    Raises
    ------
    UsageError
        A word that names no file, no folder with files of ours, and no shipped scheme.
    """
    from sincerity.library import scheme_names, scheme_path

    files: list[Path] = []
    for word in words:
        path = Path(word)
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*.yaml") if suffix_kind(p) is not None)
            if not inside:
                known = ", ".join(f"*{suffix}" for suffix in SUFFIXES)
                raise UsageError(f"{word}: no files to check in this folder (looked for {known})")
            files += inside
        elif path.exists() or word not in scheme_names():
            files.append(path)
        else:
            files.append(scheme_path(word))
    return list(dict.fromkeys(files))


def refuse_to_replace(path: Path, *, force: bool) -> None:
    """Refuse to write over a file; a pipe or a device such as ``/dev/null`` is none.

    Raises
    ------
    UsageError
        The file exists and nobody asked to replace it, or a folder has that name.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file")
    if path.is_file() and not force:
        raise UsageError(f"{path} exists and is left as it is; name another file, or add --force")


def require_folder_of(path: Path) -> None:
    """Refuse a file in a folder that is not there, before any work is done for it.

    Raises
    ------
    UsageError
        There is no such folder.
    """
    if not path.parent.is_dir():
        raise UsageError(f"cannot write {path}: there is no folder {path.parent}")


def suffix_kind(path: Path) -> str | None:
    """Return the kind of file that a name promises."""
    return next((kind for end, kind in SUFFIXES.items() if path.name.endswith(end)), None)


def check_file(path: Path) -> list[Diagnostic]:
    """Return every fault of one file, by the same reading and checks as when it is used."""
    kind = suffix_kind(path) or _header_kind(path)
    try:
        return list(_CHECKS[kind](path))
    except InputFileError as error:
        return list(error.diagnostics)


def _header_kind(path: Path) -> str:
    """Return the kind that a file's own header states; a scheme when it states none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            head = lines.read(4096)
    except OSError:
        return DEFAULT_KIND  # the reader says why it cannot be opened
    stated = _HEADER.search(head)
    return stated[1] if stated is not None and stated[1] in _CHECKS else DEFAULT_KIND


def _check_scheme(path: Path) -> Sequence[Diagnostic]:
    """Check a scheme, with the institutions and conduct that it names and the rights lints."""
    from sincerity.institutions import surroundings
    from sincerity.scheme.lint import lint_scheme
    from sincerity.scheme.load import check_scheme

    loaded = check_scheme(path, surroundings=surroundings)
    if loaded.scheme is None:
        return loaded.diagnostics
    findings = lint_scheme(loaded, *surroundings(loaded.scheme.institutions))
    return (*loaded.diagnostics, *(finding.to_diagnostic() for finding in findings))


def _check_cases(path: Path) -> Sequence[Diagnostic]:
    """Check a file of rule cases without running them."""
    from sincerity.institutions import surroundings
    from sincerity.scheme.cases import load_cases

    load_cases(path, surroundings)
    return ()


def _check_conduct(path: Path) -> Sequence[Diagnostic]:
    """Check a catalogue of conduct."""
    from sincerity.conduct import load_conduct

    load_conduct(path)
    return ()


def _check_institutions(path: Path) -> Sequence[Diagnostic]:
    """Check a file of institutions, with the catalogue of conduct that it names."""
    from sincerity.institutions import load_institutions

    load_institutions(path)
    return ()


def _check_parameters(path: Path) -> Sequence[Diagnostic]:
    """Check a table of parameters."""
    from sincerity.parameters import load_parameters

    load_parameters(path)
    return ()


def _check_society(path: Path) -> Sequence[Diagnostic]:
    """Check a society."""
    from sincerity.society import load_society

    load_society(path)
    return ()


def _check_study(path: Path) -> Sequence[Diagnostic]:
    """Check a study, with everything that it names."""
    from sincerity.designs.loader import load_study

    load_study(path)
    return ()


_CHECKS: dict[str, Callable[[Path], Sequence[Diagnostic]]] = {
    "scheme": _check_scheme,
    "cases": _check_cases,
    "conduct": _check_conduct,
    "institutions": _check_institutions,
    "parameters": _check_parameters,
    "society": _check_society,
    "study": _check_study,
}
