"""Events in plain sentences: what happened, and why, with the lines of the scheme file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sincerity.lives import say_records, say_standing, say_world
from sincerity.lives.events import Event, Path
from sincerity.lives.saying import Sayer, Telling
from sincerity.lives.setting import Line, Setting
from sincerity.lives.words import Words

__all__ = ["SAYERS", "Rule", "Told", "tell"]

SAYERS: dict[str, Sayer] = {**say_records.SAYERS, **say_standing.SAYERS, **say_world.SAYERS}
"""What makes the sentences, by the code of the event."""

_PARTS = {
    "rules": "rule",
    "lists": "list",
    "sanctions": "sanction",
    "perks": "perk",
    "grades": "grade",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A part of the scheme file that did something.

    Attributes
    ----------
    part
        What it is: rule, list, sanction, perk, grade; else the key of its section.
    id
        Its id, or its key where it has none.
    line
        Where it stands; None for a scheme without a file.
    """

    part: str
    id: str
    line: Line | None

    def __str__(self) -> str:
        spoken = f"{self.part} {self.id}" if self.part != self.id else self.id
        return spoken if self.line is None else f"{spoken} ({self.line})"

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        where = self.line
        return {
            "part": self.part,
            "id": self.id,
            "file": None if where is None else where.file,
            "line": None if where is None else where.line,
        }


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its sentences.

    Attributes
    ----------
    event
        What was traced.
    when
        The month in words.
    what, why
        One or more sentences each; `why` may be empty.
    rules
        The parts of the scheme that did it.
    shared
        Whether the same thing happened in the life beside; None without one.
    """

    event: Event
    when: str
    what: str
    why: str
    rules: tuple[Rule, ...]
    shared: bool | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the event with its sentences as plain values."""
        return self.event.to_json() | {
            "when": self.when,
            "says": self.what,
            "why": self.why,
            "rules": [rule.to_json() for rule in self.rules],
            "shared": self.shared,
        }


def tell(setting: Setting, events: Sequence[Event]) -> list[Told]:
    """Return all events of a life with their sentences, in order."""
    words = Words(setting)
    told = []
    for event in events:
        said = SAYERS[event.what](Telling(event, events, words))
        rules = tuple(_rule(setting, path) for path in event.rules)
        told.append(Told(event, words.when(event.month), said.what, said.why, rules))
    return told


def _rule(setting: Setting, path: Path) -> Rule:
    """Return the part of the scheme at a path, by its id where it has one."""
    part: Any = setting.scheme
    found, below = "", ""
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step, None)
        below = f"{below}.{step}" if found and isinstance(step, str) else below
        own = getattr(part, "id", None)
        if own is not None:
            found, below = str(own), ""
    keys = ".".join(str(step) for step in path if isinstance(step, str))
    section = _PARTS.get(str(path[0])) if found else None
    return Rule(section or keys, f"{found}{below}" if found else keys, setting.line_of(path))
