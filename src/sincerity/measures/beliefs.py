"""What people believe about the scheme: how much they know, how certain and how afraid they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import by_group
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

RUNGS = ("unaware", "heard", "knows_rules", "knows_own_score")
"""The ladder of awareness, lowest first."""

FULL_BYTE = 255

METRICS = (
    Metric(
        name="awareness_count",
        item="rung",
        unit="people",
        meaning="People on the rung of the ladder of awareness: unaware, heard of the scheme, "
        "knows its rules, knows the own score.",
        formula="awareness summed over the classes of the group",
        counted="people on any rung",
    ),
    Metric(
        name="awareness_share",
        item="rung",
        unit="share of people",
        meaning="Share of people on the rung of the ladder of awareness.",
        formula="awareness_count / people on any rung",
        counted="people on any rung",
        caveat="How news of a scheme travels rests on guessed parameters.",
    ),
    Metric(
        name="certainty_mean",
        unit="0 to 1",
        meaning="Mean believed certainty: how likely people think it to be charged if they did the "
        "act, minus how likely if they did not.",
        formula="certainty_sum / (255 * people)",
        counted="people on any rung",
        caveat="What is believed, not what is so; not a chance of being seen, since charges "
        "without cause lower it.",
    ),
    Metric(
        name="fear_mean",
        unit="0 to 1",
        meaning="Mean fear of the scheme, on the model's own scale from none to the most it holds.",
        formula="fear_sum / (255 * people)",
        counted="people on any rung",
        caveat="A scale of the model; no survey measures it.",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add the ladder of awareness by group, and mean certainty and fear."""
    on_rung = by_group(tallies.awareness)  # month, rung, group
    people = on_rung.sum(axis=1)
    for place, rung in enumerate(RUNGS):
        rows.add("awareness_count", on_rung[:, place], people, item=rung)
        rows.add("awareness_share", share(on_rung[:, place], people), people, item=rung)
    everyone = people[:, 0]
    rows.add("certainty_mean", share(tallies.certainty_sum, FULL_BYTE * everyone), everyone)
    rows.add("fear_mean", share(tallies.fear_sum, FULL_BYTE * everyone), everyone)
