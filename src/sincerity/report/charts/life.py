"""A life as a picture: the line of a score with marks on it, and spans of months below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.bars import BLANK, LINE_PX
from sincerity.report.charts.base import (
    AXIS_PX,
    EXTENT_PX,
    NARROW_BELOW_PX,
    Drawn,
    data,
    drawn,
    months_axis,
    wrapped,
)
from sincerity.report.palette import LIGHT
from sincerity.report.theme import NARROW_PX, SHAPES, WIDE_PX, colours

SPAN_PX = 12
GAP_PX = 10


@dataclass(frozen=True)
class Mark:
    """Something that happened in a month, at a height of the line."""

    month: int
    value: int
    kind: str


@dataclass(frozen=True)
class Row:
    """A row of spans: what it is, and the first and last month of each span."""

    label: str
    spans: Sequence[tuple[int, int]]
    colour: str = "s2"
    """a token of the data palette"""


def marked_line(
    values: Sequence[int | None],
    marks: Sequence[Mark],
    kinds: Sequence[str],
    start: str,
    *,
    unit: str,
    span: tuple[int, int],
) -> Drawn:
    """
    Return a line that steps from month to month, with marks told apart by shape and colour.

    Parameters
    ----------
    span
        Lowest and highest value of the axis, so that two lives can be drawn on one scale.
    """
    return drawn(
        _marked_line(values, marks, kinds, start, unit, span, WIDE_PX),
        _marked_line(values, marks, kinds, start, unit, span, NARROW_PX),
    )


def month_rows(rows: Sequence[Row], start: str, months: int) -> Drawn:
    """Return rows of spans over the months of a run; labels stand above the spans."""
    return drawn(
        _month_rows(rows, start, months, WIDE_PX), _month_rows(rows, start, months, NARROW_PX)
    )


def _marked_line(
    values: Sequence[int | None],
    marks: Sequence[Mark],
    kinds: Sequence[str],
    start: str,
    unit: str,
    span: tuple[int, int],
    width: int,
) -> Any:
    import altair as alt

    months = len(values)
    points = [
        {"month": month, "value": value}
        for month, value in enumerate(values, 1)
        if value is not None
    ]
    x = months_axis(start, months, ticks=2 if width < NARROW_BELOW_PX else 6)
    axis = alt.Axis(format=",.0f", tickCount=4, tickMinStep=1, domain=False, minExtent=EXTENT_PX)
    y = alt.Y("value:Q", title=unit, scale=alt.Scale(domain=list(span), nice=True), axis=axis)
    line = (
        alt.Chart(data(points))
        .mark_line(interpolate="step-after", color=LIGHT["s5"], strokeWidth=2.5)
        .encode(x=x, y=y)
    )
    shown = [kind for kind in kinds if any(mark.kind == kind for mark in marks)]
    legend = alt.Legend(title=None, orient="top", columns=1, values=shown) if shown else None
    colour = alt.Scale(domain=list(kinds), range=colours(len(kinds)))
    shapes = alt.Scale(domain=list(kinds), range=list(SHAPES[: len(kinds)]))
    dots = (
        alt.Chart(data([vars(mark) for mark in marks]))
        .mark_point(size=90, filled=True, opacity=1)
        .encode(
            x=x,
            y=y,
            color=alt.Color("kind:N", scale=colour, legend=legend),
            shape=alt.Shape("kind:N", scale=shapes, legend=legend),
        )
    )
    chart = alt.layer(line, dots) if marks else line
    return chart.properties(width=width - AXIS_PX, height=220)


def _month_rows(rows: Sequence[Row], start: str, months: int, width: int) -> Any:
    import altair as alt

    texts = [wrapped(row.label, width - 12) for row in rows]
    lines = max(len(text) for text in texts)
    # empty lines above short labels, so that each stands right on its spans
    texts = [[BLANK] * (lines - len(text)) + text for text in texts]
    height = LINE_PX * lines + SPAN_PX + GAP_PX
    place = alt.Y("row:O", axis=None, scale=alt.Scale(padding=0))
    # a month is a stretch of time here, so the axis goes on to the beginning of the one after
    x = months_axis(start, months + 1, ticks=2 if width < NARROW_BELOW_PX else 6)
    spans = [
        {"row": at, "month": first, "to": last + 1, "colour": LIGHT[row.colour]}
        for at, row in enumerate(rows)
        for first, last in row.spans
    ]
    whole = [{"row": at, "month": 1, "to": months + 1} for at in range(len(rows))]
    offset = height / 2 - SPAN_PX / 2 - GAP_PX / 2
    track = (
        alt.Chart(data(whole))
        .mark_bar(size=2, yOffset=offset, color=LIGHT["grid"])
        .encode(x=x, x2="to:Q", y=place)
    )
    bars = (
        alt.Chart(data(spans))
        .mark_bar(size=SPAN_PX, yOffset=offset)
        .encode(x=x, x2="to:Q", y=place, color=alt.Color("colour:N", scale=None))
    )
    labels = [{"row": at, "label": text, "month": 1} for at, text in enumerate(texts)]
    words = (
        alt.Chart(data(labels))
        .mark_text(align="left", baseline="line-top", lineHeight=LINE_PX, yOffset=3 - height / 2)
        .encode(x=x, y=place, text="label:N")
    )
    return alt.layer(track, bars, words).properties(width=width - 24, height=alt.Step(height))
