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

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint32, uint64
from sincerity.chance.kernels import bounded, philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases import transit
from sincerity.phases.agencies import AgencyTables, span
from sincerity.phases.buffers import Acts, Post, Records
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.rows import (
    CAUSE_FALSE_REPORT,
    CAUSE_INVENTED,
    CAUSE_TRUE,
    CAUSE_WRONG_PERSON,
    NO_AGENCY,
)
from sincerity.phases.tally_arrays import UNMATCHED, AgencyCounters, BaseCounters
from sincerity.phases.transit import origin_of, origin_word, subject_of, subject_word

Array = npt.NDArray[Any]

_STAGE, _WRONG_TARGET = int(Stream.STAGE), int(Stream.WRONG_TARGET)
_SEEN, _INVENTED, _ACCUSED = int(Stream.SEEN), int(Stream.INVENTED), int(Stream.ACCUSED)
_TARGET = 1 << 8
"""Decision under which ACCUSED draws whom an accusation names."""
_URBAN_STEP = 6
"""A class divided by this is odd in town."""
_LAST = 2**62


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
def _add_record(
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
def _add_transit(
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
def _add_post(
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
def _stage_of(t: ObserveTables, seed: int, month: int, person: int, slot: int, kind: int) -> Any:
    """Return how far an act got."""
    if t.stage_2[kind] == 0:
        return int64(0)
    s0, s1, _, _ = sparse_words(seed, _STAGE, month, person, slot)
    if s0 >= t.stage_2[kind]:
        return int64(0)
    return int64(2) if s1 < t.stage_3[kind] else int64(1)


@helper
def _another_slot(
    seed: int, stream: int, month: int, person: int, detail: int, low: int, high: int
) -> Any:
    """Return a slot from `low` up to, not including, `high`, other than the person's own."""
    drawn = low + bounded(seed, stream, month, person, detail, high - low - 1)
    return drawn + int64(drawn >= person)


@inlined
def _is_supervised(t: ObserveTables, i: int, grade: Array, listed: Array) -> Any:
    result = int64(0)
    if grade.shape[0] > 0:
        result = int64(t.supervised_grade[grade[i]])
    if listed.shape[0] > 0:
        result |= int64(int64(listed[i]) & t.supervised_lists != 0)
    return result


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
            watched = _is_supervised(t, i, grade, listed)
            counters.acts_watched[watched, 0] += 1
            if uint64(acts.seen_word[a]) >= t.seen[kind, watched]:
                continue
            counters.acts_watched[watched, 1] += 1
            stage = _stage_of(t, seed, month, person, slot, kind)
            if uint64(acts.wrong_word[a]) < t.wrong_person:
                county = t.county_of_township[township[i >> 6]]
                low, high = t.county_first_slot[county], t.county_first_slot[county + 1]
                target = _another_slot(seed, _WRONG_TARGET, month, person, slot, low, high)
                _add_post(
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
        _add_record(records, n, i, kind, stage, cause, slot, NO_AGENCY, month, person)
        n += 1
    return n, n_post


@inlined
def _wait(g: AgencyTables, agency: int, word: int) -> Any:
    """Return the months from an act until the operator knows of an agency's record of it."""
    enters = span(word >> uint64(16), g.enters[agency, 0], g.enters[agency, 1])
    months = g.to_operator_months
    return enters + span(word & uint64(0xFFFF), months[agency, 0], months[agency, 1])


@helper
def _accuse(
    t: ObserveTables,
    g: AgencyTables,
    seed: int,
    month: int,
    person: int,
    slot: int,
    town: int,
    post: Post,
    n_post: int,
    counters: AgencyCounters,
) -> Any:
    """Enter what a false accusation says against somebody of the township; return the posts."""
    low, high = t.township_first_slot[town], t.township_first_slot[town + 1]
    if g.report_agency < 0 or t.accused_of.shape[0] == 0 or high - low < 2:
        return n_post
    w0, w1, w2, w3 = sparse_words(seed, _ACCUSED, month, person, slot)
    if w1 >= uint64(g.report_believed):
        return n_post
    agency = int64(g.report_agency)
    counters.agency_records[agency, CAUSE_FALSE_REPORT] += 1
    if w2 >= g.to_operator[agency]:
        return n_post
    kind = int64(0)
    while w0 >= t.accused_of[kind]:
        kind += 1
    if g.wanted[kind] == 0:
        return n_post
    target = _another_slot(seed, _ACCUSED, month, person, slot | _TARGET, low, high)
    wait = max(_wait(g, agency, w3), 1) - 1
    _add_post(post, n_post, target, person, slot, kind, 0, agency, CAUSE_FALSE_REPORT, wait)
    return n_post + 1


@kernel
def _draw_pairs(
    g: AgencyTables,
    seed: int,
    month: int,
    first: int,
    acts: Acts,
    n_acts: int,
    people: Array,
    details: Array,
    words: Array,
) -> Any:
    """Draw for every act and every agency that may see it, side by side."""
    n = 0
    for a in range(n_acts):
        if acts.cause[a] != CAUSE_TRUE:
            continue
        kind = int64(acts.kind[a])
        for watcher in range(g.first_watcher[kind], g.first_watcher[kind + 1]):
            people[n] = first + int64(acts.person[a])
            details[n] = int64(acts.slot[a]) | (int64(g.watcher[watcher]) + 1) << 16
            n += 1
    k0, k1 = uint32(seed), uint32(uint64(seed) >> uint64(32))
    c1 = uint32(month | (_SEEN << 16))
    for pair in range(n):
        person = uint64(people[pair])
        c0, c3 = uint32(person), uint32(person >> uint64(32))
        w0, w1, w2, w3 = philox(c0, c1, details[pair], c3, k0, k1)
        words[0, pair], words[1, pair], words[2, pair], words[3, pair] = w0, w1, w2, w3


@kernel
def _see_as_agencies(
    t: ObserveTables,
    g: AgencyTables,
    seed: int,
    month: int,
    first: int,
    township: Array,
    person_class: Array,
    grade: Array,
    listed: Array,
    acts: Acts,
    n_acts: int,
    words: Array,
    records: Records,
    post: Post,
    transit: Array,
    transit_waits: Array,
    counters: AgencyCounters,
) -> Any:
    """Let every agency see this month's acts; return (records, posts, records on their way)."""
    n = 0
    n_post = 0
    n_transit = 0
    pair = -1
    for a in range(n_acts):
        i = int64(acts.person[a])
        person = first + i
        kind = int64(acts.kind[a])
        slot = int64(acts.slot[a])
        if acts.cause[a] != CAUSE_TRUE:
            n, n_transit = _invent(
                g,
                seed,
                month,
                person,
                i,
                slot,
                kind,
                records,
                n,
                transit,
                transit_waits,
                n_transit,
                counters,
            )
            continue
        watched = _is_supervised(t, i, grade, listed)
        counters.acts_watched[watched, 0] += 1
        town = township[i >> 6]
        urban = (int64(person_class[i]) // _URBAN_STEP) & 1
        seen = False
        stage = int64(-1)
        best_wait = int64(_LAST)
        best = int64(-1)
        for watcher in range(g.first_watcher[kind], g.first_watcher[kind + 1]):
            pair += 1
            if uint64(words[0, pair]) >= g.seen[watcher, urban, watched]:
                continue
            seen = True
            agency = int64(g.watcher[watcher])
            wrong = uint64(words[1, pair]) < g.wrong_person[agency]
            cause = CAUSE_WRONG_PERSON if wrong else CAUSE_TRUE
            counters.agency_records[agency, cause] += 1
            if g.wanted[kind] == 0 or uint64(words[2, pair]) >= g.to_operator[agency]:
                continue
            if stage < 0:
                stage = _stage_of(t, seed, month, person, slot, kind)
            wait = _wait(g, agency, uint64(words[3, pair]))
            if not wrong:
                if wait < best_wait:
                    best_wait, best = wait, agency
                continue
            county = t.county_of_township[town]
            low, high = t.county_first_slot[county], t.county_first_slot[county + 1]
            detail = slot | (agency + 1) << 16
            target = _another_slot(seed, _WRONG_TARGET, month, person, detail, low, high)
            wait = max(wait, 1) - 1
            _add_post(post, n_post, target, person, slot, kind, stage, agency, cause, wait)
            n_post += 1
        counters.acts_watched[watched, 1] += int64(seen)
        if best >= 0 and best_wait == 0:
            _add_record(records, n, i, kind, stage, CAUSE_TRUE, slot, best, month, person)
            n += 1
        elif best >= 0:
            _add_transit(
                transit,
                transit_waits,
                n_transit,
                best_wait,
                i,
                kind,
                stage,
                CAUSE_TRUE,
                slot,
                best,
                month,
                person,
            )
            n_transit += 1
        if t.accuses[kind]:
            n_post = _accuse(t, g, seed, month, person, slot, town, post, n_post, counters)
    return n, n_post, n_transit


@helper
def _invent(
    g: AgencyTables,
    seed: int,
    month: int,
    person: int,
    place: int,
    slot: int,
    group: int,
    records: Records,
    n: int,
    transit: Array,
    transit_waits: Array,
    n_transit: int,
    counters: AgencyCounters,
) -> Any:
    """Draw which agencies invent a record, given that one does; return (records, on their way)."""
    any_yet = False
    for agency in range(g.n_agencies):
        kinds = g.first_invented[agency + 1] - g.first_invented[agency]
        if g.invents_next[group, agency] == 0 or kinds == 0:
            continue
        detail = slot | (agency + 1) << 16
        w0, w1, _, _ = sparse_words(seed, _INVENTED, month, person, detail)
        below = g.invents_next[group, agency] if any_yet else g.invents_first[group, agency]
        if w0 >= below:
            continue
        any_yet = True
        counters.agency_records[agency, CAUSE_INVENTED] += 1
        chosen = int64((w1 * uint64(kinds)) >> uint64(32))
        kind = int64(g.invented_kind[g.first_invented[agency] + chosen])
        _, _, w2, w3 = sparse_words(seed, _SEEN, month, person, detail)
        if g.wanted[kind] == 0 or w2 >= g.to_operator[agency]:
            continue
        wait = _wait(g, agency, w3)
        if wait == 0:
            _add_record(records, n, place, kind, 0, CAUSE_INVENTED, slot, agency, month, person)
            n += 1
        else:
            _add_transit(
                transit,
                transit_waits,
                n_transit,
                wait,
                place,
                kind,
                0,
                CAUSE_INVENTED,
                slot,
                agency,
                month,
                person,
            )
            n_transit += 1
    return n, n_transit


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
                _add_transit(
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
                _add_record(
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
                _add_record(
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
            _add_record(
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
        _draw_pairs(
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
        n_seen, n_post, n_transit = _see_as_agencies(
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
        n_seen, n_post = _see_as_office(
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
    buffers.n_records, n_transit = _merge(
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
