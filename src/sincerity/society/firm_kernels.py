"""Firms of tiles, compiled: the fast twin of `sincerity.society.firms`.

Axis legend. ``template`` uint16[tiles]; ``tpl_age`` and ``tpl_size`` uint8[templates * 64];
``limits`` uint64[20] from `firm_limits`: per tile, connected, employs by size, then sector, size
and ownership cumulated. Slots and tiles are int64, seeds uint64.
"""

# mypy: disable-error-code="no-untyped-call"
# The compiler's own types are not visible to the type checker: whole numbers are written `Any`.

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, int64, kernel
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.society.codes import FIRM_SECTORS, FIRM_SIZES, OWNERSHIPS, PLACES
from sincerity.society.composition import ADULT_AGE
from sincerity.society.firm_tables import FirmTables
from sincerity.society.firms import WORKER_DETAIL

__all__ = ["NO_FIRM", "NO_SLOT", "fill_firms", "firm_class", "firm_limits", "firm_people"]

Array = npt.NDArray[Any]

NO_FIRM = -1
"""Class of a tile without a firm."""
NO_SLOT = -1
"""Slot of nobody."""

_FIRM, _PEOPLE = int(Stream.FIRM), int(Stream.FIRM_PEOPLE)
_PER_TILE, _CONNECTED, _EMPLOYS = 0, 1, 2
_SECTOR = _EMPLOYS + len(FIRM_SIZES)
_SIZE = _SECTOR + len(FIRM_SECTORS)
_OWNERSHIP = _SIZE + len(FIRM_SIZES)
_SECTORS, _SIZES, _OWNERSHIPS = len(FIRM_SECTORS), len(FIRM_SIZES), len(OWNERSHIPS)


def firm_limits(tables: FirmTables) -> Array:
    """Return the thresholds of firms as the array that the kernels index."""
    limits = np.array(
        (
            tables.per_tile,
            tables.connected,
            *tables.employs,
            *tables.sector,
            *tables.size,
            *tables.ownership,
        ),
        dtype=np.uint64,
    )
    limits.setflags(write=False)
    return limits


@helper
def adults_of_tile(tile: Any, template: Array, tpl_age: Array, tpl_size: Array) -> Any:
    """Return how many residents of a tile are 18 or over at the start."""
    page = int64(template[tile]) << 6
    adults = int64(0)
    for place in range(PLACES):
        at = page + place
        adults += int64(tpl_size[at] > 0 and tpl_age[at] >= ADULT_AGE)
    return adults


@helper
def adult_of_tile(tile: Any, k: Any, template: Array, tpl_age: Array, tpl_size: Array) -> Any:
    """Return the slot of the k-th adult of a tile, counted from 0; none gives `NO_SLOT`."""
    page = int64(template[tile]) << 6
    for place in range(PLACES):
        at = page + place
        if tpl_size[at] > 0 and tpl_age[at] >= ADULT_AGE:
            if k == 0:
                return (tile << 6) + place
            k -= 1
    return int64(NO_SLOT)


@helper
def firm_class(
    seed: Any, tile: Any, template: Array, tpl_age: Array, tpl_size: Array, limits: Array
) -> Any:
    """Return the class of a tile's firm, 0..95, or `NO_FIRM`."""
    there, sector_word, size_word, ownership_word = sparse_words(seed, _FIRM, 0, tile, 0)
    if there >= limits[_PER_TILE] or adults_of_tile(tile, template, tpl_age, tpl_size) == 0:
        return int64(NO_FIRM)
    sector = int64(0)
    for k in range(_SECTORS):
        sector += int64(sector_word >= limits[_SECTOR + k])
    size = int64(0)
    for k in range(_SIZES):
        size += int64(size_word >= limits[_SIZE + k])
    ownership = int64(0)
    for k in range(_OWNERSHIPS):
        ownership += int64(ownership_word >= limits[_OWNERSHIP + k])
    return (sector * _SIZES + size) * _OWNERSHIPS + ownership


@helper
def firm_people(
    seed: Any, tile: Any, template: Array, tpl_age: Array, tpl_size: Array, limits: Array
) -> Any:
    """Return a tile's representative and nominee (slots), and whether the firm is connected (0, 1).

    Whether the tile has a firm is for `firm_class` to say.
    """
    representative, connected, nominee, _ = sparse_words(seed, _PEOPLE, 0, tile, 0)
    adults = np.uint64(adults_of_tile(tile, template, tpl_age, tpl_size))
    first = int64((representative * adults) >> np.uint64(32))
    second = int64((nominee * adults) >> np.uint64(32))
    return (
        adult_of_tile(tile, first, template, tpl_age, tpl_size),
        adult_of_tile(tile, second, template, tpl_age, tpl_size),
        int64(connected < limits[_CONNECTED]),
    )


@helper
def firm_employs(seed: Any, slot: Any, size: Any, limits: Array) -> Any:
    """Return 1 if a wage worker works for the firm of that size in the tile, else 0.

    Whether the resident is a wage worker is for the caller to know.
    """
    word, _, _, _ = sparse_words(seed, _PEOPLE, 0, slot, WORKER_DETAIL)
    return int64(word < limits[_EMPLOYS + size])


@kernel
def fill_firms(
    seed: Any,
    first_tile: Any,
    template: Array,
    tpl_age: Array,
    tpl_size: Array,
    limits: Array,
    out_class: Array,
    out_people: Array,
) -> None:
    """Fill the firms of consecutive tiles.

    ``out_class`` int64[tiles]: class or `NO_FIRM`; ``out_people`` int64[tiles, 3]: representative,
    nominee, connected, where there is a firm.
    """
    for i in range(out_class.shape[0]):
        tile = first_tile + i
        out_class[i] = firm_class(seed, tile, template, tpl_age, tpl_size, limits)
        if out_class[i] >= 0:
            people = firm_people(seed, tile, template, tpl_age, tpl_size, limits)
            out_people[i, 0] = people[0]
            out_people[i, 1] = people[1]
            out_people[i, 2] = people[2]


@kernel
def fill_workers(seed: Any, first_slot: Any, size: Any, limits: Array, out: Array) -> None:
    """Fill `out` (uint8) with 1 where a wage worker of a slot would work for a firm of a size."""
    for i in range(out.shape[0]):
        out[i] = firm_employs(seed, first_slot + i, size, limits)
