"""What pairing gains: closed forms, known tables, and numbers that leave nothing to gain."""

from __future__ import annotations

import math
from hashlib import sha256
from statistics import variance

import pytest

from sincerity.measures.pairing import MOST_NEEDED, _t, pairing, replicates_needed
from sincerity.measures.spread import t_quantile

N, WORD = 400, 2**32


def uniforms(number: int, stream: int) -> list[float]:
    """Return uniform numbers, the same in every run."""
    blocks = (sha256(f"{stream}/{k}".encode()).digest() for k in range(-(-number // 8)))
    found = [int.from_bytes(b[i : i + 4], "big") / WORD for b in blocks for i in range(0, 32, 4)]
    return found[:number]


def test_that_the_gain_is_both_variances_over_that_of_the_difference() -> None:
    first, second = [3.0, 5.0, 9.0, 4.0], [2.0, 5.5, 7.0, 3.0]
    found = pairing(first, second)
    paired = variance([a - b for a, b in zip(first, second, strict=True)])
    assert paired == pytest.approx(found.paired)
    assert variance(first) + variance(second) == pytest.approx(found.unpaired)
    assert (variance(first) + variance(second)) / paired == pytest.approx(found.gain)
    assert (4, 2) == (found.pairs, found.freedom)


def test_that_two_chances_met_by_the_same_draws_gain_what_theory_says() -> None:
    """D (1 - D) paired, p (1 - p) + q (1 - q) unpaired: 21.8163 for .30 and .32."""
    draws = uniforms(40_000, 0)
    hit = [[float(u < p) for u in draws] for p in (0.30, 0.32)]
    found = pairing(*hit)
    gain = (0.30 * 0.70 + 0.32 * 0.68) / (0.02 * 0.98)
    assert 21.8163 == pytest.approx(gain, abs=1e-4)
    # the share of draws between both chances has a standard error of sqrt(.98 / (.02 n))
    assert abs(found.gain / gain - 1) < 5 * math.sqrt(0.98 / (0.02 * len(draws)))  # type: ignore[operator]


def test_that_draws_that_are_not_shared_gain_nothing() -> None:
    first = [float(u < 0.30) for u in uniforms(N, 1)]
    second = [float(u < 0.32) for u in uniforms(N, 2)]
    found = pairing(first, second)
    assert found.low is not None
    assert found.high is not None
    assert 0.5 < found.low < 1 < found.high < 2


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_that_the_interval_holds_the_true_gain_as_often_as_it_says(share: float) -> None:
    """Normal pairs with correlation `share` of their variances: the gain is 1 / (1 - share)."""
    truth, studies, pairs = 1 / (1 - share), 300, 8
    uniform = uniforms(6 * studies * pairs, 3)
    normal = [
        math.sqrt(-2 * math.log(1 - uniform[k])) * math.cos(2 * math.pi * uniform[k + 1])
        for k in range(0, len(uniform), 2)
    ]
    held = 0
    for study in range(studies):
        own = normal[3 * study * pairs : 3 * (study + 1) * pairs]
        common = own[:pairs]
        sides = [
            [
                math.sqrt(share) * c + math.sqrt(1 - share) * e
                for c, e in zip(common, own[k : k + pairs], strict=True)
            ]
            for k in (pairs, 2 * pairs)
        ]
        found = pairing(*sides)
        low, gain, high = found.low or 0.0, found.gain or 0.0, found.high or 0.0
        assert 0 < low <= gain <= high
        held += low <= truth <= high
    assert abs(held / studies - 0.95) < 5 * math.sqrt(0.95 * 0.05 / studies)


def test_that_equal_worlds_leave_no_variance_and_no_number_is_made_up() -> None:
    found = pairing([1.0, 2.0, 4.0, 3.0], [1.0, 2.0, 4.0, 3.0])
    assert (0, None, None, None, 3) == (
        found.paired, found.gain, found.low, found.high, found.needed,
    )  # fmt: skip
    assert found.needed_unpaired is None  # a difference of zero has no share


def test_that_too_few_pairs_say_nothing_and_missing_numbers_are_left_out() -> None:
    assert pairing([1.0, 2.0], [1.0, 3.0]).gain is None
    found = pairing([1.0, None, 3.0, 5.0], [0.0, 1.0, None, 2.0])
    assert (2, None, None) == (found.pairs, found.paired, found.needed)
    assert pairing([1.0, 2.0, 4.0], [1.0, 3.0, 2.0]).low is None


def test_that_a_setting_that_never_varies_gains_exactly_one() -> None:
    found = pairing([1.0, 4.0, 2.0, 8.0, 5.0], [3.0] * 5)
    assert 1.0 == pytest.approx(found.gain)
    assert 1.0 == pytest.approx(found.low) == pytest.approx(found.high)


@pytest.mark.parametrize("freedom", [1, 5, 29, 30, 31, 100, 1000])
def test_that_the_expansion_of_t_is_the_exact_one(freedom: int) -> None:
    assert t_quantile(0.95, freedom) == pytest.approx(_t(freedom), abs=2e-5)


@pytest.mark.parametrize(
    ("mean", "sd", "precision"), [(100.0, 20.0, 0.1), (-5.0, 3.0, 0.05), (2.0, 0.1, 0.2)]
)
def test_that_so_many_replicates_are_enough_and_one_fewer_is_not(
    mean: float, sd: float, precision: float
) -> None:
    n = replicates_needed(mean, sd * sd, precision)
    assert n is not None

    def half(number: int) -> float:
        return t_quantile(0.95, number - 1) * sd / math.sqrt(number)

    assert half(n) <= precision * abs(mean)
    assert n == 3 or half(n - 1) > precision * abs(mean)


def test_that_nothing_is_promised_for_a_difference_of_zero_or_one_out_of_reach() -> None:
    assert replicates_needed(0.0, 1.0, 0.1) is None
    assert replicates_needed(1e-9, 1.0, 0.1) is None
    many = replicates_needed(1.0, 100.0, 0.1)
    assert many is not None
    assert 38_000 < many < 39_000 < MOST_NEEDED


def test_that_a_difference_that_is_the_same_but_for_rounding_does_not_vary() -> None:
    people = 20_026 * 3 / 1000
    first = [(count + 7) / people for count in (101, 93, 118, 99, 105)]
    second = [count / people for count in (101, 93, 118, 99, 105)]
    found = pairing(first, second)
    assert (found.paired, found.gain, found.needed) == (0.0, None, 3)
    assert found.unpaired
