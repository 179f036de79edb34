"""How often people of a class stand before a door, exactly."""

from __future__ import annotations

from fractions import Fraction

from sincerity.conduct.groups import Group
from sincerity.institutions.model import LifeDoor

__all__ = ["yearly_attempts"]


def yearly_attempts(door: LifeDoor, group: Group) -> Fraction:
    """Return the attempts at a door per person of a class and year (0 to 12)."""
    attempts = Fraction(door.attempts.value)
    for factor in door.by.factors(group):
        attempts *= Fraction(factor)
    return attempts
