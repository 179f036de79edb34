"""Safeguards compared: what each takes off a scheme's wrongful burden, and what it costs others.

Order
    Safeguards are put in order by one of the five columns of wrongful burden, least burden first.
    They are never put in order, left out or chosen by control, by compliance, by what was detected,
    or by protected acts that are lost: `Order` has no such word.
Less restrictive alternatives
    A reform that prevents at least as much harm to others as the scheme does, with less burden: in
    nine of ten draws no harm more than a stated share is done that the scheme prevented, no column
    of burden rises in its mean, and one falls in nine of ten draws. Without draws the interval of
    chance decides. Nothing is said of reforms that are not in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sincerity.errors import UsageError
from sincerity.measures.contrast import Compared, Contrast, Level
from sincerity.measures.spread import Interval
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
        Place in the order, from 1; equal means share a place.
    harm_place
        Place by harm that is prevented no longer, the least first.
    is_less_restrictive
        Whether it prevents the same with less burden, as the module says.
    """

    name: str
    changes: str
    burden: tuple[Level, ...]
    harm: tuple[Level, ...]
    place: int
    harm_place: int
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
    by_burden = [_mean(found[column].difference) for found in burdens]
    by_harm = [-sum(_mean(one.difference) for one in found) for found in harms]
    rows = [
        SafeguardRow(
            name=name,
            changes=changes,
            burden=tuple(one.difference for one in burden),
            harm=tuple(one.difference for one in harm),
            place=_place(by_burden, by_burden[k]),
            harm_place=_place(by_harm, by_harm[k]),
            is_less_restrictive=_is_less_restrictive(burden, harm, contrasts[k]),
        )
        for k, ((name, changes), burden, harm) in enumerate(zip(named, burdens, harms, strict=True))
    ]
    return Safeguarded(
        scheme=contrasts[0].second,
        order=order,
        rows=tuple(sorted(rows, key=lambda row: row.place)),
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


def _mean(level: Level) -> float:
    """Return a mean, 0 where there is none."""
    return level.mean or 0.0


def _place(all_of: Sequence[float], one: float) -> int:
    """Return the place of a number, the least first."""
    return 1 + sum(other < one for other in all_of)


def _is_less_restrictive(
    burden: Sequence[Compared], harm: Sequence[Compared], contrast: Contrast
) -> bool:
    """Say whether a reform prevents the same harm with less burden."""
    for one in harm:
        low = _span(one.difference, contrast).low
        if low is None or low < -TOLERATED * abs(_mean(one.second)):
            return False
    if any(_mean(one.difference) > 0 for one in burden):
        return False
    highs = [_span(one.difference, contrast).high for one in burden]
    return any(high is not None and high < 0 for high in highs)


def _span(level: Level, contrast: Contrast) -> Interval:
    """Return the interval that decides: that of assumptions where there are draws."""
    return level.assumption if contrast.draws else level.chance
