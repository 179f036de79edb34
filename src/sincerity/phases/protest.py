"""protest: who has a grievance, who says so in the open or online, and who is silent for fear.

Idea
    A closed door of one's own or in the household is a grievance, and so is one's name on a
    published list of the blamed. Whether one acts on it in the open hangs on a threshold of one's
    own, on fear, and on what neighbours did last month. Speech online is a channel of its own.
    Neither is a record, and no agency sees either.
Formula
    lift = grievance·G + sign·others·w; hold = fear·(255 - boldness)·F; a person is eager if lift
    reaches the own threshold, protests if lift - hold does, and is silenced if only the first does.
    Online: chance S·grievance, thinned by the chill on protected acts.
Sees
    Truth: class, online, traits, fear, marks. Published: grade, lists, last month's bulletin of the
    cell.
Draws
    PROTEST, one dense word a person (of the society); OUTCRY, four words an aggrieved adult.
Assumptions
    Thresholds are traits; protest has no price but the fear that comes before it.
Parameters
    protest.*, outcry.*, respond.chill*
Known limits
    No organisation, no reprisal; only neighbours of the cell are seen.
Check
    Granovetter's hundred; the map of normal thresholds; rivals move nothing else; the twin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint8, uint32, uint64
from sincerity.chance.kernels import fill_dense, philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.approval import Opinions, columns_of
from sincerity.phases.cells import CELL_SLOTS
from sincerity.phases.classes import CLASSES
from sincerity.phases.doors import DoorTables
from sincerity.phases.few import VALUE_BITS, clear, spread
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.opinion import (
    DOOR,
    HOUSEHOLD,
    TOP,
    WRONGED_BEFORE,
    WRONGED_NOW,
    OpinionTables,
    burden_of,
    fairness,
    harm_of,
)
from sincerity.phases.people import People, boldness, household_of, work_flags_of
from sincerity.phases.response import ResponseTables, chilled
from sincerity.phases.tally_arrays import (
    AGGRIEVED,
    CELL_PROTESTERS,
    GRIEVANCE_SUM,
    ONLINE_SILENCED,
    OPEN,
    OPEN_SILENCED,
    PROTESTERS,
    SPEAKERS,
    SPOKE_ONLINE,
    VoiceCounters,
)
from sincerity.phases.thresholds import LEVEL_ONE, share_reaching
from sincerity.society.codes import Flag

Array = npt.NDArray[Any]

_PROTEST, _OUTCRY = int(Stream.PROTEST), int(Stream.OUTCRY)
_ONLINE = int(Flag.ONLINE)
OTHERS_RULES = ("none", "encourage", "leave_to_others")
SIGNS = (0, 1, -1)
"""What a neighbour's protest does, by rule."""
_RELATIVE = 64
_WILLING = 128
"""Marks of who is looked at besides those with a burden of their own: all members of their
households, and those whom others alone would move."""


class ProtestTables(NamedTuple):
    """Levels 0..255, weights 0..256, a table of thresholds and a chance of 2^-32."""

    reached: Array
    """int64 [4097], see `thresholds`"""
    sign: int
    """1 others encourage, -1 one leaves it to them, 0 they do not matter"""
    others_weight: int
    """in 256ths"""
    grievance_weight: int
    fear_weight: int
    door: int
    wronged: int
    wronged_before: int
    household: int
    named: int
    fairness: int
    """what a lack of it adds"""
    in_the_open: int
    """whether anybody has a threshold"""
    online: int
    """whether anybody speaks online"""
    speak: int
    named_lists: int
    """bit l set: list l is published and blames; none where that is no grievance"""
    burden_lists: int
    """bit l set: list l closes a door, or is one of these"""
    first_grade: int
    """best grade that closes a door, 255 for none"""
    grade_span: int
    """how many grades worse the worst that closes a door is"""


@inlined
def _grievance(
    t: ProtestTables, o: OpinionTables, burden: int, named: bool, aware: int, near: int
) -> Any:
    own = int64(0)
    if named:
        own += t.named
    if burden & DOOR:
        own += t.door
    if burden & WRONGED_NOW:
        own += t.wronged
    if burden & WRONGED_BEFORE:
        own += t.wronged_before
    if burden & HOUSEHOLD:
        own += t.household
    if own > 0:
        fair = fairness(o, aware, harm_of(o, burden, near))
        own = min(own + (((TOP - fair) * t.fairness) >> 8), TOP)
    return own


@helper
def _threshold_word(seed: int, slot: int) -> Any:
    """Return one person's dense word of the stream of thresholds."""
    number = uint64(slot) >> uint64(2)
    words = philox(
        uint32(number),
        uint32(_PROTEST << 16),
        uint32(0),
        uint32(number >> uint64(32)),
        uint32(seed),
        uint32(uint64(seed) >> uint64(32)),
    )
    place = int64(slot) & 3
    word = words[0]
    if place == 1:
        word = words[1]
    elif place == 2:
        word = words[2]
    elif place == 3:
        word = words[3]
    return int64(word)


@inlined
def _mark_burdened(t: ProtestTables, columns: Opinions, start: int, stop: int, mask: Array) -> Any:
    """Mark everybody with a list or a grade that may be a burden; return whether anybody is."""
    size = stop - start
    found = uint8(0)
    lists, grades = columns.listed[start:stop], columns.grade[start:stop]
    of_list, first, span = uint8(t.burden_lists), uint8(t.first_grade), uint8(t.grade_span)
    graded = grades.shape[0] > 0 and t.first_grade != NO_GRADE
    if graded:
        for m in range(size):
            mask[m] = uint8(uint8(grades[m] - first) <= span)
            found |= mask[m]
    else:
        for m in range(size):
            mask[m] = 0
    if lists.shape[0] > 0 and of_list != 0:
        for m in range(size):
            mask[m] |= lists[m] & of_list
            found |= mask[m]
    return found != 0


@inlined
def _mark_households(
    people: People, first: int, start: int, mask: Array, eights: Array, groups: int
) -> Any:
    """Mark all members of the households of the marked."""
    done = int64(start)
    for group in range(groups):
        if eights[group] == 0:
            continue
        for m in range(8 * group, 8 * group + 8):
            if mask[m] == 0 or start + m < done:
                continue
            begin, size = household_of(people, first + start + m)
            done = begin - first + size
            for q in range(begin - first, done):
                mask[q - start] |= _RELATIVE


@kernel
def _speak(
    t: ProtestTables,
    o: OpinionTables,
    response: ResponseTables,
    doors: DoorTables,
    people: People,
    seed: int,
    month: int,
    first: int,
    cells: Array,
    near_cell: Array,
    others_cell: Array,
    township: Array,
    columns: Opinions,
    marks: Array,
    words: Array,
    mask: Array,
    eights: Array,
    counters: VoiceCounters,
    bulletin: Array,
) -> None:
    """Look at everybody with a grievance, and where others encourage at those they would move.

    `marks` are the words of the few who are or were before a door wrongly, in the order of places.
    """
    mark = 0
    for s in range(cells.shape[0]):
        cell, start, stop = cells[s, 0], cells[s, 1], cells[s, 2]
        size = stop - start
        groups = size >> 3
        looked_at = _mark_burdened(t, columns, start, stop, mask)
        while mark < marks.shape[0] and int64(marks[mark]) >> VALUE_BITS < stop:
            mask[(int64(marks[mark]) >> VALUE_BITS) - start] |= 1
            mark += 1
            looked_at = True
        if looked_at:
            _mark_households(people, first, start, mask, eights, groups)
        others = t.sign * min((int64(others_cell[cell]) * t.others_weight) >> 8, LEVEL_ONE)
        encouraged = others_cell[cell] > 0 and t.sign > 0
        if encouraged:
            fill_dense(people.seed, _PROTEST, 0, first + start, words[:size])
            moved = share_reaching(t.reached, others)
            for m in range(size):
                mask[m] |= uint8(_WILLING) * uint8(int64(words[m]) < moved)
            looked_at = True
        if not looked_at:
            continue
        near = int64(near_cell[cell])
        for group in range(groups):
            if eights[group] == 0:
                continue
            for m in range(8 * group, 8 * group + 8):
                i = start + m
                c = int64(columns.person_class[i])
                if mask[m] == 0 or c < FIRST_ADULT_CLASS or c >= CLASSES:
                    continue
                slot = first + i
                grievance = int64(0)
                if mask[m] & ~uint8(_WILLING) != 0:
                    burden = burden_of(
                        doors, people, first, i, columns.grade, columns.listed, columns.marks
                    )
                    named = t.named_lists != 0 and int64(columns.listed[i]) & t.named_lists != 0
                    aware = int64(columns.awareness[i])
                    grievance = _grievance(t, o, burden, named, aware, near)
                if grievance > 0:
                    counters.voices[c, AGGRIEVED] += 1
                    counters.voices[c, GRIEVANCE_SUM] += grievance
                elif not encouraged:
                    continue
                fear = int64(columns.fear[i])
                lift = ((grievance * t.grievance_weight) << 8) + others
                bold = int64(-1)
                if t.in_the_open:
                    word = _threshold_word(people.seed, slot)
                    if word < share_reaching(t.reached, lift):
                        bold = int64(boldness(people, slot))
                        hold = fear * (TOP - bold) * t.fear_weight
                        if word < share_reaching(t.reached, lift - hold):
                            counters.voices[c, OPEN] += 1
                            counters.cells[cell, CELL_PROTESTERS] += 1
                            bulletin[township[i >> 6], PROTESTERS] += 1
                        else:
                            counters.voices[c, OPEN_SILENCED] += 1
                if t.online and grievance > 0:
                    w0, _, _, _ = sparse_words(seed, _OUTCRY, month, slot, 0)
                    unafraid = (t.speak * grievance) >> 8
                    # No multiplier reaches two: whoever is past this does not speak.
                    if int64(w0) >= 2 * unafraid:
                        continue
                    if int64(work_flags_of(people, slot)) & _ONLINE == 0:
                        continue
                    if bold < 0:
                        bold = int64(boldness(people, slot))
                    chance = (unafraid * chilled(response, fear, bold)) >> 16
                    if int64(w0) < chance:
                        counters.voices[c, SPOKE_ONLINE] += 1
                        bulletin[township[i >> 6], SPEAKERS] += 1
                    elif int64(w0) < unafraid:
                        counters.voices[c, ONLINE_SILENCED] += 1


def run(block: Block) -> None:
    """Look at the block's grievances and at what becomes of them."""
    model, memory, buffers = block.model, block.local, block.scratch.buffers
    counters = block.scratch.counters
    spread(memory.marks, buffers.marks)
    mask = buffers.mask[: min(len(buffers.mask), CELL_SLOTS)]
    _speak(
        model.protest,
        model.opinion,
        model.conduct.response,
        model.doors,
        model.people,
        block.seed,
        block.month,
        block.first,
        memory.cells,
        model.near,
        model.others,
        memory.township_of_tile,
        columns_of(block),
        memory.marks,
        buffers.words,
        mask,
        mask.view(np.uint64),
        counters.voices,
        counters.base.bulletin,
    )
    clear(memory.marks, buffers.marks)


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade and listed."""
    return Phase(
        name="protest",
        purpose="People with a grievance protest, speak online, or are silent for fear.",
        run=run,
        reads=("class", "awareness", "fear", *columns),
    )
