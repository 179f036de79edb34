"""Which of the doors closed to a person are wrongful: those that would be open but for a taint.

Five columns that may overlap: for something not done; for protected conduct; out of proportion; for
what could not be helped; for the conduct of somebody else. Draws nothing.
"""

from sincerity.reference.doors import Closed
from sincerity.reference.events import (
    ANOTHER,
    BY_GRADE,
    CANNOT_PAY,
    FALSE,
    NO_KIND,
    PROTECTED,
    TRIVIAL,
    Entry,
)
from sincerity.reference.score import TRIFLE
from sincerity.reference.state import NULL, TwinState

FALSE_COLUMN, PROTECTED_COLUMN, DISPROPORTIONATE, CANNOT_PAY_COLUMN, ANOTHER_COLUMN = range(5)
TAINT_OF = {
    FALSE_COLUMN: FALSE,
    PROTECTED_COLUMN: PROTECTED,
    CANNOT_PAY_COLUMN: CANNOT_PAY,
    ANOTHER_COLUMN: ANOTHER,
}
STEPS_ABOVE = 2
"""A sanction is out of proportion when it is so many steps graver than the act."""


def wrongful_sanctions(world: TwinState, slot: int, closed: Closed) -> list[set[int]]:
    """Return the wrongful ones among the sanctions closed to a person, by column."""
    columns = [set[int]() for _ in range(5)]
    if not closed.all:
        return columns
    for column, taint in TAINT_OF.items():
        grade = grade_but_for(world, slot, taint)
        rows = [row for row in world.in_effect(slot) if not row.flags & taint]
        follows = of_grade(world, grade)
        for row in _standing(world, slot, rows, grade):
            follows |= _of_list(world, row)
        columns[column] = closed.own - follows
    columns[DISPROPORTIONATE] = closed.own - in_proportion(world, slot)
    columns[FALSE_COLUMN] |= closed.stale
    columns[ANOTHER_COLUMN] |= closed.spilled
    return columns


def in_proportion(world: TwinState, slot: int) -> set[int]:
    """Return the sanctions that follow from grade and lists and are not too grave for the acts."""
    grade = grade_but_for(world, slot, TRIVIAL)
    found = of_grade(world, grade)
    found |= of_grade(world, world.grade[slot]) - too_grave(world, TRIFLE)
    for row in _standing(world, slot, world.in_effect(slot), grade):
        kept = _of_list(world, row)
        if row.kind != NO_KIND:
            kept -= too_grave(world, world.kinds[row.kind].gravity)
        found |= kept
    return found


def grade_but_for(world: TwinState, slot: int, taint: int) -> int:
    """Return the grade that a person would have had the tainted charges not taken their points.

    It is never worse than the grade is, and no better than an override allows; where grades are
    withdrawn there is none.
    """
    taken = sum(r.points for r in world.ledger if r.person == slot and r.taints & taint)
    if taken == 0 or world.grade[slot] == NULL:
        return world.grade[slot]
    grade = min(world.grade[slot], world.scheme.band_of(world.score[slot] + taken))
    return max(grade, world.pin[slot] - 1) if world.pin[slot] > 0 else grade


def of_grade(world: TwinState, grade: int) -> set[int]:
    """Return the sanctions that a grade brings."""
    return {n for n, door in enumerate(world.scheme.sanctions) if grade in door.grades}


def too_grave(world: TwinState, gravity: int) -> set[int]:
    """Return the sanctions that are out of proportion to an act of some gravity."""
    doors = enumerate(world.scheme.sanctions)
    return {n for n, door in doors if door.severity >= gravity + STEPS_ABOVE}


def _of_list(world: TwinState, row: Entry) -> set[int]:
    """Return the sanctions that an entry brings."""
    return {n for n, door in enumerate(world.scheme.sanctions) if row.listing in door.lists}


def _standing(world: TwinState, slot: int, rows: list[Entry], grade: int) -> list[Entry]:
    """Return the entries that would stand with a better grade.

    An entry by grade that the grade in force no longer calls for stands for what was, and stays.
    """
    grounds = [world.scheme.lists[row.listing].grades for row in rows]
    return [
        row
        for row, grades in zip(rows, grounds, strict=True)
        if row.cause != BY_GRADE or grade in grades or world.grade[slot] not in grades
    ]


def count_burden(world: TwinState, slot: int, wrongful: list[set[int]]) -> None:
    """Count what is wrongful, by column."""
    for column, sanctions in enumerate(wrongful):
        world.count("burden", column, world.classes[slot], by=len(sanctions))
        world.count("burden_people", column, by=bool(sanctions))
        for number in sanctions:
            world.count("burden_doors", number, column)
