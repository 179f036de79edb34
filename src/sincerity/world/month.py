"""The month as data: its sixteen phases in order, and the plan of a given world."""

from sincerity.engine.plan import Phase, Plan
from sincerity.phases import (
    approval,
    conduct,
    consequence,
    firms,
    life,
    lists,
    observe,
    protest,
    remedy,
    respond,
    sanction,
    score,
    tally,
)

ORDER = (
    "life",
    "firms",
    "conduct",
    "observe",
    "share",
    "score",
    "list",
    "sanction",
    "consequence",
    "respond",
    "remedy",
    "approval",
    "protest",
    "attack",
    "govern",
    "tally",
)
"""The one order of the month. A world's plan holds those of these phases that its systems need;
phases whose systems are not part of a world are absent from its plan, never empty. Sharing is
computed where it is asked (`phases.agencies`), and governing is done between months by the council,
so that neither is a pass over people."""


def world_plan(
    columns: tuple[str, ...],
    *,
    beliefs: bool = True,
    ways_back: bool = False,
    costs_work: bool = False,
    has_firms: bool = False,
    asks: bool = False,
    speaks: bool = False,
) -> Plan:
    """Return the phases of a world with these state columns, in the order of the month."""

    def having(*names: str) -> tuple[str, ...]:
        return tuple(name for name in names if name in columns)

    phases = [
        life.PHASE,
        conduct.PHASE,
        observe.phase(having("grade", "listed")),
        score.PHASE,
        lists.phase(having("grade", "pin", "pin_left", "listed")),
        sanction.phase(having("grade", "pin", "listed")),
        tally.phase(having("grade", "listed")),
    ]
    if has_firms:
        phases.append(firms.PHASE)
    if costs_work:
        phases.append(consequence.PHASE)
    if beliefs:
        phases.append(respond.PHASE)
    if ways_back:
        phases.append(remedy.PHASE)
    if asks:
        phases.append(approval.phase(having("grade", "listed")))
    if speaks:
        phases.append(protest.phase(having("grade", "listed")))
    present: dict[str, Phase] = {phase.name: phase for phase in phases}
    return Plan(tuple(present[name] for name in ORDER if name in present))
