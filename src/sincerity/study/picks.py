"""Whom to look at: at random, somebody like another, or who bore most.

People are picked by harm and burden or by chance, never by what they did or believe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.errors import UsageError
from sincerity.lives.closed import FALSE, closed_doors
from sincerity.lives.ledger import tainted_points
from sincerity.lives.rows import entry_rows
from sincerity.lives.who import household_shape, who_is
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.wrongful import WRONGED
from sincerity.society.attributes import describe

if TYPE_CHECKING:
    from sincerity.engine.block import Block
    from sincerity.study.lives import Lives

__all__ = ["PICKS", "Picked", "pick", "pick_like"]

Array = npt.NDArray[Any]
Progress = Callable[[int, int], None]

PICKS = ("random", "extreme", "lowest-score", "most-wronged")
"""Ways of picking that need no other person."""

MOST_TRIES = 10_000
"""A society has few vacant places; more tries than this mean that something is wrong."""


@dataclass(frozen=True, slots=True)
class Picked:
    """A number, and how it was come by.

    Attributes
    ----------
    number
        Of the synthetic person.
    how
        A sentence for readers.
    """

    number: int
    how: str


def pick(lives: Lives, how: str, *, draw: int = 1, progress: Progress | None = None) -> Picked:
    """Return somebody of a run.

    Parameters
    ----------
    how
        random; extreme: longest before a door closed by the person's own grade or lists;
        lowest-score: the lowest score at the end of any month; most-wronged: most sanction-months
        for something not done.
    draw
        Which of the random ones, from 1: the same number gives the same person of the same run.
    progress
        Called with townships done and all, where all have to be lived through again.

    Raises
    ------
    UsageError
        If there is no such way of picking, or nobody whom it finds.
    """
    if how not in PICKS:
        raise UsageError(f"there is no way of picking '{how[:40]}'; take one of {', '.join(PICKS)}")
    if how == "random":
        return _pick_random(lives, draw)
    scan = _scan(lives, progress)
    return {"extreme": scan.longest, "lowest-score": scan.lowest, "most-wronged": scan.wronged}[
        how
    ]()


def pick_like(lives: Lives, number: int) -> Picked:
    """Return the next person of the same class and household shape, going up from a number.

    Raises
    ------
    UsageError
        If there is no such number, or nobody else like that.
    """
    blueprint = lives.blueprint
    who = who_is(blueprint, number)
    shape = household_shape(blueprint, number)
    wanted = describe(blueprint, number)
    assert wanted is not None
    of_class = wanted.class_number(wanted.means_start)
    for step in range(1, blueprint.slots):
        other = (number + step) % blueprint.slots
        person = describe(blueprint, other)
        if person is None or person.household_size != who.household_size:
            continue
        if person.class_number(person.means_start) == of_class and (
            household_shape(blueprint, other) == shape
        ):
            return Picked(
                other,
                f"Like synthetic person {number:,}: of the same age band, sex, place, driving and"
                " means, in a household of the same shape; the next number from there.",
            )
    raise UsageError(f"nobody else in this society is like synthetic person {number}")


def _pick_random(lives: Lives, draw: int) -> Picked:
    blueprint = lives.blueprint
    if draw < 1:
        raise UsageError(f"draws are counted from 1, not {draw}")
    for attempt in range(MOST_TRIES):
        text = f"{lives.run.digest}:{draw}:{attempt}".encode()
        number = int.from_bytes(hashlib.sha256(text).digest()[:8], "big") % blueprint.slots
        if describe(blueprint, number) is not None:
            return Picked(number, f"Picked at random, draw {draw}: everybody alike.")
    raise UsageError("this society has nearly nobody in it")


@dataclass(slots=True)
class _Scan:
    """What is kept of everybody while townships are lived through again."""

    first: int
    closed: Array
    wrongly: Array
    least: Array
    residents: int = 0

    def longest(self) -> Picked:
        """Return who was longest before a closed door."""
        most = int(self.closed.max(initial=0))
        if most == 0:
            raise UsageError("no door was closed to anybody in this run")
        return Picked(
            int(self.closed.argmax()),
            f"Longest before a door closed by grade or list, of {self.residents:,} people:"
            f" {most} months (the lowest number of those with as many).",
        )

    def lowest(self) -> Picked:
        """Return who had the lowest score."""
        if not (self.least < _NO_SCORE).any():
            raise UsageError("this scheme keeps no score of anybody")
        number = int(self.least.argmin())
        return Picked(
            number,
            f"The lowest score at the end of a month, of {self.residents:,} people:"
            f" {int(self.least[number]):,} points (the lowest number of those with as few).",
        )

    def wronged(self) -> Picked:
        """Return who bore most for something not done."""
        most = int(self.wrongly.max(initial=0))
        if most == 0:
            raise UsageError("nobody in this run stood before a door for something not done")
        return Picked(
            int(self.wrongly.argmax()),
            f"Most sanction-months for something not done, of {self.residents:,} people: {most}"
            " (the lowest number of those with as many).",
        )


_NO_SCORE = 32767


def _scan(lives: Lives, progress: Progress | None) -> _Scan:
    """Live through all townships again, one after the other, and count what people bore."""
    blueprint = lives.blueprint
    slots, townships = blueprint.slots, len(blueprint.places.county_of_township)
    scan = _Scan(
        0,
        np.full(slots, 0, dtype=np.int16),
        np.full(slots, 0, dtype=np.int16),
        np.full(slots, _NO_SCORE, dtype=np.int16),
        lives.run.record["run"]["residents"],
    )
    for township in range(townships):
        world = lives.replayable.window(township)
        world.watch(lambda phase, block: _count(scan, phase, block))
        world.run()
        if progress is not None:
            progress(township + 1, townships)
    return scan


def _count(scan: _Scan, phase: str, block: Block) -> None:
    """Count a block's month; doors are looked at before anybody learns at them."""
    if phase == "sanction":
        part = slice(block.first, block.first + block.size)
        scan.closed[part] += _is_closed(block)
        _count_wronged(scan, block)
    elif phase == "tally":
        part = slice(block.first, block.first + block.size)
        score = block.columns["score"]
        with_score = np.where(score == NOT_COVERED, _NO_SCORE, score)
        np.minimum(scan.least[part], with_score, out=scan.least[part])


def _is_closed(block: Block) -> Array:
    """Return by place whether the own grade or a list closes any door."""
    t = block.model.doors
    closed = np.full(block.size, False, dtype=np.bool_)
    if "grade" in block.columns:
        closed |= (t.of_grade & t.sanctions != 0)[block.columns["grade"]]
    if "listed" in block.columns:
        closed |= (t.of_lists & t.sanctions != 0)[block.columns["listed"] & IN_EFFECT]
    return closed


def _count_wronged(scan: _Scan, block: Block) -> None:
    """Count the doors of those whom the phase has marked as wronged this month."""
    marks = block.local.marks
    places = (marks[marks & WRONGED != 0] >> VALUE_BITS).tolist()
    if not places:
        return
    ledger = tainted_points(block, places)
    for place in places:
        entries = entry_rows(block.local.entries, place)
        closed = closed_doors(block, place, entries, ledger.get(place, []))
        scan.wrongly[block.first + place] += closed.wrongful[FALSE].bit_count()
