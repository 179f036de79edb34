"""Precision and recall of records and of list entries, over acts that harm others alone.

A *true detection* is a record, against the one who did it, of an act that harms others and that no
human right protects. A petitioner or a believer is never found out: however true the record, it
counts against precision like an invented one. So detecting more protected acts improves nothing
here. Rates are to date, since the first month, because a record may arrive months after its act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sincerity.measures.codebook import Codebook
from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import Counts
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.rows import CAUSE_TRUE, CAUSES

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

Shares = npt.NDArray[np.float64]

_DETECTION = (
    "A true detection is a record, against the one who did it, of an act that harms others and that"
    " no human right protects"
)
_TO_DATE = "From the first month to this one."
_AT_LEAST = (
    "Entries are counted by cause and not by kind, so every true record of a month of another kind "
    "that leads to the list is taken to have made an entry: the share is exact where each kind "
    "that leads there harms others, and at least this elsewhere."
)

METRICS = (
    Metric(
        name="detections",
        unit="records",
        meaning="Records that arrived this month and are true detections.",
        formula="records[true] over kinds that harm others and are not protected",
        counted="records that can be held against somebody",
        caveat=f"{_DETECTION}.",
    ),
    Metric(
        name="protected_records",
        unit="records",
        meaning="True records of this month of acts that human-rights law protects. They are no "
        "detections.",
        formula="records[true] over protected kinds",
        counted="records that can be held against somebody",
    ),
    Metric(
        name="record_precision",
        unit="share of records",
        meaning="Of the records that can be held against somebody, the share that are true "
        "detections (positive predictive value). " + _TO_DATE,
        formula="detections / records of kinds that are neither good deeds nor shows of loyalty",
        counted="records that can be held against somebody, to date",
        caveat=f"{_DETECTION}. Records of acts that harm nobody, and of protected acts, count "
        "against it as false ones do.",
    ),
    Metric(
        name="record_recall",
        unit="share of acts",
        meaning="Of the acts that harm others and are not protected, the share with a true "
        "detection. " + _TO_DATE,
        formula="detections / acts of these kinds",
        counted="acts that harm others and are not protected, to date",
        caveat="Acts of kinds that the scheme makes nothing of are among them, and agencies pass "
        "on no records of those; a record still on its way counts as none. More recall is more "
        "watching, and no good by itself.",
    ),
    Metric(
        name="record_miss_rate",
        unit="share of acts",
        meaning="Of the acts that harm others and are not protected, the share without a true "
        "detection (false negative rate). " + _TO_DATE,
        formula="1 - record_recall",
        counted="acts that harm others and are not protected, to date",
    ),
    Metric(
        name="record_false_alarm_rate",
        unit="share of person-months",
        meaning="Of the person-months without an act that harms others, the share with a record "
        "that is no true detection (false positive rate). " + _TO_DATE,
        formula="records held against somebody that are no detections / (person-months - acts)",
        counted="person-months without such an act, to date",
        caveat="Acts and records are counted, not people: two in one month take two person-months. "
        "Small as it looks, it falls on many.",
    ),
    Metric(
        name="harm_prevalence",
        unit="acts per person-month",
        meaning="Acts that harm others and are not protected, for each person-month. " + _TO_DATE,
        formula="acts of these kinds / residents",
        counted="person-months, to date",
    ),
    Metric(
        name="list_precision_at_least",
        item="black list",
        unit="share of entries",
        meaning="Of the entries by record, at least this share rest on a true detection. "
        + _TO_DATE,
        formula="max(list_entries[true] - records[true] of the list's other kinds, 0) / "
        "list_entries of the five causes by record",
        counted="entries by record, to date",
        caveat=f"{_AT_LEAST} Entries by grade, by another list or for a firm name no act and are "
        "left out.",
    ),
    Metric(
        name="list_recall_at_least",
        item="black list",
        unit="share of acts",
        meaning="Of the acts of the list's kinds that harm others and are not protected, at least "
        f"this share led to an entry of the one who did it. {_TO_DATE}",
        formula="max(list_entries[true] - records[true] of the list's other kinds, 0) / acts of "
        "the list's kinds that are to be found",
        counted="acts of these kinds, to date",
        caveat=f"{_AT_LEAST} Somebody who is on the list already is not entered again.",
    ),
)


@dataclass(frozen=True)
class Confusion:
    """
    A table of what was found and what was not: four counts of cases.

    Attributes
    ----------
    found, alarms, missed, cleared
        True positives, false positives, false negatives, true negatives, each 0 or more.
    """

    found: Counts
    alarms: Counts
    missed: Counts
    cleared: Counts

    @property
    def precision(self) -> Shares:
        """Positive predictive value; NaN where nothing was reported."""
        return share(self.found, self.found + self.alarms)

    @property
    def recall(self) -> Shares:
        """Share of the positive cases found; NaN where there was none."""
        return share(self.found, self.found + self.missed)

    @property
    def miss_rate(self) -> Shares:
        """False negative rate."""
        return share(self.missed, self.found + self.missed)

    @property
    def false_alarm_rate(self) -> Shares:
        """False positive rate."""
        return share(self.alarms, self.alarms + self.cleared)

    @property
    def prevalence(self) -> Shares:
        """Share of positive cases among all."""
        positive = self.found + self.missed
        return share(positive, positive + self.alarms + self.cleared)


def record_confusion(tallies: Tallies, book: Codebook) -> Confusion:
    """
    Return the table of all records to date, int64 [months] each.

    Cases are person-months: as many of them are positive as there were acts to be found, and as
    many of the others are alarms as there are records that can be held against somebody and are no
    true detections.
    """
    to_find = _kinds(tallies, book.is_to_be_found)
    person_months = np.cumsum(tallies.class_grade.sum(axis=(1, 2)))
    acts = np.cumsum(tallies.acts[:, to_find].sum(axis=(1, 2)))
    found = np.cumsum(tallies.records[:, to_find, CAUSE_TRUE].sum(axis=1))
    alarms = np.cumsum(held_against(tallies, book)) - found
    return Confusion(
        found=found,
        alarms=alarms,
        missed=np.maximum(acts - found, 0),
        cleared=np.maximum(person_months - acts - alarms, 0),
    )


def held_against(tallies: Tallies, book: Codebook) -> Counts:
    """Return the records of each month that can be held against somebody, true or not."""
    counts: Counts = tallies.records[:, _kinds(tallies, book.is_held_against)].sum(axis=(1, 2))
    return counts


def measure(rows: MetricRows, tallies: Tallies, book: Codebook) -> None:
    """Add detections, and precision and recall of records and of each black list."""
    to_find = _kinds(tallies, book.is_to_be_found)
    protected = _kinds(tallies, lambda kind: book.kind_protection[kind] != "none")
    true, held = tallies.records[:, :, CAUSE_TRUE], held_against(tallies, book)
    rows.add("detections", true[:, to_find].sum(axis=1), held)
    rows.add("protected_records", true[:, protected].sum(axis=1), held)
    table = record_confusion(tallies, book)
    positive, negative = table.found + table.missed, table.alarms + table.cleared
    rows.add("record_precision", table.precision, table.found + table.alarms)
    rows.add("record_recall", table.recall, positive)
    rows.add("record_miss_rate", table.miss_rate, positive)
    rows.add("record_false_alarm_rate", table.false_alarm_rate, negative)
    rows.add("harm_prevalence", table.prevalence, positive + negative)
    for name in tallies.labels.lists:
        if name in book.list_grounds:
            _add_list(rows, tallies, book, name)


def _add_list(rows: MetricRows, tallies: Tallies, book: Codebook, name: str) -> None:
    """Add what is known of the entries of one black list."""
    grounds = book.list_grounds[name]
    to_find = _kinds(tallies, lambda kind: kind in grounds and book.is_to_be_found(kind))
    found, entries = (np.cumsum(counts) for counts in found_at_least(tallies, book, name))
    acts = np.cumsum(tallies.acts[:, to_find].sum(axis=(1, 2)))
    rows.add("list_precision_at_least", share(found, entries), entries, item=name)
    rows.add("list_recall_at_least", share(found, acts), acts, item=name)


def found_at_least(tallies: Tallies, book: Codebook, name: str) -> tuple[Counts, Counts]:
    """Return, month by month, the least number of true detections among a black list's entries.

    With it the entries by record that they are among; int64 [months] each.
    """
    grounds, place = book.list_grounds[name], tallies.labels.lists.index(name)
    others = _kinds(tallies, lambda kind: kind in grounds and not book.is_to_be_found(kind))
    by_record = tallies.list_entries[:, place, : len(CAUSES)]
    of_others = tallies.records[:, others, CAUSE_TRUE].sum(axis=1)
    return np.maximum(by_record[:, CAUSE_TRUE] - of_others, 0), by_record.sum(axis=1)


def _kinds(tallies: Tallies, wanted: Callable[[str], bool]) -> Counts:
    """Return the positions of the kinds that are wanted."""
    chosen: Iterable[int] = (n for n, kind in enumerate(tallies.labels.kinds) if wanted(kind))
    return np.fromiter(chosen, dtype=np.int64)
