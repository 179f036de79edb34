"""Numbers, terms and words that the parts of a scheme are made of, each with its bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from sincerity.scheme.quantities import (
    Duration,
    Quantity,
    duration_or,
    months_up_to,
    rational_between,
    whole_or,
)

__all__ = [
    "INTEGRATIONS",
    "MEANS",
    "POINTS_LIMIT",
    "SCORE_LIMIT",
    "Bounds",
    "CapPoints",
    "ChargePoints",
    "DiscretionPoints",
    "Exempt",
    "Integration",
    "Ladder",
    "ListTerm",
    "Means",
    "MonthNumber",
    "Notice",
    "Recovery",
    "Remedy",
    "ScoreBound",
    "ScorePoints",
    "Severity",
    "Share",
    "Times",
    "WaitOf5Years",
    "WaitOf20Years",
    "Watching",
    "unknown_remedy",
]

POINTS_LIMIT = 1000  # of one charge, either way
SCORE_LIMIT = 30_000  # of a stored score, either way: it is kept in 16 bits

ChargePoints = Annotated[
    int | Literal["unknown"], whole_or("unknown", low=-POINTS_LIMIT, high=POINTS_LIMIT)
]
DiscretionPoints = Annotated[int, whole_or(low=-POINTS_LIMIT, high=POINTS_LIMIT)]
ScorePoints = Annotated[int, whole_or(low=-SCORE_LIMIT, high=SCORE_LIMIT)]
ScoreBound = Annotated[int | Literal["none"], whole_or("none", low=-SCORE_LIMIT, high=SCORE_LIMIT)]
Share = Annotated[Decimal, rational_between("0", "1")]
Times = Annotated[int, whole_or(low=1, high=100)]
CapPoints = Annotated[int, whole_or(low=1, high=POINTS_LIMIT)]
MonthNumber = Annotated[int, whole_or(low=1, high=240)]
Severity = Annotated[int, whole_or(low=1, high=5)]
Watching = Annotated[Decimal, rational_between("1", "100")]
Recovery = Annotated[Duration | Literal["none", "unknown"], duration_or("none", "unknown")]
ListTerm = Annotated[Duration | Literal["permanent"], duration_or("permanent")]
WaitOf5Years = Annotated[Duration, months_up_to(60)]
WaitOf20Years = Annotated[Duration, months_up_to(240)]
Notice = Literal["none", "before", "after", "unknown"]
Remedy = Literal["available", "none", "unknown"]
Bounds = Literal["absorbing", "ledger"]
Ladder = Literal["each", "highest"]
Exempt = Literal["minors", "students", "representatives"]
Means = Literal["secure", "strained", "insolvent"]
MEANS: tuple[Means, ...] = ("secure", "strained", "insolvent")
"""Means in the order of their numbers."""
Integration = Literal["office", "islands", "vertical", "joint", "one_store"]
INTEGRATIONS: tuple[Integration, ...] = ("office", "islands", "vertical", "joint", "one_store")
"""From one office that hears of acts, over agencies apart, to one store that all read."""


def unknown_remedy() -> Quantity[Remedy]:
    """Return a remedy entry that says nothing."""
    return Quantity[Remedy](value="unknown")
