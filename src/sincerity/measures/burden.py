"""Wrongful burden: five columns of months before closed doors, never one sum.

The columns overlap (one month can be wrongful for several reasons at once), so no number adds them
up. What stands beside them is the whole: all months that anybody spent before a closed door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.groups import Counts, by_group
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.tally_arrays import BURDENS

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

MONTHS_A_YEAR = 12
PER_PEOPLE = 1_000

_WHY = {
    "false": "were it not for records of what the person did not do, or for an agency that has "
    "not heard that an entry ended",
    "protected": "were it not for acts that human-rights law protects",
    "disproportionate": "if closures at least two steps more severe than the act is grave were "
    "left out",
    "cannot_pay": "were it not for debts of people who could not pay",
    "another": "were it not for acts of somebody else: a relative, a firm, or others of a group",
}
_OVERLAP = (
    "The five columns overlap and are never added up; read them side by side and with "
    "sanction_months."
)
_JUDGED = {
    "disproportionate": " Severity and gravity are judgements of the files' authors.",
    "protected": " The protection is that of the kind of conduct, not a judgement of any act.",
}

METRICS = (
    Metric(
        name="sanction_months",
        unit="sanction-months",
        meaning="Months that people spend before closed doors, one for each door: closed to "
        "themselves, for the sake of a relative, or because an agency has not heard that an entry "
        "ended.",
        formula="door_months + spill_months + stale_months over all sanctions",
        counted="residents",
        caveat="The whole, of which the five columns of wrongful burden are overlapping parts. One "
        "person before two doors counts twice.",
    ),
    Metric(
        name="sanctioned_people",
        unit="people",
        meaning="People before at least one closed door in this month.",
        formula="sanctioned_months",
        counted="residents",
    ),
    *(
        Metric(
            name=f"burden_{column}",
            unit="sanction-months",
            meaning=f"Months before a closed door that would be open {_WHY[column]}.",
            formula=f"burden of {column} summed over the classes of the group",
            counted="residents of the group",
            caveat=_OVERLAP + _JUDGED.get(column, ""),
        )
        for column in BURDENS
    ),
    *(
        Metric(
            name=f"burden_{column}_rate",
            unit="sanction-months per 1,000 residents a year",
            meaning=f"Months before a closed door that would be open {_WHY[column]}; for every "
            "1,000 residents of the group and year.",
            formula=f"burden_{column} / residents * 12 * 1,000",
            counted="residents of the group",
            caveat=_OVERLAP + _JUDGED.get(column, ""),
        )
        for column in BURDENS
    ),
    *(
        Metric(
            name=f"burden_{column}_share",
            unit="share of sanction-months",
            meaning=f"Share of all months before closed doors that would be open {_WHY[column]}.",
            formula=f"burden_{column} / sanction_months",
            counted="sanction-months of everyone",
            caveat="Shares of overlapping columns may come to more than one."
            + _JUDGED.get(column, ""),
        )
        for column in BURDENS
    ),
    *(
        Metric(
            name=f"burden_{column}_people",
            unit="people",
            meaning=f"People before at least one door that would be open {_WHY[column]}.",
            formula=f"burden_people of {column}",
            counted="people before any closed door",
            caveat=_OVERLAP + _JUDGED.get(column, ""),
        )
        for column in BURDENS
    ),
    *(
        Metric(
            name=f"burden_{column}_at",
            item="sanction",
            unit="person-months",
            meaning=f"People before this door who would find it open {_WHY[column]}.",
            formula=f"burden_doors of {column}",
            counted="person-months before the door",
            caveat=_OVERLAP + _JUDGED.get(column, ""),
        )
        for column in BURDENS
    ),
)


def before_doors(tallies: Tallies) -> Counts:
    """Return person-months before each sanction, for whatever reason, int64 [months, sanctions]."""
    sanctions = slice(0, tallies.labels.sanctions)
    own: Counts = tallies.door_months[:, sanctions].sum(axis=2)
    return own + tallies.spill_months[:, sanctions] + tallies.stale_months[:, sanctions]


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add the five columns by group, by people and by door, for schemes that close doors."""
    if not tallies.labels.sanctions:
        return
    residents = by_group(tallies.class_grade.sum(axis=2))
    at_doors = before_doors(tallies)
    every, people = at_doors.sum(axis=1), tallies.sanctioned_months
    rows.add("sanction_months", every, residents[:, 0])
    rows.add("sanctioned_people", people, residents[:, 0])
    burden = by_group(tallies.burden)  # month, column, group
    for place, column in enumerate(BURDENS):
        months = burden[:, place]
        rate = share(months, residents) * MONTHS_A_YEAR * PER_PEOPLE
        rows.add(f"burden_{column}", months, residents)
        rows.add(f"burden_{column}_rate", rate, residents)
        rows.add(f"burden_{column}_share", share(months[:, 0], every), every)
        rows.add(f"burden_{column}_people", tallies.burden_people[:, place], people)
        for number, door in enumerate(tallies.labels.doors[: tallies.labels.sanctions]):
            wrongful = tallies.burden_doors[:, number, place]
            rows.add(f"burden_{column}_at", wrongful, at_doors[:, number], item=door)
