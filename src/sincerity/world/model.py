"""What phases see of their world besides the block in hand, and a thread's working memory."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.phases.buffers import Buffers
from sincerity.phases.tally_arrays import Counters

Array = npt.NDArray[Any]

RULED = (
    "life",
    "conduct",
    "observe",
    "agencies",
    "score",
    "grades",
    "lists",
    "doors",
    "life_doors",
    "consequence",
    "remedy",
    "firms",
    "respond",
    "tally",
    "opinion",
    "protest",
    "keeps_cells",
    "sees_cells",
    "regrade_months",
    "firm_regrade_months",
    "list_months",
    "recovery_terms",
)
"""What of a model follows from scheme and parameters."""

BY_TOWNSHIP = ("hear_threshold", "fear_target")
"""What of a model the council says of each township before a month: an array of int64 each."""
BY_COUNTY = ("served", "withdrawn")
"""What of a model the council says of each county before a month."""


@dataclass(slots=True)
class Scratch:
    """One thread's working memory and counters."""

    buffers: Buffers
    counters: Counters
    census: Any = None


@dataclass(slots=True)
class Model:
    """What every phase may see of its world besides the block in hand.

    Attributes
    ----------
    year
        Januaries since the start.
    january
        Whether people have just aged.
    hear_threshold, fear_target
        int64 by township: this month's 16-bit chance of hearing of the scheme, and where fear
        drifts (0..255).
    keeps_cells, sees_cells
        Whether there is a bulletin by cell, and whether visible punishment is seen there.
    near, others
        int64 by cell, from last month's bulletin: what its harms weigh (0..255), and its share of
        people who protested (0..2^24).
    hear_in_cell, fear_in_cell
        The two levels by cell, where visible punishment is seen in the cell.
    withdrawn
        int64 by county: 1 if its grades are withdrawn.
    served
        int64 by county: objections with a ticket below this are decided this month.
    no_grades
        Stands in for the grade column of a scheme without grades.
    recovery_terms
        Terms after which points return, in months.
    """

    people: Any
    life: Any
    conduct: Any
    observe: Any
    agencies: Any
    score: Any
    grades: Any
    lists: Any
    doors: Any
    life_doors: Any
    consequence: Any
    remedy: Any
    firms: Any
    respond: Any
    tally: Any
    opinion: Any
    protest: Any
    keeps_cells: bool
    sees_cells: bool
    regrade_months: int
    firm_regrade_months: int
    list_months: tuple[frozenset[int], ...]
    recovery_terms: tuple[int, ...]
    hear_threshold: Array
    fear_target: Array
    served: Array
    withdrawn: Array
    county_of_township: Array
    year: int = 0
    january: bool = False
    near: Array = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    others: Array = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    hear_in_cell: Array = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    fear_in_cell: Array = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    no_grades: Array = field(default_factory=lambda: np.empty(0, dtype=np.uint8))

    def open_lists(self, month: int) -> int:
        """Return the lists that take entries in a month of the run (from 0), a bit each."""
        return sum(
            1 << number
            for number, months in enumerate(self.list_months)
            if not months or month + 1 in months
        )

    @property
    def stale_months(self) -> int:
        """Months for which some agency may act on an entry that has ended."""
        return int(self.agencies.most_months)
