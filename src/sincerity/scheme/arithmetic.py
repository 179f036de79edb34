"""The netted month in whole numbers: what one person's charges of one month come to.

Within a month a rule's own caps act first, then everything is added, then the score is held
inside its bounds once. The order of charges (origin month, origin person, slot, stage) decides
only whose points are cut, never the sum.

    raw = stored + returns + sum of charges          new = raw held inside floor and cap

With `absorbing` bounds the points that did not fit are cut from the charges, last one first, so
that later exactly what was taken comes back. With `ledger` bounds nothing is cut; the score is
held inside its bounds only when it is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["HARD_CAP", "HARD_FLOOR", "Charge", "NetMonth", "apply_rule_caps", "clamp", "net_month"]

HARD_FLOOR, HARD_CAP = -30000, 30000
"""A score without floor or cap still stays in the range of its column."""


@dataclass(frozen=True, slots=True)
class NetMonth:
    """What a month leaves: the stored score, what each charge took, and what did not fit.

    `effective` has one entry a charge, in the order given. `clamped` counts points that the
    bounds swallowed, never negative.
    """

    stored: int
    effective: tuple[int, ...]
    clamped: int


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge before caps: the number of its rule, its points, and the caps of that rule."""

    rule: int
    points: int
    cap_times: int | None = None
    cap_points: int | None = None


def net_month(
    stored: int,
    returns: int,
    charges: Sequence[int],
    bounds: Literal["absorbing", "ledger"],
    floor: int | None,
    cap: int | None,
) -> NetMonth:
    """Return the score after one month.

    Parameters
    ----------
    stored
        Score at the start of the month, points.
    returns
        Points given back (or taken back) this month, points.
    charges
        Points of each charge in sorted order, none of them 0.
    floor, cap
        Bounds of the score, points; None for none.

    Examples
    --------
    >>> net_month(1000, 0, [-50, 30, -20], "absorbing", 0, 1000)
    NetMonth(stored=960, effective=(-50, 30, -20), clamped=0)
    >>> net_month(30, 0, [-50, -20], "absorbing", 0, None)
    NetMonth(stored=0, effective=(-30, 0), clamped=40)
    """
    raw = stored + returns + sum(charges)
    if bounds == "ledger":
        new = clamp(raw, HARD_FLOOR, HARD_CAP)
        return NetMonth(new, tuple(charges), abs(raw - new))
    low = HARD_FLOOR if floor is None else floor
    high = HARD_CAP if cap is None else cap
    new = clamp(raw, low, high)
    excess = raw - new
    effective = list(charges)
    for position in reversed(range(len(effective))):
        points = effective[position]
        if excess == 0:
            break
        if (points > 0) == (excess > 0):
            taken = min(abs(excess), abs(points))
            step = taken if excess > 0 else -taken
            effective[position] -= step
            excess -= step
    return NetMonth(new, tuple(effective), abs(raw - new))


def apply_rule_caps(charges: Sequence[Charge]) -> tuple[int, ...]:
    """Return the points of each charge after the monthly caps of its rule; 0 means dropped.

    A cap of times drops later charges of the rule; a cap of points cuts toward zero to what is
    left of it.

    Parameters
    ----------
    charges
        All charges of one person in one month, in sorted order.

    Examples
    --------
    >>> red = Charge(rule=0, points=-50, cap_times=1)
    >>> late = Charge(rule=1, points=-20, cap_points=30)
    >>> apply_rule_caps([red, late, red, late, late])
    (-50, -20, 0, -10, 0)
    """
    times: dict[int, int] = {}
    spent: dict[int, int] = {}
    points = []
    for charge in charges:
        amount = charge.points
        if charge.cap_times is not None:
            times[charge.rule] = times.get(charge.rule, 0) + 1
            if times[charge.rule] > charge.cap_times:
                amount = 0
        if charge.cap_points is not None:
            left = charge.cap_points - spent.get(charge.rule, 0)
            size = min(abs(amount), left)
            amount = size if amount > 0 else -size
            spent[charge.rule] = spent.get(charge.rule, 0) + size
        points.append(amount)
    return tuple(points)


def clamp(value: int, low: int, high: int) -> int:
    """Return `value` held inside `low..high`."""
    return low if value < low else high if value > high else value
