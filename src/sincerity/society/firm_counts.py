"""Counts of the firms of a society, for the marginal report."""

# mypy: disable-error-code="no-untyped-call"

from typing import NamedTuple

import numpy as np

from sincerity.society.codes import FIRM_SECTORS, FIRM_SIZES, OWNERSHIPS
from sincerity.society.compile import CompiledSociety
from sincerity.society.firm_kernels import fill_firms, firm_limits
from sincerity.society.sampling import MOST_TILES_COUNTED

__all__ = ["FirmCounts", "count_firms"]


class FirmCounts(NamedTuple):
    """Firms counted by category.

    Attributes
    ----------
    there
        Tiles with a firm, and without.
    sector, size, ownership
        Firms by code.
    connected
        Firms that are well connected, and that are not.
    """

    there: tuple[int, ...]
    sector: tuple[int, ...]
    size: tuple[int, ...]
    ownership: tuple[int, ...]
    connected: tuple[int, ...]


def count_firms(society: CompiledSociety) -> FirmCounts:
    """Count the firms of at most the first 65,536 tiles.

    Complexity: about 0.2 microseconds a tile.
    """
    assert society.firms is not None, "a society without firms has none to count"
    tiles = min(society.n_tiles, MOST_TILES_COUNTED)
    classes = np.full(tiles, 0, dtype=np.int64)
    people = np.full((tiles, 3), 0, dtype=np.int64)
    fill_firms(
        society.seed,
        0,
        society.template,
        society.tpl_age,
        society.tpl_size,
        firm_limits(society.firms),
        classes,
        people,
    )
    there = classes >= 0
    shape = (len(FIRM_SECTORS), len(FIRM_SIZES), len(OWNERSHIPS))
    by_class = np.bincount(classes[there], minlength=int(np.prod(shape))).reshape(shape)
    firms, connected = int(there.sum()), int(people[there, 2].sum())
    return FirmCounts(
        there=(firms, tiles - firms),
        sector=tuple(by_class.sum(axis=(1, 2)).tolist()),
        size=tuple(by_class.sum(axis=(0, 2)).tolist()),
        ownership=tuple(by_class.sum(axis=(0, 1)).tolist()),
        connected=(connected, firms - connected),
    )
