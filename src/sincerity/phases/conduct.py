"""conduct: candidate acts arrive at a bound that no scheme moves, and are thinned to what is done.

Idea
    Each month a person gets a Poisson number of candidates at a rate that depends on class alone.
    Each candidate is of some kind and becomes an act with a chance that may depend on anything. So
    behaviour can be any function at the price of the few candidates, and two worlds share theirs.
Formula
    bound rate of kind k in class c: β = rate/12000 · multipliers(c) · bound; Λ = Σβ + invented
    bound; N ~ Poisson(Λ) by inversion of one word; kind by cumulative table; accepted iff word <
    threshold(1/bound)·M, M from `response`. Records that nobody caused arrive the same way.
Sees
    Truth, and the person's own beliefs.
Draws
    CONDUCT, one dense word a person; ACT, four words a candidate.
Assumptions
    Acts are independent given class and beliefs; eligibility (driver, party member...) is fixed.
Parameters
    The conduct catalogue (rate, multipliers, bound by kind); office.invented.
Known limits
    No seasons, no joint acts; a month's acts do not see each other.
Check
    With responses off, counts are Poisson with the catalogue's rates; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint32, uint64
from sincerity.chance.fixed import ONE
from sincerity.chance.kernels import fill_dense, philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.errors import InternalError
from sincerity.phases.buffers import Acts
from sincerity.phases.people import People, migrant_flag_of, shared_cause_word, work_flags_of
from sincerity.phases.response import ResponseTables, multiplier
from sincerity.phases.rows import CAUSE_INVENTED, CAUSE_TRUE
from sincerity.phases.tally_arrays import (
    PROBLEMS,
    PROTECTED_ACTS,
    REPORTED,
    BaseCounters,
)
from sincerity.society.codes import Flag

Array = npt.NDArray[Any]

_CONDUCT, _ACT = int(Stream.CONDUCT), int(Stream.ACT)
_ONE = np.uint64(ONE)
_MIGRANT = int(Flag.MIGRANT)
_OF_CLASS = int(Flag.DRIVER | Flag.ADULT)
NOT_COVERED = -32768
"""The null of the score column."""


GUIDE_SHIFT = 26
"""A word shifted down by this many bits is an index of `ConductTables.guide`."""


class ConductTables(NamedTuple):
    """Candidates and their acceptance, by class and kind."""

    first: Array
    """uint64 [256] the first column of `below`"""
    below: Array
    """uint64 [256, n] decreasing thresholds: one candidate for each that the word is below"""
    kind: Array
    """uint64 [144, K + 1] cumulative thresholds; the last category is an invented record"""
    guide: Array
    """uint8 [144, 64] first kind that a word's top six bits allow"""
    who: Array
    """uint8 [K] attribute bits that must all hold"""
    accept: Array
    """uint64 [K] threshold of 1 / bound"""
    protected: Array
    """uint8 [K]"""
    problem: Array
    """uint8 [K] whether the act tells an office of a public problem"""
    invented_accept: Array
    """uint64 [C] by class of shared causes"""
    shared_causes: Array
    """uint64 [C] cumulative thresholds of the classes; one class needs no draw"""
    by_agencies: int
    """whether agencies decide what they invent, once a person and month"""
    invented_kind: Array
    """uint64 [K] cumulative thresholds; empty when no kind can be invented"""
    response: ResponseTables


@kernel
def _find_candidates(
    below: Array,
    seed: int,
    month: int,
    first: int,
    words: Array,
    person_class: Array,
    hits: Array,
    hit_words: Array,
) -> Any:
    """Write places and words of people with candidates, ascending; return how many there are."""
    n = 0
    for start in range(0, person_class.shape[0], words.shape[0]):
        drawn = words[: min(words.shape[0], person_class.shape[0] - start)]
        fill_dense(seed, _CONDUCT, month, first + start, drawn)
        of_class = person_class[start : start + drawn.shape[0]]
        before = n
        for i in range(drawn.shape[0]):
            hits[n] = start + i
            n += int64(uint64(drawn[i]) < below[of_class[i]])
        for h in range(before, n):
            hit_words[h] = drawn[hits[h] - start]
    return n


@kernel
def _draw_first(seed: int, month: int, first: int, hits: Array, n_hits: int, drawn: Array) -> Any:
    """Draw everybody's first candidate side by side: hardly anyone has a second."""
    k0, k1 = uint32(seed), uint32(uint64(seed) >> uint64(32))
    c1 = uint32(month | (_ACT << 16))
    for h in range(n_hits):
        person = uint64(first) + uint64(hits[h])
        words = philox(uint32(person), c1, uint32(0), uint32(person >> uint64(32)), k0, k1)
        drawn[0, h], drawn[1, h], drawn[2, h], drawn[3, h] = words


@kernel
def _decide(
    tables: ConductTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    hits: Array,
    hit_words: Array,
    n_hits: int,
    drawn: Array,
    person_class: Array,
    means: Array,
    score: Array,
    awareness: Array,
    certainty: Array,
    fear: Array,
    township: Array,
    acts: Acts,
    counters: BaseCounters,
) -> Any:
    """Turn candidates into acts; return how many, -1 if there is no room, and how many invented.

    Where agencies invent, the kind of an invented one is its class of shared causes instead.
    """
    response = tables.response
    invented = tables.who.shape[0]
    n = 0
    n_invented = 0
    for h in range(n_hits):
        i = int64(hits[h])
        person = first + i
        c = int64(person_class[i])
        w = uint64(hit_words[h])
        is_invented = False
        for slot in range(tables.below.shape[1]):
            if w >= tables.below[c, slot]:
                break
            w0, w1 = uint64(drawn[0, h]), uint64(drawn[1, h])
            w2, w3 = uint64(drawn[2, h]), uint64(drawn[3, h])
            if slot > 0:
                w0, w1, w2, w3 = sparse_words(seed, _ACT, month, person, slot)
            kind = int64(tables.guide[c, w0 >> uint64(GUIDE_SHIFT)])
            while w0 >= tables.kind[c, kind]:
                kind += 1
            cause = CAUSE_TRUE
            if kind == invented:
                if is_invented or tables.invented_kind.shape[0] == 0:
                    continue
                group = 0
                if tables.invented_accept.shape[0] > 1:
                    word = shared_cause_word(people, person)
                    while word >= tables.shared_causes[group]:
                        group += 1
                if w1 >= tables.invented_accept[group]:
                    continue
                cause = CAUSE_INVENTED
                n_invented += 1
                if tables.by_agencies:
                    kind = group
                    is_invented = True
                else:
                    kind = 0
                    while w2 >= tables.invented_kind[kind]:
                        kind += 1
            else:
                counters.candidates[kind] += 1
                # A class without drivers or adults has no candidates of kinds that need them.
                who = int64(tables.who[kind]) & ~_OF_CLASS
                if who & ~_MIGRANT and work_flags_of(people, person) & who != who & ~_MIGRANT:
                    continue
                if who & _MIGRANT and migrant_flag_of(people, person) == 0:
                    continue
                counters.undisturbed[kind] += int64(w1 < tables.accept[kind])
                if tables.problem[kind]:
                    counters.bulletin[township[i >> 6], PROBLEMS] += int64(w1 < tables.accept[kind])
                m = multiplier(
                    response,
                    people,
                    person,
                    kind,
                    score[i] != NOT_COVERED,
                    int64(awareness[i]),
                    int64(certainty[i]),
                    int64(fear[i]),
                    int64(means[i]),
                )
                if w1 >= min(tables.accept[kind] * uint64(m) >> uint64(16), _ONE):
                    continue
                counters.acts[kind, c] += 1
                if response.cannot_pay[kind] and means[i] == 2:
                    counters.cannot_pay_acts[kind] += 1
                if tables.protected[kind]:
                    counters.bulletin[township[i >> 6], PROTECTED_ACTS] += 1
                if tables.problem[kind]:
                    counters.bulletin[township[i >> 6], REPORTED] += 1
            if n == acts.person.shape[0]:
                return -1, 0
            acts.person[n] = i
            acts.slot[n] = slot
            acts.kind[n] = kind
            acts.cause[n] = cause
            acts.seen_word[n] = w2
            acts.wrong_word[n] = w3
            n += 1
    return n, n_invented


def run(block: Block) -> None:
    """Fill the thread's acts with what the block's people do this month."""
    model, buffers, counters = block.model, block.scratch.buffers, block.scratch.counters.base
    columns = block.columns
    n_hits = _find_candidates(
        model.conduct.first,
        block.seed,
        block.month,
        block.first,
        buffers.words,
        columns["class"],
        buffers.hits,
        buffers.hit_words,
    )
    _draw_first(block.seed, block.month, block.first, buffers.hits, n_hits, buffers.drawn)
    buffers.n_acts, buffers.n_invented = block.call(
        _decide,
        model.conduct,
        model.people,
        block.seed,
        block.month,
        block.first,
        buffers.hits,
        buffers.hit_words,
        n_hits,
        buffers.drawn,
        columns["class"],
        columns["means"],
        columns["score"],
        columns["awareness"],
        columns["certainty"],
        columns["fear"],
        block.local.township_of_tile,
        buffers.acts,
        counters,
    )
    if buffers.n_acts < 0:
        raise InternalError("more acts in one month than a block has room for")


PHASE = Phase(
    name="conduct",
    purpose="Candidate acts arrive at fixed bounds and are thinned to what people do.",
    run=run,
    reads=("class", "means", "score", "awareness", "certainty", "fear"),
)
