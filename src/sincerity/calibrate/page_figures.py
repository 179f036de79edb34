"""The pictures of the page of a calibration: kept settings beside published numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sincerity.calibrate.predict import Predicted
from sincerity.calibrate.run import Found
from sincerity.report.charts.spans import Span, spans
from sincerity.report.model import Col, Figure, Table
from sincerity.report.wording import plural

__all__ = ["against_published", "by_year"]

_ENDS = ("Smallest", "Middle", "Largest")
_HOW = "A line from the smallest to the largest kept setting, a mark in the middle."


def against_published(found: Found, role: Literal["fitted", "predicted"]) -> list[Figure]:
    """Return simulated over published for the rows of one role; nothing where there is nothing.

    Changes in per cent are left out: they may be of either sign, so that a ratio of two says
    nothing. They are in the tables.
    """
    shown = [p for p in found.predicted if p.role == role and not _is_change(p)]
    parts = [
        Span(p.asked.label, p.low / p.published, p.middle / p.published, p.high / p.published)
        for p in shown
        if p.published and p.low is not None and p.middle is not None and p.high is not None
    ]
    if not parts:
        return []
    picture = spans(
        parts,
        unit="simulated over published; the dashed line at 1 is the published number",
        share=False,
        against=1,
    )
    return [
        Figure(
            id=f"against-published-{role}",
            title=f"Simulated over published, {role} rows",
            description=f"{_HOW} Lines that do not cross the dashed one miss the published number.",
            wide=picture.wide,
            narrow=picture.narrow,
            table=_table(f"Simulated over published, {role} rows", "Row", parts),
            counted=plural(len(found.kept), "kept setting"),
            note="Rows without a published number, and changes in per cent, are not in it.",
        )
    ]


def by_year(label: str, group: Sequence[Predicted], found: Found) -> Figure:
    """Return one prediction over the years."""
    parts = [
        Span(p.asked.label, p.low, p.middle, p.high)
        for p in group
        if p.low is not None and p.middle is not None and p.high is not None
    ]
    unit = group[0].asked.unit
    picture = spans(parts, unit=unit, share=False)
    return Figure(
        id=group[0].asked.id.rpartition("_")[0].replace("_", "-"),
        title=f"{label}, by year ({unit})",
        description=_HOW,
        wide=picture.wide,
        narrow=picture.narrow,
        table=_table(f"{label}, by year", "Number", parts),
        counted=plural(len(found.kept), "kept setting"),
    )


def _is_change(predicted: Predicted) -> bool:
    """Say whether a number is a change against the year before."""
    return predicted.asked.reading.endswith("_change")


def _table(caption: str, what: str, parts: Sequence[Span]) -> Table:
    """Return the intervals of a picture as a table."""
    return Table(
        caption,
        [Col(what), *(Col(name, "decimal") for name in _ENDS)],
        [[part.label, part.low, part.middle, part.high] for part in parts],
    )
