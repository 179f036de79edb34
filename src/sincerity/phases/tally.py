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

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int16, int64, kernel, uint8
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases import cells
from sincerity.phases.classes import VACANT_CLASS
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.tally_arrays import (
    CERTAINTY_SUM,
    COVERED,
    FEAR_SUM,
    LISTED,
    LOW_GRADE,
    RESIDENTS,
    VISIBLE,
    BaseCounters,
)

Array = npt.NDArray[Any]


NO_SUCH_GRADE = 254
"""Stands for a band where there is none to be in: no grade has this number."""


class TallyTables(NamedTuple):
    """How scores are read and binned, and what counts as visible punishment.

    The score tables have 65,536 entries so that a 16-bit score, taken as unsigned, is an index.
    """

    base: int
    bin_of: Array
    """uint8: bin of a score"""
    read_of: Array
    """int32: points that a stored score is read as"""
    column_of: Array
    """uint8 [256]: column of a grade; the last one for the null"""
    worst_grade: int
    """index of the worst band; 254 when there are fewer than two bands"""
    worst_shows: bool
    """whether a sanction names the worst band: then others see who is in it"""
    public_lists: int
    """bit l set: list l is published"""


@kernel
def _tally_standing(
    t: TallyTables,
    person_class: Array,
    score: Array,
    grade: Array,
    awareness: Array,
    standing: Array,
) -> Any:
    """Count people by class, grade and awareness; vacant slots land in the unused row 255."""
    graded = grade.shape[0] > 0
    for i in range(person_class.shape[0]):
        column = int64(t.column_of[grade[i]]) if graded else int64(score[i] == NOT_COVERED)
        standing[int64(person_class[i]), column, int64(awareness[i])] += 1


@kernel
def _tally_scores(
    t: TallyTables,
    mask: Array,
    eights: Array,
    hits: Array,
    person_class: Array,
    score: Array,
    class_score: Array,
    score_sum: Array,
    off_base: Array,
) -> Any:
    """Count the scores of those who are not at the base: most people are, and need no look-up.

    `mask` (uint8) is room for marks; `eights` shows eight of them at a time; `hits` is room for the
    places of those counted. Whether a neighbour is counted is hard to foresee for the processor,
    so places are written down without asking, and written over.
    """
    base = int16(t.base)
    for i in range(person_class.shape[0]):
        mask[i] = uint8((score[i] != base) & (score[i] != int16(NOT_COVERED)))
    n = 0
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for i in range(8 * group, 8 * group + 8):
                hits[n] = i
                n += int64(mask[i])
    for h in range(n):
        i = int64(hits[h])
        c = int64(person_class[i])
        stored = int64(score[i]) & 0xFFFF
        class_score[c, int64(t.bin_of[stored])] += 1
        score_sum[c] += int64(t.read_of[stored])
        off_base[c] += 1


@kernel
def _move_withdrawn(
    start: int, stop: int, person_class: Array, score: Array, awareness: Array, standing: Array
) -> None:
    """Count covered people whose grade is withdrawn apart from those who are not covered."""
    last = standing.shape[1] - 1
    for i in range(start, stop):
        if score[i] != NOT_COVERED:
            c, aware = int64(person_class[i]), int64(awareness[i])
            standing[c, last, aware] -= 1
            standing[c, last - 1, aware] += 1


def _settle_withdrawn(block: Block, counters: BaseCounters) -> None:
    """Count covered people of townships whose grades are withdrawn."""
    model, columns = block.model, block.columns
    if not model.withdrawn.any():
        return
    for township, start, stop in block.local.segments.tolist():
        if model.withdrawn[model.county_of_township[township]]:
            _move_withdrawn(
                start,
                stop,
                columns["class"],
                columns["score"],
                columns["awareness"],
                counters.standing,
            )


def settle(t: TallyTables, counted: dict[str, Array]) -> None:
    """Add everybody who stands at the base to a month's scores."""
    covered = counted["standing"][:, :-1].sum(axis=(1, 2))
    at_base = covered - counted["off_base"]
    counted["class_score"][:, t.bin_of[t.base & 0xFFFF]] += at_base
    counted["score_sum"][:] += at_base * int(t.read_of[t.base & 0xFFFF])


@kernel
def _count_people(segments: Array, person_class: Array, score: Array, people: Array) -> Any:
    """Count residents and covered people of each segment into `people`."""
    for s in range(segments.shape[0]):
        residents = covered = 0
        for i in range(segments[s, 1], segments[s, 2]):
            residents += int64(person_class[i] != VACANT_CLASS)
            covered += int64(score[i] != NOT_COVERED)
        people[s, 0] = residents
        people[s, 1] = covered


@kernel
def _tally_places(
    t: TallyTables,
    segments: Array,
    people: Array,
    grade: Array,
    listed: Array,
    bulletin: Array,
) -> Any:
    """Count what next month's phases may know of each township."""
    graded = grade.shape[0] > 0
    any_list = listed.shape[0] > 0
    worst = uint8(t.worst_grade)
    public = uint8(t.public_lists)
    for s in range(segments.shape[0]):
        part = slice(segments[s, 1], segments[s, 2])
        low = on_list = visible = 0
        if graded:
            of_grade = grade[part]
            for i in range(of_grade.shape[0]):
                low += int64(of_grade[i] == worst)
            if t.worst_shows:
                visible = low
        if any_list:
            lists = listed[part]
            for i in range(lists.shape[0]):
                if lists[i] & IN_EFFECT != 0:
                    on_list += 1
                    seen_anyway = graded and t.worst_shows and grade[segments[s, 1] + i] == worst
                    visible += int64(lists[i] & public != 0 and not seen_anyway)
        row = bulletin[segments[s, 0]]
        row[RESIDENTS] += people[s, 0]
        row[COVERED] += people[s, 1]
        row[VISIBLE] += visible
        row[LOW_GRADE] += low
        row[LISTED] += on_list


@kernel
def _tally_beliefs(certainty: Array, fear: Array, singles: Array) -> Any:
    sure = afraid = 0
    for i in range(certainty.shape[0]):
        sure += int64(certainty[i])
    for i in range(fear.shape[0]):
        afraid += int64(fear[i])
    singles[CERTAINTY_SUM] += sure
    singles[FEAR_SUM] += afraid


def run(block: Block) -> None:
    """Count the block into the thread's tables."""
    model, scratch, columns = block.model, block.scratch, block.columns
    counters: BaseCounters = scratch.counters.base
    person_class = columns["class"]
    grade = columns.get("grade", model.no_grades)
    listed = columns.get("listed", model.no_grades)
    block.call(
        _tally_standing,
        model.tally,
        person_class,
        columns["score"],
        grade,
        columns["awareness"],
        counters.standing,
    )
    _settle_withdrawn(block, counters)
    mask = scratch.buffers.mask[: block.size]
    block.call(
        _tally_scores,
        model.tally,
        mask,
        mask.view(np.uint64),
        scratch.buffers.hits,
        person_class,
        columns["score"],
        counters.class_score,
        counters.score_sum,
        counters.off_base,
    )
    memory = block.local
    if memory.people is None or scratch.buffers.n_enrolled:
        memory.people = np.full((len(memory.segments), 2), 0, dtype=np.int64)
        _count_people(memory.segments, person_class, columns["score"], memory.people)
    block.call(
        _tally_places,
        model.tally,
        memory.segments,
        memory.people,
        grade,
        listed,
        counters.bulletin,
    )
    _tally_beliefs(columns["certainty"], columns["fear"], counters.singles)
    if model.keeps_cells:
        cells.count(block)


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and listed."""
    return Phase(
        name="tally",
        purpose="The month is counted by class, and by township for next month's bulletin.",
        run=run,
        reads=("class", "score", "awareness", "certainty", "fear", *columns),
    )
