"""The counters that phases fill during a month: one set a thread, added up as integers."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.phases.buffers import CAUSES
from sincerity.phases.classes import CLASSES, TABLE_SIZE

Array = npt.NDArray[Any]

SCORE_BINS = 64
AWARENESS_LEVELS = ("unaware", "heard", "knows_rules", "knows_own_score")

SINGLES = (
    "unmatched",
    "unscored",
    "returned_points",
    "clamped_points",
    "certainty_sum",
    "fear_sum",
)
"""Counters that are one number a month, in the order of `Counters.singles`."""
UNMATCHED, UNSCORED, RETURNED, CLAMPED, CERTAINTY_SUM, FEAR_SUM = range(len(SINGLES))

BULLETIN = ("residents", "covered", "visible", "charged", "low_grade", "listed", "protected_acts")
"""Measures of the bulletin: the integers by township that blocks share with next month."""
RESIDENTS, COVERED, VISIBLE, CHARGED, LOW_GRADE, LISTED, PROTECTED_ACTS = range(len(BULLETIN))


class Counters(NamedTuple):
    """One month's counters, all int64. C classes, K kinds, R rules, L lists, D doors, G grades.

    While threads count, tables that start with C have 256 rows, so that any class byte is an
    index; `add_up` cuts them to C. Scores are first counted for those away from the base alone
    (`tally.settle` adds the others).
    """

    standing: Array
    """[C, G + 1, 4] residents by grade and awareness; the last grade stands for not covered"""
    class_score: Array
    """[C, 64] covered people by score bin"""
    score_sum: Array
    """[C] points"""
    off_base: Array
    """[C] covered people whose stored score is not the base"""
    acts: Array
    """[K, C] acts done"""
    undisturbed: Array
    """[K] acts that would have been done had nobody responded to the scheme"""
    candidates: Array
    """[K]"""
    cannot_pay_acts: Array
    """[K]"""
    records: Array
    """[K, 3] by cause"""
    rule_charges: Array
    """[R, 3] by cause"""
    rule_points: Array
    """[R, C] signed points"""
    charged_people: Array
    """[C] people charged with negative points"""
    list_members: Array
    """[L, C]"""
    list_entries: Array
    """[L, 2] entries in a month without, and with, a false charge of that person"""
    door_months: Array
    """[D, C] people before a door that is closed (or opened) to them"""
    singles: Array
    """[6], see `SINGLES`"""
    bulletin: Array
    """[townships, 7], see `BULLETIN`"""


_BY_CLASS_BYTE = ("standing", "class_score", "score_sum", "off_base")


def allocate_counters(
    kinds: int, rules: int, grades: int, lists: int, doors: int, townships: int
) -> Counters:
    """Return counters at zero."""

    def zeros(*shape: int) -> Array:
        return np.full(shape, 0, dtype=np.int64)

    return Counters(
        standing=zeros(TABLE_SIZE, max(grades, 1) + 1, len(AWARENESS_LEVELS)),
        class_score=zeros(TABLE_SIZE, SCORE_BINS),
        score_sum=zeros(TABLE_SIZE),
        off_base=zeros(TABLE_SIZE),
        acts=zeros(kinds, CLASSES),
        undisturbed=zeros(kinds),
        candidates=zeros(kinds),
        cannot_pay_acts=zeros(kinds),
        records=zeros(kinds, len(CAUSES)),
        rule_charges=zeros(rules, len(CAUSES)),
        rule_points=zeros(rules, CLASSES),
        charged_people=zeros(CLASSES),
        list_members=zeros(lists, CLASSES),
        list_entries=zeros(lists, 2),
        door_months=zeros(doors, CLASSES),
        singles=zeros(len(SINGLES)),
        bulletin=zeros(townships, len(BULLETIN)),
    )


def add_up(parts: list[Counters]) -> Counters:
    """Return the sum of the threads' counters, and set those back to zero."""
    total = Counters(*(array.copy() for array in parts[0]))
    for part in parts[1:]:
        for into, array in zip(total, part, strict=True):
            np.add(into, array, out=into)
    by_class = {name: getattr(total, name)[:CLASSES].copy() for name in _BY_CLASS_BYTE}
    for part in parts:
        for array in part:
            array.fill(0)
    return total._replace(**by_class)
