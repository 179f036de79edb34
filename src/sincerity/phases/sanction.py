"""sanction: doors close and open by grade and list; who stands before them is counted.

Idea
    A sanction or perk is a door with a domain and a severity. Each month everyone whose grade or
    listing reaches it is counted once: a door-month.
Formula
    door-months = covered people with grade in the door's grades, or standing on one of its lists.
Sees
    Published: grade and lists.
Draws
    None.
Assumptions
    Doors close fully and everywhere in the county at once.
Parameters
    The scheme's sanctions and perks.
Known limits
    No attempts at doors, no agencies that do not comply, no spillover yet.
Check
    Totals against grade counts; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.lists import NO_GRADE
from sincerity.phases.tally_arrays import Counters

Array = npt.NDArray[Any]


class DoorTables(NamedTuple):
    """Whom doors concern."""

    grade_mask: Array
    """int64 [D] bit g set: grade g stands before the door"""
    list_mask: Array
    """int64 [D] bit l set: list l stands before the door"""


@kernel
def _mark_listed(
    bit: int, eights: Array, left: Array, person_class: Array, listed: Array, members: Array
) -> Any:
    """Mark and count who is on a list; `eights` shows eight slots at a time, mostly empty."""
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for i in range(8 * group, 8 * group + 8):
                if left[i] > 0:
                    listed[i] |= bit
                    members[person_class[i]] += 1


@kernel
def _count_by_grade_or_list(
    grade_mask: int,
    list_mask: int,
    person_class: Array,
    grade: Array,
    listed: Array,
    door_months: Array,
) -> Any:
    """Count people before one door that lists reach too; `listed` holds a bit a list."""
    graded = grade.shape[0] > 0
    for i in range(person_class.shape[0]):
        before = int64(listed[i]) & list_mask != 0
        if graded and grade[i] != NO_GRADE:
            before |= (grade_mask >> int64(grade[i])) & 1 == 1
        if before:
            door_months[person_class[i]] += 1


def run(block: Block) -> None:
    """Count who stands before each closed or opened door this month."""
    model, counters, columns = block.model, block.scratch.counters, block.columns
    person_class = columns["class"]
    grade = columns.get("grade", model.no_grades)
    listed = block.scratch.buffers.listed[: block.size]
    if model.lists:
        listed.fill(0)
    for number, name in enumerate(model.lists):
        left = columns[name]
        members = counters.list_members[number]
        _mark_listed(1 << number, left.view(np.uint64), left, person_class, listed, members)
    for door, list_mask in enumerate(model.doors.list_mask):
        if list_mask:
            _count_by_grade_or_list(
                model.doors.grade_mask[door],
                list_mask,
                person_class,
                grade,
                listed,
                counters.door_months[door],
            )


def count_graded_doors(doors: DoorTables, counters: Counters) -> None:
    """Count the doors that go by grade alone from a month's grades: the same sum, once."""
    class_grade = counters.standing[:, :-1].sum(axis=2)
    grades = np.arange(class_grade.shape[1])
    concerns = doors.grade_mask[:, None] >> grades & 1
    concerns[doors.list_mask != 0] = 0
    counters.door_months[:] += (class_grade @ concerns.T).T


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and lists."""
    return Phase(
        name="sanction",
        purpose="Doors close and open by grade and list; who stands before them is counted.",
        run=run,
        reads=("class", *columns),
    )
