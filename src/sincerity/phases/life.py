"""life: people age each January, and the means of adults move between three states.

Idea
    Means are secure, strained or insolvent. Each month an adult may slide or recover by one step.
    An insolvent person has debts that *cannot* be paid, which is another matter than a debt that
    *will not* be paid: conduct marked so is beyond deterrence.
Formula
    People hit by closed doors last month fall by a step; nobody rises while out of work. Then:
    secure → strained with chance a; strained → secure b, → insolvent c; insolvent → strained d.
    The stationary shares are proportional to (b·d, a·d, a·c).
Sees
    Truth: class, means.
Draws
    LIFE, one dense word a person and month.
Assumptions
    Chances differ between town and country only; members of a household move on their own after
    sharing their first state; minors stay as they are (untested).
Parameters
    life.means.* (chance per person-month).
Known limits
    No births, deaths or moves: runs with ageing end after 60 months.
Check
    Stationary shares; a world frozen in age; the twin.
"""

from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint8, uint64
from sincerity.chance.fixed import ONE, threshold
from sincerity.chance.kernels import fill_dense
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.classes import CLASSES, TABLE_SIZE, split_class
from sincerity.phases.few import clear, spread
from sincerity.phases.people import People
from sincerity.phases.tally_arrays import FALLS_APPLIED
from sincerity.society.codes import AGE_BANDS, BAND_STARTS, FIRST_ADULT_BAND, MEANS, URBAN

Array = npt.NDArray[Any]


_LIFE = int(Stream.LIFE)
CLASSES_A_BAND = CLASSES // len(AGE_BANDS)
FIRST_ADULT_CLASS = FIRST_ADULT_BAND * CLASSES_A_BAND
MOST_MEANS = len(MEANS) - 1
_COMES_OF = np.array(
    [CLASSES_A_BAND if age in BAND_STARTS[1:] else 0 for age in range(512)], dtype=np.uint8
)
"""By age in years: what is added to the class of somebody who has just come to it."""


class LifeTables(NamedTuple):
    """Thresholds by class, uint64 [256]: below `up` means improve, below `moved` they change."""

    up: Array
    moved: Array
    most: np.uint64
    """the largest of `moved`"""


def life_tables(chances: dict[tuple[str, str], Fraction]) -> LifeTables:
    """Return thresholds by class from chances keyed by (urban or rural, step)."""
    up = np.full(TABLE_SIZE, 0, dtype=np.uint64)
    moved = np.full(TABLE_SIZE, 0, dtype=np.uint64)
    for number in range(CLASSES):
        parts = split_class(number)
        if not parts.adult:
            continue
        place, means = URBAN[parts.urban], MEANS[parts.means]
        if means == "secure":
            rise, fall = 0, threshold(chances[place, "secure_to_strained"])
        elif means == "strained":
            rise = threshold(chances[place, "strained_to_secure"])
            fall = threshold(chances[place, "strained_to_insolvent"])
        else:
            rise, fall = threshold(chances[place, "insolvent_to_strained"]), 0
        up[number], moved[number] = rise, min(rise + fall, ONE)
    return LifeTables(up, moved, moved.max())


@kernel
def _move_means(
    tables: LifeTables,
    seed: int,
    month: int,
    first: int,
    words: Array,
    hits: Array,
    idle: Array,
    person_class: Array,
    means: Array,
) -> Any:
    """Move those whose word is small enough for some class, once that class is looked up.

    Nobody rises while out of work; `idle` is empty in worlds where no door costs work.
    """
    for start in range(0, person_class.shape[0], words.shape[0]):
        drawn = words[: min(words.shape[0], person_class.shape[0] - start)]
        fill_dense(seed, _LIFE, month, first + start, drawn)
        n = 0
        for i in range(drawn.shape[0]):
            hits[n] = i
            n += int64(uint64(drawn[i]) < tables.most)
        for h in range(n):
            i = start + hits[h]
            c = int64(person_class[i])
            w = uint64(drawn[hits[h]])
            if w < tables.up[c] and idle.shape[0] > 0 and idle[i] > 0:
                continue
            step = int64(w < tables.moved[c]) - 2 * int64(w < tables.up[c])
            person_class[i] = c + step
            means[i] = int64(means[i]) + step


@kernel
def _fall(falls: Array, person_class: Array, means: Array) -> Any:
    """Let the means of adults fall whom last month's closed doors hit; return how many fell."""
    n = 0
    for k in range(falls.shape[0]):
        i = falls[k]
        if FIRST_ADULT_CLASS <= person_class[i] < CLASSES and means[i] < MOST_MEANS:
            means[i] = int64(means[i]) + 1
            person_class[i] = int64(person_class[i]) + 1
            n += 1
    return n


@kernel
def _age(people: People, comes_of: Array, first: int, year: int, person_class: Array) -> Any:
    """Move those who have just come to the first age of a band into its classes."""
    for start in range(0, person_class.shape[0], 64):
        page = int64(people.template[(first + start) >> 6]) << 6
        for place in range(64):
            age = int64(people.tpl_age[page + place]) + year  # 255 and more where vacant
            i = start + place
            person_class[i] = uint8(person_class[i] + comes_of[age])


def run(block: Block) -> None:
    """Age the block in January and move its people's means."""
    model, buffers = block.model, block.scratch.buffers
    person_class, means = block.columns["class"], block.columns["means"]
    if model.january:
        _age(model.people, _COMES_OF, block.first, model.year, person_class)
    if len(block.local.falls):
        fallen = _fall(block.local.falls, person_class, means)
        block.scratch.counters.base.singles[FALLS_APPLIED] += fallen
        block.local.falls = block.local.falls[:0]
    idle = model.no_grades
    if len(block.local.idle):
        idle = buffers.marks[: block.size]
        spread(block.local.idle, idle)
    block.call(
        _move_means,
        model.life,
        block.seed,
        block.month,
        block.first,
        buffers.words,
        buffers.hits,
        idle,
        person_class,
        means,
    )
    clear(block.local.idle, buffers.marks)


PHASE = Phase(
    name="life",
    purpose="People age each January; adults' means improve or worsen by a step.",
    run=run,
    reads=("class", "means"),
    writes=("class", "means"),
)
