"""`sincerity lint`: what yardsticks ask of schemes, and what the files have on it; no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.console import Console, table, terminal_width

if TYPE_CHECKING:
    from sincerity.scheme.lint import Finding
    from sincerity.scheme.lint.properties import PropertyRow
    from sincerity.scheme.model import Scheme

Schemes = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SCHEME...]", help="Names of shipped schemes, or scheme files; all that ship."
    ),
]
PropertiesOnly = Annotated[
    bool, typer.Option("--properties", help="Only the table of the 21 properties, no findings.")
]

_LEGEND = (
    "silent: the file has no text on it. run: only a run can show it. Everything else is what the\n"
    "file has. No cell says that a scheme has a property or lacks it."
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One scheme with what is asked of it."""

    scheme: Scheme
    findings: tuple[Finding, ...]
    rows: tuple[PropertyRow, ...]


def execute(
    schemes: Schemes = None, properties: PropertiesOnly = False, *, console: Console
) -> None:
    """Ask of schemes what published yardsticks ask: findings, and 21 properties of each."""
    from sincerity.library import scheme_names

    asked = [_ask(name) for name in dict.fromkeys(schemes or scheme_names())]
    parts = [] if properties else [_findings(one) for one in asked]
    parts.append(_one(asked[0]) if len(asked) == 1 else _matrix(asked))
    console.result([_plain(one, properties) for one in asked], "\n\n".join(parts))


def _ask(name: str) -> _Asked:
    """Return what is asked of one scheme.

    Raises
    ------
    InputFileError
        A scheme with faults: nothing is asked of it until they are mended.
    """
    from sincerity.errors import InputFileError
    from sincerity.institutions import surroundings
    from sincerity.scheme.lint import lint_scheme
    from sincerity.scheme.lint.properties import properties
    from sincerity.scheme.load import check_scheme

    loaded = check_scheme(name, surroundings=surroundings)
    if loaded.scheme is None:
        raise InputFileError(loaded.errors)
    around = surroundings(loaded.scheme.institutions)
    rows = properties(loaded.scheme, *around)
    return _Asked(loaded.scheme, lint_scheme(loaded, *around), rows)


def _findings(asked: _Asked) -> str:
    """Return the findings on one scheme under its heading."""
    found = "\n\n".join(str(finding) for finding in asked.findings)
    return f"{_heading(asked.scheme)}\n\n{found or 'no findings'}"


def _one(asked: _Asked) -> str:
    """Return the rows of one scheme in full."""
    rows = "\n".join(str(row) for row in asked.rows)
    return f"{_heading(asked.scheme)}: 21 properties\n\n{rows}"


def _matrix(asked: Sequence[_Asked]) -> str:
    """Return properties by schemes, as many schemes beside each other as fit the terminal."""
    numbers = [f"{row.about.number:>2} {row.about.title}" for row in asked[0].rows]
    widths = [max(len(one.scheme.id), *(len(row.cell) for row in one.rows)) for one in asked]
    groups = _fitting(widths, terminal_width() - max(map(len, numbers)))
    blocks = []
    for low, high in groups:
        some = asked[low:high]
        rows = [[number, *(one.rows[at].cell for one in some)] for at, number in enumerate(numbers)]
        blocks.append(table(["property", *(one.scheme.id for one in some)], rows))
    kinds = [
        f"{row.about.number:>2} {row.about.figure}" for row in asked[0].rows if row.about.figure
    ]
    return "\n\n".join([*blocks, "\n".join(["What is in the cells:", *kinds]), _LEGEND])


def _fitting(widths: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Return ranges of columns that fit the room side by side, at least one each."""
    ranges, low, used = [], 0, 0
    for at, width in enumerate(widths):
        if at > low and used + width + 2 > room:
            ranges.append((low, at))
            low, used = at, 0
        used += width + 2
    return [*ranges, (low, len(widths))]


def _heading(scheme: Scheme) -> str:
    """Return a scheme with its status, which goes wherever the scheme goes."""
    place = f", {scheme.status.place}" if scheme.status.place is not None else ""
    return f"{scheme.id} ({scheme.status.kind}{place})"


def _plain(asked: _Asked, properties_only: bool) -> dict[str, Any]:
    """Return what is asked of one scheme as plain values."""
    status = asked.scheme.status
    found: dict[str, Any] = {
        "scheme": asked.scheme.id,
        "title": asked.scheme.title,
        "status": {
            "kind": status.kind,
            "place": status.place,
            "from": status.start,
            "until": status.until,
            "note": status.note,
        },
    }
    if not properties_only:
        found["findings"] = [finding.to_json() for finding in asked.findings]
    found["properties"] = [row.to_json() for row in asked.rows]
    return found
