"""The table of safeguards, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.measures.contrast import Level
from sincerity.measures.safeguards import HARMS, Safeguarded
from sincerity.phases.tally_arrays import BURDENS
from sincerity.runs.parquet import write_table
from sincerity.study.contrast_tables import write_csv

if TYPE_CHECKING:
    import polars as pl

__all__ = ["safeguard_rows", "write_safeguard_tables"]

NAME = "safeguards"


def write_safeguard_tables(folder: Path, table: Safeguarded) -> None:
    """Write the table as Parquet and CSV."""
    frame = safeguard_frame(table)
    write_table(folder / f"{NAME}.parquet", frame.to_arrow())
    write_csv(folder / f"{NAME}.csv", frame)


def safeguard_frame(table: Safeguarded) -> pl.DataFrame:
    """Return one row a safeguard: its places, and each difference with both intervals."""
    import polars as pl

    return pl.DataFrame(safeguard_rows(table), infer_schema_length=None)


def safeguard_rows(table: Safeguarded) -> list[dict[str, Any]]:
    """Return the rows in their order, by name of column."""
    found = []
    for row in table.rows:
        cells: dict[str, Any] = {
            "safeguard": row.name,
            "changes": row.changes,
            "place": row.place,
            "ordered_by": f"burden_{table.order}_rate",
            **{f"place_by_{h}": at for h, at in zip(HARMS, row.harm_places, strict=True)},
            "holds_in_share_of_draws": row.holds_in,
            "less_restrictive": row.is_less_restrictive,
        }
        for burden, level in zip(BURDENS, row.burden, strict=True):
            cells |= _cells(f"burden_{burden}_rate", level)
        for harm, level in zip(HARMS, row.harm, strict=True):
            cells |= _cells(harm, level)
        found.append(cells)
    return found


def _cells(name: str, level: Level) -> dict[str, float | None]:
    """Return one difference with its intervals."""
    ends = {
        "": level.mean,
        "_assumption_low": level.assumption.low,
        "_assumption_high": level.assumption.high,
        "_chance_low": level.chance.low,
        "_chance_high": level.chance.high,
    }
    return {
        f"{name}_difference{end}": None if value is None else float(value)
        for end, value in ends.items()
    }
