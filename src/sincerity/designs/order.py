"""In which order assumptions stand on a page: by their effect, but never by that on control."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sincerity.designs.found import Found, Ranked, Swing
from sincerity.designs.seeking import may_be_ordered
from sincerity.measures.headline import Headline
from sincerity.study.parameter_table import plain

__all__ = ["Reach", "ordered", "ordered_swings", "shown_value"]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one value by itself moves a measure.

    Attributes
    ----------
    low, high
        Least and most of the difference from the values of the files, zero included.
    at_low, at_high
        Where the value stands then.
    """

    id: str
    label: str
    low: float
    high: float
    at_low: str
    at_high: str


def ordered(rows: Sequence[Ranked], measure: str) -> list[Ranked]:
    """Return factors, the strongest first; in the order of the study for measures of control."""
    return sorted(rows, key=_size, reverse=True) if may_be_ordered(measure) else list(rows)


def ordered_swings(found: Found, arm: int, measure: Headline) -> list[Reach]:
    """Return how far each value moves a measure by itself, the farthest first.

    For measures of control they stand in the order of the study.
    """
    by_knob: dict[str, list[Swing]] = {}
    for swing in found.swings:
        known = swing.arm == arm and swing.measure is measure and swing.difference is not None
        if known:
            by_knob.setdefault(swing.knob.id, []).append(swing)
    reaches = [_reach(swings) for swings in by_knob.values()]
    if may_be_ordered(measure.name):
        reaches.sort(key=lambda reach: reach.low - reach.high)
    return reaches


def _size(row: Ranked) -> float:
    """Return what a factor is ordered by: its total index, or the mean of its absolute effects."""
    if row.effects is not None:
        return row.effects.mean_size.value
    return -1.0 if row.total is None else row.total.value


def _reach(swings: Sequence[Swing]) -> Reach:
    """Return how far one value moves a measure."""
    knob = swings[0].knob
    here = shown_value(knob.assumption.value)
    ends = [(0.0, here), *((s.difference or 0.0, shown_value(s.value)) for s in swings)]
    (low, at_low), (high, at_high) = min(ends), max(ends)
    return Reach(knob.id, knob.assumption.label, low, high, at_low, at_high)


def shown_value(value: object) -> str:
    """Return a value without superfluous zeros."""
    text = plain(value)
    whole, point, part = text.partition(".")
    return f"{whole}.{part}".rstrip("0").rstrip(".") if point and part.isdigit() else text
