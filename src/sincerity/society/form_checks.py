"""Checks of a recipe's form: ranges, shares, sums, runs of ages, cells of tables."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sincerity.scheme.quantities import Quantity
from sincerity.society.codes import AGE_BANDS, SEXES, URBAN
from sincerity.society.exact import (
    GROUP_YEARS,
    PERSON_CELLS,
    Cell,
    group_bounds,
    household_cells,
    person_cells,
)
from sincerity.society.faults import Fault, Path, visit
from sincerity.society.quotas import OLDEST_AGE
from sincerity.society.recipe import AgeRun, PersonRow, Recipe

SUM_TOLERANCE = Decimal("0.002")
"""How far the written shares of a table may be from 1: published tables are rounded."""
LARGEST_WEIGHT = 1000
"""Weights are relative; larger ones would be a slip."""
LEAST_GAP_SPAN_YEARS = 24
"""Parents of a newborn and of a seventeen-year-old must be able to be the same people."""
TABLES = ("means_start", "migrant", "work", "party", "online", "driver")
"""Tables in rows."""


def form_faults(recipe: Recipe) -> Iterator[Fault]:
    """Yield what is wrong with single tables; without it, their numbers can be worked out."""
    yield from _ranges(recipe)
    yield from _sums(recipe)
    yield from _composition(recipe)
    yield from _ages(recipe)
    yield from _cells(recipe)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", recipe.start):
        yield Fault("E617", ("start",), "a run starts in a month", "write it like 2010-01")


def _ranges(recipe: Recipe) -> Iterator[Fault]:
    """Values lie in their ranges, shares in 0..1, and the shares of a table add up to 1."""
    for path, value in visit(recipe):
        if isinstance(value, (Quantity, AgeRun)) and value.range is not None:
            number: Any = value.value if isinstance(value, Quantity) else value.share
            bounds: Any = value.range
            if not bounds[0] <= number <= bounds[1]:
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


def _shares(recipe: Recipe) -> Iterator[tuple[Path, Decimal]]:
    """Yield every share of a recipe with its path."""
    for path, value in visit(recipe):
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
            yield ("ages", i, "within", "weights", k), weight / LARGEST_WEIGHT


def _sums(recipe: Recipe) -> Iterator[Fault]:
    """Shares of one whole add up to 1, as far as published tables are rounded."""
    wholes: list[tuple[Path, list[Decimal]]] = [(("ages",), [run.share for run in recipe.ages])]
    wholes += [
        ((*path, "shares"), list(value.shares.values()))
        for path, value in visit(recipe)
        if hasattr(value, "shares")
    ]
    for path, parts in wholes:
        if abs(sum(parts, Decimal(0)) - 1) > SUM_TOLERANCE:
            yield Fault("E601", path, f"the shares add up to {sum(parts)}", "make them add up to 1")
    for i, run in enumerate(recipe.ages):
        if sum(run.within.weights, Decimal(0)) <= 0:
            yield Fault("E601", ("ages", i, "within"), "the weights are all zero")


def _composition(recipe: Recipe) -> Iterator[Fault]:
    """The rules of who lives together leave room for everyone."""
    table = recipe.composition
    of_two = table.couple_of_two, table.lone_parent_of_two, table.skipped_of_two
    total = sum((quantity.value for quantity in of_two), Decimal(0))
    if total > 1:
        message = f"the shares of two-person households add up to {total}"
        yield Fault("E601", ("composition",), message, "leave at least 0 for two other adults")
    for name, usual, low, high in (
        (
            "usual_parent_years",
            table.usual_parent_years,
            table.youngest_parent_years.value,
            table.oldest_parent_years.value,
        ),
        (
            "usual_man_older_years",
            table.usual_man_older_years,
            -table.man_younger_by_years.value,
            table.man_older_by_years.value,
        ),
    ):
        if usual is not None and not low <= usual.value <= high:
            message = f"the usual value {usual.value} lies outside {low} to {high}"
            yield Fault("E613", ("composition", name), message, "bring it between its bounds")
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
    for name in TABLES:
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
