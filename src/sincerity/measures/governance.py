"""Public problems: how many there are, how many people report, and what the centre hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.world.tallies import PROBLEM_STEPS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

METRICS = (
    Metric(
        name="problems",
        item="step",
        unit="problems",
        meaning="Public problems of this month that people would have spoken of with no scheme "
        "there (arisen), that they did report (reported), that counties solved, and of which the "
        "centre hears (seen_by_centre).",
        formula="problems",
        counted="problems that have arisen",
        caveat="Solved are problems of any earlier month too. A problem of which nobody would ever "
        "speak is not in it.",
    ),
    Metric(
        name="problems_waiting",
        unit="problems",
        meaning="Problems that were reported and have not been solved.",
        formula="sum of reported - sum of solved, to date",
        counted="problems reported to date",
    ),
    Metric(
        name="problems_unseen_share",
        unit="share of problems",
        meaning="Share of the problems that have arisen of which the centre does not hear: people "
        "fell silent, or a county kept them to itself. To date.",
        formula="1 - sum of seen_by_centre / sum of arisen",
        counted="problems that have arisen to date",
        caveat="Below zero where people report more than they would without a scheme.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add public problems by step, where the catalogue of conduct has any."""
    if not tallies.problems.any():
        return
    steps = {name: tallies.problems[:, place] for place, name in enumerate(PROBLEM_STEPS)}
    for name, counts in steps.items():
        rows.add("problems", counts, steps["arisen"], item=name)
    to_date = {name: np.cumsum(counts) for name, counts in steps.items()}
    waiting = to_date["reported"] - to_date["solved"]
    rows.add("problems_waiting", waiting, to_date["reported"])
    unseen = share(to_date["arisen"] - to_date["seen_by_centre"], to_date["arisen"])
    rows.add("problems_unseen_share", unseen, to_date["arisen"])
