"""What all charts share: their two widths, their axes and the way they are handed over."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sincerity.report.theme import config
from sincerity.report.wording import month_name

if TYPE_CHECKING:
    import altair as alt

AXIS_PX = 62
"""Room left of a plot for the numbers of its axis."""

EXTENT_PX = 46
"""Least room for the numbers themselves, so that charts side by side line up."""

CHARACTER_PX = 7.6
"""Width of a character of a label, on average, in the widest of the usual system fonts."""

MILLION = 1_000_000
SMALL = 6
STEPS_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120, 240)
NARROW_BELOW_PX = 400


@dataclass(frozen=True)
class Drawn:
    """One chart in its two widths, as Vega-Lite."""

    wide: dict[str, Any]
    narrow: dict[str, Any]


def drawn(wide: alt.TopLevelMixin, narrow: alt.TopLevelMixin) -> Drawn:
    """
    Return both specifications with the shared look.

    They are not checked against the schema of Vega-Lite here, which would take longer than the
    drawing; a test does it.
    """
    shared = {"config": config()}
    return Drawn(
        wide={**wide.to_dict(validate=False), **shared},
        narrow={**narrow.to_dict(validate=False), **shared},
    )


def data(rows: list[dict[str, Any]]) -> alt.InlineData:
    """Return rows as data inside the specification."""
    import altair as alt

    return alt.InlineData(values=rows)


def months_axis(start: str, months: int, *, ticks: int) -> alt.X:
    """Return a time axis whose marks are the names of run months."""
    import altair as alt

    step = next(step for step in STEPS_MONTHS if (months - 1) // step <= ticks)
    return alt.X(
        "month:Q",
        title=None,
        scale=alt.Scale(domain=[1, max(2, months)], nice=False, zero=False),
        axis=alt.Axis(
            values=list(range(1, months + 1, step)),
            labelExpr=lookup([month_name(start, month) for month in range(months + 1)]),
            labelFlush=False,
            grid=False,
        ),
    )


def amount_axis(values: Iterable[float | None], unit: str, *, share: bool) -> alt.Y:
    """
    Return a vertical axis of the field ``value``, from zero.

    Numbers that are all zero get an axis of their own, or the line would float in the middle.
    """
    import altair as alt

    most = largest(values)
    if most == 0:
        scale = alt.Scale(domain=[0, 0.01 if share else 1])
        marks: dict[str, Any] = {"values": [0]}
    else:
        scale = alt.Scale(zero=True, nice=True)
        marks = {"tickCount": 4, **({} if share or most < SMALL else {"tickMinStep": 1})}
    labels = number_labels(most, share=share)
    axis = alt.Axis(**labels, **marks, domain=False, minExtent=EXTENT_PX)
    return alt.Y("value:Q", title=unit or None, scale=scale, axis=axis)


def number_axis(width: int, values: Iterable[float | None], *, share: bool = False) -> alt.Axis:
    """Return a horizontal axis of amounts with as many marks as fit."""
    import altair as alt

    return alt.Axis(
        **number_labels(largest(values), share=share),
        tickCount=3 if width < NARROW_BELOW_PX else 6,
        labelFlush=True,
        domain=False,
    )


def number_labels(most: float, *, share: bool) -> dict[str, Any]:
    """Return how an axis writes its numbers: as a reader would, never 20k or 3m."""
    if share:
        return {"format": ".3~%"}
    if most >= MILLION:
        in_millions = f"format(datum.value / {MILLION}, ',.3~f') + ' million'"
        return {"labelExpr": f"datum.value === 0 ? '0' : {in_millions}"}
    return {"format": ",.0f" if most >= SMALL else ".3~g"}


def largest(values: Iterable[float | None]) -> float:
    """Return the largest value, 0 where there is none."""
    return max((value for value in values if value is not None), default=0.0)


def wrapped(text: str, width: int) -> list[str]:
    """Return a label in lines that fit the width (pixels) in the widest of the usual fonts."""
    return textwrap.wrap(text, max(12, int(width / CHARACTER_PX))) or [""]


def key(series: Sequence[str]) -> alt.Legend | None:
    """Return a legend where there is more than one series."""
    import altair as alt

    if len(series) < 2:
        return None
    return alt.Legend(title=None, orient="top", columns=1, symbolStrokeWidth=2)


def lookup(names: Sequence[str]) -> str:
    """Return a Vega expression that turns a position into its name."""
    return f"{json.dumps(list(names))}[datum.value]"
