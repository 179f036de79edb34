"""What still refers to what a reform removes: one fault in the reform, not many in its base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sincerity.errors import Diagnostic, Related
from sincerity.scheme.edit import Edit

__all__ = ["gathered_at_removals"]

_REFERENCES = {"lists": ("E204", "list"), "grades.bands": ("E202", "grade")}
"""By what holds the items: code and noun of a reference to one that is not there."""
_SHOWN = 4


def gathered_at_removals(faults: Sequence[Diagnostic], removed: Iterable[Edit]) -> list[Diagnostic]:
    """Return the faults with all references to a removed item as one, at the line that removes it.

    Parameters
    ----------
    removed
        Paths that reforms remove, where they are written.
    """
    left = list(faults)
    for edit in removed:
        holder, _, name = edit.path.rpartition(".")
        code, noun = _REFERENCES.get(holder, ("", ""))
        says = f"there is no {noun} '{name[:60]}'"
        found = [fault for fault in left if fault.code == code and fault.message == says]
        if found:
            left = [fault for fault in left if fault not in found]
            left.append(_gathered(edit, code, found))
    return left


def _gathered(edit: Edit, code: str, found: Sequence[Diagnostic]) -> Diagnostic:
    """Return one fault that names the places which still refer to what is removed."""
    places = "a place still refers" if len(found) == 1 else f"{len(found)} places still refer"
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return edit.span.diagnostic(
        code,
        f"'{edit.path[:80]}' is removed, and {places} to it",
        help=f"remove or set what refers to it too: see the places named here{more}",
        related=[
            Related("this refers to it", fault.file, fault.line, fault.column)
            for fault in found[:_SHOWN]
        ],
    )
