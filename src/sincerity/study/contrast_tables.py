"""The tables of a comparison of settings, for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.measures.contrast import Compared, Contrast, Level
from sincerity.measures.headline import NAMES
from sincerity.runs.cells import csv_text
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.parquet import write_table
from sincerity.study.assumptions import Assumption, every_value
from sincerity.study.cells import LETTERS, Cell, Outcome
from sincerity.study.ensemble import Ensemble
from sincerity.study.pair_tables import months_frame, pairing_frame, people_frame
from sincerity.study.parameter_table import INFLUENCE_NAME, influence_frame, parameter_rows

if TYPE_CHECKING:
    import polars as pl

__all__ = ["result_row", "write_csv", "write_tables"]

POPULATION = "synthetic"


def write_tables(
    folder: Path,
    contrasts: Sequence[Contrast],
    ensemble: Ensemble,
    outcomes: Mapping[Cell, Outcome],
) -> None:
    """Write results, worlds, drawn values, correlations and parameters into a folder.

    Comparisons person by person also have a table of people, one of months and one of pairing.
    """
    import polars as pl

    results = pl.DataFrame([result_row(both, c) for both in contrasts for c in both.compared])
    _write(folder / "results", results, as_csv=True)
    _write(folder / "worlds", _worlds(outcomes, ensemble))
    _write(folder / "parameters", _parameters(ensemble, contrasts), as_csv=True)
    if any(contrast.draws for contrast in contrasts):
        _write(folder / "draws", _draws(outcomes))
        frames = [_named(influence_frame(contrast), contrast, contrasts) for contrast in contrasts]
        write_table(folder / INFLUENCE_NAME, pl.concat(frames).to_arrow())
    if any(contrast.persons for contrast in contrasts):
        _write(folder / "people", people_frame(contrasts), as_csv=True)
        _write(folder / "people-by-month", months_frame(contrasts))
        _write(folder / "pairing", pairing_frame(contrasts), as_csv=True)


def result_row(contrast: Contrast, compared: Compared) -> dict[str, Any]:
    """Return one measure as a row: levels, difference, and both intervals of each."""
    measure = compared.measure
    row: dict[str, Any] = {
        "measure": measure.name,
        "label": measure.label,
        "unit": measure.unit,
        "first_setting": contrast.first,
        "second_setting": contrast.second,
    }
    for name, level in (
        ("first", compared.first),
        ("second", compared.second),
        ("difference", compared.difference),
    ):
        row |= {f"{name}{end}": value for end, value in _ends(level).items()}
    return row | {"sign_over_draws": compared.sign if contrast.draws else None}


def write_csv(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as CSV in which no text can act as a formula; every row says synthetic."""
    rows = ((*row, POPULATION) for row in frame.iter_rows())
    text = csv_text([*frame.columns, "population"], rows)
    write_bytes_durably(path, text.encode("utf-8"))


def _ends(level: Level) -> dict[str, Any]:
    """Return one number and its intervals by the ends of the column names."""
    return {
        "": _float(level.mean),
        "_assumption_low": _float(level.assumption.low),
        "_assumption_middle": _float(level.middle),
        "_assumption_high": _float(level.assumption.high),
        "_draws": level.assumption.n,
        "_chance_low": _float(level.chance.low),
        "_chance_high": _float(level.chance.high),
        "_chance_by": level.chance.how,
        "_replicates": level.chance.n,
    }


def _float(number: float | None) -> float | None:
    """Return a number as floating point, so that a column has one type."""
    return None if number is None else float(number)


def _worlds(outcomes: Mapping[Cell, Outcome], ensemble: Ensemble) -> pl.DataFrame:
    """Return every measure of every world, one number a row."""
    import polars as pl

    rows = [
        (ensemble.settings[cell.setting].name, cell.kind, cell.number, measure, _float(value))
        for cell in sorted(outcomes)
        for measure, value in outcomes[cell].headline.items()
    ]
    schema = {
        "setting": pl.String,
        "kind": pl.String,
        "number": pl.Int64,
        "measure": pl.String,
        "value": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _draws(outcomes: Mapping[Cell, Outcome]) -> pl.DataFrame:
    """Return every drawn value as the text that a file would have, setting by setting."""
    import polars as pl

    rows = [
        (cell.number, LETTERS[cell.setting], name, value)
        for cell in sorted(outcomes)
        for name, value in outcomes[cell].values.items()
    ]
    schema = {"draw": pl.Int64, "setting": pl.String, "id": pl.String, "value": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _parameters(ensemble: Ensemble, contrasts: Sequence[Contrast]) -> pl.DataFrame:
    """Return every value of all settings with its influence on each difference.

    Of several differences in one measure the strongest correlation counts.
    """
    import polars as pl

    values: dict[str, Assumption] = {}
    for setting in ensemble.settings:
        for found in every_value(setting.inputs):
            values.setdefault(found.id, found)
    varied = {assumption.id for assumption in ensemble.varied} if ensemble.draws else set()
    influence = _strongest(contrasts)
    rows = []
    for row in parameter_rows(list(values.values())):
        for name in ("influence", "word", "stands_out"):
            del row[name]
        row["varied"] = row["id"] in varied
        of_id = influence.get(row["id"], {})
        rows.append(row | {name: of_id.get(name) for name in NAMES})
    return pl.DataFrame(rows, infer_schema_length=None)


def _strongest(contrasts: Sequence[Contrast]) -> dict[str, dict[str, float]]:
    """Return rank correlations with the differences by id and measure, the largest of several."""
    found: dict[str, dict[str, float]] = {}
    for compared in (compared for contrast in contrasts for compared in contrast.compared):
        for mover in compared.movers:
            if mover.difference is None:
                continue
            of_id = found.setdefault(mover.id, {})
            if abs(mover.difference) > abs(of_id.get(compared.measure.name, 0.0)):
                of_id[compared.measure.name] = mover.difference
    return found


def _named(frame: pl.DataFrame, contrast: Contrast, contrasts: Sequence[Contrast]) -> pl.DataFrame:
    """Return a table with the first setting of its pair, where there are several pairs."""
    import polars as pl

    if len(contrasts) == 1:
        return frame
    return frame.with_columns(pl.lit(contrast.first).alias("first_setting"))


def _write(path: Path, frame: pl.DataFrame, *, as_csv: bool = False) -> None:
    """Write a table as Parquet, and as CSV beside it where people will want to read it."""
    write_table(path.with_suffix(".parquet"), frame.to_arrow())
    if as_csv:
        write_csv(path.with_suffix(".csv"), frame)
