"""Names that lead somewhere, and ids that are used once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sincerity.errors import Diagnostic
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["each_known", "ids_of", "known", "repeated_ids"]


def ids_of(data: Any, *path: str) -> list[str]:
    """Return the ids of the list items at a path of plain data, however malformed."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, list):
        return []
    found = (item.get("id") for item in data if isinstance(item, dict))
    return [name for name in found if isinstance(name, str)]


def known(
    locations: Locations, path: Path, code: str, noun: str, name: str, offered: Sequence[str]
) -> list[Diagnostic]:
    """Report a name that is not among those known."""
    if name in offered:
        return []
    listed = f"{noun}s here: {', '.join(offered)}" if offered else f"this scheme has no {noun}s"
    return [
        locations.diagnostic(
            code,
            path,
            f"there is no {noun} '{name[:60]}'",
            hint=did_you_mean(name, offered),
            help=listed,
        )
    ]


def each_known(
    locations: Locations,
    path: Path,
    code: str,
    noun: str,
    names: Iterable[str],
    offered: Sequence[str],
) -> list[Diagnostic]:
    """Report each name of a list that is not among those known."""
    return [
        fault
        for index, name in enumerate(names)
        for fault in known(locations, (*path, index), code, noun, name, offered)
    ]


def repeated_ids(locations: Locations, data: Any) -> list[Diagnostic]:
    """Report ids that two items of one list share."""
    faults = []
    sections: tuple[tuple[str, ...], ...] = (
        ("rules",),
        ("lists",),
        ("sanctions",),
        ("perks",),
        ("grades", "bands"),
        ("score", "dimensions"),
        ("firms", "rules"),
        ("firms", "sanctions"),
        ("firms", "grades", "bands"),
    )
    for section in sections:
        items = data
        for step in section:
            items = items.get(step) if isinstance(items, dict) else None
        first: dict[str, int] = {}
        for index, item in enumerate(items if isinstance(items, list) else []):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in first:
                before: Path = (*section, first[name], "id")
                faults.append(
                    locations.diagnostic(
                        "E212",
                        (*section, index, "id"),
                        f"the id '{name[:60]}' is used twice in '{section[-1]}'",
                        help="ids are never used again, not even for a later version",
                        related=[locations.related(before, "first used here")],
                    )
                )
            first.setdefault(name, index)
    return faults
