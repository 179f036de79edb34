"""A stratified design over assumptions: every draw is another plausible world for all settings.

Each assumption has a column of positions between 0 and 1, one a draw, with exactly one position in
each of as many equal strata as there are draws (Latin hypercube). A column is addressed by the
assumption's id: it does not depend on which other assumptions there are, so that two settings, and
two versions of a file, are compared at the same positions.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache

from sincerity.chance.fixed import ONE
from sincerity.chance.philox import bounded, words
from sincerity.chance.streams import Stream
from sincerity.errors import UsageError
from sincerity.study.assumptions import Assumption, Drawn

__all__ = ["FEWEST_DRAWS", "MOST_DRAWS", "Design", "is_logarithmic", "resampled", "value_at"]

FEWEST_DRAWS = 64
"""With fewer, the 5 % and 95 % quantiles rest on two or three draws each."""
MOST_DRAWS = 4096

_WIDE = 10
"""A range of positive numbers whose ends differ by this factor is drawn on a logarithmic scale."""
_FIGURES = Context(prec=6)
"""Drawn numbers have six figures, so that they can be written down and typed in again."""
_EXACT = Context(prec=50)


@dataclass(frozen=True)
class Design:
    """Positions of assumptions in draws.

    Parameters
    ----------
    draws
        Number of draws.
    seed
        Seed of the design, 0 to 2^64 - 1; it is no seed of events or of a society.
    """

    draws: int
    seed: int = 1

    def column(self, assumption_id: str) -> tuple[Fraction, ...]:
        """Return the positions of one assumption, draw by draw, each at least 0 and below 1."""
        return _column(self.seed, self.draws, assumption_id)

    def value(self, assumption: Assumption, draw: int) -> Drawn:
        """Return the value of an assumption in a draw, counted from 0."""
        return value_at(assumption, self.column(assumption.id)[draw])


def value_at(assumption: Assumption, position: Fraction) -> Drawn:
    """Return the value of an assumption at a position between 0 and 1.

    Words are equally likely. Numbers are spread evenly between the ends of their range, or evenly
    in their logarithm where that is `is_logarithmic`.

    Raises
    ------
    UsageError
        It is neither a word among several nor a number with a range.
    """
    if assumption.is_choice:
        return assumption.choices[math.floor(position * len(assumption.choices))]
    low, high = _ends(assumption)
    whole = isinstance(assumption.value, int)
    if is_logarithmic(assumption):
        number = _between_logarithms(low, high, position)
    elif whole:
        return int(low) + math.floor(position * (int(high) - int(low) + 1))
    else:
        exact = Fraction(low) + position * (Fraction(high) - Fraction(low))
        number = _EXACT.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    if whole:
        return min(max(round(number), int(low)), int(high))
    return min(max(_FIGURES.plus(number), low), high)


def is_logarithmic(assumption: Assumption) -> bool:
    """Say whether a range spans so many sizes that its logarithm is what is not known."""
    if assumption.is_choice:
        return False
    low, high = _ends(assumption)
    return low > 0 and high >= _WIDE * low


def _ends(assumption: Assumption) -> tuple[Decimal, Decimal]:
    """Return the ends of the range."""
    if assumption.low is None or assumption.high is None:
        raise UsageError(f"'{assumption.id}' has no range to draw from")
    return Decimal(assumption.low), Decimal(assumption.high)


def _between_logarithms(low: Decimal, high: Decimal, position: Fraction) -> Decimal:
    """Return the number whose logarithm lies at a position between those of the ends."""
    share = _EXACT.divide(Decimal(position.numerator), Decimal(position.denominator))
    start, end = low.ln(_EXACT), high.ln(_EXACT)
    return _EXACT.exp(_EXACT.fma(share, _EXACT.subtract(end, start), start))


def resampled(seed: int, n: int, times: int) -> list[list[int]]:
    """Return rows drawn with replacement, for intervals by resampling: `times` lists of n rows.

    Examples
    --------
    >>> [len(rows) for rows in resampled(1, 5, 2)]
    [5, 5]
    """
    found = []
    for time in range(times):
        entity = _entity(f"resampled/{time}")
        drawn = (words(seed, Stream.DESIGN, 1, entity, block) for block in range((n + 3) // 4))
        found.append([word * n >> 32 for block in drawn for word in block][:n])
    return found


def _entity(name: str) -> int:
    """Return the number by which a column is addressed."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


@cache
def _column(seed: int, draws: int, assumption_id: str) -> tuple[Fraction, ...]:
    """Return one position in each stratum, in a drawn order."""
    entity = _entity(assumption_id)
    strata = list(range(draws))
    for last in range(draws - 1, 0, -1):
        other = bounded(seed, Stream.DESIGN, 0, entity, last, last + 1)
        strata[last], strata[other] = strata[other], strata[last]
    within = (words(seed, Stream.DESIGN, 1, entity, draw)[0] for draw in range(draws))
    return tuple(
        (stratum + Fraction(word, ONE)) / draws
        for stratum, word in zip(strata, within, strict=True)
    )
