"""What it gains to run two settings under the same accidents, and how many replicates are enough.

Two settings could be compared without pairing: each in worlds of its own. The variance of such a
difference is the sum of both variances, and replicates estimate each of them, since the accidents
of one replicate have nothing to do with those of another. The variance of the paired difference
comes from the same replicates, pair by pair. Their ratio says how many unpaired pairs of worlds
one pair is worth.

With sum s = a + b and difference d = a - b over the pairs, (var a + var b) / var d is
(1 + var s / var d) / 2. How well n pairs fix var s / var d, two variances of numbers that go
together, is known under the normal distribution: Student's t with n - 2 degrees of freedom (Pitman
and Morgan, 1939).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sincerity.measures.spread import CONFIDENCE, FEW, t_quantile

__all__ = ["MOST_NEEDED", "PRECISION", "Pairing", "pairing", "replicates_needed"]

PRECISION = 0.1
"""Half the interval of the mean difference, as a share of that difference."""
ROUNDING = 1e-12
"""Share of a measure below which its differences vary by nothing but rounding."""
MOST_NEEDED = 1_000_000
"""More replicates than this are not counted out."""

_MANY = 30
"""Degrees of freedom from which Student's t is computed by its expansion, to five places."""
_NORMAL = 1.959963984540054
"""Below it in size lies a normal number with 95 % probability."""

Numbers = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two settings of one measure, paired and as if they were not.

    Attributes
    ----------
    pairs
        Pairs of replicates in which both settings have the number.
    paired, unpaired
        Variance of a difference of one pair, and of two worlds that share no accident; None below
        `FEW` pairs.
    gain, low, high
        The second over the first with its 95 % interval; None where the first is 0, the interval
        None below four pairs as well.
    needed, needed_unpaired
        Replicates after which half the 95 % interval of the mean difference would be `precision`
        of that difference, paired and not; None where the difference is 0 but varies, or where
        more than `MOST_NEEDED` would be needed.
    """

    pairs: int
    paired: float | None = None
    unpaired: float | None = None
    gain: float | None = None
    low: float | None = None
    high: float | None = None
    needed: int | None = None
    needed_unpaired: int | None = None

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the interval of the gain."""
        return max(self.pairs - 2, 0)


def pairing(first: Numbers, second: Numbers, precision: float = PRECISION) -> Pairing:
    """Return what pairing gains in one measure.

    Parameters
    ----------
    first, second
        The measure replicate by replicate; pairs without a number on either side are left out.
    precision
        Half the interval as a share of the difference, above 0.
    """
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    n = len(pairs)
    if n < FEW:
        return Pairing(n)
    differences = [a - b for a, b in pairs]
    mean = math.fsum(differences) / n
    paired = _variance(differences)
    if paired <= (ROUNDING * max(abs(value) for pair in pairs for value in pair)) ** 2:
        paired = 0.0
    unpaired = _variance([a for a, _ in pairs]) + _variance([b for _, b in pairs])
    gain = unpaired / paired if paired else None
    low, high = _ends(pairs) if paired else (None, None)
    return Pairing(
        pairs=n,
        paired=paired,
        unpaired=unpaired,
        gain=gain,
        low=low,
        high=high,
        needed=replicates_needed(mean, paired, precision),
        needed_unpaired=replicates_needed(mean, unpaired, precision, sides=2),
    )


def replicates_needed(mean: float, variance: float, precision: float, sides: int = 1) -> int | None:
    """Return how many replicates make half the interval of a mean a share of that mean.

    The variance is taken as known, so the answer is itself an estimate: with few replicates behind
    it, it can be wrong by a factor of two. Never fewer than `FEW`.

    Parameters
    ----------
    sides
        Samples whose variances were added: 1 for paired differences, 2 for two sets of worlds.

    Examples
    --------
    >>> replicates_needed(100.0, 400.0, 0.1)
    18
    """
    if variance == 0:
        return FEW
    if mean == 0:
        return None
    wanted = precision * abs(mean)

    def is_enough(n: int) -> bool:
        return _t(sides * (n - 1)) * math.sqrt(variance / n) <= wanted

    low, high = FEW - 1, FEW
    while not is_enough(high):
        low, high = high, 2 * high
        if low >= MOST_NEEDED:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        if is_enough(middle):
            high = middle
        else:
            low = middle
    return high if high <= MOST_NEEDED else None


@cache
def _t(freedom: int) -> float:
    """Return the t below which |T| lies in 95 of 100 cases (Abramowitz and Stegun, 26.7.5)."""
    if freedom < _MANY:
        return t_quantile(CONFIDENCE, freedom)
    z = _NORMAL
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _variance(values: Sequence[float]) -> float:
    """Return the variance of a sample."""
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _ends(pairs: Sequence[tuple[float, float]]) -> tuple[float | None, float | None]:
    """Return the interval of the gain by Pitman and Morgan."""
    n = len(pairs)
    sums, differences = [a + b for a, b in pairs], [a - b for a, b in pairs]
    of_sums, of_differences = _variance(sums), _variance(differences)
    if n < FEW + 1 or of_sums == 0:
        return None, None
    mean_sum, mean_difference = math.fsum(sums) / n, math.fsum(differences) / n
    both = zip(sums, differences, strict=True)
    shared = math.fsum((s - mean_sum) * (d - mean_difference) for s, d in both) / (n - 1)
    unshared = max(0.0, 1 - shared * shared / (of_sums * of_differences))
    t = _t(n - 2)
    k = 1 + 2 * t * t * unshared / (n - 2)
    spread = math.sqrt(k * k - 1)
    ratio = of_sums / of_differences
    return (1 + ratio * (k - spread)) / 2, (1 + ratio * (k + spread)) / 2
