"""The rows of one place, read out of a block's arrays as plain whole numbers."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.phases.few import VALUE_BITS
from sincerity.phases.rows import ENDED, KNOWN

Array = npt.NDArray[Any]
Origin = tuple[int, int, int, int, int]
"""Month, person, slot, agency and cause of a record: by these it is told from every other."""

_VALUE = (1 << VALUE_BITS) - 1


class EntryRow(NamedTuple):
    """One entry on a list, see `sincerity.phases.rows.ENTRY`."""

    origin_person: int
    place: int
    entered: int
    starts: int
    ends: int
    origin_month: int
    list: int
    cause: int
    kind: int
    agency: int
    origin_slot: int
    flags: int
    reason: int
    spare: int

    @property
    def ended(self) -> bool:
        """Whether the entry no longer stands."""
        return bool(self.flags & ENDED)

    @property
    def known(self) -> bool:
        """Whether the person knows of it."""
        return bool(self.flags & KNOWN)

    @property
    def key(self) -> tuple[int, int]:
        """List and month of entry: a list takes a person once a month at most."""
        return self.list, self.entered

    @property
    def origin(self) -> Origin:
        """Where the record that led here comes from."""
        origin = self.origin_month, self.origin_person, self.origin_slot
        return *origin, self.agency, self.cause


class ObjectionRow(NamedTuple):
    """One objection, see `sincerity.phases.rows.OBJECTION`."""

    origin_person: int
    ticket: int
    place: int
    origin_month: int
    filed: int
    part_due: tuple[int, ...]
    part_points: tuple[int, ...]
    part_bits: tuple[int, ...]
    origin_slot: int
    agency: int
    cause: int
    parts: int

    @property
    def origin(self) -> Origin:
        """Where the record that is objected to comes from."""
        origin = self.origin_month, self.origin_person, self.origin_slot
        return *origin, self.agency, self.cause


def entry_rows(entries: Array, place: int) -> list[EntryRow]:
    """Return the entries of a place; `entries` lie in the order of places."""
    if not len(entries):
        return []
    low, high = np.searchsorted(entries["place"], [place, place + 1])
    return [EntryRow(*row) for row in entries[low:high].tolist()]


def objection_rows(objections: Array, place: int) -> list[ObjectionRow]:
    """Return the objections of a place in the order of filing."""
    if not len(objections):
        return []
    mine = objections[objections["place"] == place]
    found = []
    for row in mine:
        values = {name: row[name].tolist() for name in ObjectionRow._fields}
        found.append(ObjectionRow(**values))
    return found


def value_of_few(words: Array, place: int) -> int:
    """Return the value of a place among words of place and value, 0 where it has none."""
    if not len(words):
        return 0
    at = int(np.searchsorted(words, np.uint32(place << VALUE_BITS)))
    if at < len(words) and int(words[at]) >> VALUE_BITS == place:
        return int(words[at]) & _VALUE
    return 0
