"""Objections: who files one, on learning of a charge or an entry or on finding out at a door."""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.phases.buffers import Charges, Records
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.remedy_tables import RemedyTables
from sincerity.phases.rows import (
    ANOTHER,
    CANNOT_PAY,
    CAUSE_MISJUDGED,
    CAUSE_TRUE,
    FALSE,
    KNOWN,
    MAX_PARTS,
    NEVER,
)
from sincerity.phases.tally_arrays import FILED, FILED_STEP
from sincerity.society.codes import CLASSES, MEANS

Array = npt.NDArray[Any]

OBJECT = int(Stream.OBJECT)
_FOUND_OUT = 1 << 8
"""The decision of OBJECT, in an address' detail, of people who found out at a door."""
_INSOLVENT = MEANS.index("insolvent")
NO_TICKET = -1
_GONE = -1
"""Stands for a row that is no longer to be looked at."""


class Desk(NamedTuple):
    """Where objections are handed in: the people of a block, and what is there already."""

    township: Array
    """int32 by tile"""
    person_class: Array
    means: Array
    fear: Array
    pending: Array
    """objections of earlier months"""
    marks: Array
    """uint8 by place, a bit for each pending objection of the person; bits may coincide, and mean
    nothing where nothing is pending"""
    filed: Array
    """room for this month's objections"""
    counted: Array
    """objections by right or wrong record and step"""
    bulletin: Array


@inlined
def is_by(row: Any, month: int, person: int, slot: int, agency: int) -> Any:
    """Return whether an entry or objection comes from the record of this origin."""
    same = int64(row["origin_person"]) == person
    same &= int64(row["origin_month"]) == month
    return same & (int64(row["origin_slot"]) == slot) & (int64(row["agency"]) == agency)


@inlined
def detail_of(slot: int, agency: int) -> Any:
    """Return the detail of a record's address; the byte of the single office is 0."""
    return slot | ((agency + 1) & 0xFF) << 16


@inlined
def _chance(t: RemedyTables, desk: Desk, place: int) -> Any:
    """Return the threshold with which somebody who knows of a record objects to it."""
    c = int64(desk.person_class[place])
    chance = uint64(0)
    if t.objection and c >= FIRST_ADULT_CLASS and c < CLASSES:
        afraid = t.exp_neg[min((t.fear_weight * int64(desk.fear[place])) >> 2, 4095)]
        chance = t.can[desk.means[place]] * uint64(afraid) >> uint64(16)
    return chance


@inlined
def _mark_of(origin_month: int, slot: int) -> Any:
    """Return the bit that an objection to a record sets in its person's marks."""
    return int64(1) << ((int64(origin_month) + 3 * int64(slot)) & 7)


@inlined
def _mark_pending(desk: Desk) -> Any:
    """Set the marks of what is pending; nothing to do where nothing is."""
    if desk.pending.shape[0] > 0:
        for i in range(desk.marks.shape[0]):
            desk.marks[i] = 0
        for o in range(desk.pending.shape[0]):
            mark = _mark_of(desk.pending[o]["origin_month"], desk.pending[o]["origin_slot"])
            place = desk.pending[o]["place"]
            desk.marks[place] = int64(desk.marks[place]) | mark


@inlined
def _hand_in(
    desk: Desk,
    first: int,
    n: int,
    month: int,
    place: int,
    origin_month: int,
    origin_person: int,
    slot: int,
    agency: int,
    cause: int,
) -> Any:
    """Write an objection without parts after `n` others, unless the same is pending.

    This month's objections of the same person stand at `first` or later.
    """
    written = True
    for o in range(first, n):
        if int64(desk.filed[o]["place"]) == place:
            same = is_by(desk.filed[o], origin_month, origin_person, slot, agency)
            written = written and not same
    if desk.pending.shape[0] > 0 and int64(desk.marks[place]) & _mark_of(origin_month, slot):
        for o in range(desk.pending.shape[0]):
            if int64(desk.pending[o]["place"]) == place:
                same = is_by(desk.pending[o], origin_month, origin_person, slot, agency)
                written = written and not same
    if written:
        desk.filed[n]["origin_person"] = origin_person
        desk.filed[n]["ticket"] = NO_TICKET
        desk.filed[n]["place"] = place
        desk.filed[n]["origin_month"] = origin_month
        desk.filed[n]["filed"] = month
        desk.filed[n]["origin_slot"] = slot
        desk.filed[n]["agency"] = agency
        desk.filed[n]["cause"] = cause
        desk.filed[n]["parts"] = 0
        for part in range(MAX_PARTS):
            desk.filed[n]["part_due"][part] = 0
            desk.filed[n]["part_points"][part] = 0
            desk.filed[n]["part_bits"][part] = 0
        desk.counted[int64(cause != CAUSE_TRUE), FILED_STEP] += 1
        desk.bulletin[desk.township[place >> 6], FILED] += 1
    return written


@inlined
def _write_parts(
    t: RemedyTables,
    objection: Any,
    month: int,
    means: int,
    kind: int,
    charges: Charges,
    start: int,
    stop: int,
) -> Any:
    """Note what a record's charges took, as the waiting points and the ledger know it."""
    part = 0
    for k in range(start, stop):
        if charges.effective[k] >= 0:
            continue
        rule = int64(charges.rule[k])
        months = int64(t.recovery[rule])
        bits = int64(t.kind_taint[kind])
        if charges.cause[k] != CAUSE_TRUE:
            bits |= FALSE
        if t.cannot_pay[kind] and means == _INSOLVENT:
            bits |= CANNOT_PAY
        if t.collective[rule]:
            bits |= ANOTHER
        objection["part_points"][part] = -int64(charges.effective[k])
        objection["part_due"][part] = month + months if months > 0 else NEVER
        objection["part_bits"][part] = bits
        part += 1
    objection["parts"] = part


@inlined
def _next_new(entries: Array, row: int, month: int) -> Any:
    """Return the first row from `row` on that a record of this month led to."""
    while row < entries.shape[0]:
        if int64(entries[row]["entered"]) == month and entries[row]["cause"] <= CAUSE_MISJUDGED:
            break
        row += 1
    return row


@inlined
def _is_from(row: Any, month: int, person: int, slot: int, agency: int, cause: int) -> Any:
    """Return whether an entry comes from this very record: two may share an origin."""
    return int64(row["cause"]) == cause and is_by(row, month, person, slot, agency)


@inlined
def _tell(entries: Array, at: int, discovered: Array) -> Any:
    """Let the subject of a new entry know of it, and forget that a door told it too."""
    flags = int64(entries[at]["flags"])
    if flags & KNOWN:
        for d in range(discovered.shape[0]):
            if discovered[d] == at:
                discovered[d] = _GONE
    entries[at]["flags"] = flags | KNOWN


@kernel
def file_by_record(
    t: RemedyTables,
    seed: int,
    month: int,
    records: Records,
    n_records: int,
    charges: Charges,
    n_charges: int,
    entries: Array,
    discovered: Array,
    desk: Desk,
) -> Any:
    """File objections to this month's records that took points or led to an entry.

    Returns how many. Rows of `discovered` of which people are told here are struck out.
    """
    n = 0
    k = 0
    first = 0
    is_marked = False
    row = _next_new(entries, 0, month)
    r = int64(-1)
    while True:
        r += 1
        if row == entries.shape[0]:  # no more entries: on to the next record that is charged
            r = int64(charges.record[k]) if k < n_charges else int64(n_records)
        if r >= n_records:
            break
        i = int64(records.person[r])
        start = k
        ground = False
        while k < n_charges and charges.record[k] == r:
            ground |= charges.points[k] < 0
            k += 1
        while row < entries.shape[0] and int64(entries[row]["place"]) < i:
            row = _next_new(entries, row + 1, month)
        origin_month, origin_person = (
            int64(records.origin_month[r]),
            int64(records.origin_person[r]),
        )
        slot, agency = int64(records.slot[r]), int64(records.agency[r])
        cause = int64(records.cause[r])
        notice = False
        at = row
        while at < entries.shape[0] and int64(entries[at]["place"]) == i:
            if _is_from(entries[at], origin_month, origin_person, slot, agency, cause):
                ground = True
                notice |= t.list_notice[entries[at]["list"]] != 0
            at = _next_new(entries, at + 1, month)
        if not ground:
            continue
        detail = detail_of(slot, agency)
        w0, w1, _, _ = sparse_words(seed, OBJECT, origin_month, origin_person, detail)
        if not notice and w0 >= t.informed:
            continue
        at = row
        while at < entries.shape[0] and int64(entries[at]["place"]) == i:
            if _is_from(entries[at], origin_month, origin_person, slot, agency, cause):
                _tell(entries, at, discovered)
            at = _next_new(entries, at + 1, month)
        if w1 >= _chance(t, desk, i):
            continue
        if not is_marked:
            _mark_pending(desk)
            is_marked = True
        if n > 0 and int64(desk.filed[n - 1]["place"]) != i:
            first = n
        if _hand_in(desk, first, n, month, i, origin_month, origin_person, slot, agency, cause):
            means, kind = int64(desk.means[i]), int64(records.kind[r])
            _write_parts(t, desk.filed[n], month, means, kind, charges, start, k)
            n += 1
    return n


@kernel
def file_by_door(
    t: RemedyTables,
    seed: int,
    month: int,
    entries: Array,
    discovered: Array,
    n: int,
    desk: Desk,
) -> Any:
    """File objections of people who found out at a door, after `n` others; return the new count."""
    _mark_pending(desk)
    for d in range(discovered.shape[0]):
        row = int64(discovered[d])
        if row == _GONE or entries[row]["cause"] > CAUSE_MISJUDGED:
            continue
        i = int64(entries[row]["place"])
        origin_month = int64(entries[row]["origin_month"])
        origin_person = int64(entries[row]["origin_person"])
        slot, agency = int64(entries[row]["origin_slot"]), int64(entries[row]["agency"])
        detail = detail_of(slot, agency) | _FOUND_OUT
        _, w1, _, _ = sparse_words(seed, OBJECT, origin_month, origin_person, detail)
        if w1 >= _chance(t, desk, i):
            continue
        cause = int64(entries[row]["cause"])
        if _hand_in(desk, 0, n, month, i, origin_month, origin_person, slot, agency, cause):
            n += 1
    return n
