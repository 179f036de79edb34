"""How often people of a class stand before a door, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from sincerity.conduct.groups import Group
from sincerity.institutions.model import LifeDoor

__all__ = ["yearly_attempts"]


def yearly_attempts(door: LifeDoor, group: Group) -> Fraction:
    """Return the attempts at a door per person of a class and year (0 to 12)."""
    return _times(door.attempts.value, door.by.factors(group))


@lru_cache(maxsize=65536)
def _times(value: Decimal, factors: tuple[Decimal, ...]) -> Fraction:
    """Return attempts times their factors; many classes share these."""
    attempts = Fraction(value)
    for factor in factors:
        attempts *= Fraction(factor)
    return attempts
