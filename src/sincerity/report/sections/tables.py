"""What tables share: the causes of records, and the table beside a chart over time."""

from __future__ import annotations

from collections.abc import Mapping

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Kind, Table
from sincerity.report.wording import CAUSES, IN_AN_OFFICE


def causes(facts: Facts) -> tuple[str, ...]:
    """Return why records can exist in this run: for fewer reasons where there is one office."""
    return tuple(CAUSES) if facts.has_agencies else IN_AN_OFFICE


def by_month(
    facts: Facts,
    caption: str,
    *,
    counted: tuple[str, str],
    metrics: Mapping[str, str],
    kind: Kind,
) -> Table:
    """
    Return metrics for everyone as a table with a row a month.

    Parameters
    ----------
    caption
        What the table shows.
    counted
        Heading of the column of counts, and the metric whose ``n`` fills it.
    metrics
        Metric by heading.
    kind
        How the values are written.
    """
    rows: list[list[Cell]] = [
        [
            facts.when(month),
            facts.n(counted[1], month),
            *(facts.point(metric, month)[0] for metric in metrics.values()),
        ]
        for month in range(1, facts.last + 1)
    ]
    columns = [Col("Month"), Col(counted[0], "count"), *(Col(name, kind) for name in metrics)]
    return Table(caption, columns, rows)
