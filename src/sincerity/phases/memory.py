"""What a block remembers from month to month besides its columns: rows, waiting points, post."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.phases.buffers import Post, allocate
from sincerity.phases.rows import ENTRY, OBJECTION, TAINTED, no_rows

Array = npt.NDArray[Any]

AMOUNT_BITS = 13
"""A waiting item packs a place in the block and a signed amount into 32 bits."""
AMOUNT_ZERO = 1 << (AMOUNT_BITS - 1)
_ARRAY_HEADER_BYTES = np.empty(0, dtype=np.uint32).__sizeof__()
MAX_BLOCK_SLOTS = 1 << (32 - AMOUNT_BITS)


@dataclass(slots=True)
class BlockMemory:
    """Waiting points in buckets by due month, the month's incoming and outgoing post.

    Attributes
    ----------
    segments
        int64 [n, 3]: township, first place in the block, place after the last.
    township_of_tile, county_of_tile, cell_of_tile
        int32 by tile of the block.
    cells
        int64 [n, 3]: cell, first place in the block, place after the last.
    people
        int64 [n, 2]: residents and covered people of each segment, once counted.
    due
        Due month → arrays of packed items (uint32: place << 13 | amount + 4096).
    entries, tainted, objections
        Rows of the few, see `sincerity.phases.rows`.
    marks, idle
        uint32, ascending: place << 8 | value of the few whose value is not 0. Marks: bit 0, before
        a door for something not done, bit 1, ever so. Idle: months out of work left.
    before_doors
        Such words of everybody before a closed door this month, with the number of doors; None
        where nobody asks for them. They follow from the state and are no part of it.
    transit
        Month → arrays of records that the operator learns of then.
    falls, representatives, layoffs
        Places to which something happens next month: means fall (int32 [n]); a listed firm's
        representative is listed (int32 [n]); work is lost (int32 [n, 2] with months).
    firms
        State of the firms of the block's tiles, in worlds that have any.
    firm_heads
        int32 by tile: place of the representative of the tile's firm, or -1; empty without firms.
    inbox
        Post for this block's slots, sorted by target, origin and slot.
    outbox
        Post written this month.
    """

    segments: Array
    township_of_tile: Array
    county_of_tile: Array
    cell_of_tile: Array
    cells: Array
    people: Array | None = None
    due: dict[int, list[Array]] = field(default_factory=dict)
    entries: Array = field(default_factory=lambda: no_rows(ENTRY))
    tainted: Array = field(default_factory=lambda: no_rows(TAINTED))
    marks: Array = field(default_factory=lambda: np.empty(0, dtype=np.uint32))
    idle: Array = field(default_factory=lambda: np.empty(0, dtype=np.uint32))
    before_doors: Array | None = None
    objections: Array = field(default_factory=lambda: no_rows(OBJECTION))
    transit: dict[int, list[Array]] = field(default_factory=dict)
    falls: Array = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    representatives: Array = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    layoffs: Array = field(default_factory=lambda: np.empty((0, 2), dtype=np.int32))
    firms: Any = None
    firm_heads: Array = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    inbox: Post = field(default_factory=lambda: allocate(Post, 0))
    outbox: Post = field(default_factory=lambda: allocate(Post, 0))

    def take_due(self, month: int) -> Array:
        """Return and forget the items that fall due in a month."""
        waiting = self.due.pop(month, [])
        if not waiting:
            return np.empty(0, dtype=np.uint32)
        return waiting[0] if len(waiting) == 1 else np.concatenate(waiting)

    @property
    def waiting_bytes(self) -> int:
        """Bytes of all rows and waiting items, array headers included."""
        waiting = [
            item
            for buckets in (self.due, self.transit)
            for items in buckets.values()
            for item in items
        ]
        rows = (
            self.entries,
            self.tainted,
            self.objections,
            self.marks,
            self.idle,
            self.falls,
            self.layoffs,
        )
        return sum(item.nbytes + _ARRAY_HEADER_BYTES for item in (*waiting, *rows))
