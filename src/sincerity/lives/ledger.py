"""The tainted points of people before a door: what a grade owes to something wrongful."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from sincerity.phases.memory import AMOUNT_BITS, AMOUNT_ZERO
from sincerity.phases.rows import TAINT_BITS

if TYPE_CHECKING:
    from sincerity.engine.block import Block

__all__ = ["Ledger", "tainted_points"]

Ledger = dict[int, list[tuple[int, int]]]
"""By place: points that a tainted charge took, and the bits of its taint."""


def tainted_points(block: Block, places: Iterable[int]) -> Ledger:
    """Return the tainted points of some places; of those without any there is no entry."""
    tainted = block.local.tainted
    found: Ledger = {}
    if not len(tainted):
        return found
    wanted = np.full(block.size, False, dtype=np.bool_)
    wanted[list(places)] = True
    of_place = (tainted["item"] >> AMOUNT_BITS).astype(np.int64)
    for at in np.flatnonzero(wanted[of_place]).tolist():
        bits = int(tainted["when"][at]) & TAINT_BITS
        points = (int(tainted["item"][at]) & (2 * AMOUNT_ZERO - 1)) - AMOUNT_ZERO
        if bits:
            found.setdefault(int(of_place[at]), []).append((points, bits))
    return found
