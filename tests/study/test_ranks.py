"""Rank correlation and monotone fits against hand-made cases and their properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sincerity.study.ranks import (
    by_chance_at_most,
    monotone_fit,
    rank_correlation,
    ranks,
    sign_change,
)

numbers = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))


def test_that_rank_correlation_is_worked_out_by_hand() -> None:
    """Without ties it is 1 - 6 sum d^2 / (n (n^2 - 1))."""
    one = [106.0, 100, 86, 101, 99, 103, 97, 113, 112, 110]
    other = [7.0, 27, 2, 50, 28, 29, 20, 12, 6, 17]
    assert 1 - 6 * 194 / (10 * 99) == pytest.approx(rank_correlation(one, other))


def test_that_ties_share_their_ranks() -> None:
    assert [2.5, 2.5, 1.0, 4.0] == ranks([5.0, 5.0, 1.0, 9.0])
    assert 3 / 10**0.5 == pytest.approx(
        rank_correlation([1.0, 1.0, 2.0, 3.0], [1.0, 2.0, 3.0, 4.0])
    )


def test_that_what_does_not_vary_has_no_correlation() -> None:
    assert rank_correlation([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]) is None
    assert rank_correlation([1.0], [2.0]) is None
    with pytest.raises(ValueError, match="as many"):
        rank_correlation([1.0, 2.0], [1.0])


@given(st.lists(st.tuples(numbers, numbers), min_size=3, max_size=30))
def test_that_rank_correlation_depends_on_order_alone(pairs: list[tuple[float, float]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = rank_correlation(one, other)
    assert found == rank_correlation([a**3 for a in one], other)
    turned = rank_correlation(one, [-b for b in other])
    if found is None:
        assert turned is None
    else:
        assert -1 <= found <= 1
        assert -found == pytest.approx(turned)


def test_that_the_bound_by_chance_grows_with_what_is_looked_at_and_falls_with_draws() -> None:
    assert 0.2461 == pytest.approx(by_chance_at_most(64, 1), abs=1e-4)  # t = 1.99897, 62 degrees
    assert by_chance_at_most(64, 1) < by_chance_at_most(64, 100) < by_chance_at_most(64, 1000) < 1
    assert by_chance_at_most(256, 100) < by_chance_at_most(64, 100)
    assert 1.0 == by_chance_at_most(2, 10)


@given(st.lists(numbers, min_size=1, max_size=25), st.booleans())
def test_that_a_monotone_fit_rises_or_falls_and_keeps_the_mean(
    values: list[float], rising: bool
) -> None:
    fitted = monotone_fit(values, rising=rising)
    ordered = sorted(fitted) if rising else sorted(fitted, reverse=True)
    assert ordered == pytest.approx(fitted, abs=1e-6)
    assert sum(values) == pytest.approx(sum(fitted), rel=1e-9, abs=1e-3)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=7))
def test_that_no_monotone_sequence_of_block_means_is_closer(values: list[int]) -> None:
    """The best fit is made of means of neighbouring stretches; try every way of cutting."""
    n = len(values)
    best = float("inf")
    for cuts in range(2 ** (n - 1)):
        ends = [k + 1 for k in range(n - 1) if cuts >> k & 1]
        parts = [values[a:b] for a, b in zip([0, *ends], [*ends, n], strict=True)]
        means = [sum(part) / len(part) for part in parts]
        if means == sorted(means):
            squares = sum((v - m) ** 2 for p, m in zip(parts, means, strict=True) for v in p)
            best = min(best, squares)
    fitted = monotone_fit([float(value) for value in values], rising=True)
    found = sum((v - f) ** 2 for v, f in zip(values, fitted, strict=True))
    assert best == pytest.approx(found, abs=1e-9)


def test_that_the_place_of_a_change_of_sign_is_found_either_way() -> None:
    places = [0.1, 0.9, 0.5, 0.3, 0.7]
    values = [2 - 4 * place for place in places]
    assert 0.5 == pytest.approx(sign_change(places, values, rising=False))
    assert 0.5 == pytest.approx(sign_change(places, [-v for v in values], rising=True))


def test_that_noise_is_smoothed_before_a_change_is_looked_for() -> None:
    values = [-3.0, 1.0, -2.0, 2.0, 4.0, 3.0]
    found = sign_change([0.0, 1.0, 2.0, 3.0, 4.0, 5.0], values, rising=True)
    assert found is not None
    assert 1.5 < found < 3  # between the pool of 1 and -2, and 2


def test_that_one_sign_throughout_has_no_place_of_change() -> None:
    assert sign_change([0.0, 1.0, 2.0], [1.0, 2.0, 3.0], rising=True) is None
    assert sign_change([0.0, 1.0, 2.0], [-1.0, -2.0, -3.0], rising=False) is None
    assert sign_change([0.0, 1.0], [0.0, 0.0], rising=True) is None
    assert sign_change([0.0, 1.0], [-1.0, 0.0], rising=True) is None
