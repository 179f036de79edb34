"""Philox 4x32-10 compiled: the same draws as `sincerity.chance.philox`, at array speed.

Words travel as uint64 values below 2^32, so that products and comparisons with thresholds up to
2^32 need no care for width.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint32, uint64

Array = npt.NDArray[Any]

U32 = npt.NDArray[np.uint32]

_WORD = np.uint64(0xFFFFFFFF)
_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = 0x9E3779B9, 0xBB67AE85
_SHIFT = np.uint64(32)


@inlined
def _round(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> Any:
    """Return the counter after one Philox round."""
    p0 = uint64(c0) * _M0
    p1 = uint64(c2) * _M1
    return uint32(p1 >> _SHIFT) ^ c1 ^ k0, uint32(p1), uint32(p0 >> _SHIFT) ^ c3 ^ k1, uint32(p0)


@inlined
def philox(c0: int, c1: int, c2: int, c3: int, k0: int, k1: int) -> Any:
    """Return the four words at a counter; all arguments and results are uint32.

    The ten rounds are written out because a loop over rounds keeps the compiler from running
    several counters side by side (measured: 4.8 ns a word as a loop, 0.9 written out).
    """
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0), uint32(k1 + _W1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 2), uint32(k1 + _W1 * 2))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 3), uint32(k1 + _W1 * 3))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 4), uint32(k1 + _W1 * 4))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 5), uint32(k1 + _W1 * 5))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 6), uint32(k1 + _W1 * 6))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 7), uint32(k1 + _W1 * 7))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, uint32(k0 + _W0 * 8), uint32(k1 + _W1 * 8))
    return _round(c0, c1, c2, c3, uint32(k0 + _W0 * 9), uint32(k1 + _W1 * 9))


@helper
def _sparse_words(seed: int, stream: int, month: int, entity: int, detail: int) -> Any:
    w0, w1, w2, w3 = philox(
        uint32(entity),
        uint32(month | (stream << 16)),
        uint32(detail),
        uint32(uint64(entity) >> _SHIFT),
        uint32(seed),
        uint32(uint64(seed) >> _SHIFT),
    )
    return uint64(w0), uint64(w1), uint64(w2), uint64(w3)


@inlined
def sparse_words(seed: int, stream: int, month: int, entity: int, detail: int) -> Any:
    """Return the four words of a sparse address as uint64.

    Whole numbers of any width do; they are widened here, so that the ten rounds are compiled once
    and not for every mixture of widths.
    """
    return _sparse_words(uint64(seed), int64(stream), int64(month), int64(entity), int64(detail))


@kernel
def fill_dense(seed: int, stream: int, month: int, first: int, out: Array) -> Any:
    """Fill `out` with the dense words of consecutive people.

    `first` and the length of `out` (uint32) are multiples of four.
    """
    k0, k1 = uint32(seed), uint32(uint64(seed) >> _SHIFT)
    c1 = uint32(month | (stream << 16))
    first_block = uint64(first) >> uint64(2)
    high = uint32(first_block >> _SHIFT)
    low = uint32(first_block)
    for block in range(out.shape[0] >> 2):
        w0, w1, w2, w3 = philox(uint32(low + uint32(block)), c1, uint32(0), high, k0, k1)
        out[4 * block] = w0
        out[4 * block + 1] = w1
        out[4 * block + 2] = w2
        out[4 * block + 3] = w3


@helper
def _bounded(seed: int, stream: int, month: int, entity: int, detail: int, n: int) -> Any:
    size = uint64(n)
    reject_below = (_WORD + uint64(1)) % size
    attempt = 0
    while True:
        w = _sparse_words(seed, stream, month, entity, detail | (attempt << 24))
        for word in w:
            product = word * size
            if product & _WORD >= reject_below:
                return np.int64(product >> _SHIFT)
        attempt += 1


@inlined
def bounded(seed: int, stream: int, month: int, entity: int, detail: int, n: int) -> Any:
    """Return an unbiased integer in 0..n-1 as int64, as `philox.bounded` does."""
    return _bounded(
        uint64(seed), int64(stream), int64(month), int64(entity), int64(detail), int64(n)
    )
