"""Tallies of the shape that a world makes, with counts written in by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from sincerity.measures.codebook import Codebook
from sincerity.phases.tally_arrays import (
    SINGLES,
    Counters,
    CounterSizes,
    add_up,
    allocate_counters,
)
from sincerity.world.tallies import Labels, Tallies, gather

KINDS = ("theft", "petition", "donation", "praise")
LABELS = Labels(
    kinds=KINDS,
    rules=(),
    grades=(),
    lists=("debtors",),
    doors=("no_flight", "no_loan"),
    sanctions=2,
    agencies=("court", "bank"),
    firm_kinds=("fraud",),
)
CODEBOOK = Codebook(
    kind_domain=dict.fromkeys(KINDS, "finance"),
    kind_protection=dict(zip(KINDS, ("none", "absolute", "none", "none"), strict=True)),
    kind_sign=dict(zip(KINDS, ("harm", "neutral", "good", "conform"), strict=True)),
    kind_harms_others=dict(zip(KINDS, (True, False, False, False), strict=True)),
    rule_kind={},
    rule_takes={},
    list_grounds={"debtors": ("theft", "petition")},
    door_side={"no_flight": "sanction", "no_loan": "sanction"},
)

SIZES = CounterSizes(
    kinds=len(KINDS), rules=0, grades=0, lists=1, doors=2, townships=1, agencies=2, firm_kinds=1
)

PROBLEMS = {
    "problems": np.zeros(len(LABELS.problems), dtype=np.int64),
    "county_voices": np.zeros((0, len(LABELS.county_voices)), dtype=np.int64),
}
"""What the council counts, not the phases."""


def counted(*months: Callable[[Counters, dict[str, int]], None]) -> Tallies:
    """Return the tallies of so many months, each filled by a function.

    The function is handed the counters of the month, and a mapping for those that are one number.
    """
    filled: list[dict[str, Any]] = []
    for fill in months:
        counters, singles = allocate_counters(SIZES), dict.fromkeys(SINGLES, 0)
        fill(counters, singles)
        counters.base.singles[:] = list(singles.values())
        filled.append(add_up([counters]) | PROBLEMS)
    edges = np.arange(65, dtype=np.int64)
    blank = add_up([allocate_counters(SIZES)]) | PROBLEMS
    return gather(LABELS, edges, filled, [], blank)
