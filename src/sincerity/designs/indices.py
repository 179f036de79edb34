"""Sensitivity indices of numbers that are there already, with intervals by resampling.

First order: the share of the variance of a result that a factor makes by itself; Saltelli and
others (2010), with the numbers centred on their mean. Total: the share that would be left if all
other factors were known, interactions included; Jansen (1999). Second order: the share that two
factors make together beyond what each makes alone; Saltelli (2002). Elementary effects: Morris
(1991), with the mean of absolute values of Campolongo and others (2007).

These describe results; nothing in a world depends on them, so they are floating point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["RESAMPLES", "Effects", "Index", "Indices", "effects", "indices"]

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

RESAMPLES = 300
"""Lists of rows drawn with replacement behind each interval."""
LOW, HIGH = 0.025, 0.975
"""Quantiles over them between which a 95 % interval lies."""


@dataclass(frozen=True, slots=True)
class Index:
    """One index and its 95 % interval; ends are None where there is nothing to resample."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Indices:
    """All indices of one result.

    Attributes
    ----------
    first, total
        One a factor, in their order.
    second
        By the places of two factors, the lower first; empty where it was not asked for.
    variance
        Of the result over the base samples.
    rows
        Rows behind every index.
    """

    first: Sequence[Index]
    total: Sequence[Index]
    second: dict[tuple[int, int], Index]
    variance: float
    rows: int


@dataclass(frozen=True, slots=True)
class Effects:
    """Elementary effects of one factor.

    Attributes
    ----------
    mean
        Mean effect; None for a group, whose columns move in different directions.
    mean_size
        Mean of absolute effects (mu*), with its interval.
    spread
        Standard deviation of effects (sigma): large beside mu* where the effect depends on what
        else holds, or is not straight. Of a group, of the absolute effects.
    walks
        How many effects there are.
    """

    mean: float | None
    mean_size: Index
    spread: float | None
    walks: int


def indices(
    a: Floats, b: Floats, ab: Floats, ba: Floats | None = None, resampled: Rows | None = None
) -> Indices | None:
    """Return the indices of a result; None where it does not vary or has fewer than two rows.

    Parameters
    ----------
    a, b
        The result at the base samples, row by row.
    ab
        For each factor, the result at A with this factor taken from B.
    ba
        The same with the samples changed about; needed for pairs of factors.
    resampled
        Lists of rows drawn with replacement.
    """
    if len(a) < 2:
        return None
    estimate = _estimated(a, b, ab, ba)
    if estimate is None:
        return None
    again = [
        found
        for rows in (resampled if resampled is not None else ())
        if (found := _estimated(a[rows], b[rows], ab[:, rows], None if ba is None else ba[:, rows]))
        is not None
    ]
    first, total, second, variance = estimate
    spans = [np.array([found[part] for found in again]) for part in range(3)]
    pairs = list(_pairs(len(ab))) if ba is not None else []
    return Indices(
        first=[_index(first[k], spans[0], k) for k in range(len(ab))],
        total=[_index(total[k], spans[1], k) for k in range(len(ab))],
        second={pair: _index(second[k], spans[2], k) for k, pair in enumerate(pairs)},
        variance=variance,
        rows=len(a),
    )


def effects(
    changes: Sequence[float], *, is_group: bool, resampled: Rows | None = None
) -> Effects | None:
    """Return the elementary effects of a factor; None where there are none.

    Parameters
    ----------
    changes
        Change of the result for a move over the whole range, one a walk; of a single column, with
        the sign of moving up.
    is_group
        Whether several columns moved together.
    resampled
        Lists of places of `changes` drawn with replacement.
    """
    if not len(changes):
        return None
    moves = np.asarray(changes, dtype=np.float64)
    sizes = np.abs(moves)
    again = np.array(
        [[sizes[rows].mean()] for rows in (resampled if resampled is not None else ())]
    )
    spread = sizes if is_group else moves
    return Effects(
        mean=None if is_group else float(moves.mean()),
        mean_size=_index(float(sizes.mean()), again, 0),
        spread=float(spread.std(ddof=1)) if len(moves) > 1 else None,
        walks=len(moves),
    )


Estimate = tuple[Floats, Floats, Floats, float]


def _estimated(a: Floats, b: Floats, ab: Floats, ba: Floats | None) -> Estimate | None:
    """Return first, total and second-order indices and the variance; None without variance."""
    both = np.concatenate([a, b])
    variance = float(both.var())
    scale = max(float(np.abs(both).max()), 1e-300)
    if variance <= (1e-12 * scale) ** 2:
        return None
    middle = both.mean()
    a, b, ab = a - middle, b - middle, ab - middle
    first = (b * (ab - a)).mean(axis=1) / variance
    total = ((a - ab) ** 2).mean(axis=1) / (2 * variance)
    second = np.empty(0)
    if ba is not None:
        ba = ba - middle
        first = (first + (a * (ba - b)).mean(axis=1) / variance) / 2
        total = (total + ((b - ba) ** 2).mean(axis=1) / (2 * variance)) / 2
        shared = (a * b).mean()
        second = np.array(
            [
                ((ba[i] * ab[j] + ba[j] * ab[i]).mean() / 2 - shared) / variance
                - first[i]
                - first[j]
                for i, j in _pairs(len(ab))
            ]
        )
    return first, total, second, variance


def _pairs(factors: int) -> Sequence[tuple[int, int]]:
    """Return the places of every two factors."""
    return [(i, j) for i in range(factors) for j in range(i + 1, factors)]


def _index(value: float, again: Floats, place: int) -> Index:
    """Return an index with its interval."""
    if not len(again):
        return Index(float(value), None, None)
    low, high = np.quantile(again[:, place], (LOW, HIGH))
    return Index(float(value), float(low), float(high))
