"""What phases hand to each other within a month, for the one block in hand.

Nothing here outlives the block's month. Arrays are allocated once a thread, grow when a block needs
more and are reused; `Buffers.n_acts` and its fellows say how many entries are in use.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from sincerity.phases.classes import CLASSES
from sincerity.phases.rows import ENTRY, LEDGER, TAINTED

Array = npt.NDArray[Any]

MAX_STAGES = 3
MAX_CANDIDATES = 13
"""No person has more candidate acts in a month (see `chance.fixed.poisson_thresholds`)."""
SETS_OF_LISTS = 16
"""A scheme has at most four lists."""


class Acts(NamedTuple):
    """Accepted acts and invented records, in (person, slot) order; `person` counts in the block."""

    person: Array
    slot: Array
    kind: Array
    cause: Array
    seen_word: Array
    wrong_word: Array


class Records(NamedTuple):
    """Records that reach people, in (person, origin month, origin person, slot, agency) order."""

    person: Array
    kind: Array
    stage: Array
    cause: Array
    slot: Array
    agency: Array
    origin_month: Array
    origin_person: Array


class Charges(NamedTuple):
    """Charges by rule after monthly caps; `effective` is what was taken after clamping."""

    person: Array
    rule: Array
    points: Array
    effective: Array
    cause: Array
    record: Array
    """position of the record among the month's records"""


class Post(NamedTuple):
    """Records that name a slot which may lie in another block; delivered next month."""

    target: Array
    origin_person: Array
    slot: Array
    kind: Array
    stage: Array
    agency: Array
    cause: Array
    wait: Array
    """months after delivery until the operator knows"""


_DTYPES: dict[type, tuple[str, ...]] = {
    Acts: ("int32", "uint8", "uint8", "uint8", "uint32", "uint32"),
    Records: ("int32", "uint8", "uint8", "uint8", "uint8", "uint8", "int32", "int64"),
    Charges: ("int32", "int32", "int32", "int32", "uint8", "int32"),
    Post: ("int64", "int64", "uint8", "uint8", "uint8", "uint8", "uint8", "uint8"),
}
Group = TypeVar("Group", Acts, Records, Charges, Post)


def allocate(group: type[Group], size: int) -> Group:
    """Return a group of arrays with room for `size` entries."""
    return group(*(np.full(size, 0, dtype=dtype) for dtype in _DTYPES[group]))


def with_room(group: Group, size: int) -> Group:
    """Return the group itself if it has room for `size` entries, else a larger empty one."""
    return group if len(group[0]) >= size else allocate(type(group), size + size // 2 + 64)


STRIP = 4096
"""Slots whose dense draws are made at a time, so that they are used while still in the cache."""


@dataclass(slots=True)
class Buffers:
    """One thread's working memory."""

    words: Array
    """dense draws of a strip, uint32"""
    drawn: Array
    """four rows of draws of people with candidate acts, uint32"""
    hits: Array
    """places of people with candidate acts, int32"""
    hit_words: Array
    """their dense draws, uint32"""
    mask: Array
    """marks by place, uint8"""
    acts: Acts
    seen: Records
    """records that this month's acts leave at once"""
    records: Records
    charges: Charges
    post: Post
    delta: Array
    """points returned this month by place in the block, int32; all zero between blocks"""
    touched: Array
    """places with returned points, int32"""
    enrolled: Array
    """places of people covered from this month on, int32"""
    entries: Array
    """rows of list entries while the month's are put together"""
    pair_person: Array
    """actors of pairs of an act and an agency that may see it, int64"""
    pair_detail: Array
    """the rest of the pair's address, uint32"""
    pair_words: Array
    """uint32 [4, n] its draws"""
    tainted: Array
    """this month's tainted points"""
    ledger: Array
    """tainted points of those who stand before a door"""
    marks: Array
    """a byte by place for values that only few have; all zero between uses"""
    transit: Array
    """records that arrive in a later month, uint64 [n, 2], see `transit`"""
    transit_waits: Array
    """uint8 [n] after so many months"""
    spilled: Array
    """sanctions closed for a relative's sake, by place in `hits` of one strip, uint64"""
    by_lists: Array
    """int64 [16, C] people before doors by set of lists and class; all zero between blocks"""
    stands: Array
    """who stands before doors, and before how many, uint32 as in `memory`"""
    falls: Array
    """places whose means fall next month, int32"""
    idle: Array
    """[n, 2] place and months out of work, int32"""
    discovered: Array
    """rows of entries whose subject found out at a door, int32"""
    n_acts: int = 0
    n_invented: int = 0
    n_records: int = 0
    n_charges: int = 0
    n_post: int = 0
    n_enrolled: int = 0
    n_falls: int = 0
    n_idle: int = 0
    n_discovered: int = 0

    def make_room_for_pairs(self, pairs: int) -> None:
        """See to it that so many pairs of act and agency have room."""
        if len(self.pair_person) < pairs:
            room = pairs + pairs // 2
            self.pair_person = np.empty(room, dtype=np.int64)
            self.pair_detail = np.empty(room, dtype=np.uint32)
            self.pair_words = np.empty((4, room), dtype=np.uint32)

    def make_room(self, *, seen: int, records: int, post: int, transit: int) -> None:
        """See to it that so many records, posts and records on their way have room."""
        self.seen = with_room(self.seen, seen)
        self.records = with_room(self.records, records)
        self.post = with_room(self.post, post)
        if len(self.transit) < transit:
            self.transit = np.empty((transit + transit // 2, 2), dtype=np.uint64)
            self.transit_waits = np.empty(len(self.transit), dtype=np.uint8)


def allocate_buffers(block_slots: int) -> Buffers:
    """Return the working memory for blocks of at most `block_slots` slots."""

    def full(dtype: str) -> Array:
        return np.full((block_slots + 3) // 4 * 4, 0, dtype=dtype)

    acts = min(MAX_CANDIDATES * block_slots, 2 * block_slots + 4096)
    few = block_slots // 16 + 256
    return Buffers(
        words=np.full(STRIP, 0, dtype=np.uint32),
        drawn=np.full((4, (block_slots + 3) // 4 * 4), 0, dtype=np.uint32),
        hits=full("int32"),
        hit_words=full("uint32"),
        mask=full("uint8"),
        acts=allocate(Acts, acts),
        seen=allocate(Records, few),
        records=allocate(Records, few),
        charges=allocate(Charges, few),
        post=allocate(Post, few),
        delta=full("int32"),
        touched=full("int32"),
        enrolled=full("int32"),
        entries=np.empty(0, dtype=ENTRY),
        pair_person=np.empty(0, dtype=np.int64),
        pair_detail=np.empty(0, dtype=np.uint32),
        pair_words=np.empty((4, 0), dtype=np.uint32),
        tainted=np.empty(0, dtype=TAINTED),
        ledger=np.empty(0, dtype=LEDGER),
        marks=full("uint8"),
        transit=np.empty((few, 2), dtype=np.uint64),
        transit_waits=np.empty(few, dtype=np.uint8),
        spilled=np.full(STRIP, 0, dtype=np.uint64),
        by_lists=np.full((SETS_OF_LISTS, CLASSES), 0, dtype=np.int64),
        stands=full("uint32"),
        falls=full("int32"),
        idle=np.full((few, 2), 0, dtype=np.int32),
        discovered=np.full(few, 0, dtype=np.int32),
    )
