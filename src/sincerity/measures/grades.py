"""How many people stand in each grade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="residents",
        unit="people",
        meaning="Synthetic people who live in the society, covered by the scheme or not.",
        formula="sum of class_grade over grades, not covered included",
        counted="the same people",
    ),
    Metric(
        name="covered",
        unit="people",
        meaning="Synthetic people whom the scheme covers, so that they have a score or a grade.",
        formula="sum of class_grade over grades, not covered left out",
        counted="the same people",
    ),
    Metric(
        name="covered_share",
        unit="share of residents",
        meaning="Share of residents whom the scheme covers.",
        formula="covered / residents",
        counted="residents of the group",
    ),
    Metric(
        name="grade_count",
        item="grade",
        unit="people",
        meaning="Covered people who stand in the grade at the end of the month.",
        formula="class_grade of the grade",
        counted="covered people of the group",
        caveat="A grade set by an override or fixed since the last regrading may not match the "
        "points of today.",
    ),
    Metric(
        name="grade_share",
        item="grade",
        unit="share of covered people",
        meaning="Share of covered people who stand in the grade at the end of the month.",
        formula="grade_count / covered",
        counted="covered people of the group",
        caveat="No official grade distribution of residents was found for the schemes shipped: "
        "this is what the model gives, not something it was fitted to.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add residents, coverage and grades, by month and group."""
    people = by_group(tallies.class_grade.swapaxes(1, 2))  # month, grade, group
    residents = people.sum(axis=1)
    covered = people[:, :-1].sum(axis=1)
    rows.add("residents", residents, residents)
    rows.add("covered", covered, covered)
    rows.add("covered_share", share(covered, residents), residents)
    for place, grade in enumerate(tallies.labels.grades):
        rows.add("grade_count", people[:, place], covered, item=grade)
        rows.add("grade_share", share(people[:, place], covered), covered, item=grade)
