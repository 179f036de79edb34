"""Doors: which close and open to a person, which are tried, and what the person learns there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives.closed import Closed, Doors, household_of, numbers
from sincerity.lives.events import Event, Fact, Path
from sincerity.lives.rows import entry_rows
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.tally_arrays import BURDENS

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer
    from sincerity.lives.trying import Attempt

__all__ = ["after_sanction", "tell_known"]

Group = tuple[str, tuple[int, ...]]
"""How doors are closed, and the events that closed them."""


def after_sanction(tracer: Tracer, block: Block) -> None:
    """Tell of doors that closed and opened, of attempts, and of what was learned at a door."""
    for person in tracer.people.values():
        before, now = person.closed, person.next_closed
        person.closed = now
        if (before.all, before.perks) != (now.all, now.perks) or before.own != now.own:
            _tell_closed(tracer, block, person, before, now)
            _tell_opened(tracer, block, person, before.all & ~now.all)
            _tell_perks(tracer, block, person, before.perks, now.perks)
        person.tried = []
        for attempt in person.next_attempts:
            number = _tell_attempt(tracer, block, person, attempt)
            if attempt.falls or attempt.idle_months:
                person.tried.append(number)
        tell_known(tracer, block, person, "door", [])


def _tell_closed(
    tracer: Tracer, block: Block, person: Watched, before: Closed, now: Closed
) -> None:
    groups: dict[Group, Doors] = {}
    for door in numbers(now.all):
        way = now.way(door)
        if way is None or way == before.way(door):
            continue
        group = way, tuple(_causes(block, person, door, way))
        groups[group] = groups.get(group, 0) | 1 << door
    for (way, causes), doors in groups.items():
        number = _tell_doors(tracer, block, person, "closed", doors, way, causes)
        person.door_events |= dict.fromkeys(numbers(doors), number)


def _causes(block: Block, person: Watched, door: int, way: str) -> list[int]:
    """Return the events that closed a door."""
    t = block.model.doors
    if way == "late":
        return [
            person.exit_events.get(row.list, 0)
            for row in person.entries
            if row.ended and int(t.of_lists[1 << row.list]) >> door & 1
        ]
    if way == "household":
        return []
    found = [
        person.entry_events.get(row.key, 0)
        for row in person.entries
        if not row.ended
        and row.starts <= block.month
        and int(t.of_lists[1 << row.list]) >> door & 1
    ]
    grade = int(block.columns["grade"][person.place]) if "grade" in block.columns else NO_GRADE
    if int(t.of_grade[grade]) >> door & 1:
        found.append(person.grade_event)
    return found


def _tell_doors(
    tracer: Tracer,
    block: Block,
    person: Watched,
    what: str,
    doors: Doors,
    way: str,
    causes: tuple[int, ...],
) -> int:
    setting, now = tracer.setting, person.closed
    columns = list(zip(BURDENS, now.wrongful, strict=True))
    facts: dict[str, Fact] = {
        "doors": tuple(setting.door(door) for door in numbers(doors)),
        "way": way,
        "wrongful": tuple(word for word, wrong in columns if wrong & doors),
        "wrongful_doors": tuple(
            (wrong & doors).bit_count() for _, wrong in columns if wrong & doors
        ),
        "others": _others(block, person, doors) if way == "household" else (),
        "lists": _lists_behind(tracer, block, person, doors) if way == "own" else (),
        "grade": _grade_behind(tracer, block, person, doors) if way == "own" else None,
    }
    truths = {person.events[n - 1].is_true for n in causes if n}
    return person.add(
        block.month,
        what,
        facts,
        before=person.months[-1].closed if person.months else 0,
        now=now.all.bit_count(),
        unit="closed doors",
        is_true=truths.pop() if len(truths) == 1 else None,
        rules=tuple(setting.door_path(door) for door in numbers(doors)),
        after=causes,
    )


def _others(block: Block, person: Watched, doors: Doors) -> tuple[int, ...]:
    """Return the numbers of the household's members to whom doors are closed."""
    t = block.model.doors
    found = []
    for place in household_of(block, person.place):
        listed = int(block.columns["listed"][place]) & IN_EFFECT if "listed" in block.columns else 0
        grade = int(block.columns["grade"][place]) if "grade" in block.columns else NO_GRADE
        closed = int(t.of_lists[listed]) | int(t.of_grade[grade])
        if place != person.place and closed & doors & int(t.household):
            found.append(block.first + place)
    return tuple(found)


def _lists_behind(tracer: Tracer, block: Block, person: Watched, doors: Doors) -> tuple[str, ...]:
    if "listed" not in block.columns:
        return ()
    listed = int(block.columns["listed"][person.place]) & IN_EFFECT
    of_lists = block.model.doors.of_lists
    return tuple(
        tracer.setting.listing(number)
        for number in numbers(listed)
        if int(of_lists[1 << number]) & doors
    )


def _grade_behind(tracer: Tracer, block: Block, person: Watched, doors: Doors) -> str | None:
    if "grade" not in block.columns:
        return None
    grade = int(block.columns["grade"][person.place])
    return tracer.setting.grade(grade) if int(block.model.doors.of_grade[grade]) & doors else None


def _tell_opened(tracer: Tracer, block: Block, person: Watched, doors: Doors) -> None:
    if not doors:
        return
    month = block.month + 1
    this_month = [
        event.number
        for event in person.events
        if event.month == month and event.what in ("exit", "grade")
    ]
    causes = this_month or [person.door_events.get(door, 0) for door in numbers(doors)]
    setting = tracer.setting
    facts: dict[str, Fact] = {"doors": tuple(setting.door(door) for door in numbers(doors))}
    person.add(
        block.month,
        "opened",
        facts,
        before=person.months[-1].closed if person.months else 0,
        now=person.closed.all.bit_count(),
        unit="closed doors",
        rules=tuple(setting.door_path(door) for door in numbers(doors)),
        after=causes,
    )
    for door in numbers(doors):
        person.door_events.pop(door, None)


def _tell_perks(tracer: Tracer, block: Block, person: Watched, before: Doors, now: Doors) -> None:
    setting = tracer.setting
    for what, doors in (("offered", now & ~before), ("withdrawn", before & ~now)):
        if doors:
            facts: dict[str, Fact] = {"doors": tuple(setting.door(d) for d in numbers(doors))}
            rules: tuple[Path, ...] = tuple(setting.door_path(door) for door in numbers(doors))
            causes = [
                event.number
                for event in reversed(person.events)
                if event.month == block.month + 1 and event.what in ("grade", "entry", "exit")
            ]
            person.add(block.month, what, facts, rules=rules, after=causes)


def _tell_attempt(tracer: Tracer, block: Block, person: Watched, attempt: Attempt) -> int:
    setting = tracer.setting
    institutions = setting.institutions
    facts: dict[str, Fact] = {
        "life_door": None if institutions is None else institutions.doors[attempt.life_door].id,
        "door": setting.door(attempt.sanction),
        "agency": None if institutions is None else institutions.agencies[attempt.agency].id,
        "end": attempt.end,
        "way": person.closed.way(attempt.sanction),
        "wrong": attempt.wrong,
        "means_fall": attempt.falls,
        "months_out_of_work": attempt.idle_months,
    }
    closed = person.door_events.get(attempt.sanction, 0)
    return person.add(
        block.month,
        "attempt",
        facts,
        is_true=person.events[closed - 1].is_true if closed else None,
        rules=(setting.door_path(attempt.sanction),),
        after=[closed],
    )


def tell_known(tracer: Tracer, block: Block, person: Watched, by: str, causes: list[int]) -> None:
    """Tell which entries the person has just learned of, and remember the rows as they are now."""
    was = {row.key: row for row in person.entries}
    person.entries = entry_rows(block.local.entries, person.place)
    for row in person.entries:
        before = was.get(row.key)
        if row.known and before is not None and not before.known:
            entered = person.entry_events[row.key]
            facts: dict[str, Fact] = {"list": tracer.setting.listing(row.list), "by": by}
            is_true = person.events[entered - 1].is_true
            tried = [e.number for e in person.events if _is_turned_away(e, block.month + 1)]
            after = [entered, *causes, *(tried if by == "door" else [])]
            person.add(block.month, "told", facts, is_true=is_true, after=after)


def _is_turned_away(event: Event, month: int) -> bool:
    """Say whether an event is an attempt of this month that was blocked."""
    return event.what == "attempt" and event.month == month and event.facts["end"] == "blocked"
