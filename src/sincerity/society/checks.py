"""What a recipe must satisfy beyond its form: sums, cells, sizes, sources, nobody singled out.

Each check yields faults with a code, the path of the value at fault and a way out; the loader turns
them into diagnostics with their places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from pydantic import BaseModel

from sincerity.scheme.quantities import Quantity, Sourced
from sincerity.society.codes import AGE_BANDS, FIRST_ADULT_BAND, PLACES, SEXES, URBAN
from sincerity.society.exact import (
    GROUP_YEARS,
    PERSON_CELLS,
    Cell,
    age_groups,
    band_shares,
    group_bounds,
    household_cells,
    household_shares,
    person_cells,
    place_shape,
)
from sincerity.society.places import rest_urban, township_tiles
from sincerity.society.quotas import OLDEST_AGE, largest_remainder, mean_size
from sincerity.society.recipe import (
    AgeRun,
    PersonRow,
    Recipe,
)

CODES: dict[str, str] = {
    "E601": "shares do not add up to 1",
    "E602": "a society of fewer than 1,000 residents",
    "E603": "a cell fine enough to single out one synthetic person",
    "E604": "a household size without households",
    "E605": "more townships than tiles",
    "E606": "more places than a number of 32 bits can count",
    "E607": "a cell that no row of a table covers",
    "E608": "a cell that two rows of a table cover",
    "E609": "households that cannot be put together",
    "E610": "minors with an attribute of adults",
    "E611": "a number without a source, or with an unknown one",
    "E612": "urban shares that contradict each other",
    "E613": "a value outside its own range",
    "E614": "ages that do not run from 0 to 100 in five-year groups",
    "E615": "a share outside 0 to 1",
    "E617": "a start that is not a month",
    "E616": "bounds of ages that leave no room for brothers and sisters",
}
"""Title of each code of this module."""

FEWEST_RESIDENTS = 1000
FEWEST_IN_CELL = 2
"""A cell that is not empty is expected to hold at least this many people (or households)."""
MOST_SLOTS = 2**32
SUM_TOLERANCE = Decimal("0.002")
"""How far the written shares of a table may be from 1: published tables are rounded."""
LEAST_GAP_SPAN_YEARS = 24
"""Parents of a newborn and of a seventeen-year-old must be able to be the same people."""

Path = tuple[str | int, ...]
_SHARE_TABLES = ("party", "online", "driver")


class Fault(NamedTuple):
    """One thing wrong with a recipe."""

    code: str
    path: Path
    message: str
    help: str = ""


def recipe_faults(recipe: Recipe) -> list[Fault]:
    """Return everything that is wrong with a recipe; each later step needs the earlier ones."""
    first = [*_sources(recipe), *_numbers(recipe), *_ages(recipe), *_cells(recipe)]
    return first or [*_minors(recipe), *_capacity(recipe), *_pins(recipe)]


def size_faults(recipe: Recipe, residents: int, path: Path = ("residents",)) -> list[Fault]:
    """Return what is wrong with a number of residents for this recipe's places and tables."""
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
    if tiles * PLACES > MOST_SLOTS:
        message = f"{residents:,} residents need {tiles * PLACES:,} places of at most 2^32"
        faults.append(Fault("E606", path, message, "use fewer residents"))
    return faults


def tile_count(recipe: Recipe, residents: int) -> int:
    """Return the number of tiles that comes closest to a number of residents, at least 1."""
    return max(1, round(Fraction(residents, recipe.residents_per_tile)))


def _children(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the parts of a model, mapping or list with the step that leads to each."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def _visit(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every model of a recipe with its path, outer ones first."""
    if isinstance(value, BaseModel):
        yield path, value
    for step, child in _children(value):
        yield from _visit(child, (*path, step))


def _sources(recipe: Recipe) -> Iterator[Fault]:
    """Every table and quantity names, or inherits from its table, a source that exists."""
    sourced: set[Path] = set()
    for path, value in _visit(recipe):
        if not isinstance(value, (Sourced, Quantity)):
            continue
        if value.source is not None and value.source not in recipe.sources:
            message = f"unknown source '{value.source[:60]}'"
            known = ", ".join(sorted(recipe.sources))
            yield Fault("E611", (*path, "source"), message, f"known: {known}")
        if value.source is not None or any(path[:depth] in sourced for depth in range(len(path))):
            sourced.add(path)
        else:
            yield Fault("E611", path, f"'{path[-1]}' names no source", "add 'source: ...'")


def _numbers(recipe: Recipe) -> Iterator[Fault]:
    """Values lie in their ranges, shares in 0..1, and the shares of a table add up to 1."""
    for path, value in _visit(recipe):
        if isinstance(value, (Quantity, AgeRun)) and value.range is not None:
            number = value.value if isinstance(value, Quantity) else value.share
            if not value.range[0] <= number <= value.range[1]:
                yield Fault(
                    "E613", (*path, "range"), f"{number} lies outside its range", "widen the range"
                )
        factor = getattr(value, "range_factor", None)
        if factor is not None and not 0 <= factor[0] <= 1 <= factor[1]:
            message = "the lower factor lies in 0 to 1 and the upper one is at least 1"
            yield Fault("E613", (*path, "range_factor"), message)
    for path, share in _shares(recipe):
        if not 0 <= share <= 1:
            yield Fault("E615", path, f"{share} is no share", "write a number from 0 to 1")
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", recipe.start):
        yield Fault("E617", ("start",), "a run starts in a month", "write it like 2010-01")
    yield from _sums(recipe)


def _shares(recipe: Recipe) -> Iterator[tuple[Path, Decimal]]:
    """Yield every share of a recipe with its path."""
    for path, value in _visit(recipe):
        if isinstance(value, Quantity) and isinstance(value.value, Decimal):
            yield path, value.value
        share = getattr(value, "share", None)
        if isinstance(share, Decimal):
            yield (*path, "share"), share
        for name, part in (getattr(value, "shares", None) or {}).items():
            yield (*path, "shares", str(name)), part
    for i, men in enumerate(recipe.male.by_group.weights):
        yield ("male", "by_group", "weights", i), men
    for i, run in enumerate(recipe.ages):
        for k, weight in enumerate(run.within.weights):
            if weight < 0:
                yield ("ages", i, "within", "weights", k), weight


def _sums(recipe: Recipe) -> Iterator[Fault]:
    """Shares of one whole add up to 1, as far as published tables are rounded."""
    wholes: list[tuple[Path, list[Decimal]]] = [(("ages",), [run.share for run in recipe.ages])]
    wholes += [
        ((*path, "shares"), list(value.shares.values()))
        for path, value in _visit(recipe)
        if hasattr(value, "shares")
    ]
    for path, parts in wholes:
        if abs(sum(parts) - 1) > SUM_TOLERANCE:
            yield Fault("E601", path, f"the shares add up to {sum(parts)}", "make them add up to 1")
    for i, run in enumerate(recipe.ages):
        if sum(run.within.weights) <= 0:
            yield Fault("E601", ("ages", i, "within"), "the weights are all zero")
    table = recipe.composition
    parts = [q.value for q in (table.couple_of_two, table.lone_parent_of_two, table.skipped_of_two)]
    if sum(parts) > 1:
        message = f"the shares of two-person households add up to {sum(parts)}"
        yield Fault("E601", ("composition",), message, "leave at least 0 for two other adults")
    span = table.oldest_parent_years.value - table.youngest_parent_years.value
    if span < LEAST_GAP_SPAN_YEARS:
        message = f"parents are of {span + 1} ages only, counted from their child's birth"
        help = f"leave at least {LEAST_GAP_SPAN_YEARS} years between youngest and oldest"
        yield Fault("E616", ("composition", "oldest_parent_years"), message, help)


def _ages(recipe: Recipe) -> Iterator[Fault]:
    """Runs of ages follow each other from 0 to 100 in five-year groups."""
    expected = 0
    for i, run in enumerate(recipe.ages):
        if run.first != expected:
            message = f"this run of ages begins at {run.first}, not at {expected}"
            yield Fault("E614", ("ages", i, "from"), message, "leave no gap and no overlap")
        groups = len(run.within.weights)
        full = run.first + GROUP_YEARS * groups - 1
        if not (run.last == full or (run.last == OLDEST_AGE and full - GROUP_YEARS < OLDEST_AGE)):
            message = f"{groups} five-year groups do not divide ages {run.first} to {run.last}"
            yield Fault("E614", ("ages", i, "within", "weights"), message, "one weight a group")
        expected = run.last + 1
    if expected != OLDEST_AGE + 1:
        message = f"the ages end at {expected - 1}"
        yield Fault("E614", ("ages",), message, f"let the last run end at {OLDEST_AGE}")
    groups = len(group_bounds(recipe))
    if len(recipe.male.by_group.weights) != groups:
        message = f"{len(recipe.male.by_group.weights)} shares of men for {groups} groups of ages"
        yield Fault("E614", ("male", "by_group", "weights"), message, "one share a group")


def _cells(recipe: Recipe) -> Iterator[Fault]:
    """Every cell of a table has exactly one row."""
    for name in ("means_start", "migrant", "work", *_SHARE_TABLES):
        rows = getattr(recipe, name).rows
        seen: set[Any] = set()
        wanted: Sequence[Any] = PERSON_CELLS if isinstance(rows[0], PersonRow) else range(2)
        for i, row in enumerate(rows):
            cells = person_cells(row) if isinstance(row, PersonRow) else household_cells(row)
            twice = next((cell for cell in cells if cell in seen), None)
            if twice is not None:
                message = f"another row holds for {_cell_words(twice)} too"
                yield Fault("E608", (name, "rows", i), message, "let each cell have one row")
            seen.update(cells)
        missing = next((cell for cell in wanted if cell not in seen), None)
        if missing is not None:
            message = f"no row holds for {_cell_words(missing)}"
            yield Fault("E607", (name, "rows"), message, "add a row, with share 0 if need be")


def _cell_words(cell: Cell | int) -> str:
    """Name a cell."""
    if isinstance(cell, int):
        return URBAN[cell]
    return f"{AGE_BANDS[cell[0]]}, {SEXES[cell[1]]}, {URBAN[cell[2]]}"


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
    faults = size_faults(recipe, recipe.residents.value)
    yield from faults
    if max(household_shares(recipe)) > recipe.residents_per_tile:
        message = "the largest household does not fit one tile"
        yield Fault("E604", ("residents_per_tile",), message)
    if recipe.places.township_spread.value >= 1:
        message = "the smallest township would be empty"
        yield Fault("E615", ("places", "township_spread"), message, "use a spread below 1")
    elif not faults and recipe.urban.seat is not None:
        shape = place_shape(recipe.places)
        tiles = largest_remainder(
            [Fraction(1)] * shape.counties, tile_count(recipe, recipe.residents.value)
        )
        parts = township_tiles(
            tiles[0], shape.townships_per_county, Fraction(recipe.places.township_spread.value)
        )
        rest = rest_urban(
            Fraction(recipe.urban.share.value), Fraction(recipe.urban.seat.value), parts
        )
        if not 0 <= rest <= 1:
            message = (
                f"with this seat the other townships would be {float(rest):.0%} urban, to keep "
                f"the county at {recipe.urban.share.value}"
            )
            yield Fault("E612", ("urban", "seat"), message, "bring the two shares closer")


def _pins(recipe: Recipe) -> Iterator[Fault]:
    """No cell as it is written is expected to hold fewer than two people or households."""
    if recipe.tiny:
        return
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
        cells += [(path, whole * covered * part, "this row") for part in parts]
    for path, expected, what in cells:
        if 0 < expected < FEWEST_IN_CELL:
            message = f"{what}: {float(expected):.2g} expected, so a cell could mean one person"
            help = f"join cells until each holds at least {FEWEST_IN_CELL}, or write 0"
            yield Fault("E603", path, message, help)


def _written_cells(
    recipe: Recipe, urban: Fraction, weights: Mapping[Cell, Fraction]
) -> Iterator[tuple[Path, Fraction, list[Fraction]]]:
    """Yield each row's path, the share of people or households it covers, and its parts."""
    for name in ("means_start", "migrant", "work", *_SHARE_TABLES):
        for i, row in enumerate(getattr(recipe, name).rows):
            if isinstance(row, PersonRow):
                covered = sum((weights[cell] for cell in person_cells(row)), Fraction(0))
            else:
                codes = household_cells(row)
                covered = sum((urban if code else 1 - urban for code in codes), Fraction(0))
            if hasattr(row, "shares"):
                parts = [Fraction(share) for share in row.shares.values()]
            else:
                parts = [Fraction(row.share), 1 - Fraction(row.share)]
            yield (name, "rows", i), covered, parts
