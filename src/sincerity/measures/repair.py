"""Ends of entries that depend on means: doing what is owed, and being let off on application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.society.codes import MEANS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_WAYS = {
    "performed": "the person did what was owed",
    "repaired": "the person applied for it and was let off",
}

METRICS = (
    Metric(
        name="entries_by_means",
        item="means",
        unit="entries",
        meaning="Entries on lists that stand at the end of this month, by the means of the listed.",
        formula="listed_by_means",
        counted="the same entries",
        caveat="Counted only where a scheme has ways back. Entries on every list, and entries in "
        "their grace period, among them.",
    ),
    *(
        Metric(
            name=f"ended_{way}",
            item="means",
            unit="entries",
            meaning=f"Entries that will end at the start of next month because {words}, by the "
            "means of the listed.",
            formula=way,
            counted="entries that stand, of people of these means",
        )
        for way, words in _WAYS.items()
    ),
    *(
        Metric(
            name=f"ended_{way}_rate",
            item="means",
            unit="per entry and month",
            meaning=f"Share of the standing entries of people of these means that end because "
            f"{words}.",
            formula=f"ended_{way} / entries_by_means",
            counted="entries that stand, of people of these means",
            caveat="Over all standing entries, also those that cannot be left in this way.",
        )
        for way, words in _WAYS.items()
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add ends of entries by means, for schemes with lists and ways back."""
    if not tallies.listed_by_means.any():
        return
    ways = {"performed": tallies.performed, "repaired": tallies.repaired}
    for place, means in enumerate(MEANS):
        standing = tallies.listed_by_means[:, place]
        rows.add("entries_by_means", standing, standing, item=means)
        for way, counts in ways.items():
            ended = counts[:, place]
            rows.add(f"ended_{way}", ended, standing, item=means)
            rows.add(f"ended_{way}_rate", share(ended, standing), standing, item=means)
