"""The lists of a scheme as kernels see them: grounds, terms and exemptions by position."""

from typing import Any, NamedTuple

import numpy.typing as npt

Array = npt.NDArray[Any]

PERMANENT = 255
"""Months of an entry without end."""
MAX_LISTS = 4
IN_EFFECT = (1 << MAX_LISTS) - 1
"""The bits of `listed` that say on which lists a person stands; those above say on which ever."""
MINORS, STUDENTS, REPRESENTATIVES = 1, 2, 4
"""Bits of who is exempt from a list."""


class ListTables(NamedTuple):
    """Grounds, terms and exemptions of L lists, by position."""

    n_lists: int
    ground: Array
    """uint8 [K, 3] bit l set: a record of this kind that reached this stage leads to list l"""
    by_record: int
    """whether any kind leads to a list"""
    by_points: int
    """whether points of a charge lead to a list"""
    at_most: Array
    """int64 [L] points"""
    at_least: Array
    grade_ground: Array
    """uint8 [256] bit l set: the grade leads to list l"""
    by_grade: int
    list_ground: Array
    """int64 [L] bits of the lists whose people are entered here"""
    term: Array
    """int64 [L] months, 255 without end"""
    grace: Array
    restart: Array
    exempt: Array
    """int64 [L] bits MINORS, STUDENTS, REPRESENTATIVES"""
    exit_by_grade: Array
    black: Array
    """uint8 [L] whether an entry is a punishment"""
    representative: int
    """list that takes the representatives of listed firms, -1 for none"""
    kind_taint: Array
    """uint8 [K] taint bits that a kind itself carries"""
    cannot_pay: Array
    """uint8 [K]"""
    collective: Array
    """uint8 [R]"""
    operator: int
    """number of the agency that keeps the lists, 255 for the single office"""
