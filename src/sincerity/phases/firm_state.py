"""The firms of a block's tiles: what each is, how it stands, and what waits for next month.

A tile has one firm or none. What a firm is comes from the society and never changes: its class, the
places of its representative and of who would stand in for them, and its workers, a bit a place.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import kernel, uint64
from sincerity.columns.digest import column_sum, pairs_sum
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.phases.firm_tables import OWNERSHIPS, SIZES
from sincerity.phases.people import People, is_occupied, work_flags_of
from sincerity.society.codes import WAGE, WORK_SHIFT
from sincerity.society.firm_kernels import firm_class, firm_employs, firm_people

Array = npt.NDArray[Any]

NO_FIRM = 255
"""Class of a tile without a firm."""
NO_GRADE = 255
PERMANENT = 255
"""Months left of an entry without end."""

FIRM_DUE = np.dtype([("tile", "u2"), ("points", "i2"), ("due", "u2")])
"""Points of a firm that come back (or go again) in month `due`; `tile` counts in the block."""


class Firms(NamedTuple):
    """Arrays by tile of the block; the first five never change."""

    number: Array
    """uint8 class of the firm, (sector * 4 + size) * 4 + ownership, or `NO_FIRM`"""
    representative: Array
    """uint8 place in the tile"""
    stand_in: Array
    """uint8 place in the tile of the person who would be named instead"""
    connected: Array
    """uint8, 1 where officials look away"""
    workers: Array
    """uint64, bit p where the person at place p works for the firm"""
    score: Array
    """int32"""
    grade: Array
    """uint8, best first, or `NO_GRADE`"""
    left: Array
    """uint8 months left on the list of firms, this month included"""
    closed_left: Array
    """uint8 months until the firm opens again, 0 while it is open"""
    nominee: Array
    """uint8, 1 while somebody else is named as representative"""


_DTYPES = ("u1", "u1", "u1", "u1", "u8", "i4", "u1", "u1", "u1", "u1")


@dataclass(slots=True)
class FirmState:
    """All that a block keeps of its firms.

    Attributes
    ----------
    due, n_due
        Rows of points that come back, the first `n_due` in use; in no promised order.
    entered
        Places of people whose firm was listed this month: int32, ascending.
    laid_off
        int32 [n, 2] places of people whose firm closed this month, and months out of work.
    """

    firms: Firms
    due: Array = field(default_factory=lambda: np.empty(0, dtype=FIRM_DUE))
    n_due: int = 0
    entered: Array = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    laid_off: Array = field(default_factory=lambda: np.empty((0, 2), dtype=np.int32))

    @property
    def nbytes(self) -> int:
        """Bytes of all arrays."""
        arrays = (*self.firms, self.due, self.entered, self.laid_off)
        return sum(array.nbytes for array in arrays)

    def state_sum(self, first_tile: int) -> int:
        """Return the sum of hashes of all that may change, for the digest of a world."""
        firms, due = self.firms, self.due[: self.n_due]
        slot = first_tile * 64
        total = sum(
            column_sum(f"firm_{name}", getattr(firms, name), first_tile)
            for name in ("score", "grade", "left", "closed_left", "nominee")
        )
        returns = (due["due"].astype(np.int64) << 32) + due["points"]
        total += pairs_sum("firm_due", due["tile"].astype(np.int64) + first_tile, returns)
        entered = self.entered.astype(np.int64) + slot
        total += pairs_sum("firm_entered", entered, np.ones_like(entered))
        laid_off = self.laid_off.astype(np.int64)
        total += pairs_sum("firm_laid_off", laid_off[:, 0] + slot, laid_off[:, 1].copy())
        return total % 2**64


def allocate_firms(tiles: int) -> Firms:
    """Return arrays of tiles without firms."""
    firms = Firms(*(np.full(tiles, 0, dtype=dtype) for dtype in _DTYPES))
    firms.number.fill(NO_FIRM)
    firms.grade.fill(NO_GRADE)
    return firms


@kernel
def settle_firms(
    people: People, limits: Array, first_tile: int, base: int, base_grade: int, firms: Firms
) -> Any:
    """Fill in what the firms of consecutive tiles are, and stand them at the start."""
    template, ages, sizes = people.template, people.tpl_age, people.tpl_size
    for i in range(firms.number.shape[0]):
        tile = first_tile + i
        number = firm_class(people.seed, tile, template, ages, sizes, limits)
        if number < 0:
            continue
        named, stand_in, connected = firm_people(people.seed, tile, template, ages, sizes, limits)
        firms.number[i] = number
        firms.representative[i] = named & (SLOTS_PER_TILE - 1)
        firms.stand_in[i] = stand_in & (SLOTS_PER_TILE - 1)
        firms.connected[i] = connected
        firms.score[i] = base
        firms.grade[i] = base_grade
        workers = uint64(0)
        for place in range(SLOTS_PER_TILE):
            slot = tile * SLOTS_PER_TILE + place
            if is_occupied(people, slot) and work_flags_of(people, slot) >> WORK_SHIFT == WAGE:
                works = firm_employs(people.seed, slot, number // OWNERSHIPS % SIZES, limits)
                workers |= uint64(works) << uint64(place)
        firms.workers[i] = workers
