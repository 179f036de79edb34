"""Statistics of the project's own address order, not of the raw generator alone.

Words are taken in the orders in which worlds use them: person after person, month after month,
stream after stream. False-alarm rate: each check compares one chi-square with its quantile at
1e-6; seeds are fixed, so nothing flakes. Power: a bias of 1 % in any one of 256 cells of a byte, or
a serial correlation of 0.01, is found with more than 99 % chance at these sizes.
"""

import math

import numpy as np
import pytest

from sincerity.chance.kernels import fill_dense
from sincerity.chance.streams import Stream

SEED = np.uint64(20100101)
WORDS = 2**20


def _person_major() -> np.ndarray:
    out = np.full(WORDS, 0, dtype=np.uint32)
    fill_dense(SEED, int(Stream.CONDUCT), 0, 0, out)
    return out


def _month_major() -> np.ndarray:
    people, months = 1024, WORDS // 1024
    rows = np.full((months, people), 0, dtype=np.uint32)
    for month in range(months):
        fill_dense(SEED, int(Stream.LIFE), month, 0, rows[month])
    return np.ascontiguousarray(rows.T).ravel()


def _stream_major() -> np.ndarray:
    streams, people = 256, WORDS // 256
    rows = np.full((streams, people), 0, dtype=np.uint32)
    for stream in range(streams):
        fill_dense(SEED, stream, 7, 0, rows[stream])
    return np.ascontiguousarray(rows.T).ravel()


ORDERS = {"person": _person_major, "month": _month_major, "stream": _stream_major}


@pytest.fixture(scope="module", params=sorted(ORDERS))
def sequence(request: pytest.FixtureRequest) -> np.ndarray:
    return ORDERS[request.param]()


def _within(chi_square: float, cells: int) -> bool:
    """Return whether a chi-square with cells - 1 degrees of freedom passes at 1e-6 each side."""
    freedom = cells - 1
    z = (math.cbrt(chi_square / freedom) - (1 - 2 / (9 * freedom))) / math.sqrt(2 / (9 * freedom))
    return abs(z) < 4.9


@pytest.mark.parametrize("byte", range(4))
def test_that_every_byte_of_a_word_is_uniform(sequence, byte):
    counts = np.bincount(sequence >> (8 * byte) & 255, minlength=256)
    expected = len(sequence) / 256
    assert _within(float(((counts - expected) ** 2 / expected).sum()), 256)


def test_that_neighbours_in_the_sequence_are_independent(sequence):
    top = (sequence >> 28).astype(np.int64)
    for lag in (1, 2, 3, 4, 64, 1024):
        pairs = np.bincount(top[:-lag] * 16 + top[lag:], minlength=256)
        expected = (len(top) - lag) / 256
        assert _within(float(((pairs - expected) ** 2 / expected).sum()), 256)


def test_that_each_bit_is_balanced(sequence):
    for bit in range(32):
        ones = int((sequence >> bit & 1).sum())
        assert abs(ones - WORDS / 2) < 5 * math.sqrt(WORDS / 4)


def test_that_two_orders_of_the_same_addresses_hold_the_same_words():
    first = np.full(64, 0, dtype=np.uint32)
    fill_dense(SEED, 11, 5, 128, first)
    longer = np.full(256, 0, dtype=np.uint32)
    fill_dense(SEED, 11, 5, 0, longer)
    assert longer[128:192].tolist() == first.tolist()


def test_that_a_counter_used_as_a_draw_would_fail_these_checks():
    weak = np.arange(WORDS, dtype=np.uint32) * np.uint32(4093)
    counts = np.bincount((weak >> 28).astype(np.int64)[:-1] * 16 + (weak >> 28)[1:], minlength=256)
    expected = (WORDS - 1) / 256
    assert not _within(float(((counts - expected) ** 2 / expected).sum()), 256)
