"""A cheap sum over the state of each place: words of eight bytes, tile by tile.

The digest of a whole state hashes every value of every column and is taken once a run. This one is
taken of every place at the end of every month, so it has to cost a fraction of a nanosecond a slot:
eight bytes are folded by one multiplication of their two halves, each offset by a key of column and
place, and only what a tile comes to over all columns is mixed with its number and the month. Sums
over tiles do not care who adds first, so blocks and threads cannot show.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint64
from sincerity.columns.digest import column_salt
from sincerity.columns.table import ColumnTable

Array = npt.NDArray[Any]

TILE_SLOTS = 64
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@lru_cache(maxsize=256)
def _keys_of(column: str, words: int) -> Array:
    return np.array([column_salt(f"{column}, word {n}") for n in range(words)], dtype=np.uint64)


@kernel
def _fold_words(words: Array, keys: Array, totals: Array) -> Any:
    """Add to each tile's total the words of one column; `keys` has one for each of a tile's."""
    per_tile = keys.shape[0]
    for tile in range(totals.shape[0]):
        here = words[tile * per_tile : (tile + 1) * per_tile]
        total = uint64(0)
        for n in range(per_tile):
            low = (here[n] + keys[n]) & _LOW
            high = ((here[n] >> _HALF) + (keys[n] >> _HALF)) & _LOW
            total += low * high
        totals[tile] += total


@kernel
def _add_places(totals: Array, first_tile: int, salt: Any, place: Array, sums: Array) -> Any:
    for tile in range(totals.shape[0]):
        z = totals[tile] * _STEP + uint64(first_tile + tile) * _MIX_1 + salt
        z = (z ^ (z >> uint64(30))) * _MIX_1
        z = (z ^ (z >> uint64(27))) * _MIX_2
        sums[int64(place[tile])] += z ^ (z >> uint64(31))


def add_place_sums(
    table: ColumnTable,
    columns: dict[str, Array],
    month: int,
    first_slot: int,
    place_of_tile: Array,
    sums: Array,
) -> None:
    """Add what the state of consecutive tiles comes to, place by place.

    Parameters
    ----------
    table
        Declarations; cached columns are left out, because they follow from the others.
    columns
        One array a column, over the slots of the tiles.
    month
        Month at whose end the state stands.
    first_slot
        Number of the first slot, a multiple of 64.
    place_of_tile
        By tile, the position in `sums` of its place.
    sums
        uint64, added to.
    """
    totals = np.full(len(place_of_tile), 0, dtype=np.uint64)
    for spec in table:
        if not spec.cached:
            keys = _keys_of(spec.name, TILE_SLOTS * spec.bytes_per_slot // 8)
            _fold_words(columns[spec.name].view(np.uint64), keys, totals)
    first_tile = first_slot // TILE_SLOTS
    _add_places(totals, first_tile, column_salt(f"state in month {month}"), place_of_tile, sums)
