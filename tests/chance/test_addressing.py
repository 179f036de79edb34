"""Statistics of the project's own address order, not of the raw generator alone.

Words are taken in the orders in which worlds use them: person after person, month after month,
stream after stream, candidate act after candidate act, the four words of one address, the event
seeds of neighbouring replicates. Beside uniform bytes and independent neighbours, words of two
streams at one address are compared.

False alarms: each statistic is compared with its bounds at 1e-6 or less; seeds are fixed, so
nothing flakes. Power, simulated by tests below at the size used here: with more than 99 % chance a
check notices one of 256 byte values that comes 25 % too often, one in 100 words whose highest bits
repeat a neighbour's, or a bit that is one in 50.4 % of words. It misses with more than 99 % chance
a byte value 5 % too frequent, 1 repetition in 1,000, or 50.1 % of ones: what is looked for here are
faults of addressing, which are gross; the generator has its own published tests.
"""

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest

from sincerity.chance import philox
from sincerity.chance._compile import kernel
from sincerity.chance.kernels import fill_dense, sparse_words
from sincerity.chance.streams import Stream

SEED = np.uint64(20100101)
WORDS = 2**20
SPARSE = (Stream.ACT, Stream.STAGE, Stream.LEARN, Stream.DISCRETION)
LAGS = (1, 2, 3, 4, 64, 1024)
Words = npt.NDArray[np.uint32]


@kernel
def _fill_sparse(seed, stream, months, people, details, out):  # type: ignore[no-untyped-def]
    """Fill `out` [address, word] with the words of as many addresses as there are people."""
    for i in range(people.shape[0]):
        w0, w1, w2, w3 = sparse_words(seed, stream, months[i], people[i], details[i])
        out[i, 0], out[i, 1], out[i, 2], out[i, 3] = w0, w1, w2, w3


def _sparse(stream: int, people: int, details: int, month: int = 7) -> Words:
    """Return words [person, detail, word] of a grid of addresses."""
    person, detail = (grid.ravel() for grid in np.indices((people, details)))
    out = np.full((people * details, 4), 0, dtype=np.uint32)
    _fill_sparse(SEED, int(stream), np.full_like(person, month), person, detail, out)
    return out.reshape(people, details, 4)


def _dense(stream: int, month: int, people: int) -> Words:
    out = np.full(people, 0, dtype=np.uint32)
    fill_dense(SEED, int(stream), month, 0, out)
    return out


def _person_major() -> Words:
    return _dense(Stream.CONDUCT, 0, WORDS)


def _month_major() -> Words:
    rows = [_dense(Stream.LIFE, month, 1024) for month in range(WORDS // 1024)]
    return np.stack(rows, axis=1).ravel()


def _stream_major() -> Words:
    rows = [_dense(stream, 7, WORDS // 256) for stream in range(256)]
    return np.stack(rows, axis=1).ravel()


def _word_major(stream: int) -> Words:
    """The four words of an address one after the other, then the next address of the person."""
    return _sparse(stream, WORDS // 64, 16).ravel()


def _slot_major(stream: int) -> Words:
    """One word of a person's first candidate act, of the second, and so on."""
    words = _sparse(stream, WORDS // 64, 16)
    return words.transpose(2, 0, 1).ravel()


def _replicates() -> Words:
    """The two halves of the event seeds of neighbouring replicates."""
    out = np.full((WORDS // 2, 4), 0, dtype=np.uint32)
    replicate = np.arange(WORDS // 2)
    zero = np.full_like(replicate, 0)
    _fill_sparse(SEED, int(Stream.KEY), zero, replicate, zero, out)
    return out[:, :2].ravel()


ORDERS: dict[str, Callable[[], Words]] = {
    "person": _person_major,
    "month": _month_major,
    "stream": _stream_major,
    "replicate": _replicates,
}
for _stream in SPARSE:
    ORDERS[f"{_stream.name} by word"] = lambda stream=_stream: _word_major(stream)
    ORDERS[f"{_stream.name} by slot"] = lambda stream=_stream: _slot_major(stream)


@pytest.fixture(scope="module", params=sorted(ORDERS))
def sequence(request: pytest.FixtureRequest) -> Words:
    return ORDERS[request.param]()


def _within(chi_square: float, cells: int) -> bool:
    """Return whether a chi-square with cells - 1 degrees of freedom passes at 1e-6 each side."""
    freedom = cells - 1
    z = (math.cbrt(chi_square / freedom) - (1 - 2 / (9 * freedom))) / math.sqrt(2 / (9 * freedom))
    return abs(z) < 4.9


def _uniform(cells: npt.NDArray[np.integer]) -> bool:
    """Return whether numbers 0..255 are evenly spread."""
    counts = np.bincount(cells, minlength=256)
    expected = len(cells) / 256
    return _within(float(((counts - expected) ** 2 / expected).sum()), 256)


def _independent(first: Words, second: Words) -> bool:
    """Return whether pairs of words have their highest four bits evenly spread together."""
    return _uniform((first >> 28 << 4 | second >> 28).astype(np.int64))


def _bytes_are_uniform(words: Words) -> bool:
    return all(_uniform(words >> (8 * byte) & 255) for byte in range(4))


def _neighbours_are_independent(words: Words) -> bool:
    return all(_independent(words[:-lag], words[lag:]) for lag in LAGS)


def _bits_are_balanced(words: Words) -> bool:
    ones = [int((words >> bit & 1).sum()) for bit in range(32)]
    return all(abs(n - len(words) / 2) < 5 * math.sqrt(len(words) / 4) for n in ones)


def test_that_every_byte_of_a_word_is_uniform(sequence):
    assert _bytes_are_uniform(sequence)


def test_that_neighbours_in_the_sequence_are_independent(sequence):
    assert _neighbours_are_independent(sequence)


def test_that_each_bit_is_balanced(sequence):
    assert _bits_are_balanced(sequence)


@pytest.mark.parametrize("stream", SPARSE)
def test_that_the_four_words_of_one_address_are_independent(stream):
    words = _sparse(stream, WORDS // 16, 16).reshape(-1, 4)
    for first in range(4):
        for second in range(first + 1, 4):
            assert _independent(words[:, first], words[:, second])


def test_that_streams_of_one_person_are_independent():
    dense = [_dense(stream, 7, WORDS) for stream in (Stream.LIFE, Stream.CONDUCT, Stream.RESPOND)]
    sparse = [_sparse(stream, WORDS, 1)[:, 0, 0] for stream in SPARSE]
    streams = dense + sparse
    for number, first in enumerate(streams):
        for second in streams[:number]:
            assert _independent(first, second)


def test_that_the_fill_of_sparse_addresses_is_the_plain_one():
    words = _sparse(Stream.ACT, 3, 5, month=2)
    for person in range(3):
        for detail in range(5):
            expected = philox.words(int(SEED), Stream.ACT, 2, person, detail)
            assert expected == tuple(words[person, detail].tolist())


def test_that_two_orders_of_the_same_addresses_hold_the_same_words():
    first = np.full(64, 0, dtype=np.uint32)
    fill_dense(SEED, 11, 5, 128, first)
    longer = np.full(256, 0, dtype=np.uint32)
    fill_dense(SEED, 11, 5, 0, longer)
    assert longer[128:192].tolist() == first.tolist()


def test_that_a_counter_used_as_a_draw_would_fail_these_checks():
    weak = np.arange(WORDS, dtype=np.uint32) * np.uint32(4093)
    assert not _neighbours_are_independent(weak)


def _counts_of_bytes(excess: float, trials: int) -> npt.NDArray[np.int64]:
    """Return counts of byte values, one of which comes so much more often than its share."""
    share = np.full(256, (1 - (1 + excess) / 256) / 255)
    share[0] = (1 + excess) / 256
    return np.random.default_rng(1).multinomial(WORDS, share, size=trials)


def _counts_of_pairs(correlation: float, trials: int) -> npt.NDArray[np.int64]:
    """Return counts of pairs of four bits, of which so many repeat the first."""
    share = (1 - correlation) / 256 + correlation * np.eye(16).ravel() / 16
    return np.random.default_rng(2).multinomial(WORDS, share, size=trials)


def _share_noticed(counts: npt.NDArray[np.int64]) -> float:
    expected = WORDS / 256
    found = ((counts - expected) ** 2 / expected).sum(axis=1)
    return sum(not _within(float(chi_square), 256) for chi_square in found) / len(found)


TRIALS = 4000


def test_that_the_check_of_bytes_has_the_power_it_claims():
    assert _share_noticed(_counts_of_bytes(0.25, TRIALS)) > 0.99
    assert _share_noticed(_counts_of_bytes(0.05, TRIALS)) < 0.01


def test_that_the_check_of_pairs_has_the_power_it_claims():
    assert _share_noticed(_counts_of_pairs(0.01, TRIALS)) > 0.99
    assert _share_noticed(_counts_of_pairs(0.001, TRIALS)) < 0.01


def test_that_the_check_of_bits_has_the_power_it_claims():
    for chance, is_found in ((0.5 + 0.004, True), (0.5 + 0.001, False)):
        ones = np.random.default_rng(3).binomial(WORDS, chance, size=TRIALS)
        share = float((np.abs(ones - WORDS / 2) >= 5 * math.sqrt(WORDS / 4)).mean())
        assert share > 0.99 if is_found else share < 0.01


def test_that_effects_planted_in_sound_words_are_noticed():
    words, chosen = _person_major(), _dense(Stream.RESPOND, 1, WORDS)

    def strikes(share: float) -> npt.NDArray[np.bool_]:
        return chosen < np.uint32(share * 2**32)

    crowded = np.where(strikes(0.25 / 256), words & ~np.uint32(255), words)
    echoing = np.where(strikes(0.01), np.roll(words, 1), words)
    tilted = np.where(strikes(0.008), words | np.uint32(1 << 13), words)
    assert not _bytes_are_uniform(crowded)
    assert not _neighbours_are_independent(echoing)
    assert not _bits_are_balanced(tilted)
