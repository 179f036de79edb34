"""approval: a survey asks a sample of people what they think of the scheme.

Idea
    Approval is three quantities: private, expressed, and answered in a survey. None is stored; they
    are computed for those who are asked, and move nothing else.
Formula
    See `opinion` and the page of the model. A tile is drawn, then every so many places of it are
    visited; adults are asked; fear makes more of them refuse; five answers.
Sees
    Truth: class, attributes, traits, awareness, fear, marks. Published: grade, lists, last month's
    bulletin of the cell.
Draws
    SURVEY, four words a tile; ANSWER, four words a person asked; TRAIT.
Assumptions
    The unaware are told of the scheme in the question.
Parameters
    approval.*
Known limits
    Opinions do not spread from one person to another.
Check
    Bounds and signs; binomial share asked; nothing else moves; the twin.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint32, uint64
from sincerity.chance.kernels import philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.engine.plan import Phase
from sincerity.phases.classes import CLASSES
from sincerity.phases.doors import DoorTables
from sincerity.phases.few import clear, spread
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.opinion import (
    OpinionTables,
    burden_of,
    expressed_approval,
    fairness,
    harm_of,
    leaning,
    private_approval,
    refusal,
)
from sincerity.phases.people import People, boldness, migrant_flag_of, work_flags_of
from sincerity.phases.tally_arrays import (
    EXPRESSED_SUM,
    FAIRNESS_SUM,
    PRIVATE_SUM,
    REFUSED,
    VoiceCounters,
)
from sincerity.society.codes import Flag

Array = npt.NDArray[Any]

_SURVEY, _ANSWER = int(Stream.SURVEY), int(Stream.ANSWER)
_PARTY, _ONLINE = int(Flag.PARTY), int(Flag.ONLINE)
_PLACE_SHIFT = 26


class Opinions(NamedTuple):
    """The columns that opinions are computed from; those that a world does not have are empty."""

    person_class: Array
    awareness: Array
    fear: Array
    grade: Array
    listed: Array
    marks: Array
    """marks by place, uint8"""


@kernel
def _draw_tiles(seed: int, month: int, first_tile: int, drawn: Array, tiles: int) -> None:
    """Draw side by side whether tiles are visited, and where the visit begins."""
    k0, k1 = uint32(seed), uint32(uint64(seed) >> uint64(32))
    c1 = uint32(month | (_SURVEY << 16))
    for t in range(tiles):
        tile = uint64(first_tile) + uint64(t)
        w0, w1, _, _ = philox(uint32(tile), c1, uint32(0), uint32(tile >> uint64(32)), k0, k1)
        drawn[0, t], drawn[1, t] = w0, w1


@kernel
def _ask(
    t: OpinionTables,
    doors: DoorTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    cells: Array,
    near_cell: Array,
    county: Array,
    drawn: Array,
    columns: Opinions,
    counters: VoiceCounters,
) -> None:
    """Visit the sample of the block; `cells` are rows of cell, first place, place after the last.

    `county` and the draws are by tile of the block.
    """
    stride = SLOTS_PER_TILE // t.visits
    for s in range(cells.shape[0]):
        near = int64(near_cell[cells[s, 0]])
        for start in range(cells[s, 1], cells[s, 2], SLOTS_PER_TILE):
            if uint64(drawn[0, start >> 6]) >= t.tile_drawn:
                continue
            begin = int64(drawn[1, start >> 6]) >> _PLACE_SHIFT
            for visit in range(t.visits):
                i = start + ((begin + visit * stride) & (SLOTS_PER_TILE - 1))
                c = int64(columns.person_class[i])
                if c < FIRST_ADULT_CLASS or c >= CLASSES:
                    continue
                slot = first + i
                aware, fear = int64(columns.awareness[i]), int64(columns.fear[i])
                burden = burden_of(
                    doors, people, first, i, columns.grade, columns.listed, columns.marks
                )
                harm = harm_of(t, burden, near)
                flags = int64(work_flags_of(people, slot))
                party = flags & _PARTY != 0
                lean = leaning(people, slot)
                private = private_approval(t, c, party, lean, aware, burden, harm)
                bold = boldness(people, slot)
                expressed = expressed_approval(t, private, fear, bold)
                fair = fairness(t, aware, harm)
                u0, _, _, _ = sparse_words(seed, _ANSWER, month, slot, 0)
                answer = int64(REFUSED)
                if int64(u0) >= refusal(t, fear, bold):
                    answer = (expressed * 5) >> 8
                member = int64(party)
                moved = int64(migrant_flag_of(people, slot) != 0)
                online = int64(flags & _ONLINE != 0)
                for column, by in (
                    (answer, int64(1)),
                    (int64(PRIVATE_SUM), private),
                    (int64(EXPRESSED_SUM), expressed),
                    (int64(FAIRNESS_SUM), fair),
                ):
                    counters.survey[c, column] += by
                    counters.survey_aware[aware, column] += by
                    counters.survey_groups[0, member, column] += by
                    counters.survey_groups[1, moved, column] += by
                    counters.survey_groups[2, online, column] += by
                    counters.survey_counties[county[start >> 6], column] += by


def columns_of(block: Block) -> Opinions:
    """Return the block's columns as opinions are computed from them."""
    absent = block.model.no_grades
    columns = block.columns
    return Opinions(
        columns["class"],
        columns["awareness"],
        columns["fear"],
        columns.get("grade", absent),
        columns.get("listed", absent),
        block.scratch.buffers.marks,
    )


def run(block: Block) -> None:
    """Ask the block's share of the sample."""
    model, memory = block.model, block.local
    marks, drawn = block.scratch.buffers.marks, block.scratch.buffers.drawn
    spread(memory.marks, marks)
    first_tile = block.first // SLOTS_PER_TILE
    _draw_tiles(block.seed, block.month, first_tile, drawn, block.size // SLOTS_PER_TILE)
    _ask(
        model.opinion,
        model.doors,
        model.people,
        block.seed,
        block.month,
        block.first,
        memory.cells,
        model.near,
        memory.county_of_tile,
        drawn,
        columns_of(block),
        block.scratch.counters.voices,
    )
    clear(memory.marks, marks)


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and listed."""
    return Phase(
        name="approval",
        purpose="A survey asks a sample of adults what they think of the scheme.",
        run=run,
        reads=("class", "awareness", "fear", *columns),
    )
