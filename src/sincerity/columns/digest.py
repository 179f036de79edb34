"""An order-free digest of a whole state: equal states agree, whatever the layout.

Each value is hashed with its slot and its column; the hashes add up modulo 2^64. Sums do not care
who adds first, so blocks, threads and shards cannot show.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, kernel, uint64
from sincerity.columns.table import ColumnTable

Array = npt.NDArray[Any]

_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)


@inlined
def _mix(z: Any) -> Any:
    z = (z ^ (z >> uint64(30))) * _MIX_1
    z = (z ^ (z >> uint64(27))) * _MIX_2
    return z ^ (z >> uint64(31))


@kernel
def _column_sum(values: Array, first_slot: int, salt: int) -> Any:
    total = uint64(0)
    for i in range(values.shape[0]):
        slot = _mix((uint64(first_slot) + uint64(i)) * _STEP + salt)
        total += _mix(slot + uint64(int64(values[i])) * _STEP)
    return total


@kernel
def _pairs_sum(slots: Array, values: Array, salt: int) -> Any:
    total = uint64(0)
    for i in range(slots.shape[0]):
        slot = _mix(uint64(slots[i]) * _STEP + salt)
        total += _mix(slot + uint64(values[i]) * _STEP)
    return total


def column_salt(name: str) -> np.uint64:
    """Return the 64-bit number that stands for a column's name in digests."""
    return np.uint64(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little"))


def column_sum(name: str, values: npt.NDArray[np.integer], first_slot: int = 0) -> int:
    """Return the sum of hashes of one column's values (an integer modulo 2^64)."""
    return int(_column_sum(values, np.int64(first_slot), column_salt(name)))


def pairs_sum(name: str, slots: npt.NDArray[np.int64], values: npt.NDArray[np.int64]) -> int:
    """Return the sum of hashes of values at given slots (an integer modulo 2^64)."""
    return int(_pairs_sum(slots, values, column_salt(name)))


def rows_sums(name: str, first_slot: int, rows: Array) -> dict[str, int]:
    """Return the sum of hashes of each field of rows that belong to places of a block.

    Rows are told apart by their place and their order there, so fields of one row stay together.
    """
    if not len(rows):
        return {}
    places = rows["place"].astype(np.int64)
    order = np.argsort(places, kind="stable")
    sorted_places = places[order]
    starts = np.searchsorted(sorted_places, sorted_places)
    ordinal = np.empty(len(rows), dtype=np.int64)
    ordinal[order] = np.arange(len(rows)) - starts
    keys = (places + first_slot) * 256 + ordinal
    sums = {}
    for field in rows.dtype.names or ():
        if field in ("place", "spare"):
            continue
        values = rows[field].astype(np.int64).reshape(len(rows), -1)
        for part in range(values.shape[1]):
            label = f"{name}.{field}.{part}"
            sums[label] = pairs_sum(label, keys, np.ascontiguousarray(values[:, part]))
    return sums


def state_digest(
    table: ColumnTable,
    arrays: Mapping[str, npt.NDArray[np.integer]],
    extra: Mapping[str, int],
    first_slot: int = 0,
) -> str:
    """Return the digest of a state as 64 hexadecimal digits.

    Parameters
    ----------
    table
        Declarations; cached columns are left out.
    arrays
        One array a column, over all slots from `first_slot`.
    extra
        Further named sums (waiting items, bulletins), each already independent of order.
    """
    sums = {
        spec.name: column_sum(spec.name, arrays[spec.name], first_slot)
        for spec in table
        if not spec.cached
    }
    sums |= extra
    lines = "\n".join(f"{name}={value:016x}" for name, value in sorted(sums.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
