"""Two worlds of one society side by side: what becomes of each person in both.

Totals of two worlds say how many more stand on a list; only a count person by person says who they
are, by group, and how many stand there in one world alone. The worlds share every draw that their
rules do not touch, so the second is what the accidents of the first bring under other rules. That
is one way to couple two worlds among many: counts here say what differs under it, not what would
have happened to anybody.

A pass after each month costs little beside the month: columns are compared eight people at a time,
and what concerns few people is read from their rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int16, int64, kernel, uint64
from sincerity.engine.block import Block
from sincerity.errors import UsageError
from sincerity.phases.classes import CLASSES, TABLE_SIZE
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.grades import NO_GRADE
from sincerity.phases.list_tables import IN_EFFECT, MAX_LISTS
from sincerity.phases.wrongful import EVER_WRONGED, WRONGED
from sincerity.world.joint_rows import CELLS, END_ROWS, MONTH_ROWS, STATES

if TYPE_CHECKING:
    from sincerity.world.replay import ReplayWorld
    from sincerity.world.world import World

Array = npt.NDArray[Any]

_LISTED, _CLOSED, _WRONGED = (len(CELLS) * k for k in range(len(STATES)))
_GRADE, _MEANS = (MONTH_ROWS.index(name) for name in ("grade_above", "means_above"))
_FEWER = END_ROWS.index("people_fewer")
_EVER = IN_EFFECT << MAX_LISTS
_BASE, _REFORM = 1, 2
_MOST = int(np.iinfo(np.int16).max)
_VALUE = (1 << VALUE_BITS) - 1
_EIGHT = 0x0101010101010101


@dataclass(slots=True)
class JointCounts:
    """What two worlds have come to, person by person.

    Attributes
    ----------
    months
        int64 [month, row, class]: people by `MONTH_ROWS` and by their class in the base world.
    end
        int64 [row, class] by `END_ROWS`, by the class when the run is over.
    differing
        People in whom a state column differs when the run is over, by the name of each column that
        both worlds have.
    """

    months: Array
    end: Array
    differing: dict[str, int]

    def __add__(self, other: "JointCounts") -> "JointCounts":
        """Return the counts of two parts of the same society together."""
        names = self.differing | other.differing
        differing = {n: self.differing.get(n, 0) + other.differing.get(n, 0) for n in names}
        return JointCounts(self.months + other.months, self.end + other.end, differing)


@dataclass(slots=True)
class JointMemory:
    """What is remembered of each person of a run of slots in both worlds, three bytes in all.

    Attributes
    ----------
    gap
        int16: sanction-months under the reform less those in the base world, held at the ends of
        the type.
    ever
        uint8, bit 0 and 1: ever before a closed door in the base world and under the reform.
    same_grades
        Whether both schemes have the same grades, so that they can be compared.
    """

    gap: Array
    ever: Array
    same_grades: bool

    def of(self, base: Block, first: int = 0) -> "JointMemory":
        """Return the part of a block; `first` is the first slot that is remembered."""
        part = slice(base.first - first, base.first - first + base.size)
        return JointMemory(self.gap[part], self.ever[part], self.same_grades)


def remember(slots: int, *, same_grades: bool) -> JointMemory:
    """Return the memory of so many slots before the first month."""
    gap, ever = np.full(slots, 0, dtype=np.int16), np.full(slots, 0, dtype=np.uint8)
    return JointMemory(gap, ever, same_grades)


def watch(blocks: Sequence[Block]) -> None:
    """Have blocks keep who stands before closed doors, from the next month on."""
    for block in blocks:
        block.local.before_doors = np.empty(0, dtype=np.uint32)


@helper
def _count_listed(
    base: Array, reform: Array, mask: int, shift: int, person_class: Array, row: int, counts: Array
) -> Any:
    """Count who has a bit of `mask` in one world or both, eight people at a time."""
    eights, other_eights = base.view(np.uint64), reform.view(np.uint64)
    wanted = uint64(_EIGHT) * uint64(mask << shift)
    for group in range(eights.shape[0]):
        if (eights[group] | other_eights[group]) & wanted == 0:
            continue
        for i in range(8 * group, 8 * group + 8):
            in_base = int64((int64(base[i]) >> shift) & mask != 0)
            in_reform = int64((int64(reform[i]) >> shift) & mask != 0)
            if in_base | in_reform:
                counts[row + in_base + 2 * in_reform - 1, person_class[i]] += 1


@helper
def _count_ranks(
    base: Array, reform: Array, nobody: int, person_class: Array, row: int, counts: Array
) -> Any:
    """Count whose rank is lower by number (better) or higher under the reform."""
    eights, other_eights = base.view(np.uint64), reform.view(np.uint64)
    for group in range(eights.shape[0]):
        if eights[group] == other_eights[group]:
            continue
        for i in range(8 * group, 8 * group + 8):
            if base[i] != reform[i] and base[i] != nobody and reform[i] != nobody:
                counts[row + int64(reform[i] > base[i]), person_class[i]] += 1


@inlined
def _next(base: Array, reform: Array, b: int, r: int) -> Any:
    """Return the next place that either has, and whether base and reform have it."""
    no_more = int64(1) << 40
    in_base = int64(base[b]) >> VALUE_BITS if b < base.shape[0] else no_more
    in_reform = int64(reform[r]) >> VALUE_BITS if r < reform.shape[0] else no_more
    place = min(in_base, in_reform)
    return place, int64(in_base == place), int64(in_reform == place)


@helper
def _count_marks(
    base: Array, reform: Array, bit: int, person_class: Array, row: int, counts: Array
) -> Any:
    """Count who has a mark in one world or both."""
    b = r = 0
    while b < base.shape[0] or r < reform.shape[0]:
        place, has_base, has_reform = _next(base, reform, b, r)
        in_base = int64(has_base and int64(base[b]) & bit != 0)
        in_reform = int64(has_reform and int64(reform[r]) & bit != 0)
        if in_base | in_reform:
            counts[row + in_base + 2 * in_reform - 1, person_class[place]] += 1
        b += has_base
        r += has_reform


@helper
def _count_before_doors(
    base: Array, reform: Array, person_class: Array, counts: Array, gap: Array, ever: Array
) -> Any:
    """Count who stands before doors in one world or both, and remember for how many months."""
    b = r = 0
    while b < base.shape[0] or r < reform.shape[0]:
        place, in_base, in_reform = _next(base, reform, b, r)
        more = int64(gap[place])
        if in_base:
            more -= int64(base[b]) & _VALUE
        if in_reform:
            more += int64(reform[r]) & _VALUE
        gap[place] = int16(min(max(more, -_MOST), _MOST))
        ever[place] |= in_base * _BASE + in_reform * _REFORM
        counts[_CLOSED + in_base + 2 * in_reform - 1, person_class[place]] += 1
        b += in_base
        r += in_reform


@kernel
def _count_month(
    person_class: Array,
    listed: Array,
    other_listed: Array,
    means: Array,
    other_means: Array,
    grade: Array,
    other_grade: Array,
    marks: Array,
    other_marks: Array,
    before_doors: Array,
    other_before_doors: Array,
    gap: Array,
    ever: Array,
    counts: Array,
) -> Any:
    """Add a month of one block; columns that are not compared are empty."""
    _count_listed(listed, other_listed, IN_EFFECT, 0, person_class, _LISTED, counts)
    _count_before_doors(before_doors, other_before_doors, person_class, counts, gap, ever)
    _count_marks(marks, other_marks, WRONGED, person_class, _WRONGED, counts)
    _count_ranks(grade, other_grade, NO_GRADE, person_class, _GRADE, counts)
    _count_ranks(means, other_means, NO_GRADE, person_class, _MEANS, counts)


@kernel
def _count_end(
    person_class: Array,
    listed: Array,
    other_listed: Array,
    marks: Array,
    other_marks: Array,
    gap: Array,
    ever: Array,
    counts: Array,
) -> Any:
    """Add what one block's people have been through when the run is over."""
    _count_listed(listed, other_listed, IN_EFFECT, MAX_LISTS, person_class, _LISTED, counts)
    _count_marks(marks, other_marks, EVER_WRONGED, person_class, _WRONGED, counts)
    for i in range(ever.shape[0]):
        if ever[i] == 0:
            continue
        counts[_CLOSED + int64(ever[i]) - 1, person_class[i]] += 1
        if gap[i] < 0:
            counts[_FEWER, person_class[i]] += 1
            counts[_FEWER + 2, person_class[i]] -= int64(gap[i])
        elif gap[i] > 0:
            counts[_FEWER + 1, person_class[i]] += 1
            counts[_FEWER + 3, person_class[i]] += int64(gap[i])


def _listed(block: Block, other: Block) -> tuple[Array, Array]:
    """Return both columns of lists; nobody is listed where there are none."""
    found = [b.columns.get("listed") for b in (block, other)]
    if found[0] is None and found[1] is None:
        empty = np.empty(0, dtype=np.uint8)
        return empty, empty
    nobody = np.full(block.size, 0, dtype=np.uint8)
    return tuple(nobody if column is None else column for column in found)  # type: ignore[return-value]


def count_month(base: Block, reform: Block, memory: JointMemory, counts: Array) -> None:
    """Add the month just finished of one block in both worlds.

    Parameters
    ----------
    memory
        Of the people of the block.
    counts
        int64 [row, 256] by `MONTH_ROWS` and class in the base world.
    """
    listed, other_listed = _listed(base, reform)
    empty = np.empty(0, dtype=np.uint8)
    grades = (b.columns["grade"] if memory.same_grades else empty for b in (base, reform))
    _count_month(
        base.columns["class"],
        listed,
        other_listed,
        base.columns["means"],
        reform.columns["means"],
        *grades,
        base.local.marks,
        reform.local.marks,
        base.local.before_doors,
        reform.local.before_doors,
        memory.gap,
        memory.ever,
        counts,
    )


def count_end(base: Block, reform: Block, memory: JointMemory, counts: Array) -> dict[str, int]:
    """Add what the people of one block have been through, and return in whom columns differ.

    Parameters
    ----------
    counts
        int64 [row, 256] by `END_ROWS` and class in the base world.
    """
    listed, other_listed = _listed(base, reform)
    _count_end(
        base.columns["class"],
        listed,
        other_listed,
        base.local.marks,
        reform.local.marks,
        memory.gap,
        memory.ever,
        counts,
    )
    return {
        name: int(np.count_nonzero(column != reform.columns[name]))
        for name, column in base.columns.items()
        if name in reform.columns
    }


def blank(rows: Sequence[str]) -> Array:
    """Return counts of nobody by row and class."""
    return np.full((len(rows), TABLE_SIZE), 0, dtype=np.int64)


@dataclass(slots=True)
class Joint:
    """Two worlds, or the same townships of two, counted person by person after each month.

    Parameters
    ----------
    base, reform
        Of one society, before their first month, advanced in step by whoever made them.

    Raises
    ------
    UsageError
        They are not of one society, or are cut into blocks in other ways.
    """

    base: "World | ReplayWorld"
    reform: "World | ReplayWorld"
    _memory: JointMemory = field(init=False)
    _months: list[Array] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        cuts = [[(b.first, b.size) for b in world.blocks] for world in (self.base, self.reform)]
        if cuts[0] != cuts[1] or self.base.society.n_residents != self.reform.society.n_residents:
            raise UsageError("two worlds can be counted person by person only on one society")
        watch(self.base.blocks)
        watch(self.reform.blocks)
        slots = sum(size for _, size in cuts[0])
        grades = self.base.tables.scheme.grades
        same = bool(grades) and grades == self.reform.tables.scheme.grades
        self._memory = remember(slots, same_grades=same)

    def _of(self, block: Block) -> JointMemory:
        """Return what is remembered of the people of a block."""
        return self._memory.of(block, self.base.blocks[0].first)

    def count(self) -> None:
        """Count the month that both worlds have just finished."""
        parts = [blank(MONTH_ROWS) for _ in self.base.blocks]

        def work(block: Block) -> None:
            other = self.reform.blocks[block.index]
            count_month(block, other, self._of(block), parts[block.index])

        self.base.over_blocks(work)
        self._months.append(np.sum(parts, axis=0))

    def finish(self) -> JointCounts:
        """Return what has been counted, with what people have been through until now."""
        found: list[JointCounts] = []
        none = np.full((len(self._months), len(MONTH_ROWS), CLASSES), 0, dtype=np.int64)
        for block in self.base.blocks:
            end = blank(END_ROWS)
            differing = count_end(block, self.reform.blocks[block.index], self._of(block), end)
            found.append(JointCounts(none, end[:, :CLASSES], differing))
        whole = sum(found[1:], start=found[0])
        if self._months:
            whole.months = np.stack(self._months)[:, :, :CLASSES]
        return whole
