"""Groups side by side: one row a group, one mark a series, told apart by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.report.charts.base import (
    CHARACTER_PX,
    NARROW_BELOW_PX,
    Drawn,
    data,
    drawn,
    key,
    largest,
    lookup,
    number_axis,
    wrapped,
)
from sincerity.report.theme import NARROW_PX, SHAPES, WIDE_PX, colours

LABELS_PX = 270
"""Room for the names of the groups on a wide page; on a narrow one, and where one of them is too
long for it, they stand above the rows."""


@dataclass(frozen=True)
class Track:
    """One row: a label, and a value for each series (None leaves the mark out)."""

    label: str
    values: Sequence[float | None]


def dots(tracks: Sequence[Track], *, series: Sequence[str], unit: str, share: bool) -> Drawn:
    """Return the rows; the axis begins at zero."""
    return drawn(
        _dots(tracks, series, unit, share, WIDE_PX), _dots(tracks, series, unit, share, NARROW_PX)
    )


def _dots(
    tracks: Sequence[Track], series: Sequence[str], unit: str, share: bool, width: int
) -> Any:
    """Return the rows at one width."""
    import altair as alt

    longest = max(len(track.label) for track in tracks)
    narrow = width < NARROW_BELOW_PX or longest * CHARACTER_PX > LABELS_PX
    room = 12 if narrow else LABELS_PX + 12
    offset = 9 if narrow else 0
    rows = _marks(tracks, series)
    most = largest(item["value"] for item in rows)
    row = alt.Y("row:O", axis=None if narrow else _names(tracks))
    x = alt.X(
        "value:Q",
        title=wrapped(unit, width - room),
        scale=alt.Scale(nice=True) if most else alt.Scale(domain=[0, 1]),
        axis=number_axis(width - room, [item["value"] for item in rows], share=share),
    )
    shapes = alt.Scale(domain=list(series), range=list(SHAPES[: len(series)]))
    shades = alt.Scale(domain=list(series), range=colours(len(series)))
    layers: list[Any] = []
    marks = alt.Chart(data(rows)).mark_point(size=80, filled=True, opacity=1, yOffset=offset)
    layers.append(
        marks.encode(
            x=x,
            y=row,
            color=alt.Color("series:N", scale=shades, legend=key(series)),
            shape=alt.Shape("series:N", scale=shapes, legend=key(series)),
        )
    )
    if narrow:
        labels = [
            {"row": place, "label": track.label, "value": 0} for place, track in enumerate(tracks)
        ]
        words = alt.Chart(data(labels)).mark_text(
            align="left", baseline="middle", yOffset=-8, limit=width - 16
        )
        layers.append(
            words.encode(
                x=alt.X("value:Q", title=wrapped(unit, width - room)), y=row, text="label:N"
            )
        )
    height = alt.Step(38 if narrow else 23)
    return alt.layer(*layers).properties(width=width - room, height=height)


def _marks(tracks: Sequence[Track], series: Sequence[str]) -> list[dict[str, Any]]:
    """Return one row of data for each mark."""
    return [
        {"row": place, "series": name, "value": value}
        for place, track in enumerate(tracks)
        for name, value in zip(series, track.values, strict=True)
        if value is not None
    ]


def _names(tracks: Sequence[Track]) -> Any:
    """Return the axis that names the groups."""
    import altair as alt

    return alt.Axis(
        title=None,
        labelExpr=lookup([track.label for track in tracks]),
        labelLimit=LABELS_PX,
        labelAlign="left",
        labelPadding=LABELS_PX,
        grid=True,
        domain=False,
        ticks=False,
    )
