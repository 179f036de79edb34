"""What closed doors do to means: falls, work lost, and insolvency among the listed and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import adults_by_means
from sincerity.measures.rows import MetricRows, share
from sincerity.society.codes import MEANS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_INSOLVENT = MEANS.index("insolvent")
_BOTH_WAYS = (
    "Not an effect of the list by itself: people without means are listed more often, and the "
    "listed lose means."
)

METRICS = (
    Metric(
        name="falls_caused",
        unit="people",
        meaning="Adults whom being turned away at a door this month will cost a step of means.",
        formula="falls_caused",
        counted="adult residents",
    ),
    Metric(
        name="falls_applied",
        unit="people",
        meaning="Adults whose means fell by a step this month because they had been turned away.",
        formula="falls_applied",
        counted="adult residents",
        caveat="Somebody who is insolvent already cannot fall further.",
    ),
    Metric(
        name="out_of_work",
        unit="people",
        meaning="Adults out of work because a door was closed to them or their firm was closed. "
        "Until that is over their means do not recover.",
        formula="idle_people",
        counted="adult residents",
    ),
    Metric(
        name="out_of_work_share",
        unit="share of adults",
        meaning="Share of adult residents out of work because a door or a firm was closed.",
        formula="idle_people / adult residents",
        counted="adult residents",
        caveat="Nobody is out of work here for another reason.",
    ),
    Metric(
        name="insolvent_listed_share",
        item="list",
        unit="share of listed adults",
        meaning="Share of the adults on the list who cannot pay their debts.",
        formula="list_members of insolvent adults / list_members of adults",
        counted="adults on the list",
        caveat=_BOTH_WAYS,
    ),
    Metric(
        name="insolvent_others_share",
        item="list",
        unit="share of other adults",
        meaning="Share of the adults who are not on the list who cannot pay their debts.",
        formula="insolvent adults not on the list / adults not on the list",
        counted="adults not on the list",
        caveat=_BOTH_WAYS,
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add falls and work lost where doors cost means, and insolvency on and off each list."""
    residents = adults_by_means(tallies.class_grade.sum(axis=2))  # month, means
    adults = residents.sum(axis=1)
    if tallies.falls_caused.any() or tallies.idle_people.any():
        rows.add("falls_caused", tallies.falls_caused, adults)
        rows.add("falls_applied", tallies.falls_applied, adults)
        rows.add("out_of_work", tallies.idle_people, adults)
        rows.add("out_of_work_share", share(tallies.idle_people, adults), adults)
    members = adults_by_means(tallies.list_members)  # month, list, means
    for place, name in enumerate(tallies.labels.lists):
        listed = members[:, place]
        for whom, people in (("listed", listed), ("others", residents - listed)):
            whole = people.sum(axis=1)
            poor = share(people[:, _INSOLVENT], whole)
            rows.add(f"insolvent_{whom}_share", poor, whole, item=name)
