"""The tracer: watches people of one block through the phases of a stepping world.

It is called after every phase, reads what the phase left in the block's columns, rows and working
memory, and compares with what it saw before. It writes nothing, so a traced world is the same
world. Any world will do whose blocks can be watched; a replayed township is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.lives import (
    of_acts,
    of_beliefs,
    of_doors,
    of_firms,
    of_life,
    of_lists,
    of_points,
    of_remedy,
    of_voice,
)
from sincerity.lives.closed import household_of
from sincerity.lives.months import MonthOfLife
from sincerity.lives.person import Watched
from sincerity.lives.rows import objection_rows
from sincerity.lives.setting import Setting
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.list_tables import IN_EFFECT

if TYPE_CHECKING:
    from sincerity.engine.block import Block

Array = npt.NDArray[Any]

COLUMNS = ("score", "grade", "pin", "listed", "means", "awareness", "certainty", "fear", "class")
"""Columns that are looked at, those of them that the world has."""

_ABSENT = {"grade": 255}
"""What stands for a column that a world does not have, where that is not 0."""


class Tracer:
    """Watches some people of one block.

    Parameters
    ----------
    setting
        The files of the world.
    block
        The block, before its first month.
    slots
        Numbers of the people, all of this block.
    """

    def __init__(self, setting: Setting, block: Block, slots: Iterable[int]) -> None:
        self.setting = setting
        self.is_watched: Array = np.full(block.size, False, dtype=np.bool_)
        self.people: dict[int, Watched] = {}
        self.old_entries: Array = block.local.entries
        for slot in slots:
            place = slot - block.first
            self.is_watched[place] = True
            self.people[place] = Watched(
                place, slot, household_of(block, place), _columns_of(block, place)
            )
        for person in self.people.values():
            of_firms.look(self, block, person)

    def __getitem__(self, slot: int) -> Watched:
        return next(person for person in self.people.values() if person.slot == slot)

    def after_phase(self, phase: str, block: Block) -> None:
        """Look at the block after one of its phases."""
        look = _AFTER.get(phase)
        if look is not None:
            look(self, block)

    def rows_of(self, places: Array) -> Iterator[tuple[Watched, int]]:
        """Yield each watched person with the position of each of their rows, in order."""
        if len(places):
            for at in np.flatnonzero(self.is_watched[places]).tolist():
                yield self.people[int(places[at])], at


def _columns_of(block: Block, place: int) -> dict[str, int]:
    """Return the columns of a place as whole numbers."""
    return {
        name: int(block.columns[name][place]) if name in block.columns else _ABSENT.get(name, 0)
        for name in COLUMNS
    }


def _begin(tracer: Tracer, block: Block) -> None:
    """Begin a month: what happens first is that people age and their means move."""
    of_life.after_life(tracer, block)
    for person in tracer.people.values():
        person.pending = objection_rows(block.local.objections, person.place)


def _end(tracer: Tracer, block: Block) -> None:
    """End a month: note how everybody stands."""
    setting = tracer.setting
    for person in tracer.people.values():
        person.now = now = _columns_of(block, person.place)
        closed = person.closed
        covered, was_covered = now["score"] != NOT_COVERED, person.score_before != NOT_COVERED
        lists = now["listed"] & IN_EFFECT
        returned, charged, swallowed = person.month_sums
        person.months.append(
            MonthOfLife(
                month=block.month + 1,
                score_before=person.score_before if was_covered else None,
                score=now["score"] if covered else None,
                returned=returned,
                charged=charged,
                swallowed=swallowed,
                grade=setting.grade(now["grade"]),
                lists=tuple(
                    listing.id
                    for number, listing in enumerate(setting.scheme.lists)
                    if lists >> number & 1
                ),
                own=closed.own,
                household=closed.household,
                late=closed.late,
                wrongful=closed.wrongful,
                perks=closed.perks,
                means=now["means"],
                awareness=now["awareness"],
                certainty=now["certainty"],
                fear=now["fear"],
                idle_months=person.idle,
                grievance=person.voice.grievance,
                in_the_open=person.voice.open,
                online=person.voice.online,
            )
        )


_AFTER: dict[str, Callable[[Tracer, Block], None]] = {
    "life": _begin,
    "firms": of_firms.after_firms,
    "observe": of_acts.after_observe,
    "score": of_points.after_score,
    "list": of_lists.after_list,
    "sanction": of_doors.after_sanction,
    "consequence": of_life.after_consequence,
    "respond": of_beliefs.after_respond,
    "remedy": of_remedy.after_remedy,
    "approval": of_voice.after_approval,
    "protest": of_voice.after_protest,
    "tally": _end,
}
