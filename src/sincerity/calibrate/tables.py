"""The tables of a calibration, for other programs: rows, settings, predictions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.calibrate.predict import Predicted
from sincerity.calibrate.run import Found
from sincerity.runs.parquet import write_table
from sincerity.study.contrast_tables import write_csv

if TYPE_CHECKING:
    import polars as pl

__all__ = ["predicted_row", "row_of", "write_tables"]


def write_tables(folder: Path, found: Found) -> None:
    """Write the fitted rows, every setting that was run and every prediction into a folder."""
    import polars as pl

    by_id = {predicted.asked.id: predicted for predicted in found.predicted}
    rows = [row_of(found, by_id[row.id]) for row in found.targets.fitted_rows]
    _write(folder / "rows", pl.DataFrame(rows, infer_schema_length=None))
    _write(folder / "settings", pl.DataFrame(_settings(found), infer_schema_length=None))
    numbers = [predicted_row(found, predicted) for predicted in found.predicted]
    _write(folder / "predictions", pl.DataFrame(numbers, infer_schema_length=None))


def row_of(found: Found, predicted: Predicted) -> dict[str, Any]:
    """Return a fitted row: published, simulated, and how implausible the nearest setting is."""
    row = next(row for row in found.targets.fitted_rows if row.id == predicted.asked.id)
    chance = found.chance[row.id]
    assert row.value is not None  # a fitted row has a number
    assert row.discrepancy is not None
    return {
        "row": row.id,
        "label": row.label,
        "unit": row.unit,
        "published": float(row.value),
        "mark": row.mark,
        "source": row.source,
        "rounding": None if row.rounding is None else float(row.rounding),
        "sampling": None if row.sampling is None else float(row.sampling),
        "discrepancy": float(row.discrepancy.value),
        "chance": chance.of(predicted.nearest) ** 0.5,
        "nearest": predicted.nearest,
        "residual": predicted.nearest - float(row.value),
        "implausibility": found.nearest.by_row[row.id],
        "kept_low": predicted.low,
        "kept_middle": predicted.middle,
        "kept_high": predicted.high,
    }


def predicted_row(found: Found, predicted: Predicted) -> dict[str, Any]:
    """Return one number over the kept settings."""
    source = next((row for row in found.targets.rows if row.id == predicted.asked.id), None)
    return {
        "number": predicted.asked.id,
        "label": predicted.asked.label,
        "unit": predicted.asked.unit,
        "role": predicted.role or "prediction",
        "published": predicted.published,
        "mark": None if source is None else source.mark,
        "low": predicted.low,
        "middle": predicted.middle,
        "high": predicted.high,
        "holds_published": predicted.holds_published,
        "nearest": predicted.nearest,
        "kept": predicted.kept,
    }


def _settings(found: Found) -> list[dict[str, Any]]:
    """Return every setting: its values, its implausibility in each row, whether it is kept."""
    rows = []
    for judged in found.judged:
        row: dict[str, Any] = {"wave": judged.point.wave, "number": judged.point.number}
        row |= {name: float(value) for name, value in judged.point.values.items()}
        row |= {f"implausibility_{name}": value for name, value in judged.by_row.items()}
        rows.append(row | {"worst": judged.worst, "kept": judged.is_kept})
    return rows


def _write(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as Parquet, and as CSV beside it."""
    write_table(path.with_suffix(".parquet"), frame.to_arrow())
    write_csv(path.with_suffix(".csv"), frame)
