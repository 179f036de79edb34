"""How scores are spread: one histogram below the other on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.base import (
    AXIS_PX,
    EXTENT_PX,
    Drawn,
    data,
    drawn,
    number_axis,
    wrapped,
)
from sincerity.report.palette import LIGHT
from sincerity.report.theme import NARROW_PX, WIDE_PX

HEIGHT_MARKS = (0.01, 0.1, 0.5, 1)


@dataclass(frozen=True)
class Histogram:
    """One histogram: a title, and (lower edge, upper edge, share) of each bin."""

    title: str
    bins: Sequence[tuple[float, float, float]]


def histograms(items: Sequence[Histogram], *, unit: str) -> Drawn:
    """
    Return the histograms; heights grow with the square root of the share.

    On a plain scale the few people far from the starting score could not be seen.
    """
    return drawn(_stack(items, unit, WIDE_PX), _stack(items, unit, NARROW_PX))


def _stack(items: Sequence[Histogram], unit: str, width: int) -> Any:
    """Return all histograms at one width; only the last has numbers on its score axis."""
    import altair as alt

    first = min(low for item in items for low, _, _ in item.bins)
    last = max(high for item in items for _, high, _ in item.bins)
    end = len(items) - 1
    stacked = [
        _histogram(item, (first, last), width, unit if place == end else None)
        for place, item in enumerate(items)
    ]
    return alt.vconcat(*stacked, spacing=12)


def _histogram(item: Histogram, domain: tuple[float, float], width: int, unit: str | None) -> Any:
    """Return one histogram."""
    import altair as alt

    rows = [{"from": low, "to": high, "share": part} for low, high, part in item.bins if part]
    axis = alt.Axis(labels=False, ticks=False) if unit is None else number_axis(width, domain)
    heights = alt.Axis(minExtent=EXTENT_PX, format=".3~%", values=list(HEIGHT_MARKS), domain=False)
    title = alt.Title(
        wrapped(item.title, width),
        anchor="start",
        fontSize=13,
        frame="group",
        color=LIGHT["ink"],
        offset=5,
    )
    return (
        alt.Chart(data(rows))
        .mark_rect(color=LIGHT["s1"], stroke=LIGHT["page"], strokeWidth=0.5)
        .encode(
            x=alt.X(
                "from:Q",
                title=unit,
                axis=axis,
                scale=alt.Scale(domain=list(domain), nice=False, zero=False),
            ),
            x2="to:Q",
            y=alt.Y(
                "share:Q", title=None, scale=alt.Scale(type="sqrt", domain=[0, 1]), axis=heights
            ),
            y2=alt.datum(0),
        )
        .properties(width=width - AXIS_PX, height=90, title=title)
    )
