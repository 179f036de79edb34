"""What becomes of firms: those with connections are let off, private ones dodge, some close."""

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.phases.firm_acts import N_LAID_OFF, Outcomes
from sincerity.phases.firm_state import Firms
from sincerity.phases.firm_tables import OWNERSHIPS, PRIVATE, FirmTables
from sincerity.phases.tally_arrays import BOUGHT, CLOSED, FAVOURED, NOMINEE, REOPENED

Array = npt.NDArray[Any]

_FATE = int(Stream.FIRM_FATE)
_LOW_HALF = np.uint64(0xFFFF)
_HALF, _ONE = np.uint64(16), np.uint64(1)


@inlined
def start_clean(t: FirmTables, firms: Firms, tile: int) -> None:
    firms.score[tile] = t.base
    firms.grade[tile] = t.base_grade
    firms.left[tile] = 0


@inlined
def is_let_off(
    t: FirmTables, seed: int, month: int, first: int, tile: int, firms: Firms, fate: Array
) -> Any:
    """Return whether what a well connected firm was found to have done is dropped."""
    let_off = False
    if firms.connected[tile] == 1:
        _, _, _, word = sparse_words(seed, _FATE, month, (first >> 6) + tile, 0)
        let_off = (word & _LOW_HALF) < t.favour
        fate[FAVOURED] += int64(let_off)
    return let_off


@inlined
def _dodge(t: FirmTables, tile: int, words: Any, firms: Firms, fate: Array) -> Any:
    """Let a firm name somebody else, open anew or buy points; return whether it opened anew."""
    anew = False
    if firms.left[tile] > 0:
        if words[1] < t.nominee and firms.nominee[tile] == 0:
            firms.nominee[tile] = 1
            fate[NOMINEE] += 1
        elif words[2] < t.reopen:
            start_clean(t, firms, tile)
            anew = True
            fate[REOPENED] += 1
    score = int64(firms.score[tile])
    if score < t.base and words[3] >> _HALF < t.buys:
        firms.score[tile] = min(score + int64(t.bought_points), int64(t.base))
        fate[BOUGHT] += 1
    return anew


@inlined
def _closure(t: FirmTables, firms: Firms, tile: int) -> Any:
    """Return the threshold of closing this month."""
    grade = min(int64(firms.grade[tile]), int64(t.closes.shape[0] - 1))
    return t.closes[grade, int64(firms.left[tile] > 0)]


@inlined
def _close(t: FirmTables, tile: int, firms: Firms, out: Outcomes) -> None:
    firms.closed_left[tile] = t.closed_months
    for place in range(SLOTS_PER_TILE):
        if (firms.workers[tile] >> uint64(place)) & _ONE == _ONE:
            out.laid_off[out.counts[N_LAID_OFF]] = tile * SLOTS_PER_TILE + place
            out.counts[N_LAID_OFF] += 1


@inlined
def meet_fate(
    t: FirmTables,
    seed: int,
    month: int,
    first: int,
    tile: int,
    firms: Firms,
    out: Outcomes,
    fate: Array,
) -> Any:
    """Let the firm dodge, or close; return whether its waiting points are void.

    Nothing is drawn for the many firms to which nothing can happen.
    """
    void = False
    dodges = int64(firms.number[tile]) % OWNERSHIPS == PRIVATE
    dodges &= firms.left[tile] > 0 or firms.score[tile] < t.base
    if dodges or _closure(t, firms, tile) > 0:
        words = sparse_words(seed, _FATE, month, (first >> 6) + tile, 0)
        if dodges:
            void = _dodge(t, tile, words, firms, fate)
        if words[0] < _closure(t, firms, tile):
            _close(t, tile, firms, out)
            fate[CLOSED] += 1
            void = True
    return void
