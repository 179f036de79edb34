"""Doors closed to people for the sake of a relative, and doors that stay closed after the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_RELATIVE = "closed to another member of the household and not to themselves"

METRICS = (
    Metric(
        name="spill_months",
        item="sanction",
        unit="person-months",
        meaning=f"People before the door in this month because it is {_RELATIVE}.",
        formula="spill_months",
        counted="person-months for which the door is closed to people themselves",
    ),
    Metric(
        name="spill_minor_months",
        item="sanction",
        unit="person-months",
        meaning=f"Minors (under 18) before the door because it is {_RELATIVE}.",
        formula="spill_minor_months",
        counted="person-months of spillover at the door",
    ),
    Metric(
        name="stale_months",
        item="sanction",
        unit="person-months",
        meaning="People before the door although their entry has ended: the agency at the door has "
        "heard of the entry and not yet of its end.",
        formula="stale_months",
        counted="person-months for which the door is closed to people themselves",
    ),
    Metric(
        name="spillover_per_listed",
        unit="door-months per listed person-month",
        meaning="Months before a door closed for the sake of a relative, for each month that "
        "somebody stands on a list.",
        formula="sum of spill_months / sum of list_members",
        counted="listed person-months",
        caveat="Doors that a grade closes spill over too, and the listed are counted on every list "
        "they are on, lists of honour among them.",
    ),
    Metric(
        name="spillover_per_own",
        unit="door-months per door-month",
        meaning="Months before a door closed for the sake of a relative, for each month for which "
        "a door is closed to somebody themselves.",
        formula="sum of spill_months / sum of door_months of sanctions",
        counted="person-months for which a door is closed to people themselves",
    ),
    Metric(
        name="spill_minor_share",
        unit="share of spillover",
        meaning="Share of the months before a door closed for the sake of a relative that fall on "
        "minors (under 18).",
        formula="sum of spill_minor_months / sum of spill_months",
        counted="person-months of spillover",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add spillover and late closures by door and in all, for schemes that close doors."""
    sanctions = tallies.labels.sanctions
    if not sanctions:
        return
    own = tallies.door_months[:, :sanctions].sum(axis=2)
    spill, minors = tallies.spill_months, tallies.spill_minor_months
    for place, door in enumerate(tallies.labels.doors[:sanctions]):
        rows.add("spill_months", spill[:, place], own[:, place], item=door)
        rows.add("spill_minor_months", minors[:, place], spill[:, place], item=door)
        rows.add("stale_months", tallies.stale_months[:, place], own[:, place], item=door)
    every, young = spill[:, :sanctions].sum(axis=1), minors[:, :sanctions].sum(axis=1)
    listed = tallies.list_members.sum(axis=(1, 2))
    rows.add("spillover_per_listed", share(every, listed), listed)
    rows.add("spillover_per_own", share(every, own.sum(axis=1)), own.sum(axis=1))
    rows.add("spill_minor_share", share(young, every), every)
