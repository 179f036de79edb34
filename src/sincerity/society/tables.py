"""The marginal report: what a recipe asks for beside what the generator made.

Expected shares are closed forms of the recipe's exact numbers. Counts come from one addressed place
a tile (`sincerity.society.sampling`), so that rows are independent and the chi-square test holds.
Tables of people are over all people: the share of a cell is that of its age, sex and residence times
what the recipe says of that cell.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np

from sincerity.society.chi_square import chi_square_test
from sincerity.society.codes import AGE_BANDS, MEANS, SEXES, URBAN, WORK, WORK_SHIFT, Flag, age_band
from sincerity.society.compile import CompiledSociety
from sincerity.society.exact import (
    PERSON_CELLS,
    age_groups,
    band_shares,
    household_shares,
    household_table,
    means_weights,
    person_table,
    work_weights,
)
from sincerity.society.recipe import Recipe, Sourced
from sincerity.society.sampling import I64, Sample, sample_residents

_BAND_OF_AGE = np.array([age_band(age) for age in range(101)], dtype=np.int64)
_FLAGS = {"party": Flag.PARTY, "online": Flag.ONLINE, "driver": Flag.DRIVER}


class TableCell(NamedTuple):
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
        What is counted, by what; people or households.
    source, mark
        Source of the recipe's table and how well it is known.
    cells
        Every cell with a share above zero, and any other that holds somebody.
    n
        Independent rows counted.
    chi2, degrees_of_freedom, p
        Pearson's test of the counts against the shares.
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
            "cells": [cell._asdict() for cell in self.cells],
            "n": self.n,
            "chi2": self.chi2,
            "degrees_of_freedom": self.degrees_of_freedom,
            "p": self.p,
        }


def society_tables(compiled: CompiledSociety, recipe: Recipe | None = None) -> list[SocietyTable]:
    """Compare a society with a recipe's tables, its own unless another is given."""
    asked = compiled.blueprint.recipe if recipe is None else recipe
    sample = sample_residents(compiled)
    return [
        _age_sex(asked, sample),
        _household_size(asked, sample),
        *_household_tables(asked, sample),
        *_person_tables(asked, sample),
    ]


def _age_sex(recipe: Recipe, sample: Sample) -> SocietyTable:
    """Five-year groups by sex."""
    groups = age_groups(recipe)
    starts = np.array([group.first for group in groups])
    group_index = np.searchsorted(starts, sample.age_years, side="right") - 1
    cells = [
        (f"{group.first}-{group.last} {label}", group.share(sex))
        for group in groups
        for sex, label in enumerate(SEXES)
    ]
    first = recipe.ages[0]
    return _table(recipe, "age and sex", "people", first, cells, group_index * 2 + sample.sex)


def _household_size(recipe: Recipe, sample: Sample) -> SocietyTable:
    """Households by size, from those whose first place was chosen."""
    shares = household_shares(recipe)
    cells = [
        (f"{size} people", shares.get(size, Fraction(0))) for size in range(1, max(shares) + 1)
    ]
    index = sample.household_size[sample.is_household_start == 1] - 1
    return _table(recipe, "household size", "households", recipe.household_size, cells, index)


def _household_tables(recipe: Recipe, sample: Sample) -> Iterator[SocietyTable]:
    """Residence, means at the start and migrants, over all people."""
    urban = Fraction(recipe.urban.share.value)
    weights = (1 - urban, urban)
    cells = list(zip(URBAN, weights, strict=True))
    yield _table(recipe, "residence", "people", recipe.urban.share, cells, sample.urban)
    means = household_table(recipe.means_start.rows)
    cells = [
        (f"{place} {label}", weights[code] * share)
        for code, place in enumerate(URBAN)
        for label, share in zip(MEANS, means_weights(means[code]), strict=True)
    ]
    index = sample.urban * len(MEANS) + sample.means
    yield _table(recipe, "means at the start", "people", recipe.means_start, cells, index)
    migrant = household_table(recipe.migrant.rows)
    cells = [
        (f"{place} {label}", weights[code] * share)
        for code, place in enumerate(URBAN)
        for label, share in _no_and_yes("migrant", migrant[code].share)
    ]
    index = sample.urban * 2 + _bit(sample, Flag.MIGRANT)
    yield _table(recipe, "migrants", "people", recipe.migrant, cells, index)


def _person_tables(recipe: Recipe, sample: Sample) -> Iterator[SocietyTable]:
    """Work, party members, people online and drivers, by age band, sex and residence."""
    bands = band_shares(age_groups(recipe))
    urban = Fraction(recipe.urban.share.value)
    weights = [
        bands[band][sex] * (urban if code else 1 - urban) for band, sex, code in PERSON_CELLS
    ]
    words = [f"{AGE_BANDS[b]} {SEXES[s]} {URBAN[u]}" for b, s, u in PERSON_CELLS]
    cell_index = (_BAND_OF_AGE[sample.age_years] * 2 + sample.sex) * 2 + sample.urban
    work = person_table(recipe.work.rows)
    cells = [
        (f"{words[i]}: {label}", weights[i] * share)
        for i, cell in enumerate(PERSON_CELLS)
        for label, share in zip(WORK, work_weights(work[cell]), strict=True)
    ]
    index = cell_index * len(WORK) + (sample.flags >> WORK_SHIFT)
    yield _table(recipe, "work", "people", recipe.work, cells, index)
    for name, flag in _FLAGS.items():
        rows = getattr(recipe, name)
        by_cell = person_table(rows.rows)
        cells = [
            (f"{words[i]}: {label}", weights[i] * share)
            for i, cell in enumerate(PERSON_CELLS)
            for label, share in _no_and_yes(name, by_cell[cell].share)
        ]
        index = cell_index * 2 + _bit(sample, flag)
        yield _table(recipe, name, "people", rows, cells, index)


def _no_and_yes(name: str, share: Any) -> list[tuple[str, Fraction]]:
    """Return the cells of an attribute that people have or have not."""
    return [(f"not {name}", 1 - Fraction(share)), (name, Fraction(share))]


def _bit(sample: Sample, flag: Flag) -> I64:
    """Return 1 for rows with an attribute and 0 for the others."""
    return (sample.flags & int(flag) != 0).astype(np.int64)


def _table(
    recipe: Recipe,
    name: str,
    unit: str,
    stated: Sourced | Any,
    cells: Iterable[tuple[str, Fraction]],
    index: I64,
) -> SocietyTable:
    """Count rows by cell and test them against the shares."""
    listed = [(words, float(share)) for words, share in cells]
    counts = np.bincount(index, minlength=len(listed)).tolist()
    test = chi_square_test(counts, [share for _, share in listed])
    entry = recipe.sources.get(stated.source or "")
    return SocietyTable(
        name=name,
        unit=unit,
        source=stated.source or "",
        mark=stated.mark or (entry.mark if entry else ""),
        cells=tuple(
            TableCell(words, share, count)
            for (words, share), count in zip(listed, counts, strict=True)
            if share or count
        ),
        n=sum(counts),
        chi2=test.statistic,
        degrees_of_freedom=test.degrees,
        p=test.p,
    )
