"""Grades: published readings of the score, renewed every so many months and held down by overrides.

Idea
    Some rules send a person straight to a grade or worse for a term; between regradings a grade
    stays what it was.
Formula
    grade = first band whose lower limit is at most the score read; worsened to the pinned grade
    while a pin is in force.
Sees
    Score, charges of the month.
Draws
    None.
Assumptions
    Overlapping overrides keep the worse grade and the longer term. Where a county has withdrawn its
    grades nobody has one, whatever the score.
Parameters
    The scheme's bands, regrading interval and overrides.
Check
    Cases of every scheme; the twin.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.engine.block import Block
from sincerity.phases.buffers import Charges

Array = npt.NDArray[Any]

NO_GRADE = 255


class GradeTables(NamedTuple):
    """Bands best first, and overrides by rule."""

    grade_of: Array
    """uint8 [65536]: grade of a stored 16-bit score, taken as unsigned; 255 for the null"""
    override_pin: Array
    """uint8 [R] 1 + grade that the rule pins, 0 for none"""
    override_months: Array


@kernel
def _count_down_pins(pin: Array, pin_left: Array) -> Any:
    for i in range(pin.shape[0]):
        pin_left[i] -= int64(pin_left[i] > 0)
        if pin_left[i] == 0:
            pin[i] = 0


@kernel
def _pin(t: GradeTables, charges: Charges, n_charges: int, pin: Array, pin_left: Array) -> Any:
    for k in range(n_charges):
        rule = charges.rule[k]
        if t.override_pin[rule] > 0:
            i = charges.person[k]
            pin[i] = max(pin[i], t.override_pin[rule])
            pin_left[i] = max(pin_left[i], t.override_months[rule])


@kernel
def regrade(t: GradeTables, score: Array, grade: Array) -> Any:
    """Read everyone's grade from the score."""
    for i in range(score.shape[0]):
        grade[i] = t.grade_of[int64(score[i]) & 0xFFFF]


@kernel
def _grade_enrolled(
    t: GradeTables, score: Array, grade: Array, enrolled: Array, n_enrolled: int
) -> Any:
    for k in range(n_enrolled):
        i = enrolled[k]
        grade[i] = t.grade_of[int64(score[i]) & 0xFFFF]


@kernel
def _hold_down(pin: Array, grade: Array) -> Any:
    for i in range(grade.shape[0]):
        if pin[i] > 0 and grade[i] != NO_GRADE:
            grade[i] = max(grade[i], pin[i] - 1)


def _withdraw(block: Block) -> None:
    """Leave everybody without a grade in counties that have withdrawn theirs."""
    model = block.model
    if model.withdrawn.any():
        for township, start, stop in block.local.segments.tolist():
            if model.withdrawn[model.county_of_township[township]]:
                block.columns["grade"][start:stop] = NO_GRADE


def draw_grades(block: Block) -> None:
    """Count pins down, pin and draw grades."""
    model, buffers, columns = block.model, block.scratch.buffers, block.columns
    grades = model.grades
    if "pin" in columns:
        _count_down_pins(columns["pin"], columns["pin_left"])
        block.call(
            _pin,
            grades,
            buffers.charges,
            buffers.n_charges,
            columns["pin"],
            columns["pin_left"],
        )
    if "grade" not in columns:
        return
    if (block.month + 1) % model.regrade_months == 0:
        block.call(regrade, grades, columns["score"], columns["grade"])
    else:
        block.call(
            _grade_enrolled,
            grades,
            columns["score"],
            columns["grade"],
            buffers.enrolled,
            buffers.n_enrolled,
        )
    if "pin" in columns:
        _hold_down(columns["pin"], columns["grade"])
    _withdraw(block)
