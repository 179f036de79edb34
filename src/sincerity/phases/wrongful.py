"""Which of the doors closed to a person would not be, but for something wrongful.

Each column of burden takes one kind of cause away (records of what was not done, protected acts,
and so on) and asks which sanctions still stand: the doors of the lists and of the grade that are
left. What does not stand is wrongful in that column. A person may be in several columns at once.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.phases.doors import DoorTables, lowest_door, without_lowest
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.rows import CAUSE_GRADE, ENDED
from sincerity.phases.score import HARD_LIMIT
from sincerity.phases.tally_arrays import (
    BURDENS,
    WRONGED_AGAIN,
    WRONGED_ENDED,
    WRONGED_MONTHS,
    WRONGED_STARTED,
    DoorCounters,
)

Array = npt.NDArray[Any]

FALSE_COLUMN, SIZE_COLUMN, ANOTHER_COLUMN = (
    BURDENS.index(name) for name in ("false", "disproportionate", "another")
)
_ALL_COLUMNS = (1 << len(BURDENS)) - 1
_SIZE_BIT = 1 << SIZE_COLUMN
WRONGED, EVER_WRONGED = 1, 2
"""Bits of a person's marks: now, and ever, before a door for something not done."""


@inlined
def _grade_without(t: DoorTables, grade: int, pin: int, stored: int, points: int) -> Any:
    """Return the grade in force had some points not been taken; a pin holds all the same."""
    better = grade
    if points > 0 and grade != NO_GRADE:
        read = min(stored + points, HARD_LIMIT)
        better = max(min(grade, int64(t.grade_of[read & 0xFFFF])), pin - 1)
    return better


@inlined
def columns_at_issue(
    t: DoorTables,
    month: int,
    grade: int,
    entries: Array,
    row: int,
    end_row: int,
    ledger: Array,
    point: int,
    end_point: int,
) -> Any:
    """Return the bits of the columns in which a person's own doors may be wrongful at all."""
    issue = int64(0)
    for k in range(point, end_point):
        issue |= int64(ledger[k]["bits"]) & _ALL_COLUMNS
    for r in range(row, end_row):
        flags = int64(entries[r]["flags"])
        if flags & ENDED or int64(entries[r]["starts"]) > month:
            continue
        issue |= flags & _ALL_COLUMNS & ~_SIZE_BIT
        number = int64(entries[r]["list"])
        if t.of_lists[1 << number] & t.severe_for_kind[int64(entries[r]["kind"])] != 0:
            issue |= _SIZE_BIT
    return issue


@inlined
def _leads_to(t: DoorTables, grade: int, number: int) -> Any:
    """Return whether a grade is a ground of a list."""
    return grade != NO_GRADE and (t.entry_grades[number] >> grade) & 1 != 0


@inlined
def wrongful_doors(
    t: DoorTables,
    column: int,
    month: int,
    grade: int,
    pin: int,
    stored: int,
    entries: Array,
    row: int,
    end_row: int,
    ledger: Array,
    point: int,
    end_point: int,
) -> Any:
    """Return the doors that do not concern a person once a column's cause is taken away.

    The bit of a cause among the bits of rows has the number of its column. Out of proportion is a
    matter of the door as well: mild doors stay closed for trivial acts, severe ones do not.
    """
    points = int64(0)
    for k in range(point, end_point):
        if (int64(ledger[k]["bits"]) >> column) & 1:
            points += int64(ledger[k]["points"])
    better = _grade_without(t, grade, pin, stored, points)
    doors = t.of_grade[better]
    if column == SIZE_COLUMN:
        doors |= t.of_grade[grade] & ~uint64(t.severe_for_trifles)
    for r in range(row, end_row):
        flags = int64(entries[r]["flags"])
        if flags & ENDED or int64(entries[r]["starts"]) > month:
            continue
        if column != SIZE_COLUMN and (flags >> column) & 1:
            continue
        number = int64(entries[r]["list"])
        by_grade = int64(entries[r]["cause"]) == CAUSE_GRADE
        if by_grade and _leads_to(t, grade, number) and not _leads_to(t, better, number):
            continue
        of_list = t.of_lists[1 << number]
        if column == SIZE_COLUMN:
            of_list &= ~t.severe_for_kind[int64(entries[r]["kind"])]
        doors |= of_list
    return ~doors


@inlined
def count_burden(column: int, wrongful: int, c: int, counters: DoorCounters) -> Any:
    """Count the wrongful sanction-months of one person in one column."""
    left = wrongful
    n = int64(0)
    while left != 0:
        counters.burden_doors[lowest_door(left), column] += 1
        left = without_lowest(left)
        n += 1
    counters.burden[column, c] += n
    counters.burden_people[column] += int64(n > 0)


@inlined
def mark_wronged(wronged: int, before: int, singles: Array) -> Any:
    """Return the marks of somebody who is (1) or is not (0) wronged now; count what changes."""
    was = before & WRONGED
    starts = wronged & ~was
    singles[WRONGED_STARTED] += starts
    singles[WRONGED_AGAIN] += starts & (before >> 1)
    singles[WRONGED_ENDED] += was & ~wronged
    singles[WRONGED_MONTHS] += wronged
    return (before & EVER_WRONGED) | wronged * (WRONGED | EVER_WRONGED)
