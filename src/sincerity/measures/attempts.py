"""Attempts at closed doors: who is turned away, where nobody had heard, who is let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.measures.dictionary import Metric
from sincerity.measures.rows import MetricRows, share
from sincerity.phases.tally_arrays import ATTEMPT_ENDS, BLOCKED

if TYPE_CHECKING:
    from sincerity.world.tallies import Tallies

_ENDS = {
    "blocked": "that ended with the person turned away",
    "unknown": "that went well because the agency at the door had not heard",
    "let_through": "that went well although the agency at the door had heard: it did not comply",
}
_TRIED = "Only sanctions that name a door of life are tried; how often is an assumption."

METRICS = (
    Metric(
        name="attempts",
        item="sanction",
        unit="attempts",
        meaning="Attempts of this month at the door by people to whom it is closed.",
        formula="sum of door_attempts over ends",
        counted="the same attempts",
        caveat=_TRIED,
    ),
    *(
        Metric(
            name=f"attempts_{end}",
            item="sanction",
            unit="attempts",
            meaning=f"Attempts of this month at the closed door {_ENDS[end]}.",
            formula=f"door_attempts of {end}",
            counted="attempts at the closed door",
            caveat=_TRIED,
        )
        for end in ATTEMPT_ENDS
    ),
    Metric(
        name="attempts_blocked_wrongly",
        item="sanction",
        unit="attempts",
        meaning="Attempts of this month that ended with the person turned away for something they "
        "had not done, or because the agency had not heard that the entry had ended.",
        formula="blocked_wrong",
        counted="attempts that ended with the person turned away",
        caveat=f"The first column of wrongful burden alone. {_TRIED}",
    ),
    Metric(
        name="attempts_blocked_share",
        unit="share of attempts",
        meaning="Share of all attempts at closed doors that ended with the person turned away.",
        formula="sum of blocked / sum of door_attempts",
        counted="attempts at closed doors",
        caveat=_TRIED,
    ),
    Metric(
        name="attempts_blocked_wrongly_share",
        unit="share of people turned away",
        meaning="Share of the people turned away who were turned away for something they had not "
        "done, or because the agency had not heard that the entry had ended.",
        formula="sum of blocked_wrong / sum of blocked",
        counted="attempts that ended with the person turned away",
        caveat=f"The first column of wrongful burden alone. {_TRIED}",
    ),
)


def measure(rows: MetricRows, tallies: Tallies) -> None:
    """Add attempts by door and how they end, for schemes that close doors."""
    sanctions = tallies.labels.sanctions
    if not sanctions:
        return
    ends, wrongly = tallies.door_attempts[:, :sanctions], tallies.blocked_wrong[:, :sanctions]
    tried, blocked = ends.sum(axis=2), ends[:, :, BLOCKED]
    for place, door in enumerate(tallies.labels.doors[:sanctions]):
        rows.add("attempts", tried[:, place], tried[:, place], item=door)
        for number, end in enumerate(ATTEMPT_ENDS):
            rows.add(f"attempts_{end}", ends[:, place, number], tried[:, place], item=door)
        rows.add("attempts_blocked_wrongly", wrongly[:, place], blocked[:, place], item=door)
    every, turned_away = tried.sum(axis=1), blocked.sum(axis=1)
    rows.add("attempts_blocked_share", share(turned_away, every), every)
    rows.add("attempts_blocked_wrongly_share", share(wrongly.sum(axis=1), turned_away), turned_away)
