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

from sincerity.chance._compile import int64, kernel, uint32
from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.tally_arrays import FALLS_CAUSED, IDLE_PEOPLE

Array = npt.NDArray[Any]

_VALUE = (1 << VALUE_BITS) - 1


@kernel
def _let_pass(idle: Array, turned_away: Array, laid_off: Array, words: Array) -> Any:
    """Write the words of who is out of work after a month, and of who is now; count them."""
    n = 0
    for k in range(idle.shape[0]):
        words[n] = idle[k] - uint32(1)
        n += int64(int64(idle[k]) & _VALUE > 1)
    for rows in (turned_away, laid_off):
        for k in range(rows.shape[0]):
            words[n] = int64(rows[k, 0]) << VALUE_BITS | int64(rows[k, 1])
            n += int64(rows[k, 1] > 0)
    return n


@kernel
def _keep_longest(words: Array) -> Any:
    """Keep, of sorted words, the last of every place: the one with most months; count them."""
    n = 0
    for k in range(words.shape[0]):
        last = k + 1 == words.shape[0]
        if last or int64(words[k]) >> VALUE_BITS != int64(words[k + 1]) >> VALUE_BITS:
            words[n] = words[k]
            n += 1
    return n


def _idle_now(idle: Array, turned_away: Array, laid_off: Array) -> Array:
    """Return the words of those out of work: a month has passed, and some have lost theirs."""
    words = np.empty(len(idle) + len(turned_away) + len(laid_off) + 1, dtype=np.uint32)
    n = _let_pass(idle, turned_away, laid_off, words)
    if len(turned_away) or len(laid_off):
        words[:n].sort()
        n = _keep_longest(words[:n])
    now: Array = words[:n].copy()
    return now


def run(block: Block) -> None:
    """Let time out of work pass and begin; keep whose means fall next month."""
    buffers, memory = block.scratch.buffers, block.local
    singles = block.scratch.counters.base.singles
    if len(memory.idle) or buffers.n_idle or len(memory.layoffs):
        memory.idle = _idle_now(memory.idle, buffers.idle[: buffers.n_idle], memory.layoffs)
        memory.layoffs = memory.layoffs[:0]
        singles[IDLE_PEOPLE] += len(memory.idle)
    if buffers.n_falls:
        memory.falls = buffers.falls[: buffers.n_falls].copy()
        singles[FALLS_CAUSED] += buffers.n_falls


PHASE = Phase(
    name="consequence",
    purpose="People who were turned away, or whose firm closed, lose work and means.",
    run=run,
)
