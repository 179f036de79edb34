"""Codes of a synthetic person and the layout of people: what the small integers mean.

Labels are listed in the order of their codes. The class joins what rates of conduct depend on::

    class = ((((age band * 2 + sex) * 2 + urban) * 2 + driver) * 3 + means)

and that of a firm what rates of its conduct depend on::

    class = (sector * 4 + size) * 4 + ownership
"""

from enum import IntFlag

PLACES = 64
"""Places (slots) of a tile; slot = tile * 64 + place."""
TEMPLATES = 256
"""Pages of a tile library; a tile's page is the top byte of one word."""
NO_AGE = 255
"""Age that stands for nobody: a vacant place."""

SEXES = ("male", "female")
MALE, FEMALE = 0, 1
AGE_BANDS = ("under_14", "14_17", "18_29", "30_44", "45_59", "60_plus")
BAND_STARTS = (0, 14, 18, 30, 45, 60)
"""First age in years of each band."""
FIRST_ADULT_BAND = 2
URBAN = ("rural", "urban")
MEANS = ("secure", "strained", "insolvent")
WORK = ("none", "student", "farm", "wage", "self_employed", "official", "retired")
OFFICIAL = WORK.index("official")
WAGE = WORK.index("wage")
EMPLOYED = tuple(WORK.index(work) for work in ("farm", "wage", "self_employed", "official"))
FIRM_SECTORS = ("food", "manufacturing", "construction", "trade", "services", "finance")
FIRM_SIZES = ("micro", "small", "medium", "large")
OWNERSHIPS = ("private", "state", "foreign", "joint_venture")
CLASSES = len(AGE_BANDS) * len(SEXES) * len(URBAN) * 2 * len(MEANS)
VACANT_CLASS = 255
"""Class of a slot that holds nobody."""


class Flag(IntFlag):
    """Attributes of one synthetic person as bits."""

    DRIVER = 1
    PARTY = 2
    ONLINE = 4
    OFFICIAL = 8
    EMPLOYED = 16
    ADULT = 32
    MIGRANT = 64
    UNDETERRABLE = 128


WORK_SHIFT = 8
"""Above the flags of a synthetic person stands the code of the work category."""


def age_band(age_years: int) -> int:
    """Return the code of the band that holds an age."""
    return sum(age_years >= start for start in BAND_STARTS) - 1


def class_of(band: int, sex: int, urban: int, driver: int, means: int) -> int:
    """Return the class number 0..143 of five codes."""
    return (((band * 2 + sex) * 2 + urban) * 2 + driver) * len(MEANS) + means
