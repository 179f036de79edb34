"""Objections: filed, upheld, rejected, waiting; how long a decision takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.tally_arrays import FILED_STEP, OBJECTION_STEPS, REJECTED_STEP, UPHELD_STEP

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

RECORDS = ("right", "wrong")
"""Records of what the person did, and of what the person did not do; positions in the tally."""

_STEPS = {
    "filed": "filed this month",
    "upheld": "decided this month for the person",
    "rejected": "decided this month against the person",
}
_BLIND = "The office that decides does not see which record is right."

METRICS = (
    *(
        Metric(
            name=f"objections_{step}",
            item="record",
            unit="objections",
            meaning=f"Objections to right or to wrong records, {_STEPS[step]}.",
            formula=f"objections, {step}",
            counted="the same objections",
            caveat=_BLIND,
        )
        for step in OBJECTION_STEPS
    ),
    Metric(
        name="objections_upheld_share",
        item="record",
        unit="share of decisions",
        meaning="Share of the decisions to date on objections to right, or to wrong, records that "
        "went for the person.",
        formula="sum of upheld / (sum of upheld + sum of rejected)",
        counted="decisions to date",
        caveat=f"{_BLIND} The two chances are assumptions.",
    ),
    Metric(
        name="objected_share",
        item="record",
        unit="share of records",
        meaning="Objections to right, or to wrong, records for each such record to date.",
        formula="sum of filed / sum of records",
        counted="records to date",
        caveat="Many records lead to no charge and no entry, and nobody learns of those.",
    ),
    Metric(
        name="objections_waiting",
        unit="objections",
        meaning="Objections that have been filed and not decided.",
        formula="sum of filed - sum of upheld - sum of rejected, to date",
        counted="objections filed to date",
    ),
    Metric(
        name="objection_delay",
        unit="months per decision",
        meaning="Mean time from filing to decision, over the decisions of this month.",
        formula="objection_delay / (upheld + rejected)",
        counted="decisions of the month",
        caveat="Objections that wait are not in it, so a growing queue shows here late.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add objections by step and by whether the record is right, the queue and the delay."""
    if not tallies.objections.any():
        return
    true = np.cumsum(tallies.records[:, :, 0].sum(axis=1))
    records = {"right": true, "wrong": np.cumsum(tallies.records.sum(axis=(1, 2))) - true}
    to_date = np.cumsum(tallies.objections, axis=0)
    for place, which in enumerate(RECORDS):
        for k, step in enumerate(OBJECTION_STEPS):
            counts = tallies.objections[:, place, k]
            rows.add(f"objections_{step}", counts, counts, item=which)
        upheld = to_date[:, place, UPHELD_STEP]
        decided = upheld + to_date[:, place, REJECTED_STEP]
        filed = to_date[:, place, FILED_STEP]
        rows.add("objections_upheld_share", share(upheld, decided), decided, item=which)
        rows.add("objected_share", share(filed, records[which]), records[which], item=which)
    filed, upheld, rejected = (to_date[:, :, k].sum(axis=1) for k in range(len(OBJECTION_STEPS)))
    rows.add("objections_waiting", filed - upheld - rejected, filed)
    decisions = tallies.objections[:, :, UPHELD_STEP:].sum(axis=(1, 2))
    rows.add("objection_delay", share(tallies.objection_delay, decisions), decisions)
