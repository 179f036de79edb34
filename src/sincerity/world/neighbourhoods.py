"""The bulletin by neighbourhood cell: what last month was seen there, for this month's phases.

Cells lie within townships, so a township that is lived through again alone keeps its own. Only last
month's is kept: no reader asks for an older one.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.phases.cells import first_tiles_of_cells
from sincerity.phases.tally_arrays import CELL_BULLETIN, CELL_VISIBLE
from sincerity.world import council

if TYPE_CHECKING:
    from sincerity.society.compile import CompiledSociety
    from sincerity.world.compile import Tables
    from sincerity.world.frame import Frame
    from sincerity.world.model import Model

Array = npt.NDArray[Any]


def residents_of_cells(society: "CompiledSociety") -> Array:
    """Return the residents of each neighbourhood cell, int64."""
    per_tile = (society.tpl_size.reshape(-1, SLOTS_PER_TILE) > 0).sum(axis=1, dtype=np.int64)
    starts = first_tiles_of_cells(society.first_tile_of_township)
    counted: Array = np.add.reduceat(per_tile[society.template], starts)
    return counted


class Neighbourhoods:
    """Last month's bulletin by cell; of no cells where nobody asks for one.

    Attributes
    ----------
    bulletin
        int64 [cells, 3], see `CELL_BULLETIN`.
    """

    def __init__(self, frame: "Frame") -> None:
        self._residents: Array = frame.residents_of_cells
        shape = (len(self._residents), len(CELL_BULLETIN))
        self.bulletin: Array = np.full(shape, 0, dtype=np.int64)

    def publish(self, model: "Model", tables: "Tables") -> None:
        """Let the phases of a month see last month's bulletin."""
        model.near, model.others = council.seen_in_cells(
            tables.voice.near, self.bulletin, self._residents
        )
        if model.sees_cells:
            model.hear_in_cell, model.fear_in_cell = council.decide_places(
                tables.council, self.bulletin[:, CELL_VISIBLE], self._residents
            )
