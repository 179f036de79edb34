"""Numbers over time: one small chart a line, or several lines told apart without their colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.base import (
    AXIS_PX,
    NARROW_BELOW_PX,
    Drawn,
    amount_axis,
    data,
    drawn,
    key,
    months_axis,
    wrapped,
)
from sincerity.report.palette import LIGHT
from sincerity.report.theme import DASHES, NARROW_PX, SHAPES, WIDE_PX, colours

MARKS_PER_LINE = 6
GAP_PX = 18
"""Between one row of charts and the next."""


@dataclass(frozen=True)
class Line:
    """One line: its name and its value in each run month; None leaves a gap."""

    name: str
    values: Sequence[float | None]


def panels(series: Sequence[Line], start: str, *, unit: str, share: bool) -> Drawn:
    """Return one small line chart for each line, each on a scale of its own from zero."""
    import altair as alt

    in_pairs = WIDE_PX // 2 if len(series) > 1 else WIDE_PX
    wide = [_panel(line, start, in_pairs, unit, share) for line in series]
    narrow = [_panel(line, start, NARROW_PX, unit, share) for line in series]
    pairs = [
        alt.hconcat(*wide[place : place + 2], spacing=AXIS_PX, bounds="flush")
        for place in range(0, len(wide), 2)
    ]
    return drawn(alt.vconcat(*pairs, spacing=GAP_PX), alt.vconcat(*narrow, spacing=GAP_PX))


def lines(series: Sequence[Line], start: str, *, unit: str, share: bool) -> Drawn:
    """Return several lines on one scale, told apart by colour, dash and mark together."""
    return drawn(
        _lines(series, start, WIDE_PX, unit, share), _lines(series, start, NARROW_PX, unit, share)
    )


def _panel(line: Line, start: str, width: int, unit: str, share: bool) -> Any:
    """Return one small chart with its name above it."""
    import altair as alt

    rows = _rows(line)
    name = wrapped(line.name, width - AXIS_PX)
    title = alt.Title(
        name, anchor="start", fontSize=13, frame="group", color=LIGHT["ink"], offset=10
    )
    return (
        alt.Chart(data(rows))
        .mark_line(color=LIGHT["s1"], strokeWidth=2.5, point=len(rows) == 1)
        .encode(
            x=months_axis(start, len(line.values), ticks=2),
            y=amount_axis(line.values, unit, share=share),
        )
        .properties(width=width - AXIS_PX, height=130, title=title)
    )


def _lines(series: Sequence[Line], start: str, width: int, unit: str, share: bool) -> Any:
    """Return all lines in one chart, with a mark on every so many months."""
    import altair as alt

    names = [line.name for line in series]
    rows = [row for line in series for row in _rows(line)]
    months = max((len(line.values) for line in series), default=1)
    step = max(1, months // MARKS_PER_LINE)
    marked = [row for row in rows if (row["month"] - 1) % step == 0]  # type: ignore[operator]
    narrow = width < NARROW_BELOW_PX
    legend = key(names)
    x = months_axis(start, months, ticks=2 if narrow else 5)
    y = amount_axis([value for line in series for value in line.values], unit, share=share)
    colour = alt.Color(
        "series:N", scale=alt.Scale(domain=names, range=colours(len(names))), legend=legend
    )
    dashes = alt.Scale(domain=names, range=[list(dash) for dash in DASHES[: len(names)]])
    shapes = alt.Scale(domain=names, range=list(SHAPES[: len(names)]))
    strokes = (
        alt.Chart(data(rows))
        .mark_line(strokeWidth=2.5)
        .encode(
            x=x,
            y=y,
            color=colour,
            strokeDash=alt.StrokeDash("series:N", scale=dashes, legend=legend),
        )
    )
    marks = (
        alt.Chart(data(marked))
        .mark_point(size=70, filled=True, opacity=1)
        .encode(x=x, y=y, color=colour, shape=alt.Shape("series:N", scale=shapes, legend=legend))
    )
    return alt.layer(strokes, marks).properties(width=width - AXIS_PX, height=240)


def _rows(line: Line) -> list[dict[str, float | int | str]]:
    """Return the months of a line that have a value."""
    return [
        {"month": month, "value": value, "series": line.name}
        for month, value in enumerate(line.values, 1)
        if value is not None
    ]
