"""What the state of each township of a block comes to at a month's end, as one number each.

In it are all state columns, the rows of entries, objections and tainted points, marks and months
out of work, and how firms stand. Left out is what another month turns into these: points and
records that wait for their month, and what happens to people next month.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint64
from sincerity.columns.digest import column_salt
from sincerity.columns.place_digest import add_place_sums
from sincerity.columns.table import ColumnTable
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.firm_state import Firms
from sincerity.phases.memory import AMOUNT_BITS, BlockMemory
from sincerity.phases.rows import as_words

Array = npt.NDArray[Any]

_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
_ALL = np.uint64(2**64 - 1)
_BUT_SPARE = np.uint64(2**56 - 1)
"""The last byte of an entry is never written."""


@inlined
def _fold(total: Any, word: Any) -> Any:
    z = (total ^ word) * _MIX_1
    return z ^ (z >> _HALF)


@kernel
def _add_rows(words: Array, last: Any, first: int, salt: Any, place: Array, sums: Array) -> Any:
    """Add rows of 64-bit words: the upper half of the first is the place in the block, and of the
    last only the bits of `last` count.
    """
    for row in range(words.shape[0]):
        slot = int64(words[row, 0] >> _HALF)
        total = uint64(salt) + uint64(first + slot) * _STEP
        total = _fold(total, words[row, 0] & uint64(0xFFFFFFFF))
        for k in range(1, words.shape[1] - 1):
            total = _fold(total, words[row, k])
        total = _fold(total, words[row, words.shape[1] - 1] & uint64(last))
        sums[int64(place[slot >> 6])] += total * _MIX_2


@kernel
def _add_items(items: Array, bits: int, first: int, salt: Any, place: Array, sums: Array) -> Any:
    """Add 32-bit items: a place in the block above so many bits of a value."""
    for k in range(items.shape[0]):
        slot = int64(items[k]) >> bits
        value = int64(items[k]) & ((int64(1) << bits) - 1)
        total = _fold(uint64(salt) + uint64(first + slot) * _STEP, uint64(value))
        sums[int64(place[slot >> 6])] += total * _MIX_2


@kernel
def _add_firms(firms: Firms, first_tile: int, salt: Any, place: Array, sums: Array) -> Any:
    for tile in range(place.shape[0]):
        total = uint64(salt) + uint64(first_tile + tile) * _STEP
        total = _fold(total, uint64(int64(firms.score[tile])))
        stands = int64(firms.grade[tile]) << 24 | int64(firms.left[tile]) << 16
        stands |= int64(firms.closed_left[tile]) << 8 | int64(firms.nominee[tile])
        sums[int64(place[tile])] += _fold(total, uint64(stands)) * _MIX_2


def _words_of_objections(rows: Array) -> Array:
    """Return objections as uint64 [n, 7], the place in the upper half of the first word."""

    def joined(*parts: tuple[str, int]) -> Array:
        total = np.full(len(rows), 0, dtype=np.int64)
        for name, shift in parts:
            total |= rows[name].astype(np.int64) << shift
        return total

    points = rows["part_points"].astype(np.int64) & 0xFFFF
    part = points << 32 | rows["part_due"].astype(np.int64) << 16 | rows["part_bits"]
    words = [
        joined(("place", 32), ("origin_month", 16), ("filed", 0)),
        rows["origin_person"],
        rows["ticket"],
        joined(("origin_slot", 24), ("agency", 16), ("cause", 8), ("parts", 0)),
    ]
    return np.column_stack([*words, part]).view(np.uint64)


def _add_rows_of(memory: BlockMemory, first: int, month: int, place: Array, sums: Array) -> None:
    def salt(name: str) -> np.uint64:
        return column_salt(f"{name} in month {month}")

    if len(memory.entries):
        _add_rows(as_words(memory.entries), _BUT_SPARE, first, salt("entries"), place, sums)
    if len(memory.objections):
        words = _words_of_objections(memory.objections)
        _add_rows(words, _ALL, first, salt("objections"), place, sums)
    for name, items, bits in (
        ("tainted", np.ascontiguousarray(memory.tainted["item"]), AMOUNT_BITS),
        ("marks", memory.marks, VALUE_BITS),
        ("idle", memory.idle, VALUE_BITS),
    ):
        if len(items):
            _add_items(items, bits, first, salt(name), place, sums)
    if memory.firms is not None:
        tile = first // SLOTS_PER_TILE
        _add_firms(memory.firms.firms, tile, salt("firms"), place, sums)


def township_sums(table: ColumnTable, block: Block) -> Array:
    """Return what each segment of a block comes to after the last phase of a month, uint64.

    Townships that lie in several blocks come to the sum over these, modulo 2^64.
    """
    memory: BlockMemory = block.local
    sums = np.full(len(memory.segments), 0, dtype=np.uint64)
    place = memory.township_of_tile - np.int32(memory.segments[0, 0])
    add_place_sums(table, block.columns, block.month, block.first, place, sums)
    _add_rows_of(memory, block.first, block.month, place, sums)
    return sums
