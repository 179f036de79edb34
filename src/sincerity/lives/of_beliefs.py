"""Beliefs: what a person hears of the scheme, and what penalties teach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.lives.events import Fact
from sincerity.lives.rows import entry_rows
from sincerity.phases.rows import CAUSE_TRUE

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_respond"]

_UNAWARE, _HEARD, _KNOWS_RULES = range(3)


def after_respond(tracer: Tracer, block: Block) -> None:
    """Tell what people have come to know this month, and what a penalty did to beliefs."""
    penalised = _penalised(block)
    for person in tracer.people.values():
        whose = [place for place in person.household if place in penalised]
        learned = [place for place in whose if _learns(block, place)]
        _tell(tracer, block, person, {place: penalised[place] for place in learned})


def _penalised(block: Block) -> dict[int, bool]:
    """Return, by place, whether a penalty of this month was earned, for all who had one."""
    charges, n = block.scratch.buffers.charges, block.scratch.buffers.n_charges
    found: dict[int, bool] = {}
    for at in np.flatnonzero(charges.points[:n] < 0).tolist():
        place = int(charges.person[at])
        found[place] = found.get(place, False) or int(charges.cause[at]) == CAUSE_TRUE
    entries = block.local.entries
    if len(entries):
        new = entries["entered"] == block.month
        new &= block.model.lists.black[entries["list"]] != 0
        for place in entries["place"][new].tolist():
            for row in entry_rows(entries, place):
                if row.entered == block.month and block.model.lists.black[row.list]:
                    found[place] = found.get(place, False) or row.cause == CAUSE_TRUE
    return found


def _learns(block: Block, place: int) -> bool:
    word = words(int(block.seed), Stream.LEARN, block.month, block.first + place, 0)[1]
    return word < int(block.model.respond.informed)


def _tell(tracer: Tracer, block: Block, person: Watched, learned: dict[int, bool]) -> None:
    place = person.place
    was = {name: person.now[name] for name in ("awareness", "certainty", "fear")}
    now = {name: int(block.columns[name][place]) for name in was}
    own = place in learned
    others = tuple(block.first + other for other in learned if other != place)
    if was["awareness"] == _UNAWARE and now["awareness"] > _UNAWARE:
        through = "penalty" if own else "household" if others else "others"
        person.add(
            block.month,
            "heard",
            {"through": through},
            before=was["awareness"],
            now=now["awareness"],
            unit="awareness",
        )
    elif was["awareness"] == _HEARD and now["awareness"] == _KNOWS_RULES:
        person.add(
            block.month, "learned_rules", {}, before=_HEARD, now=_KNOWS_RULES, unit="awareness"
        )
    if own or others:
        facts: dict[str, Fact] = {
            "whose": "own" if own else "household",
            "others": others,
            "earned": learned[place] if own else any(learned.values()),
            "certainty_before": was["certainty"],
            "certainty": now["certainty"],
        }
        person.add(
            block.month,
            "felt",
            facts,
            before=was["fear"],
            now=now["fear"],
            unit="fear",
            after=person.penalties if own else [],
        )
