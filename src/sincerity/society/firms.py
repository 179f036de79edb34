"""The firm of a tile in plain Python: the specification of the compiled firms.

A tile of 64 places has at most one firm; its representative, its nominee and its workers live in
the tile. Streams (`sincerity.chance.streams`): FIRM by tile decides whether there is a firm and
what it is, FIRM_PEOPLE by tile who stands for it, and FIRM_PEOPLE by slot who works for it.
"""

from dataclasses import dataclass

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.society.attributes import Person
from sincerity.society.blueprint import Blueprint, page_of_tile
from sincerity.society.codes import PLACES, WAGE
from sincerity.society.composition import ADULT_AGE

__all__ = ["Firm", "firm_of_tile", "works_for_firm"]

WORKER_DETAIL = 1
"""Detail of the address whose first word decides whether a wage worker works for the firm."""


@dataclass(frozen=True, slots=True)
class Firm:
    """Everything about a synthetic firm that the society decides; codes as in `codes`.

    Attributes
    ----------
    tile
        Number of the tile, which is also the firm's.
    sector, size, ownership
        Codes.
    is_connected
        Whether the firm is well connected.
    representative, nominee
        Slots of the legal representative and of who takes the post in name only; they may be the
        same person.
    """

    tile: int
    sector: int
    size: int
    ownership: int
    is_connected: bool
    representative: int
    nominee: int

    @property
    def firm_class(self) -> int:
        """Number of the class, 0..95."""
        return (self.sector * 4 + self.size) * 4 + self.ownership


def firm_of_tile(blueprint: Blueprint, tile: int) -> Firm | None:
    """Return the firm of a tile, or none.

    Raises
    ------
    IndexError
        If the society has no such tile.
    """
    if not 0 <= tile < blueprint.tiles:
        raise IndexError(f"tile {tile} is not one of {blueprint.tiles}")
    tables = blueprint.firms
    if tables is None:
        return None
    there, sector, size, ownership = words(blueprint.seed, Stream.FIRM, 0, tile)
    adults = adult_slots(blueprint, tile)
    if there >= tables.per_tile or not adults:
        return None
    representative, connected, nominee, _ = words(blueprint.seed, Stream.FIRM_PEOPLE, 0, tile)
    return Firm(
        tile=tile,
        sector=_category(tables.sector, sector),
        size=_category(tables.size, size),
        ownership=_category(tables.ownership, ownership),
        is_connected=connected < tables.connected,
        representative=_one_of(adults, representative),
        nominee=_one_of(adults, nominee),
    )


def works_for_firm(blueprint: Blueprint, person: Person, firm: Firm) -> bool:
    """Return whether a person of the firm's tile works for it; only wage workers do."""
    assert blueprint.firms is not None, "there is no firm where a society has none"
    assert person.tile == firm.tile, "a firm employs people of its own tile"
    word = words(blueprint.seed, Stream.FIRM_PEOPLE, 0, person.slot, WORKER_DETAIL)[0]
    return person.work == WAGE and word < blueprint.firms.employs[firm.size]


def adult_slots(blueprint: Blueprint, tile: int) -> list[int]:
    """Return the slots of a tile's residents aged 18 or over at the start, in ascending order."""
    page = blueprint.templates[page_of_tile(blueprint, tile)]
    return [
        tile * PLACES + place
        for place in range(PLACES)
        if page.size[place] and page.age_years[place] >= ADULT_AGE
    ]


def _one_of(slots: list[int], word: int) -> int:
    """Return the slot that a word chooses."""
    return slots[word * len(slots) >> 32]


def _category(cumulative: tuple[int, ...], word: int) -> int:
    """Return the category that a word falls in."""
    return sum(limit <= word for limit in cumulative)
