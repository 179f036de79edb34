"""What words of a scheme come to as integers."""

from __future__ import annotations

from typing import Literal

from sincerity.scheme.quantities import Duration

__all__ = [
    "HARD_CAP",
    "HARD_FLOOR",
    "NO_POINTS",
    "NO_RULE",
    "PERMANENT_MONTHS",
    "bound_points",
    "recovery_months",
    "term_months",
]

NO_RULE = -1
HARD_FLOOR, HARD_CAP = -30000, 30000
"""A score without floor or cap still stays in the range of its column."""
NO_POINTS = 2**30
"""A points test that no charge meets."""
PERMANENT_MONTHS = 255


def bound_points(value: int | Literal["none"], otherwise: int) -> int:
    """Return a floor or cap, or what holds without one."""
    return otherwise if value == "none" else value


def recovery_months(term: Duration | Literal["none", "unknown"]) -> int:
    """Return the months after which points return, 0 for never.

    An unknown term is run as none: the points stay away, and the report says so.
    """
    return 0 if isinstance(term, str) else term.months


def term_months(term: Duration | Literal["permanent"]) -> int:
    """Return the months that a name stays on a list, 255 for ever."""
    return PERMANENT_MONTHS if isinstance(term, str) else term.months
