"""Who stands on a published list, and how many entries rest on something that did not happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="list_members",
        item="list",
        unit="people",
        meaning="People on the list in this month.",
        formula="list_members summed over the classes of the group",
        counted="residents of the group",
    ),
    Metric(
        name="list_member_share",
        item="list",
        unit="share of residents",
        meaning="Share of residents who are on the list in this month.",
        formula="list_members / residents",
        counted="residents of the group",
    ),
    Metric(
        name="list_entries",
        item="list",
        unit="entries",
        meaning="People put on the list this month.",
        formula="sum of list_entries",
        counted="the same entries",
        caveat="Somebody who leaves and is listed again is entered twice.",
    ),
    Metric(
        name="false_list_entries",
        item="list",
        unit="entries",
        meaning="Entries of this month with at least one charge behind them that is not true.",
        formula="list_entries with at least one false charge",
        counted="entries of the month",
        caveat="Only the simulator sees this; an entry may also rest on true charges.",
    ),
    Metric(
        name="false_list_entry_share",
        item="list",
        unit="share of entries",
        meaning="Share of this month's entries with at least one untrue charge behind them.",
        formula="false_list_entries / list_entries",
        counted="entries of the month",
        caveat="The chances of a wrong or invented record are assumptions; see the parameters.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add members of each list by group, and entries by whether the charges behind them hold."""
    residents = by_group(tallies.class_grade.sum(axis=2))
    members = by_group(tallies.list_members)  # month, list, group
    entries = tallies.list_entries.sum(axis=2)
    for place, name in enumerate(tallies.labels.lists):
        rows.add("list_members", members[:, place], residents, item=name)
        rows.add("list_member_share", share(members[:, place], residents), residents, item=name)
        of_list, false = entries[:, place], tallies.list_entries[:, place, 1]
        rows.add("list_entries", of_list, of_list, item=name)
        rows.add("false_list_entries", false, of_list, item=name)
        rows.add("false_list_entry_share", share(false, of_list), of_list, item=name)
