"""Draws: published known answers, agreement of the two implementations, exact tables."""

import math
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from sincerity.chance import fixed, kernels, philox
from sincerity.chance._compile import kernel
from sincerity.chance.streams import FIRST_USER_STREAM, Stream

ONES = 0xFFFFFFFF
KNOWN_ANSWERS = [
    # Published with the generator (Random123, kat_vectors, philox4x32 10).
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((ONES,) * 4, (ONES,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
SEED = 0x0123456789ABCDEF


@kernel
def _raw(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    return kernels.philox(
        np.uint32(c0), np.uint32(c1), np.uint32(c2), np.uint32(c3), np.uint32(k0), np.uint32(k1)
    )


@kernel
def _sparse(seed, stream, month, entity, detail):  # type: ignore[no-untyped-def]
    return kernels.sparse_words(seed, stream, month, entity, detail)


@kernel
def _bounded(seed, stream, month, entity, detail, n):  # type: ignore[no-untyped-def]
    return kernels.bounded(seed, stream, month, entity, detail, n)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_that_both_generators_give_the_published_words(counter, key, expected):
    assert expected == philox.philox4x32(counter, key)
    assert expected == tuple(int(word) for word in _raw(*counter, *key))


def test_that_the_generator_agrees_with_numpy_once_its_early_increment_is_undone():
    # NumPy raises the counter before the first block, and its Philox is the 4x64 variant, so only
    # the convention is checked here: the vector at counter 0 needs NumPy to start at 2^256 - 1.
    generator = np.random.Philox(counter=2**256 - 1, key=0)
    first = generator.random_raw(4)
    assert [0x16554D9ECA36314C, 0xDB20FE9D672D0FDC] == [int(word) for word in first[:2]]


@pytest.mark.parametrize("entity", [0, 1, 63, 2**31, 2**32 + 5, 2**40 + 3])
def test_that_compiled_draws_equal_plain_draws_at_any_address(entity):
    for stream, month, detail in ((1, 0, 0), (12, 35, 7), (200, 65535, 0xFFFFFFFF)):
        expected = philox.words(SEED, stream, month, entity, detail)
        got = _sparse(np.uint64(SEED), stream, month, entity, detail)
        assert expected == tuple(int(word) for word in got)


@pytest.mark.parametrize("first", [0, 4, 2**34])
def test_that_dense_draws_are_one_word_a_person_of_shared_blocks(first):
    out = np.full(64, 0, dtype=np.uint32)
    kernels.fill_dense(np.uint64(SEED), 11, 3, first, out)
    expected = [philox.dense_word(SEED, 11, 3, first + i) for i in range(64)]
    assert expected == out.tolist()


@pytest.mark.parametrize("n", [1, 2, 3, 64, 1000003, 2**31 + 11])
def test_that_bounded_integers_agree_and_stay_below_their_bound(n):
    for entity in range(40):
        plain = philox.bounded(SEED, 14, 2, entity, 5, n)
        assert 0 <= plain < n
        assert plain == _bounded(np.uint64(SEED), 14, 2, entity, 5, n)


def test_that_bounded_integers_reject_words_that_would_favour_small_numbers():
    # With n just above 2^31 nearly half of all words are rejected, so the retry path is taken.
    n = 2**31 + 1
    draws = [philox.bounded(SEED, 14, 0, entity, 0, n) for entity in range(4000)]
    low = sum(draw < n // 2 for draw in draws)
    assert abs(low - 2000) < 5 * (4000 * 0.25) ** 0.5


def test_that_no_two_streams_share_a_number_and_users_have_their_own_range():
    numbers = [int(stream) for stream in Stream]
    assert len(numbers) == len(set(numbers))
    assert max(numbers) < FIRST_USER_STREAM


def test_that_replicates_have_different_event_seeds():
    seeds = {philox.event_seed(1, replicate) for replicate in range(1000)}
    assert 1000 == len(seeds)


@pytest.mark.parametrize(
    ("chance", "expected"),
    [("0", 0), ("1", 2**32), ("0.5", 2**31), (Fraction(1, 3), 1431655765), (0.1, 429496730)],
)
def test_that_a_chance_becomes_the_nearest_threshold(chance, expected):
    assert expected == fixed.threshold(chance)


@pytest.mark.parametrize("chance", ["-0.1", "1.0000001"])
def test_that_a_chance_outside_zero_to_one_is_refused(chance):
    with pytest.raises(ValueError, match="between 0 and 1"):
        fixed.threshold(chance)


def test_that_categories_use_up_the_whole_range_of_words():
    thresholds = fixed.cumulative_thresholds(["0.2", "0", "0.8"])
    assert [858993459, 858993459, 2**32] == thresholds


@pytest.mark.parametrize("seed", range(40))
def test_that_categories_are_rounded_as_the_ratio_of_their_sums(seed):
    dice = np.random.default_rng(seed)
    below = [3, 10, 2**33][seed % 3]  # 2^33 meets halves, of which the even one is taken
    weights = [
        Fraction(int(up), int(down))
        for up, down in zip(dice.integers(0, 50, 9), dice.integers(1, below, 9), strict=True)
    ]
    weights += [Fraction(1, 2**33), 1 - Fraction(1, 2**33)]
    total = sum(weights)
    expected = [round(sum(weights[: n + 1]) / total * 2**32) for n in range(len(weights))]
    assert expected == fixed.cumulative_thresholds(weights)


def test_that_a_half_goes_to_the_even_neighbour():
    halves = [Fraction(1, 2**33), Fraction(2, 2**33), 1 - Fraction(3, 2**33)]
    assert [0, 2, 2**32] == fixed.cumulative_thresholds(halves)


def test_that_categories_need_weights_that_are_not_all_zero():
    with pytest.raises(ValueError, match="not all zero"):
        fixed.cumulative_thresholds([0, 0])


@pytest.mark.parametrize("rate", ["0.0001", "0.1", "0.7", "1"])
def test_that_poisson_thresholds_have_the_mean_of_their_rate(rate):
    thresholds = fixed.poisson_thresholds(rate)
    assert thresholds == sorted(thresholds, reverse=True)
    mean = sum(Fraction(t, 2**32) for t in thresholds)  # E[N] is the sum of P(N >= k)
    assert abs(float(mean - Fraction(rate))) < 1e-8


def test_that_no_more_than_thirteen_candidates_are_ever_drawn():
    assert len(fixed.poisson_thresholds(1)) <= 13


@pytest.mark.parametrize("rate", ["0.0001", "0.003", "0.1", "0.31", "0.7", "0.999", "1"])
def test_that_every_poisson_threshold_is_the_tail_of_the_series(rate):
    # The tail is summed from its far end in floating point; the table subtracts from its head.
    mean = float(rate)

    def tail(k: int) -> float:
        terms = [mean**n / math.factorial(n) for n in range(k, 60)]
        return math.exp(-mean) * math.fsum(reversed(terms)) * 2**32

    thresholds = fixed.poisson_thresholds(rate)
    expected = [tail(k) for k in range(1, len(thresholds) + 1)]
    assert [] == [
        k for k, (t, e) in enumerate(zip(thresholds, expected, strict=True), 1) if abs(t - e) > 2
    ]
    assert tail(len(thresholds) + 1) < 2  # and none is missing at the end


def test_that_every_entry_of_the_shipped_exponential_is_the_exponential():
    assert 4096 == len(fixed.EXP_NEG)
    assert 65536 == fixed.EXP_NEG[0]
    wrong = [
        i for i, entry in enumerate(fixed.EXP_NEG) if abs(entry - 65536 * math.exp(-i / 1024)) > 1
    ]
    assert [] == wrong
    with localcontext() as context:
        context.prec = 50
        exactly = tuple(round(65536 * (-Decimal(i) / 1024).exp()) for i in range(4096))
    assert exactly == fixed.EXP_NEG


@pytest.mark.parametrize("scale", [5, 50, 200])
def test_that_an_index_of_points_is_the_saturating_curve_for_every_charge(scale):
    wrong = [
        points
        for points in range(-1000, 1001)
        if abs(fixed.saturating_index(points, scale) - 255 * -math.expm1(-abs(points) / scale))
        > 0.5 + 1e-9
    ]
    assert [] == wrong


@pytest.mark.parametrize("scale", [5, 50, 200])
def test_that_an_index_of_points_is_concave(scale):
    # Equal steps of points gain less and less: each gain is at most the one before, but for the
    # rounding of three entries (less than 2 units together).
    step = scale // 5
    index = [fixed.saturating_index(n * step, scale) for n in range(40)]
    gains = [after - before for before, after in pairwise(index)]
    assert all(gain >= 0 for gain in gains)
    assert all(later < gain + 2 for gain, later in pairwise(gains))
    # A straight line gains as much from one scale to two as up to one; this gains 1/e of it.
    first, second = index[5] - index[0], index[10] - index[5]
    assert second < first / 2
    assert 255 == fixed.saturating_index(1000 * scale, scale)
