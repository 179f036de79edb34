"""sanction: doors close and open by grade and list; people try them and are turned away or not.

Idea
    A sanction or perk is a door with a domain and a severity. A closed door stands before the
    person, sometimes before the household too, and for a while before people whose entry has
    ended, because agencies hear late. Only an attempt shows whether the agency at the door has
    heard, and complies. What would not be closed but for something wrongful is a wrongful burden.
Formula
    own = sanctions of the person's lists and grade; spilled = the others' that reach households,
    if not own; stale = after the end of an entry, where an agency has heard of it but not yet of
    its end. Wrongful in a column = own doors without those of the entries and of the grade that
    remain when the column's entries and points are left out; spilled counts as another's act,
    stale as false. Attempts ~ Poisson(rates of the doors of life by class); an attempt at a closed
    door is blocked with chance known x complies.
Sees
    Published: grade and lists. Agencies see what they have heard of; the tally of wrongful burden
    sees the truth.
Draws
    SHARE at the address of an entry, person and agency: the same answer whenever it is asked.
    ATTEMPT, four words an attempt of a person before a door of life, none for anybody else.
Assumptions
    Attempts do not respond to the doors being closed; an agency that has heard of a grade or of a
    relative's entry has heard of it for good (both untested).
Parameters
    The scheme's sanctions and perks; agencies, sharing and doors of life of the institutions.
Known limits
    Perks are never tried. A door that two sanctions close counts as closed by the first.
Check
    Attempts are Poisson; blocked share = known x complies; cases by hand; the twin.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.before_doors import look_at_doors
from sincerity.phases.buffers import STRIP
from sincerity.phases.doors import DoorTables
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import LEDGER, TAINT_BITS

Array = npt.NDArray[Any]


@kernel
def _gather_points(
    tainted: Array, grade: Array, listed: Array, counts: Array, ledger: Array
) -> Any:
    """Write the tainted points of those whose grade counts or who are listed; return how many."""
    n = 0
    for r in range(tainted.shape[0]):
        item = int64(tainted["item"][r])
        i = item >> AMOUNT_BITS
        bits = int64(tainted["when"][r]) & TAINT_BITS
        looked_at = counts[grade[i]] != 0
        if listed.shape[0] > 0:
            looked_at |= int64(listed[i]) & IN_EFFECT != 0
        if bits != 0 and looked_at:
            ledger["place"][n] = i
            ledger["points"][n] = (item & (2 * AMOUNT_ZERO - 1)) - AMOUNT_ZERO
            ledger["bits"][n] = bits
            n += 1
    return n


def _ledger_of_the_graded(block: Block) -> Any:
    """Return the tainted points, by place, of those whom a grade may put before a door."""
    tainted, buffers, columns = block.local.tainted, block.scratch.buffers, block.columns
    if not len(tainted) or "grade" not in columns:
        return buffers.ledger[:0]
    if len(buffers.ledger) < len(tainted):
        buffers.ledger = np.empty(2 * len(tainted), dtype=LEDGER)
    n = _gather_points(
        tainted,
        columns["grade"],
        columns.get("listed", block.model.no_grades),
        block.model.doors.grade_counts,
        buffers.ledger,
    )
    ledger = buffers.ledger[:n]
    return ledger[np.argsort(ledger["place"], kind="stable")]


def run(block: Block) -> None:
    """Count who stands before doors this month, and let them try."""
    model, buffers, columns = block.model, block.scratch.buffers, block.columns
    buffers.n_falls = buffers.n_idle = buffers.n_discovered = 0
    if not model.doors.looks:
        return
    memory, absent = block.local, model.no_grades
    if len(buffers.discovered) < len(memory.entries):
        buffers.discovered = np.full(2 * len(memory.entries), 0, dtype=np.int32)
    if len(buffers.idle) < block.size:
        buffers.idle = np.full((block.size, 2), 0, dtype=np.int32)
    ledger = _ledger_of_the_graded(block)
    mask = buffers.mask[: min(STRIP, block.size)]
    counters = block.scratch.counters
    stands = buffers.stands if memory.before_doors is not None else buffers.stands[:0]
    buffers.n_falls, buffers.n_idle, buffers.n_discovered, n_marks, n_stand = block.call(
        look_at_doors,
        model.doors,
        model.life_doors,
        model.consequence,
        model.people,
        block.seed,
        block.month,
        block.first,
        columns["class"],
        columns["score"],
        columns.get("grade", absent),
        columns.get("pin", absent),
        columns.get("listed", absent),
        memory.marks,
        buffers.hit_words,
        mask,
        mask.view(np.uint64),
        buffers.hits,
        buffers.spilled,
        buffers.drawn,
        buffers.by_lists,
        memory.entries,
        ledger,
        buffers.falls,
        buffers.idle,
        buffers.discovered,
        stands,
        counters.doors,
        counters.base.singles,
    )
    buffers.discovered[: buffers.n_discovered].sort()
    if n_marks or len(memory.marks):
        memory.marks = buffers.hit_words[:n_marks].copy()
    if memory.before_doors is not None:
        memory.before_doors = stands[:n_stand].copy()


def count_graded_doors(doors: DoorTables, counted: dict[str, Array]) -> None:
    """Add the people whom doors concern by grade to a month's counts: the same sum, once."""
    class_grade = counted["standing"][:, :-1].sum(axis=2)
    grades = np.arange(class_grade.shape[1])
    concerns = doors.grade_mask[:, None] >> grades & 1
    counted["door_months"] += (class_grade @ concerns.T).T


def phase(columns: tuple[str, ...]) -> Phase:
    """Return the phase of a world that has these of the columns grade, pin and listed."""
    return Phase(
        name="sanction",
        purpose="Doors close by grade and list; people try them and are turned away or not.",
        run=run,
        reads=("class", "score", *columns),
    )
