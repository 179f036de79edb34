"""The doors of one person in one month, in plain integers: which are closed, why, how wrongfully.

The compiled phase `sanction` counts these and forgets whose they were. Here they are worked out
again for a single person; summed over all people they are the phase's counts (a test).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.lives.rows import EntryRow
from sincerity.phases.agencies import GRADE_SLOT, RELATIVE_SLOT
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.rows import CAUSE_GRADE
from sincerity.phases.score import HARD_LIMIT
from sincerity.phases.tally_arrays import BURDENS

if TYPE_CHECKING:
    from sincerity.engine.block import Block

FALSE, SIZE, ANOTHER = (BURDENS.index(word) for word in ("false", "disproportionate", "another"))

Doors = int
"""A set of doors: bit d for the d-th of the scheme."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The doors of one person in one month.

    Attributes
    ----------
    own, household, late
        Closed by the person's own grade and lists; for a relative's sake; after an entry's end.
        No door is in two of them.
    wrongful
        By column of wrongful burden: those that would be open but for its cause.
    perks
        Open by grade and lists.
    """

    own: Doors = 0
    household: Doors = 0
    late: Doors = 0
    wrongful: tuple[Doors, ...] = (0,) * len(BURDENS)
    perks: Doors = 0

    @property
    def all(self) -> Doors:
        """Every closed door."""
        return self.own | self.household | self.late

    def way(self, door: int) -> str | None:
        """Return how a door is closed: own, household, late; None where it is open."""
        for way in ("own", "household", "late"):
            if getattr(self, way) >> door & 1:
                return way
        return None


NOTHING_CLOSED = Closed()


def numbers(doors: Doors) -> list[int]:
    """Return the doors of a set, ascending."""
    return [door for door in range(doors.bit_length()) if doors >> door & 1]


def household_of(block: Block, place: int) -> range:
    """Return the places of those who live together with somebody, the person included."""
    people = block.model.people
    slot = block.first + place
    at = (int(people.template[slot >> 6]) << 6) + (slot & 63)
    start = (place >> 6 << 6) + int(people.tpl_start[at])
    return range(start, start + int(people.tpl_size[at]))


def closed_doors(block: Block, place: int, entries: list[EntryRow], ledger: list[Any]) -> Closed:
    """Return a person's doors as `sanction` finds them, once lists are drawn.

    Parameters
    ----------
    entries
        The person's rows, ended ones included.
    ledger
        (points, taint bits) of the person's tainted charges.
    """
    t = block.model.doors
    if not t.looks:
        return NOTHING_CLOSED
    concerned = concerned_doors(block, place)
    sanctions = int(t.sanctions)
    own = concerned & sanctions
    household = _household(block, place, own) if int(t.household) else 0
    late = _late(block, place, entries, own | household)
    wrongful = [0] * len(BURDENS)
    grade = _column(block, "grade", place, NO_GRADE)
    counts = bool(int(t.grade_counts[grade])) or bool(_lists(block, place))
    points = ledger if counts and "grade" in block.columns else []
    issue = _issue(t, block.month, entries, points) if own else 0
    for column in range(len(BURDENS)):
        if issue >> column & 1:
            wrongful[column] = own & ~_remaining(block, column, place, grade, entries, points)
    wrongful[FALSE] |= late
    wrongful[ANOTHER] |= household
    return Closed(own, household, late, tuple(wrongful), concerned & ~sanctions)


def hears(tables: Any, seed: int, entered: int, person: int, slot: int, agency: int) -> int | None:
    """Return the month from which an agency acts on an entry, or None if it never hears of it."""
    w0, w1, _, _ = words(seed, Stream.SHARE, entered, person, slot | (agency + 1) << 16)
    if w0 >= int(tables.from_operator[agency]):
        return None
    low, high = (int(months) for months in tables.from_operator_months[agency])
    return entered + low + ((w1 >> 16) * (high - low + 1) >> 16)


def is_known(
    block: Block, place: int, door: int, agency: int, closed: Closed, entries: list[EntryRow]
) -> bool:
    """Say whether the agency at a closed door has heard that it is closed to this person."""
    t, life = block.model.doors, block.model.life_doors
    if not life.asks or closed.late >> door & 1:
        return True
    seed, person, month = int(block.seed), block.first + place, block.month
    for row in entries:
        closes = int(t.of_lists[1 << row.list]) >> door & 1
        if closes and not row.ended and row.starts <= month:
            since = hears(life, seed, row.entered, person, row.list, agency)
            if since is not None and since <= month:
                return True
    grade = _column(block, "grade", place, NO_GRADE)
    by_grade = int(t.of_grade[grade]) >> door & 1
    if by_grade and hears(life, seed, 0, person, GRADE_SLOT, agency) is not None:
        return True
    by_relative = closed.household >> door & 1
    return bool(by_relative) and hears(life, seed, 0, person, RELATIVE_SLOT, agency) is not None


def _column(block: Block, name: str, place: int, absent: int) -> int:
    column = block.columns.get(name)
    return absent if column is None else int(column[place])


def _lists(block: Block, place: int) -> int:
    return _column(block, "listed", place, 0) & IN_EFFECT


def concerned_doors(block: Block, place: int) -> Doors:
    """Return the doors, perks included, that concern a person by grade or list."""
    t = block.model.doors
    grade = _column(block, "grade", place, NO_GRADE)
    return int(t.of_lists[_lists(block, place)]) | int(t.of_grade[grade])


def _household(block: Block, place: int, own: Doors) -> Doors:
    """Return the doors closed to others of the household and, for their sake, to this person."""
    found = 0
    for other in household_of(block, place):
        found |= concerned_doors(block, other)
    return found & int(block.model.doors.household) & ~own


def _late(block: Block, place: int, entries: list[EntryRow], others: Doors) -> Doors:
    """Return the doors that agencies still keep closed after the end of an entry."""
    t, life = block.model.doors, block.model.life_doors
    late = 0
    if not life.asks:
        return late
    for row in entries:
        if not row.ended:
            continue
        for door in numbers(int(t.of_lists[1 << row.list]) & int(life.typed) & ~(others | late)):
            agency = int(life.sanction_agency[door])
            if block.month >= row.ends + int(life.from_operator_months[agency, 1]):
                continue
            person = block.first + place
            since = hears(life, int(block.seed), row.entered, person, row.list, agency)
            if since is not None and since <= block.month < row.ends + since - row.entered:
                late |= 1 << door
    return late


def _issue(t: Any, month: int, entries: list[EntryRow], ledger: list[Any]) -> int:
    """Return the columns in which doors may be wrongful at all, as bits."""
    every = (1 << len(BURDENS)) - 1
    issue = 0
    for _, bits in ledger:
        issue |= bits & every
    for row in entries:
        if row.ended or row.starts > month:
            continue
        issue |= row.flags & every & ~(1 << SIZE)
        if int(t.of_lists[1 << row.list]) & int(t.severe_for_kind[row.kind]):
            issue |= 1 << SIZE
    return issue


def _remaining(
    block: Block,
    column: int,
    place: int,
    grade: int,
    entries: list[EntryRow],
    ledger: list[Any],
) -> Doors:
    """Return the doors that would concern the person still, were a column's cause taken away."""
    t = block.model.doors
    points = sum(taken for taken, bits in ledger if bits >> column & 1)
    better = grade
    if points > 0 and grade != NO_GRADE:
        read = min(int(block.columns["score"][place]) + points, HARD_LIMIT)
        pin = _column(block, "pin", place, 0)
        better = max(min(grade, int(t.grade_of[read & 0xFFFF])), pin - 1)
    doors = int(t.of_grade[better])
    if column == SIZE:
        doors |= int(t.of_grade[grade]) & ~int(t.severe_for_trifles)
    for row in entries:
        if row.ended or row.starts > block.month:
            continue
        if column != SIZE and row.flags >> column & 1:
            continue
        by_grade = row.cause == CAUSE_GRADE and grade != NO_GRADE
        leads = int(t.entry_grades[row.list])
        if by_grade and leads >> grade & 1 and not leads >> better & 1:
            continue
        of_list = int(t.of_lists[1 << row.list])
        doors |= of_list & ~int(t.severe_for_kind[row.kind]) if column == SIZE else of_list
    return doors
