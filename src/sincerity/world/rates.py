"""Bound rates of conduct by class and kind, as exact numbers, and the tables made of them."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import ONE, cumulative_thresholds, poisson_thresholds, threshold
from sincerity.conduct.groups import GROUPS
from sincerity.conduct.rates import monthly_bound
from sincerity.phases.classes import TABLE_SIZE
from sincerity.phases.conduct import GUIDE_SHIFT

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct

Array = npt.NDArray[Any]


def bound_rates(conduct: "Conduct") -> list[list[Fraction]]:
    """Return, by class, the bound rate a month of each kind and last of invented records."""
    invented = Fraction(conduct.invented_bound.value)
    return [[*(monthly_bound(kind, group) for kind in conduct.kinds), invented] for group in GROUPS]


def count_table(conduct: "Conduct", rates: list[list[Fraction]]) -> Array:
    """Return uint64 [256, n] falling thresholds: one candidate for each that a word is below."""
    if conduct.arrivals == "single":
        rows = [[threshold(sum(row, Fraction(0)))] for row in rates]
    else:
        rows = [poisson_thresholds(sum(row, Fraction(0))) for row in rates]
    table = np.full((TABLE_SIZE, max(1, *(len(row) for row in rows))), 0, dtype=np.uint64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table


def kind_table(rates: list[list[Fraction]]) -> Array:
    """Return uint64 [144, K + 1] cumulative thresholds of a candidate's kind."""
    return np.array(
        [cumulative_thresholds(row) if any(row) else [ONE] * len(row) for row in rates],
        dtype=np.uint64,
    )


def guide_table(kinds: Array) -> Array:
    """Return uint8 [144, 64]: the kind to start the search from, by a word's top six bits."""
    lowest = np.arange(2 ** (32 - GUIDE_SHIFT), dtype=np.uint64) << np.uint64(GUIDE_SHIFT)
    return np.stack([np.searchsorted(row, lowest, side="right") for row in kinds]).astype(np.uint8)
