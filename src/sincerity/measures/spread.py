"""How far numbers spread: quantiles, and intervals of a mean by Student's t.

These describe results; nothing in a world depends on them, so they are floating point.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "CONFIDENCE",
    "FEW",
    "Interval",
    "assumption_interval",
    "chance_interval",
    "quantile",
    "t_probability",
    "t_quantile",
]

CONFIDENCE = 0.95
"""Confidence of an interval of the mean over replicates."""

FEW = 3
"""With fewer replicates than this, an interval of the mean says less than smallest and largest."""

LOWEST, HIGHEST = 0.05, 0.95
"""Quantiles over draws between which an assumption interval lies."""

_STEPS = 200


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends and how many numbers they rest on; ends are None where there is no number."""

    low: float | None
    high: float | None
    n: int
    how: str
    """what the ends are: t, min-max, constant (all numbers the same), 5-95 % or none"""

    @property
    def leaves_sign_open(self) -> bool:
        """Whether zero lies inside or on an end, so that the numbers do not settle the sign."""
        return self.low is None or self.high is None or self.low <= 0 <= self.high


_NOTHING = "none"


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation between the sorted values.

    The first and last value are the quantiles 0 and 1, as in most statistics programs' default.

    Raises
    ------
    ValueError
        There are no values, or the share lies outside 0..1.

    Examples
    --------
    >>> quantile([4.0, 1.0, 3.0, 2.0], 0.5)
    2.5
    """
    if not values or not 0 <= share <= 1:
        raise ValueError("a quantile wants values and a share from 0 to 1")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def t_probability(t: float, freedom: int) -> float:
    """Return P(|T| <= t) of Student's t with a whole number of degrees of freedom.

    For whole degrees of freedom the distribution is a finite sum of powers of a cosine
    (Abramowitz and Stegun, 26.7.3 and 26.7.4), so no table and no series is needed.

    Raises
    ------
    ValueError
        There is no degree of freedom.

    Examples
    --------
    >>> round(t_probability(1.0, 1), 12)
    0.5
    """
    if freedom < 1:
        raise ValueError("Student's t wants at least one degree of freedom")
    angle = math.atan(abs(t) / math.sqrt(freedom))
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = cosine if odd else 1.0
    total = 0.0
    for power in range(1 + odd, freedom, 2):
        total += term
        term *= cosine * cosine * power / (power + 1)
    if odd:
        return 2 / math.pi * (angle + sine * total)
    return sine * total


def t_quantile(confidence: float, freedom: int) -> float:
    """Return the t below which |T| lies with a given probability.

    Raises
    ------
    ValueError
        The confidence does not lie between 0 and 1, or there is no degree of freedom.

    Examples
    --------
    >>> round(t_quantile(0.95, 7), 4)
    2.3646
    """
    if not 0 < confidence < 1:
        raise ValueError("a confidence lies between 0 and 1")
    low, high = 0.0, 1.0
    while t_probability(high, freedom) < confidence:
        low, high = high, 2 * high
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if t_probability(middle, freedom) < confidence:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def chance_interval(
    values: Sequence[float], floor: float | None = None, confidence: float = CONFIDENCE
) -> Interval:
    """Return where the mean over replicates lies, as far as accidents leave it open.

    A t interval of the mean; smallest and largest value where there are
    fewer than `FEW` replicates; no ends for one, which leaves all open. Of numbers that are all
    the same it is that number, which says that nothing varied here and not that nothing can.

    Parameters
    ----------
    floor
        What the mean cannot be below, such as 0 for a count; an end below it is cut off there.
    confidence
        Of the t interval.
    """
    n = len(values)
    if n < 2:
        return Interval(None, None, n, _NOTHING)
    if n >= FEW and min(values) == max(values):
        return Interval(values[0], values[0], n, "constant")
    if n < FEW:
        return Interval(min(values), max(values), n, "min-max")
    mean = math.fsum(values) / n
    variance = math.fsum((value - mean) ** 2 for value in values) / (n - 1)
    half = t_quantile(confidence, n - 1) * math.sqrt(variance / n)
    low = mean - half if floor is None else max(mean - half, floor)
    return Interval(low, mean + half, n, "t")


def assumption_interval(values: Sequence[float]) -> Interval:
    """Return the 5 % and the 95 % quantile over draws of the assumptions."""
    if not values:
        return Interval(None, None, 0, _NOTHING)
    low, high = quantile(values, LOWEST), quantile(values, HIGHEST)
    return Interval(low, high, len(values), "5-95 %")
