"""Groups of synthetic people: which of the 144 classes each group holds."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]

AXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("age", ("under_14", "14_17", "18_29", "30_44", "45_59", "60_plus")),
    ("sex", ("male", "female")),
    ("urban", ("rural", "urban")),
    ("driver", ("no", "yes")),
    ("means", ("secure", "strained", "insolvent")),
)
"""The axes of a class, slowest first: class = (((age*2 + sex)*2 + urban)*2 + driver)*3 + means."""

N_CLASSES = 144
FIRST_ADULT_AGE = AXES[0][1].index("18_29")
"""Position of the first age of adults."""
EVERYONE = "all"


@cache
def group_names() -> tuple[str, ...]:
    """Return the names of all groups that the class axis can tell apart, `all` first."""
    return (EVERYONE, *(f"{axis}={value}" for axis, values in AXES for value in values))


@cache
def membership() -> Counts:
    """Return int64[144, groups]: 1 where the class belongs to the group."""
    shape = tuple(len(values) for _, values in AXES)
    place_on_axis = np.unravel_index(np.arange(N_CLASSES), shape)
    columns = [np.ones(N_CLASSES, dtype=np.int64)]
    for axis, (_, values) in enumerate(AXES):
        for value in range(len(values)):
            columns.append((place_on_axis[axis] == value).astype(np.int64))
    matrix = np.stack(columns, axis=1)
    matrix.setflags(write=False)
    return matrix


def by_group(by_class: Counts) -> Counts:
    """
    Sum counts whose last axis is the class into counts whose last axis is the group.

    Parameters
    ----------
    by_class
        int64[..., 144].
    """
    return by_class @ membership()


def adults_by_means(by_class: Counts) -> Counts:
    """
    Sum counts whose last axis is the class into adults by means, secure first.

    Means are a state of adults: what a child lives on is not theirs.

    Parameters
    ----------
    by_class
        int64[..., 144].
    """
    ages, means = len(AXES[0][1]), len(AXES[-1][1])
    shaped = by_class.reshape(*by_class.shape[:-1], ages, N_CLASSES // ages // means, means)
    adults: Counts = shaped[..., FIRST_ADULT_AGE:, :, :].sum(axis=(-3, -2))
    return adults
