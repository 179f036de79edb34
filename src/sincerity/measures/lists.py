"""Who stands on a list, and how many entries fell in a month with a false charge of the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_NO_CAUSE = (
    "Not how many entries are deserved or mistaken: an entry by grade comes from earlier months, "
    "whose false charges are not attributed to it, and a false charge of this month need not be "
    "what led to the entry."
)

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
        name="list_entries_with_false_charge",
        item="list",
        unit="entries",
        meaning="Entries of this month of people who also had at least one false charge this "
        "month, whether or not it led to the entry.",
        formula="list_entries in a month with a false charge of that person",
        counted="entries of the month",
        caveat=_NO_CAUSE,
    ),
    Metric(
        name="list_entries_without_false_charge",
        item="list",
        unit="entries",
        meaning="Entries of this month of people who had no false charge this month.",
        formula="list_entries in a month without a false charge of that person",
        counted="entries of the month",
        caveat=_NO_CAUSE,
    ),
    Metric(
        name="list_entries_with_false_charge_share",
        item="list",
        unit="share of entries",
        meaning="Share of this month's entries of people who had a false charge this month.",
        formula="list_entries_with_false_charge / list_entries",
        counted="entries of the month",
        caveat=f"{_NO_CAUSE} The chances of a wrong or invented record are assumptions.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add members of each list by group, and entries by false charges of the month."""
    residents = by_group(tallies.class_grade.sum(axis=2))
    members = by_group(tallies.list_members)  # month, list, group
    entries = tallies.list_entries.sum(axis=2)
    for place, name in enumerate(tallies.labels.lists):
        rows.add("list_members", members[:, place], residents, item=name)
        rows.add("list_member_share", share(members[:, place], residents), residents, item=name)
        of_list, false = entries[:, place], tallies.list_entries[:, place, 1]
        rows.add("list_entries", of_list, of_list, item=name)
        rows.add("list_entries_with_false_charge", false, of_list, item=name)
        rows.add("list_entries_without_false_charge", of_list - false, of_list, item=name)
        rows.add("list_entries_with_false_charge_share", share(false, of_list), of_list, item=name)
