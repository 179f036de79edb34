"""A life: one synthetic person, month by month, with what happened and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sincerity.lives.events import Event
from sincerity.lives.months import MonthOfLife
from sincerity.lives.reasons import Told, tell
from sincerity.lives.setting import Setting
from sincerity.lives.totals import Totals
from sincerity.lives.words import month_name

if TYPE_CHECKING:
    from sincerity.lives.person import Watched
    from sincerity.lives.who import Who

__all__ = ["CAVEAT", "COUPLING", "Life", "beside", "life_of"]

CAVEAT = (
    "Nobody here is real: a synthetic person is a number from which the rest is computed. Whether a"
    " record is true is known to the reader alone; no institution of the model can tell."
)
FORMAT = 1
"""Number of the form in which lives are written as plain values."""
COUPLING = (
    "Both lives share all accidents by their addresses. That is one way among many of putting two"
    " worlds side by side, so a difference between two lives shows how the rules work and does not"
    " say what would have happened to anybody."
)


@dataclass(frozen=True)
class Life:
    """One synthetic person's months in one run.

    Attributes
    ----------
    who
        The person at the start.
    setting
        What the life is told by.
    months
        How the person stands at the end of each month.
    told
        Everything that happened, in order.
    run
        What identifies the run, for readers: scheme, seed, digest and the like.
    other
        The same person's life in another run, or None.
    """

    who: Who
    setting: Setting
    months: tuple[MonthOfLife, ...]
    told: tuple[Told, ...]
    run: dict[str, Any]
    other: Life | None = None

    @property
    def totals(self) -> Totals:
        """The life in numbers."""
        return Totals.of(self.months, [told.event for told in self.told])

    @property
    def title(self) -> str:
        """The person and the scheme in a line."""
        return f"{self.who.title} under “{self.setting.scheme.title}”"

    @property
    def end(self) -> str:
        """The last month in words."""
        return month_name(self.setting.start, len(self.months))

    def of_month(self, month: int) -> list[Told]:
        """Return what happened in a month (from 1)."""
        return [told for told in self.told if told.event.month == month]

    def chain(self, told: Sequence[Told]) -> list[Told]:
        """Return the events given and all that led to them, in order."""
        wanted: set[int] = set()
        left = [item.event.number for item in told]
        while left:
            number = left.pop()
            if number not in wanted:
                wanted.add(number)
                left += self.told[number - 1].event.after
        return [self.told[number - 1] for number in sorted(wanted)]

    def story(self) -> str:
        """Return the whole life as text for a terminal or for reading aloud."""
        from sincerity.lives.text import story

        return story(self)

    def why(self, month: int) -> str:
        """Return one month of the life, with the whole chain that led to it, as text.

        Raises
        ------
        UsageError
            If the run has no such month.
        """
        from sincerity.lives.text import why

        return why(self, month)

    def to_json(self) -> dict[str, Any]:
        """Return the life as plain values that `json.dumps` accepts."""
        return {
            "kind": "life",
            "format": FORMAT,
            "people": "all people are synthetic",
            "says": CAVEAT,
            "run": dict(self.run),
            "who": self.who.to_json(),
            "totals": self.totals.to_json(),
            "months": [month.to_json() for month in self.months],
            "events": [told.to_json() for told in self.told],
            "beside": None if self.other is None else self.other.to_json(),
        }

    def __str__(self) -> str:
        return self.story()


def life_of(person: Watched, who: Who, setting: Setting, run: dict[str, Any]) -> Life:
    """Return the life of a person who has been watched through all months."""
    return Life(who, setting, tuple(person.months), tuple(tell(setting, person.events)), run)


def beside(life: Life, other: Life) -> Life:
    """Return a life with another of the same person beside it, and what both share marked."""
    return replace(
        life,
        told=_marked(life.told, other.told),
        other=replace(other, told=_marked(other.told, life.told), other=None),
    )


def _marked(told: Sequence[Told], others: Sequence[Told]) -> tuple[Told, ...]:
    """Return events marked by whether the other life has the same."""
    left = Counter(_same(item.event) for item in others)
    marked = []
    for item in told:
        key = _same(item.event)
        marked.append(replace(item, shared=left[key] > 0))
        left[key] -= left[key] > 0
    return tuple(marked)


def _same(event: Event) -> tuple[Any, ...]:
    """Return by what two events of two lives are held to be the same."""
    facts = {name: fact for name, fact in event.facts.items() if name not in _APART}
    return event.month, event.what, tuple(sorted(facts.items())), event.before, event.now


_APART = ("record",)
"""Facts that are numbers of events, which two lives count apart."""


def by_month(told: Sequence[Told]) -> Iterator[tuple[int, list[Told]]]:
    """Yield months with something to tell."""
    for month, items in groupby(told, key=lambda item: item.event.month):
        yield month, list(items)
