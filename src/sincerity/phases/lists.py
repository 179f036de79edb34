"""list: grades are drawn (see `grades`), then names enter lists and leave them.

Idea
    A list takes entries by a kind of record, by the
    points of a charge, by grade, from another list, or because a firm's representative is meant. An
    entry has a cause, an agency and an end, or is permanent.
Formula
    An entry of month t stands in effect from t + grace, for its term.
Sees
    Records and charges of the month, score, other lists.
Draws
    SHARE, to count how many agencies will come to know of an entry.
Assumptions
    Of several grounds the first of
    record, points, grade, list and representative is the cause.
Parameters
    The scheme's lists.
Known limits
    Exit by performance or repair and by objection is decided in `remedy`, a month before it counts.
Check
    Cases of every scheme; sojourn times; every entry has cause, agency and end; the twin.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint8
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.agencies import AgencyTables, hears
from sincerity.phases.buffers import Charges, Records
from sincerity.phases.classes import CLASSES
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.grades import NO_GRADE, draw_grades
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.list_tables import (
    MAX_LISTS,
    MINORS,
    PERMANENT,
    REPRESENTATIVES,
    STUDENTS,
    ListTables,
)
from sincerity.phases.people import People, flags_of
from sincerity.phases.rows import (
    ANOTHER,
    CANNOT_PAY,
    CAUSE_GRADE,
    CAUSE_LIST,
    CAUSE_REPRESENTATIVE,
    CAUSE_TRUE,
    ENDED,
    ENTRY,
    ENTRY_WORDS,
    EXIT_GRADE,
    EXIT_TERM,
    FALSE,
    NEVER,
    NO_KIND,
    NO_SLOT,
    PAYABLE,
    TAINT_BITS,
    as_words,
    join_rows,
)
from sincerity.phases.tally_arrays import ListCounters
from sincerity.society.codes import MEANS, WORK, WORK_SHIFT

Array = npt.NDArray[Any]

_STUDENT = WORK.index("student")
_INSOLVENT = MEANS.index("insolvent")


@kernel
def _find_candidates(
    t: ListTables,
    records: Records,
    n_records: int,
    charges: Charges,
    n_charges: int,
    representatives: Array,
    rows: Array,
    grade: Array,
    mask: Array,
    eights: Array,
    hits: Array,
) -> Any:
    """Write the places of people whose entries may change, ascending; return how many."""
    if t.by_grade:
        for i in range(grade.shape[0]):
            mask[i] = t.grade_ground[grade[i]]
    else:
        for group in range(eights.shape[0]):
            eights[group] = 0
    if t.by_record:
        for r in range(n_records):
            mask[records.person[r]] |= t.ground[records.kind[r], records.stage[r]]
    if t.by_points:
        for k in range(n_charges):
            mask[charges.person[k]] = 1
    for k in range(representatives.shape[0]):
        mask[representatives[k]] = 1
    for r in range(rows.shape[0]):
        mask[rows["place"][r]] = 1
    n = 0
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for i in range(8 * group, 8 * group + 8):
                if mask[i]:
                    hits[n] = i
                    n += 1
    return n


@inlined
def _is_exempt(
    exempt: int, people: People, years: int, person: int, c: int, place: int, firm_heads: Array
) -> Any:
    """Return whether somebody of class `c` is exempt from a list."""
    result = exempt & MINORS != 0 and c < FIRST_ADULT_CLASS
    if not result and exempt & STUDENTS:
        result = int64(flags_of(people, person, years)) >> WORK_SHIFT == _STUDENT
    if not result and exempt & REPRESENTATIVES and firm_heads.shape[0] > 0:
        result = firm_heads[place >> 6] == place
    return result


@inlined
def _bits_of_kind(t: ListTables, kind: int, cause: int, c: int) -> Any:
    """Return the flags of an entry that a record of this kind and cause makes."""
    flags = int64(t.kind_taint[kind])
    if cause != CAUSE_TRUE:
        flags |= FALSE
    if t.cannot_pay[kind]:
        flags |= PAYABLE
        if c % 3 == _INSOLVENT:
            flags |= CANNOT_PAY
    return flags


@inlined
def _write_entry(
    rows: Array,
    n: int,
    place: int,
    number: int,
    month: int,
    starts: int,
    ends: int,
    cause: int,
    kind: int,
    agency: int,
    origin_month: int,
    origin_person: int,
    origin_slot: int,
    flags: int,
) -> Any:
    rows["origin_person"][n] = origin_person
    rows["place"][n] = place
    rows["entered"][n] = month
    rows["starts"][n] = starts
    rows["ends"][n] = ends
    rows["origin_month"][n] = origin_month
    rows["list"][n] = number
    rows["cause"][n] = cause
    rows["kind"][n] = kind
    rows["agency"][n] = agency
    rows["origin_slot"][n] = origin_slot
    rows["flags"][n] = flags
    rows["reason"][n] = EXIT_TERM


@helper
def _count_reach(
    g: AgencyTables, seed: int, month: int, person: int, number: int, reach: Array
) -> Any:
    """Count how many agencies will come to know of an entry."""
    n = 0
    for agency in range(g.n_agencies):
        n += int64(hears(g, seed, month, person, number, agency) >= 0)
    reach[number, 0] += 1
    reach[number, 1] += n
    reach[number, 2] += n * n


@helper
def _end_rows(
    t: ListTables,
    month: int,
    rows: Array,
    start: int,
    stop: int,
    grade: int,
    counters: ListCounters,
) -> Any:
    """End the rows of one person whose time has come; return the lists in effect."""
    in_effect = int64(0)
    for r in range(start, stop):
        flags = int64(rows["flags"][r])
        if flags & ENDED:
            continue
        number = int64(rows["list"][r])
        ended = rows["ends"][r] <= month
        by_grade = rows["cause"][r] == CAUSE_GRADE and t.exit_by_grade[number]
        if not ended and by_grade and (int64(t.grade_ground[grade]) >> number) & 1 == 0:
            rows["ends"][r] = month
            rows["reason"][r] = EXIT_GRADE
            ended = True
        if ended:
            rows["flags"][r] = flags | ENDED
            reason = int64(rows["reason"][r])
            counters.list_exits[number, reason] += 1
            counters.list_exit_months[number, reason] += month - int64(rows["entered"][r])
        elif rows["starts"][r] <= month:
            in_effect |= int64(1) << number
    return in_effect


@kernel
def _list(
    t: ListTables,
    g: AgencyTables,
    people: People,
    seed: int,
    month: int,
    years: int,
    first: int,
    open_lists: int,
    stale_months: int,
    hits: Array,
    n_hits: int,
    records: Records,
    n_records: int,
    charges: Charges,
    n_charges: int,
    representatives: Array,
    firm_heads: Array,
    person_class: Array,
    score: Array,
    grade: Array,
    rows: Array,
    row_words: Array,
    out: Array,
    out_words: Array,
    listed: Array,
    counters: ListCounters,
) -> Any:
    """End, enter and extend the entries of everybody in `hits`; return how many rows are kept."""
    n = 0
    r = 0
    p = 0
    k = 0
    h = 0
    graded = grade.shape[0] > 0
    for hit in range(n_hits):
        i = int64(hits[hit])
        person = first + i
        c = int64(person_class[i])
        my_grade = int64(grade[i]) if graded else int64(NO_GRADE)
        r_stop = r
        while r_stop < rows.shape[0] and rows["place"][r_stop] == i:
            r_stop += 1
        while p < n_records and records.person[p] < i:
            p += 1
        while k < n_charges and charges.person[k] < i:
            k += 1
        while h < representatives.shape[0] and representatives[h] < i:
            h += 1
        in_effect = _end_rows(t, month, rows, r, r_stop, my_grade, counters)
        ever = int64(listed[i]) >> MAX_LISTS
        for number in range(t.n_lists):
            active = int64(-1)
            for at in range(r, r_stop):
                if rows["list"][at] != number:
                    continue
                if int64(rows["flags"][at]) & ENDED == 0:
                    active = n
                elif month >= int64(rows["ends"][at]) + stale_months:
                    continue
                for word in range(ENTRY_WORDS):
                    out_words[n, word] = row_words[at, word]
                n += 1
            if (open_lists >> number) & 1 == 0 or score[i] == NOT_COVERED:
                continue
            bit = int64(1) << number
            cause = int64(-1)
            source = int64(-1)
            flags = int64(0)
            if t.by_record:
                for at in range(p, n_records):
                    if records.person[at] != i:
                        break
                    if int64(t.ground[records.kind[at], records.stage[at]]) & bit:
                        source = at
                        break
            if source < 0 and t.by_points:
                for at in range(k, n_charges):
                    if charges.person[at] != i:
                        break
                    points = int64(charges.points[at])
                    if points <= t.at_most[number] or points >= t.at_least[number]:
                        source = int64(charges.record[at])
                        flags = ANOTHER if t.collective[charges.rule[at]] else int64(0)
                        break
            if source >= 0:
                cause = int64(records.cause[source])
                flags |= _bits_of_kind(t, int64(records.kind[source]), cause, c)
            elif graded and int64(t.grade_ground[my_grade]) & bit:
                cause = CAUSE_GRADE
            elif in_effect & t.list_ground[number]:
                cause = CAUSE_LIST
                flags = _taint_of_source(
                    out, n, i, t.list_ground[number] & in_effect, rows, r, r_stop
                )
            elif (
                number == t.representative
                and h < representatives.shape[0]
                and representatives[h] == i
            ):
                cause = CAUSE_REPRESENTATIVE
                flags = ANOTHER
            if cause < 0:
                continue
            if t.exempt[number] and _is_exempt(
                t.exempt[number], people, years, person, c, i, firm_heads
            ):
                continue
            ends = int64(NEVER)
            if active >= 0:
                if t.restart[number]:
                    if t.term[number] != PERMANENT:
                        ends = month + t.term[number]
                    out["ends"][active] = ends
                continue
            starts = month + t.grace[number]
            if t.term[number] != PERMANENT:
                ends = starts + t.term[number]
            if source >= 0:
                _write_entry(
                    out,
                    n,
                    i,
                    number,
                    month,
                    starts,
                    ends,
                    cause,
                    int64(records.kind[source]),
                    int64(records.agency[source]),
                    int64(records.origin_month[source]),
                    int64(records.origin_person[source]),
                    int64(records.slot[source]),
                    flags,
                )
                if g.n_agencies:
                    _count_reach(g, seed, month, person, number, counters.reach)
            else:
                _write_entry(
                    out,
                    n,
                    i,
                    number,
                    month,
                    starts,
                    ends,
                    cause,
                    NO_KIND,
                    t.operator,
                    month,
                    person,
                    NO_SLOT,
                    flags,
                )
            n += 1
            if starts <= month:
                in_effect |= bit
            counters.list_entries[number, cause] += 1
            for taint in range(5):
                counters.list_entry_taint[number, taint] += (flags >> taint) & 1
            counters.list_reentries[number] += (ever >> number) & 1
            ever |= bit
        listed[i] = uint8(in_effect | ever << MAX_LISTS)
        for number in range(t.n_lists):
            if c < CLASSES:
                counters.list_members[number, c] += (in_effect >> number) & 1
        r = r_stop
    return n


@helper
def _taint_of_source(
    out: Array, n: int, place: int, sources: int, rows: Array, start: int, stop: int
) -> Any:
    """Return the taint of the entry in effect on the first of the source lists."""
    number = int64(0)
    while (sources >> number) & 1 == 0:
        number += 1
    # An entry of this month stands in `out` only; an older one stands in both.
    at = n - 1
    while at >= 0 and out["place"][at] == place:
        if out["list"][at] == number and int64(out["flags"][at]) & ENDED == 0:
            return int64(out["flags"][at]) & TAINT_BITS
        at -= 1
    for at in range(start, stop):
        if rows["list"][at] == number and int64(rows["flags"][at]) & ENDED == 0:
            return int64(rows["flags"][at]) & TAINT_BITS
    return int64(0)


def run(block: Block) -> None:
    """Draw grades, then let people leave and enter the lists."""
    model, memory, columns = block.model, block.local, block.columns
    buffers = block.scratch.buffers
    draw_grades(block)
    if "listed" not in columns:
        return
    grade = columns.get("grade", model.no_grades)
    mask = buffers.mask[: block.size]
    n_hits = block.call(
        _find_candidates,
        model.lists,
        buffers.records,
        buffers.n_records,
        buffers.charges,
        buffers.n_charges,
        memory.representatives,
        memory.entries,
        grade,
        mask,
        mask.view(np.uint64),
        buffers.hits,
    )
    if not n_hits:
        return
    room = len(memory.entries) + n_hits * model.lists.n_lists
    if len(buffers.entries) < room:
        buffers.entries = np.empty(2 * room, dtype=ENTRY)
    kept = block.call(
        _list,
        model.lists,
        model.agencies,
        model.people,
        block.seed,
        block.month,
        model.year,
        block.first,
        model.open_lists(block.month),
        model.stale_months,
        buffers.hits,
        n_hits,
        buffers.records,
        buffers.n_records,
        buffers.charges,
        buffers.n_charges,
        memory.representatives,
        memory.firm_heads,
        columns["class"],
        columns["score"],
        grade,
        memory.entries,
        as_words(memory.entries),
        buffers.entries,
        as_words(buffers.entries),
        columns["listed"],
        block.scratch.counters.lists,
    )
    memory.entries = join_rows(buffers.entries[:kept])
    memory.representatives = memory.representatives[:0]


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade, pin and listed."""
    return Phase(
        name="list",
        purpose="Grades are drawn from scores; names enter lists by their grounds and leave them.",
        run=run,
        reads=("class", "score", *columns),
        writes=columns,
    )
