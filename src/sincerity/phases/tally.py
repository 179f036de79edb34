"""tally: what the month came to, as integers by class, and the bulletin by township.

Idea
    Tables for people to read and the few sums that next month's blocks may see are counted here,
    after everything else, from the state as it stands.
Formula
    Score bins are of equal width over the scheme's range; what lies outside falls into the end
    bins.
Sees
    Everything: tallies are the laboratory's view, not an institution's.
Draws
    None.
Check
    Totals over classes equal residents; bins sum to the covered; the twin.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import int32, int64, kernel, uint8
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.tally_arrays import (
    CERTAINTY_SUM,
    COVERED,
    FEAR_SUM,
    LISTED,
    LOW_GRADE,
    RESIDENTS,
    SCORE_BINS,
    VISIBLE,
)

Array = npt.NDArray[Any]


NO_SUCH_GRADE = 254
"""Stands for a band where there is none to be in: no grade has this number."""


class TallyTables(NamedTuple):
    """How scores are read and binned, and what counts as visible punishment.

    The score tables have 65,536 entries so that a 16-bit score, taken as unsigned, is an index.
    """

    bin_of: Array
    """uint8: bin of a score; `SCORE_BINS` for the null"""
    read_of: Array
    """int32: points that a stored score is read as; 0 for the null"""
    column_of: Array
    """uint8 [256]: column of a grade; the last one for the null"""
    worst_grade: int
    """index of the worst band; 254 when there are fewer than two bands"""
    punished_grade: int
    """the worst band if a sanction names it, for then it shows; else 254"""
    public_lists: int
    """bit l set: list l is published"""


@kernel
def _tally_scores(
    t: TallyTables,
    person_class: Array,
    score: Array,
    grade: Array,
    class_grade: Array,
    class_score: Array,
    score_sum: Array,
) -> Any:
    """Count people by class, grade and score; vacant slots land in the unused row 255."""
    graded = grade.shape[0] > 0
    for i in range(person_class.shape[0]):
        c = int64(person_class[i])
        stored = int64(score[i]) & 0xFFFF
        number = int64(t.bin_of[stored])
        class_score[c, number] += 1
        score_sum[c] += int64(t.read_of[stored])
        if graded:
            class_grade[c, int64(t.column_of[grade[i]])] += 1
        else:
            class_grade[c, int64(number == SCORE_BINS)] += 1


@kernel
def _tally_places(
    t: TallyTables,
    segments: Array,
    person_class: Array,
    score: Array,
    grade: Array,
    listed: Array,
    bulletin: Array,
) -> Any:
    """Count what next month's phases may know of each township."""
    graded = grade.shape[0] > 0
    any_list = listed.shape[0] > 0
    worst = uint8(t.worst_grade)
    punished = uint8(t.punished_grade)
    public = uint8(t.public_lists)
    for s in range(segments.shape[0]):
        part = slice(segments[s, 1], segments[s, 2])
        of_class, stored = person_class[part], score[part]
        residents = covered = low = on_list = visible = 0
        for i in range(of_class.shape[0]):
            residents += int32(of_class[i] != VACANT_CLASS)
            covered += int32(stored[i] != NOT_COVERED)
        if graded:
            of_grade = grade[part]
            for i in range(of_grade.shape[0]):
                low += int32(of_grade[i] == worst)
                visible += int32(of_grade[i] == punished)
        if any_list:
            lists = listed[part]
            for i in range(lists.shape[0]):
                on_list += int32(lists[i] != 0)
            for i in range(lists.shape[0]):
                if lists[i] & public != 0:
                    visible += not graded or grade[segments[s, 1] + i] != punished
        row = bulletin[segments[s, 0]]
        row[RESIDENTS] += residents
        row[COVERED] += covered
        row[VISIBLE] += visible
        row[LOW_GRADE] += low
        row[LISTED] += on_list


@kernel
def _tally_beliefs(
    person_class: Array,
    awareness: Array,
    certainty: Array,
    fear: Array,
    by_awareness: Array,
    singles: Array,
) -> Any:
    for i in range(person_class.shape[0]):
        by_awareness[int64(person_class[i]), int64(awareness[i])] += 1
    sure = afraid = 0
    for i in range(person_class.shape[0]):
        sure += int64(certainty[i])
        afraid += int64(fear[i])
    singles[CERTAINTY_SUM] += sure
    singles[FEAR_SUM] += afraid


def run(block: Block) -> None:
    """Count the block into the thread's tables."""
    model, scratch, columns = block.model, block.scratch, block.columns
    counters, person_class = scratch.counters, columns["class"]
    grade = columns.get("grade", model.no_grades)
    listed = scratch.buffers.listed[: block.size] if model.lists else model.no_grades
    _tally_scores(
        model.tally,
        person_class,
        columns["score"],
        grade,
        counters.class_grade,
        counters.class_score,
        counters.score_sum,
    )
    _tally_places(
        model.tally,
        block.local.segments,
        person_class,
        columns["score"],
        grade,
        listed,
        counters.bulletin,
    )
    _tally_beliefs(
        person_class,
        columns["awareness"],
        columns["certainty"],
        columns["fear"],
        counters.awareness,
        counters.singles,
    )


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and lists."""
    return Phase(
        name="tally",
        purpose="The month is counted by class, and by township for next month's bulletin.",
        run=run,
        reads=("class", "score", "awareness", "certainty", "fear", *columns),
    )
