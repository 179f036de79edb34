"""Whole-number quotas."""

from fractions import Fraction

import pytest

from sincerity.society.quotas import (
    AgeGroup,
    households_by_size,
    largest_remainder,
    mean_size,
    people_by_age,
    years_within,
)


def test_that_the_largest_remainder_keeps_the_total_and_is_off_by_less_than_one():
    weights = [Fraction(w) for w in (14, 24, 27, 18, 10, 4, 1)]
    quotas = largest_remainder(weights, 1001)
    assert 1001 == sum(quotas)
    exact = [weight * 1001 / sum(weights) for weight in weights]
    assert all(abs(quota - value) < 1 for quota, value in zip(quotas, exact, strict=True))


def test_that_ties_go_to_the_earlier_cell():
    assert [2, 1, 1] == largest_remainder([Fraction(1)] * 3, 4)


def test_that_five_years_are_even_and_the_oldest_thin_out():
    five = AgeGroup(20, 24, Fraction(1, 2), Fraction(1, 2))
    assert [Fraction(1, 5)] * 5 == years_within(five)
    oldest = years_within(AgeGroup(85, 100, Fraction(1, 2), Fraction(1, 2)))
    assert sum(oldest) == 1
    assert oldest == sorted(oldest, reverse=True)
    assert oldest[-1] > 0


def test_that_people_by_age_add_up_by_group():
    groups = [
        AgeGroup(0, 49, Fraction(1, 3), Fraction(1, 6)),
        AgeGroup(50, 100, Fraction(1, 4), Fraction(1, 4)),
    ]
    counts = people_by_age(groups, 1200)
    assert (400, 200) == tuple(sum(counts[sex][:50]) for sex in (0, 1))
    assert (300, 300) == tuple(sum(counts[sex][50:]) for sex in (0, 1))


@pytest.mark.parametrize("people", [640, 2560, 15872])
def test_that_households_house_exactly_the_people(people):
    shares = {size: Fraction(1, size + 1) for size in range(1, 8)}
    counts = households_by_size(shares, people)
    assert people == sum(size * count for size, count in counts.items())
    total = sum(shares.values())
    for size, count in counts.items():
        expected = float(shares[size] / total)
        assert expected == pytest.approx(count / sum(counts.values()), abs=2 / (people / 4))


@pytest.mark.parametrize(("sizes", "housed"), [([4], 60), ([3, 8], 63), ([10], 60), ([9, 7], 63)])
def test_that_sizes_that_cannot_house_everyone_house_a_few_fewer(sizes, housed):
    counts = households_by_size({size: Fraction(1, len(sizes)) for size in sizes}, 63)
    assert housed == sum(size * count for size, count in counts.items())


def test_that_the_mean_size_is_over_households():
    assert Fraction(7, 4) == mean_size({1: Fraction(1, 2), 2: Fraction(1, 4), 3: Fraction(1, 4)})
