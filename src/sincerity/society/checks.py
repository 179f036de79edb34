"""What a recipe must satisfy beyond its form: everything fits, and nobody is singled out."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sincerity.society.codes import FIRST_ADULT_BAND, PLACES, SEXES
from sincerity.society.exact import (
    PERSON_CELLS,
    Cell,
    age_groups,
    band_shares,
    household_cells,
    household_shares,
    person_cells,
    place_shape,
)
from sincerity.society.faults import Fault, Path
from sincerity.society.form_checks import TABLES, form_faults
from sincerity.society.places import rest_urban, township_tiles
from sincerity.society.quotas import mean_size
from sincerity.society.recipe import PersonRow, Recipe
from sincerity.society.sources import source_faults

HARMLESS = {"E611", "E613", "E617"}
"""Faults that keep no other check from working out its numbers."""
FEWEST_RESIDENTS = 1000
FEWEST_IN_CELL = 2
"""A cell that is not empty is expected to hold at least this many people (or households)."""
MOST_SLOTS = 2**32
MOST_TOWNSHIPS = 100_000
"""Several times as many as the largest country has."""


def recipe_faults(recipe: Recipe) -> list[Fault]:
    """Return everything that is wrong with a recipe.

    Checks that work out numbers are left out while the tables they need have faults.
    """
    faults = [*([] if recipe.tiny else source_faults(recipe)), *form_faults(recipe)]
    if {fault.code for fault in faults} <= HARMLESS:
        faults += [*_men(recipe), *_minors(recipe), *_capacity(recipe)]
    if not recipe.tiny and {fault.code for fault in faults} <= HARMLESS:
        faults += _pins(recipe)
    return faults


def _men(recipe: Recipe) -> Iterator[Fault]:
    """The shares of men stay shares when they are shifted to meet the total."""
    if any(share < 0 for group in age_groups(recipe) for share in (group.male, group.female)):
        message = "the groups' shares of men are too far from the total to be shifted to it"
        yield Fault("E615", ("male", "share"), message, "bring the groups closer to the total")


def _size(recipe: Recipe) -> list[Fault]:
    """The number of residents suits the places."""
    residents, path = recipe.residents.value, ("residents",)
    faults = []
    if not recipe.tiny and residents < FEWEST_RESIDENTS:
        message = f"{residents:,} residents are fewer than {FEWEST_RESIDENTS:,}"
        faults.append(
            Fault("E602", path, message, "societies are large: nobody in them can be meant")
        )
    tiles = tile_count(recipe, residents)
    townships = place_shape(recipe.places).townships
    if tiles < townships:
        message = (
            f"{residents:,} residents fill {tiles:,} tiles of {recipe.residents_per_tile}, too few "
            f"for {townships:,} townships"
        )
        faults.append(Fault("E605", path, message, "use fewer townships or more residents"))
    if townships > MOST_TOWNSHIPS:
        message = f"{townships:,} townships are more than {MOST_TOWNSHIPS:,}"
        faults.append(Fault("E606", ("places",), message, "use fewer places"))
    if tiles * PLACES > MOST_SLOTS:
        message = f"{residents:,} residents need {tiles * PLACES:,} places of at most 2^32"
        faults.append(Fault("E606", path, message, "use fewer residents"))
    return faults


def tile_count(recipe: Recipe, residents: int) -> int:
    """Return the number of tiles that comes closest to a number of residents, at least 1."""
    return max(1, round(Fraction(residents, recipe.residents_per_tile)))


def _minors(recipe: Recipe) -> Iterator[Fault]:
    """Nobody under 18 is an official, a party member or a licensed driver."""
    for name in ("party", "driver"):
        for i, row in enumerate(getattr(recipe, name).rows):
            if row.share > 0 and _has_minors(row):
                message = f"a share of {row.share} under 18 for '{name}'"
                yield Fault("E610", (name, "rows", i), message, "give minors a row with share 0")
    for i, work in enumerate(recipe.work.rows):
        if work.shares.get("official", 0) > 0 and _has_minors(work):
            message = "officials under 18"
            yield Fault("E610", ("work", "rows", i), message, "give minors a row without officials")


def _has_minors(row: PersonRow) -> bool:
    """Return whether a row covers an age band below 18."""
    return any(band < FIRST_ADULT_BAND for band, _, _ in person_cells(row))


def _capacity(recipe: Recipe) -> Iterator[Fault]:
    """The residents fit the places, and the urban people fit the townships."""
    faults = _size(recipe)
    yield from faults
    if recipe.places.township_spread.value >= 1:
        message = "the smallest township would be empty"
        yield Fault("E615", ("places", "township_spread"), message, "use a spread below 1")
    elif not faults and recipe.urban.seat is not None:
        yield from _seat(recipe)


def _seat(recipe: Recipe) -> Iterator[Fault]:
    """The townships other than the seat can make up for its urban share."""
    assert recipe.urban.seat is not None
    shape = place_shape(recipe.places)
    spread = Fraction(recipe.places.township_spread.value)
    share, seat = Fraction(recipe.urban.share.value), Fraction(recipe.urban.seat.value)
    smallest = tile_count(recipe, recipe.residents.value) // shape.counties
    for tiles in (smallest, smallest + 1):
        parts = township_tiles(tiles, shape.townships_per_county, spread)
        rest = rest_urban(share, seat, parts)
        if not 0 <= rest <= 1:
            message = f"with this seat the other townships would be {float(rest):.0%} urban"
            help = f"bring it closer to the county's {recipe.urban.share.value}"
            yield Fault("E612", ("urban", "seat"), message, help)
            return


def _pins(recipe: Recipe) -> Iterator[Fault]:
    """No cell as it is written is expected to hold fewer than two people or households."""
    groups = age_groups(recipe)
    people = recipe.residents.value
    bands = band_shares(groups)
    urban = Fraction(recipe.urban.share.value)
    weights = {
        cell: bands[cell[0]][cell[1]] * (urban if cell[2] else 1 - urban) for cell in PERSON_CELLS
    }
    sizes = household_shares(recipe)
    households = people / mean_size(sizes)
    cells: list[tuple[Path, Fraction, str]] = []
    for i, group in enumerate(groups):
        for sex, label in enumerate(SEXES):
            what = f"{label}, {group.first} to {group.last} years"
            cells.append((("male", "by_group", "weights", i), people * group.share(sex), what))
    for size, share in sizes.items():
        path: Path = ("household_size", "shares", str(size))
        cells.append((path, households * share, f"households of {size}"))
    for path, covered, parts in _written_cells(recipe, urban, weights):
        whole = households if path[0] in ("means_start", "migrant") else Fraction(people)
        cells += [(path, whole * covered * share, what) for what, share in parts]
    cells += _firm_cells(recipe, Fraction(people))
    for path, expected, what in cells:
        if 0 < expected < FEWEST_IN_CELL:
            message = f"{what}: {float(expected):.2g} expected, so the cell could mean one person"
            help = f"join cells until each holds at least {FEWEST_IN_CELL}, or write 0"
            yield Fault("E603", path, message, help)


def _firm_cells(recipe: Recipe, people: Fraction) -> Iterator[tuple[Path, Fraction, str]]:
    """Yield each cell of firms and the people expected to live in tiles with such a firm."""
    if recipe.firms is None:
        return
    covered = people * Fraction(recipe.firms.per_tile.value)
    for name in ("sector", "size", "ownership"):
        for word, share in getattr(recipe.firms, name).shares.items():
            path: Path = ("firms", name, "shares", word)
            yield path, covered * Fraction(share), f"people beside a firm of '{word}'"


def _written_cells(
    recipe: Recipe, urban: Fraction, weights: Mapping[Cell, Fraction]
) -> Iterator[tuple[Path, Fraction, list[tuple[str, Fraction]]]]:
    """Yield each row's path, the share of people or households it covers, and its parts."""
    for name in TABLES:
        for i, row in enumerate(getattr(recipe, name).rows):
            if isinstance(row, PersonRow):
                covered = sum((weights[cell] for cell in person_cells(row)), Fraction(0))
            else:
                codes = household_cells(row)
                covered = sum((urban if code else 1 - urban for code in codes), Fraction(0))
            if hasattr(row, "shares"):
                parts = [(f"'{label}'", Fraction(share)) for label, share in row.shares.items()]
            else:
                share = Fraction(row.share)
                parts = [(f"'{name}'", share), (f"not '{name}'", 1 - share)]
            yield (name, "rows", i), covered, parts
