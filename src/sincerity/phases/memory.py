"""What a block remembers from month to month besides its columns: waiting points and post."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.phases.buffers import Post, allocate

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
    township_of_tile
        int32 by tile of the block.
    people
        int64 [n, 2]: residents and covered people of each segment, once counted.
    due
        Due month → arrays of packed items (uint32: place << 13 | amount + 4096).
    inbox
        Post for this block's slots, sorted by target, origin and slot.
    outbox
        Post written this month.
    """

    segments: Array
    township_of_tile: Array
    people: Array | None = None
    due: dict[int, list[Array]] = field(default_factory=dict)
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
        """Bytes of all waiting items, array headers included."""
        return sum(
            item.nbytes + _ARRAY_HEADER_BYTES for items in self.due.values() for item in items
        )
