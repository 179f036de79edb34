"""What the phase of firms looks things up in: conduct, tips and the scheme's section on firms."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.society.codes import FIRM_SIZES
from sincerity.society.codes import OWNERSHIPS as OWNERSHIP_WORDS

Array = npt.NDArray[Any]

SIZES, OWNERSHIPS = len(FIRM_SIZES), len(OWNERSHIP_WORDS)
"""A firm's class is (sector * sizes + size) * ownerships + ownership."""
PRIVATE = OWNERSHIP_WORDS.index("private")
"""Only private firms dodge the scheme."""


class FirmTables(NamedTuple):
    """F kinds of conduct of firms, G grades of firms; chances are uint64 thresholds."""

    acts: Array
    """[96] chance of an act a month by class of firm"""
    kind: Array
    """[96, F] cumulative thresholds of its kind"""
    accept: Array
    """[F] chance that a possible act is done under this scheme"""
    victims: Array
    """int64 [F] people harmed by one act"""
    seen: Array
    """[F] chance that an office finds the act by itself"""
    tips: Array
    """[256] chance that a worker speaks, by fear"""
    tips_without_fear: np.uint64
    judged_false: np.uint64
    accusation: int
    """kind of conduct that a worker judged to have lied is charged with, -1 for none"""
    favour: np.uint64
    """16-bit chance that what a well connected firm was found to have done is dropped"""
    has_section: int
    """whether the scheme has a section on firms"""
    base: int
    floor: int
    cap: int
    points: Array
    """int64 [F] points by kind, sign included"""
    recovery: Array
    """int64 [F] months until the points return, 0 for never"""
    limits: Array
    """int64 [G - 1] lower limits of the grades but the last, best first"""
    graded: int
    base_grade: int
    """grade of the base, 255 without grades"""
    term: int
    """months on the list of firms, 0 without a list"""
    list_kinds: Array
    """uint8 [F] whether being found to have done it leads to the list"""
    list_grades: int
    """bit g set: grade g leads to the list"""
    reaches_people: int
    """whether the representative of a listed firm is entered on a list of people"""
    nominee: np.uint64
    reopen: np.uint64
    buys: np.uint64
    """16-bit chance"""
    bought_points: int
    closes: Array
    """[G + 1, 2] chance to close by grade (the last without) and whether listed"""
    closed_months: int
    layoff_months: int
