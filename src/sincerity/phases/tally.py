"""tally: what the month came to, as integers by class, and the bulletin by township.

Idea
    Tables for people to read and the few sums that next month's blocks may see are counted here,
    after everything else, from the state as it stands.
Formula
    Score bins are of equal width over the scheme's range; what lies outside falls into the end bins.
Sees
    Everything: tallies are the laboratory's view, not an institution's.
Draws
    None.
Check
    Totals over classes equal residents; bins sum to the covered; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import int64

from sincerity.chance._compile import kernel
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.lists import NO_GRADE
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


class TallyTables(NamedTuple):
    """How scores are read and binned, and what counts as visible punishment."""

    floor: int
    cap: int
    lowest: int
    bin_points: int
    worst_grade: int
    """index of the worst band; -1 when there are fewer than two bands"""
    public_lists: int
    """bit l set: list l is published"""


@kernel
def _tally_scores(  # type: ignore[no-untyped-def]
    t, segments, person_class, score, grade, listed, class_score, score_sum, bulletin
):
    graded = grade.shape[0] > 0
    any_list = listed.shape[0] > 0
    for s in range(segments.shape[0]):
        residents = covered = visible = low = on_list = int64(0)
        for i in range(segments[s, 1], segments[s, 2]):
            c = int64(person_class[i])
            if c == VACANT_CLASS:
                continue
            residents += 1
            if score[i] == NOT_COVERED:
                continue
            covered += 1
            read = min(max(int64(score[i]), t.floor), t.cap)
            number = np.int32(max(read - t.lowest, 0)) // np.int32(t.bin_points)
            class_score[c, min(int64(number), SCORE_BINS - 1)] += 1
            score_sum[c] += read
            worst = graded and int64(grade[i]) == t.worst_grade
            lists = int64(listed[i]) if any_list else int64(0)
            low += int64(worst)
            on_list += int64(lists != 0)
            visible += int64(worst or lists & t.public_lists != 0)
        row = bulletin[segments[s, 0]]
        row[RESIDENTS] += residents
        row[COVERED] += covered
        row[VISIBLE] += visible
        row[LOW_GRADE] += low
        row[LISTED] += on_list


@kernel
def _tally_beliefs(  # type: ignore[no-untyped-def]
    person_class, awareness, certainty, fear, by_awareness, singles
):
    sure = afraid = int64(0)
    for i in range(person_class.shape[0]):
        c = int64(person_class[i])
        if c == VACANT_CLASS:
            continue
        by_awareness[awareness[i], c] += 1
        sure += int64(certainty[i])
        afraid += int64(fear[i])
    singles[CERTAINTY_SUM] += sure
    singles[FEAR_SUM] += afraid


def run(block: Block) -> None:
    """Count the block into the thread's tables."""
    model, scratch, columns = block.model, block.scratch, block.columns
    counters = scratch.counters
    _tally_scores(
        model.tally, block.local.segments, columns["class"], columns["score"],
        columns.get("grade", model.no_grades),
        scratch.buffers.listed[: block.size] if model.lists else model.no_grades,
        counters.class_score, counters.score_sum, counters.bulletin,
    )
    _tally_beliefs(
        columns["class"], columns["awareness"], columns["certainty"], columns["fear"],
        counters.awareness, counters.singles,
    )


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and lists."""
    return Phase(
        name="tally",
        purpose="The month is counted by class, and by township for next month's bulletin.",
        run=run,
        reads=("class", "score", "awareness", "certainty", "fear", *columns),
    )


__all__ = ["NO_GRADE", "TallyTables", "phase", "run"]
