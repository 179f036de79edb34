"""A society without a single array: places, tile library and thresholds as plain numbers.

Engine and twin share the blueprint. Everything about a synthetic person is a pure function of a
blueprint and a slot number: `sincerity.society.attributes` is that function in plain Python, and
`sincerity.society.compile` turns a blueprint into arrays for the kernels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from sincerity.chance.fixed import cumulative_thresholds, threshold
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.errors import UsageError
from sincerity.society.checks import recipe_faults, tile_count
from sincerity.society.codes import AGE_BANDS, MALE, PLACES, SEXES, URBAN
from sincerity.society.composition import ADULT_AGE, Composition, Household, Member, Role
from sincerity.society.exact import (
    Cell,
    age_groups,
    composition,
    household_shares,
    household_table,
    means_weights,
    person_table,
    place_shape,
    work_weights,
)
from sincerity.society.firm_tables import FirmTables, firm_tables
from sincerity.society.places import PlaceTree, build_places
from sincerity.society.quotas import OLDEST_AGE
from sincerity.society.recipe import Recipe
from sincerity.society.templates import Template, add_household, build_library

Thresholds = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Blueprint:
    """All that decides who lives where.

    Attributes
    ----------
    recipe
        What it was made from.
    seed
        Key of the society's draws, 0..2^64-1.
    ageing
        yearly: everyone is a year older each January; frozen: nobody ages.
    start_month
        Calendar month in which a run starts, 1..12.
    places
        The place tree over the tiles.
    templates
        The tile library: 256 pages, and one more for each household added by hand.
    added_pages
        Page of each tile that got a household added by hand; other tiles draw theirs.
    person_thresholds
        By age band at the start, sex and urban: work cumulated over its categories, then party
        member, online, driver; all 0..2^32.
    household_thresholds
        By urban: migrant, then means at the start cumulated over their categories.
    composition
        Rules of who lives together, also for households added by hand.
    firms
        Chances of firms; none where the recipe has no firms.
    """

    recipe: Recipe
    seed: int
    ageing: Literal["yearly", "frozen"]
    start_month: int
    places: PlaceTree
    templates: tuple[Template, ...]
    added_pages: Mapping[int, int]
    person_thresholds: tuple[tuple[tuple[Thresholds, ...], ...], ...]
    household_thresholds: tuple[Thresholds, ...]
    composition: Composition
    firms: FirmTables | None

    @property
    def tiles(self) -> int:
        """Return the number of tiles."""
        return self.places.tiles

    @property
    def slots(self) -> int:
        """Return the number of slots, vacant ones included."""
        return self.tiles * PLACES


def library_of(recipe: Recipe) -> tuple[Template, ...]:
    """Build the tile library of a recipe's tables.

    Raises
    ------
    CompositionError
        If the tables ask for households that cannot be put together.
    """
    return build_library(
        age_groups(recipe),
        household_shares(recipe),
        composition(recipe),
        recipe.residents_per_tile,
    )


def make_blueprint(
    recipe: Recipe,
    *,
    seed: int | None = None,
    residents: int | None = None,
    library: tuple[Template, ...] | None = None,
) -> Blueprint:
    """Work out a recipe, with another seed or another number of residents if given.

    Parameters
    ----------
    library
        What `library_of` returns for the recipe, where it was kept; built when left out.

    Raises
    ------
    UsageError
        If the seed is not of 64 bits, or the recipe with that number of residents has faults.
    CompositionError
        If the tables ask for households that cannot be put together.
    """
    key = recipe.seed if seed is None else seed
    if not 0 <= key < 2**64:
        raise UsageError(f"a society's seed lies between 0 and 2^64 - 1, not at {key}")
    if residents is not None:
        asked = recipe.residents.model_copy(update={"value": residents, "range": None})
        recipe = recipe.model_copy(update={"residents": asked})
    faults = recipe_faults(recipe)
    if faults:
        sentences = [f"{f.code} {'.'.join(map(str, f.path))}: {f.message}" for f in faults[:5]]
        raise UsageError(f"'{recipe.id}' cannot be generated: {'; '.join(sentences)}")
    people = recipe.residents.value
    seat = recipe.urban.seat
    return Blueprint(
        recipe=recipe,
        seed=key,
        ageing=recipe.ageing,
        start_month=int(recipe.start.split("-")[1]),
        places=build_places(
            place_shape(recipe.places),
            tile_count(recipe, people),
            Fraction(recipe.places.township_spread.value),
            Fraction(recipe.urban.share.value),
            None if seat is None else Fraction(seat.value),
        ),
        templates=library_of(recipe) if library is None else library,
        added_pages={},
        person_thresholds=_person_thresholds(recipe),
        household_thresholds=_household_thresholds(recipe),
        composition=composition(recipe),
        firms=None if recipe.firms is None else firm_tables(recipe.firms),
    )


def with_household(
    blueprint: Blueprint, tile: int, ages_years: Sequence[int], sexes: Sequence[int]
) -> Blueprint:
    """Return the same society with one more household in the vacant places of a tile.

    The first person is the head; a second adult of the other sex within the couple's gap is the
    partner; people of a child's age are children; the rest are others. Nobody else's number,
    household or chance changes.

    Raises
    ------
    UsageError
        If the tile does not exist or was already added to, the vacant places do not suffice, the
        head is a minor, or an age or sex is out of range.
    """
    if not 0 <= tile < blueprint.tiles or tile in blueprint.added_pages:
        raise UsageError(f"tile {tile} takes no household: it is not there or already has one")
    if not ages_years or len(ages_years) != len(sexes) or ages_years[0] < ADULT_AGE:
        raise UsageError("a household has an age and a sex for each, and an adult first")
    if not all(0 <= age <= OLDEST_AGE for age in ages_years) or not set(sexes) <= {0, 1}:
        raise UsageError(f"ages lie between 0 and {OLDEST_AGE} years; sexes are 0 or 1")
    page = blueprint.templates[page_of_tile(blueprint, tile)]
    vacant = PLACES - page.residents
    if len(ages_years) > vacant:
        raise UsageError(f"tile {tile} has {vacant} vacant places for {len(ages_years)} people")
    household = _members(ages_years, sexes, blueprint.composition)
    return replace(
        blueprint,
        templates=(*blueprint.templates, add_household(page, household)),
        added_pages={**blueprint.added_pages, tile: len(blueprint.templates)},
    )


def page_of_tile(blueprint: Blueprint, tile: int) -> int:
    """Return the page of the library that a tile shows."""
    added = blueprint.added_pages.get(tile)
    return words(blueprint.seed, Stream.TILE, 0, tile)[0] >> 24 if added is None else added


def _members(ages_years: Sequence[int], sexes: Sequence[int], rules: Composition) -> Household:
    """Give the people of a household their roles."""
    head = Member(ages_years[0], sexes[0], Role.HEAD)
    members = [head]
    for number, (age, sex) in enumerate(zip(ages_years[1:], sexes[1:], strict=True)):
        older = head.age_years - age if head.sex == MALE else age - head.age_years
        low, high = rules.partner_gap_years
        if number == 0 and age >= ADULT_AGE and sex != head.sex and low <= older <= high:
            role = Role.PARTNER
        elif rules.parent_gap_years[0] <= head.age_years - age <= rules.parent_gap_years[1]:
            role = Role.CHILD
        else:
            role = Role.OTHER
        members.append(Member(age, sex, role))
    return tuple(members)


def _person_thresholds(recipe: Recipe) -> tuple[tuple[tuple[Thresholds, ...], ...], ...]:
    """Return the thresholds of every cell of people."""
    work = person_table(recipe.work.rows)
    shares = [person_table(getattr(recipe, name).rows) for name in ("party", "online", "driver")]

    def of(cell: Cell) -> Thresholds:
        single = [threshold(table[cell].share) for table in shares]
        return (*cumulative_thresholds(work_weights(work[cell])), *single)

    return tuple(
        tuple(
            tuple(of((band, sex, urban)) for urban in range(len(URBAN)))
            for sex in range(len(SEXES))
        )
        for band in range(len(AGE_BANDS))
    )


def _household_thresholds(recipe: Recipe) -> tuple[Thresholds, ...]:
    """Return the thresholds of households, rural and urban."""
    migrant = household_table(recipe.migrant.rows)
    means = household_table(recipe.means_start.rows)
    return tuple(
        (threshold(migrant[code].share), *cumulative_thresholds(means_weights(means[code])))
        for code in range(len(URBAN))
    )
