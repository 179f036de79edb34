"""Records that reach whoever charges, by what only the simulator knows: whether they are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="records",
        item="cause",
        unit="records",
        meaning="Records that reached whoever charges this month, by why they exist: the person "
        "did it (true), someone else did (wrong_person), nobody did and an office says so "
        "(invented), a neighbour reported it falsely (false_report), or a true report was judged "
        "a lie (misjudged).",
        formula="sum of records over kinds",
        counted="all records",
        caveat="Only the simulator sees the cause; an office sees one kind of record. Counted in "
        "the month of arrival, which may be later than that of the act.",
    ),
    Metric(
        name="record_share",
        item="cause",
        unit="share of records",
        meaning="Share of this month's records with the cause named.",
        formula="records of the cause / all records",
        counted="all records",
        caveat="The chances of a wrong or invented record are assumptions; see the parameters.",
    ),
    Metric(
        name="records_of_kind",
        item="kind",
        unit="records",
        meaning="Records of the kind of conduct that arrived this month, true or not.",
        formula="sum of records over causes",
        counted="the same records",
    ),
    Metric(
        name="false_records_of_kind",
        item="kind",
        unit="records",
        meaning="Records of the kind that arrived this month against someone who did not do it.",
        formula="records of the kind of every cause but true",
        counted="records of the kind",
    ),
    Metric(
        name="records_unmatched",
        unit="records",
        meaning="Records that named a slot where nobody lives and so reached nobody.",
        formula="unmatched",
        counted="the same records",
    ),
    Metric(
        name="records_unscored",
        unit="records",
        meaning="Records against people whom the scheme does not cover: nothing was charged.",
        formula="unscored",
        counted="the same records",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add records by cause and by kind, for everyone."""
    by_cause = tallies.records.sum(axis=1)
    everything = by_cause.sum(axis=1)
    for place, cause in enumerate(tallies.labels.causes):
        rows.add("records", by_cause[:, place], everything, item=cause)
        rows.add("record_share", share(by_cause[:, place], everything), everything, item=cause)
    of_kind = tallies.records.sum(axis=2)
    false_of_kind = tallies.records[:, :, 1:].sum(axis=2)
    for place, kind in enumerate(tallies.labels.kinds):
        rows.add("records_of_kind", of_kind[:, place], of_kind[:, place], item=kind)
        rows.add("false_records_of_kind", false_of_kind[:, place], of_kind[:, place], item=kind)
    rows.add("records_unmatched", tallies.unmatched, tallies.unmatched)
    rows.add("records_unscored", tallies.unscored, tallies.unscored)
