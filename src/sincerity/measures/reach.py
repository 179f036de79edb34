"""How far one entry travels: agencies that come to know of it, and who disagrees about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="reach_agencies",
        item="list",
        unit="agencies per entry",
        meaning="Agencies that come to know of an entry of this month, the one that lists among "
        "them, on average.",
        formula="reach[agencies] / reach[entries]",
        counted="entries by record",
        caveat="Entries by grade, by another list or for a firm are not followed. Sooner or later: "
        "delays are not in it.",
    ),
    Metric(
        name="reach_share",
        item="list",
        unit="share of agencies",
        meaning="Share of all agencies that come to know of an entry of this month, on average.",
        formula="reach_agencies / number of agencies",
        counted="entries by record",
        caveat="Not every agency keeps a door.",
    ),
    Metric(
        name="disagreement",
        item="list",
        unit="chance",
        meaning="Chance that two agencies, drawn at random one after the other from all, disagree "
        "about whether a person entered this month is on the list.",
        formula="mean over entries of 2 * q * (1 - q), q the share of agencies that come to know",
        counted="entries by record",
        caveat="At most one half. Low disagreement is no merit: all may know of the same error.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add reach and disagreement by list, for worlds with agencies."""
    agencies = len(tallies.labels.agencies)
    if not agencies:
        return
    for place, name in enumerate(tallies.labels.lists):
        entries, know, squares = (tallies.reach[:, place, k] for k in range(3))
        rows.add("reach_agencies", share(know, entries), entries, item=name)
        rows.add("reach_share", share(know, agencies * entries), entries, item=name)
        # whole numbers throughout: sum of 2 * (n / A) * (1 - n / A) over entries, times A * A
        apart = 2 * (agencies * know - squares)
        rows.add("disagreement", share(apart, agencies**2 * entries), entries, item=name)
