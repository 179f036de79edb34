"""Safeguards compared: what each takes off a scheme's wrongful burden, and what it costs others.

Order
    Safeguards are put in order by one of the five columns of wrongful burden, least burden first.
    They are never put in order, left out or chosen by control, by compliance, by what was detected,
    or by protected acts that are lost: `Order` has no such word. What they cost others, harm that
    is prevented no longer, stands beside that order with a place of its own in each unit.
Less restrictive alternatives
    A reform that prevents the same harm to others with less burden. In a pair of worlds it does if
    it gives up no more than a stated share of the harm that the scheme prevents there, no column of
    burden is higher and at least one is lower. It has to do so in nine of ten draws; and over the
    replicates at least one column has to fall beyond chance (99 %, since five are looked at), none
    to rise beyond chance (95 %), and no more than the share of harm to be given up in the mean. A
    number that is missing counts against it, and below three replicates nothing is said. Nothing is
    said of reforms that are not in the table.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sincerity.errors import UsageError
from sincerity.measures.contrast import Compared, Contrast, Level, Sides
from sincerity.measures.spread import FEW, chance_interval
from sincerity.phases.tally_arrays import BURDENS

__all__ = [
    "HARMS",
    "ORDERS",
    "Order",
    "SafeguardRow",
    "Safeguarded",
    "require_order",
    "safeguarded",
]

Order = Literal["false", "protected", "disproportionate", "cannot_pay", "another"]
ORDERS: tuple[Order, ...] = get_args(Order)
"""Columns of wrongful burden by which safeguards can be ordered."""

HARMS = ("harms_prevented", "victims_prevented")
"""What a scheme prevents: acts that harm others and are not done, and victims of firms."""
TOLERATED = 0.05
"""Share of the prevented harm that an alternative may give up and still count as preventing the
same: 5 %, a choice of this table and not a finding."""
NEARLY_ALL = 0.9
"""Share of draws in which an alternative has to hold."""
_ONE_OF_FIVE = 0.99
"""Confidence of an interval when the best of five may be taken."""


@dataclass(frozen=True, slots=True)
class SafeguardRow:
    """One safeguard.

    Attributes
    ----------
    name, changes
        What it is called, and what it changes.
    burden
        Difference of each column of burden, in the order of `BURDENS`: sanction-months per 1,000
        residents a year, the reform less the scheme.
    harm
        Difference of each of `HARMS`: below zero, that much is prevented no longer.
    place
        Place in the order, from 1; equal means share a place, and without a mean there is none.
    harm_places
        Place by each of `HARMS` that is prevented no longer, the least first.
    holds_in
        Share of draws in which it prevents the same with less burden; None without draws.
    is_less_restrictive
        Whether it does as the module says.
    """

    name: str
    changes: str
    burden: tuple[Level, ...]
    harm: tuple[Level, ...]
    place: int | None
    harm_places: tuple[int | None, ...]
    holds_in: float | None
    is_less_restrictive: bool


@dataclass(frozen=True, slots=True)
class Safeguarded:
    """All safeguards in their order.

    Attributes
    ----------
    scheme
        Name of the scheme as it is.
    order
        Column of burden that orders the rows.
    rows
        Least burden first.
    base_burden, base_harm
        Levels of the scheme as it is.
    """

    scheme: str
    order: Order
    rows: tuple[SafeguardRow, ...]
    base_burden: tuple[Level, ...]
    base_harm: tuple[Level, ...]


def require_order(word: str) -> Order:
    """Return the column of burden of that name.

    Raises
    ------
    UsageError
        It is no column of wrongful burden.
    """
    for order in ORDERS:
        if word == order:
            return order
    raise UsageError(
        f"safeguards are ordered by a column of wrongful burden ({', '.join(ORDERS)}), "
        f"not by '{word[:40]}'"
    )


def safeguarded(
    contrasts: Sequence[Contrast], named: Sequence[tuple[str, str]], *, order: Order = "false"
) -> Safeguarded:
    """Return safeguards in order.

    Parameters
    ----------
    contrasts
        One a safeguard: the reform less the scheme as it is.
    named
        Name and changes of each.
    order
        Column of burden that orders them.
    """
    column = ORDERS.index(order)
    burdens = [_named(contrast, _rates()) for contrast in contrasts]
    harms = [_named(contrast, HARMS) for contrast in contrasts]
    by_burden = [found[column].difference.mean for found in burdens]
    given_up = [_negative(found[k].difference.mean for found in harms) for k in range(len(HARMS))]
    shares = [_share_that_holds(*both) for both in zip(burdens, harms, strict=True)]
    rows = [
        SafeguardRow(
            name=name,
            changes=changes,
            burden=tuple(one.difference for one in burden),
            harm=tuple(one.difference for one in harm),
            place=_place(by_burden, by_burden[k]),
            harm_places=tuple(_place(means, means[k]) for means in given_up),
            holds_in=shares[k],
            is_less_restrictive=_is_less_restrictive(burden, harm, shares[k]),
        )
        for k, ((name, changes), burden, harm) in enumerate(zip(named, burdens, harms, strict=True))
    ]
    return Safeguarded(
        scheme=contrasts[0].second,
        order=order,
        rows=tuple(sorted(rows, key=lambda row: (row.place is None, row.place))),
        base_burden=tuple(one.second for one in burdens[0]),
        base_harm=tuple(one.second for one in harms[0]),
    )


def _rates() -> tuple[str, ...]:
    """Return the names of the columns of burden as rates."""
    return tuple(f"burden_{burden}_rate" for burden in BURDENS)


def _named(contrast: Contrast, names: Sequence[str]) -> list[Compared]:
    """Return measures by name."""
    by_name = {compared.measure.name: compared for compared in contrast.compared}
    return [by_name[name] for name in names]


def _negative(means: Iterable[float | None]) -> list[float | None]:
    """Return numbers with the other sign, missing ones as they are."""
    return [None if mean is None else -mean for mean in means]


def _place(all_of: Sequence[float | None], one: float | None) -> int | None:
    """Return the place of a number, the least first; a missing one has none."""
    if one is None:
        return None
    return 1 + sum(other is not None and other < one for other in all_of)


def _is_less_restrictive(
    burden: Sequence[Compared], harm: Sequence[Compared], share: float | None
) -> bool:
    """Say whether a reform prevents the same harm with less burden; `share` of draws if any."""
    if share is not None and share < NEARLY_ALL:
        return False
    return (
        all(_keeps_harm(_mean_sides(one.by_replicate)) for one in harm)
        and not any(_rises(one) for one in burden)
        and any(_falls(one) for one in burden)
    )


def _share_that_holds(burden: Sequence[Compared], harm: Sequence[Compared]) -> float | None:
    """Return the share of draws in which the same is prevented with less burden."""
    draws = len(burden[0].by_draw)
    if not draws:
        return None
    held = sum(
        all(_keeps_harm(one.by_draw[k]) for one in harm)
        and _is_less([one.by_draw[k] for one in burden])
        for k in range(draws)
    )
    return held / draws


def _keeps_harm(sides: Sides) -> bool:
    """Say whether a pair of worlds gives up no more than is tolerated; not where one is missing."""
    reform, base = sides
    return reform is not None and base is not None and reform >= base - TOLERATED * abs(base)


def _is_less(columns: Sequence[Sides]) -> bool:
    """Say whether no column of burden is higher than in the base, and one is lower."""
    pairs = [(a, b) for a, b in columns if a is not None and b is not None]
    return (
        len(pairs) == len(columns)
        and all(reform <= base for reform, base in pairs)
        and any(reform < base for reform, base in pairs)
    )


def _mean_sides(pairs: Sequence[Sides]) -> Sides:
    """Return the means of both sides; missing where one of a pair is."""
    whole = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not whole or len(whole) < len(pairs):
        return None, None
    first, second = zip(*whole, strict=True)
    return math.fsum(first) / len(whole), math.fsum(second) / len(whole)


def _rises(one: Compared) -> bool:
    """Say whether a column rises beyond chance, or nobody can say whether it does."""
    low = one.difference.chance.low
    return low is None or low > 0


def _falls(one: Compared) -> bool:
    """Say whether a column falls beyond chance, even as the best of five."""
    found = [a - b for a, b in one.by_replicate if a is not None and b is not None]
    if not FEW <= len(found) == len(one.by_replicate):
        return False
    high = chance_interval(found, confidence=_ONE_OF_FIVE).high
    return high is not None and high < 0
