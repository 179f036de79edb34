"""What a world keeps in rows, as sorted tuples of whole numbers with global slots."""

from typing import TYPE_CHECKING, Any

import numpy as np

from sincerity.phases.few import VALUE_BITS
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import NEVER, NOT_DUE, TAINT_BITS, WHEN_SHIFT

if TYPE_CHECKING:
    from sincerity.world.world import World

Rows = list[tuple[int, ...]]


def _rows(world: "World", name: str, *fields: str) -> Rows:
    """Return (slot, fields...) of every row of a kind, sorted."""
    found: Rows = []
    for block in world.blocks:
        rows = getattr(block.local, name)
        found += [
            (block.first + int(row["place"]), *(int(row[field]) for field in fields))
            for row in rows
        ]
    return sorted(found)


def entry_rows(world: "World") -> Rows:
    """Return (person, list, entered, starts, ends, cause, kind, agency, origin month, person and
    slot, flags, reason) of the entries still kept, ended ones included.
    """
    return _rows(
        world,
        "entries",
        "list",
        "entered",
        "starts",
        "ends",
        "cause",
        "kind",
        "agency",
        "origin_month",
        "origin_person",
        "origin_slot",
        "flags",
        "reason",
    )


def ledger_rows(world: "World") -> Rows:
    """Return (person, points, due, bits) of tainted points that are not given back next month."""
    found: Rows = []
    for block in world.blocks:
        rows = block.local.tainted
        place, amount = rows["item"] >> AMOUNT_BITS, rows["item"] & (2 * AMOUNT_ZERO - 1)
        due, bits = rows["when"] >> WHEN_SHIFT, rows["when"] & TAINT_BITS
        kept = (bits != 0) & (due > world.month)
        found += [
            (
                block.first + int(place[k]),
                int(amount[k]) - AMOUNT_ZERO,
                NEVER if due[k] == NOT_DUE else int(due[k]),
                int(bits[k]),
            )
            for k in np.flatnonzero(kept)
        ]
    return sorted(found)


def values_of_few(world: "World", name: str) -> list[int]:
    """Return by slot the value that only few have: `marks` or `idle` (months out of work)."""
    values = [0] * world.society.n_slots
    for block in world.blocks:
        for word in getattr(block.local, name):
            values[block.first + (int(word) >> VALUE_BITS)] = int(word) & 255
    return values


def objection_rows(world: "World") -> Rows:
    """Return (person, origin month, person and slot, agency, cause, filed, ticket) of objections
    that wait.
    """
    return _rows(
        world,
        "objections",
        "origin_month",
        "origin_person",
        "origin_slot",
        "agency",
        "cause",
        "filed",
        "ticket",
    )


def transit_rows(world: "World") -> Rows:
    """Return (due, person, origin month, person and slot, agency, kind, stage, cause) of records
    that are on their way, post to other slots included.
    """
    found: Rows = []
    for block in world.blocks:
        for due, parts in block.local.transit.items():
            found += [_on_its_way(due, block.first, row) for rows in parts for row in rows]
        mail = block.local.inbox
        found += [
            (
                world.month + int(mail.wait[m]),
                int(mail.target[m]),
                world.month - 1,
                int(mail.origin_person[m]),
                int(mail.slot[m]),
                int(mail.agency[m]),
                int(mail.kind[m]),
                int(mail.stage[m]),
                int(mail.cause[m]),
            )
            for m in range(len(mail.target))
        ]
    return sorted(found)


def _on_its_way(due: int, first: int, words: Any) -> tuple[int, ...]:
    origin, subject = int(words[0]), int(words[1])
    fields = (origin >> 48, origin >> 16 & 0xFFFFFFFF, origin >> 8 & 0xFF, origin & 0xFF)
    cause, kind, stage = subject >> 16 & 0xFF, subject >> 8 & 0xFF, subject & 0xFF
    return (due, first + (subject >> 32), *fields, kind, stage, cause)


def firm_rows(world: "World") -> Rows:
    """Return (tile, score, grade, months on the list, months closed, nominee) of every firm."""
    from sincerity.engine.block import SLOTS_PER_TILE
    from sincerity.phases.firm_state import NO_FIRM

    found: Rows = []
    for block in world.blocks:
        if block.local.firms is None:
            continue
        firms = block.local.firms.firms
        columns = (firms.score, firms.grade, firms.left, firms.closed_left, firms.nominee)
        found += [
            (block.first // SLOTS_PER_TILE + tile, *(int(column[tile]) for column in columns))
            for tile in range(len(firms.number))
            if firms.number[tile] != NO_FIRM
        ]
    return found


def firm_due_rows(world: "World") -> Rows:
    """Return (tile, due, points) of firms' points that come back."""
    from sincerity.engine.block import SLOTS_PER_TILE

    found: Rows = []
    for block in world.blocks:
        if block.local.firms is None:
            continue
        state = block.local.firms
        first = block.first // SLOTS_PER_TILE
        found += [
            (first + int(row["tile"]), int(row["due"]), int(row["points"]))
            for row in state.due[: state.n_due]
        ]
    return sorted(found)
