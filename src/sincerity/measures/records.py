"""Records entered by the office, split by what only the simulator knows: whether they are true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.codebook import CAUSES
from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="records",
        item="cause",
        unit="records",
        meaning="Records entered this month: of an act the person did, of an act someone else "
        "did, or of nothing at all.",
        formula="sum of records over kinds",
        counted="all records",
        caveat="Only the simulator sees the cause; the office sees one kind of record.",
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
        meaning="Records of the kind of conduct entered this month, true or not.",
        formula="sum of records over causes",
        counted="the same records",
    ),
    Metric(
        name="false_records_of_kind",
        item="kind",
        unit="records",
        meaning="Records of the kind entered this month against someone who did not do it.",
        formula="wrong_person + invented records of the kind",
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
    for place, cause in enumerate(CAUSES):
        rows.add("records", by_cause[:, place], everything, item=cause)
        rows.add("record_share", share(by_cause[:, place], everything), everything, item=cause)
    of_kind = tallies.records.sum(axis=2)
    false_of_kind = tallies.records[:, :, 1:].sum(axis=2)
    for place, kind in enumerate(tallies.labels.kinds):
        rows.add("records_of_kind", of_kind[:, place], of_kind[:, place], item=kind)
        rows.add("false_records_of_kind", false_of_kind[:, place], of_kind[:, place], item=kind)
    rows.add("records_unmatched", tallies.unmatched, tallies.unmatched)
    rows.add("records_unscored", tallies.unscored, tallies.unscored)
