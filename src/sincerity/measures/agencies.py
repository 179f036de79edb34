"""What each agency records, and how much of it is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.rows import CAUSES

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_WHY = {
    "true": "of acts that the person named did",
    "wrong_person": "of acts that somebody else did",
    "invented": "of acts that nobody did",
    "false_report": "of false reports by neighbours that were believed",
    "misjudged": "of true reports that were judged lies",
}

METRICS = (
    *(
        Metric(
            name=f"agency_records_{cause}",
            item="agency",
            unit="records",
            meaning=f"Records that the agency made this month {_WHY[cause]}.",
            formula=f"agency_records of {cause}",
            counted="all records that the agency made",
            caveat="Counted when made, whether or not they reach whoever charges; several agencies "
            "may record one act.",
        )
        for cause in CAUSES
    ),
    Metric(
        name="agency_records_false_share",
        item="agency",
        unit="share of records",
        meaning="Share of the records that the agency made this month that are about something the "
        "person did not do.",
        formula="agency_records of every cause but true / agency_records",
        counted="all records that the agency made",
        caveat="What agencies see, invent and mistake are assumptions; see the institutions file.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add records by agency and cause, for worlds with agencies."""
    for place, agency in enumerate(tallies.labels.agencies):
        by_cause = tallies.agency_records[:, place]
        made = by_cause.sum(axis=1)
        for k, cause in enumerate(CAUSES):
            rows.add(f"agency_records_{cause}", by_cause[:, k], made, item=agency)
        false = made - by_cause[:, 0]
        rows.add("agency_records_false_share", share(false, made), made, item=agency)
