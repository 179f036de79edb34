"""Sums of hashes of what blocks keep besides their columns, for the digest of a world."""

import numpy as np
import numpy.typing as npt

from sincerity.columns.digest import pairs_sum, rows_sums
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import NOT_DUE, WHEN_SHIFT

Array = npt.NDArray[np.generic]

_MIX = np.uint64(0x9E3779B97F4A7C15)


def with_places(tainted: npt.NDArray[np.void]) -> npt.NDArray[np.void]:
    """Return tainted points as rows with a place."""
    rows = np.empty(len(tainted), dtype=[("place", "i4"), ("amount", "i4"), ("when", "u2")])
    rows["place"] = tainted["item"] >> AMOUNT_BITS
    rows["amount"] = tainted["item"] & (2 * AMOUNT_ZERO - 1)
    rows["when"] = tainted["when"]
    return rows


def waiting_points(blocks: list[Block]) -> list[tuple[int, int, int]]:
    """Return (slot, due month, amount) of all points waiting to be given back, sorted."""
    items = []
    for block in blocks:
        for due, parts in block.local.due.items():
            for item in np.concatenate(parts).astype(np.int64):
                amount = int(item & (2 * AMOUNT_ZERO - 1)) - AMOUNT_ZERO
                items.append((block.first + int(item >> AMOUNT_BITS), due, amount))
        for row in with_places(block.local.tainted):
            due = int(row["when"]) >> WHEN_SHIFT
            if due != NOT_DUE:
                amount = int(row["amount"]) - AMOUNT_ZERO
                items.append((block.first + int(row["place"]), due, amount))
    return sorted(items)


def waiting_sum(blocks: list[Block]) -> int:
    """Return the sum of hashes of points that wait in buckets."""
    total = 0
    for block in blocks:
        for due, parts in block.local.due.items():
            for part in parts:
                slots = (part >> np.uint32(AMOUNT_BITS)).astype(np.int64) + block.first
                amounts = (part & np.uint32(2 * AMOUNT_ZERO - 1)).astype(np.int64)
                total += pairs_sum(f"waiting until {due}", slots, amounts)
    return total % 2**64


def post_sum(blocks: list[Block]) -> int:
    """Return the sum of hashes of the records on their way to other slots."""
    total = 0
    for block in blocks:
        mail = block.local.inbox
        act = mail.origin_person << 24 | mail.slot.astype(np.int64) << 16
        total += pairs_sum("post", mail.target, act | mail.kind.astype(np.int64) << 8 | mail.stage)
        entered = mail.agency.astype(np.int64) << 16 | mail.cause.astype(np.int64) << 8
        total += pairs_sum("post entered", mail.target, entered | mail.wait)
    return total % 2**64


def _transit_sums(block: Block) -> dict[str, int]:
    sums = {}
    for due, parts in block.local.transit.items():
        words = np.concatenate(parts)
        slots = (words[:, 1] >> np.uint64(32)).astype(np.int64) + block.first
        what = words[:, 1] & np.uint64(0xFFFFFFFF)
        mixed = words[:, 0] * _MIX + what
        sums[f"transit {due}"] = pairs_sum(f"transit {due}", slots, mixed.view(np.int64))
    return sums


def _few_sums(block: Block) -> dict[str, int]:
    memory = block.local
    few = {
        "falls": (memory.falls, np.full(len(memory.falls), 1)),
        "representatives": (memory.representatives, np.full(len(memory.representatives), 1)),
        "layoffs": (memory.layoffs[:, 0], memory.layoffs[:, 1]),
        "marks": (memory.marks >> VALUE_BITS, memory.marks & 255),
        "idle": (memory.idle >> VALUE_BITS, memory.idle & 255),
    }
    return {
        name: pairs_sum(name, places.astype(np.int64) + block.first, values.astype(np.int64))
        for name, (places, values) in few.items()
    }


def kept_sums(blocks: list[Block]) -> dict[str, int]:
    """Return sums of hashes, by name, of all rows that blocks keep; those of nothing left out."""
    sums: dict[str, int] = {}
    for block in blocks:
        memory = block.local
        found = _transit_sums(block) | _few_sums(block)
        for name, rows in (
            ("entries", memory.entries),
            ("tainted", with_places(memory.tainted)),
            ("objections", memory.objections),
        ):
            found |= rows_sums(name, block.first, rows)
        if memory.firms is not None:
            found["firms"] = memory.firms.state_sum(block.first // SLOTS_PER_TILE)
        for name, total in found.items():
            sums[name] = (sums.get(name, 0) + total) % 2**64
    return {name: total for name, total in sums.items() if total}
