"""Compiled attributes against the plain-Python specification."""

import numpy as np
import pytest

from sincerity.chance.fixed import threshold
from sincerity.chance.philox import bounded
from sincerity.society.attributes import class_of_slot, describe
from sincerity.society.codes import PLACES, VACANT_CLASS, Flag, age_band, class_of
from sincerity.society.kernels import (
    attribute_flags,
    classify,
    fill_means,
    household_start,
    person_words,
    trait_words,
)

from .conftest import NAMES

SAMPLE = 2000
UNDETERRABLE = threshold("0.07")
CHOICE = 999
"""Seed and stream of the slots that are looked at."""


def some_slots(society, number=SAMPLE):
    """Return arbitrary slots of a society, its first and its last."""
    slots = [bounded(CHOICE, CHOICE, 0, i, 0, society.n_slots) for i in range(number)]
    return [0, society.n_slots - 1, *slots]


def flags_of(society, slot, years):
    """Return the compiled attribute bits and work code of a slot."""
    return attribute_flags(
        society.seed,
        slot,
        years,
        society.template,
        society.tile_urban,
        society.tpl_age,
        society.tpl_sex,
        society.tpl_start,
        society.person_thresholds,
        society.household_thresholds,
        np.uint64(UNDETERRABLE),
    )


def means_of(society, first_slot, number):
    """Return the compiled means at the start of consecutive slots."""
    out = np.full(number, 0, dtype=np.uint8)
    fill_means(
        society.seed,
        first_slot,
        society.template,
        society.tile_urban,
        society.tpl_start,
        society.tpl_size,
        society.household_thresholds,
        out,
    )
    return out


def classes_of(society, first_slot, means, years=0):
    """Return the compiled classes of consecutive slots."""
    out = np.full(means.shape[0], 0, dtype=np.uint8)
    classify(
        society.seed,
        first_slot,
        years,
        society.template,
        society.tile_urban,
        society.tpl_age,
        society.tpl_sex,
        society.tpl_size,
        society.person_thresholds,
        means,
        out,
    )
    return out


@pytest.mark.parametrize("name", NAMES)
def test_that_compiled_attributes_equal_the_plain_ones(name, society_of):
    society = society_of(name)
    occupied = 0
    for slot in some_slots(society):
        person = describe(society.blueprint, slot)
        tile, place = divmod(slot, PLACES)
        at = int(society.template[tile]) * PLACES + place
        if person is None:
            assert society.tpl_size[at] == 0
            continue
        occupied += 1
        years = slot % 7
        assert person.flags(years, UNDETERRABLE) == flags_of(society, slot, years)
        assert person.urban == society.tile_urban[tile]
        assert person.household_start == household_start(society.template, society.tpl_start, slot)
        assert (person.age_years, person.sex) == (society.tpl_age[at], society.tpl_sex[at])
        assert (person.household_size, person.role) == (society.tpl_size[at], society.tpl_role[at])
        first, last = society.first_tile_of_township[person.township : person.township + 2]
        assert first <= tile < last
        traits = [int(word) for word in trait_words(society.seed, slot)]
        assert [person.undeterrable_word, person.enrolment_word] == [traits[0], traits[2]]
        assert person.boldness == traits[1] >> 24
    assert occupied > SAMPLE * 0.9


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("years", [0, 3])
def test_that_compiled_classes_and_means_equal_the_plain_ones(name, years, society_of):
    society = society_of(name)
    for tile in (0, society.n_tiles // 2, society.n_tiles - 4):
        first = tile * PLACES
        means = means_of(society, first, 4 * PLACES)
        found = classes_of(society, first, means, years)
        for i in range(4 * PLACES):
            person = describe(society.blueprint, first + i)
            assert means[i] == (0 if person is None else person.means_start)
            expected = class_of_slot(society.blueprint, first + i, int(means[i]), years)
            assert expected == found[i]


def test_that_vacant_slots_have_the_vacant_class_and_no_person(town):
    vacant = np.flatnonzero(classes_of(town, 0, means_of(town, 0, town.n_slots)) == VACANT_CLASS)
    assert town.n_slots - town.n_residents == len(vacant)
    assert all(describe(town.blueprint, int(slot)) is None for slot in vacant[:200])


def test_that_the_order_and_size_of_the_ranges_asked_for_make_no_difference(town):
    whole_means = means_of(town, 0, town.n_slots)
    whole = classes_of(town, 0, whole_means)
    tiles = list(range(0, town.n_tiles, 3))
    for tile in reversed(tiles):
        first = tile * PLACES
        number = min(3, town.n_tiles - tile) * PLACES
        means = means_of(town, first, number)
        assert np.array_equal(whole_means[first : first + number], means)
        assert np.array_equal(whole[first : first + number], classes_of(town, first, means))
    middle = 5 * PLACES + 17  # inside a household: means must not depend on where a range begins
    assert np.array_equal(whole_means[middle : middle + 40], means_of(town, middle, 40))


def test_that_a_household_shares_residence_migrant_status_and_means(town):
    for slot in range(0, 300 * PLACES, 7):
        person = describe(town.blueprint, slot)
        if person is None:
            continue
        head = describe(town.blueprint, person.household_start)
        assert head is not None
        shared = ("urban", "migrant", "means_start", "household_size", "township")
        assert [getattr(head, name) for name in shared] == [getattr(person, n) for n in shared]


def test_that_minors_have_no_licence_party_or_office(society_of):
    society = society_of("suining-county")
    adults_only = Flag.DRIVER | Flag.PARTY | Flag.OFFICIAL | Flag.ADULT
    minors = 0
    for slot in range(400 * PLACES):
        person = describe(society.blueprint, slot)
        if person is not None and person.age_years < 18:
            minors += 1
            assert flags_of(society, slot, 0) & adults_only == 0
    assert minors > 1000


def test_that_age_moves_the_band_but_not_the_attributes_fixed_at_the_start(town):
    slot = next(
        slot
        for slot in range(town.n_slots)
        if (person := describe(town.blueprint, slot)) is not None and person.age_years == 17
    )
    person = describe(town.blueprint, slot)
    assert person is not None
    before, after = flags_of(town, slot, 0), flags_of(town, slot, 1)
    assert int(Flag.ADULT) == before ^ after
    assert class_of(2, person.sex, person.urban, person.driver, 0) == person.class_number(0, 1)


def test_that_words_of_a_person_are_those_of_the_address(town):
    from sincerity.chance.philox import words
    from sincerity.chance.streams import Stream

    seed = town.blueprint.seed
    expected = words(seed, Stream.PERSON, 0, 4242)
    assert expected == tuple(int(word) for word in person_words(town.seed, 4242))


def test_that_age_bands_begin_at_their_first_year():
    assert [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5] == [
        age_band(age) for age in (0, 13, 14, 17, 18, 29, 30, 44, 45, 59, 60, 120)
    ]


def test_that_classes_are_numbered_without_gaps():
    numbers = {
        class_of(band, sex, urban, driver, means)
        for band in range(6)
        for sex in range(2)
        for urban in range(2)
        for driver in range(2)
        for means in range(3)
    }
    assert set(range(144)) == numbers


def test_that_a_slot_outside_the_society_is_refused(town):
    with pytest.raises(IndexError, match="not one of"):
        describe(town.blueprint, town.n_slots)
