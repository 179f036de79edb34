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

from sincerity.engine.block import Block
from sincerity.engine.plan import Phase
from sincerity.phases.few import VALUE_BITS
from sincerity.phases.tally_arrays import FALLS_CAUSED, IDLE_PEOPLE

Array = npt.NDArray[Any]

_VALUE = (1 << VALUE_BITS) - 1


def _idle_now(idle: Array, hit: list[Array]) -> Array:
    """Return the words of those out of work: a month has passed, and some have lost theirs."""
    parts = [idle[(idle & _VALUE) > 1] - np.uint32(1)]
    for rows in hit:
        parts.append((rows[:, 0] << VALUE_BITS | rows[:, 1])[rows[:, 1] > 0].astype(np.uint32))
    # Of several words of one place, the one with the most months comes last.
    words = np.sort(np.concatenate(parts))
    place = words >> VALUE_BITS
    last = np.append(place[1:] != place[:-1], True) if len(words) else place != 0
    now: Array = words[last]
    return now


def run(block: Block) -> None:
    """Let time out of work pass and begin; keep whose means fall next month."""
    buffers, memory = block.scratch.buffers, block.local
    singles = block.scratch.counters.base.singles
    if len(memory.idle) or buffers.n_idle or len(memory.layoffs):
        memory.idle = _idle_now(memory.idle, [buffers.idle[: buffers.n_idle], memory.layoffs])
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
