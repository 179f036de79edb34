"""Values that only few people have: kept as ascending words, spread over a block when needed."""

from typing import Any

import numpy.typing as npt

from sincerity.chance._compile import int64, kernel

Array = npt.NDArray[Any]

VALUE_BITS = 8
"""A word is place << 8 | value, with a value of 1 to 255."""
_VALUE = (1 << VALUE_BITS) - 1


@kernel
def _spread(words: Array, values: Array) -> None:
    for k in range(words.shape[0]):
        values[int64(words[k]) >> VALUE_BITS] = int64(words[k]) & _VALUE


@kernel
def _clear(words: Array, values: Array) -> None:
    for k in range(words.shape[0]):
        values[int64(words[k]) >> VALUE_BITS] = 0


def spread(words: Array, values: Array) -> None:
    """Write the values of the few into an array by place (uint8) that is all zero."""
    if len(words):
        _spread(words, values)


def clear(words: Array, values: Array) -> None:
    """Set the places of the words back to 0."""
    if len(words):
        _clear(words, values)
