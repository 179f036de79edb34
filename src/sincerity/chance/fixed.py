"""Chances, categories and curves as exact integers.

Everything that decides is an integer computed here by exact rational arithmetic with one final
rounding (half to even), so that a table never depends on a platform's floating point. The curves
use `decimal`, whose exponential is correctly rounded, at 50 digits.
"""

import math
import operator
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, repeat

Exact = int | str | float | Decimal | Fraction
ONE = 2**32
"""A chance of one: thresholds run from 0 to this number and are compared with 32-bit words."""

_DIGITS = 50
MAX_EVENTS_RATE = 1
"""The largest mean of a monthly count of candidates that `poisson_thresholds` takes."""


def exact(value: Exact) -> Fraction:
    """Return a number as the rational it is written as (a float through its shortest repr)."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def threshold(chance: Exact, one: int = ONE) -> int:
    """Return the threshold of a chance in 0..1: the event happens iff word < threshold.

    Words run from 0 to `one` - 1: 2^32, or 2^16 where half a word decides.

    Raises
    ------
    ValueError
        If the chance lies outside 0..1.
    """
    value = exact(chance)
    if not 0 <= value <= 1:
        raise ValueError(f"a chance lies between 0 and 1, not at {chance}")
    return round(value * one)


def cumulative_thresholds(weights: Iterable[Exact]) -> list[int]:
    """Return cumulative thresholds of a categorical draw; category = entries <= word.

    Raises
    ------
    ValueError
        If a weight is negative or all are zero.
    """
    parts = [exact(w) for w in weights]
    common = math.lcm(*(part.denominator for part in parts))
    whole = [part.numerator * (common // part.denominator) for part in parts]
    total = sum(whole)
    if total <= 0 or min(whole) < 0:
        raise ValueError("weights are not negative and not all zero")
    return [_rounded(running * ONE, total) for running in accumulate(whole)]


def _rounded(up: int, down: int) -> int:
    """Return the whole number nearest to up / down, the even one of two: as `round` does."""
    below, rest = divmod(up, down)
    return below + (2 * rest > down or (2 * rest == down and below % 2 == 1))


def exp_neg(x: Exact) -> Fraction:
    """Return exp(-x) for x >= 0 to 50 digits, as an exact rational of that decimal."""
    value = exact(x)
    with localcontext() as context:
        context.prec = _DIGITS
        exponent = Decimal(value.numerator) / Decimal(value.denominator)
        return Fraction((-exponent).exp())


def poisson_thresholds(rate: Exact) -> list[int]:
    """Return T_k = P(N >= k) in 2^-32 for k = 1, 2, ... while not zero; N = count of word < T_k.

    Raises
    ------
    ValueError
        If the rate lies outside 0..1 events.
    """
    mean = exact(rate)
    if not 0 <= mean <= MAX_EVENTS_RATE:
        raise ValueError(f"a monthly rate of candidates lies between 0 and 1, not at {rate}")
    return list(_poisson_thresholds(mean))


@lru_cache(maxsize=4096)
def _poisson_thresholds(mean: Fraction) -> tuple[int, ...]:
    """Return the thresholds of a mean, kept because many classes of people share one."""
    probability = exp_neg(mean)
    tail = 1 - probability
    result: list[int] = []
    while (rounded := round(tail * ONE)) > 0:
        result.append(rounded)
        probability = probability * mean / len(result)
        tail -= probability
    return tuple(result)


def _exp_neg_table() -> tuple[int, ...]:
    # One exponential and 4,095 products: 50 digits leave far more than the rounding needs.
    with localcontext() as context:
        context.prec = _DIGITS
        step = (Decimal(-1) / EXP_NEG_STEPS).exp()
        values = accumulate(repeat(step, 4095), operator.mul, initial=Decimal(65536))
        return tuple(round(value) for value in values)


EXP_NEG_STEPS = 1024
"""Steps of `EXP_NEG` per unit of the exponent."""
EXP_NEG: tuple[int, ...] = _exp_neg_table()
"""exp(-i/1024) for i = 0..4095 in units of 2^-16: how deterrence or fear becomes a multiplier."""


def saturating_index(points: Exact, scale: Exact) -> int:
    """Return round(255 * (1 - exp(-|points| / scale))): a concave index of a loss or gain."""
    return round(255 * (1 - exp_neg(abs(exact(points)) / exact(scale))))


_HALF_CIRCLE = Fraction("3.14159265358979323846264338327950288419716939937510")
_FAR = Fraction("6.5")
"""Standard deviations beyond which less than half of 2^-32 of a normal distribution lies."""


def normal_share(deviations: Exact) -> Fraction:
    """Return the share of a normal distribution below so many standard deviations.

    Beyond 6.5 of them it is 0 or 1: what is cut off rounds to no threshold.
    """
    value = exact(deviations)
    if abs(value) > _FAR:
        return Fraction(int(value > 0))
    with localcontext() as context:
        context.prec = 40
        z = Decimal(value.numerator) / Decimal(value.denominator)
        total = term = z
        divisor = 1
        while abs(term) > Decimal("1e-30"):
            divisor += 2
            term = term * z * z / divisor
            total += term
        circle = Decimal(2 * _HALF_CIRCLE.numerator) / Decimal(_HALF_CIRCLE.denominator)
        return Fraction(Decimal("0.5") + total * (-z * z / 2).exp() / circle.sqrt())
