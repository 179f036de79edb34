"""One pass over those who stand before closed doors: what is closed, wrongfully or not, and tried.

Most of a block is never looked at. Who may stand before a door is marked from whole columns, and
eight marks are read at a time; their attempts are drawn side by side; then each is looked at once.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint8, uint32, uint64
from sincerity.chance.kernels import philox
from sincerity.chance.streams import Stream
from sincerity.phases.attempts import acts_late, try_doors
from sincerity.phases.classes import CLASSES
from sincerity.phases.doors import (
    ConsequenceTables,
    DoorTables,
    LifeDoorTables,
    lowest_door,
    own_sanctions,
    without_lowest,
)
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.people import People, household_of
from sincerity.phases.rows import ENDED
from sincerity.phases.tally_arrays import BURDENS, SANCTIONED_MONTHS, DoorCounters
from sincerity.phases.wrongful import (
    ANOTHER_COLUMN,
    FALSE_COLUMN,
    WRONGED,
    columns_at_issue,
    count_burden,
    mark_wronged,
    wrongful_doors,
)

Array = npt.NDArray[Any]

_ATTEMPT = int(Stream.ATTEMPT)
_VALUE = (1 << VALUE_BITS) - 1


@inlined
def _lists_of(listed: Array, i: int) -> Any:
    return int64(listed[i]) & IN_EFFECT if listed.shape[0] > 0 else int64(0)


@inlined
def _grade_of(grade: Array, i: int) -> Any:
    return int64(grade[i]) if grade.shape[0] > 0 else int64(NO_GRADE)


@helper
def _mark_columns(sanctions: int, of_grade: Array, grade: Array, listed: Array, mask: Array) -> Any:
    """Mark everybody with a list or a grade that may close a door, and nobody else."""
    if listed.shape[0] > 0:
        for i in range(mask.shape[0]):
            mask[i] = listed[i] & uint8(IN_EFFECT)
    else:
        for i in range(mask.shape[0]):
            mask[i] = 0
    if grade.shape[0] > 0:
        for number in range(NO_GRADE):
            if of_grade[number] & uint64(sanctions) != 0:
                for i in range(mask.shape[0]):
                    mask[i] |= uint8(grade[i] == uint8(number))


@helper
def _mark_ended(entries: Array, row: int, start: int, stop: int, mask: Array) -> Any:
    """Mark those whose entry has ended: some agency may not have heard of that."""
    r = row
    while r < entries.shape[0] and int64(entries[r]["place"]) < stop:
        place = int64(entries[r]["place"])
        if place >= start and int64(entries[r]["flags"]) & ENDED:
            mask[place - start] = 1
        r += 1


@helper
def _mark_wronged(marks: Array, word: int, start: int, stop: int, mask: Array) -> Any:
    """Mark those who were wronged until now, whether or not a door is closed to them still."""
    m = word
    while m < marks.shape[0] and int64(marks[m]) >> VALUE_BITS < stop:
        if int64(marks[m]) & WRONGED:
            mask[(int64(marks[m]) >> VALUE_BITS) - start] = 1
        m += 1


@helper
def _read_marks(mask: Array, eights: Array, start: int, hits: Array) -> Any:
    """Write the marked places; return how many."""
    n = 0
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for m in range(8 * group, 8 * group + 8):
                if mask[m] != 0:
                    hits[n] = start + m
                    n += 1
    return n


@inlined
def _read_households(
    t: DoorTables,
    people: People,
    first: int,
    grade: Array,
    listed: Array,
    mask: Array,
    eights: Array,
    start: int,
    hits: Array,
    spilled: Array,
) -> Any:
    """Write the marked places and those of relatives before shared doors; return how many.

    `spilled` takes, by hit, the sanctions that are closed to other members of the household and,
    for their sake, to this one.
    """
    n = 0
    done = start
    for group in range(eights.shape[0]):
        if eights[group] == 0:
            continue
        for m in range(8 * group, 8 * group + 8):
            if mask[m] == 0 or start + m < done:
                continue
            slot, size = household_of(people, first + start + m)
            begin = slot - first
            done = begin + size
            of_all = uint64(0)
            for q in range(begin, done):
                of_all |= own_sanctions(t, _lists_of(listed, q), _grade_of(grade, q))
            of_all &= uint64(t.household)
            for q in range(begin, done):
                # A door not closed to the person itself is closed to another member.
                others = of_all & ~own_sanctions(t, _lists_of(listed, q), _grade_of(grade, q))
                if mask[q - start] != 0 or others != 0:
                    hits[n] = q
                    spilled[n] = others
                    n += 1
    return n


@helper
def _draw_first(seed: int, month: int, first: int, hits: Array, n_hits: int, drawn: Array) -> Any:
    """Draw everybody's first attempt side by side: hardly anyone has a second."""
    k0, k1 = uint32(seed), uint32(uint64(seed) >> uint64(32))
    c1 = uint32(month | (_ATTEMPT << 16))
    for h in range(n_hits):
        person = uint64(first) + uint64(hits[h])
        words = philox(uint32(person), c1, uint32(0), uint32(person >> uint64(32)), k0, k1)
        drawn[0, h], drawn[1, h], drawn[2, h], drawn[3, h] = words


@inlined
def _first_row(rows: Array, at: int, place: int) -> Any:
    """Return the first row of a place or a later one, looking from row `at` on."""
    r = at
    while r < rows.shape[0] and int64(rows[r]["place"]) < place:
        r += 1
    return r


@inlined
def _number_of(doors: int) -> Any:
    left = doors
    n = int64(0)
    while left != 0:
        left = without_lowest(left)
        n += 1
    return n


@inlined
def _count_each(doors: int, months: Array) -> Any:
    left = doors
    while left != 0:
        months[lowest_door(left)] += 1
        left = without_lowest(left)


@helper
def _count_listed(
    first_of_lists: Array, door_of_lists: Array, by_lists: Array, door_months: Array
) -> Any:
    """Add the people with each set of lists to the doors of the set, and forget them."""
    for lists in range(1, by_lists.shape[0]):
        for c in range(CLASSES):
            n = by_lists[lists, c]
            if n != 0:
                by_lists[lists, c] = 0
                for k in range(first_of_lists[lists], first_of_lists[lists + 1]):
                    door_months[int64(door_of_lists[k]), c] += n


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
    new_marks: Array,
    mask: Array,
    eights: Array,
    hits: Array,
    spilled: Array,
    drawn: Array,
    by_lists: Array,
    entries: Array,
    ledger: Array,
    falls: Array,
    idle: Array,
    discovered: Array,
    stands: Array,
    counters: DoorCounters,
    singles: Array,
) -> Any:
    """Go over everybody before a door.

    `mask` (uint8) is room for who may be looked at; `eights` shows eight of them at a time; `hits`,
    `spilled` and `drawn` are room for those who are, as many as `mask` holds; `by_lists` is all
    zero, before and after. Columns that a world does not have are empty. Rows of `entries` and
    `ledger` and the words of `marks` lie in the order of places. `stands` takes a word for each
    person before a door (place and number of doors); it is empty where nobody asks for them.

    Returns
    -------
    tuple
        How many people fall, how many lose work, how many entries are found out, how many words
        of marks there are now, and how many people stand before a door.
    """
    n_falls = n_idle = n_discovered = n_marks = 0
    row = point = word = sanctioned = 0
    for start in range(0, person_class.shape[0], mask.shape[0]):
        part = slice(start, min(start + mask.shape[0], person_class.shape[0]))
        size = part.stop - start
        marked, marked_eights = mask[:size], eights[: size >> 3]
        _mark_columns(t.sanctions, t.of_grade, grade[part], listed[part], marked)
        _mark_wronged(marks, word, start, part.stop, marked)
        if life.asks:
            _mark_ended(entries, row, start, part.stop, marked)
        if t.household != 0:
            n_hits = _read_households(
                t, people, first, grade, listed, marked, marked_eights, start, hits, spilled
            )
        else:
            n_hits = _read_marks(marked, marked_eights, start, hits)
        if life.typed != 0:
            _draw_first(seed, month, first, hits, n_hits, drawn)
        for h in range(n_hits):
            i = int64(hits[h])
            c = int64(person_class[i])
            lists, my_grade = _lists_of(listed, i), _grade_of(grade, i)
            own = own_sanctions(t, lists, my_grade)
            of_others = uint64(0)
            if t.household != 0:
                of_others = spilled[h]
            if lists != 0:
                by_lists[lists, c] += 1
                # Whoever is before a door by grade already is counted there.
                twice = t.of_lists[lists] & t.of_grade[my_grade]
                while twice != 0:
                    counters.door_months[lowest_door(twice), c] -= 1
                    twice = without_lowest(twice)
            row = _first_row(entries, row, i)
            end_row = _first_row(entries, row, i + 1)
            point = _first_row(ledger, point, i)
            end_point = _first_row(ledger, point, i + 1)
            late = uint64(0)
            if life.asks and end_row > row:
                late = acts_late(
                    t, life, seed, month, first + i, entries, row, end_row, own | of_others
                )
            closed = own | of_others | late
            issue = int64(0)
            if own != 0 and (end_row > row or end_point > point):
                issue = columns_at_issue(
                    t, month, my_grade, entries, row, end_row, ledger, point, end_point
                )
            # What acts late acts on a record that no longer holds; a relative's entry is another's.
            wrong, anothers = late, of_others
            if issue != 0:
                held = int64(pin[i]) if pin.shape[0] > 0 else int64(0)
                for column in range(len(BURDENS)):
                    if (issue >> column) & 1 == 0:
                        continue
                    wrongful = own & wrongful_doors(
                        t,
                        column,
                        month,
                        my_grade,
                        held,
                        int64(score[i]),
                        entries,
                        row,
                        end_row,
                        ledger,
                        point,
                        end_point,
                    )
                    if column == FALSE_COLUMN:
                        wrong |= wrongful
                    elif column == ANOTHER_COLUMN:
                        anothers |= wrongful
                    else:
                        count_burden(column, wrongful, c, counters)
            if wrong != 0:
                count_burden(FALSE_COLUMN, wrong, c, counters)
                _count_each(late, counters.stale_months)
            if anothers != 0:
                count_burden(ANOTHER_COLUMN, anothers, c, counters)
                _count_each(of_others, counters.spill_months)
                if c < FIRST_ADULT_CLASS:
                    _count_each(of_others, counters.spill_minor_months)
            if closed != 0:
                if stands.shape[0] > 0:
                    stands[sanctioned] = i << VALUE_BITS | _number_of(closed)
                sanctioned += 1
            while word < marks.shape[0] and int64(marks[word]) >> VALUE_BITS < i:
                new_marks[n_marks] = marks[word]
                word += 1
                n_marks += 1
            was = int64(0)
            if word < marks.shape[0] and int64(marks[word]) >> VALUE_BITS == i:
                was = int64(marks[word]) & _VALUE
                word += 1
            if wrong != 0 or was != 0:
                value = mark_wronged(int64(wrong != 0), was, singles)
                new_marks[n_marks] = i << VALUE_BITS | value
                n_marks += 1
            if closed & uint64(life.typed) == 0 or uint64(drawn[0, h]) >= life.first[c]:
                continue
            fall, months, n_discovered = try_doors(
                t,
                life,
                after,
                seed,
                month,
                first + i,
                c,
                my_grade,
                closed,
                of_others,
                late,
                wrong,
                uint64(drawn[0, h]),
                uint64(drawn[1, h]),
                uint64(drawn[2, h]),
                uint64(drawn[3, h]),
                entries,
                row,
                end_row,
                discovered,
                n_discovered,
                counters,
            )
            if fall != 0:
                falls[n_falls] = i
                n_falls += 1
            if months != 0:
                idle[n_idle, 0] = i
                idle[n_idle, 1] = months
                n_idle += 1
    while word < marks.shape[0]:
        new_marks[n_marks] = marks[word]
        word += 1
        n_marks += 1
    _count_listed(t.first_of_lists, t.door_of_lists, by_lists, counters.door_months)
    singles[SANCTIONED_MONTHS] += sanctioned
    return n_falls, n_idle, n_discovered, n_marks, sanctioned
