"""What firms do, and how it comes to be found: one act a month at most, an office, the workers."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.phases.firm_state import Firms
from sincerity.phases.firm_tables import FirmTables
from sincerity.phases.tally_arrays import FirmCounters

Array = npt.NDArray[Any]

_ACT, _TIP = int(Stream.FIRM_ACT), int(Stream.FIRM_TIP)
_TIPPED, _JUDGED_FALSE, _WITHOUT_FEAR = range(3)
_ONE = np.uint64(1)


class Outcomes(NamedTuple):
    """Places of people whom the firms' month reaches (int32), and how many there are."""

    misjudged: Array
    entered: Array
    laid_off: Array
    marks: Array
    """int32 by tile, zero before and after"""
    counts: Array
    """int64 [4]: rows that wait, misjudged, entered, laid off"""


N_DUE, N_MISJUDGED, N_ENTERED, N_LAID_OFF = range(4)


@inlined
def _ask_workers(
    t: FirmTables,
    seed: int,
    month: int,
    first: int,
    tile: int,
    workers: int,
    fear: Array,
    out: Outcomes,
    tips: Array,
) -> Any:
    """Let every worker speak or not; return whether anybody was believed."""
    believed = False
    for place in range(SLOTS_PER_TILE):
        if (workers >> uint64(place)) & _ONE == 0:
            continue
        i = tile * SLOTS_PER_TILE + place
        w0, w1, _, _ = sparse_words(seed, _TIP, month, first + i, 0)
        tips[_WITHOUT_FEAR] += int64(w0 < t.tips_without_fear)
        if w0 >= t.tips[fear[i]]:
            continue
        tips[_TIPPED] += 1
        if w1 < t.judged_false:
            tips[_JUDGED_FALSE] += 1
            out.misjudged[out.counts[N_MISJUDGED]] = i
            out.counts[N_MISJUDGED] += 1
        else:
            believed = True
    return believed


@inlined
def act(
    t: FirmTables,
    seed: int,
    month: int,
    first: int,
    tile: int,
    firms: Firms,
    fear: Array,
    out: Outcomes,
    counters: FirmCounters,
) -> Any:
    """Let the firm act or not; return the kind of what was found, or -1."""
    number = int64(firms.number[tile])
    w0, w1, w2, w3 = sparse_words(seed, _ACT, month, (first >> 6) + tile, 0)
    found = int64(-1)
    if w0 < t.acts[number]:
        kind = int64(0)
        while w1 >= t.kind[number, kind]:
            kind += 1
        counters.firm_undisturbed[kind] += 1
        if w2 < t.accept[kind]:
            counters.firm_acts[kind] += 1
            counters.firm_victims[kind] += t.victims[kind]
            workers = firms.workers[tile]
            told = _ask_workers(t, seed, month, first, tile, workers, fear, out, counters.firm_tips)
            if told or w3 < t.seen[kind]:
                counters.firm_found[kind] += 1
                found = kind
            else:
                counters.firm_missed[kind] += 1
        else:
            counters.firm_prevented[kind] += t.victims[kind]
    return found
