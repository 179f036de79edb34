"""Doors that close (sanctions) and doors that open (perks), in person-months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="door_months",
        item="sanction or perk",
        unit="person-months",
        meaning="People for whom the door is closed (sanction) or open (perk) in this month.",
        formula="door_months summed over the classes of the group",
        counted="residents of the group",
        caveat="Counts who would be refused or favoured, not who tried the door; the door is "
        "closed or open to the person, not for the sake of a relative (see spill_months).",
    ),
    Metric(
        name="door_share",
        item="sanction or perk",
        unit="share of residents",
        meaning="Share of residents for whom the door is closed (sanction) or open (perk).",
        formula="door_months / residents",
        counted="residents of the group",
        caveat="Counts who would be refused or favoured, not who tried the door.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add person-months of each sanction and perk by group."""
    residents = by_group(tallies.class_grade.sum(axis=2))
    months = by_group(tallies.door_months)  # month, door, group
    for place, door in enumerate(tallies.labels.doors):
        rows.add("door_months", months[:, place], residents, item=door)
        rows.add("door_share", share(months[:, place], residents), residents, item=door)
