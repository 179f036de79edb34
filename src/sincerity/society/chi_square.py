"""Pearson's chi-square test of counts against shares, in plain Python."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_EXPECTED = 5.0
"""Cells expected to hold fewer are joined, so that the chi-square distribution is close."""
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Result of a test.

    Attributes
    ----------
    statistic
        Sum of squared deviations over expected counts.
    degrees
        Degrees of freedom.
    p
        Chance of a statistic at least this large if the shares hold, 0..1.
    """

    statistic: float
    degrees: int
    p: float


def chi_square_test(rows: Sequence[tuple[Sequence[int], Sequence[float]]]) -> ChiSquare:
    """Compare counts with the shares they should follow, row by row, given each row's total.

    Parameters
    ----------
    rows
        Pairs of counts and shares; the shares of a row sum to 1.

    Notes
    -----
    A count in a cell of share zero makes p zero. Cells of a row expected to hold fewer than five
    are joined into one; if that holds fewer than five still, it joins the smallest other cell.

    Examples
    --------
    >>> chi_square_test([([48, 52], [0.5, 0.5])]).p > 0.6
    True
    """
    statistic, degrees = 0.0, 0
    for counts, shares in rows:
        n = sum(counts)
        if any(count and share <= 0 for count, share in zip(counts, shares, strict=True)):
            return ChiSquare(math.inf, 1, 0.0)
        cells = _joined(
            [
                (n * share, count)
                for count, share in zip(counts, shares, strict=True)
                if share > 0 and n > 0
            ]
        )
        statistic += sum((count - expected) ** 2 / expected for expected, count in cells)
        degrees += max(0, len(cells) - 1)
    return ChiSquare(
        statistic, degrees, chi_square_survival(statistic, degrees) if degrees else 1.0
    )


def _joined(cells: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Return (expected, count) pairs with the small ones joined."""
    cells = sorted(cells, reverse=True)
    kept = [cell for cell in cells if cell[0] >= LEAST_EXPECTED]
    small = [cell for cell in cells if cell[0] < LEAST_EXPECTED]
    if not small:
        return kept
    expected, count = sum(e for e, _ in small), sum(c for _, c in small)
    if expected < LEAST_EXPECTED and kept:
        last = kept.pop()
        expected, count = expected + last[0], count + last[1]
    return [*kept, (expected, count)]


def chi_square_survival(x: float, degrees: int) -> float:
    """Return the chance that a chi-square variable of some degrees of freedom exceeds x >= 0."""
    return 1.0 if x <= 0 else upper_gamma(degrees / 2, x / 2)


def upper_gamma(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x) for a > 0, x > 0.

    The series of the lower function where x < a + 1, the continued fraction of the upper one
    elsewhere (Abramowitz and Stegun 6.5.29 and 6.5.31, the latter by Lentz's method).
    """
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = a
        while abs(term) > abs(total) * 1e-16:
            k += 1
            term *= x / k
            total += term
        return max(0.0, 1 - front * total)
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    fraction = d
    i = 0
    while True:
        i += 1
        b += 2
        numerator = -i * (i - a)
        d = 1 / _away_from_zero(numerator * d + b)
        c = _away_from_zero(b + numerator / c)
        fraction *= d * c
        if abs(d * c - 1) < 1e-15:
            return front * fraction


def _away_from_zero(value: float) -> float:
    """Return a divisor that is not zero."""
    return value if abs(value) > _TINY else _TINY
