"""The class of a synthetic person: the byte that rates of conduct depend on, taken apart.

``class = ((((age_band * 2 + sex) * 2 + urban) * 2 + driver) * 3 + means)``, see
`sincerity.society.codes`.
"""

from typing import NamedTuple

from sincerity.society.codes import CLASSES, FIRST_ADULT_BAND, MEANS, VACANT_CLASS

TABLE_SIZE = 256
"""Length of per-class tables, so that a class byte, vacant included, never needs a check."""
DRIVER = ("no_driver", "driver")


class ClassParts(NamedTuple):
    """Codes of age band, sex, urban, driver and means."""

    age_band: int
    sex: int
    urban: int
    driver: int
    means: int

    @property
    def adult(self) -> bool:
        """Whether the class is of people of 18 and over."""
        return self.age_band >= FIRST_ADULT_BAND


def split_class(number: int) -> ClassParts:
    """Return the parts of a class number 0..143."""
    rest, means = divmod(number, len(MEANS))
    rest, driver = divmod(rest, 2)
    rest, urban = divmod(rest, 2)
    age_band, sex = divmod(rest, 2)
    return ClassParts(age_band, sex, urban, driver, means)


__all__ = ["CLASSES", "DRIVER", "TABLE_SIZE", "VACANT_CLASS", "ClassParts", "split_class"]
