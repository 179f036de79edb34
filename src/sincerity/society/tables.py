"""The marginal report: what a recipe asks for beside what the generator made.

Expected shares are closed forms of the recipe's exact numbers. What is drawn by the tile is counted
once a tile; attributes are counted in everyone and tested given the numbers of people of each age
band, sex and residence, which have tests of their own (`sincerity.society.sampling` says why).
Firms are counted one by one: no two share a draw.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.scheme.quantities import Quantity, Sourced
from sincerity.society.chi_square import chi_square_test
from sincerity.society.codes import (
    AGE_BANDS,
    FIRM_SECTORS,
    FIRM_SIZES,
    MEANS,
    OWNERSHIPS,
    SEXES,
    URBAN,
    WORK,
)
from sincerity.society.compile import CompiledSociety
from sincerity.society.exact import (
    PERSON_CELLS,
    age_groups,
    band_shares,
    household_shares,
    household_table,
    in_order,
    means_weights,
    person_table,
    work_weights,
)
from sincerity.society.firm_counts import count_firms
from sincerity.society.recipe import Recipe
from sincerity.society.sampling import Counts, Sample, count_attributes, sample_residents

_WEAKNESS = ("V", "V*", "D", "M+", "fictional", "M", "M-", "GAP")
"""Marks from the best known number to the least."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its words, the share asked for (0..1) and the rows that fell in it."""

    cell: str
    expected_share: float
    count: int


@dataclass(frozen=True, slots=True)
class SocietyTable:
    """One marginal table of a generated society.

    Attributes
    ----------
    name, unit
        What is counted: people, households or tiles.
    source, mark
        Source of the recipe's table and how well it is known.
    cells
        Every cell with a share above zero, and any other that holds somebody; shares are of all
        people (households, tiles).
    n
        Independent rows counted.
    chi2, degrees_of_freedom, p
        Pearson's test of the counts against the shares of their row of the recipe's table.
    """

    name: str
    unit: str
    source: str
    mark: str
    cells: tuple[TableCell, ...]
    n: int
    chi2: float
    degrees_of_freedom: int
    p: float

    def to_json(self) -> dict[str, Any]:
        """Return the table as plain values."""
        return {
            "name": self.name,
            "unit": self.unit,
            "source": self.source,
            "mark": self.mark,
            "cells": [asdict(cell) for cell in self.cells],
            "n": self.n,
            "chi2": self.chi2,
            "degrees_of_freedom": self.degrees_of_freedom,
            "p": self.p,
        }


class _Row(NamedTuple):
    """The cells of one row of a recipe's table."""

    weight: Fraction
    """Share of all people who are of this row."""
    cells: list[tuple[str, Fraction]]
    """Words of each cell, and its share of the row."""
    counts: list[int]


def society_tables(compiled: CompiledSociety, recipe: Recipe | None = None) -> list[SocietyTable]:
    """Compare a society with a recipe's tables, its own unless another is given.

    Complexity: about 50 ns a slot of the first 65,536 tiles, and 10 ns a tile.
    """
    asked = compiled.blueprint.recipe if recipe is None else recipe
    counts = count_attributes(compiled)
    return [
        *_tile_tables(asked, compiled, sample_residents(compiled)),
        *_household_tables(asked, counts),
        *_person_tables(asked, counts),
        *_firm_tables(asked, compiled),
    ]


def _tile_tables(
    recipe: Recipe, compiled: CompiledSociety, sample: Sample
) -> Iterator[SocietyTable]:
    """Ages and sexes, household sizes and residence: one row a tile."""
    groups = age_groups(recipe)
    starts = np.array([group.first for group in groups])
    group_index = np.searchsorted(starts, sample.age_years, side="right") - 1
    cells = [
        (f"{group.first}-{group.last} {label}", group.share(sex))
        for group in groups
        for sex, label in enumerate(SEXES)
    ]
    parts: list[Sourced | Quantity[Any]] = [recipe.male.share, recipe.male.by_group]
    parts += [part for run in recipe.ages for part in (run, run.within)]
    weakest = max(parts, key=lambda part: _WEAKNESS.index(_mark(recipe, part)))
    index = group_index * len(SEXES) + sample.sex
    yield _table(recipe, "age and sex", "people", weakest, [_whole(cells, index)])
    shares = household_shares(recipe)
    sizes = range(1, max(shares) + 1)
    cells = [(f"{size} people", shares.get(size, Fraction(0))) for size in sizes]
    index = sample.household_size[sample.is_household_start == 1] - 1
    row = _whole(cells, index)
    yield _table(recipe, "household size", "households", recipe.household_size, [row])
    urban = Fraction(recipe.urban.share.value)
    row = _whole(list(zip(URBAN, (1 - urban, urban), strict=True)), compiled.tile_urban)
    yield _table(recipe, "residence", "tiles", recipe.urban.share, [row])


def _household_tables(recipe: Recipe, counts: Counts) -> Iterator[SocietyTable]:
    """Means at the start and migrants: every household, given its residence."""
    urban = Fraction(recipe.urban.share.value)
    weights = (1 - urban, urban)
    means = household_table(recipe.means_start.rows)
    migrant = household_table(recipe.migrant.rows)
    by_means, by_migrant = [], []
    for code, place in enumerate(URBAN):
        labels = [f"{place}: {label}" for label in MEANS]
        cells = list(zip(labels, means_weights(means[code]), strict=True))
        by_means.append(_Row(weights[code], cells, counts.means[code].tolist()))
        cells = _no_and_yes(place, "migrant", migrant[code].share)
        by_migrant.append(_Row(weights[code], cells, counts.migrant[code].tolist()))
    yield _table(recipe, "means at the start", "households", recipe.means_start, by_means)
    yield _table(recipe, "migrant", "households", recipe.migrant, by_migrant)


def _person_tables(recipe: Recipe, counts: Counts) -> Iterator[SocietyTable]:
    """Work, party, online, driver: every resident, given age band, sex and residence."""
    bands = band_shares(age_groups(recipe))
    urban = Fraction(recipe.urban.share.value)
    weights = [
        bands[band][sex] * (urban if code else 1 - urban) for band, sex, code in PERSON_CELLS
    ]
    words = [f"{AGE_BANDS[band]} {SEXES[sex]} {URBAN[code]}" for band, sex, code in PERSON_CELLS]
    work = person_table(recipe.work.rows)
    rows = []
    for i, cell in enumerate(PERSON_CELLS):
        labels = [f"{words[i]}: {label}" for label in WORK]
        cells = list(zip(labels, work_weights(work[cell]), strict=True))
        rows.append(_Row(weights[i], cells, counts.work[i].tolist()))
    yield _table(recipe, "work", "people", recipe.work, rows)
    for name in ("party", "online", "driver"):
        stated, found = getattr(recipe, name), getattr(counts, name)
        shares = person_table(stated.rows)
        rows = [
            _Row(weights[i], _no_and_yes(words[i], name, shares[cell].share), found[i].tolist())
            for i, cell in enumerate(PERSON_CELLS)
        ]
        yield _table(recipe, name, "people", stated, rows)


def _firm_tables(recipe: Recipe, compiled: CompiledSociety) -> Iterator[SocietyTable]:
    """Firms: one row a tile for whether there is one, then one row a firm."""
    asked = recipe.firms
    if asked is None or compiled.firms is None:
        return
    found = count_firms(compiled)
    cells = _yes_and_no(asked.per_tile.value, "a firm", "no firm")
    yield _table(recipe, "firms", "tiles", asked.per_tile, [_row(cells, found.there)])
    for name, table, words, counts in (
        ("sector of firms", asked.sector, FIRM_SECTORS, found.sector),
        ("size of firms", asked.size, FIRM_SIZES, found.size),
        ("ownership of firms", asked.ownership, OWNERSHIPS, found.ownership),
    ):
        cells = list(zip(words, in_order(table.shares, words), strict=True))
        yield _table(recipe, name, "firms", table, [_row(cells, counts)])
    cells = _yes_and_no(asked.connected.value, "well connected", "not")
    yield _table(recipe, "connected", "firms", asked.connected, [_row(cells, found.connected)])


def _yes_and_no(share: Decimal, yes: str, no: str) -> list[tuple[str, Fraction]]:
    """Return the cells of a chance: first that it happens."""
    return [(yes, Fraction(share)), (no, 1 - Fraction(share))]


def _row(cells: list[tuple[str, Fraction]], counts: Sequence[int]) -> _Row:
    """Return a table of one row from its counts."""
    return _Row(Fraction(1), cells, list(counts))


def _no_and_yes(row: str, name: str, share: Decimal) -> list[tuple[str, Fraction]]:
    """Return the cells of an attribute that people have or have not."""
    return [(f"{row}: not {name}", 1 - Fraction(share)), (f"{row}: {name}", Fraction(share))]


def _whole(cells: list[tuple[str, Fraction]], index: npt.NDArray[Any]) -> _Row:
    """Return a table of one row from the cell of each counted one."""
    return _Row(Fraction(1), cells, np.bincount(index, minlength=len(cells)).tolist())


def _table(
    recipe: Recipe, name: str, unit: str, stated: Sourced | Quantity[Any], rows: list[_Row]
) -> SocietyTable:
    """Test the rows of a table and write its cells."""
    test = chi_square_test([(row.counts, [float(share) for _, share in row.cells]) for row in rows])
    return SocietyTable(
        name=name,
        unit=unit,
        source=stated.source or "",
        mark=_mark(recipe, stated),
        cells=tuple(
            TableCell(words, float(row.weight * share), count)
            for row in rows
            for (words, share), count in zip(row.cells, row.counts, strict=True)
            if share or count
        ),
        n=sum(sum(row.counts) for row in rows),
        chi2=test.statistic,
        degrees_of_freedom=test.degrees,
        p=test.p,
    )


def _mark(recipe: Recipe, stated: Sourced | Quantity[Any]) -> str:
    """Return the mark of a table, its source's if it states none."""
    entry = recipe.sources.get(stated.source or "")
    return stated.mark or (entry.mark if entry else "GAP")
