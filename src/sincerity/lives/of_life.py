"""Age, means and work: what life and closed doors do to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sincerity.lives.rows import value_of_few
from sincerity.phases.classes import split_class
from sincerity.phases.life import FIRST_ADULT_CLASS, MOST_MEANS
from sincerity.society.codes import AGE_BANDS, CLASSES, MEANS

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.lives.person import Watched
    from sincerity.lives.tracer import Tracer

__all__ = ["after_consequence", "after_life"]


def after_life(tracer: Tracer, block: Block) -> None:
    """Look for birthdays, for falls that a closed door caused last month, and for drift."""
    for person in tracer.people.values():
        was, now = person.now["class"], int(block.columns["class"][person.place])
        if was < CLASSES and now < CLASSES:
            _age(person, block.month, split_class(was).age_band, split_class(now).age_band)
            _move(person, block, now)
        person.now["class"] = now
        person.fell = False
        person.tried = []


def _age(person: Watched, month: int, was: int, now: int) -> None:
    if now != was:
        person.add(month, "aged", {"from": AGE_BANDS[was], "to": AGE_BANDS[now]})


def _move(person: Watched, block: Block, now_class: int) -> None:
    """Tell a fall after a closed door from a slide or a recovery that came of itself."""
    was, now = person.now["means"], int(block.columns["means"][person.place])
    if person.fell and now_class >= FIRST_ADULT_CLASS and was < MOST_MEANS:
        _step(person, block.month, was, was + 1, "door", person.tried)
        was += 1
    if now != was:
        _step(person, block.month, was, now, "life", [])
    person.now["means"] = now


def _step(person: Watched, month: int, was: int, now: int, because: str, after: list[int]) -> None:
    facts = {"from": MEANS[was], "to": MEANS[now], "because": because}
    person.add(month, "means", facts, before=was, now=now, unit="means", after=after)


def after_consequence(tracer: Tracer, block: Block) -> None:
    """Look who is out of work, and whose means fall next month."""
    falls = set(block.local.falls.tolist())
    for person in tracer.people.values():
        person.fell = person.place in falls
        was, now = person.idle, value_of_few(block.local.idle, person.place)
        if now > max(was - 1, 0):
            because = "firm" if person.laid_off and not _lost_at_door(person) else "door"
            after = [*person.laid_off, *person.tried]
            person.add(
                block.month,
                "out_of_work",
                {"months": now, "because": because},
                before=was,
                now=now,
                unit="months out of work",
                after=after,
            )
        elif was > 0 and now == 0:
            person.add(block.month, "at_work", {}, before=was, now=0, unit="months out of work")
        person.idle = now
        person.laid_off = []


def _lost_at_door(person: Watched) -> bool:
    """Say whether a door cost work this month."""
    return any(person.events[number - 1].facts["months_out_of_work"] for number in person.tried)
