"""Points: what records cost or bring, what comes back, what a floor or cap swallows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives.events import Fact, Path
from sincerity.lives.of_acts import tell_records
from sincerity.lives.person import Waiting
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.rows import CAUSE_TRUE

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_score"]

_FLOOR: Path = ("score", "floor")
_CAP: Path = ("score", "cap")


def after_score(tracer: Tracer, block: Block) -> None:
    """Tell of records and of what moved each score: steps from the old score to the new one."""
    tell_records(tracer, block)
    charges: dict[int, list[int]] = {}
    buffers = block.scratch.buffers
    for person, at in tracer.rows_of(buffers.charges.person[: buffers.n_charges]):
        charges.setdefault(person.place, []).append(at)
    for person in tracer.people.values():
        _net(tracer, block, person, charges.get(person.place, []))


def _net(tracer: Tracer, block: Block, person: Watched, charges: list[int]) -> None:
    person.month_charges, person.penalties = {}, []
    was, now = person.now["score"], int(block.columns["score"][person.place])
    person.score_before = was
    running = was
    if was == NOT_COVERED and now != NOT_COVERED:
        running = int(block.model.score.base)
        rules: tuple[Path, ...] = (("coverage",), ("score", "base"))
        person.add(block.month, "enrolled", {}, now=running, unit="points", rules=rules)
        person.score_before = running
    start = running
    running = _return(person, block.month, running)
    returned = running - start
    for at in charges:
        running = _charge(tracer, block, person, at, running)
    charged = running - start - returned
    if now != running and now != NOT_COVERED:
        path = _CAP if now < running else _FLOOR
        facts: dict[str, Fact] = {"points": now - running}
        person.graded_by.append(
            person.add(
                block.month,
                "swallowed",
                facts,
                before=running,
                now=now,
                unit="points",
                rules=(path,),
            )
        )
    person.month_sums = (returned, charged, now - running if now != NOT_COVERED else 0)
    person.now["score"] = now
    _tell_capped(tracer, block, person)


def _return(person: Watched, month: int, score: int) -> int:
    """Tell of every item that falls due, by the charge it undoes; return the score after them."""
    due = list(person.due)
    for when, points in [item for item in person.voided if item[0] == month]:
        # An upheld objection gave these back early: what falls due now and its opposite are one.
        person.voided.remove((when, points))
        for amount in (points, -points):
            due.remove(amount)
    running = score
    for points in due:
        source = next(
            (item for item in person.waiting if item.due == month and item.points == points), None
        )
        if source is not None:
            person.waiting.remove(source)
        event = 0 if source is None else source.event
        is_true = None if source is None else person.events[event - 1].is_true
        rules = () if source is None else person.events[event - 1].rules
        number = person.add(
            month,
            "returned",
            {"points": points},
            before=running,
            now=running + points,
            unit="points",
            is_true=is_true,
            rules=rules,
            after=[event],
        )
        person.graded_by.append(number)
        running += points
    return running


def _charge(tracer: Tracer, block: Block, person: Watched, at: int, running: int) -> int:
    setting, charges, t = tracer.setting, block.scratch.buffers.charges, block.model.score
    rule = int(charges.rule[at])
    points, effective = int(charges.points[at]), int(charges.effective[at])
    months = int(t.recovery[rule])
    record = int(charges.record[at])
    facts: dict[str, Fact] = {
        "rule": setting.rule(rule),
        "points": points,
        "effective": effective,
        "comes_back_months": months if months and effective else None,
        "leaves_a_choice": bool(int(t.high[rule]) > int(t.low[rule])),
        "collective": bool(t.collective[rule]),
        "lowest": int(t.low[rule]),
        "highest": int(t.high[rule]),
    }
    number = person.add(
        block.month,
        "charge",
        facts,
        before=running,
        now=running + effective,
        unit="points",
        is_true=int(charges.cause[at]) == CAUSE_TRUE,
        rules=(("rules", rule),),
        after=[person.month_records[record]],
    )
    person.month_charges.setdefault(record, []).append(number)
    person.graded_by.append(number)
    if points < 0:
        person.penalties.append(number)
    if months and effective:
        person.waiting.append(Waiting(block.month + months, -effective, number))
    return running + effective


def _tell_capped(tracer: Tracer, block: Block, person: Watched) -> None:
    """Tell of records whose rule has reached its monthly limit."""
    t, records = block.model.score, block.scratch.buffers.records
    for at, record in person.month_records.items():
        kind, stage = int(records.kind[at]), int(records.stage[at])
        numbers = person.month_charges.get(at, [])
        charged = {person.events[number - 1].facts["rule"] for number in numbers}
        others = [n for ns in person.month_charges.values() for n in ns]
        used = {person.events[number - 1].facts["rule"] for number in others}
        for rule in {int(t.rule_at[kind, s]) for s in range(stage + 1)} - {-1}:
            limited = int(t.cap_times[rule]) > 0 or int(t.cap_points[rule]) > 0
            rule_id = tracer.setting.rule(rule)
            if limited and rule_id not in charged and rule_id in used:
                person.add(
                    block.month,
                    "capped",
                    {"rule": rule_id},
                    rules=(("rules", rule, "cap"),),
                    after=[record],
                )
