"""Faults in what counts as wrongful: which doors would be open but for a taint."""

from dataclasses import replace
from typing import Any

from sincerity.reference.burden import FALSE_COLUMN
from sincerity.reference.events import BY_GRADE, FALSE, PROTECTED
from tests.differential.faults.planting import Faults


def _overrides_give_way(original: Any) -> Any:
    def grade_but_for(world: Any, slot: int, taint: int) -> int:
        pin, world.pin[slot] = world.pin[slot], 0
        grade: int = original(world, slot, taint)
        world.pin[slot] = pin
        return grade

    return grade_but_for


def _a_grade_without_tainted_points_may_be_worse(original: Any) -> Any:
    def grade_but_for(world: Any, slot: int, taint: int) -> int:
        grade = world.grade[slot]
        if any(row.person == slot and row.taints & taint for row in world.ledger):
            world.grade[slot] = world.scheme.grades - 1
        found: int = original(world, slot, taint)
        world.grade[slot] = grade
        return found

    return grade_but_for


def _tainted_points_leave_grades_alone(original: Any) -> Any:
    return lambda world, slot, taint: world.grade[slot]


def _entries_by_grade_stand_in_any_grade(original: Any) -> Any:
    return lambda world, slot, rows, grade: rows


def _entries_by_a_grade_that_has_gone_fall(original: Any) -> Any:
    def standing(world: Any, slot: int, rows: list[Any], grade: int) -> list[Any]:
        kept: list[Any] = original(world, slot, rows, grade)
        lists = world.scheme.lists
        return [row for row in kept if row.cause != BY_GRADE or grade in lists[row.listing].grades]

    return standing


def _outdated_doors_are_rightful(original: Any) -> Any:
    return lambda world, slot, closed: original(world, slot, replace(closed, stale=set()))


def _doors_of_relatives_are_rightful(original: Any) -> Any:
    return lambda world, slot, closed: original(world, slot, replace(closed, spilled=set()))


def _a_tainted_ground_is_enough(original: Any) -> Any:
    def wrongful_sanctions(world: Any, slot: int, closed: Any) -> list[set[int]]:
        columns: list[set[int]] = original(world, slot, closed)
        for entry in world.in_effect(slot):
            if entry.flags & FALSE:
                doors = enumerate(world.scheme.sanctions)
                columns[FALSE_COLUMN] |= {n for n, door in doors if entry.listing in door.lists}
        return columns

    return wrongful_sanctions


def _protected_conduct_is_not_done(original: Any) -> Any:
    return original | {FALSE_COLUMN: FALSE | PROTECTED}


def _a_step_more_is_in_proportion(original: Any) -> Any:
    return lambda world, gravity: original(world, gravity + 1)


FAULTS: Faults = {
    "overrides give way": {"burden.grade_but_for": _overrides_give_way},
    "a grade without tainted points may be worse": {
        "burden.grade_but_for": _a_grade_without_tainted_points_may_be_worse
    },
    "tainted points leave grades alone": {
        "burden.grade_but_for": _tainted_points_leave_grades_alone
    },
    "entries by grade stand in any grade": {
        "burden._standing": _entries_by_grade_stand_in_any_grade
    },
    "entries by a grade that has gone fall": {
        "burden._standing": _entries_by_a_grade_that_has_gone_fall
    },
    "outdated doors are rightful": {"sanction.wrongful_sanctions": _outdated_doors_are_rightful},
    "doors of relatives are rightful": {
        "sanction.wrongful_sanctions": _doors_of_relatives_are_rightful
    },
    "a tainted ground is enough": {"sanction.wrongful_sanctions": _a_tainted_ground_is_enough},
    "protected conduct is not done": {"burden.TAINT_OF": _protected_conduct_is_not_done},
    "a step more is in proportion": {"burden.too_grave": _a_step_more_is_in_proportion},
}
