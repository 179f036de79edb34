"""The census: once a year, residents by the attributes that are recomputed, not stored."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.engine.simulation import Simulation
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.people import People, flags_of, is_occupied
from sincerity.society.codes import WORK_SHIFT, Flag
from sincerity.world.tallies import CENSUS_ATTRIBUTES, CENSUS_CATEGORIES, Census

Array = npt.NDArray[Any]

_BITS = np.array([Flag.MIGRANT, Flag.PARTY, Flag.ONLINE, Flag.UNDETERRABLE], dtype=np.int64)
"""The flag behind each attribute after work, in the order of `CENSUS_ATTRIBUTES`."""


@kernel
def _count(
    people: People,
    bits: Array,
    first: int,
    years: int,
    floor: int,
    cap: int,
    score: Array,
    grade: Array,
    residents: Array,
    score_sum: Array,
) -> Any:
    graded = grade.shape[0] > 0
    last = residents.shape[2] - 1
    for i in range(score.shape[0]):
        slot = first + i
        if not is_occupied(people, slot):
            continue
        flags = int64(flags_of(people, slot, years))
        covered = score[i] != NOT_COVERED
        column = int64(last)
        if covered:
            # Whose grade is withdrawn has the null grade, and stands in the last column but one.
            column = min(int64(grade[i]), last - 1) if graded else int64(0)
        read = min(max(int64(score[i]), floor), cap) if covered else int64(0)
        category = flags >> WORK_SHIFT
        for attribute in range(bits.shape[0] + 1):
            if attribute > 0:
                category = int64(flags & bits[attribute - 1] != 0)
            residents[attribute, category, column] += 1
            score_sum[attribute, category] += read


def take_census(
    simulation: Simulation, people: People, years: int, floor: int, cap: int, grades: int
) -> Census:
    """Count every resident as the last finished month left them."""
    shape = (len(CENSUS_ATTRIBUTES), CENSUS_CATEGORIES)
    parts = [
        (np.full((*shape, max(grades, 1) + 1), 0, np.int64), np.full(shape, 0, np.int64))
        for _ in simulation.scratch
    ]
    for scratch, part in zip(simulation.scratch, parts, strict=True):
        scratch.census = part
    no_grades = np.empty(0, dtype=np.uint8)

    def count(block: Any) -> None:
        residents, score_sum = block.scratch.census
        _count(
            people,
            _BITS,
            block.first,
            years,
            floor,
            cap,
            block.columns["score"],
            block.columns.get("grade", no_grades),
            residents,
            score_sum,
        )

    simulation.over_blocks(count)
    return Census(
        month=simulation.month - 1,
        residents=np.sum([part[0] for part in parts], axis=0),
        score_sum=np.sum([part[1] for part in parts], axis=0),
    )
