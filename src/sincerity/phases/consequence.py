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

import numpy.typing as npt

from sincerity.chance._compile import int64, kernel, uint8
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.tally_arrays import FALLS_CAUSED, IDLE_PEOPLE

Array = npt.NDArray[Any]


@kernel
def _lose_work(idle_left: Array, turned_away: Array, laid_off: Array) -> Any:
    """Take a month off everybody's time out of work, add the newly idle; count who is idle."""
    for i in range(idle_left.shape[0]):
        idle_left[i] -= uint8(idle_left[i] > 0)
    for k in range(turned_away.shape[0]):
        i = int64(turned_away[k, 0])
        idle_left[i] = max(int64(idle_left[i]), int64(turned_away[k, 1]))
    for k in range(laid_off.shape[0]):
        i = int64(laid_off[k, 0])
        idle_left[i] = max(int64(idle_left[i]), int64(laid_off[k, 1]))
    n = 0
    for i in range(idle_left.shape[0]):
        n += int64(idle_left[i] > 0)
    return n


def run(block: Block) -> None:
    """Let time out of work pass and begin; keep whose means fall next month."""
    buffers, memory = block.scratch.buffers, block.local
    singles = block.scratch.counters.base.singles
    singles[IDLE_PEOPLE] += _lose_work(
        block.columns["idle_left"], buffers.idle[: buffers.n_idle], memory.layoffs
    )
    memory.layoffs = memory.layoffs[:0]
    memory.falls = buffers.falls[: buffers.n_falls].copy()
    singles[FALLS_CAUSED] += buffers.n_falls


PHASE = Phase(
    name="consequence",
    purpose="People who were turned away, or whose firm closed, lose work and means.",
    run=run,
    reads=("idle_left",),
    writes=("idle_left",),
)
