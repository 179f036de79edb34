"""A block: a run of neighbouring slots that one thread carries through a month."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import call_in_full

SLOTS_PER_TILE = 64
"""Households never cross a tile of this many slots, so worlds cut their blocks at tiles."""


@dataclass(slots=True)
class Block:
    """Views of the state of consecutive slots, and what a phase needs to know about the month.

    Attributes
    ----------
    index
        Number of the block.
    first, size
        First slot and number of slots; both are multiples of the unit of cutting, save the size
        of the last block of a population that is none.
    columns
        One array view a state column.
    call
        Calls a kernel with the arguments that follow it; phases whose kernels take many tables
        save time by it.
    seed
        Event seed, 0..2^64-1.
    month
        Month of the run, from 0.
    model
        Whatever the simulation's owner wants its phases to see (tables, bulletins).
    local
        What the owner keeps for this block from month to month.
    scratch
        What the owner keeps for the thread that runs the block: reused, never remembered.
    """

    index: int
    first: int
    size: int
    columns: dict[str, npt.NDArray[Any]]
    seed: np.uint64
    call: Callable[..., Any] = call_in_full
    month: int = 0
    model: Any = None
    local: Any = None
    scratch: Any = None


def cut_blocks(
    slots: int, block_size: int, unit: int = SLOTS_PER_TILE, threads: int = 1
) -> list[tuple[int, int]]:
    """Return (first, size) of blocks of at most `block_size` slots, cut at multiples of `unit`.

    Blocks are of one size, and as many as divide evenly among the threads if there are enough
    slots, so that no thread waits for another's last block.
    """
    most = max(block_size // unit, 1) * unit
    count = -(-slots // most)
    count += -count % threads
    step = min(most, max(-(-slots // (count * unit)), 1) * unit)
    return [(first, min(step, slots - first)) for first in range(0, slots, step)]
