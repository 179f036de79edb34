"""`sincerity validate`: every fault of a file at once, each with its place and a way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.console import Console, write

if TYPE_CHECKING:
    from sincerity.errors import Diagnostic


class Format(StrEnum):
    """How faults are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files, folders of files, or names of shipped schemes."),
]
AsFormat = Annotated[Format, typer.Option("--format", help="How faults are printed.")]
Strict = Annotated[bool, typer.Option("--strict", help="End with 1 if there are warnings.")]


def execute(
    paths: Paths, format: AsFormat = Format.text, strict: Strict = False, *, console: Console
) -> int:
    """Check files of any kind: the same reading and checks as when they are used."""
    import sys

    from sincerity.cli.files import check_file, expand
    from sincerity.errors import InputFileError

    files = expand(paths)
    found = [fault for file in files for fault in check_file(file)]
    text = _printed(found, Format.json if console.as_json else format)
    if text:
        write(sys.stdout, text)
    console.note(_counts(found, len(files)))
    severities = Counter(fault.severity for fault in found)
    if severities["error"]:
        return InputFileError.exit_code
    return PROBLEMS if strict and severities["warning"] else 0


def _printed(found: Sequence[Diagnostic], form: Format) -> str:
    """Return the faults in the form asked for."""
    from sincerity import __version__, errors
    from sincerity.scheme.codes import titles

    if form is Format.json:
        return errors.render_json(found)
    if form is Format.sarif:
        return errors.render_sarif(found, version=__version__, titles=titles())
    return errors.render_github(found) if form is Format.github else errors.render_text(found)


def _counts(found: Sequence[Diagnostic], files: int) -> str:
    """Return how much was found, in one line."""
    severities = Counter(fault.severity for fault in found)
    parts = [
        f"{severities[kind]} {kind}{'s' if severities[kind] != 1 else ''}"
        for kind in ("error", "warning", "note")
        if severities[kind]
    ]
    where = f"{files} file{'s' if files != 1 else ''}"
    return f"{', '.join(parts) or 'no faults'} in {where}"
