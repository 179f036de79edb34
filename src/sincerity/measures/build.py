"""All families together: tallies in, tidy table and column dictionary out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sincerity.measures import (
    agencies,
    approval,
    attempts,
    beliefs,
    burden,
    census,
    conduct,
    doors,
    error_ladder,
    firms,
    governance,
    grades,
    lists,
    objections,
    points,
    poverty,
    precision,
    protest,
    reach,
    records,
    recovery,
    repair,
    scores,
    spillover,
    supervision,
)
from sincerity.measures.codebook import Codebook
from sincerity.measures.dictionary import COLUMNS, Metric
from sincerity.measures.groups import AXES, EVERYONE
from sincerity.measures.rows import MetricRows

if TYPE_CHECKING:
    import pyarrow as pa

    from sincerity.world.tallies import Tallies

METRICS: tuple[Metric, ...] = (
    *grades.METRICS,
    *scores.METRICS,
    *points.METRICS,
    *records.METRICS,
    *agencies.METRICS,
    *precision.METRICS,
    *supervision.METRICS,
    *conduct.METRICS,
    *lists.METRICS,
    *reach.METRICS,
    *doors.METRICS,
    *burden.METRICS,
    *error_ladder.METRICS,
    *spillover.METRICS,
    *attempts.METRICS,
    *recovery.METRICS,
    *poverty.METRICS,
    *objections.METRICS,
    *repair.METRICS,
    *firms.METRICS,
    *governance.METRICS,
    *beliefs.METRICS,
    *approval.METRICS,
    *protest.METRICS,
)
"""Every metric, in the order of the table."""


def metrics_table(
    tallies: Tallies, book: Codebook, *, scenario: str = "base", replicate: int = 0
) -> pa.Table:
    """
    Return the tidy metrics of one run.

    Columns: scenario, replicate, month, group, metric, value, lo, hi, n; see `column_dictionary`.

    Parameters
    ----------
    tallies
        The counted tables of the run.
    book
        What kinds, rules and doors stand for.
    scenario, replicate
        Written into every row.
    """
    rows = MetricRows(METRICS, months=tallies.months)
    grades.measure(rows, tallies)
    scores.measure(rows, tallies)
    points.measure(rows, tallies, book)
    records.measure(rows, tallies)
    agencies.measure(rows, tallies)
    precision.measure(rows, tallies, book)
    supervision.measure(rows, tallies)
    conduct.measure(rows, tallies, book)
    lists.measure(rows, tallies)
    reach.measure(rows, tallies)
    doors.measure(rows, tallies)
    burden.measure(rows, tallies)
    error_ladder.measure(rows, tallies)
    spillover.measure(rows, tallies)
    attempts.measure(rows, tallies)
    recovery.measure(rows, tallies)
    poverty.measure(rows, tallies)
    objections.measure(rows, tallies)
    repair.measure(rows, tallies)
    firms.measure(rows, tallies)
    governance.measure(rows, tallies)
    beliefs.measure(rows, tallies)
    approval.measure(rows, tallies)
    protest.measure(rows, tallies)
    census.measure(rows, tallies)
    return rows.to_table(scenario, replicate)


def column_dictionary(tallies: Tallies) -> dict[str, Any]:
    """Return what every column, metric and group of the tidy table means, as plain data."""
    class_groups = {f"{axis}={value}": "every month" for axis, values in AXES for value in values}
    census_groups = {
        f"{axis}={value}": "each December and the last month"
        for axis, values in tallies.labels.census.items()
        for value in values
    }
    awareness = dict.fromkeys(approval.AWARENESS_GROUPS, "every month, answers only")
    return {
        "columns": [
            {
                "name": column.name,
                "unit": column.unit,
                "meaning": column.meaning,
                "caveat": column.caveat,
            }
            for column in COLUMNS
        ],
        "metrics": [
            {
                "name": metric.pattern,
                "unit": metric.unit,
                "meaning": metric.meaning,
                "formula": metric.formula,
                "n": metric.counted,
                "caveat": metric.caveat,
            }
            for metric in METRICS
        ],
        "groups": {EVERYONE: "every month", **class_groups, **awareness, **census_groups},
        "about": "All people are synthetic. Counts are exact for this run; nothing here is an "
        "estimate of a real place.",
    }
