"""Marginal tables: the generator follows its recipe, and a wrong recipe is found out."""

from decimal import Decimal

import numpy as np
import pytest
from scipy import special, stats

from sincerity.society.chi_square import chi_square_survival, chi_square_test, upper_gamma
from sincerity.society.compile import compile_society
from sincerity.society.sampling import sample_residents
from sincerity.society.tables import society_tables

from .conftest import NAMES, WITH_FIRMS

LEAST_P = 1e-4
TABLES = [
    "age and sex",
    "household size",
    "residence",
    "means at the start",
    "migrant",
    "work",
    "party",
    "online",
    "driver",
]
FIRM_TABLES = [
    "firms",
    "sector of firms",
    "size of firms",
    "ownership of firms",
    "connected",
]


def mutated(recipe, table, **changes):
    """Return a recipe with one table changed, its sources kept."""
    return recipe.model_copy(update={table: getattr(recipe, table).model_copy(update=changes)})


def quantity(recipe, table, key, value):
    """Return a recipe with one quantity of a table set to another value."""
    old = getattr(getattr(recipe, table), key)
    return mutated(recipe, table, **{key: old.model_copy(update={"value": Decimal(value)})})


def by_name(tables):
    """Return tables by name."""
    return {table.name: table for table in tables}


@pytest.mark.parametrize("name", NAMES)
def test_that_every_table_of_a_shipped_society_is_followed(name, society_of):
    tables = society_tables(society_of(name))
    expected = TABLES + (FIRM_TABLES if name in WITH_FIRMS else [])
    assert expected == [table.name for table in tables]
    for table in tables:
        assert table.p >= LEAST_P, table.name


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_that_every_table_of_the_county_is_followed_under_other_seeds(seed, recipe_of):
    for table in society_tables(compile_society(recipe_of("suining-county"), seed=seed)):
        assert table.p >= LEAST_P, table.name


@pytest.mark.parametrize("name", NAMES)
def test_that_the_cells_of_a_table_make_a_whole_and_state_their_source(name, society_of):
    for table in society_tables(society_of(name)):
        assert sum(cell.expected_share for cell in table.cells) == pytest.approx(1, abs=1e-12)
        assert table.n == sum(cell.count for cell in table.cells)
        assert table.source
        assert table.mark


def test_that_a_county_three_points_more_urban_is_found_out(recipe_of):
    right = recipe_of("suining-county")
    share = right.urban.share.value + Decimal("0.03")
    wrong = compile_society(quantity(right, "urban", "share", share))
    tables = by_name(society_tables(wrong, right))
    assert tables["residence"].p < 1e-12
    assert min(table.p for name, table in tables.items() if name != "residence") >= LEAST_P


def test_that_a_county_with_four_points_more_men_is_found_out(recipe_of):
    right = recipe_of("suining-county")
    wrong = compile_society(quantity(right, "male", "share", "0.5527"))
    assert by_name(society_tables(wrong, right))["age and sex"].p < LEAST_P


def test_that_a_county_with_other_household_sizes_is_found_out(recipe_of):
    right = recipe_of("suining-county")
    shares = dict(right.household_size.shares)
    shares[1] += Decimal("0.03")
    shares[3] -= Decimal("0.03")
    wrong = compile_society(mutated(right, "household_size", shares=shares))
    assert by_name(society_tables(wrong, right))["household size"].p < LEAST_P


@pytest.mark.parametrize(
    ("name", "row"), [("driver", 1), ("driver", 3), ("party", 3), ("online", 2), ("migrant", 1)]
)
def test_that_a_cell_one_point_off_is_found_out(name, row, recipe_of):
    right = recipe_of("suining-county")
    rows = list(getattr(right, name).rows)
    rows[row] = rows[row].model_copy(update={"share": rows[row].share + Decimal("0.01")})
    wrong = compile_society(mutated(right, name, rows=tuple(rows)))
    tables = by_name(society_tables(wrong, right))
    assert tables[name].p < LEAST_P
    assert min(table.p for table in tables.values() if table.name != name) >= LEAST_P


@pytest.mark.parametrize(("name", "row"), [("means_start", 0), ("work", 8)])
def test_that_two_shares_of_a_row_exchanged_by_two_points_are_found_out(name, row, recipe_of):
    right = recipe_of("suining-county")
    rows = list(getattr(right, name).rows)
    shares = dict(rows[row].shares)
    first, second = list(shares)[:2]
    shares[first] -= Decimal("0.02")
    shares[second] += Decimal("0.02")
    rows[row] = rows[row].model_copy(update={"shares": shares})
    wrong = compile_society(mutated(right, name, rows=tuple(rows)))
    shown = {"means_start": "means at the start"}.get(name, name)
    assert by_name(society_tables(wrong, right))[shown].p < LEAST_P


def test_that_the_residence_table_states_the_recipe_itself(recipe_of, society_of):
    table = by_name(society_tables(society_of("suining-county")))["residence"]
    share = recipe_of("suining-county").urban.share.value
    assert {"rural": 1 - float(share), "urban": float(share)} == pytest.approx(
        {cell.cell: cell.expected_share for cell in table.cells}
    )


def test_that_national_tables_give_the_published_totals(society_of):
    tables = by_name(society_tables(society_of("hundred-counties")))
    yes = {
        name: sum(c.expected_share for c in tables[name].cells if c.cell.endswith(f": {name}"))
        for name in ("party", "online", "driver")
    }
    adults = sum(
        cell.expected_share
        for cell in tables["driver"].cells
        if not cell.cell.startswith(("under_14", "14_17"))
    )
    migrants = sum(
        c.expected_share for c in tables["migrant"].cells if c.cell.endswith(": migrant")
    )
    assert yes["party"] / adults == pytest.approx(0.085, abs=0.003)
    assert yes["online"] == pytest.approx(0.34, abs=0.01)
    assert yes["driver"] == pytest.approx(200 / 1340, abs=0.01)
    assert migrants >= 0.19


def test_that_one_place_of_each_tile_is_looked_at_and_vacant_ones_are_left_out(society_of):
    society = society_of("suining-county")
    sample = sample_residents(society)
    expected = society.n_tiles * 62 / 64
    assert expected == pytest.approx(len(sample.age_years), abs=4 * np.sqrt(expected / 32))
    assert sample.age_years.max() <= 100
    assert sample.household_size.min() >= 1


@pytest.mark.parametrize("degrees", [1, 2, 5, 24, 35, 107, 400])
@pytest.mark.parametrize("ratio", [0.01, 0.5, 0.99, 1.0, 1.01, 1.7, 4.0])
def test_that_the_survival_function_agrees_with_an_independent_one(degrees, ratio):
    x = degrees * ratio
    assert stats.chi2.sf(x, degrees) == pytest.approx(
        chi_square_survival(x, degrees), rel=1e-9, abs=1e-14
    )


def test_that_the_incomplete_gamma_function_is_accurate_on_both_sides():
    for a in (0.5, 3.0, 53.5):
        for x in (0.1, 2.0, 54.4, 54.6, 300.0):
            assert special.gammaincc(a, x) == pytest.approx(upper_gamma(a, x), rel=1e-9, abs=1e-14)


def test_that_a_count_in_an_impossible_cell_is_fatal():
    assert chi_square_test([([10, 1], [1.0, 0.0])]).p == 0


def test_that_small_cells_are_joined():
    test = chi_square_test([([480, 505, 6, 9], [0.49, 0.504, 0.003, 0.003])])
    expected = stats.chisquare([480, 505, 15], [490, 504, 6])
    assert 2 == test.degrees
    assert expected.statistic == pytest.approx(test.statistic)
    assert expected.pvalue == pytest.approx(test.p)


def test_that_small_cells_that_stay_small_join_the_smallest_other():
    test = chi_square_test([([6, 93, 1], [0.06, 0.93, 0.01])])
    assert 1 == test.degrees
    assert test.p == pytest.approx(1)


def test_that_rows_are_tested_given_their_totals_and_added_up():
    rows = [([60, 40], [0.5, 0.5]), ([10, 30], [0.25, 0.75])]
    parts = [chi_square_test([row]) for row in rows]
    whole = chi_square_test(rows)
    assert 2 == whole.degrees
    assert sum(part.statistic for part in parts) == pytest.approx(whole.statistic)


def test_that_a_single_cell_is_no_test():
    assert 1.0 == chi_square_test([([7], [1.0])]).p


def test_that_an_empty_row_adds_nothing():
    assert 0 == chi_square_test([([0, 0], [0.5, 0.5])]).degrees


def test_that_exact_expected_counts_give_no_deviation():
    assert 0 == chi_square_test([([25, 75], [0.25, 0.75])]).statistic
