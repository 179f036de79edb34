"""observe: the county credit office learns of some acts, misfiles a few, and believes a few more.

Idea
    One office per county. An act is seen or not; what is seen is entered on the person who did it
    or on a wrong slot. Truth and record part here: everything later sees records alone.
Formula
    seen iff w2 < threshold(seen(kind)·factor); wrong person iff w3 < threshold(e), the target
    uniform over the county's
    other slots. A slot that is vacant is an unmatched record. Stages beyond the
    first are reached with the catalogue's chances.
Sees
    Truth (acts); writes records.
Draws
    Words 2 and 3 of ACT; STAGE; WRONG_TARGET. All keyed by the act, never by whom it hits.
Assumptions
    The office sees independently of who the person is and of what it saw before; misfiled records
    keep their kind and stage and arrive a month later.
Parameters
    seen by kind; office.seen_factor, office.wrong_person, office.invented.
Known limits
    One agency and no delay beyond the post; no false reports by others yet.
Check
    The error split by cause; one more household changes only histories in which a record named it;
    the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint64
from sincerity.chance.kernels import bounded, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.buffers import (
    CAUSE_INVENTED,
    CAUSE_TRUE,
    CAUSE_WRONG_PERSON,
    Acts,
    Post,
    Records,
    with_room,
)
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.tally_arrays import UNMATCHED, Counters

Array = npt.NDArray[Any]

_STAGE, _WRONG_TARGET = int(Stream.STAGE), int(Stream.WRONG_TARGET)


class ObserveTables(NamedTuple):
    """The office's chances as uint64 thresholds by kind, and the slots of each county."""

    seen: Array
    """[K]"""
    stage_2: Array
    """[K] chance that an act goes on to its second stage; 0 without one"""
    stage_3: Array
    """[K]"""
    wrong_person: np.uint64
    county_first_slot: Array
    """int64 [counties + 1]"""
    county_of_township: Array


@kernel
def _observe(
    tables: ObserveTables,
    seed: int,
    month: int,
    first: int,
    township: Array,
    person_class: Array,
    acts: Acts,
    n_acts: int,
    inbox: Post,
    records: Records,
    post: Post,
    counters: Counters,
) -> Any:
    """Merge the inbox and this month's sightings into records; return (records, posts)."""
    n = 0
    n_post = 0
    mail = 0
    n_mail = inbox.target.shape[0]
    for a in range(n_acts + 1):
        # Older origins come first: the post for this act's person and for everyone before.
        reach = int64(acts.person[a]) + first if a < n_acts else int64(2**62)
        while mail < n_mail and inbox.target[mail] <= reach:
            place = inbox.target[mail] - first
            if person_class[place] == VACANT_CLASS:
                counters.singles[UNMATCHED] += 1
            else:
                counters.records[inbox.kind[mail], CAUSE_WRONG_PERSON] += 1
                records.person[n] = place
                records.kind[n] = inbox.kind[mail]
                records.stage[n] = inbox.stage[mail]
                records.cause[n] = CAUSE_WRONG_PERSON
                records.slot[n] = inbox.slot[mail]
                records.origin_month[n] = month - 1
                records.origin_person[n] = inbox.origin_person[mail]
                n += 1
            mail += 1
        if a == n_acts:
            break
        i = int64(acts.person[a])
        person = first + i
        kind = int64(acts.kind[a])
        slot = int64(acts.slot[a])
        stage = 0
        cause = acts.cause[a]
        if cause == CAUSE_TRUE:
            if uint64(acts.seen_word[a]) >= tables.seen[kind]:
                continue
            if tables.stage_2[kind] > 0:
                s0, s1, _, _ = sparse_words(seed, _STAGE, month, person, slot)
                if s0 < tables.stage_2[kind]:
                    stage = 2 if s1 < tables.stage_3[kind] else 1
            if uint64(acts.wrong_word[a]) < tables.wrong_person:
                county = tables.county_of_township[township[i >> 6]]
                low = tables.county_first_slot[county]
                others = tables.county_first_slot[county + 1] - low - 1
                drawn = low + bounded(seed, _WRONG_TARGET, month, person, slot, others)
                post.target[n_post] = drawn + int64(drawn >= person)
                post.origin_person[n_post] = person
                post.slot[n_post] = slot
                post.kind[n_post] = kind
                post.stage[n_post] = stage
                n_post += 1
                continue
        counters.records[kind, CAUSE_INVENTED if cause == CAUSE_INVENTED else CAUSE_TRUE] += 1
        records.person[n] = i
        records.kind[n] = kind
        records.stage[n] = stage
        records.cause[n] = cause
        records.slot[n] = slot
        records.origin_month[n] = month
        records.origin_person[n] = person
        n += 1
    return n, n_post


def run(block: Block) -> None:
    """Fill the thread's records, and the block's outgoing post."""
    model, buffers, counters = block.model, block.scratch.buffers, block.scratch.counters
    inbox = block.local.inbox
    buffers.records = with_room(buffers.records, buffers.n_acts + len(inbox.target))
    buffers.post = with_room(buffers.post, buffers.n_acts)
    buffers.n_records, n_post = _observe(
        model.observe,
        block.seed,
        block.month,
        block.first,
        block.local.township_of_tile,
        block.columns["class"],
        buffers.acts,
        buffers.n_acts,
        inbox,
        buffers.records,
        buffers.post,
        counters,
    )
    block.local.outbox = Post(*(array[:n_post].copy() for array in buffers.post))


PHASE = Phase(
    name="observe",
    purpose="The county credit office learns of acts, misfiles some and believes invented ones.",
    run=run,
    reads=("class",),
)

__all__ = ["PHASE", "ObserveTables", "Records", "run"]
