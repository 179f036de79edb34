"""How sightings become records: where an act stands, who is meant, and whom it is entered on."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64
from sincerity.chance.kernels import bounded, sparse_words
from sincerity.chance.streams import Stream
from sincerity.phases.buffers import Post, Records
from sincerity.phases.transit import origin_word, subject_word

Array = npt.NDArray[Any]

_STAGE = int(Stream.STAGE)


class ObserveTables(NamedTuple):
    """The office's chances as uint64 thresholds by kind, and the slots of each place."""

    seen: Array
    """[K, 2] by supervised"""
    stage_2: Array
    """[K] chance that an act goes on to its second stage; 0 without one"""
    stage_3: Array
    """[K]"""
    accuses: Array
    """uint8 [K] whether the act accuses somebody falsely"""
    accused_of: Array
    """uint64 [K] cumulative thresholds of what is alleged; empty if there is no kind of harm"""
    supervised_grade: Array
    """uint8 [256]"""
    supervised_lists: int
    """bit l set: who stands on list l is supervised"""
    wrong_person: np.uint64
    county_first_slot: Array
    """int64 [counties + 1]"""
    county_of_township: Array
    township_first_slot: Array
    """int64 [townships + 1]"""


@inlined
def add_record(
    into: Records,
    n: int,
    place: int,
    kind: int,
    stage: int,
    cause: int,
    slot: int,
    agency: int,
    month: int,
    person: int,
) -> Any:
    into.person[n] = place
    into.kind[n] = kind
    into.stage[n] = stage
    into.cause[n] = cause
    into.slot[n] = slot
    into.agency[n] = agency
    into.origin_month[n] = month
    into.origin_person[n] = person


@inlined
def add_transit(
    rows: Array,
    waits: Array,
    n: int,
    wait: int,
    place: int,
    kind: int,
    stage: int,
    cause: int,
    slot: int,
    agency: int,
    month: int,
    person: int,
) -> Any:
    rows[n, 0] = origin_word(month, person, slot, agency)
    rows[n, 1] = subject_word(place, cause, kind, stage)
    waits[n] = wait


@inlined
def add_post(
    post: Post,
    n: int,
    target: int,
    person: int,
    slot: int,
    kind: int,
    stage: int,
    agency: int,
    cause: int,
    wait: int,
) -> Any:
    post.target[n] = target
    post.origin_person[n] = person
    post.slot[n] = slot
    post.kind[n] = kind
    post.stage[n] = stage
    post.agency[n] = agency
    post.cause[n] = cause
    post.wait[n] = wait


@helper
def stage_of(t: ObserveTables, seed: int, month: int, person: int, slot: int, kind: int) -> Any:
    """Return how far an act got."""
    if t.stage_2[kind] == 0:
        return int64(0)
    s0, s1, _, _ = sparse_words(seed, _STAGE, month, person, slot)
    if s0 >= t.stage_2[kind]:
        return int64(0)
    return int64(2) if s1 < t.stage_3[kind] else int64(1)


@helper
def another_slot(
    seed: int, stream: int, month: int, person: int, detail: int, low: int, high: int
) -> Any:
    """Return a slot from `low` up to, not including, `high`, other than the person's own."""
    drawn = low + bounded(seed, stream, month, person, detail, high - low - 1)
    return drawn + int64(drawn >= person)


@inlined
def is_supervised(t: ObserveTables, i: int, grade: Array, listed: Array) -> Any:
    result = int64(0)
    if grade.shape[0] > 0:
        result = int64(t.supervised_grade[grade[i]])
    if listed.shape[0] > 0:
        result |= int64(int64(listed[i]) & t.supervised_lists != 0)
    return result
