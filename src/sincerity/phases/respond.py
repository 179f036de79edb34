"""respond: people hear of the scheme, learn what it does, and grow or lose certainty and fear.

Idea
    Awareness is a ladder: unaware, heard of it, knows the rules, knows one's own score. Certainty
    is how much more likely a person thinks to be charged when having done it than when not. Fear
    follows what is visible around.
Formula
    move(x, target, w, u) = (x·(256-w) + target·w + u) >> 8 with u an addressed byte, so that
    beliefs do not stick. Each month certainty moves to its floor, fear to the township's target (0
    for the unaware). A penalty is a charge that takes points, or an entry on a black list. A true
    one moves certainty to 255, one for nothing done moves it to 0: being punished without cause
    teaches that conduct does not matter.
Sees
    Published (visible punishment of the township last month) and own and household experience.
Draws
    RESPOND, one dense word a person; LEARN, four words a person penalised and each other
    member of the household.
Assumptions
    Experience counts closely in the household and hardly among strangers; certainty rises when
    caught and falls slowly when not (facts F.2).
Parameters
    respond.* (weights 0..256, chances a month).
Known limits
    No workplaces; approval and fairness are computed in `approval`, and move nothing here.
Check
    Range and fixed points of `move`; beliefs off leaves conduct Poisson; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import (
    helper,
    inlined,
    int32,
    int64,
    kernel,
    uint8,
    uint16,
    uint32,
    uint64,
)
from sincerity.chance.kernels import fill_dense, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.buffers import Charges
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.people import People, household_of
from sincerity.phases.rows import CAUSE_TRUE

Array = npt.NDArray[Any]

_RESPOND, _LEARN = int(Stream.RESPOND), int(Stream.LEARN)
KNOWS_OWN_SCORE = 3
_NOBODY = 2**62


class RespondTables(NamedTuple):
    """Weights (0..256), targets (0..255) and 16-bit chances."""

    learn_threshold: int
    certainty_floor: int
    certainty_decay: int
    fear_decay: int
    caught: int
    unfair: int
    household: int
    fear_own: int
    fear_household: int
    informed: np.uint64
    """threshold of learning of one's charge; 2^32 when the scheme gives notice"""


@inlined
def _move(x: int, target: int, weight: int, rounding: int) -> Any:
    return (x * (256 - weight) + target * weight + rounding) >> 8


@helper
def _drift_awareness(
    hear: int, learn: int, words: Array, person_class: Array, awareness: Array
) -> Any:
    """Let people hear of the scheme, and those who heard learn its rules."""
    for i in range(awareness.shape[0]):
        u = int32(words[i] >> uint32(16))
        hears = (awareness[i] == 0) & (u < hear)
        learns = (awareness[i] == 1) & (u < learn)
        step = uint8((hears | learns) & (person_class[i] != VACANT_CLASS))
        awareness[i] = uint8(awareness[i] + step)


@helper
def _drift_certainty(
    target: int, weight: int, words: Array, person_class: Array, certainty: Array
) -> Any:
    """Let certainty decay; `move` of a byte fits 16 bits exactly, rounding included."""
    keep = uint16(256 - weight)
    pull = uint16(target * weight)
    for i in range(certainty.shape[0]):
        rounding = uint16(words[i] & uint32(255))
        moved = uint16(uint16(uint16(certainty[i]) * keep) + uint16(pull + rounding))
        resident = uint8(person_class[i] != VACANT_CLASS)
        certainty[i] = uint8(uint8(moved >> uint16(8)) * resident)


@helper
def _drift_fear(
    target: int, weight: int, words: Array, person_class: Array, awareness: Array, fear: Array
) -> Any:
    """Move fear to what the aware see around them, and to nothing for the unaware."""
    keep = uint16(256 - weight)
    pull = uint16(target * weight)
    for i in range(fear.shape[0]):
        rounding = uint16((words[i] >> uint32(8)) & uint32(255))
        pulled = uint16(pull * uint16(awareness[i] > 0))
        moved = uint16(uint16(uint16(fear[i]) * keep) + uint16(pulled + rounding))
        resident = uint8(person_class[i] != VACANT_CLASS)
        fear[i] = uint8(uint8(moved >> uint16(8)) * resident)


@kernel
def _drift(
    t: RespondTables,
    segments: Array,
    hear_threshold: Array,
    fear_target: Array,
    seed: int,
    month: int,
    first: int,
    words: Array,
    person_class: Array,
    awareness: Array,
    certainty: Array,
    fear: Array,
) -> Any:
    """Move everyone's beliefs by a month without experience.

    `segments` are runs of places of one township or cell, by which the two levels are given.
    """
    for s in range(segments.shape[0]):
        hear = int32(hear_threshold[segments[s, 0]])
        target = int64(fear_target[segments[s, 0]])
        for start in range(segments[s, 1], segments[s, 2], words.shape[0]):
            part = slice(start, min(start + words.shape[0], segments[s, 2]))
            drawn = words[: part.stop - part.start]
            fill_dense(seed, _RESPOND, month, first + start, drawn)
            of_class, aware = person_class[part], awareness[part]
            _drift_awareness(hear, t.learn_threshold, drawn, of_class, aware)
            _drift_certainty(t.certainty_floor, t.certainty_decay, drawn, of_class, certainty[part])
            _drift_fear(target, t.fear_decay, drawn, of_class, aware, fear[part])


@inlined
def _learn_household(
    t: RespondTables,
    seed: int,
    month: int,
    first: int,
    start: int,
    size: int,
    self: int,
    true: bool,
    awareness: Array,
    certainty: Array,
    fear: Array,
) -> Any:
    for q in range(start, start + size):
        if q == self:
            continue
        word, _, _, _ = sparse_words(seed, _LEARN, month, first + self, 1 + (q & 63))
        if true:
            rounding = int64(word & uint64(255))
            certainty[q] = _move(int64(certainty[q]), 255, t.household, rounding)
        rounding = int64(word >> uint64(8) & uint64(255))
        fear[q] = _move(int64(fear[q]), 255, t.fear_household, rounding)
        awareness[q] = max(int64(awareness[q]), 1)


@inlined
def _next_penalty(black: Array, entries: Array, row: int, month: int) -> Any:
    """Return the first row from `row` on that is this month's entry on a black list."""
    while row < entries.shape[0]:
        if int64(entries[row]["entered"]) == month and black[entries[row]["list"]]:
            break
        row += 1
    return row


@kernel
def _learn(
    t: RespondTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    charges: Charges,
    n_charges: int,
    black: Array,
    entries: Array,
    awareness: Array,
    certainty: Array,
    fear: Array,
) -> Any:
    """Move the beliefs of the penalised who learn of it, and of their households."""
    k = 0
    row = _next_penalty(black, entries, 0, month)
    while k < n_charges or row < entries.shape[0]:
        i = _NOBODY
        if k < n_charges:
            i = int64(charges.person[k])
        if row < entries.shape[0]:
            i = min(i, int64(entries[row]["place"]))
        penalised = False
        true = False
        while k < n_charges and charges.person[k] == i:
            if charges.points[k] < 0:
                penalised = True
                true |= charges.cause[k] == CAUSE_TRUE
            k += 1
        while row < entries.shape[0] and int64(entries[row]["place"]) == i:
            penalised = True
            true |= entries[row]["cause"] == CAUSE_TRUE
            row = _next_penalty(black, entries, row + 1, month)
        if not penalised:
            continue
        w0, w1, _, _ = sparse_words(seed, _LEARN, month, first + i, 0)
        if w1 >= t.informed:
            continue
        rounding = int64(w0 & uint64(255))
        if true:
            certainty[i] = _move(int64(certainty[i]), 255, t.caught, rounding)
        else:
            certainty[i] = _move(int64(certainty[i]), 0, t.unfair, rounding)
        fear[i] = _move(int64(fear[i]), 255, t.fear_own, int64(w0 >> uint64(8) & uint64(255)))
        awareness[i] = KNOWS_OWN_SCORE
        start, size = household_of(people, first + i)
        _learn_household(
            t, seed, month, first, start - first, size, i, true, awareness, certainty, fear
        )


def run(block: Block) -> None:
    """Move the block's beliefs: first the drift of the month, then what experience taught."""
    model, buffers, columns = block.model, block.scratch.buffers, block.columns
    beliefs = columns["awareness"], columns["certainty"], columns["fear"]
    seen = block.local.segments, model.hear_threshold, model.fear_target
    if model.sees_cells:
        seen = block.local.cells, model.hear_in_cell, model.fear_in_cell
    block.call(
        _drift,
        model.respond,
        *seen,
        block.seed,
        block.month,
        block.first,
        buffers.words,
        columns["class"],
        *beliefs,
    )
    if not buffers.n_charges and not len(block.local.entries):
        return
    block.call(
        _learn,
        model.respond,
        model.people,
        block.seed,
        block.month,
        block.first,
        buffers.charges,
        buffers.n_charges,
        model.lists.black,
        block.local.entries,
        *beliefs,
    )


PHASE = Phase(
    name="respond",
    purpose="People hear of the scheme, learn from penalties, and fear what is visible.",
    run=run,
    reads=("class", "awareness", "certainty", "fear"),
    writes=("awareness", "certainty", "fear"),
)
