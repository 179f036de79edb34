"""Tables on disk: Parquet with a checksum on every page, verified whenever it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.runs.files import write_durably

if TYPE_CHECKING:
    import pyarrow as pa


def write_table(path: Path, table: pa.Table) -> None:
    """
    Write the table to `path`, zstd-compressed, with page checksums, durably.

    Without page checksums most single-bit flips in a Parquet file read back as wrong numbers.
    """
    import pyarrow.parquet as pq

    def fill(temporary: Path) -> None:
        pq.write_table(
            table,
            temporary,
            compression="zstd",
            write_page_checksum=True,
            version="2.6",
            store_schema=True,
        )

    write_durably(path, fill)


def read_table(path: Path) -> pa.Table:
    """
    Read the table at `path`, checking every page.

    Raises
    ------
    OSError
        A page does not match its checksum, or the file is cut short.
    """
    import pyarrow.parquet as pq

    # `pq.read_table` would first load what reads whole folders: a tenth of a second.
    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        return file.read()
