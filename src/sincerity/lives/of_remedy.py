"""Ways back: objections, their decisions, and what else ends an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.lives.events import Fact, Path
from sincerity.lives.of_doors import tell_known
from sincerity.lives.person import Waiting
from sincerity.lives.rows import EntryRow, ObjectionRow, entry_rows, objection_rows
from sincerity.phases.rows import (
    CAUSE_TRUE,
    EXIT_PERFORMED,
    EXIT_REASONS,
    EXIT_REPAIRED,
    EXIT_UPHELD,
    NEVER,
)

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_remedy"]

_OBJECTION: Path = ("process", "objection")
_RESTITUTION: Path = ("process", "restitution")


def after_remedy(tracer: Tracer, block: Block) -> None:
    """Tell of decisions, of new objections, and of entries that will end next month."""
    model = block.model
    for person in tracer.people.values():
        before = {row.key: row for row in person.entries}
        tell_known(tracer, block, person, "notice", [])
        for pending in person.pending:
            township = int(block.local.township_of_tile[person.place >> 6])
            county = int(model.county_of_township[township])
            if pending.ticket < int(model.served[county]):
                _decide(tracer, block, person, pending, before)
        for row in objection_rows(block.local.objections, person.place):
            if row.filed == block.month:
                _file(block, person, row)
        _leave(tracer, block, person, before)


def _file(block: Block, person: Watched, row: ObjectionRow) -> None:
    record = person.records[row.origin]
    told = [
        event.number
        for event in person.events
        if event.what == "told" and event.month == block.month + 1
    ]
    event = person.events[record - 1]
    facts: dict[str, Fact] = {
        "kind": event.facts["kind"],
        "record": record,
        "taken": sum(row.part_points[: row.parts]),
    }
    person.objections[row.origin] = person.add(
        block.month,
        "objection",
        facts,
        is_true=row.cause == CAUSE_TRUE,
        rules=(_OBJECTION,),
        after=[record, *told],
    )


def _decide(
    tracer: Tracer,
    block: Block,
    person: Watched,
    row: ObjectionRow,
    before: dict[tuple[int, int], EntryRow],
) -> None:
    wrong = row.cause != CAUSE_TRUE
    detail = row.origin_slot | (row.agency + 1 & 0xFF) << 16
    month, origin = row.origin_month, row.origin_person
    verdict = words(int(block.seed), Stream.OBJECT, month, origin, detail)[2]
    upheld = verdict < int(block.model.remedy.upheld[int(wrong)])
    gives_back = upheld and bool(block.model.remedy.restitution)
    parts = [
        (row.part_points[part], row.part_due[part])
        for part in range(row.parts)
        if row.part_due[part] > block.month + 1
    ]
    ending = [
        entry
        for entry in entry_rows(block.local.entries, person.place)
        if upheld
        and entry.origin[:4] == row.origin[:4]
        and entry.reason == EXIT_UPHELD
        and entry.ends == block.month + 1
        and before[entry.key].ends != entry.ends
    ]
    record = person.records[row.origin]
    facts: dict[str, Fact] = {
        "kind": person.events[record - 1].facts["kind"],
        "upheld": upheld,
        "months_waited": block.month - row.filed,
        "given_back": sum(points for points, _ in parts) if gives_back else 0,
        "lists": tuple(tracer.setting.listing(entry.list) for entry in ending),
    }
    number = person.add(
        block.month,
        "decision",
        facts,
        is_true=not wrong,
        rules=(_OBJECTION, _RESTITUTION) if gives_back else (_OBJECTION,),
        after=[person.objections.pop(row.origin, 0)],
    )
    person.leaving |= {entry.key: number for entry in ending}
    if gives_back:
        for points, due in parts:
            _give_back(person, block.month + 1, points, due, number)


def _give_back(person: Watched, next_month: int, points: int, due: int, number: int) -> None:
    """Move points that wait, or would never come, to next month."""
    person.waiting.append(Waiting(next_month, points, number))
    if due == NEVER:
        return
    person.voided.append((due, points))
    waiting = next(item for item in person.waiting if (item.due, item.points) == (due, points))
    person.waiting.remove(waiting)


def _leave(
    tracer: Tracer, block: Block, person: Watched, before: dict[tuple[int, int], EntryRow]
) -> None:
    for row in person.entries:
        was = before.get(row.key)
        if was is None or row.ended or row.ends == was.ends:
            continue
        if row.reason not in (EXIT_PERFORMED, EXIT_REPAIRED):
            continue
        way = "performance" if row.reason == EXIT_PERFORMED else "repair"
        facts: dict[str, Fact] = {
            "list": tracer.setting.listing(row.list),
            "how": EXIT_REASONS[row.reason],
            "means": person.now["means"],
        }
        person.leaving[row.key] = person.add(
            block.month,
            "way_off",
            facts,
            rules=(("lists", row.list, "exit", way),),
            after=[person.entry_events[row.key]],
        )
