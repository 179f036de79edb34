"""What a run keeps so that any one township of it can be lived through again, alone.

Within a month nothing crosses from township to township. Between months, three things do: numbers
by place and by county that the council hands to the phases, the first ticket of a township's new
objections in its county's queue, and the post. They are kept for every month, with a digest of each
township's state at the month's end, against which a replay is checked.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.columns.table import ColumnTable
from sincerity.engine.block import Block
from sincerity.phases.buffers import Post, allocate
from sincerity.phases.tally_arrays import FILED
from sincerity.society.compile import CompiledSociety
from sincerity.world.model import BY_COUNTY, BY_TOWNSHIP, Model
from sincerity.world.township_digest import township_sums

Array = npt.NDArray[Any]

TICKET_BASE = "ticket_base"
"""Table by township: the ticket of the first objection filed there in the month."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What crossed between the townships of a run, month by month.

    Attributes
    ----------
    places
        By name, int64 [month, township]: what `Model` says of each township in the month
        (`BY_TOWNSHIP`), and `TICKET_BASE`.
    counties
        By name, int64 [month, county]: what `Model` says of each county (`BY_COUNTY`).
    post
        By month, the records delivered at its end, sorted by target.
    digests
        uint64 [month, township]: what the state at the month's end comes to, see
        `township_digest`.
    """

    places: dict[str, Array]
    counties: dict[str, Array]
    post: tuple[Post, ...]
    digests: Array

    @property
    def months(self) -> int:
        """Months recorded."""
        return len(self.digests)

    @property
    def townships(self) -> int:
        """Townships of the society."""
        return int(self.digests.shape[1])


def post_of(post: Post, first: int, stop: int) -> Post:
    """Return what is for the slots from `first` up to, but not including, `stop`."""
    start, end = np.searchsorted(post.target, [first, stop])
    return Post(*(column[start:end].copy() for column in post))


class Recorder:
    """Writes a recording while a world runs.

    Parameters
    ----------
    table
        Declarations of the state.
    society
        The world's society.
    """

    def __init__(self, table: ColumnTable, society: CompiledSociety) -> None:
        self._table = table
        self._society = society
        names = (*BY_TOWNSHIP, TICKET_BASE)
        self._places: dict[str, list[Array]] = {name: [] for name in names}
        self._counties: dict[str, list[Array]] = {name: [] for name in BY_COUNTY}
        self._post: list[Post] = []
        self._digests: list[Array] = []
        self._sums: dict[int, Array] = {}
        self._filed: Array = np.empty(0, dtype=np.int64)

    def open_month(self, model: Model, filed: Array) -> None:
        """Keep what the phases are about to see; `filed` are objections so far, by county."""
        for name in BY_TOWNSHIP:
            self._places[name].append(getattr(model, name).copy())
        for name in BY_COUNTY:
            self._counties[name].append(getattr(model, name).copy())
        self._filed = filed

    def read_block(self, block: Block) -> None:
        """Take the sums of a block that has been through all phases."""
        self._sums[block.index] = township_sums(self._table, block)

    def close_month(self, blocks: list[Block], bulletin: Array) -> None:
        """Keep what the month came to: sums, first tickets and the post just delivered."""
        sums = np.full(len(bulletin), 0, dtype=np.uint64)
        for block in blocks:
            sums[block.local.segments[:, 0]] += self._sums[block.index]
        self._digests.append(sums)
        self._places[TICKET_BASE].append(
            first_tickets(self._filed, bulletin[:, FILED], self._society.county_of_township)
        )
        mail = [block.local.inbox for block in blocks if len(block.local.inbox.target)]
        columns = zip(*mail, strict=True) if mail else ()
        self._post.append(Post(*map(np.concatenate, columns)) if mail else allocate(Post, 0))

    def recording(self) -> Recording:
        """Return the recording of the months finished."""
        townships = len(self._society.county_of_township)
        counties = len(self._society.county_first_slot) - 1
        return Recording(
            places={name: _stacked(rows, townships) for name, rows in self._places.items()},
            counties={name: _stacked(rows, counties) for name, rows in self._counties.items()},
            post=tuple(self._post),
            digests=np.array(self._digests, dtype=np.uint64).reshape(-1, townships),
        )


def first_tickets(filed: Array, filings: Array, county_of_township: Array) -> Array:
    """Return by township the ticket of the first objection filed there in a month, int64.

    Parameters
    ----------
    filed
        int64 by county: objections of earlier months.
    filings
        int64 by township: those of this month. Townships of a county follow one another.
    """
    before = np.cumsum(filings) - filings
    seat = np.searchsorted(county_of_township, county_of_township)
    tickets: Array = filed[county_of_township] + before - before[seat]
    return tickets


def _stacked(rows: list[Array], width: int) -> Array:
    return np.array(rows, dtype=np.int64).reshape(-1, width)
