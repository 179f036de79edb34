"""Acts and records: what a person did, what became known of it, and what others entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import (
    CAUSE_FALSE_REPORT,
    CAUSE_TRUE,
    CAUSE_WRONG_PERSON,
    CAUSES,
    WHEN_SHIFT,
)
from sincerity.society.codes import MEANS

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.tracer import Tracer

__all__ = ["after_observe", "tell_records"]

_INSOLVENT = MEANS.index("insolvent")
_PERSON = np.uint64(0xFFFFFFFF)


def after_observe(tracer: Tracer, block: Block) -> None:
    """Tell the month's acts with what becomes of each, and note what falls due."""
    for person in tracer.people.values():
        person.month_records = {}
        person.due = []
    _acts(tracer, block)
    _due(tracer, block)
    tracer.old_entries = block.local.entries


def _acts(tracer: Tracer, block: Block) -> None:
    buffers, conduct = block.scratch.buffers, tracer.setting.conduct
    places = buffers.acts.person[: buffers.n_acts]
    fates: dict[tuple[int, int], str] | None = None
    for person, at in tracer.rows_of(places):
        if buffers.acts.cause[at] != CAUSE_TRUE:
            continue
        if fates is None:
            fates = _fates(tracer, block)
        slot, kind = int(buffers.acts.slot[at]), conduct.kinds[int(buffers.acts.kind[at])]
        cannot = kind.cannot_pay and person.now["means"] == _INSOLVENT
        number = person.add(
            block.month,
            "act",
            {
                "kind": kind.id,
                "protection": kind.protection.level,
                "harms_others": kind.harms_others,
                "cannot_pay": cannot,
                "known": fates.get((person.slot, slot), "unknown"),
            },
        )
        person.acts[block.month, slot] = number
    _named(tracer, block)


def _fates(tracer: Tracer, block: Block) -> dict[tuple[int, int], str]:
    """Return, by person and slot of the act, whether the operator learns of acts of this month."""
    buffers, memory = block.scratch.buffers, block.local
    fates: dict[tuple[int, int], str] = {}
    post = memory.outbox
    wrong = post.cause == CAUSE_WRONG_PERSON
    pairs = zip(post.origin_person[wrong].tolist(), post.slot[wrong].tolist(), strict=True)
    fates |= dict.fromkeys(pairs, "misfiled")
    for due, parts in memory.transit.items():
        if due <= block.month:
            continue
        for rows in parts:
            first = rows[:, 0]
            mine = first[first >> np.uint64(48) == np.uint64(block.month)]
            origins = (mine >> np.uint64(16) & _PERSON).tolist()
            slots = (mine >> np.uint64(8) & np.uint64(0xFF)).tolist()
            fates |= dict.fromkeys(zip(origins, slots, strict=True), "on_its_way")
    n = buffers.n_records
    now = buffers.records.origin_month[:n] == block.month
    origins = buffers.records.origin_person[:n][now].tolist()
    slots = buffers.records.slot[:n][now].tolist()
    return fates | dict.fromkeys(zip(origins, slots, strict=True), "recorded")


def _named(tracer: Tracer, block: Block) -> None:
    """Tell of records of this month's acts that name somebody else."""
    post = block.local.outbox
    setting = tracer.setting
    for person, at in tracer.rows_of(post.origin_person - block.first):
        cause = int(post.cause[at])
        what = {CAUSE_WRONG_PERSON: "misfiled", CAUSE_FALSE_REPORT: "accused"}.get(cause)
        if what is None:
            continue
        act = person.acts.get((block.month, int(post.slot[at])), 0)
        facts = {
            "kind": setting.kind(int(post.kind[at])),
            "agency": setting.agency(int(post.agency[at])),
            "other": int(post.target[at]),
        }
        person.add(block.month, what, facts, is_true=False, after=[act])


def tell_records(tracer: Tracer, block: Block) -> None:
    """Tell which records arrive; called once it is known who has a score this month."""
    buffers, setting = block.scratch.buffers, tracer.setting
    records = buffers.records
    for person, at in tracer.rows_of(records.person[: buffers.n_records]):
        kind = setting.conduct.kinds[int(records.kind[at])]
        stage, cause = int(records.stage[at]), int(records.cause[at])
        month, origin = int(records.origin_month[at]), int(records.origin_person[at])
        slot, agency = int(records.slot[at]), int(records.agency[at])
        act = person.acts.get((month, slot), 0) if origin == person.slot else 0
        number = person.add(
            block.month,
            "record",
            {
                "kind": kind.id,
                "stage": kind.stages[stage].id if kind.stages else None,
                "agency": setting.agency(agency),
                "cause": CAUSES[cause],
                "months_since": block.month - month,
                "other": None if origin == person.slot else origin,
                "has_score": int(block.columns["score"][person.place]) != NOT_COVERED,
            },
            is_true=cause == CAUSE_TRUE,
            after=[act],
        )
        person.records[month, origin, slot, agency, cause] = number
        person.month_records[at] = number


def _due(tracer: Tracer, block: Block) -> None:
    """Note which points fall due, before `score` takes them."""
    items = list(block.local.due.get(block.month, ()))
    tainted = block.local.tainted
    if len(tainted):
        items.append(tainted["item"][tainted["when"] >> WHEN_SHIFT <= block.month])
    for part in items:
        places = (part >> AMOUNT_BITS).astype(np.int64)
        for person, at in tracer.rows_of(places):
            person.due.append(_amount(int(part[at])))


def _amount(item: int) -> int:
    return (item & (2 * AMOUNT_ZERO - 1)) - AMOUNT_ZERO
