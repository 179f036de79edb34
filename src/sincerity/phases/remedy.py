"""remedy: objections are filed and decided, and people leave lists by paying or by repair.

Idea
    Whoever knows of a charge or an entry may object, if they can and dare. Each county's office
    decides so many a month, in the order of filing: the rest wait. An upheld objection ends the
    entries that its record led to and, if the scheme gives points back, returns the points.
Formula
    Files with chance can(means)·exp(-w·fear/4096). Queue of a county: Q' = max(Q + filed -
    decided at most, 0). Upheld with one chance for records of something done and another for the
    rest. An entry for an unpaid debt ends with a chance by means; where repair is open to the
    person's means, an entry that has stood long enough ends with another.
Sees
    Records: charges and entries. Truth: means, fear, what people know; and whether a record is
    right, on which alone the chance of being upheld depends.
Draws
    OBJECT, four words a record: informed, files, verdict; once more where a door told. EXIT, four
    words an entry on a list that can be left.
Assumptions
    Nobody objects twice to a record that is being looked at. Points given back are those that the
    charge took; months behind closed doors are not made good.
Parameters
    remedy.*, respond.informed_without_notice; the scheme's notice, objection, restitution, exits.
Known limits
    One instance, no costs, no help by others; all records of one sort have the same prospects.
Check
    The stationary law of the queue and Little's law; geometric times to performance; objections
    filed are upheld, rejected or waiting; points given back against points taken; the twin.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.decisions import decide
from sincerity.phases.memory import BlockMemory
from sincerity.phases.objections import NO_TICKET, Desk, file_by_door, file_by_record
from sincerity.phases.remedy_tables import RemedyTables
from sincerity.phases.rows import (
    ENDED,
    EXIT_PERFORMED,
    EXIT_REPAIRED,
    MAX_PARTS,
    OBJECTION,
    PAYABLE,
    join_rows,
)
from sincerity.phases.tally_arrays import RemedyCounters

Array = npt.NDArray[Any]

_EXIT = int(Stream.EXIT)


def _decide(block: Block) -> Array:
    """Decide what the county's office gets to this month; return the objections that wait on."""
    model, memory, scratch = block.model, block.local, block.scratch
    objections = memory.objections
    room = 2 * MAX_PARTS * len(objections) if model.remedy.restitution else 0
    item, item_due = np.empty(room, dtype=np.uint32), np.empty(room, dtype=np.int32)
    left, n_items = decide(
        model.remedy.upheld,
        model.remedy.restitution,
        block.seed,
        block.month,
        model.served,
        model.county_of_township,
        memory.township_of_tile,
        objections,
        memory.entries,
        memory.tainted,
        item,
        item_due,
        scratch.counters.remedy.objections,
        scratch.counters.base.singles,
    )
    if n_items:
        for month in np.unique(item_due[:n_items]):
            items = item[:n_items][item_due[:n_items] == month]
            memory.due.setdefault(int(month), []).append(items)
    waiting: Array = objections[:left]
    return waiting


def _file(block: Block, pending: Array) -> Array:
    """Return the objections of all who learn of a charge or an entry this month."""
    model, memory, scratch = block.model, block.local, block.scratch
    buffers, columns = scratch.buffers, block.columns
    discovered = buffers.discovered[: buffers.n_discovered]
    discovered.sort()
    desk = Desk(
        township=memory.township_of_tile,
        person_class=columns["class"],
        means=columns["means"],
        fear=columns["fear"],
        pending=pending,
        marks=buffers.mask[: block.size],
        filed=np.empty(buffers.n_records + len(discovered), dtype=OBJECTION),
        counted=scratch.counters.remedy.objections,
        bulletin=scratch.counters.base.bulletin,
    )
    n = by_record = block.call(
        file_by_record,
        model.remedy,
        block.seed,
        block.month,
        buffers.records,
        buffers.n_records,
        buffers.charges,
        buffers.n_charges,
        memory.entries,
        discovered,
        desk,
    )
    if len(discovered):
        n = block.call(
            file_by_door,
            model.remedy,
            block.seed,
            block.month,
            memory.entries,
            discovered,
            by_record,
            desk,
        )
    filed: Array = desk.filed[:n]
    if n > by_record:
        filed = filed[np.argsort(filed["place"], kind="stable")]
    return filed


@kernel
def _leave(
    t: RemedyTables,
    seed: int,
    month: int,
    first: int,
    means: Array,
    entries: Array,
    counters: RemedyCounters,
) -> Any:
    """Let people off lists by performance and by repair; count who is listed, by means."""
    for row in range(entries.shape[0]):
        flags = int64(entries[row]["flags"])
        if flags & ENDED:
            continue
        i = int64(entries[row]["place"])
        number = int64(entries[row]["list"])
        m = int64(means[i])
        counters.listed_by_means[m] += 1
        stood = month - int64(entries[row]["entered"])
        if stood <= 0 or int64(entries[row]["ends"]) <= month + 1:
            continue
        after = int64(t.repair_after[number])
        performs = t.performance[number] != 0 and flags & PAYABLE != 0
        repairs = after >= 0 and stood + 1 >= after and (int64(t.repair_open[number]) >> m) & 1 == 1
        if not performs and not repairs:
            continue
        w0, w1, _, _ = sparse_words(seed, _EXIT, month, first + i, number)
        if performs and w0 < t.perform[m]:
            entries[row]["reason"] = EXIT_PERFORMED
            counters.performed[m] += 1
        elif repairs and w1 < t.repair[m]:
            entries[row]["reason"] = EXIT_REPAIRED
            counters.repaired[m] += 1
        else:
            continue
        entries[row]["ends"] = month + 1


def run(block: Block) -> None:
    """Decide, take objections, and let people leave."""
    memory, buffers = block.local, block.scratch.buffers
    before = memory.objections
    pending = _decide(block) if len(before) else before
    filed = pending[:0]
    if buffers.n_charges or len(memory.entries):
        filed = _file(block, pending)
    if len(filed) or len(pending) < len(before):
        memory.objections = join_rows(pending, filed)
    if len(memory.entries):
        block.call(
            _leave,
            block.model.remedy,
            block.seed,
            block.month,
            block.first,
            block.columns["means"],
            memory.entries,
            block.scratch.counters.remedy,
        )


def give_tickets(blocks: list[Block], filed_before: Array, county_first_slot: Array) -> Array:
    """Number this month's objections, county by county in slot order; return how many each has.

    Parameters
    ----------
    blocks
        All blocks, in slot order.
    filed_before
        int64 by county: objections of earlier months.
    county_first_slot
        int64 [counties + 1].
    """
    filings = np.full_like(filed_before, 0)
    for block in blocks:
        memory: BlockMemory = block.local
        tickets = memory.objections["ticket"]
        if not len(tickets) or tickets[-1] != NO_TICKET:
            continue
        new = int(np.searchsorted(tickets == NO_TICKET, True))
        slots = memory.objections["place"][new:] + block.first
        county = np.searchsorted(county_first_slot, slots, side="right") - 1
        rank = np.arange(len(county)) - np.searchsorted(county, county)
        tickets[new:] = filed_before[county] + filings[county] + rank
        filings += np.bincount(county, minlength=len(filings))
    return filings


PHASE = Phase(
    name="remedy",
    purpose="Objections are filed and decided in turn; people leave lists by paying or repair.",
    run=run,
    reads=("class", "means", "fear"),
)

__all__ = ["PHASE", "RemedyTables", "give_tickets", "run"]
