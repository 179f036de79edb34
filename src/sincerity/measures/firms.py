"""Firms: harm done, prevented, found and missed; workers who speak; what becomes of firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.tally_arrays import FIRM_FATES, FIRM_TIPS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="firms_open",
        unit="firms",
        meaning="Firms that are open at the end of this month.",
        formula="firms_open",
        counted="the same firms",
    ),
    Metric(
        name="firms_listed",
        unit="firms",
        meaning="Open firms on the list of firms.",
        formula="firm_listed",
        counted="open firms",
    ),
    Metric(
        name="firm_list_entries",
        unit="firms",
        meaning="Firms put on the list of firms this month.",
        formula="firm_listed_entries",
        counted="open firms",
    ),
    Metric(
        name="firm_grade_count",
        item="grade of firms",
        unit="firms",
        meaning="Open firms that stand in the grade at the end of this month.",
        formula="firm_grades of the grade",
        counted="open firms",
    ),
    Metric(
        name="firm_acts",
        item="kind of firm conduct",
        unit="acts",
        meaning="Acts of firms of the kind done this month, found or not.",
        formula="firm_acts",
        counted="open firms",
        caveat="Truth that no institution in the model can see.",
    ),
    Metric(
        name="firm_acts_undisturbed",
        item="kind of firm conduct",
        unit="acts",
        meaning="Acts of the kind that firms would have done this month had the scheme not held "
        "them back.",
        formula="firm_undisturbed",
        counted="open firms",
        caveat="Under shared accidents. Firms that a scheme has closed do nothing and are not in "
        "it.",
    ),
    Metric(
        name="firm_victims",
        item="kind of firm conduct",
        unit="people",
        meaning="People harmed by this month's acts of the kind.",
        formula="firm_victims",
        counted="acts of the kind",
        caveat="Each act harms as many as the catalogue says; the same person may be counted "
        "again.",
    ),
    Metric(
        name="firm_victims_prevented",
        item="kind of firm conduct",
        unit="people",
        meaning="People whom acts of the kind would have harmed this month, had the scheme not "
        "held firms back.",
        formula="firm_prevented",
        counted="acts of the kind that firms would have done",
        caveat="How much a scheme holds firms back is an assumption.",
    ),
    Metric(
        name="firm_acts_found",
        item="kind of firm conduct",
        unit="acts",
        meaning="Acts of the kind of this month that became known, to an office or through a "
        "worker.",
        formula="firm_found",
        counted="acts of the kind",
    ),
    Metric(
        name="firm_acts_missed",
        item="kind of firm conduct",
        unit="acts",
        meaning="Acts of the kind of this month of which nobody came to know.",
        formula="firm_missed",
        counted="acts of the kind",
    ),
    Metric(
        name="firm_found_share",
        unit="share of acts",
        meaning="Share of this month's acts of firms, of all kinds, that became known.",
        formula="sum of firm_found / sum of firm_acts",
        counted="acts of firms",
    ),
    Metric(
        name="firm_tips",
        item="what became of it",
        unit="workers",
        meaning="Workers who spoke of an act of their firm this month (tipped), whose word was "
        "judged a lie (judged_false), and who would have spoken without fear (without_fear).",
        formula="firm_tips",
        counted="acts of firms",
        caveat="Every one of them told the truth. Silence from fear is without_fear less tipped.",
    ),
    Metric(
        name="firm_fates",
        item="fate",
        unit="firms",
        meaning="Firms this month that were let off though found out (favoured), put another name "
        "in place of their representative's (nominee), closed and began again without a past "
        "(reopened), bought points (bought), or were closed by a sanction (closed).",
        formula="firm_fate",
        counted="open firms",
    ),
    Metric(
        name="workers_laid_off",
        unit="people",
        meaning="Workers of firms that a sanction closed this month.",
        formula="workers_laid_off",
        counted="firms closed by a sanction",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add what firms do and what is done to them, for societies that have firms."""
    if not tallies.firms_open.any():
        return
    open_firms, labels = tallies.firms_open, tallies.labels
    rows.add("firms_open", open_firms, open_firms)
    rows.add("firms_listed", tallies.firm_listed, open_firms)
    rows.add("firm_list_entries", tallies.firm_listed_entries, open_firms)
    for place, grade in enumerate(labels.firm_grades):
        rows.add("firm_grade_count", tallies.firm_grades[:, place], open_firms, item=grade)
    for place, kind in enumerate(labels.firm_kinds):
        acts, undisturbed = tallies.firm_acts[:, place], tallies.firm_undisturbed[:, place]
        for name, counts, counted in (
            ("firm_acts", acts, open_firms),
            ("firm_acts_undisturbed", undisturbed, open_firms),
            ("firm_victims", tallies.firm_victims[:, place], acts),
            ("firm_victims_prevented", tallies.firm_prevented[:, place], undisturbed),
            ("firm_acts_found", tallies.firm_found[:, place], acts),
            ("firm_acts_missed", tallies.firm_missed[:, place], acts),
        ):
            rows.add(name, counts, counted, item=kind)
    done = tallies.firm_acts.sum(axis=1)
    rows.add("firm_found_share", share(tallies.firm_found.sum(axis=1), done), done)
    for place, end in enumerate(FIRM_TIPS):
        rows.add("firm_tips", tallies.firm_tips[:, place], done, item=end)
    for place, fate in enumerate(FIRM_FATES):
        rows.add("firm_fates", tallies.firm_fate[:, place], open_firms, item=fate)
    closed = tallies.firm_fate[:, FIRM_FATES.index("closed")]
    rows.add("workers_laid_off", tallies.workers_laid_off, closed)
