"""The classes of people that rates of conduct may differ by.

``class = ((((age * 2 + sex) * 2 + urban) * 2 + driver) * 3 + means)``, the number that worlds keep
in one byte a person.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["AGES", "GROUPS", "MEANS", "PLACES", "SEXES", "Group"]

AGES = ("under_14", "14_17", "18_29", "30_44", "45_59", "60_plus")
SEXES = ("male", "female")
PLACES = ("rural", "urban")
MEANS = ("secure", "strained", "insolvent")

_FIRST_ADULT_BAND = "18_29"


class Group(NamedTuple):
    """One class of people, by the words that catalogue files use."""

    age: str
    sex: str
    place: str
    is_driver: bool
    means: str

    @property
    def is_adult(self) -> bool:
        """Whether people of this class are 18 or over."""
        return AGES.index(self.age) >= AGES.index(_FIRST_ADULT_BAND)

    def __str__(self) -> str:
        driver = "driver" if self.is_driver else "no driver"
        return f"{self.age}, {self.sex}, {self.place}, {driver}, {self.means}"


GROUPS: tuple[Group, ...] = tuple(
    Group(age, sex, place, is_driver, means)
    for age in AGES
    for sex in SEXES
    for place in PLACES
    for is_driver in (False, True)
    for means in MEANS
)
"""All 144 classes; the position of a class is its number."""
