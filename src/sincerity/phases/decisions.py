"""Decisions: what becomes of an objection once its turn has come.

Objections stand in order of filing, which is the order of tickets within a county; those of one
person are therefore decided in the order in which they were filed.
"""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel
from sincerity.chance.kernels import sparse_words
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.objections import OBJECT, detail_of, is_by
from sincerity.phases.rows import (
    CAUSE_TRUE,
    ENDED,
    EXIT_UPHELD,
    NEVER,
    NOT_DUE,
    TAINT_BITS,
    WHEN_SHIFT,
)
from sincerity.phases.tally_arrays import OBJECTION_DELAY, REJECTED_STEP, UPHELD_STEP

Array = npt.NDArray[Any]


@inlined
def _first_row(rows: Array, place: int) -> Any:
    """Return the first row, of rows sorted by place, that is not before a place."""
    low = int64(0)
    high = int64(rows.shape[0])
    while low < high:
        middle = (low + high) >> 1
        if int64(rows[middle]["place"]) < place:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _end_entries(objection: Any, month: int, entries: Array) -> Any:
    """Let the entries that come from an upheld objection's record end next month."""
    place = int64(objection["place"])
    origin_month, origin_person = (
        int64(objection["origin_month"]),
        int64(objection["origin_person"]),
    )
    slot, agency = int64(objection["origin_slot"]), int64(objection["agency"])
    at = _first_row(entries, place)
    while at < entries.shape[0] and int64(entries[at]["place"]) == place:
        active = int64(entries[at]["flags"]) & ENDED == 0 and int64(entries[at]["ends"]) > month + 1
        if active and is_by(entries[at], origin_month, origin_person, slot, agency):
            entries[at]["ends"] = month + 1
            entries[at]["reason"] = EXIT_UPHELD
        at += 1


@helper
def _forget_taint(tainted: Array, place: int, points: int, due: int, bits: int) -> None:
    """Take the taint off the first row of these points; they return when they are due."""
    item = (place << AMOUNT_BITS) | (AMOUNT_ZERO + points)
    when = min(due, NOT_DUE) << WHEN_SHIFT | bits
    for at in range(tainted.shape[0]):
        if int64(tainted["item"][at]) == item and int64(tainted["when"][at]) == when:
            tainted["when"][at] = when & ~TAINT_BITS
            break


@inlined
def _give_back(
    objection: Any, month: int, tainted: Array, item: Array, item_due: Array, n: int
) -> Any:
    """Let an upheld objection's points fall due next month and not when they would have."""
    place = int64(objection["place"])
    for part in range(int64(objection["parts"])):
        points = int64(objection["part_points"][part])
        due = int64(objection["part_due"][part])
        bits = int64(objection["part_bits"][part])
        if due <= month + 1:
            continue
        item[n] = (place << AMOUNT_BITS) | (AMOUNT_ZERO + points)
        item_due[n] = month + 1
        n += 1
        if due != NEVER:
            item[n] = (place << AMOUNT_BITS) | (AMOUNT_ZERO - points)
            item_due[n] = due
            n += 1
        if bits != 0:
            _forget_taint(tainted, place, points, due, bits)
    return n


@kernel
def decide(
    chances: Array,
    restitution: int,
    seed: int,
    month: int,
    served: Array,
    county_of_township: Array,
    township: Array,
    objections: Array,
    entries: Array,
    tainted: Array,
    item: Array,
    item_due: Array,
    counted: Array,
    singles: Array,
) -> Any:
    """Decide the objections whose turn has come; return how many wait, and how many items.

    `chances` are those of being upheld, of right and of wrong records. Objections that wait move
    to the front. An item is points at a place, due in a month.
    """
    left = 0
    n = 0
    for o in range(objections.shape[0]):
        place = int64(objections[o]["place"])
        county = county_of_township[township[place >> 6]]
        if int64(objections[o]["ticket"]) >= served[county]:
            objections[left] = objections[o]
            left += 1
            continue
        _, _, verdict, _ = sparse_words(
            seed,
            OBJECT,
            int64(objections[o]["origin_month"]),
            int64(objections[o]["origin_person"]),
            detail_of(int64(objections[o]["origin_slot"]), int64(objections[o]["agency"])),
        )
        wrong = int64(objections[o]["cause"] != CAUSE_TRUE)
        singles[OBJECTION_DELAY] += month - int64(objections[o]["filed"])
        if verdict < chances[wrong]:
            counted[wrong, UPHELD_STEP] += 1
            _end_entries(objections[o], month, entries)
            if restitution:
                n = _give_back(objections[o], month, tainted, item, item_due, n)
        else:
            counted[wrong, REJECTED_STEP] += 1
    return left, n
