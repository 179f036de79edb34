"""Neighbourhood cells: runs of 16 tiles of a township, where things are seen.

At the end of each month a bulletin by cell holds integers that next month's phases read. It lies
within townships, so a cell's history can be told from its township alone.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint8, uint16
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.tally_arrays import CELL_VISIBLE, CELL_WRONGED
from sincerity.phases.wrongful import WRONGED

Array = npt.NDArray[Any]

TILES_PER_CELL = 16
CELL_SLOTS = TILES_PER_CELL * SLOTS_PER_TILE


def first_cells(first_tile_of_township: Array) -> Array:
    """Return int64 [townships + 1]: the number of the first cell of each township."""
    tiles = np.diff(np.asarray(first_tile_of_township, dtype=np.int64))
    return np.concatenate([[0], np.cumsum(-(-tiles // TILES_PER_CELL))]).astype(np.int64)


def first_tiles_of_cells(first_tile_of_township: Array) -> Array:
    """Return int64 [cells]: the first tile of each cell."""
    first = np.asarray(first_tile_of_township, dtype=np.int64)
    numbers = first_cells(first)
    here = np.repeat(np.arange(len(first) - 1), np.diff(numbers))
    within = np.arange(numbers[-1]) - numbers[here]
    starts: Array = first[here] + within * TILES_PER_CELL
    return starts


def cell_of_tiles(first_tile_of_township: Array, tiles: Array) -> Array:
    """Return the cell of each of some tiles, int64."""
    first = np.asarray(first_tile_of_township, dtype=np.int64)
    township = np.searchsorted(first, tiles, side="right") - 1
    within: Array = (tiles - first[township]) // TILES_PER_CELL
    return first_cells(first)[township] + within


def runs_of(numbers: Array) -> Array:
    """Return int64 [n, 3]: number, first place, place after the last, of runs of equal tiles."""
    starts = np.flatnonzero(np.diff(numbers, prepend=-1))
    stops = np.append(starts[1:], len(numbers))
    rows = [numbers[starts], starts * SLOTS_PER_TILE, stops * SLOTS_PER_TILE]
    return np.stack(rows, axis=1).astype(np.int64)


@kernel
def _count_visible(
    cells: Array,
    worst_shows: bool,
    worst_grade: int,
    public_lists: int,
    grade: Array,
    listed: Array,
    counted: Array,
) -> None:
    """Count who is visibly punished, cell by cell; a cell holds fewer than 2^16 people."""
    shows = worst_shows and grade.shape[0] > 0
    worst = uint8(worst_grade)
    public = uint8(public_lists) if listed.shape[0] > 0 else uint8(0)
    for s in range(cells.shape[0]):
        start, stop = cells[s, 1], cells[s, 2]
        n = uint16(0)
        if shows and public != 0:
            of_grade, lists = grade[start:stop], listed[start:stop]
            for m in range(of_grade.shape[0]):
                seen = uint8(of_grade[m] == worst) | uint8(lists[m] & public != 0)
                n = uint16(n + uint16(seen))
        elif shows:
            of_grade = grade[start:stop]
            for m in range(of_grade.shape[0]):
                n = uint16(n + uint16(of_grade[m] == worst))
        elif public != 0:
            lists = listed[start:stop]
            for m in range(lists.shape[0]):
                n = uint16(n + uint16(lists[m] & public != 0))
        counted[cells[s, 0], CELL_VISIBLE] += int64(n)


@kernel
def _count_wronged(cell_of_tile: Array, marks: Array, counted: Array) -> None:
    for k in range(marks.shape[0]):
        if int64(marks[k]) & WRONGED:
            tile = int64(marks[k]) >> VALUE_BITS >> 6
            counted[cell_of_tile[tile], CELL_WRONGED] += 1


def count(block: Block) -> None:
    """Count what neighbours see and hear of, into the thread's bulletin by cell."""
    model, columns, memory = block.model, block.columns, block.local
    counted = block.scratch.counters.voices.cells
    t = model.tally
    if t.worst_shows or t.public_lists:
        absent = model.no_grades
        _count_visible(
            memory.cells,
            t.worst_shows,
            t.worst_grade,
            t.public_lists,
            columns.get("grade", absent),
            columns.get("listed", absent),
            counted,
        )
    if len(memory.marks):
        _count_wronged(memory.cell_of_tile, memory.marks, counted)
