"""consequence: people who were turned away, or whose firm closed, lose work and means.

Idea
    A closed door does harm beyond itself: a licence refused is work lost, a rebate refused is a
    debt. Those hit fall by a step of means next month, or are out of work for some months, in
    which nobody's means recover.
Formula
    idle' = max(idle - 1, 0), then at least the months of any blocked attempt or layoff.
Sees
    Truth: this month's blocked attempts (drawn in `sanction`), last month's closures of firms.
Draws
    None.
Assumptions
    Only adults lose work or fall; a second loss does not add to the first, the longer one holds
    (both untested).
Parameters
    falls and out_of_work of each door of life; firms.layoff_months.
Known limits
    Being out of work changes means only; no effect on health, schooling or other members of the
    household.
Check
    Months out of work end exactly when due; falls are counted once a person; the twin.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.few import collect, spread
from sincerity.phases.tally_arrays import FALLS_CAUSED, IDLE_PEOPLE

Array = npt.NDArray[Any]


@kernel
def _lose_work(idle_left: Array, eights: Array, turned_away: Array, laid_off: Array) -> Any:
    """Take a month off everybody's time out of work, add the newly idle; count who is idle.

    `eights` shows eight slots at a time: hardly anybody is out of work.
    """
    n = 0
    for group in range(eights.shape[0]):
        if eights[group] != 0:
            for i in range(8 * group, 8 * group + 8):
                idle_left[i] = max(int64(idle_left[i]) - 1, 0)
                n += int64(idle_left[i] > 0)
    for rows in (turned_away, laid_off):
        for k in range(rows.shape[0]):
            i = int64(rows[k, 0])
            n += int64(idle_left[i] == 0 and rows[k, 1] > 0)
            idle_left[i] = max(int64(idle_left[i]), int64(rows[k, 1]))
    return n


def run(block: Block) -> None:
    """Let time out of work pass and begin; keep whose means fall next month."""
    buffers, memory = block.scratch.buffers, block.local
    idle_left = buffers.marks[: block.size]
    spread(memory.idle, idle_left)
    singles = block.scratch.counters.base.singles
    singles[IDLE_PEOPLE] += _lose_work(
        idle_left,
        idle_left.view(np.uint64),
        buffers.idle[: buffers.n_idle],
        memory.layoffs,
    )
    memory.idle = collect(memory.idle, idle_left, buffers.n_idle + len(memory.layoffs))
    memory.layoffs = memory.layoffs[:0]
    memory.falls = buffers.falls[: buffers.n_falls].copy()
    singles[FALLS_CAUSED] += buffers.n_falls


PHASE = Phase(
    name="consequence",
    purpose="People who were turned away, or whose firm closed, lose work and means.",
    run=run,
)
