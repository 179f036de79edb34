"""Intervals side by side: a line from end to end, a mark in the middle, zero in sight.

A dashed line stands at zero, or at another number that the intervals are read against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.bars import BLANK, LINE_PX
from sincerity.report.charts.base import Drawn, data, drawn, number_axis, wrapped
from sincerity.report.palette import LIGHT
from sincerity.report.theme import NARROW_PX, WIDE_PX

SPAN_PX = 18
"""Room for the line and its mark below the label."""
GAP_PX = 10
"""Between one line and the label of the next."""


@dataclass(frozen=True)
class Span:
    """One interval: its label, both ends, and a number between them."""

    label: str
    low: float
    middle: float
    high: float


def spans(items: Sequence[Span], *, unit: str, share: bool, against: float = 0) -> Drawn:
    """Return the intervals on one scale that holds zero; labels stand above the lines.

    Parameters
    ----------
    against
        Where the dashed line stands.
    """
    wide, narrow = (_spans(items, unit, share, against, w) for w in (WIDE_PX, NARROW_PX))
    return drawn(wide, narrow)


def _spans(items: Sequence[Span], unit: str, share: bool, against: float, width: int) -> Any:
    """Return the intervals at one width."""
    import altair as alt

    texts = [wrapped(item.label, width - 24) for item in items]
    lines = max(len(text) for text in texts)
    # empty lines above short labels, so that each stands right on its line
    texts = [[BLANK] * (lines - len(text)) + text for text in texts]
    height = LINE_PX * lines + SPAN_PX + GAP_PX
    below = height / 2 - GAP_PX - SPAN_PX / 2
    ends = [end for item in items for end in (item.low, item.high)]
    first, last = min(0.0, against, *ends), max(0.0, against, *ends)
    scale = alt.Scale(nice=True, domain=[first, last] if first < last else [0, 1])
    axis = number_axis(width, [abs(end) for end in ends], share=share)
    row = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    x = alt.X("low:Q", title=wrapped(unit, width), axis=axis, scale=scale)
    rows = [
        {"row": place, "low": item.low, "middle": item.middle, "high": item.high}
        for place, item in enumerate(items)
    ]
    ink = LIGHT["s1"]
    base = alt.Chart(data(rows))
    strokes = base.mark_rule(color=ink, strokeWidth=3, yOffset=below).encode(
        x=x, x2="high:Q", y=row
    )
    tick: dict[str, Any] = {
        "color": ink,
        "thickness": 3,
        "size": 12,
        "opacity": 1,
        "yOffset": below,
    }
    starts = base.mark_tick(**tick).encode(x=x, y=row)
    stops = base.mark_tick(**tick).encode(x=alt.X("high:Q"), y=row)
    middles = base.mark_point(
        color=LIGHT["s2"], shape="diamond", size=70, filled=True, opacity=1, yOffset=below
    ).encode(x=alt.X("middle:Q"), y=row)
    dashes = (
        alt.Chart(data([{"against": against}]))
        .mark_rule(color=LIGHT["axis"], strokeDash=[4, 3])
        .encode(x=alt.X("against:Q"))
    )
    labels = [{"row": place, "label": text, "at": first} for place, text in enumerate(texts)]
    words = (
        alt.Chart(data(labels))
        .mark_text(
            align="left",
            baseline="line-top",
            lineHeight=LINE_PX,
            xOffset=4,
            yOffset=2 - height / 2,
        )
        .encode(x=alt.X("at:Q"), y=row, text="label:N")
    )
    layers = alt.layer(dashes, strokes, starts, stops, middles, words)
    return layers.properties(width=width - 24, height=alt.Step(height))
