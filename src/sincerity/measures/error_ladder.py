"""How far errors climb: from records to charges, to entries on lists, to people before doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.rows import CAUSES
from sincerity.phases.tally_arrays import BURDENS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

RUNGS = ("records", "charges", "entries", "people")
"""The rungs, lowest first: what an error reaches."""

_WHOLE = (
    "records: all records that arrived; charges: all charges; entries: all entries that a record "
    "led to; people: all people before a closed door"
)

METRICS = (
    Metric(
        name="errors",
        item="rung",
        unit="records, charges, entries or people",
        meaning="How many on the rung rest on a record of something the person did not do: records "
        "that arrived, charges (times points were charged), entries on lists that a record led "
        "to, people before a door that would otherwise be open.",
        formula="records, rule_charges and list_entries of the causes wrong_person, invented, "
        "false_report and misjudged; burden_people of false",
        counted=_WHOLE,
        caveat="Charges, not points: points are not kept by cause. A changed grade is no rung of "
        "its own; it shows in the people whose door it closes. Entries by grade name no record and "
        "are not on the ladder. People before a door whose agency has not heard that an entry "
        "ended are on the last rung. One record may lead to several charges, and an entry lasts, "
        "so a rung is not a part of the one below.",
    ),
    Metric(
        name="error_share",
        item="rung",
        unit="share of the rung",
        meaning="Share on the rung that rests on a record of something the person did not do.",
        formula="errors / all on the rung",
        counted=_WHOLE,
        caveat="How often records are wrong is an assumption; see the parameters.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add what is wrong on each rung, as a count and as a share."""
    records = tallies.records.sum(axis=1)
    charges = tallies.rule_charges.sum(axis=1)
    entries = tallies.list_entries.sum(axis=1)[:, : len(CAUSES)]
    ladder = {
        rung: (by_cause[:, 1:].sum(axis=1), by_cause.sum(axis=1))
        for rung, by_cause in zip(RUNGS[:3], (records, charges, entries), strict=True)
    }
    wrongly = tallies.burden_people[:, BURDENS.index("false")]
    ladder["people"] = (wrongly, tallies.sanctioned_months)
    for rung, (wrong, every) in ladder.items():
        rows.add("errors", wrong, every, item=rung)
        rows.add("error_share", share(wrong, every), every, item=rung)
