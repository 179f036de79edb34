"""What a state column is: the one declaration from which everything else follows."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sincerity.errors import InternalError


class View(StrEnum):
    """Who may know a column's content.

    ``truth`` is known to measures alone, ``record`` to institutions, ``published`` to everybody.
    """

    TRUTH = "truth"
    RECORD = "record"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnSpec:
    """One column: a small integer a slot.

    Attributes
    ----------
    name
        Name in arrays, tables and files.
    dtype
        NumPy integer type name, e.g. ``"int16"``.
    unit
        Unit of the value, e.g. ``"points"`` or ``"months"``.
    low, high
        Declared range, both ends included; `null` may lie outside it.
    null
        Value that means "nobody here" or "does not apply"; None if there is no such value.
    initial
        Value before the first month.
    owner
        Name of the only phase that writes the column.
    view
        Who may know it.
    meaning
        One sentence for the column dictionary.
    cached
        True if the column can be derived from others: counted in bytes, left out of digests.
    """

    name: str
    dtype: str
    unit: str
    low: int
    high: int
    null: int | None
    initial: int
    owner: str
    view: View
    meaning: str
    cached: bool = False

    def __post_init__(self) -> None:
        limits = np.iinfo(self.dtype)
        values = [self.low, self.high, self.initial]
        if self.null is not None:
            values.append(self.null)
        if not all(limits.min <= value <= limits.max for value in values) or self.low > self.high:
            raise InternalError(
                f"column '{self.name}' declares values that {self.dtype} cannot hold"
            )

    @property
    def bytes_per_slot(self) -> int:
        """Width of one value in bytes."""
        return int(np.dtype(self.dtype).itemsize)

    def out_of_range(self, values: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Return a mask of values that are neither inside the range nor null."""
        outside = (values < self.low) | (values > self.high)
        if self.null is not None:
            outside &= values != self.null
        return outside
