"""Records that the operator does not know yet, as pairs of 64-bit words in buckets by month.

The first word is the origin (month, person, slot, agency), the second whom and what it is about
(place, cause, kind, stage), so that records of one place sort by their words alone.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint64
from sincerity.engine.block import Block

Array = npt.NDArray[Any]

MOST_WAIT = 255
"""No record takes more months than this."""
_SORTED_BY = np.uint64(0xFFFFFFFF)


@inlined
def origin_word(month: int, person: int, slot: int, agency: int) -> Any:
    """Return the word of an origin; people are numbered below 2^32, months below 2^16."""
    return (
        uint64(month) << uint64(48)
        | uint64(person) << uint64(16)
        | uint64(slot) << uint64(8)
        | uint64(agency)
    )


@inlined
def subject_word(place: int, cause: int, kind: int, stage: int) -> Any:
    """Return the word of whom and what a record is about."""
    return (
        uint64(place) << uint64(32)
        | uint64(cause) << uint64(16)
        | uint64(kind) << uint64(8)
        | uint64(stage)
    )


@inlined
def origin_of(word: int) -> Any:
    """Return month, person, slot and agency of an origin."""
    slot_and_agency = int64(word & uint64(0xFFFF))
    person = int64(word >> uint64(16) & uint64(0xFFFFFFFF))
    return int64(word >> uint64(48)), person, slot_and_agency >> 8, slot_and_agency & 0xFF


@inlined
def subject_of(word: int) -> Any:
    """Return place, cause, kind and stage of a record."""
    what = int64(word & uint64(0xFFFFFFFF))
    return int64(word >> uint64(32)), what >> 16, what >> 8 & 0xFF, what & 0xFF


@kernel
def _sort_by_wait(rows: Array, waits: Array, n: int, ends: Array, out: Array) -> Any:
    """Write rows in the order of their waits; `ends` gets where each wait's rows end."""
    for wait in range(ends.shape[0]):
        ends[wait] = 0
    for r in range(n):
        ends[waits[r]] += 1
    total = int64(0)
    for wait in range(ends.shape[0]):
        here = ends[wait]
        ends[wait] = total
        total += here
    for r in range(n):
        at = ends[waits[r]]
        out[at, 0] = rows[r, 0]
        out[at, 1] = rows[r, 1]
        ends[waits[r]] = at + 1


def keep(block: Block, rows: Array, waits: Array, n: int) -> None:
    """Put records on their way into the block's buckets by month of arrival.

    Parameters
    ----------
    rows, waits
        uint64 [n, 2] and uint8 [n] months until they arrive, 1 or more.
    """
    ends = np.empty(MOST_WAIT + 1, dtype=np.int64)
    out = np.empty((n, 2), dtype=np.uint64)
    _sort_by_wait(rows, waits, n, ends, out)
    start = 0
    for wait in np.flatnonzero(np.diff(ends, prepend=0)).tolist():
        stop = int(ends[wait])
        block.local.transit.setdefault(block.month + wait, []).append(out[start:stop].copy())
        start = stop


def take(block: Block) -> Array:
    """Return this month's arriving records, uint64 [n, 2], in the order of records."""
    waiting = block.local.transit.pop(block.month, [])
    if not waiting:
        return np.empty((0, 2), dtype=np.uint64)
    rows: Array = waiting[0] if len(waiting) == 1 else np.concatenate(waiting)
    about = rows[:, 1]
    in_order = np.lexsort((about & _SORTED_BY, rows[:, 0], about >> np.uint64(32)))
    return rows[in_order]
