"""Opinions and voices: what a person answers when asked, and who speaks or is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives.events import Fact
from sincerity.lives.opinion import Voice, answer, voice

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_approval", "after_protest"]


def after_approval(tracer: Tracer, block: Block) -> None:
    """Tell who was asked, what they think, and what they said."""
    for person in tracer.people.values():
        asked = answer(block, person.place, person.closed)
        if asked is None:
            continue
        facts: dict[str, Fact] = {
            "private": asked.private,
            "expressed": asked.expressed,
            "fairness": asked.fairness,
            "answer": asked.answered,
        }
        person.add(
            block.month,
            "asked",
            facts,
            before=asked.private,
            now=asked.expressed,
            unit="approval",
        )


def after_protest(tracer: Tracer, block: Block) -> None:
    """Tell of grievances that begin and end, of who speaks, and of who is silent for fear."""
    for person in tracer.people.values():
        was, now = person.voice, voice(block, person.place, person.closed)
        person.voice = now
        if (was.grievance > 0) != (now.grievance > 0):
            _tell_grievance(person, block.month, was, now)
        for way, before, after in (
            ("open", was.open, now.open),
            ("online", was.online, now.online),
        ):
            if after and after != before:
                facts: dict[str, Fact] = {
                    "way": way,
                    "fear": int(block.columns["fear"][person.place]),
                }
                what = "speaks" if after == "spoken" else "silenced"
                person.add(block.month, what, facts, after=[person.grievance_event])


def _tell_grievance(person: Watched, month: int, was: Voice, now: Voice) -> None:
    begins = now.grievance > 0
    causes = list(person.door_events.values()) if now.of_doors else []
    causes += [
        person.entry_events.get(row.key, 0)
        for row in person.entries
        if now.named_on >> row.list & 1
    ]
    number = person.add(
        month,
        "grievance",
        {"begins": begins, "of_doors": now.of_doors, "named": now.named_on != 0},
        before=was.grievance,
        now=now.grievance,
        unit="grievance",
        after=causes if begins else [person.grievance_event],
    )
    person.grievance_event = number if begins else 0
