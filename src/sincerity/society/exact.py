"""The exact numbers of a recipe: rationals and whole-number thresholds, without a single float.

Closed forms of the marginal report and thresholds of the draws both start from here.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from sincerity.society.codes import AGE_BANDS, MEANS, SEXES, URBAN, WORK, age_band
from sincerity.society.composition import Composition
from sincerity.society.places import PlaceShape
from sincerity.society.quotas import AgeGroup, years_within
from sincerity.society.recipe import (
    HouseholdRow,
    MeansRow,
    PersonRow,
    Places,
    Recipe,
    WorkRow,
)

GROUP_YEARS = 5
HouseholdT = TypeVar("HouseholdT", bound=HouseholdRow)
PersonT = TypeVar("PersonT", bound=PersonRow)

Cell = tuple[int, int, int]
"""Age band, sex, urban."""
PERSON_CELLS: tuple[Cell, ...] = tuple(
    (band, sex, urban)
    for band in range(len(AGE_BANDS))
    for sex in range(len(SEXES))
    for urban in range(len(URBAN))
)


def group_bounds(recipe: Recipe) -> list[tuple[int, int]]:
    """Return first and last age of every five-year group; the last of all runs to 100."""
    bounds = []
    for run in recipe.ages:
        for i in range(len(run.within.weights)):
            first = run.first + GROUP_YEARS * i
            is_last = i == len(run.within.weights) - 1
            bounds.append((first, run.last if is_last else first + GROUP_YEARS - 1))
    return bounds


def group_shares(recipe: Recipe) -> list[Fraction]:
    """Return the share of all people in every five-year group (sums to 1).

    The weights divide each run of ages, whose own share is kept.
    """
    total = sum(Fraction(run.share) for run in recipe.ages)
    shares = []
    for run in recipe.ages:
        weights = [Fraction(weight) for weight in run.within.weights]
        shares += [Fraction(run.share) * weight / sum(weights) / total for weight in weights]
    return shares


def age_groups(recipe: Recipe) -> list[AgeGroup]:
    """Return people by five-year group and sex; men add up to the recipe's total share."""
    shares = group_shares(recipe)
    profile = [Fraction(weight) for weight in recipe.male.by_group.weights]
    written = sum(share * men for share, men in zip(shares, profile, strict=True))
    shift = Fraction(recipe.male.share.value) - written
    return [
        AgeGroup(first, last, share * (men + shift), share * (1 - men - shift))
        for (first, last), share, men in zip(group_bounds(recipe), shares, profile, strict=True)
    ]


def band_shares(groups: Sequence[AgeGroup]) -> list[list[Fraction]]:
    """Return the share of all people by age band and sex (sums to 1)."""
    shares = [[Fraction(0)] * len(SEXES) for _ in AGE_BANDS]
    for group in groups:
        for year, part in enumerate(years_within(group)):
            for sex in range(len(SEXES)):
                shares[age_band(group.first + year)][sex] += group.share(sex) * part
    return shares


def household_shares(recipe: Recipe) -> dict[int, Fraction]:
    """Return the share of households by size (sums to 1)."""
    shares = {size: Fraction(share) for size, share in recipe.household_size.shares.items()}
    total = sum(shares.values())
    return {size: share / total for size, share in sorted(shares.items())}


def composition(recipe: Recipe) -> Composition:
    """Return the rules of who lives together."""
    table = recipe.composition
    usual_parent, usual_man = table.usual_parent_years, table.usual_man_older_years
    return Composition(
        couple_of_two=Fraction(table.couple_of_two.value),
        lone_parent_of_two=Fraction(table.lone_parent_of_two.value),
        skipped_of_two=Fraction(table.skipped_of_two.value),
        lone_parent=Fraction(table.lone_parent.value),
        skipped_generation=Fraction(table.skipped_generation.value),
        three_generations_of_four=Fraction(table.three_generations_of_four.value),
        three_generations_of_five_plus=Fraction(table.three_generations_of_five_plus.value),
        both_grandparents=Fraction(table.both_grandparents.value),
        children_at_most=table.children_at_most.value,
        parent_gap_years=(table.youngest_parent_years.value, table.oldest_parent_years.value),
        partner_gap_years=(-table.man_younger_by_years.value, table.man_older_by_years.value),
        usual_parent_gap_years=None if usual_parent is None else usual_parent.value,
        usual_partner_gap_years=None if usual_man is None else usual_man.value,
    )


def place_shape(places: Places) -> PlaceShape:
    """Return the numbers of places of a recipe."""
    return PlaceShape(
        places.provinces,
        places.prefectures_per_province,
        places.counties_per_prefecture,
        places.townships_per_county.value,
    )


def household_cells(row: HouseholdRow) -> list[int]:
    """Return the urban codes that a row covers."""
    return [URBAN.index(urban) for urban in row.urban or URBAN]


def person_cells(row: PersonRow) -> list[Cell]:
    """Return the cells that a row covers."""
    return [
        (AGE_BANDS.index(band), SEXES.index(sex), urban)
        for band in row.age or AGE_BANDS
        for sex in row.sex or SEXES
        for urban in household_cells(row)
    ]


def person_table(rows: Sequence[PersonT]) -> dict[Cell, PersonT]:
    """Return the row of every cell of a table of people."""
    return {cell: row for row in rows for cell in person_cells(row)}


def household_table(rows: Sequence[HouseholdT]) -> dict[int, HouseholdT]:
    """Return the row of each urban code of a household table."""
    return {urban: row for row in rows for urban in household_cells(row)}


def means_weights(row: MeansRow) -> list[Fraction]:
    """Return the shares of a row's households by means at the start (sums to 1)."""
    return in_order(row.shares, MEANS)


def work_weights(row: WorkRow) -> list[Fraction]:
    """Return the shares of a row's people by work category (sums to 1)."""
    return in_order(row.shares, WORK)


def in_order(shares: Mapping[Any, Decimal], labels: Sequence[str]) -> list[Fraction]:
    """Return shares in the order of labels, made to add up to exactly 1."""
    total = sum(Fraction(share) for share in shares.values())
    return [Fraction(shares.get(label, 0)) / total for label in labels]
