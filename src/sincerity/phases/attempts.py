"""Attempts at doors of life that are closed: who hears, who complies, who is turned away.

An agency acts on what the operator decided only once it has heard of it. Nothing travels: whether
and when an agency hears of an entry is drawn at the address of the person, the entry and the
agency, whenever it is asked, with the same answer every time.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.phases.agencies import GRADE_SLOT, RELATIVE_SLOT, hears
from sincerity.phases.doors import (
    CHOICE_SHIFT,
    ConsequenceTables,
    DoorTables,
    LifeDoorTables,
    lowest_door,
    without_lowest,
)
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.rows import ENDED, KNOWN
from sincerity.phases.tally_arrays import BLOCKED, LET_THROUGH, UNKNOWN, DoorCounters

Array = npt.NDArray[Any]

_ATTEMPT = int(Stream.ATTEMPT)


@inlined
def acts_late(
    t: DoorTables,
    life: LifeDoorTables,
    seed: int,
    month: int,
    person: int,
    entries: Array,
    row: int,
    end_row: int,
    others: int,
) -> Any:
    """Return the sanctions that agencies still apply after an entry's end, those apart of `others`.

    News of the end takes as long as news of the entry took; who has not heard of the entry yet does
    not act on it.
    """
    late = uint64(0)
    for r in range(row, end_row):
        if int64(entries[r]["flags"]) & ENDED == 0:
            continue
        number = int64(entries[r]["list"])
        entered, ends = int64(entries[r]["entered"]), int64(entries[r]["ends"])
        left = t.of_lists[1 << number] & uint64(life.typed) & ~(others | late)
        while left != 0:
            door = lowest_door(left)
            agency = int64(life.sanction_agency[door])
            if month < ends + life.from_operator_months[agency, 1]:
                acts_from = hears(life, seed, entered, person, number, agency)
                if 0 <= acts_from <= month < ends + (acts_from - entered):
                    late |= uint64(1) << uint64(door)
            left = without_lowest(left)
    return late


@inlined
def _is_known(
    t: DoorTables,
    life: LifeDoorTables,
    seed: int,
    month: int,
    person: int,
    grade: int,
    door: int,
    agency: int,
    spilled: int,
    late: int,
    entries: Array,
    row: int,
    end_row: int,
) -> Any:
    """Return whether the agency at a closed door has heard that it is closed to this person."""
    of_door = uint64(1) << uint64(door)
    known = not life.asks or late & of_door != 0
    for r in range(row, end_row):
        number = int64(entries[r]["list"])
        active = int64(entries[r]["flags"]) & ENDED == 0 and int64(entries[r]["starts"]) <= month
        if not known and active and t.of_lists[1 << number] & of_door != 0:
            acts_from = hears(life, seed, int64(entries[r]["entered"]), person, number, agency)
            known = acts_from >= 0 and month >= acts_from
    if not known and t.of_grade[grade] & of_door != 0:
        known = hears(life, seed, 0, person, GRADE_SLOT, agency) >= 0
    if not known and spilled & of_door != 0:
        known = hears(life, seed, 0, person, RELATIVE_SLOT, agency) >= 0
    return known


@inlined
def _find_out(
    t: DoorTables,
    door: int,
    entries: Array,
    row: int,
    end_row: int,
    discovered: Array,
    n_discovered: int,
) -> Any:
    """Let who is turned away find out about the entries that close the door; count the news."""
    n = n_discovered
    for r in range(row, end_row):
        flags = int64(entries[r]["flags"])
        closes = t.of_lists[1 << int64(entries[r]["list"])] >> uint64(door) & uint64(1)
        if closes != 0 and flags & (ENDED | KNOWN) == 0:
            entries[r]["flags"] = flags | KNOWN
            discovered[n] = r
            n += 1
    return n


@inlined
def try_doors(
    t: DoorTables,
    life: LifeDoorTables,
    after: ConsequenceTables,
    seed: int,
    month: int,
    person: int,
    c: int,
    grade: int,
    closed: int,
    spilled: int,
    late: int,
    wrong: int,
    how_many: int,
    first_choice: int,
    first_compliance: int,
    first_fall: int,
    entries: Array,
    row: int,
    end_row: int,
    discovered: Array,
    n_discovered: int,
    counters: DoorCounters,
) -> Any:
    """Let a person try doors of life; return (1 if means fall, months out of work, entries known).

    Only attempts at closed doors are of interest: at the first of the sanctions that close it,
    they end in one of three ways. The words of the first attempt are given.
    """
    n = n_discovered
    fall = int64(0)
    idle_months = int64(0)
    w1, w2, w3 = first_choice, first_compliance, first_fall
    for attempt in range(life.below.shape[1]):
        if how_many >= life.below[c, attempt]:
            break
        if attempt > 0:
            _, w1, w2, w3 = sparse_words(seed, _ATTEMPT, month, person, attempt)
        tried = int64(life.guide[c, w1 >> uint64(CHOICE_SHIFT)])
        while w1 >= life.choice[c, tried]:
            tried += 1
        closing = closed & life.closes[tried]
        if closing == 0:
            continue
        door = lowest_door(closing)
        agency = int64(life.agency[tried])
        if not _is_known(
            t,
            life,
            seed,
            month,
            person,
            grade,
            door,
            agency,
            spilled,
            late,
            entries,
            row,
            end_row,
        ):
            counters.door_attempts[door, UNKNOWN] += 1
            continue
        if w2 >= life.complies[tried]:
            counters.door_attempts[door, LET_THROUGH] += 1
            continue
        counters.door_attempts[door, BLOCKED] += 1
        counters.blocked_wrong[door] += int64(wrong >> uint64(door) & uint64(1))
        n = _find_out(t, door, entries, row, end_row, discovered, n)
        if c >= FIRST_ADULT_CLASS:
            fall |= int64(w3 < after.falls[tried])
            idle_months = max(idle_months, int64(after.idle_months[tried]))
    return fall, idle_months, n
