"""What the ways back depend on: a scheme's notice, objections and exits, and people's chances."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class RemedyTables(NamedTuple):
    """Chances as uint64 thresholds; M means, L lists, R rules, K kinds."""

    objection: int
    """whether one can object"""
    restitution: int
    """whether an upheld objection gives points back"""
    informed: np.uint64
    """threshold of learning of one's charge or entry; 2^32 when the process gives notice"""
    list_notice: Array
    """uint8 [L] whether a list tells those whom it enters"""
    can: Array
    """uint64 [M] that somebody who knows and is not afraid objects"""
    fear_weight: int
    """exponent in 4096ths for each step of fear"""
    exp_neg: Array
    """int64 [4096] exp(-i/1024) in units of 2^-16"""
    upheld: Array
    """uint64 [2] by whether the record is of something not done"""
    performance: Array
    """uint8 [L] whether doing what is owed ends an entry"""
    repair_after: Array
    """int64 [L] months since entry from which repair is open, -1 for never"""
    repair_open: Array
    """uint8 [L] bit m set: open to people of means m"""
    perform: Array
    """uint64 [M] a month"""
    repair: Array
    """uint64 [M] a month"""
    recovery: Array
    """int32 [R] months until points return, 0 for never"""
    kind_taint: Array
    """uint8 [K] taint bits that a kind itself carries"""
    cannot_pay: Array
    """uint8 [K]"""
    collective: Array
    """uint8 [R]"""
