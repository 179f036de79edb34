"""The table of state columns of one world: arrays, checks, schema and documentation."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sincerity.columns.spec import ColumnSpec
from sincerity.errors import InternalError

if TYPE_CHECKING:
    import pyarrow as pa

Array = npt.NDArray[np.integer]


class ColumnTable:
    """An ordered set of column declarations.

    Parameters
    ----------
    specs
        Declarations; names must differ.
    """

    def __init__(self, specs: Sequence[ColumnSpec]) -> None:
        self._specs = {spec.name: spec for spec in specs}
        if len(self._specs) != len(specs):
            raise InternalError("two state columns share a name")

    def __iter__(self) -> Iterator[ColumnSpec]:
        return iter(self._specs.values())

    def __contains__(self, name: object) -> bool:
        return name in self._specs

    def __getitem__(self, name: str) -> ColumnSpec:
        return self._specs[name]

    @property
    def bytes_per_slot(self) -> int:
        """Bytes of all columns for one slot."""
        return sum(spec.bytes_per_slot for spec in self)

    def allocate(self, slots: int) -> dict[str, Array]:
        """Return one array a column, filled with its initial value.

        The arrays are written, not merely reserved: untouched zero pages make the first vector
        stores of a run several times slower.
        """
        return {spec.name: np.full(slots, spec.initial, dtype=spec.dtype) for spec in self}

    def check(self, arrays: dict[str, Array], first_slot: int = 0) -> None:
        """Refuse values outside their declared range.

        Raises
        ------
        InternalError
            Naming the column, the first slot at fault and its value.
        """
        for spec in self:
            outside = spec.out_of_range(arrays[spec.name])
            if outside.any():
                at = int(np.argmax(outside))
                raise InternalError(
                    f"column '{spec.name}' holds {arrays[spec.name][at]} at slot {first_slot + at},"
                    f" outside {spec.low}..{spec.high}"
                )

    def document(self) -> list[dict[str, str | int | None]]:
        """Return one plain dictionary a column, for the column dictionary and the manual."""
        return [
            {
                "name": spec.name,
                "dtype": spec.dtype,
                "unit": spec.unit,
                "low": spec.low,
                "high": spec.high,
                "null": spec.null,
                "owner": spec.owner,
                "view": spec.view.value,
                "meaning": spec.meaning,
            }
            for spec in self
        ]

    def arrow_schema(self) -> "pa.Schema":
        """Return the Parquet schema of a table of these columns, with units and meanings."""
        import pyarrow as pa

        return pa.schema(
            [
                pa.field(
                    spec.name,
                    pa.from_numpy_dtype(np.dtype(spec.dtype)),
                    nullable=spec.null is not None,
                    metadata={"unit": spec.unit, "meaning": spec.meaning, "view": spec.view.value},
                )
                for spec in self
            ]
        )
