"""observe: agencies see some acts, misfile a few, invent others; the operator comes to know.

Idea
    Truth and record part here: everything later sees records alone. In a world with a single
    office, that office sees for itself. In a world of agencies each sees its own kinds of act in
    its own places, names the wrong person at its own rate, and what it enters reaches the agency
    that charges (the operator) by the links of the stage of integration, or never. Only kinds that
    the scheme charges or lists are passed on at all.
Formula
    seen iff w0 < threshold(sees · coverage · factor · supervision); wrong person by w1;
    the target is uniform over the county's other slots, and a vacant slot is an unmatched record.
    wait = entry delay + link delay; of all agencies that name the actor, the first to arrive
    counts. Invented: agency a errs with p(a, c) in class c of shared causes; given that any does,
    the set of those who do is drawn in order, each with its exact conditional chance.
Sees
    Truth (acts); writes records.
Draws
    Office: words 2 and 3 of ACT. Agencies: SEEN, INVENTED, ACCUSED. STAGE; WRONG_TARGET. All keyed
    by the act, never by whom it hits.
Assumptions
    Agencies see independently of each other given the act, and of who the person is but for place
    and supervision; misfiled records keep their kind and stage and arrive a month later at least.
Parameters
    seen by kind; office.seen_factor, office.wrong_person, office.invented, office.report_believed;
    the institutions file; the scheme's supervision.
Known limits
    An agency does not learn from what others entered; delays do not depend on the load.
Check
    The error split by cause; union over agencies; one more household changes only histories in
    which a record named it; the twin.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint64
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases import transit
from sincerity.phases.buffers import Acts, Post, Records
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.record_writing import (
    ObserveTables,
    add_post,
    add_record,
    add_transit,
    another_slot,
    is_supervised,
    stage_of,
)
from sincerity.phases.rows import CAUSE_INVENTED, CAUSE_TRUE, CAUSE_WRONG_PERSON, NO_AGENCY
from sincerity.phases.tally_arrays import UNMATCHED, AgencyCounters, BaseCounters
from sincerity.phases.transit import origin_of, subject_of
from sincerity.phases.watch import draw_pairs, see_as_agencies

Array = npt.NDArray[Any]

_WRONG_TARGET = int(Stream.WRONG_TARGET)
_LAST = 2**62


@kernel
def _see_as_office(
    t: ObserveTables,
    seed: int,
    month: int,
    first: int,
    township: Array,
    grade: Array,
    listed: Array,
    acts: Acts,
    n_acts: int,
    records: Records,
    post: Post,
    counters: AgencyCounters,
) -> Any:
    """Let the one office see this month's acts; return (records, posts)."""
    n = 0
    n_post = 0
    for a in range(n_acts):
        i = int64(acts.person[a])
        person = first + i
        kind = int64(acts.kind[a])
        slot = int64(acts.slot[a])
        stage = int64(0)
        cause = CAUSE_INVENTED
        if acts.cause[a] == CAUSE_TRUE:
            cause = CAUSE_TRUE
            watched = is_supervised(t, i, grade, listed)
            counters.acts_watched[watched, 0] += 1
            if uint64(acts.seen_word[a]) >= t.seen[kind, watched]:
                continue
            counters.acts_watched[watched, 1] += 1
            stage = stage_of(t, seed, month, person, slot, kind)
            if uint64(acts.wrong_word[a]) < t.wrong_person:
                county = t.county_of_township[township[i >> 6]]
                low, high = t.county_first_slot[county], t.county_first_slot[county + 1]
                target = another_slot(seed, _WRONG_TARGET, month, person, slot, low, high)
                add_post(
                    post,
                    n_post,
                    target,
                    person,
                    slot,
                    kind,
                    stage,
                    NO_AGENCY,
                    CAUSE_WRONG_PERSON,
                    0,
                )
                n_post += 1
                continue
        add_record(records, n, i, kind, stage, cause, slot, NO_AGENCY, month, person)
        n += 1
    return n, n_post


@inlined
def _key_of_record(r: Records, n: int, stop: int) -> Any:
    if n == stop:
        return int64(_LAST), int64(0), int64(0), int64(0)
    of_slot = int64(r.slot[n]) << 16 | int64(r.agency[n]) << 8 | int64(r.cause[n])
    return int64(r.person[n]), int64(r.origin_month[n]), int64(r.origin_person[n]), of_slot


@inlined
def _key_of_row(rows: Array, n: int) -> Any:
    if n == rows.shape[0]:
        return int64(_LAST), int64(0), int64(0), int64(0)
    month, person, slot, agency = origin_of(rows[n, 0])
    place, cause, _, _ = subject_of(rows[n, 1])
    return place, month, person, slot << 16 | agency << 8 | cause


@inlined
def _key_of_mail(mail: Post, n: int, first: int, month: int) -> Any:
    if n == mail.target.shape[0]:
        return int64(_LAST), int64(0), int64(0), int64(0)
    of_slot = int64(mail.slot[n]) << 16 | int64(mail.agency[n]) << 8 | int64(mail.cause[n])
    return int64(mail.target[n]) - first, month - 1, int64(mail.origin_person[n]), of_slot


@kernel
def _merge(
    month: int,
    first: int,
    person_class: Array,
    seen: Records,
    n_seen: int,
    arriving: Array,
    inbox: Post,
    records: Records,
    transit: Array,
    transit_waits: Array,
    n_transit: int,
    counters: BaseCounters,
) -> Any:
    """Merge what was seen, what arrives and the post; return (records, records on their way)."""
    n = 0
    s = 0
    r = 0
    m = 0
    while True:
        of_seen = _key_of_record(seen, s, n_seen)
        of_row = _key_of_row(arriving, r)
        of_mail = _key_of_mail(inbox, m, first, month)
        earliest = of_seen
        if of_row < earliest:
            earliest = of_row
        if of_mail < earliest:
            earliest = of_mail
        if earliest[0] == _LAST:
            return n, n_transit
        i = earliest[0]
        matched = person_class[i] != VACANT_CLASS
        if of_mail == earliest:
            if inbox.wait[m] > 0:
                add_transit(
                    transit,
                    transit_waits,
                    n_transit,
                    inbox.wait[m],
                    i,
                    inbox.kind[m],
                    inbox.stage[m],
                    inbox.cause[m],
                    inbox.slot[m],
                    inbox.agency[m],
                    month - 1,
                    inbox.origin_person[m],
                )
                n_transit += 1
                m += 1
                continue
            if matched:
                add_record(
                    records,
                    n,
                    i,
                    inbox.kind[m],
                    inbox.stage[m],
                    inbox.cause[m],
                    inbox.slot[m],
                    inbox.agency[m],
                    month - 1,
                    inbox.origin_person[m],
                )
            m += 1
        elif of_row == earliest:
            if matched:
                origin_month, origin_person, slot, agency = origin_of(arriving[r, 0])
                _, cause, kind, stage = subject_of(arriving[r, 1])
                add_record(
                    records,
                    n,
                    i,
                    kind,
                    stage,
                    cause,
                    slot,
                    agency,
                    origin_month,
                    origin_person,
                )
            r += 1
        else:
            add_record(
                records,
                n,
                i,
                seen.kind[s],
                seen.stage[s],
                seen.cause[s],
                seen.slot[s],
                seen.agency[s],
                month,
                seen.origin_person[s],
            )
            s += 1
        if matched:
            counters.records[records.kind[n], records.cause[n]] += 1
            n += 1
        else:
            counters.singles[UNMATCHED] += 1


def run(block: Block) -> None:
    """Fill the thread's records, the block's outgoing post and what is on its way."""
    model, buffers, counters = block.model, block.scratch.buffers, block.scratch.counters
    inbox, columns = block.local.inbox, block.columns
    arriving = transit.take(block)
    agencies = model.agencies
    entered = buffers.n_acts + buffers.n_invented * agencies.n_agencies
    buffers.make_room(
        seen=entered,
        records=entered + len(inbox.target) + len(arriving),
        post=buffers.n_acts * (agencies.most_watchers + 1),
        transit=entered + len(inbox.target),
    )
    grade = columns.get("grade", model.no_grades)
    listed = columns.get("listed", model.no_grades)
    if agencies.n_agencies:
        buffers.make_room_for_pairs(buffers.n_acts * agencies.most_watchers)
        block.call(
            draw_pairs,
            agencies,
            block.seed,
            block.month,
            block.first,
            buffers.acts,
            buffers.n_acts,
            buffers.pair_person,
            buffers.pair_detail,
            buffers.pair_words,
        )
        n_seen, n_post, n_transit = block.call(
            see_as_agencies,
            model.observe,
            agencies,
            block.seed,
            block.month,
            block.first,
            block.local.township_of_tile,
            columns["class"],
            grade,
            listed,
            buffers.acts,
            buffers.n_acts,
            buffers.pair_words,
            buffers.seen,
            buffers.post,
            buffers.transit,
            buffers.transit_waits,
            counters.agencies,
        )
    else:
        n_transit = 0
        n_seen, n_post = block.call(
            _see_as_office,
            model.observe,
            block.seed,
            block.month,
            block.first,
            block.local.township_of_tile,
            grade,
            listed,
            buffers.acts,
            buffers.n_acts,
            buffers.seen,
            buffers.post,
            counters.agencies,
        )
    buffers.n_records, n_transit = block.call(
        _merge,
        block.month,
        block.first,
        columns["class"],
        buffers.seen,
        n_seen,
        arriving,
        inbox,
        buffers.records,
        buffers.transit,
        buffers.transit_waits,
        n_transit,
        counters.base,
    )
    block.local.outbox = Post(*(array[:n_post].copy() for array in buffers.post))
    if n_transit:
        transit.keep(block, buffers.transit, buffers.transit_waits, n_transit)


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and listed."""
    return Phase(
        name="observe",
        purpose="Agencies learn of acts, misfile some, invent others; the operator comes to know.",
        run=run,
        reads=("class", *columns),
    )
