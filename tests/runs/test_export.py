"""Exported tables hold the numbers of the run, in four formats, and replace nothing."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from sincerity.errors import UsageError, VerificationError
from sincerity.runs.cells import csv_text, safe_text
from sincerity.runs.export import FORMATS, export_run
from sincerity.runs.run import Run
from sincerity.runs.writer import write_run
from tests.runs.fake_run import fake_inputs, fake_result

READERS = {
    "parquet": pl.read_parquet,
    "csv": pl.read_csv,
    "arrow": lambda path: pl.DataFrame(pa.ipc.open_file(path).read_all()),
    "json": pl.read_json,
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("export") / "run"
    return write_run(fake_inputs(), fake_result(), folder, report=False)


@pytest.mark.parametrize("to", FORMATS)
def test_that_each_format_holds_the_same_metrics(run: Run, tmp_path: Path, to: str) -> None:
    paths = run.export(to, tmp_path / to)
    names = {f"metrics.{to}", f"bulletins.{to}", f"tallies.{to}", "columns.json"}
    assert names == {path.name for path in paths}
    frame = READERS[to](tmp_path / to / f"metrics.{to}")
    wanted = run.metrics["value"].to_list()
    assert wanted == pytest.approx(frame["value"].to_list(), nan_ok=True)
    assert run.metrics["group"].cast(str).to_list() == frame["group"].cast(str).to_list()


def test_that_an_existing_file_is_never_replaced(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tallies.csv").write_text("mine")
    with pytest.raises(UsageError, match="left as it is"):
        export_run(run.folder, "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tallies.csv"]


def test_that_an_unknown_format_is_refused_with_the_known_ones(run: Run, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="parquet, csv, arrow, json"):
        export_run(run.folder, "pickle", tmp_path)


def test_that_an_export_into_the_run_folder_is_refused(run: Run) -> None:
    with pytest.raises(UsageError, match="inside the run"):
        export_run(run.folder, "csv", run.folder / "csv")
    assert run.verify() == []


def test_that_a_damaged_run_is_not_exported(tmp_path: Path) -> None:
    run = write_run(fake_inputs(), fake_result(), tmp_path / "run", report=False)
    path = run.folder / "metrics.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    with pytest.raises(VerificationError, match=r"metrics\.parquet"):
        export_run(run.folder, "csv", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_that_text_that_looks_like_a_formula_becomes_plain_text(text: str) -> None:
    assert safe_text(text).startswith("'")


def test_that_a_negative_number_stays_a_number_in_csv() -> None:
    rows = list(csv.reader(csv_text(["rule", "points"], [["=x", -50], ["b", None]]).splitlines()))
    assert rows == [["rule", "points"], ["'=x", "-50"], ["b", ""]]


def test_that_the_column_dictionary_travels_with_the_export(run: Run, tmp_path: Path) -> None:
    export_run(run.folder, "csv", tmp_path / "out")
    dictionary = json.loads((tmp_path / "out" / "columns.json").read_text())
    assert {"columns", "metrics", "groups"} <= set(dictionary)
