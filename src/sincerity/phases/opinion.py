"""What people think of the scheme, as levels 0..255 that are computed when they are asked for.

See `docs/model/approval.md` for the formulas; nothing here is stored.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.phases.doors import DoorTables
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.people import People, household_of
from sincerity.phases.wrongful import EVER_WRONGED, WRONGED

Array = npt.NDArray[Any]

_TRAIT = int(Stream.TRAIT)
_LEANING = 1
"""Detail of the trait words that hold the leaning."""
TOP = 255
DOOR, PERK, WRONGED_NOW, WRONGED_BEFORE, HOUSEHOLD = (1 << bit for bit in range(5))
"""Bits of what a person has met with: a closed door, an open perk, a closed door that is wrongful,
one that was, and a closed door of another member of the household."""
APPROVAL_RULES = ("none", "framing", "experience")
EXPRESSION_RULES = ("none", "silence", "falsification")


class OpinionTables(NamedTuple):
    """Rules as indices of the tuples above, levels 0..255, weights 0..256, chances of 2^-32."""

    tile_drawn: np.uint64
    """threshold: the survey visits a tile"""
    visits: int
    """places of a tile that it visits, a power of two"""
    rule: int
    expression: int
    group: Array
    """int64 [256] by class: base, town, age and means"""
    party: int
    leaning: int
    framing: int
    lesson: int
    """what learning the rules of this scheme takes"""
    perk: int
    door: int
    wronged: int
    wronged_before: int
    household: int
    pressed: int
    refuse: int
    refuse_fear: int
    fair_base: int
    fair_vague: int
    """what learning the rules of this scheme takes from the sense of fairness"""
    fair_harm: int


@inlined
def _doors_of(t: DoorTables, grade: Array, listed: Array, i: int) -> Any:
    """Return the set of doors, perks included, that concern the person at a place."""
    lists, level = int64(0), int64(NO_GRADE)
    if listed.shape[0] > 0:
        lists = int64(listed[i]) & IN_EFFECT
    if grade.shape[0] > 0:
        level = int64(grade[i])
    return t.of_lists[lists] | t.of_grade[level]


@inlined
def burden_of(
    t: DoorTables, people: People, first: int, i: int, grade: Array, listed: Array, marks: Array
) -> Any:
    """Return the bits of what the resident at place `i` has met with; `marks` is by place."""
    sanctions = uint64(t.sanctions)
    own = _doors_of(t, grade, listed, i)
    bits = int64(0)
    if own & sanctions != 0:
        bits |= DOOR
    if own & ~sanctions != 0:
        bits |= PERK
    if marks[i] & WRONGED:
        bits |= WRONGED_NOW
    elif marks[i] & EVER_WRONGED:
        bits |= WRONGED_BEFORE
    start, size = household_of(people, first + i)
    for q in range(start - first, start - first + size):
        if q != i and _doors_of(t, grade, listed, q) & sanctions != 0:
            bits |= HOUSEHOLD
    return bits


@inlined
def harm_of(t: OpinionTables, burden: int, near: int) -> Any:
    """Return what harm to oneself, to the household and nearby comes to, 0..255."""
    harm = int64(near)
    if burden & DOOR:
        harm += t.door
    if burden & WRONGED_NOW:
        harm += t.wronged
    if burden & WRONGED_BEFORE:
        harm += t.wronged_before
    if burden & HOUSEHOLD:
        harm += t.household
    return min(harm, TOP)


@inlined
def leaning(people: People, slot: int) -> Any:
    """Return the leaning byte of a resident."""
    w0, _, _, _ = sparse_words(people.seed, _TRAIT, 0, slot, _LEANING)
    return int64(w0 >> uint64(24))


@inlined
def private_approval(
    t: OpinionTables, c: int, party: bool, lean: int, aware: int, burden: int, harm: int
) -> Any:
    """Return what a person of class `c` thinks of the scheme, 0..255."""
    level = int64(t.group[c]) + ((t.leaning * (2 * lean - TOP)) >> 8)
    if party:
        level -= t.party
    if t.rule >= 1:
        if aware >= 1:
            level += t.framing
        if aware >= 2:
            level -= t.lesson
    if t.rule >= 2:
        if burden & PERK:
            level += t.perk
        level -= harm
    return min(max(level, 0), TOP)


@inlined
def fairness(t: OpinionTables, aware: int, harm: int) -> Any:
    """Return the sense of fairness, 0..255."""
    level = int64(t.fair_base) - ((harm * t.fair_harm) >> 8)
    if aware >= 2:
        level -= t.fair_vague
    return max(level, 0)


@inlined
def expressed_approval(t: OpinionTables, private: int, fear: int, bold: int) -> Any:
    """Return what a person would say aloud, 0..255."""
    level = int64(private)
    if t.expression == 2:
        level += ((TOP - private) * fear * (TOP - bold) * t.pressed) >> 24
    return level


@inlined
def refusal(t: OpinionTables, fear: int, bold: int) -> Any:
    """Return the threshold 0..2^32 of not answering."""
    chance = int64(t.refuse)
    if t.expression != 0:
        chance += (t.refuse_fear * fear * (TOP - bold)) >> 16
    return min(chance, int64(1) << 32)
