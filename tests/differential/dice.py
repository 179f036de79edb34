"""Repeatable choices for generated worlds, from one address line of Philox a world."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from sincerity.chance.philox import words

GENERATOR_KEY = 20_100_315
"""Seed of all generated worlds; a world is its number under this key."""
GENERATOR_STREAM = 201

T = TypeVar("T")


class Dice:
    """Successive choices, the same ones for the same world number."""

    def __init__(self, world: int) -> None:
        self._world = world
        self._block = 0
        self._words: list[int] = []

    def below(self, n: int) -> int:
        """Return a whole number in 0..n-1."""
        if not self._words:
            line = words(GENERATOR_KEY, GENERATOR_STREAM, 0, self._world, self._block)
            self._words = list(line)
            self._block += 1
        return self._words.pop() * n >> 32

    def between(self, low: int, high: int) -> int:
        """Return a whole number in low..high."""
        return low + self.below(high - low + 1)

    def percent(self, chance: int) -> bool:
        """Return true in so many of 100 cases."""
        return self.below(100) < chance

    def choice(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.below(len(options))]

    def some(self, options: Sequence[T], chance: int) -> list[T]:
        """Return each option with a chance in percent, in their order."""
        return [option for option in options if self.percent(chance)]

    def level(self, highest: int) -> int:
        """Return a whole number in 0..highest, one of the ends in one case of ten."""
        return self.choice((0, highest)) if self.percent(10) else self.between(0, highest)

    def chance(self, low_percent: int, high_percent: int) -> Decimal:
        """Return a share between two percentages, or never or always in one case of ten."""
        if self.percent(10):
            return self.choice((Decimal(0), Decimal(1)))
        return self.share(low_percent, high_percent)

    def share(self, low_percent: int, high_percent: int) -> Decimal:
        """Return a share with four decimals between two percentages."""
        return Decimal(self.between(low_percent * 100, high_percent * 100)) / 10_000
