"""Compiled societies: sizes, places, memory, and one more household."""

import numpy as np
import pytest

from sincerity.errors import UsageError
from sincerity.society.attributes import describe
from sincerity.society.codes import PLACES
from sincerity.society.compile import CompiledSociety, compile_society
from sincerity.society.composition import Role

from .conftest import NAMES


@pytest.mark.parametrize(
    ("name", "residents"),
    [
        ("suining-county", 1_140_000),
        ("teaching-town", 20_000),
        ("hundred-counties", 100_000_000),
        ("generic-district", 300_000),
    ],
)
def test_that_a_society_has_the_residents_it_asks_for_within_half_a_tile(
    name, residents, society_of
):
    assert residents == pytest.approx(society_of(name).n_residents, abs=31)


@pytest.mark.parametrize("name", NAMES)
def test_that_the_society_takes_less_than_a_tenth_of_a_byte_a_person(name, society_of):
    assert society_of(name).bytes_per_resident < 0.1


@pytest.mark.parametrize("name", NAMES)
def test_that_places_are_ranges_that_cover_every_slot_once(name, society_of):
    society = society_of(name)
    assert society.first_tile_of_township[0] == 0
    assert society.first_tile_of_township[-1] == society.n_tiles
    assert np.diff(society.first_tile_of_township).min() >= 1
    assert society.county_first_slot[-1] == society.n_slots
    for county in range(len(society.prefecture_of_county)):
        townships = np.flatnonzero(society.county_of_township == county)
        first = society.first_tile_of_township[townships[0]] * PLACES
        last = society.first_tile_of_township[townships[-1] + 1] * PLACES
        assert (first, last) == tuple(society.county_first_slot[county : county + 2])
    assert len(society.province_of_prefecture) == society.prefecture_of_county.max() + 1


def test_that_the_hundred_counties_are_a_hundred(society_of):
    society = society_of("hundred-counties")
    assert 100 == len(society.prefecture_of_county)
    assert 20 == len(society.province_of_prefecture)
    assert 5 == society.province_of_prefecture.max() + 1
    assert (
        np.diff(society.county_first_slot).max() - np.diff(society.county_first_slot).min()
        <= PLACES
    )


def test_that_no_array_can_be_written(town):
    arrays = [
        value
        for name in CompiledSociety.__slots__
        if isinstance(value := getattr(town, name), np.ndarray)
    ]
    assert len(arrays) == 14
    assert not any(array.flags.writeable for array in arrays)


def test_that_another_seed_gives_other_people_and_the_same_seed_the_same(recipe_of, town):
    recipe = recipe_of("teaching-town")
    same, other = compile_society(recipe, seed=recipe.seed), compile_society(recipe, seed=7)
    assert np.array_equal(town.template, same.template)
    assert not np.array_equal(town.template, other.template)
    assert town.n_residents == other.n_residents


def test_that_a_society_can_be_asked_for_in_another_size(recipe_of):
    society = compile_society(recipe_of("suining-county"), residents=50_000)
    assert 50_000 == pytest.approx(society.n_residents, abs=31)
    assert 17 == len(society.first_tile_of_township)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"residents": 900}, "E602"), ({"residents": 3000}, "E603"), ({"residents": 2**33}, "E606")],
)
def test_that_sizes_which_break_a_rule_are_refused(changes, code, recipe_of):
    with pytest.raises(UsageError, match=code):
        compile_society(recipe_of("suining-county"), **changes)


def test_that_a_seed_of_more_than_64_bits_is_refused(recipe_of):
    with pytest.raises(UsageError, match="seed"):
        compile_society(recipe_of("teaching-town"), seed=2**64)


def test_that_one_more_household_changes_nobody_else(town):
    tile = 100
    more = town.with_household(tile, [67, 64], [0, 1])
    assert town.n_residents + 2 == more.n_residents
    new = [describe(more.blueprint, tile * PLACES + place) for place in (62, 63)]
    assert all(person is not None for person in new)
    assert [(67, 0, Role.HEAD), (64, 1, Role.PARTNER)] == [
        (p.age_years, p.sex, p.role) for p in new if p is not None
    ]
    assert {tile * PLACES + 62} == {p.household_start for p in new if p is not None}
    for slot in range((tile - 1) * PLACES, (tile + 2) * PLACES):
        if slot not in (tile * PLACES + 62, tile * PLACES + 63):
            assert describe(town.blueprint, slot) == describe(more.blueprint, slot)
    assert [tile] == np.flatnonzero(town.template != more.template).tolist()
    assert np.array_equal(town.tile_urban, more.tile_urban)


def test_that_the_compiled_tile_shows_the_added_household(town):
    more = town.with_household(3, [40], [1])
    at = int(more.template[3]) * PLACES + 62
    assert (40, 1, 1, 62, Role.HEAD) == (
        more.tpl_age[at],
        more.tpl_sex[at],
        more.tpl_size[at],
        more.tpl_start[at],
        more.tpl_role[at],
    )


def test_that_roles_in_an_added_household_follow_from_ages(recipe_of):
    recipe = recipe_of("teaching-town").model_copy(update={"residents_per_tile": 58})
    more = compile_society(recipe).with_household(0, [40, 38, 10, 70], [0, 1, 0, 1])
    people = [describe(more.blueprint, 58 + i) for i in range(4)]
    assert [Role.HEAD, Role.PARTNER, Role.CHILD, Role.OTHER] == [p.role for p in people if p]


@pytest.mark.parametrize(
    ("tile", "ages", "sexes"),
    [
        (-1, [30], [0]),
        (10**6, [30], [0]),
        (0, [], []),
        (0, [30], [0, 1]),
        (0, [17], [0]),
        (0, [30, 101], [0, 1]),
        (0, [30], [2]),
        (0, [30, 30, 30], [0, 1, 0]),
    ],
)
def test_that_a_household_that_cannot_be_is_refused(tile, ages, sexes, town):
    with pytest.raises(UsageError):
        town.with_household(tile, ages, sexes)


def test_that_a_tile_takes_one_added_household(town):
    with pytest.raises(UsageError, match="already"):
        town.with_household(5, [30], [0]).with_household(5, [30], [0])
