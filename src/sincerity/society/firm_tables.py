"""The firms of a recipe as whole-number thresholds, for plain Python and kernels alike."""

from dataclasses import dataclass

from sincerity.chance.fixed import cumulative_thresholds, threshold
from sincerity.society.codes import FIRM_SECTORS, FIRM_SIZES, OWNERSHIPS
from sincerity.society.exact import in_order
from sincerity.society.recipe import FirmsTable

__all__ = ["FirmTables", "firm_tables"]


@dataclass(frozen=True, slots=True)
class FirmTables:
    """Chances of firms; every number is a threshold 0..2^32.

    Attributes
    ----------
    per_tile
        A tile has a firm.
    sector, size, ownership
        Cumulated over the codes in `sincerity.society.codes`.
    connected
        A firm is well connected.
    employs
        By size: a wage worker of the tile works for its firm.
    """

    per_tile: int
    sector: tuple[int, ...]
    size: tuple[int, ...]
    ownership: tuple[int, ...]
    connected: int
    employs: tuple[int, ...]


def firm_tables(firms: FirmsTable) -> FirmTables:
    """Return the thresholds of a recipe's section on firms."""
    return FirmTables(
        per_tile=threshold(firms.per_tile.value),
        sector=tuple(cumulative_thresholds(in_order(firms.sector.shares, FIRM_SECTORS))),
        size=tuple(cumulative_thresholds(in_order(firms.size.shares, FIRM_SIZES))),
        ownership=tuple(cumulative_thresholds(in_order(firms.ownership.shares, OWNERSHIPS))),
        connected=threshold(firms.connected.value),
        employs=tuple(threshold(getattr(firms.employs, size).value) for size in FIRM_SIZES),
    )
