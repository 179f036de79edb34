"""Reading a run folder: its record, tables and inputs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError, VerificationError
from sincerity.runs.model import FORMAT
from sincerity.runs.parquet import read_table
from sincerity.runs.place import is_unfinished
from sincerity.runs.record import KIND, KINDS, RECORD_NAME
from sincerity.runs.tallies_file import tallies_from_table

if TYPE_CHECKING:
    import polars as pl

    from sincerity.runs.verify import Problem
    from sincerity.world.tallies import Tallies


class Run:
    """
    A run folder, read only.

    Opening reads the record alone; tables are read when asked for, with every page checked.
    `verify` compares all bytes with the record.

    Raises
    ------
    VerificationError
        The folder is unfinished, is no run, or was written in a newer format.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.record: Mapping[str, Any] = read_record(self.folder)

    @classmethod
    def unsealed(cls, folder: Path, record: Mapping[str, Any]) -> Run:
        """Return a view of a folder that is still being written, with the record it will get."""
        run = cls.__new__(cls)
        run.folder = folder
        run.record = record
        return run

    @cached_property
    def metrics(self) -> pl.DataFrame:
        """The tidy metrics; see `columns` for what each means."""
        import polars as pl

        frame = pl.from_arrow(read_table(self.folder / "metrics.parquet"))
        assert isinstance(frame, pl.DataFrame)
        return frame

    @cached_property
    def bulletins(self) -> pl.DataFrame:
        """The monthly integers of each township."""
        import polars as pl

        frame = pl.from_arrow(read_table(self.folder / "bulletins.parquet"))
        assert isinstance(frame, pl.DataFrame)
        return frame

    @cached_property
    def tallies(self) -> Tallies:
        """The counted tables from which the metrics were made."""
        return tallies_from_table(read_table(self.folder / "tallies.parquet"))

    @cached_property
    def columns(self) -> Mapping[str, Any]:
        """What every column, metric and group of the metrics means."""
        text = (self.folder / "columns.json").read_text(encoding="utf-8")
        dictionary: dict[str, Any] = json.loads(text)
        return dictionary

    @property
    def digest(self) -> str:
        """The order-free digest of the final state, hexadecimal."""
        return str(self.record["digest"])

    def resolved(self, name: str) -> Path:
        """Return the path of a resolved input: scheme, society, conduct and so on."""
        return self.folder / "resolved" / f"{name}.yaml"

    def verify(self) -> list[Problem]:
        """Return everything that differs from the record; an empty list when nothing does."""
        from sincerity.runs.verify import verify_run

        return verify_run(self.folder)

    def report(self, path: Path | str) -> Path:
        """
        Write the report as one HTML file outside the folder and return its path.

        Raises
        ------
        UsageError
            The path lies inside the run folder, whose bytes the record fixes.
        """
        from sincerity.report.build import write_report

        target = Path(path)
        if self.folder.resolve() in target.resolve().parents:
            raise UsageError(
                f"{target} lies inside the run folder, which its record fixes; "
                "write the report elsewhere"
            )
        return write_report(self, target)

    def export(self, to: str, out: Path | str) -> list[Path]:
        """Write the tables as ``parquet``, ``csv``, ``arrow`` or ``json`` and return the paths."""
        from sincerity.runs.export import export_run

        return export_run(self.folder, to, Path(out))

    def __repr__(self) -> str:
        run = self.record["run"]
        return (
            f"Run({str(self.folder)!r}: {run['scheme']} on {run['society']}, "
            f"{run['months']} months, seed {run['seed']}, digest {self.digest[:12]})"
        )


def read_record(folder: Path, kinds: Sequence[str] = (KIND,)) -> Mapping[str, Any]:
    """
    Return the record of a run folder.

    Parameters
    ----------
    kinds
        What the record may be of; a single run unless others are named.

    Raises
    ------
    VerificationError
        There is no finished run in the folder, or its format is newer than this package reads.
    """
    path = folder / RECORD_NAME
    if not path.is_file():
        if is_unfinished(folder):
            raise VerificationError(
                f"{folder} is an unfinished run: its writer stopped before the record was written"
            )
        raise VerificationError(f"{folder} holds no run: there is no {RECORD_NAME} in it")
    try:
        record = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise VerificationError(f"{path} is damaged: it is not valid JSON") from None
    if not isinstance(record, dict) or record.get("kind") not in kinds:
        raise VerificationError(f"{path} is not the record of a run{_of_what(record)}")
    if newer := newer_format(record):
        raise VerificationError(f"{folder}: {newer}")
    return record


def _of_what(record: object) -> str:
    """Return what a record is of instead, where it is one of ours; a reader may want its page."""
    kind = record.get("kind") if isinstance(record, dict) else None
    if not isinstance(kind, str) or kind not in KINDS:
        return ""
    return f" but of a {kind.partition(' ')[2]}, whose page and tables lie beside it already"


def newer_format(record: Mapping[str, Any]) -> str | None:
    """Return a sentence if the record's format is not one that this package reads."""
    number = record.get("format")
    if isinstance(number, int) and 1 <= number <= FORMAT:
        return None
    return (
        f"this run has format {number!r}; this version of sincerity reads formats 1 to {FORMAT}. "
        "Install a newer version to read it"
    )
