"""Thresholds of one's own: what share of people has one of at most so much, and who reaches it.

A threshold is never stored. A person's word of chance stands for it: the person reaches a level x
if the word is below the share of people whose threshold is at most x. Levels are whole numbers in
units of 2^-24; the share is tabulated at 4,097 of them and runs straight in between.
"""

import math
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel
from sincerity.chance.fixed import Exact, exact, normal_share, threshold

Array = npt.NDArray[Any]

THRESHOLD_RULES = ("none", "normal", "uniform", "degenerate")
LEVEL_BITS = 24
LEVEL_ONE = 1 << LEVEL_BITS
"""A level of one: the greatest."""
_STEP_BITS = 12
STEPS = 1 << (LEVEL_BITS - _STEP_BITS)


def _reaching(rule: str, level: Fraction, mean: Fraction, spread: Fraction) -> int:
    """Return 2^32 times the share of people whose threshold is at most a level."""
    if rule == "degenerate" or spread == 0:
        return threshold(Fraction(int(level >= mean)))
    if rule == "normal":
        return _normal_threshold((level - mean) / spread)
    share = (level - mean + spread) / (2 * spread)
    return threshold(min(max(share, Fraction(0)), Fraction(1)))


_UNSURE = 2.0**-12
"""How near a float may come to where rounding turns before 40 digits decide: its own error, a few
units in the sixteenth digit of at most 2^32, is a hundred times less."""


def _normal_threshold(deviations: Fraction) -> int:
    """Return `threshold(normal_share(deviations))`, by a float wherever that settles it."""
    near = math.ldexp(math.erfc(-float(deviations) / math.sqrt(2)), 31)
    if abs(near - math.floor(near) - 0.5) < _UNSURE:
        return threshold(normal_share(deviations))
    return round(near)


@lru_cache(maxsize=64)
def _shares(rule: str, mean: Fraction, spread: Fraction) -> tuple[int, ...]:
    if rule == "none":
        return (0,) * (STEPS + 1)
    return tuple(_reaching(rule, Fraction(step, STEPS), mean, spread) for step in range(STEPS + 1))


def threshold_table(rule: str, mean: Exact, spread: Exact) -> Array:
    """Return int64 [4097]: 2^32 times the share of people whose threshold is at most k / 4096.

    Parameters
    ----------
    rule
        normal (`spread` is a standard deviation), uniform (half the width), degenerate (all have
        the mean) or none (nobody has any).
    mean, spread
        As shares of the greatest level; the mean may lie outside 0..1.
    """
    return np.array(_shares(rule, exact(mean), exact(spread)), dtype=np.int64)


@inlined
def share_reaching(table: Array, level: int) -> Any:
    """Return 2^32 times the share of people who reach a level, capped at one; none below zero."""
    share = int64(0)
    if level >= 0:
        x = min(level, LEVEL_ONE)
        k = x >> _STEP_BITS
        share = int64(table[k])
        if k < STEPS:
            rise = int64(table[k + 1]) - share
            share += (rise * (x & ((1 << _STEP_BITS) - 1))) >> _STEP_BITS
    return share


@kernel
def who_reaches(table: Array, words: Array, levels: Array, out: Array) -> None:
    """Write into `out` (uint8) who reaches a level (int64 each), given words (uint32 each)."""
    for i in range(words.shape[0]):
        out[i] = int64(words[i]) < share_reaching(table, int64(levels[i]))
