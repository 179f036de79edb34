"""Who stands on a list, what put people there, and which entries would make a burden wrongful."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.rows import CAUSES, ENTRY_CAUSES, TAINTS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_LED_BY = {
    "true": "a record of what the person did",
    "wrong_person": "a record of what somebody else did",
    "invented": "a record of what nobody did",
    "false_report": "a false report by a neighbour",
    "misjudged": "a true report by the person that was judged a lie",
    "grade": "the person's grade",
    "list": "standing on another list",
    "representative": "representing a listed firm",
}
_TAINTED = {
    "false": "rest on a record of what the person did not do, also through another list",
    "protected": "rest on an act that human-rights law protects",
    "trivial": "rest on an act of the least gravity",
    "cannot_pay": "rest on a debt of somebody who could not pay it at the time",
    "another": "rest on an act of somebody else: of a firm that the person represents, or of the "
    "group that a rule charges together",
}
_ATTRIBUTED = (
    "The one ground that came first in the order of the scheme; an entry by grade, by another list "
    "or for a firm names no record, so what led to those is not said here."
)

METRICS = (
    Metric(
        name="list_members",
        item="list",
        unit="people",
        meaning="People on the list in this month, with the entry in effect.",
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
        formula="sum of list_entries over causes",
        counted="the same entries",
        caveat="Somebody who leaves and is listed again is entered twice.",
    ),
    *(
        Metric(
            name=f"list_entries_{cause}",
            item="list",
            unit="entries",
            meaning=f"Entries of this month that {_LED_BY[cause]} led to.",
            formula=f"list_entries of the cause {cause}",
            counted="entries of the month",
            caveat=_ATTRIBUTED,
        )
        for cause in ENTRY_CAUSES
    ),
    Metric(
        name="list_entries_false",
        item="list",
        unit="entries",
        meaning="Entries of this month that a record of something the person did not do led to.",
        formula="list_entries of the causes wrong_person, invented, false_report and misjudged",
        counted="entries of the month",
        caveat=_ATTRIBUTED,
    ),
    Metric(
        name="list_entries_false_share",
        item="list",
        unit="share of entries",
        meaning="Share of this month's entries that a record of something the person did not do "
        "led to.",
        formula="list_entries_false / list_entries",
        counted="entries of the month",
        caveat=f"{_ATTRIBUTED} How often records are wrong is an assumption; see the parameters.",
    ),
    *(
        Metric(
            name=f"list_entries_tainted_{taint}",
            item="list",
            unit="entries",
            meaning=f"Entries of this month that {_TAINTED[taint]}.",
            formula=f"list_entry_taint of {taint}",
            counted="entries of the month",
            caveat="One entry may be tainted in several ways, so these are not added up.",
        )
        for taint in TAINTS
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add members of each list by group, and entries by cause and by taint."""
    residents = by_group(tallies.class_grade.sum(axis=2))
    members = by_group(tallies.list_members)  # month, list, group
    for place, name in enumerate(tallies.labels.lists):
        rows.add("list_members", members[:, place], residents, item=name)
        rows.add("list_member_share", share(members[:, place], residents), residents, item=name)
        by_cause = tallies.list_entries[:, place]
        entries, false = by_cause.sum(axis=1), by_cause[:, 1 : len(CAUSES)].sum(axis=1)
        rows.add("list_entries", entries, entries, item=name)
        for k, cause in enumerate(ENTRY_CAUSES):
            rows.add(f"list_entries_{cause}", by_cause[:, k], entries, item=name)
        rows.add("list_entries_false", false, entries, item=name)
        rows.add("list_entries_false_share", share(false, entries), entries, item=name)
        for k, taint in enumerate(TAINTS):
            tainted = tallies.list_entry_taint[:, place, k]
            rows.add(f"list_entries_tainted_{taint}", tainted, entries, item=name)
