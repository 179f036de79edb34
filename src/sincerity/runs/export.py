"""Tables of a run in formats that other tools read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.errors import UsageError, VerificationError
from sincerity.runs.cells import safe_text
from sincerity.runs.files import write_bytes_durably, write_durably
from sincerity.runs.parquet import read_table, write_table
from sincerity.runs.tallies_file import tallies_long
from sincerity.runs.verify import verify_run

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("parquet", "csv", "arrow", "json")


def export_run(folder: Path | str, to: str, out: Path | str) -> list[Path]:
    """
    Write a run's tables as files in another format and return their paths.

    Parameters
    ----------
    folder
        A finished run; it is verified first, so damage is never passed on.
    to
        ``parquet``, ``csv``, ``arrow`` (Arrow IPC file) or ``json`` (one list of rows a table).
    out
        A folder to write ``metrics``, ``bulletins`` and ``tallies`` to, with ``columns.json``
        beside them. It is made if absent; an existing file is never replaced.

    Raises
    ------
    UsageError
        The format is not offered, the place lies inside the run, or a file is in the way.
    VerificationError
        The run differs from its record.
    """
    if to not in FORMATS:
        raise UsageError(f"cannot export to {to!r}; choose one of: {', '.join(FORMATS)}")
    source, target = Path(folder), Path(out)
    if problems := verify_run(source):
        raise VerificationError(
            f"{source} differs from its record and is not exported; first: {problems[0]}"
        )
    if source.resolve() == target.resolve() or source.resolve() in target.resolve().parents:
        raise UsageError(f"{target} lies inside the run, which its record fixes; export elsewhere")
    tables = {
        "metrics": read_table(source / "metrics.parquet"),
        "bulletins": read_table(source / "bulletins.parquet"),
        "tallies": tallies_long(read_table(source / "tallies.parquet")),
    }
    paths = {name: target / f"{name}.{to}" for name in tables}
    dictionary = target / "columns.json"
    _refuse_to_replace(target, [*paths.values(), dictionary])
    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, path in paths.items():
            WRITERS[to](path, tables[name])
        write_bytes_durably(dictionary, (source / "columns.json").read_bytes())
    except OSError as error:
        raise UsageError(f"cannot write to {target}: {error.strerror or error}") from error
    return [*paths.values(), dictionary]


def _refuse_to_replace(target: Path, paths: list[Path]) -> None:
    """Refuse when a file is in the way; nothing is touched."""
    if target.exists() and not target.is_dir():
        raise UsageError(f"{target} is not a folder; name a new one")
    for path in paths:
        if path.exists():
            raise UsageError(f"{path} exists and is left as it is; name another folder")


def _write_csv(path: Path, table: pa.Table) -> None:
    """Write the table as CSV; text that a spreadsheet could run as a formula is made inert."""
    import polars as pl

    frame = pl.DataFrame(table)
    text = [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Categorical)]
    inert = frame.with_columns(
        pl.col(name).cast(pl.String).map_elements(safe_text, return_dtype=pl.String)
        for name in text
    )
    write_durably(path, lambda temporary: inert.write_csv(temporary))


def _write_json(path: Path, table: pa.Table) -> None:
    """Write the table as a JSON list of rows."""
    import polars as pl

    write_durably(path, lambda temporary: pl.DataFrame(table).write_json(temporary))


def _write_arrow(path: Path, table: pa.Table) -> None:
    """Write the table as an Arrow IPC file, zstd-compressed."""
    import pyarrow as pa

    def fill(temporary: Path) -> None:
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        with (
            pa.OSFile(str(temporary), "wb") as sink,
            pa.ipc.new_file(sink, table.schema, options=options) as writer,
        ):
            writer.write_table(table)

    write_durably(path, fill)


WRITERS: dict[str, Callable[[Path, pa.Table], None]] = {
    "parquet": write_table,
    "csv": _write_csv,
    "arrow": _write_arrow,
    "json": _write_json,
}
