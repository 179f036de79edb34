"""The tile library: 256 ready-made arrangements of households in 64 places.

A tile of a society is one page of this library, so that everything about a household (its size, its
members' ages and roles, where it begins) is read from a table by place. The library holds
256 times `residents_per_tile` people whose ages, sexes and household sizes match the recipe within
rounding; each tile then picks a page by chance, and marginals follow for any number of tiles.

Complexity: some 16,000 people are dealt once for a recipe's tables, in about a third of a second.
"""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sincerity.society.codes import NO_AGE, PLACES, TEMPLATES
from sincerity.society.composition import (
    Composition,
    CompositionError,
    Household,
    Member,
    Role,
)
from sincerity.society.draws import Draws
from sincerity.society.households import deal_households
from sincerity.society.quotas import AgeGroup, households_by_size, people_by_age


@dataclass(frozen=True, slots=True)
class Template:
    """One arrangement of 64 places; every tuple is indexed by place.

    Attributes
    ----------
    age_years
        Age at the start, 0..100; 255 where vacant.
    sex
        0 male, 1 female; 0 where vacant.
    role
        `Role`; 0 where vacant.
    size
        People in the household, 1..64; 0 where vacant.
    start
        The place where the household begins; the place itself where vacant.
    """

    age_years: tuple[int, ...]
    sex: tuple[int, ...]
    role: tuple[int, ...]
    size: tuple[int, ...]
    start: tuple[int, ...]

    @property
    def residents(self) -> int:
        """Return the number of occupied places."""
        return sum(1 for size in self.size if size)


def make_template(households: Sequence[Household]) -> Template:
    """Lay households side by side from place 0; the places after them are vacant."""
    members: list[tuple[Member, int, int]] = []
    for household in households:
        start = len(members)
        members += [(member, len(household), start) for member in household]
    vacant = range(len(members), PLACES)
    return Template(
        age_years=(*(m.age_years for m, _, _ in members), *(NO_AGE for _ in vacant)),
        sex=(*(m.sex for m, _, _ in members), *(0 for _ in vacant)),
        role=(*(int(m.role) for m, _, _ in members), *(int(Role.VACANT) for _ in vacant)),
        size=(*(size for _, size, _ in members), *(0 for _ in vacant)),
        start=(*(start for _, _, start in members), *vacant),
    )


def add_household(template: Template, household: Household) -> Template:
    """Return a template with one more household in its first vacant places.

    Raises
    ------
    ValueError
        If the household needs more places than are vacant.
    """
    before, page = template.residents, make_template([household])
    if before + len(household) > PLACES:
        raise ValueError(f"{len(household)} people do not fit {PLACES - before} vacant places")
    kept = PLACES - before
    return Template(
        age_years=template.age_years[:before] + page.age_years[:kept],
        sex=template.sex[:before] + page.sex[:kept],
        role=template.role[:before] + page.role[:kept],
        size=template.size[:before] + page.size[:kept],
        start=template.start[:before] + tuple(start + before for start in page.start[:kept]),
    )


def build_library(
    groups: Sequence[AgeGroup],
    household_size: Mapping[int, Fraction],
    composition: Composition,
    residents_per_tile: int,
) -> tuple[Template, ...]:
    """Build the 256 templates of a society's tables; the same tables give the same library.

    Raises
    ------
    CompositionError
        If the tables ask for households that cannot be put together or laid out.
    """
    return _build(
        tuple(groups), tuple(sorted(household_size.items())), composition, residents_per_tile
    )


@lru_cache(maxsize=16)
def _build(
    groups: tuple[AgeGroup, ...],
    household_size: tuple[tuple[int, Fraction], ...],
    composition: Composition,
    residents_per_tile: int,
) -> tuple[Template, ...]:
    """Build and remember a library."""
    sizes = households_by_size(dict(household_size), TEMPLATES * residents_per_tile)
    people = sum(size * count for size, count in sizes.items())
    households = deal_households(people_by_age(groups, people), sizes, composition)
    return tuple(make_template(tile) for tile in _pack(households, residents_per_tile))


def _pack(households: Sequence[Household], residents: int) -> list[list[Household]]:
    """Spread households over the tiles, large ones first, each to the emptiest tile.

    Small households come last and close the gaps, so that every tile holds exactly the wanted
    number of residents whenever there are enough people living alone.
    """
    draws = Draws(line=1)
    order = list(range(len(households)))
    draws.shuffle(order)
    order.sort(key=lambda i: -len(households[i]))
    tiles: list[list[Household]] = [[] for _ in range(TEMPLATES)]
    heap = [(0, tile) for tile in range(TEMPLATES)]
    for i in order:
        filled, tile = heapq.heappop(heap)
        filled += len(households[i])
        if filled > PLACES:
            raise CompositionError(
                f"the households do not fill tiles of {PLACES} places with {residents} residents; "
                f"use fewer residents per tile, or some smaller households"
            )
        tiles[tile].append(households[i])
        heapq.heappush(heap, (filled, tile))
    for number, tile_households in enumerate(tiles):
        within = list(range(len(tile_households)))
        draws.shuffle(within)
        tiles[number] = [tile_households[i] for i in within]
    return tiles
