"""What a replay needs, as files of a run folder: three tables and the inputs once more.

Every column is declared here with what it means; the declaration is written into the schema of the
file. Months count from 1 in files, as everywhere for readers.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.errors import VerificationError
from sincerity.phases.buffers import Post
from sincerity.runs.parquet import read_table, write_table
from sincerity.runs.place import COUNTIES, PLACES, POST, REPLAY
from sincerity.world.model import BY_COUNTY, BY_TOWNSHIP
from sincerity.world.recording import TICKET_BASE, Recording

if TYPE_CHECKING:
    import pyarrow as pa

Array = npt.NDArray[Any]

MEANINGS = {
    PLACES: {
        "month": "month of the run, from 1",
        "township": "number of the township, from 0",
        "hear_threshold": "chance in the month of hearing of the scheme, in 65,536ths",
        "fear_target": "level to which fear of speaking out drifts in the month, 0 to 255",
        TICKET_BASE: "ticket of the first objection filed there in the month, in its county",
        "digest": "what the township's state at the month's end comes to",
    },
    COUNTIES: {
        "month": "month of the run, from 1",
        "county": "number of the county, from 0",
        "served": "objections with a ticket below this are decided in the month",
        "withdrawn": "1 if the county's grades are withdrawn",
    },
    POST: {
        "month": "month of the run, from 1, at whose end the record was delivered",
        "target": "number of the person, or vacant place, whom the record names",
        "origin_person": "number of the person whose act or whose report it is about",
        "slot": "which of that person's acts of the month",
        "kind": "kind of conduct, by its position in the catalogue",
        "stage": "how far the matter has gone, by its position among the kind's stages",
        "agency": "agency that wrote it, by its position in the file; 255 for the single office",
        "cause": "why the record exists, by position: true, wrong person, invented, false report, "
        "misjudged",
        "wait": "months after delivery until the operator knows of it",
    },
}
"""What every column of every table means."""

_WIDTHS = {"month": "i2", "township": "i4", "county": "i4", "digest": "u8"}
_POST_WIDTHS = {"target": "u4", "origin_person": "u4"}
"""Bytes on disk; people are numbered below 2^32."""


def write_recording(folder: Path, recording: Recording) -> list[str]:
    """Write the tables of a recording below a run folder and return their names."""
    (folder / REPLAY).mkdir(exist_ok=True)
    for name, table in recording_tables(recording).items():
        write_table(folder / name, table)
    return [PLACES, COUNTIES, POST]


def recording_tables(recording: Recording) -> dict[str, pa.Table]:
    """Return the tables of a recording by their names in the run folder."""
    places = _by_place(recording.places | {"digest": recording.digests}, "township")
    lengths = [len(post.target) for post in recording.post]
    post = {"month": np.repeat(np.arange(1, len(lengths) + 1), lengths)}
    for name in Post._fields:
        parts = [getattr(post, name) for post in recording.post]
        post[name] = np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
    return {
        PLACES: _table(PLACES, places),
        COUNTIES: _table(COUNTIES, _by_place(recording.counties, "county")),
        POST: _table(POST, post),
    }


def read_recording(folder: Path) -> Recording:
    """Read the recording of a run folder, checking every page.

    Raises
    ------
    VerificationError
        The tables do not hold what this version writes.
    """
    return recording_from_tables({name: read_table(folder / name) for name in MEANINGS})


def recording_from_tables(tables: dict[str, pa.Table]) -> Recording:
    """Rebuild a recording from the tables that `recording_tables` made.

    Raises
    ------
    VerificationError
        They do not hold what this version writes.
    """
    for name, columns in MEANINGS.items():
        if tables[name].column_names != list(columns):
            raise VerificationError(
                f"{name} has the columns {', '.join(tables[name].column_names)}; this version"
                f" replays runs with {', '.join(columns)}"
            )
    places, counties, post = tables[PLACES], tables[COUNTIES], tables[POST]
    months = int(_column(places, "month").max(initial=0))
    edges = np.searchsorted(_column(post, "month"), np.arange(1, months + 2))
    read = Post(*(_column(post, name, _dtype_of(name)) for name in Post._fields))
    try:
        return Recording(
            places={
                name: _column(places, name).reshape(months, -1)
                for name in (*BY_TOWNSHIP, TICKET_BASE)
            },
            counties={name: _column(counties, name).reshape(months, -1) for name in BY_COUNTY},
            post=tuple(
                Post(*(column[start:stop] for column in read)) for start, stop in pairwise(edges)
            ),
            digests=_column(places, "digest", "uint64").reshape(months, -1),
        )
    except ValueError:
        raise VerificationError(
            "the tables below replay/ do not have a row for each month and place"
        ) from None


def _by_place(tables: dict[str, Array], place: str) -> dict[str, Array]:
    """Return tables by month and place as columns, a row for each month and place."""
    months, places = next(iter(tables.values())).shape
    index = {
        "month": np.repeat(np.arange(1, months + 1), places),
        place: np.tile(np.arange(places), months),
    }
    return index | {name: table.ravel() for name, table in tables.items()}


def _table(name: str, columns: dict[str, Array]) -> pa.Table:
    import pyarrow as pa

    fields = []
    arrays = []
    for column, meaning in MEANINGS[name].items():
        values = columns[column]
        width = _WIDTHS.get(column) or _POST_WIDTHS.get(column)
        array = pa.array(values if width is None else values.astype(width))
        arrays.append(array)
        fields.append(pa.field(column, array.type, nullable=False, metadata={"meaning": meaning}))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _column(table: pa.Table, name: str, dtype: str = "int64") -> Array:
    """Return a column as an array of one's own: kernels compiled for these may be used again."""
    values: Array = table[name].to_numpy().astype(dtype)
    return values


def _dtype_of(field: str) -> str:
    """Return the type of a column of the post in memory."""
    from sincerity.phases.buffers import allocate

    return str(getattr(allocate(Post, 0), field).dtype)
