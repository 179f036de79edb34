"""Attempts at closed doors of one person in one month, drawn again from their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.lives.closed import FALSE, Closed, is_known
from sincerity.lives.rows import EntryRow
from sincerity.phases.life import FIRST_ADULT_CLASS

if TYPE_CHECKING:
    from sincerity.engine.block import Block

__all__ = ["Attempt", "attempts"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a closed door of life.

    Attributes
    ----------
    life_door, sanction, agency
        Numbers of what was tried, of the sanction that closes it and of who keeps it.
    end
        `blocked`, `unknown` (nobody there has heard) or `let_through`.
    wrong
        Whether the door would be open but for something not done.
    falls
        Whether means fall next month because of it.
    idle_months
        Months out of work because of it.
    """

    life_door: int
    sanction: int
    agency: int
    end: str
    wrong: bool = False
    falls: bool = False
    idle_months: int = 0


def attempts(block: Block, place: int, closed: Closed, entries: list[EntryRow]) -> list[Attempt]:
    """Return what a person tries this month at doors that are closed, in order."""
    life, after = block.model.life_doors, block.model.consequence
    if not closed.all & int(life.typed):
        return []
    seed, person, month = int(block.seed), block.first + place, block.month
    c = int(block.columns["class"][place])
    how_many = words(seed, Stream.ATTEMPT, month, person, 0)[0]
    found = []
    for number in range(life.below.shape[1]):
        if how_many >= int(life.below[c, number]):
            break
        _, choice, compliance, fall = words(seed, Stream.ATTEMPT, month, person, number)
        tried = next(at for at, below in enumerate(life.choice[c].tolist()) if choice < below)
        closing = closed.all & int(life.closes[tried])
        if not closing:
            continue
        door = (closing & -closing).bit_length() - 1
        agency = int(life.agency[tried])
        if not is_known(block, place, door, agency, closed, entries):
            found.append(Attempt(tried, door, agency, "unknown"))
        elif compliance >= int(life.complies[tried]):
            found.append(Attempt(tried, door, agency, "let_through"))
        else:
            adult = c >= FIRST_ADULT_CLASS
            found.append(
                Attempt(
                    tried,
                    door,
                    agency,
                    "blocked",
                    wrong=bool(closed.wrongful[FALSE] >> door & 1),
                    falls=adult and fall < int(after.falls[tried]),
                    idle_months=int(after.idle_months[tried]) if adult else 0,
                )
            )
    return found
