"""The council: between months, bulletin sums by township become what next month's phases read.

Plain integers by township, in plain Python terms: the visible punishments per thousand residents of
last month raise the chance to hear of the scheme and the level to which fear drifts.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.phases.tally_arrays import RESIDENTS, VISIBLE

Array = npt.NDArray[Any]

CERTAIN_16 = 65536
TOP_BELIEF = 255


class CouncilTables(NamedTuple):
    """Integers of the council's two formulas.

    Attributes
    ----------
    hear_base, hear_visible
        16-bit chances a month: always, and for each visible punishment per thousand residents.
    fear_vague
        Fear target from open-ended and discretionary rules, 0..255.
    fear_visible
        Fear target for each visible punishment per thousand residents, 0..255.
    """

    hear_base: int
    hear_visible: int
    fear_vague: int
    fear_visible: int


def decide(tables: CouncilTables, bulletin: Array) -> tuple[Array, Array]:
    """Return the hearing threshold (0..65536) and the fear target (0..255) by township, int64."""
    thousandfold, residents = bulletin[:, VISIBLE] * 1000, np.maximum(bulletin[:, RESIDENTS], 1)
    heard = tables.hear_visible * thousandfold // residents
    feared = tables.fear_visible * thousandfold // residents
    hear = np.minimum(tables.hear_base + heard, CERTAIN_16)
    fear = np.minimum(tables.fear_vague + feared, TOP_BELIEF)
    return hear, fear
