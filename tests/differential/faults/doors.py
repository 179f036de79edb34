"""Faults in the phases sanction and consequence: who stands before what, and what that does."""

from dataclasses import replace
from typing import Any

from sincerity.chance.fixed import cumulative_thresholds
from sincerity.reference.life import fall
from sincerity.reference.sanction import WRONGED
from sincerity.reference.state import NULL
from tests.differential.faults.planting import Faults, always, every_door, held


def _doors_overlook_lists(original: Any) -> Any:
    def sanction(world: Any) -> Any:
        doors = tuple(replace(door, lists=()) for door in world.scheme.doors)
        with held(world, scheme=replace(world.scheme, doors=doors)):
            return original(world)

    return sanction


def _agencies_hear_of_an_end_a_month_early(original: Any) -> Any:
    def stale_sanctions(world: Any, slot: int) -> Any:
        with held(world, month=world.month + 1):
            return original(world, slot)

    return stale_sanctions


def _agencies_have_not_heard_of_grades(original: Any) -> Any:
    def has_heard(world: Any, slot: int, *door: Any) -> bool:
        grade, world.grade[slot] = world.grade[slot], NULL
        heard: bool = original(world, slot, *door)
        world.grade[slot] = grade
        return heard

    return has_heard


def _agencies_have_not_heard_of_relatives(original: Any) -> Any:
    return lambda world, slot, number, door, closed: original(
        world, slot, number, door, replace(closed, spilled=set())
    )


def _agencies_hear_at_once(original: Any) -> Any:
    def has_heard(world: Any, *door: Any) -> bool:
        with held(world, month=world.month + 100):
            heard: bool = original(world, *door)
        return heard

    return has_heard


def _every_agency_complies(original: Any) -> Any:
    return lambda world, slot, number, door, closed, word: original(
        world, slot, number, door, closed, 0
    )


def _every_door_is_tried_as_often(original: Any) -> Any:
    return lambda world, group: cumulative_thresholds([1] * len(world.life_doors))


def _everybody_is_turned_away_wrongly(original: Any) -> Any:
    return lambda world, slot, closed, wrongful: original(world, slot, closed, closed.all)


def _nobody_has_been_wronged_before(original: Any) -> Any:
    def mark(world: Any, slot: int, is_wronged: bool) -> None:
        original(world, slot, is_wronged)
        world.marks[slot] *= world.marks[slot] & WRONGED

    return mark


def _months_out_of_work_begin_a_month_late(original: Any) -> Any:
    def consequence(world: Any, blocked: list[Any]) -> None:
        original(world, [replace(hit, idle_months=hit.idle_months + 1) for hit in blocked])

    return consequence


def _means_fall_at_once(original: Any) -> Any:
    def consequence(world: Any, blocked: list[Any]) -> None:
        original(world, blocked)
        for slot in world.falls.pop(world.month + 1):
            fall(world, slot)

    return consequence


def _nobody_is_laid_off(original: Any) -> Any:
    def consequence(world: Any, blocked: list[Any]) -> None:
        world.layoffs.clear()
        original(world, blocked)

    return consequence


FAULTS: Faults = {
    "doors overlook lists": {"world.sanction": _doors_overlook_lists},
    "every door closes for the household": every_door(reaches_household=True),
    "no door closes for the household": every_door(reaches_household=False),
    "agencies forget ended entries at once": {"doors.stale_sanctions": always(set())},
    "agencies hear of an end a month early": {
        "doors.stale_sanctions": _agencies_hear_of_an_end_a_month_early
    },
    "agencies have heard of everything": {"attempts.has_heard": always(True)},
    "agencies have not heard of grades": {"attempts.has_heard": _agencies_have_not_heard_of_grades},
    "agencies have not heard of relatives": {
        "attempts.has_heard": _agencies_have_not_heard_of_relatives
    },
    "agencies hear at once": {"attempts.has_heard": _agencies_hear_at_once},
    "every agency complies": {"attempts.end_of_attempt": _every_agency_complies},
    "every door is tried as often": {
        "state.TwinState.door_thresholds": _every_door_is_tried_as_often
    },
    "nobody finds out at a door": {"attempts.discover": always([])},
    "everybody is turned away wrongly": {"sanction.try_doors": _everybody_is_turned_away_wrongly},
    "nobody has been wronged before": {"sanction.mark": _nobody_has_been_wronged_before},
    "months out of work begin a month late": {
        "world.consequence": _months_out_of_work_begin_a_month_late
    },
    "means fall at once": {"world.consequence": _means_fall_at_once},
    "nobody is laid off": {"world.consequence": _nobody_is_laid_off},
}
