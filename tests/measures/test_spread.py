"""Quantiles and t intervals against values that others have published or that follow by hand."""

from __future__ import annotations

import math

import pytest

from sincerity.measures.spread import (
    assumption_interval,
    chance_interval,
    quantile,
    t_probability,
    t_quantile,
)

PUBLISHED = {
    1: (6.313752, 12.706205, 63.656741),
    2: (2.919986, 4.302653, 9.924843),
    3: (2.353363, 3.182446, 5.840909),
    4: (2.131847, 2.776445, 4.604095),
    5: (2.015048, 2.570582, 4.032143),
    7: (1.894579, 2.364624, 3.499483),
    10: (1.812461, 2.228139, 3.169273),
    30: (1.697261, 2.042272, 2.749996),
    62: (1.669804, 1.998972, 2.657479),
    120: (1.657651, 1.979930, 2.617421),
}
"""Two-sided critical values of Student's t at 90, 95 and 99 %, to six places."""


@pytest.mark.parametrize("freedom", PUBLISHED)
def test_that_quantiles_of_t_are_those_of_the_tables(freedom: int) -> None:
    found = [t_quantile(confidence, freedom) for confidence in (0.9, 0.95, 0.99)]
    assert PUBLISHED[freedom] == pytest.approx(found, abs=6e-7)


def test_that_t_tends_to_the_normal_distribution() -> None:
    normal = math.erf(1.5 / math.sqrt(2))
    assert normal == pytest.approx(t_probability(1.5, 100_000), abs=1e-5)


@pytest.mark.parametrize("freedom", [1, 2, 5, 8])
def test_that_the_probability_of_t_rises_from_none_to_all(freedom: int) -> None:
    found = [t_probability(t, freedom) for t in (0, 0.5, 1, 5, 1e9)]
    assert sorted(found) == found
    assert 0 == found[0]
    assert 1 == pytest.approx(found[-1])


def test_that_the_sum_is_that_of_the_density() -> None:
    """Integrate the density of five degrees of freedom by Simpson's rule."""
    freedom, end, steps = 5, 2.0, 2000
    scale = math.gamma(3) / (math.sqrt(5 * math.pi) * math.gamma(2.5))

    def density(t: float) -> float:
        return scale * (1 + t * t / freedom) ** -3

    width = end / steps
    weights = [1 if k in (0, steps) else 4 if k % 2 else 2 for k in range(steps + 1)]
    area = sum(w * density(k * width) for k, w in enumerate(weights)) * width / 3
    assert 2 * area == pytest.approx(t_probability(end, freedom), abs=1e-10)


def test_that_no_degree_of_freedom_is_refused() -> None:
    with pytest.raises(ValueError, match="degree of freedom"):
        t_probability(1, 0)
    with pytest.raises(ValueError, match="confidence"):
        t_quantile(1, 5)


def test_that_a_quantile_lies_between_the_values_around_it() -> None:
    values = [float(value) for value in range(21)]
    assert [1.0, 10.0, 19.0] == [quantile(values[::-1], share) for share in (0.05, 0.5, 0.95)]
    assert 0.5 == quantile([0.0, 1.0], 0.5)
    assert (7.0, 7.0) == (quantile([7.0], 0), quantile([7.0], 1))


def test_that_an_interval_of_the_mean_is_worked_out_by_hand() -> None:
    found = chance_interval([2.0, 4.0, 6.0])
    half = 4.302653 * 2 / math.sqrt(3)
    assert (4 - half, 4 + half) == pytest.approx((found.low, found.high), abs=1e-5)
    assert ("t", 3) == (found.how, found.n)


def test_that_few_replicates_give_smallest_and_largest_and_none_give_nothing() -> None:
    found = chance_interval([3.0, 1.0])
    assert (1.0, 3.0, "min-max") == (found.low, found.high, found.how)
    nothing = chance_interval([])
    assert (None, None, 0, "none") == (nothing.low, nothing.high, nothing.n, nothing.how)
    assert nothing.leaves_sign_open


def test_that_an_assumption_interval_leaves_a_twentieth_on_either_side() -> None:
    values = [float(value) for value in range(101)]
    found = assumption_interval(values)
    assert (5.0, 95.0, 101) == (found.low, found.high, found.n)
    assert not found.leaves_sign_open
    assert assumption_interval([value - 50 for value in values]).leaves_sign_open


def test_that_equal_replicates_have_an_interval_of_no_width() -> None:
    found = chance_interval([5.0] * 8)
    assert (5.0, 5.0) == (found.low, found.high)
