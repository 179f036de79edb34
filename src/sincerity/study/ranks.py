"""What moves with what: rank correlation, a monotone fit, and where that fit changes sign."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from sincerity.measures.spread import t_quantile

__all__ = ["by_chance_at_most", "monotone_fit", "rank_correlation", "ranks", "sign_change"]


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value from 1; equal values share the mean of their ranks.

    Examples
    --------
    >>> ranks([10.0, 30.0, 10.0])
    [1.5, 3.0, 1.5]
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    found = [0.0] * len(values)
    first = 0
    while first < len(order):
        last = first
        while last + 1 < len(order) and values[order[last + 1]] == values[order[first]]:
            last += 1
        for place in range(first, last + 1):
            found[order[place]] = (first + last) / 2 + 1
        first = last + 1
    return found


def rank_correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation, -1 to 1; None where one side does not vary.

    Examples
    --------
    >>> rank_correlation([1.0, 2.0, 3.0], [10.0, 100.0, 1000.0])
    1.0
    """
    if len(one) != len(other):
        raise ValueError("a correlation wants as many values on one side as on the other")
    if len(one) < 2:
        return None
    middle = (len(one) + 1) / 2
    left = [rank - middle for rank in ranks(one)]
    right = [rank - middle for rank in ranks(other)]
    spread = math.fsum(a * a for a in left) * math.fsum(b * b for b in right)
    if spread == 0:
        return None
    together = math.fsum(a * b for a, b in zip(left, right, strict=True))
    return max(-1.0, min(1.0, together / math.sqrt(spread)))


def by_chance_at_most(draws: int, looked_at: int, confidence: float = 0.95) -> float:
    """Return the size that no rank correlation of unrelated numbers passes, with some confidence.

    Of many assumptions some seem to move with a result by accident alone. The bound takes the
    t distribution of a correlation and Bonferroni's correction for how many were looked at.

    Parameters
    ----------
    draws
        Number of pairs behind each correlation.
    looked_at
        How many correlations were computed.

    Examples
    --------
    >>> round(by_chance_at_most(64, 1), 3), round(by_chance_at_most(64, 500), 3)
    (0.246, 0.467)
    """
    if draws < 3 or looked_at < 1:
        return 1.0
    t = t_quantile(1 - (1 - confidence) / looked_at, draws - 2)
    return t / math.sqrt(draws - 2 + t * t)


def monotone_fit(values: Sequence[float], *, rising: bool) -> list[float]:
    """Return the rising (or falling) sequence that is closest in squares (pool adjacent violators).

    Examples
    --------
    >>> monotone_fit([1.0, 3.0, 2.0, 4.0], rising=True)
    [1.0, 2.5, 2.5, 4.0]
    """
    sign = 1.0 if rising else -1.0
    pools: list[tuple[float, int]] = []
    for value in values:
        total, n = sign * value, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / n:
            below, more = pools.pop()
            total, n = total + below, n + more
        pools.append((total, n))
    return [sign * total / n for total, n in pools for _ in range(n)]


def sign_change(places: Sequence[float], values: Sequence[float], *, rising: bool) -> float | None:
    """Return where a monotone fit of values over places passes through zero; None if nowhere.

    Between two levels of the fit, the line between the middles of the two stretches decides.

    Examples
    --------
    >>> sign_change([0.0, 1.0, 2.0, 3.0], [-3.0, -1.0, 1.0, 3.0], rising=True)
    1.5
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    fitted = monotone_fit([values[place] for place in order], rising=rising)
    stretches: list[tuple[float, list[float]]] = []
    for place, level in zip(order, fitted, strict=True):
        if not stretches or stretches[-1][0] != level:
            stretches.append((level, []))
        stretches[-1][1].append(places[place])
    levels = [(level, math.fsum(inside) / len(inside)) for level, inside in stretches]
    if not min(fitted, default=0) < 0 < max(fitted, default=0):
        return None
    for (below, left), (above, right) in itertools.pairwise(levels):
        if (below < 0) != (above < 0):
            return left + (right - left) * (0 - below) / (above - below)
    return None
