"""score: records become points, capped and clamped once a month; taken points return when due.

Idea
    Each record charges the rules of its kind: at every stage it reached, or only at the highest.
    A month is netted: returns and charges add up, then one clamp.
Formula
    new = clamp(stored + returns + Σ points). ``absorbing``: what the clamp swallowed was never
    taken, so it does not come back. ``ledger``: the store is unclamped and clamped on reading.
Sees
    Records.
Draws
    DISCRETION, keyed by the act and its stage.
Assumptions
    An official's choice inside a discretion range is uniform (untested); what was taken in month t
    with recovery R comes back whole, at the start of `score` in month t + R.
Parameters
    The scheme's rules, base, floor, cap and bounds.
Known limits
    Caps count within a month only.
Check
    Every row of the rule tables as a case; walks with floor and cap against their closed form;
    conservation of points; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint64
from sincerity.chance.kernels import bounded, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.buffers import MAX_STAGES, Charges, Records, with_room
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.people import (
    People,
    enrolment_word,
    migrant_flag_of,
    work_flags_of,
)
from sincerity.phases.rows import (
    ANOTHER,
    CANNOT_PAY,
    CAUSE_TRUE,
    FALSE,
    NOT_DUE,
    TAINTED,
    WHEN_SHIFT,
    join_rows,
)
from sincerity.phases.tally_arrays import CHARGED, CLAMPED, RETURNED, UNSCORED, BaseCounters
from sincerity.society.codes import MEANS, Flag

Array = npt.NDArray[Any]

_DISCRETION = int(Stream.DISCRETION)
_MODE = 8
"""Added to the stage, the decision under which DISCRETION draws favour and pressure."""
_FAVOURED = int(Flag.PARTY | Flag.OFFICIAL)
_INSOLVENT = MEANS.index("insolvent")
HARD_LIMIT = 30000
"""Stored scores stay within plus and minus this, whatever a scheme leaves open."""


class ScoreTables(NamedTuple):
    """The scheme's arithmetic."""

    rule_at: Array
    """int32 [K, 3] rule charged at a kind's stage, -1 for none"""
    highest_only: int
    low: Array
    """int32 [R] fewest points (equal to `high` without discretion)"""
    high: Array
    recovery: Array
    """int32 [R] months until the points return, 0 for never"""
    cap_times: Array
    """int32 [R] charges a month, 0 for no cap"""
    cap_points: Array
    """int32 [R] points a month, 0 for no cap"""
    base: int
    floor: int
    cap: int
    absorbing: int
    min_age: int
    registered_only: int
    enrolment: np.uint64
    chosen: Array
    """uint8 [R] whether an official chooses the points"""
    favour: int
    """threshold of the mildest end for the connected; 2^32 for certain"""
    pressure: int
    """threshold of the harshest end"""
    kind_taint: Array
    """uint8 [K] taint bits that the kind itself carries"""
    cannot_pay: Array
    """uint8 [K]"""
    collective: Array
    """uint8 [R]"""
    keeps_ledger: int
    """whether tainted points are remembered: where a grade closes doors or leads to a list"""


@kernel
def enrol(
    t: ScoreTables, people: People, first: int, year: int, score: Array, enrolled: Array
) -> Any:
    """Give everyone who is newly covered the base; write their places, count them.

    At the start that is everyone of age; after it only those who have just come of age, for all
    else about coverage is fixed.
    """
    n = 0
    for start in range(0, score.shape[0], 64):
        page = int64(people.template[(first + start) >> 6]) << 6
        for place in range(64):
            age = int64(people.tpl_age[page + place]) + year
            if age != t.min_age and (year > 0 or age < t.min_age):
                continue
            if people.tpl_size[page + place] == 0:
                continue
            slot = first + start + place
            if t.registered_only and migrant_flag_of(people, slot):
                continue
            if enrolment_word(people, slot) < t.enrolment:
                score[start + place] = t.base
                enrolled[n] = start + place
                n += 1
    return n


@helper
def _choose(
    t: ScoreTables,
    people: People,
    seed: int,
    subject: int,
    rule: int,
    month: int,
    person: int,
    detail: int,
    s: int,
) -> Any:
    """Return the points inside a rule's range: by favour, by pressure of targets, or any alike."""
    low = int64(t.low[rule])
    high = int64(t.high[rule])
    if t.chosen[rule] and t.favour + t.pressure > 0:
        w0, w1, _, _ = sparse_words(seed, _DISCRETION, month, person, detail | (_MODE + s) << 8)
        if w0 < uint64(t.favour) and work_flags_of(people, subject) & _FAVOURED:
            return high
        if w1 < uint64(t.pressure):
            return low
    return low + bounded(seed, _DISCRETION, month, person, detail | s << 8, high - low + 1)


@inlined
def _charge_record(
    t: ScoreTables,
    people: People,
    seed: int,
    first: int,
    records: Records,
    r: int,
    start: int,
    charges: Charges,
    n: int,
) -> Any:
    """Add the charges of one record after monthly caps; the person's charges begin at `start`."""
    kind = int64(records.kind[r])
    stage = int64(records.stage[r])
    lowest = 0
    if t.highest_only:
        lowest = stage
        while lowest > 0 and t.rule_at[kind, lowest] < 0:
            lowest -= 1
    for s in range(lowest, stage + 1):
        rule = int64(t.rule_at[kind, s])
        if rule < 0:
            continue
        points = int64(t.low[rule])
        if t.high[rule] > points:
            # The number of the agency plus one, 0 for the single office.
            agency = (int64(records.agency[r]) + 1) & 0xFF
            points = _choose(
                t,
                people,
                seed,
                first + int64(records.person[r]),
                rule,
                int64(records.origin_month[r]),
                int64(records.origin_person[r]),
                int64(records.slot[r]) | agency << 16,
                s,
            )
        if points == 0:
            continue
        times = int64(0)
        taken = int64(0)
        for earlier in range(start, n):
            if charges.rule[earlier] == rule:
                times += 1
                taken += abs(int64(charges.points[earlier]))
        if t.cap_times[rule] > 0 and times >= t.cap_times[rule]:
            continue
        if t.cap_points[rule] > 0:
            left = max(int64(t.cap_points[rule]) - taken, 0)
            points = min(points, left) if points > 0 else max(points, -left)
            if points == 0:
                continue
        charges.person[n] = records.person[r]
        charges.rule[n] = rule
        charges.points[n] = points
        charges.effective[n] = points
        charges.cause[n] = records.cause[r]
        charges.record[n] = r
        n += 1
    return n


@inlined
def _net_month(
    t: ScoreTables, stored: int, returns: int, charges: Charges, start: int, stop: int
) -> Any:
    """Return the stored score after a month and what was clamped; mend `effective` in place."""
    raw = stored + returns
    for k in range(start, stop):
        raw += int64(charges.points[k])
    if not t.absorbing:
        new = min(max(raw, -HARD_LIMIT), HARD_LIMIT)
        return new, abs(raw - new)
    new = min(max(raw, int64(t.floor)), int64(t.cap))
    excess = raw - new
    for k in range(stop - 1, start - 1, -1):
        points = int64(charges.points[k])
        if excess < 0 and points < 0:
            spared = min(-excess, -points)
            charges.effective[k] = points + spared
            excess += spared
        elif excess > 0 and points > 0:
            spared = min(excess, points)
            charges.effective[k] = points - spared
            excess -= spared
    return new, abs(raw - new)


@inlined
def _taint(t: ScoreTables, charges: Charges, k: int, kind: int, c: int) -> Any:
    """Return what would make a charge's consequences wrongful, as bits."""
    bits = int64(t.kind_taint[kind])
    if charges.cause[k] != CAUSE_TRUE:
        bits |= FALSE
    if t.cannot_pay[kind] and c % 3 == _INSOLVENT:
        bits |= CANNOT_PAY
    if t.collective[charges.rule[k]]:
        bits |= ANOTHER
    return bits


@kernel
def _score(
    t: ScoreTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    due: Array,
    records: Records,
    n_records: int,
    person_class: Array,
    township: Array,
    score: Array,
    delta: Array,
    touched: Array,
    charges: Charges,
    due_item: Array,
    due_rule: Array,
    tainted: Array,
    counters: BaseCounters,
) -> Any:
    """Net the month of everyone with records or returns; return (charges, waiting, tainted)."""
    n_tainted = 0
    n_touched = 0
    for item in due:
        place = int64(item) >> AMOUNT_BITS
        amount = (int64(item) & (2 * AMOUNT_ZERO - 1)) - AMOUNT_ZERO
        delta[place] += amount
        touched[n_touched] = place
        n_touched += 1
        counters.singles[RETURNED] += amount
    n = 0
    n_due = 0
    r = 0
    while r < n_records:
        i = int64(records.person[r])
        start = n
        last = r
        while last < n_records and records.person[last] == i:
            last += 1
        if score[i] == NOT_COVERED:
            counters.singles[UNSCORED] += last - r
            r = last
            continue
        while r < last:
            n = _charge_record(t, people, seed, first, records, r, start, charges, n)
            r += 1
        new, clamped = _net_month(t, int64(score[i]), int64(delta[i]), charges, start, n)
        score[i] = new
        delta[i] = 0
        counters.singles[CLAMPED] += clamped
        c = int64(person_class[i])
        negative = False
        for k in range(start, n):
            rule = int64(charges.rule[k])
            counters.rule_charges[rule, charges.cause[k]] += 1
            counters.rule_points[rule, c] += int64(charges.points[k])
            negative |= charges.points[k] < 0
            bits = int64(0)
            if t.keeps_ledger and charges.effective[k] < 0:
                bits = _taint(t, charges, k, int64(records.kind[charges.record[k]]), c)
            months = int64(t.recovery[rule])
            item = (i << AMOUNT_BITS) | (AMOUNT_ZERO - int64(charges.effective[k]))
            if bits:
                due_month = month + months if months > 0 else int64(NOT_DUE)
                tainted["item"][n_tainted] = item
                tainted["when"][n_tainted] = due_month << WHEN_SHIFT | bits
                n_tainted += 1
            elif months > 0 and charges.effective[k] != 0:
                due_item[n_due] = item
                due_rule[n_due] = rule
                n_due += 1
        if negative:
            counters.charged_people[c] += 1
            counters.bulletin[township[i >> 6], CHARGED] += 1
    for k in range(n_touched):
        i = int64(touched[k])
        if delta[i] != 0:
            new, clamped = _net_month(t, int64(score[i]), int64(delta[i]), charges, 0, 0)
            score[i] = new
            delta[i] = 0
            counters.singles[CLAMPED] += clamped
    return n, n_due, n_tainted


@kernel
def _take_tainted(month: int, rows: Array, due: Array) -> Any:
    """Move the rows that stay to the front, write the items that fall due; return both counts.

    A row without taint stays only until its points return; one that never returns is gone.
    """
    kept = 0
    n_due = 0
    for r in range(rows.shape[0]):
        when = int64(rows["when"][r])
        if when >> WHEN_SHIFT <= month:
            due[n_due] = rows["item"][r]
            n_due += 1
        elif when != NOT_DUE << WHEN_SHIFT:
            rows["item"][kept] = rows["item"][r]
            rows["when"][kept] = when
            kept += 1
    return kept, n_due


def _take_due(block: Block) -> Any:
    """Return and forget the items that fall due this month, tainted ones included."""
    due = block.local.take_due(block.month)
    tainted = block.local.tainted
    if not len(tainted):
        return due
    returned = np.empty(len(tainted), dtype=np.uint32)
    kept, n_due = _take_tainted(block.month, tainted, returned)
    if kept < len(tainted):
        block.local.tainted = join_rows(tainted[:kept])
    return np.concatenate([due, returned[:n_due]]) if n_due else due


def _keep_waiting(block: Block, items: Array, rules: Array) -> None:
    """Put this month's waiting items into the block's buckets by due month."""
    recovery = block.model.score.recovery[rules]
    for months in block.model.recovery_terms:
        chosen = items[recovery == months]
        if len(chosen):
            block.local.due.setdefault(block.month + months, []).append(chosen)


def run(block: Block) -> None:
    """Enrol who has come of age, charge the month's records and return what is due."""
    model, scratch = block.model, block.scratch
    buffers, columns = scratch.buffers, block.columns
    buffers.n_enrolled = 0
    if model.january:
        buffers.n_enrolled = enrol(
            model.score, model.people, block.first, model.year, columns["score"], buffers.enrolled
        )
    due = _take_due(block)
    room = MAX_STAGES * buffers.n_records
    buffers.charges = with_room(buffers.charges, room)
    if len(buffers.touched) < len(due):
        buffers.touched = np.full(2 * len(due), 0, dtype=np.int32)
    if model.score.keeps_ledger and len(buffers.tainted) < room:
        buffers.tainted = np.empty(2 * room, dtype=TAINTED)
    due_item, due_rule = np.empty(room, dtype=np.uint32), np.empty(room, dtype=np.int32)
    buffers.n_charges, n_due, n_tainted = block.call(
        _score,
        model.score,
        model.people,
        block.seed,
        block.month,
        block.first,
        due,
        buffers.records,
        buffers.n_records,
        columns["class"],
        block.local.township_of_tile,
        columns["score"],
        buffers.delta,
        buffers.touched,
        buffers.charges,
        due_item,
        due_rule,
        buffers.tainted,
        scratch.counters.base,
    )
    if n_tainted:
        block.local.tainted = join_rows(block.local.tainted, buffers.tainted[:n_tainted])
    if n_due:
        _keep_waiting(block, due_item[:n_due], due_rule[:n_due])


PHASE = Phase(
    name="score",
    purpose="Records become points, capped and clamped once a month; taken points return when due.",
    run=run,
    reads=("class", "score"),
    writes=("score",),
)
