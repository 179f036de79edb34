"""Neighbourhood cells: sixteen tiles of a township, where people see each other.

Sees everything; decides nothing; draws nothing. What a month leaves behind in a cell is read next
month.
"""

from collections import Counter

from sincerity.reference.state import PLACES, TwinState
from sincerity.reference.tally import is_visible

TILES = 16
"""Tiles of a cell; the last one of a township may have fewer."""
CELL_MEASURES = ("residents", "visible", "wronged", "protesters")
"""Measures of the bulletin by cell."""
WRONGED = 1
"""Bit of a mark: before a door for something not done, now."""

Cell = tuple[int, int]
"""A township, and which of its cells."""


def cell_of(world: TwinState, slot: int) -> Cell:
    """Return the cell in which a person lives."""
    township = world.people[slot].township
    tile = slot // PLACES - world.society.places.first_tile_of_township[township]
    return township, tile // TILES


def seen_in_cell(world: TwinState, slot: int, measure: str) -> int:
    """Return a measure of a person's cell as of last month; 0 before the first month."""
    if not world.cell_bulletins:
        return 0
    return world.cell_bulletins[-1][(*cell_of(world, slot), measure)]


def count_cells(world: TwinState, protesters: list[int]) -> None:
    """Publish the month's bulletin by cell."""
    found: Counter[tuple[int, int, str]] = Counter()
    for slot in world.people:
        cell = cell_of(world, slot)
        found[*cell, "residents"] += 1
        found[*cell, "visible"] += world.is_covered(slot) and is_visible(world, slot)
        found[*cell, "wronged"] += world.marks[slot] & WRONGED
        found[*cell, "protesters"] += slot in protesters
    world.cell_bulletins.append(found)
