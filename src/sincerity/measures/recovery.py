"""Ways off a list and how long they take; who comes back; how long a wrong closure lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.rows import EXIT_REASONS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_BY = {
    "term": "their term was over",
    "performed": "the person did what was owed",
    "repaired": "the person applied for it and was let off",
    "upheld": "an objection to the record was upheld",
    "grade": "the person had left the grade that led there",
}
_SEEN_ONLY = (
    "Of entries that ended. Long stays that the run has not seen end are missing, so a mean of "
    "these is too short."
)
_STRETCH = (
    "stretch of months before a door that would be open but for something not done (or because an "
    "agency has not heard that the entry ended)"
)

METRICS = (
    *(
        Metric(
            name=f"exits_{reason}",
            item="list",
            unit="entries",
            meaning=f"Entries that ended this month because {_BY[reason]}.",
            formula=f"list_exits of {reason}",
            counted="all entries that ended this month",
        )
        for reason in EXIT_REASONS
    ),
    *(
        Metric(
            name=f"stay_{reason}",
            item="list",
            unit="months",
            meaning=f"Months from entry to end, over the entries that ended this month because "
            f"{_BY[reason]}.",
            formula=f"list_exit_months of {reason}",
            counted="these entries",
            caveat=f"A sum: divide by n for the mean stay. {_SEEN_ONLY}",
        )
        for reason in EXIT_REASONS
    ),
    Metric(
        name="entries_standing",
        item="list",
        unit="entries",
        meaning="Entries since the first month that have not ended.",
        formula="sum of list_entries - sum of list_exits, to date",
        counted="entries to date",
        caveat="Entries within their grace period among them.",
    ),
    Metric(
        name="never_returned_share",
        item="list",
        unit="share of entries",
        meaning="Share of the entries since the first month that have not ended.",
        formula="entries_standing / entries to date",
        counted="entries to date",
        caveat="Recent entries have had less time to end; where a list has no term it approaches "
        "those who never leave.",
    ),
    Metric(
        name="reentries",
        item="list",
        unit="entries",
        meaning="Entries of this month of people who have been on the list before.",
        formula="list_reentries",
        counted="entries of the month",
    ),
    Metric(
        name="wronged_people",
        unit="people",
        meaning="People who have stood, in at least one month so far, before a door that would be "
        "open but for something not done, or because an agency has not heard that the entry ended.",
        formula="sum of wronged_started - sum of wronged_again, to date",
        counted="residents",
    ),
    Metric(
        name="wronged_started",
        unit="people",
        meaning=f"People whose {_STRETCH} began this month.",
        formula="wronged_started",
        counted="people before any closed door",
    ),
    Metric(
        name="wronged_ended",
        unit="people",
        meaning=f"People whose {_STRETCH} ended: last month was its last.",
        formula="wronged_ended",
        counted="people before any closed door",
    ),
    Metric(
        name="wronged_again_share",
        unit="share of stretches",
        meaning=f"Share of those whose {_STRETCH} began who had had one before. To date.",
        formula="sum of wronged_again / sum of wronged_started",
        counted="stretches begun to date",
    ),
    Metric(
        name="wronged_months",
        unit="person-months",
        meaning="People before a door that would be open but for something not done, or because an "
        "agency has not heard that the entry ended.",
        formula="wronged_months",
        counted="people before any closed door",
        caveat="One a person and month, however many doors; burden_false counts doors.",
    ),
    Metric(
        name="wronged_open",
        unit="stretches",
        meaning=f"Every {_STRETCH} that has begun and not ended.",
        formula="sum of wronged_started - sum of wronged_ended, to date",
        counted="stretches begun to date",
    ),
    Metric(
        name="months_to_recover",
        unit="months per stretch that ended",
        meaning=f"Months until a {_STRETCH} ends: all such months so far, over the stretches that "
        "ended.",
        formula="sum of wronged_months / sum of wronged_ended, to date",
        counted="stretches ended to date",
        caveat="Stretches that have not ended count with the months seen (censoring). It is the "
        "mean duration if every month the same share of stretches ends, and says little while few "
        "have.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add ends of entries by reason, entries that stand, returns, and stretches of wrong months."""
    for place, name in enumerate(tallies.labels.lists):
        exits, months = tallies.list_exits[:, place], tallies.list_exit_months[:, place]
        of_month = tallies.list_entries[:, place].sum(axis=1)
        ended, entered = np.cumsum(exits.sum(axis=1)), np.cumsum(of_month)
        for k, reason in enumerate(EXIT_REASONS):
            rows.add(f"exits_{reason}", exits[:, k], exits.sum(axis=1), item=name)
            rows.add(f"stay_{reason}", months[:, k], exits[:, k], item=name)
        standing = entered - ended
        rows.add("entries_standing", standing, entered, item=name)
        rows.add("never_returned_share", share(standing, entered), entered, item=name)
        rows.add("reentries", tallies.list_reentries[:, place], of_month, item=name)
    if tallies.labels.sanctions:
        _add_wronged(rows, tallies)


def _add_wronged(rows: MetricRows, tallies: Tallies) -> None:
    """Add stretches of months before doors that would be open but for something not done."""
    before = tallies.sanctioned_months
    residents = tallies.class_grade.sum(axis=(1, 2))
    started, ended = np.cumsum(tallies.wronged_started), np.cumsum(tallies.wronged_ended)
    again, months = np.cumsum(tallies.wronged_again), np.cumsum(tallies.wronged_months)
    rows.add("wronged_people", started - again, residents)
    rows.add("wronged_started", tallies.wronged_started, before)
    rows.add("wronged_ended", tallies.wronged_ended, before)
    rows.add("wronged_again_share", share(again, started), started)
    rows.add("wronged_months", tallies.wronged_months, before)
    rows.add("wronged_open", started - ended, started)
    rows.add("months_to_recover", share(months, ended), ended)
