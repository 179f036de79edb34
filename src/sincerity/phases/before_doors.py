"""One pass over those who stand before closed doors: what is closed, wrongfully or not, and tried.

Most of a block is never looked at. Who may stand before a door is marked from whole columns, eight
marks are read at a time, and the households of those marked are gone over once.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint8, uint64
from sincerity.phases.attempts import acts_late, try_doors
from sincerity.phases.doors import (
    ConsequenceTables,
    DoorTables,
    LifeDoorTables,
    lowest_door,
    own_sanctions,
    without_lowest,
)
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.lists import IN_EFFECT
from sincerity.phases.people import People, household_of
from sincerity.phases.rows import ENDED
from sincerity.phases.tally_arrays import BURDENS, SANCTIONED_MONTHS, DoorCounters
from sincerity.phases.wrongful import (
    ANOTHER_COLUMN,
    FALSE_COLUMN,
    WRONGED,
    closed_without,
    count_burden,
    mark_wronged,
)

Array = npt.NDArray[Any]


@inlined
def _mark_whom_to_look_at(
    t: DoorTables,
    asks: bool,
    grade: Array,
    listed: Array,
    marks: Array,
    entries: Array,
    mask: Array,
) -> Any:
    """Mark everybody who may stand before a door for a reason of their own, or was wronged."""
    if marks.shape[0] > 0:
        for i in range(mask.shape[0]):
            mask[i] = marks[i] & uint8(WRONGED)
    else:
        for i in range(mask.shape[0]):
            mask[i] = 0
    if listed.shape[0] > 0:
        for i in range(mask.shape[0]):
            mask[i] |= listed[i] & uint8(IN_EFFECT)
    if grade.shape[0] > 0:
        for number in range(NO_GRADE):
            if t.of_grade[number] & uint64(t.sanctions) != 0:
                for i in range(mask.shape[0]):
                    mask[i] |= uint8(grade[i] == uint8(number))
    if asks:
        for r in range(entries.shape[0]):
            if int64(entries[r]["flags"]) & ENDED:
                mask[int64(entries[r]["place"])] = 1


@inlined
def _lists_of(listed: Array, i: int) -> Any:
    return int64(listed[i]) & IN_EFFECT if listed.shape[0] > 0 else int64(0)


@inlined
def _grade_of(grade: Array, i: int) -> Any:
    return int64(grade[i]) if grade.shape[0] > 0 else int64(NO_GRADE)


@inlined
def _first_row(rows: Array, at: int, place: int) -> Any:
    """Return the first row of a place or a later one, looking from row `at` on."""
    r = at
    while r < rows.shape[0] and int64(rows[r]["place"]) < place:
        r += 1
    return r


@inlined
def _count_months(doors: int, months: Array) -> Any:
    left = doors
    while left != 0:
        months[lowest_door(left)] += 1
        left = without_lowest(left)


@kernel
def look_at_doors(
    t: DoorTables,
    life: LifeDoorTables,
    after: ConsequenceTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    person_class: Array,
    score: Array,
    grade: Array,
    pin: Array,
    listed: Array,
    marks: Array,
    mask: Array,
    eights: Array,
    entries: Array,
    ledger: Array,
    falls: Array,
    idle: Array,
    discovered: Array,
    counters: DoorCounters,
    singles: Array,
) -> Any:
    """Go over everybody before a door; return how many fall, lose work, and entries found out.

    `mask` (uint8) is room for marks; `eights` shows eight of them at a time. Columns that a world
    does not have are empty. Rows of `entries` and `ledger` lie in the order of places.
    """
    _mark_whom_to_look_at(t, life.asks, grade, listed, marks, entries, mask)
    n_falls = n_idle = n_discovered = 0
    row = point = done = 0
    for group in range(eights.shape[0]):
        if eights[group] == 0:
            continue
        for i in range(8 * group, 8 * group + 8):
            if mask[i] == 0 or i < done:
                continue
            begin, done = i, i + 1
            shared = uint64(0)
            if t.household != 0:
                start, size = household_of(people, first + i)
                begin, done = start - first, start - first + size
                for q in range(begin, done):
                    shared |= own_sanctions(t, _lists_of(listed, q), _grade_of(grade, q))
                shared &= uint64(t.household)
            for q in range(begin, done):
                lists, of_grade = _lists_of(listed, q), _grade_of(grade, q)
                own = own_sanctions(t, lists, of_grade)
                # A door that is not closed to the person itself is closed to another member.
                spilled = shared & ~own
                if mask[q] == 0 and spilled == 0:
                    continue
                c = int64(person_class[q])
                for k in range(t.first_of_lists[lists], t.first_of_lists[lists + 1]):
                    door = int64(t.door_of_lists[k])
                    by_grade = int64(t.of_grade[of_grade] >> uint64(door) & uint64(1))
                    counters.door_months[door, c] += 1 - by_grade
                row = _first_row(entries, row, q)
                end_row = _first_row(entries, row, q + 1)
                point = _first_row(ledger, point, q)
                end_point = _first_row(ledger, point, q + 1)
                late = uint64(0)
                if life.asks and end_row > row:
                    late = acts_late(
                        t, life, seed, month, first + q, entries, row, end_row, own | spilled
                    )
                closed = own | spilled | late
                wrong = uint64(0)
                tainted = end_row > row or end_point > point
                if tainted or spilled != 0:
                    held = int64(pin[q]) if pin.shape[0] > 0 else int64(0)
                    for column in range(len(BURDENS)):
                        wrongful = uint64(0)
                        if tainted:
                            wrongful = own & ~closed_without(
                                t,
                                column,
                                month,
                                of_grade,
                                held,
                                int64(score[q]),
                                entries,
                                row,
                                end_row,
                                ledger,
                                point,
                                end_point,
                            )
                        if column == FALSE_COLUMN:
                            wrongful |= late
                            wrong = wrongful
                        elif column == ANOTHER_COLUMN:
                            wrongful |= spilled
                        if wrongful != 0:
                            count_burden(column, wrongful, c, counters)
                if spilled != 0:
                    _count_months(spilled, counters.spill_months)
                    if c < FIRST_ADULT_CLASS:
                        _count_months(spilled, counters.spill_minor_months)
                if late != 0:
                    _count_months(late, counters.stale_months)
                singles[SANCTIONED_MONTHS] += int64(closed != 0)
                if marks.shape[0] > 0:
                    mark_wronged(int64(wrong != 0), q, marks, singles)
                if closed & uint64(life.typed) != 0:
                    fall, months, n_discovered = try_doors(
                        t,
                        life,
                        after,
                        seed,
                        month,
                        first + q,
                        c,
                        of_grade,
                        closed,
                        spilled,
                        late,
                        wrong,
                        entries,
                        row,
                        end_row,
                        discovered,
                        n_discovered,
                        counters,
                    )
                    if fall != 0:
                        falls[n_falls] = q
                        n_falls += 1
                    if months != 0:
                        idle[n_idle, 0] = q
                        idle[n_idle, 1] = months
                        n_idle += 1
    return n_falls, n_idle, n_discovered
