"""What agencies see: each act by those who may see it, false accusations, and what they invent.

Part of `observe`, where the idea and its assumptions stand.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint32, uint64
from sincerity.chance.kernels import philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.phases.agencies import AgencyTables, span
from sincerity.phases.buffers import Acts, Post, Records
from sincerity.phases.record_writing import (
    ObserveTables,
    add_post,
    add_record,
    add_transit,
    another_slot,
    is_supervised,
    stage_of,
)
from sincerity.phases.rows import (
    CAUSE_FALSE_REPORT,
    CAUSE_INVENTED,
    CAUSE_TRUE,
    CAUSE_WRONG_PERSON,
)
from sincerity.phases.tally_arrays import AgencyCounters

Array = npt.NDArray[Any]

_SEEN, _INVENTED, _ACCUSED = int(Stream.SEEN), int(Stream.INVENTED), int(Stream.ACCUSED)
_WRONG_TARGET = int(Stream.WRONG_TARGET)
_TARGET = 1 << 8
"""Decision under which ACCUSED draws whom an accusation names."""
_URBAN_STEP = 6
"""A class divided by this is odd in town."""
_NEVER = 2**62


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
    target = another_slot(seed, _ACCUSED, month, person, slot | _TARGET, low, high)
    wait = max(_wait(g, agency, w3), 1) - 1
    add_post(post, n_post, target, person, slot, kind, 0, agency, CAUSE_FALSE_REPORT, wait)
    return n_post + 1


@kernel
def draw_pairs(
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
def see_as_agencies(
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
        watched = is_supervised(t, i, grade, listed)
        counters.acts_watched[watched, 0] += 1
        town = township[i >> 6]
        urban = (int64(person_class[i]) // _URBAN_STEP) & 1
        seen = False
        stage = int64(-1)
        best_wait = int64(_NEVER)
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
                stage = stage_of(t, seed, month, person, slot, kind)
            wait = _wait(g, agency, uint64(words[3, pair]))
            if not wrong:
                if wait < best_wait:
                    best_wait, best = wait, agency
                continue
            county = t.county_of_township[town]
            low, high = t.county_first_slot[county], t.county_first_slot[county + 1]
            detail = slot | (agency + 1) << 16
            target = another_slot(seed, _WRONG_TARGET, month, person, detail, low, high)
            wait = max(wait, 1) - 1
            add_post(post, n_post, target, person, slot, kind, stage, agency, cause, wait)
            n_post += 1
        counters.acts_watched[watched, 1] += int64(seen)
        if best >= 0 and best_wait == 0:
            add_record(records, n, i, kind, stage, CAUSE_TRUE, slot, best, month, person)
            n += 1
        elif best >= 0:
            add_transit(
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
            add_record(records, n, place, kind, 0, CAUSE_INVENTED, slot, agency, month, person)
            n += 1
        else:
            add_transit(
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
