"""The month as data: its thirteen phases in order, and the plan of a given world."""

from sincerity.engine.plan import Phase, Plan
from sincerity.phases import conduct, life, lists, observe, respond, sanction, score, tally
from sincerity.world.compile import LIST_PREFIX

ORDER = (
    "life",
    "conduct",
    "observe",
    "share",
    "score",
    "list",
    "sanction",
    "consequence",
    "respond",
    "remedy",
    "attack",
    "govern",
    "tally",
)
"""The one order of the month. A world's plan holds those of these phases that its systems need;
phases whose systems are not part of a world are absent from its plan, never empty."""


def world_plan(columns: tuple[str, ...], *, beliefs: bool) -> Plan:
    """Return the phases of a world with these state columns, in the order of the month."""
    grades_and_lists = tuple(
        name
        for name in columns
        if name in ("grade", "pin", "pin_left") or name.startswith(LIST_PREFIX)
    )
    published = tuple(name for name in grades_and_lists if not name.startswith("pin"))
    present: dict[str, Phase] = {
        phase.name: phase
        for phase in (
            life.PHASE,
            conduct.PHASE,
            observe.PHASE,
            score.PHASE,
            lists.phase(grades_and_lists),
            sanction.phase(published),
            tally.phase(published),
        )
    }
    if beliefs:
        present[respond.PHASE.name] = respond.PHASE
    return Plan(tuple(present[name] for name in ORDER if name in present))
