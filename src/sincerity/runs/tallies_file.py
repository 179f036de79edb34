"""Tallies as one Parquet file: a row for each array, labels in the schema's metadata."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa

    from sincerity.world.tallies import Tallies

LABELS_KEY = b"sincerity.labels"


def tallies_to_table(tallies: Tallies) -> pa.Table:
    """
    Return every array of the tallies as a row of (name, shape, values).

    The labels go into the schema's metadata as JSON.

    Raises
    ------
    TypeError
        An array is not of 64-bit integers.
    """
    import pyarrow as pa

    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for spec in dataclasses.fields(tallies):
        value = getattr(tallies, spec.name)
        if spec.name == "labels":
            continue
        if value.dtype != np.int64:
            raise TypeError(f"tally {spec.name} is {value.dtype}, not int64")
        arrays[spec.name] = value
    table = pa.table(
        {
            "name": pa.array(list(arrays), pa.string()),
            "shape": pa.array([list(a.shape) for a in arrays.values()], pa.list_(pa.int64())),
            "values": _list_column([a.ravel() for a in arrays.values()]),
        }
    )
    labels = json.dumps(dataclasses.asdict(tallies.labels), sort_keys=True)
    return table.replace_schema_metadata({LABELS_KEY: labels.encode()})


def tallies_from_table(table: pa.Table) -> Tallies:
    """
    Rebuild the tallies from a table that `tallies_to_table` made.

    Raises
    ------
    ValueError
        The table holds other fields than this version's tallies.
    """
    from sincerity.world.tallies import Labels, Tallies

    labels = _tuples(json.loads((table.schema.metadata or {}).get(LABELS_KEY, b"{}")))
    _same_fields(labels, Labels)
    fields: dict[str, Any] = {"labels": Labels(**labels)}
    for name, shape, values in _arrays(table):
        fields[name] = values.reshape(shape)
    _same_fields(fields, Tallies)
    return Tallies(**fields)


def tallies_long(table: pa.Table) -> pa.Table:
    """
    Return the tallies as one row a number: array, position in it (as text), value; zeros left out.

    For reading in other tools; positions are indices joined by commas, in the order of the shape.
    """
    import pyarrow as pa

    names: list[str] = []
    places: list[str] = []
    numbers: list[int] = []
    for name, shape, flat in _arrays(table):
        filled = np.flatnonzero(flat)
        index = np.stack(np.unravel_index(filled, tuple(shape)), axis=1)
        names += [name] * len(filled)
        places += [",".join(map(str, row)) for row in index.tolist()]
        numbers += flat[filled].tolist()
    return pa.table({"array": names, "position": places, "value": pa.array(numbers, pa.int64())})


def _list_column(parts: list[np.ndarray[Any, Any]]) -> pa.ListArray:
    """Return a column of lists without passing through Python integers."""
    import pyarrow as pa

    sizes = np.array([0, *(part.size for part in parts)], dtype=np.int64).cumsum()
    flat = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    return pa.LargeListArray.from_arrays(pa.array(sizes, pa.int64()), pa.array(flat, pa.int64()))


def _arrays(table: pa.Table) -> list[tuple[str, list[int], np.ndarray[Any, Any]]]:
    """Return name, shape and flat values of every array in the table."""
    columns = (table["name"].to_pylist(), table["shape"].to_pylist(), table["values"])
    return [
        (name, shape, values.values.to_numpy(zero_copy_only=False))
        for name, shape, values in zip(*columns, strict=True)
    ]


def _same_fields(fields: dict[str, Any], kind: type) -> None:
    """Refuse fields that are not exactly those of the dataclass."""
    wanted = {spec.name for spec in dataclasses.fields(kind)}
    if set(fields) != wanted:
        other = ", ".join(sorted(wanted.symmetric_difference(fields)))
        raise ValueError(f"the tallies were written by another version; they differ in: {other}")


def _tuples(value: Any) -> Any:
    """Return the JSON value with every list as a tuple."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {name: _tuples(item) for name, item in value.items()}
    return value
