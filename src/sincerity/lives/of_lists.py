"""Lists: names enter and leave, with what led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives import of_grades
from sincerity.lives.closed import closed_doors
from sincerity.lives.events import Fact
from sincerity.lives.ledger import tainted_points
from sincerity.lives.rows import EntryRow, entry_rows
from sincerity.lives.trying import attempts
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.rows import (
    CAUSE_GRADE,
    CAUSE_LIST,
    CAUSE_MISJUDGED,
    CAUSE_REPRESENTATIVE,
    CAUSE_TRUE,
    ENTRY_CAUSES,
    EXIT_REASONS,
    NEVER,
    TAINTS,
)

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_list"]


def after_list(tracer: Tracer, block: Block) -> None:
    """Tell of grades, ends of entries and entries; look at the doors while nothing has moved."""
    ledger = tainted_points(block, tracer.people)
    for person in tracer.people.values():
        of_grades.tell_grade(tracer, block, person)
        if "listed" in block.columns:
            _tell_lists(tracer, block, person)
        _tell_supervision(tracer, block, person)
        person.next_closed = closed_doors(
            block, person.place, person.entries, ledger.get(person.place, [])
        )
        person.next_attempts = attempts(block, person.place, person.next_closed, person.entries)


def _tell_lists(tracer: Tracer, block: Block, person: Watched) -> None:
    was = {row.key: row for row in person.entries}
    left = entry_rows(tracer.old_entries, person.place)
    person.entries = entry_rows(block.local.entries, person.place)
    for row in left:
        if row.ended and not was[row.key].ended:
            _tell_exit(tracer, block.month, person, row)
    for row in person.entries:
        before = was.get(row.key)
        if before is None:
            _tell_entry(tracer, block, person, row)
        elif row.ended:
            continue
        elif row.ends != before.ends:
            facts: dict[str, Fact] = {
                "list": tracer.setting.listing(row.list),
                "until": _until(row),
            }
            rules = (("lists", row.list, "extension"),)
            after = [person.entry_events[row.key], *_of_this_month(person)]
            person.add(block.month, "extended", facts, rules=rules, after=after)
        if before is not None and not row.ended and row.starts == block.month:
            facts = {"list": tracer.setting.listing(row.list)}
            rules = (("lists", row.list, "grace"),)
            after = [person.entry_events[row.key]]
            person.add(block.month, "effect", facts, rules=rules, after=after)


def _of_this_month(person: Watched) -> list[int]:
    """Return the month's records: one of them, or what they led to, is the new ground."""
    return list(person.month_records.values())


def _until(row: EntryRow) -> int | None:
    """Return the last month (from 1) in which an entry stands; None without end."""
    return None if row.ends == NEVER else row.ends


def _tell_exit(tracer: Tracer, month: int, person: Watched, row: EntryRow) -> None:
    entered = person.entry_events.get(row.key, 0)
    facts: dict[str, Fact] = {
        "list": tracer.setting.listing(row.list),
        "reason": EXIT_REASONS[row.reason],
        "months": month - row.entered,
    }
    after = [entered, person.leaving.pop(row.key, 0)]
    if EXIT_REASONS[row.reason] == "grade":
        after.append(person.grade_event)
    is_true = person.events[entered - 1].is_true if entered else None
    person.exit_events[row.list] = person.add(
        month, "exit", facts, is_true=is_true, rules=(("lists", row.list),), after=after
    )


def _tell_entry(tracer: Tracer, block: Block, person: Watched, row: EntryRow) -> None:
    setting, t = tracer.setting, block.model.lists
    after: list[int] = []
    ground = ENTRY_CAUSES[row.cause]
    if row.cause <= CAUSE_MISJUDGED:
        record = person.records.get(row.origin, 0)
        at = next((at for at, n in person.month_records.items() if n == record), None)
        stage = 0 if at is None else int(block.scratch.buffers.records.stage[at])
        ground = "record" if int(t.ground[row.kind, stage]) >> row.list & 1 else "points"
        after = [record]
        if ground == "points" and at is not None:
            after += person.month_charges.get(at, [])
    elif row.cause == CAUSE_GRADE:
        after = [person.grade_event]
    elif row.cause == CAUSE_LIST:
        sources = [r for r in person.entries if int(t.list_ground[row.list]) >> r.list & 1]
        after = [person.entry_events.get(r.key, 0) for r in sources if not r.ended]
    elif row.cause == CAUSE_REPRESENTATIVE:
        after = [person.firm_event]
    facts: dict[str, Fact] = {
        "list": setting.listing(row.list),
        "cause": ENTRY_CAUSES[row.cause],
        "ground": ground,
        "agency": setting.agency(row.agency),
        "kind": setting.kind(row.kind) if row.cause <= CAUSE_MISJUDGED else None,
        "starts": row.starts + 1,
        "until": _until(row),
        "public": setting.scheme.lists[row.list].public,
        "taints": tuple(word for bit, word in enumerate(TAINTS) if row.flags >> bit & 1),
        "again": bool(person.now["listed"] >> (4 + row.list) & 1),
    }
    is_true = row.cause == CAUSE_TRUE if row.cause <= CAUSE_MISJUDGED else None
    number = person.add(
        block.month,
        "entry",
        facts,
        is_true=is_true,
        rules=(("lists", row.list),),
        after=after,
    )
    person.entry_events[row.key] = number
    if t.black[row.list]:
        person.penalties.append(number)


def _tell_supervision(tracer: Tracer, block: Block, person: Watched) -> None:
    t, place = block.model.observe, person.place
    watched = False
    if "grade" in block.columns:
        watched = bool(t.supervised_grade[int(block.columns["grade"][place])])
    if "listed" in block.columns:
        watched |= bool(int(block.columns["listed"][place]) & IN_EFFECT & int(t.supervised_lists))
    if watched == person.supervised:
        return
    person.supervised = watched
    causes = [n for n in (*person.entry_events.values(), person.grade_event) if n]
    causes = [n for n in causes if person.events[n - 1].month == block.month + 1]
    what = "watched" if watched else "unwatched"
    person.add(block.month, what, {}, rules=(("supervision",),), after=causes)
