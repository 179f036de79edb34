"""The tile library: exact marginals, whole households, consistent ages."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from sincerity.society.codes import NO_AGE, PLACES, TEMPLATES
from sincerity.society.composition import CompositionError, Member, Role
from sincerity.society.exact import age_groups, composition, household_shares
from sincerity.society.quotas import AgeGroup
from sincerity.society.templates import Template, add_household, build_library, make_template

from .conftest import NAMES

HEADS = (Role.HEAD, Role.PARTNER)


def households(template: Template) -> Iterator[list[Member]]:
    """Yield the households of a template in the order of their places."""
    place = 0
    while place < PLACES and template.size[place]:
        size = template.size[place]
        yield [
            Member(template.age_years[i], template.sex[i], Role(template.role[i]))
            for i in range(place, place + size)
        ]
        place += size


@pytest.mark.parametrize("name", NAMES)
def test_that_the_library_matches_ages_and_sexes_within_a_hundredth_of_a_point(
    name, recipe_of, society_of
):
    templates = society_of(name).blueprint.templates
    counts = Counter(
        (age, sex)
        for page in templates
        for age, sex, size in zip(page.age_years, page.sex, page.size, strict=True)
        if size
    )
    people = sum(counts.values())
    for group in age_groups(recipe_of(name)):
        for sex in (0, 1):
            found = sum(counts[age, sex] for age in range(group.first, group.last + 1))
            assert float(group.share(sex)) == pytest.approx(found / people, abs=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_that_the_library_matches_household_sizes_within_a_tenth_of_a_point(
    name, recipe_of, society_of
):
    sizes = Counter(
        len(household)
        for page in society_of(name).blueprint.templates
        for household in households(page)
    )
    for size, share in household_shares(recipe_of(name)).items():
        assert float(share) == pytest.approx(sizes[size] / sizes.total(), abs=1e-3)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_tile_holds_the_same_number_of_residents(name, recipe_of, society_of):
    residents = {page.residents for page in society_of(name).blueprint.templates}
    assert {recipe_of(name).residents_per_tile} == residents


@pytest.mark.parametrize("name", NAMES)
def test_that_households_are_contiguous_and_know_their_first_place_and_size(name, society_of):
    for page in society_of(name).blueprint.templates:
        place = 0
        for household in households(page):
            span = range(place, place + len(household))
            assert {place} == {page.start[i] for i in span}
            assert {len(household)} == {page.size[i] for i in span}
            place = span.stop
        vacant = range(place, PLACES)
        assert all(page.start[i] == i and page.size[i] == 0 for i in vacant)
        assert all(page.age_years[i] == NO_AGE and page.role[i] == Role.VACANT for i in vacant)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_household_has_one_adult_head_in_its_first_place(name, society_of):
    for page in society_of(name).blueprint.templates:
        for household in households(page):
            assert household[0].role == Role.HEAD
            assert household[0].age_years >= 18
            assert [member.role for member in household].count(Role.HEAD) == 1
            assert [member.role for member in household].count(Role.PARTNER) <= 1


@pytest.mark.parametrize("name", NAMES)
def test_that_ages_in_a_household_are_those_of_a_family(name, recipe_of, society_of):
    rules = composition(recipe_of(name))
    low, high = rules.parent_gap_years
    youngest_gap, oldest_gap = rules.partner_gap_years
    for page in society_of(name).blueprint.templates:
        for household in households(page):
            heads = [member for member in household if member.role in HEADS]
            if len(heads) == 2:
                man, woman = sorted(heads, key=lambda member: member.sex)
                assert (0, 1) == (man.sex, woman.sex)
                assert youngest_gap <= man.age_years - woman.age_years <= oldest_gap
            for member in household:
                gaps = [head.age_years - member.age_years for head in heads]
                if member.role == Role.CHILD:
                    assert all(low <= gap <= high for gap in gaps)
                elif member.role == Role.GRANDCHILD:
                    assert all(2 * low <= gap <= 2 * high for gap in gaps)
                elif member.role == Role.PARENT:
                    assert any(low <= -gap <= high for gap in gaps)
                else:
                    assert member.age_years >= 18


def test_that_the_same_tables_give_the_same_library_whatever_the_seed(recipe_of, society_of):
    town = recipe_of("teaching-town")
    again = build_library(
        age_groups(town), household_shares(town), composition(town), town.residents_per_tile
    )
    assert society_of("teaching-town").blueprint.templates == again
    assert len(again) == TEMPLATES


def test_that_tables_without_room_for_children_are_refused(recipe_of):
    town = recipe_of("teaching-town")
    with pytest.raises(CompositionError, match="too small for the share of children"):
        build_library(age_groups(town), {1: Fraction(1)}, composition(town), 62)


def test_that_a_very_young_society_still_has_an_adult_in_every_household(recipe_of):
    shares = [20, 16, 13, 10, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1, 1, Fraction(1, 2)]
    groups = [
        AgeGroup(5 * i, 5 * i + 4 if i < 15 else 100, Fraction(w) / 199, Fraction(w) / 199)
        for i, w in enumerate(shares)
    ]
    sizes = {size: Fraction(share) for size, share in enumerate([6, 9, 12, 14, 15, 14, 12, 18], 1)}
    rules = composition(recipe_of("teaching-town"))
    library = build_library(groups, sizes, rules, 62)
    assert {62} == {page.residents for page in library}
    roles = Counter()
    for page in library:
        for household in households(page):
            assert household[0].role == Role.HEAD
            assert household[0].age_years >= 18
            roles.update(member.role for member in household if member.age_years < 18)
    assert roles[Role.OTHER] > 0  # children whom nobody of a parent's age was left for


def test_that_a_household_is_added_behind_the_others():
    couple = (Member(40, 0, Role.HEAD), Member(38, 1, Role.PARTNER))
    single = (Member(70, 1, Role.HEAD),)
    page = add_household(make_template([couple]), single)
    assert (40, 38, 70, NO_AGE) == page.age_years[:4]
    assert (0, 0, 2, 3) == page.start[:4]
    assert (2, 2, 1, 0) == page.size[:4]


def test_that_a_household_that_does_not_fit_is_refused():
    full = make_template([tuple(Member(30, 0, Role.HEAD) for _ in range(63))])
    with pytest.raises(ValueError, match="1 vacant"):
        add_household(full, (Member(30, 0, Role.HEAD), Member(30, 1, Role.PARTNER)))
