"""Faults in what people think, what they have to complain of, and what becomes of it."""

from typing import Any

from sincerity.reference.state import TOP
from tests.differential.faults.planting import Faults, always


def _praise_is_a_grievance(original: Any) -> Any:
    def is_named(world: Any, slot: int) -> bool:
        return any(world.scheme.lists[row.listing].is_public for row in world.in_effect(slot))

    return is_named


def _a_name_that_nobody_reads_is_a_grievance(original: Any) -> Any:
    def is_named(world: Any, slot: int) -> bool:
        lists = (world.scheme.lists[row.listing] for row in world.in_effect(slot))
        return any(listing.colour == "black" for listing in lists)

    return is_named


def _encouragement_discourages(original: Any) -> Any:
    return {rule: -sign for rule, sign in original.items()}


def _superiors_hear_no_speech(original: Any) -> Any:
    return lambda world, county, speakers, protesters: original(world, county, 0, protesters)


def _superiors_see_no_protest(original: Any) -> Any:
    return lambda world, county, speakers, protesters: original(world, county, speakers, 0)


def _grades_go_a_month_late(original: Any) -> Any:
    def notice(world: Any, county: int) -> None:
        known = county in world.withdrawn_from
        original(world, county)
        if not known and county in world.withdrawn_from:
            world.withdrawn_from[county] += 1

    return notice


def _thresholds_are_a_step_higher(original: Any) -> Any:
    def threshold_table(world: Any) -> list[int]:
        table: list[int] = original(world)
        return [0, *table[:-1]]

    return threshold_table


FAULTS: Faults = {
    "a name is no grievance": {"protest.is_named": always(False)},
    "praise in public is a grievance": {"protest.is_named": _praise_is_a_grievance},
    "a name that nobody reads is a grievance": {
        "protest.is_named": _a_name_that_nobody_reads_is_a_grievance
    },
    "everybody thinks the scheme fair": {"protest.fairness": always(TOP)},
    "fear keeps nobody silent in the open": {"protest.dread": always(0)},
    "encouragement discourages": {"protest.SIGNS": _encouragement_discourages},
    "thresholds are a step higher": {"protest.threshold_table": _thresholds_are_a_step_higher},
    "superiors hear no speech": {"protest.attention_below": _superiors_hear_no_speech},
    "superiors see no protest": {"protest.attention_below": _superiors_see_no_protest},
    "grades go a month late": {"protest.notice": _grades_go_a_month_late},
    "harm moves no approval": {"approval.harm": always(0)},
    "perks move no approval": {"approval.has_perk": always(False)},
    "everybody leans alike": {"approval.leaning": always(0)},
    "what is told moves no approval": {"approval.told": always(0)},
}
