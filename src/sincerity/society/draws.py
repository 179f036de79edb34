"""Small random integers for building the tile library, in plain Python."""

from fractions import Fraction
from functools import lru_cache

from sincerity.chance.fixed import threshold
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream

LIBRARY_KEY = 0
"""The library depends on the tables alone: the society seed decides which tile gets which page."""
_threshold = lru_cache(maxsize=64)(threshold)


class Draws:
    """Successive small random integers from one address line of the template stream."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._block = 0
        self._words: list[int] = []

    def below(self, n: int) -> int:
        """Return an integer in 0..n-1 (bias below n / 2^32, out of reach of 16,384 people)."""
        if not self._words:
            self._words = list(words(LIBRARY_KEY, Stream.TEMPLATE, self._line, self._block))
            self._block += 1
        return self._words.pop() * n >> 32

    def happens(self, chance: Fraction) -> bool:
        """Return true with a given chance."""
        return self.below(2**32) < _threshold(chance)

    def shuffle(self, items: list[int]) -> None:
        """Put a list of numbers in random order, in place (Fisher and Yates)."""
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
