"""Values that only few people have: kept as ascending words, spread over a block when needed."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint32

Array = npt.NDArray[Any]

VALUE_BITS = 8
"""A word is place << 8 | value, with a value of 1 to 255."""
_VALUE = (1 << VALUE_BITS) - 1


@kernel
def _spread(words: Array, values: Array) -> None:
    for k in range(words.shape[0]):
        values[int64(words[k]) >> VALUE_BITS] = int64(words[k]) & _VALUE


@kernel
def _collect(values: Array, eights: Array, words: Array) -> Any:
    """Write a word for every value that is not 0, and set it back to 0; return how many."""
    n = 0
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for i in range(8 * group, 8 * group + 8):
                if values[i] != 0:
                    if n < words.shape[0]:
                        words[n] = uint32(i << VALUE_BITS | int64(values[i]))
                    n += 1
    return n


@kernel
def _clear(words: Array, values: Array) -> None:
    for k in range(words.shape[0]):
        values[int64(words[k]) >> VALUE_BITS] = 0


def spread(words: Array, values: Array) -> None:
    """Write the values of the few into an array by place (uint8) that is all zero."""
    if len(words):
        _spread(words, values)


def collect(words: Array, values: Array, most: int) -> Array:
    """Return the words of all values that are not 0, and leave the array all zero.

    Parameters
    ----------
    words
        Those that were spread; returned as they are if nothing is there now.
    most
        At most so many places may have come to a value since.
    """
    out = np.empty(len(words) + most, dtype=np.uint32)
    n = _collect(values, values.view(np.uint64), out)
    found = out[:n].copy()
    if n:
        _clear(found, values)
    return found


def clear(words: Array, values: Array) -> None:
    """Set the places of the words back to 0."""
    if len(words):
        _clear(words, values)
