"""What is said of an event: two sentences, what happened and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sincerity.lives.events import Event
from sincerity.lives.words import Words, figure

__all__ = ["Said", "Sayer", "Telling"]


class Said(NamedTuple):
    """What happened, and why; `why` is empty where there is no more to say."""

    what: str
    why: str = ""


class Telling(NamedTuple):
    """What sentences about one event may look at."""

    event: Event
    events: Sequence[Event]
    """all events of the life, so that number n is at n - 1"""
    words: Words

    @property
    def facts(self) -> Any:
        """The facts of the event."""
        return self.event.facts

    @property
    def causes(self) -> list[Event]:
        """The events that led to this one."""
        return [self.events[number - 1] for number in self.event.after]

    @property
    def has_consequence(self) -> bool:
        """Whether a later event comes of this one."""
        later = self.events[self.event.number :]
        return any(self.event.number in event.after for event in later)

    @property
    def change(self) -> str:
        """The quantity before and after: 1,000 → 950."""
        before, now = self.event.before or 0, self.event.now or 0
        return f"{figure(before)} \N{RIGHTWARDS ARROW} {figure(now)}"


Sayer = Callable[[Telling], Said]
