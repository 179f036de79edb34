"""Events: what happens to one synthetic person in a month, as plain values.

An event has a code, the month, ids and whole numbers, and the numbers of the earlier events that
led to it, so that a chain from an act to a closed door can be followed back. Sentences are made
from events by `reasons`; nothing is said here that a table could not hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "Event", "Fact", "Path"]

Path = tuple[str | int, ...]
"""Keys and positions of a value in the scheme file."""

Fact = str | int | bool | None | tuple[str, ...] | tuple[int, ...]

KINDS: Mapping[str, str] = {
    "aged": "A birthday leads to another age band.",
    "enrolled": "The scheme begins to keep a score of the person.",
    "means": "Means improve or worsen by a step.",
    "act": "Something the person did, whether or not anybody knows.",
    "misfiled": "A record of the person's act names somebody else.",
    "accused": "The person's false accusation is believed and names somebody else.",
    "record": "A record about the person reaches whoever charges and lists.",
    "charge": "A rule of the scheme takes or gives points.",
    "capped": "A rule takes or gives nothing more this month.",
    "returned": "Points that were taken come back, or points that were given go.",
    "swallowed": "A floor or a cap of the score swallows points.",
    "override": "A rule holds the person to a grade for a while.",
    "grade": "The grade in force changes.",
    "entry": "The name is put on a list.",
    "effect": "An entry takes effect after its time of grace.",
    "extended": "A new ground moves the end of an entry.",
    "exit": "An entry ends.",
    "closed": "Doors close to the person.",
    "opened": "Doors are no longer closed.",
    "offered": "Perks open.",
    "withdrawn": "Perks are no longer open.",
    "attempt": "The person tries a door of life that is closed.",
    "told": "The person learns of an entry.",
    "out_of_work": "Work is lost for some months.",
    "at_work": "The time out of work is over.",
    "watched": "Closer watching begins.",
    "unwatched": "Closer watching ends.",
    "heard": "The person hears of the scheme.",
    "learned_rules": "The person learns the scheme's rules.",
    "felt": "A penalty, one's own or of the household, moves beliefs.",
    "objection": "The person objects to a record.",
    "decision": "An objection is decided.",
    "way_off": "What the person does will end an entry next month.",
    "firm_act": "The firm that the person stands for or works for harms people.",
    "tip": "The person tells on the firm.",
    "firm": "Something is done to the firm that the person stands for or works for.",
    "asked": "A survey asks the person about the scheme.",
    "grievance": "A grievance begins or ends.",
    "speaks": "The person protests in the open, or speaks up online.",
    "silenced": "The person would speak but for fear.",
}
"""Every code of an event and what it means."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one synthetic person.

    Attributes
    ----------
    number
        Position in the life, from 1; other events name it in `after`.
    month
        Month of the run, from 1.
    what
        A code of `KINDS`.
    facts
        Ids and whole numbers, by name; which ones depends on the code.
    before, now
        A quantity before and after it, in `unit`; None where nothing is counted.
    unit
        Of what: points, grade, means, fear...
    is_true
        Whether the record behind the event is of something that the person did. Only the reader
        knows: no institution of the model can tell. None where no record is behind it.
    rules
        Places in the scheme file of what did it.
    after
        Numbers of the earlier events that led to this one.
    """

    number: int
    month: int
    what: str
    facts: Mapping[str, Fact]
    before: int | None = None
    now: int | None = None
    unit: str = ""
    is_true: bool | None = None
    rules: tuple[Path, ...] = ()
    after: tuple[int, ...] = ()

    @property
    def is_for_nothing_done(self) -> bool:
        """Whether it would not be but for a record of something that the person did not do."""
        wrongful = self.facts.get("wrongful") or ()
        return self.is_true is False or (isinstance(wrongful, tuple) and "false" in wrongful)

    def to_json(self) -> dict[str, Any]:
        """Return the event as plain values that `json.dumps` accepts."""
        return {
            "number": self.number,
            "month": self.month,
            "what": self.what,
            "facts": {k: list(v) if isinstance(v, tuple) else v for k, v in self.facts.items()},
            "before": self.before,
            "now": self.now,
            "unit": self.unit,
            "is_true": self.is_true,
            "is_for_nothing_done": self.is_for_nothing_done,
            "after": list(self.after),
        }
