"""list: grades are drawn from scores, held down by overrides, and names are entered on lists.

Idea
    A grade is a published reading of the score, renewed every so many months. Some rules send a
    person straight to a grade or worse for a term. Lists take entries by charge or by grade.
Formula
    grade = first band whose lower limit is at most the score read; worsened to the pinned grade
    while a pin is in force. A listing for T months entered in month t stands in t..t+T-1.
Sees
    Records (charges of the month), score.
Draws
    None.
Assumptions
    Overlapping overrides keep the worse grade and the longer term.
Parameters
    The scheme's bands, regrading interval, overrides and lists.
Known limits
    Exit from lists by term only; grounds that need payment or repair are not here yet.
Check
    Cases of every scheme; sojourn times; the twin.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.buffers import CAUSE_TRUE, Charges

Array = npt.NDArray[Any]

NO_GRADE = 255
PERMANENT = 255
"""Months left of an entry without end."""
NO_POINTS = 2**30
"""A points test that nothing meets."""


class GradeTables(NamedTuple):
    """Bands best first, and overrides by rule."""

    grade_of: Array
    """uint8 [65536]: grade of a stored 16-bit score, taken as unsigned; 255 for the null"""
    override_pin: Array
    """uint8 [R] 1 + grade that the rule pins, 0 for none"""
    override_months: Array


class ListTables(NamedTuple):
    """One list's grounds and term."""

    at_most: int
    at_least: int
    grade_mask: int
    term: int
    restart: int


@kernel
def count_down(left: Array) -> Any:
    """Take a month off every term that has an end."""
    for i in range(left.shape[0]):
        left[i] -= int64(left[i] > 0) & int64(left[i] < PERMANENT)


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


@inlined
def _enter(t: ListTables, left: Array, i: int, entries: Array, false_entry: int) -> Any:
    if left[i] == 0:
        left[i] = t.term
        entries[false_entry] += 1
    elif t.restart:
        left[i] = t.term


@kernel
def _enter_charged(
    t: ListTables, charges: Charges, n_charges: int, left: Array, entries: Array
) -> Any:
    """Enter people for a single charge of this month; charges come grouped by person."""
    k = 0
    while k < n_charges:
        i = int64(charges.person[k])
        ground = False
        false_entry = 0
        while k < n_charges and charges.person[k] == i:
            points = int64(charges.points[k])
            ground |= points <= t.at_most or points >= t.at_least
            false_entry |= int64(charges.cause[k] != CAUSE_TRUE)
            k += 1
        if ground:
            _enter(t, left, i, entries, false_entry)


@kernel
def _enter_charged_or_graded(
    t: ListTables, charges: Charges, n_charges: int, grade: Array, left: Array, entries: Array
) -> Any:
    """Enter people for a charge or for the grade they stand in."""
    k = 0
    for i in range(grade.shape[0]):
        ground = grade[i] != NO_GRADE and (t.grade_mask >> int64(grade[i])) & 1 == 1
        false_entry = 0
        while k < n_charges and charges.person[k] == i:
            points = int64(charges.points[k])
            ground |= points <= t.at_most or points >= t.at_least
            false_entry |= int64(charges.cause[k] != CAUSE_TRUE)
            k += 1
        if ground:
            _enter(t, left, i, entries, false_entry)


def run(block: Block) -> None:
    """Count terms down, pin and draw grades, and enter names on the lists."""
    model, buffers, columns = block.model, block.scratch.buffers, block.columns
    grades, month = model.grades, block.month
    if "pin" in columns:
        _count_down_pins(columns["pin"], columns["pin_left"])
        _pin(grades, buffers.charges, buffers.n_charges, columns["pin"], columns["pin_left"])
    if "grade" in columns:
        if (month + 1) % model.regrade_months == 0:
            regrade(grades, columns["score"], columns["grade"])
        else:
            _grade_enrolled(
                grades, columns["score"], columns["grade"], buffers.enrolled, buffers.n_enrolled
            )
        if "pin" in columns:
            _hold_down(columns["pin"], columns["grade"])
    for number, (name, tables) in enumerate(model.lists.items()):
        left = columns[name]
        entries = block.scratch.counters.list_entries[number]
        count_down(left)
        if not model.list_is_open(number, month):
            continue
        if tables.grade_mask:
            _enter_charged_or_graded(
                tables, buffers.charges, buffers.n_charges, columns["grade"], left, entries
            )
        else:
            _enter_charged(tables, buffers.charges, buffers.n_charges, left, entries)


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade, pin and lists."""
    return Phase(
        name="list",
        purpose="Grades are drawn from scores, overrides hold them down, names are listed.",
        run=run,
        reads=("score", *columns),
        writes=columns,
    )
