"""Amounts side by side: horizontal bars whose label, numbers included, stands above each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.base import Drawn, data, drawn, key, number_axis, wrapped
from sincerity.report.palette import LIGHT
from sincerity.report.theme import NARROW_PX, WIDE_PX, colours

LINE_PX = 17
BAR_PX = 12
BLANK = "\N{ZERO WIDTH SPACE}"  # an empty line would be left out of the drawing


@dataclass(frozen=True)
class Bar:
    """One bar, of one or more parts laid end to end; `label` is written above it."""

    label: str
    parts: Sequence[tuple[str, float]]


def bars(items: Sequence[Bar], *, series: Sequence[str], unit: str) -> Drawn:
    """Return the bars; parts of several series have a legend and a gap between them."""
    return drawn(_bars(items, series, unit, WIDE_PX), _bars(items, series, unit, NARROW_PX))


def _bars(items: Sequence[Bar], series: Sequence[str], unit: str, width: int) -> Any:
    """Return the bars at one width."""
    import altair as alt

    texts = [wrapped(bar.label, width - 12) for bar in items]
    lines = max(len(text) for text in texts)
    # empty lines above short labels, so that each stands right on its bar
    texts = [[BLANK] * (lines - len(text)) + text for text in texts]
    height = LINE_PX * lines + BAR_PX + 14
    totals = [sum(value for _, value in bar.parts) for bar in items]
    row = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=list(series), range=colours(len(series))),
        legend=key(series),
    )
    strips = (
        alt.Chart(data(_parts(items)))
        .mark_bar(size=BAR_PX, yOffset=height / 2 - BAR_PX, stroke=LIGHT["page"], strokeWidth=1)
        .encode(
            x=alt.X(
                "from:Q",
                title=wrapped(unit, width),
                axis=number_axis(width, totals),
                scale=alt.Scale(nice=True),
            ),
            x2="to:Q",
            y=row,
            color=colour,
        )
    )
    labels = [{"row": place, "label": text, "zero": 0} for place, text in enumerate(texts)]
    words = (
        alt.Chart(data(labels))
        .mark_text(align="left", baseline="line-top", lineHeight=LINE_PX, yOffset=3 - height / 2)
        .encode(x=alt.X("zero:Q"), y=row, text="label:N")
    )
    return alt.layer(strips, words).properties(width=width - 12, height=alt.Step(height))


def _parts(items: Sequence[Bar]) -> list[dict[str, Any]]:
    """Return where each part of each bar begins and ends."""
    rows: list[dict[str, Any]] = []
    for place, bar in enumerate(items):
        begin = 0.0
        for name, value in bar.parts:
            rows.append({"row": place, "series": name, "from": begin, "to": begin + value})
            begin += value
    return rows
