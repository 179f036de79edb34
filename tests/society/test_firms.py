"""Firms: compiled ones against plain ones, who lives where, and shares that the recipe asks for."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from sincerity.chance.fixed import ONE
from sincerity.society.attributes import describe
from sincerity.society.blueprint import make_blueprint
from sincerity.society.codes import (
    FIRM_SECTORS,
    FIRM_SIZES,
    OWNERSHIPS,
    PLACES,
    TEMPLATES,
    WAGE,
)
from sincerity.society.compile import compile_blueprint, compile_society
from sincerity.society.composition import Member, Role
from sincerity.society.firm_kernels import NO_FIRM, fill_firms, fill_workers, firm_limits
from sincerity.society.firms import Firm, firm_of_tile, works_for_firm
from sincerity.society.templates import make_template

from .conftest import WITH_FIRMS

STANDARD_ERRORS = 5


def firms_of(society, first_tile, tiles):
    """Return the compiled firms of consecutive tiles: classes, and people where there is one."""
    classes = np.full(tiles, 0, dtype=np.int64)
    people = np.full((tiles, 3), -1, dtype=np.int64)
    fill_firms(
        society.seed,
        first_tile,
        society.template,
        society.tpl_age,
        society.tpl_size,
        firm_limits(society.firms),
        classes,
        people,
    )
    return classes, people


def close_to(count: int, n: int, share: Fraction) -> bool:
    """Return whether a count lies within five standard errors of its share of n."""
    variance = n * share * (1 - share)
    return (count - n * share) ** 2 <= STANDARD_ERRORS**2 * variance


@pytest.mark.parametrize("name", WITH_FIRMS)
def test_that_compiled_firms_equal_the_plain_ones(name, society_of):
    society = society_of(name)
    tiles = min(society.n_tiles, 3000)
    first = society.n_tiles - tiles  # large tile numbers too
    classes, people = firms_of(society, first, tiles)
    found = 0
    for i in range(tiles):
        firm = firm_of_tile(society.blueprint, first + i)
        if firm is None:
            assert NO_FIRM == classes[i]
            continue
        found += 1
        assert firm.firm_class == classes[i]
        expected = [firm.representative, firm.nominee, int(firm.is_connected)]
        assert expected == people[i].tolist()
    assert found > 100


@pytest.mark.parametrize("name", ["teaching-town", "hundred-counties"])
def test_that_compiled_workers_equal_the_plain_ones(name, society_of):
    society = society_of(name)
    workers = {size: Counter() for size in range(len(FIRM_SIZES))}
    first = society.n_tiles - 300
    would = []
    for size in range(len(FIRM_SIZES)):
        would.append(np.full(300 * PLACES, 0, dtype=np.uint8))
        args = (society.seed, first * PLACES, size, firm_limits(society.firms))
        fill_workers(*args, would[size])
    for tile in range(first, society.n_tiles):
        firm = firm_of_tile(society.blueprint, tile)
        if firm is None:
            continue
        for slot in range(tile * PLACES, (tile + 1) * PLACES):
            person = describe(society.blueprint, slot)
            if person is None:
                continue
            works = works_for_firm(society.blueprint, person, firm)
            word = would[firm.size][slot - first * PLACES]
            assert works == (person.work == WAGE and word == 1)
            workers[firm.size][works] += person.work == WAGE
    assert workers[0][True] > 10


def test_that_the_representative_and_the_nominee_are_adults_who_live_in_the_tile(town):
    firms = [firm_of_tile(town.blueprint, tile) for tile in range(town.n_tiles)]
    for firm in filter(None, firms):
        for slot in (firm.representative, firm.nominee):
            person = describe(town.blueprint, slot)
            assert person is not None
            assert person.tile == firm.tile
            assert person.age_years >= 18
    same = [firm.representative == firm.nominee for firm in firms if firm is not None]
    assert 0 < sum(same) < len(same) / 4


def test_that_only_wage_workers_of_the_tile_work_for_the_firm(town):
    workers = 0
    for tile in range(town.n_tiles):
        firm = firm_of_tile(town.blueprint, tile)
        if firm is None:
            continue
        for place in range(PLACES):
            person = describe(town.blueprint, tile * PLACES + place)
            if person is not None and works_for_firm(town.blueprint, person, firm):
                assert person.work == WAGE
                workers += 1
    assert workers > 100


def test_that_a_firm_employs_nobody_of_another_tile(town):
    firm = next(filter(None, (firm_of_tile(town.blueprint, t) for t in range(town.n_tiles))))
    stranger = next(
        person
        for slot in range((firm.tile + 1) * PLACES, town.n_slots)
        if (person := describe(town.blueprint, slot)) is not None
    )
    with pytest.raises(AssertionError):
        works_for_firm(town.blueprint, stranger, firm)


@pytest.mark.parametrize("name", WITH_FIRMS)
def test_that_firms_have_the_shares_that_the_recipe_asks_for(name, society_of, recipe_of):
    society, asked = society_of(name), recipe_of(name).firms
    tiles = min(society.n_tiles, 200_000)
    classes, people = firms_of(society, 0, tiles)
    there = classes >= 0
    firms = int(there.sum())
    assert close_to(firms, tiles, Fraction(asked.per_tile.value))
    sectors, rest = np.divmod(classes[there], len(FIRM_SIZES) * len(OWNERSHIPS))
    sizes, ownerships = np.divmod(rest, len(OWNERSHIPS))
    for table, words, codes in (
        (asked.sector, FIRM_SECTORS, sectors),
        (asked.size, FIRM_SIZES, sizes),
        (asked.ownership, OWNERSHIPS, ownerships),
    ):
        counts = np.bincount(codes, minlength=len(words)).tolist()
        for word, count in zip(words, counts, strict=True):
            assert close_to(count, firms, Fraction(table.shares.get(word, 0))), word
    connected = int(people[there, 2].sum())
    assert close_to(connected, firms, Fraction(asked.connected.value))


def test_that_wage_workers_work_for_the_firm_as_often_as_the_recipe_says(society_of, recipe_of):
    society, asked = society_of("suining-county"), recipe_of("suining-county").firms
    n = 100_000
    for size, word in enumerate(FIRM_SIZES):
        out = np.full(n, 0, dtype=np.uint8)
        fill_workers(society.seed, 0, size, firm_limits(society.firms), out)
        assert close_to(int(out.sum()), n, Fraction(getattr(asked.employs, word).value)), word


def test_that_every_adult_of_a_tile_is_as_likely_to_stand_for_its_firm(society_of):
    society = society_of("suining-county")
    tiles = 15_000
    classes, people = firms_of(society, 0, tiles)
    first_half, firms = 0, 0
    for tile in np.flatnonzero(classes >= 0):
        page = int(society.template[tile]) * PLACES
        adult = (society.tpl_size[page : page + PLACES] > 0) & (
            society.tpl_age[page : page + PLACES] >= 18
        )
        slots = np.flatnonzero(adult)
        if len(slots) % 2 == 0:
            firms += 1
            first_half += int(people[tile, 0] - tile * PLACES < slots[len(slots) // 2])
    assert firms > 2000
    assert close_to(first_half, firms, Fraction(1, 2))


def test_that_a_society_without_firms_has_none(recipe_of):
    recipe = recipe_of("teaching-town").model_copy(update={"firms": None})
    society = compile_society(recipe)
    assert society.firms is None
    assert all(firm_of_tile(society.blueprint, tile) is None for tile in range(society.n_tiles))


def test_that_firms_change_nothing_about_people(recipe_of, town):
    without = compile_society(recipe_of("teaching-town").model_copy(update={"firms": None}))
    for slot in range(0, town.n_slots, 37):
        assert describe(town.blueprint, slot) == describe(without.blueprint, slot)


def test_that_classes_of_firms_are_numbered_without_gaps():
    numbers = [
        Firm(0, sector, size, ownership, False, 0, 0).firm_class
        for sector in range(len(FIRM_SECTORS))
        for size in range(len(FIRM_SIZES))
        for ownership in range(len(OWNERSHIPS))
    ]
    assert list(range(96)) == numbers


def test_that_chances_of_one_and_none_are_kept(recipe_of):
    recipe = recipe_of("teaching-town")
    firms = recipe.firms
    sure = firms.per_tile.model_copy(update={"value": Decimal(1), "range": None})
    never = firms.connected.model_copy(update={"value": Decimal(0), "range": None})
    changed = firms.model_copy(update={"per_tile": sure, "connected": never})
    society = compile_society(recipe.model_copy(update={"firms": changed}))
    assert ONE == society.firms.per_tile
    classes, people = firms_of(society, 0, society.n_tiles)
    assert (classes >= 0).all()
    assert 0 == people[:, 2].sum()


def test_that_a_tile_without_adults_has_no_firm(recipe_of):
    recipe = recipe_of("teaching-town")
    sure = recipe.firms.per_tile.model_copy(update={"value": Decimal(1), "range": None})
    firms = recipe.firms.model_copy(update={"per_tile": sure})
    blueprint = make_blueprint(recipe.model_copy(update={"firms": firms}))
    empty = make_template([])
    children = make_template([(Member(17, 0, Role.HEAD), Member(3, 1, Role.OTHER))])
    grown = make_template([(Member(18, 0, Role.HEAD), Member(3, 1, Role.OTHER))])
    added = {0: TEMPLATES, 1: TEMPLATES + 1, 2: TEMPLATES + 2}
    pages = (*blueprint.templates, empty, children, grown)
    changed = compile_blueprint(replace(blueprint, templates=pages, added_pages=added))
    classes, people = firms_of(changed, 0, 3)
    assert [NO_FIRM, NO_FIRM] == classes[:2].tolist()
    assert [None, None] == [firm_of_tile(changed.blueprint, tile) for tile in range(2)]
    only = firm_of_tile(changed.blueprint, 2)
    assert only is not None
    assert 2 * PLACES == only.representative == only.nominee == people[2, 0] == people[2, 1]


def test_that_a_tile_outside_the_society_is_refused(town):
    with pytest.raises(IndexError, match="not one of"):
        firm_of_tile(town.blueprint, town.n_tiles)
