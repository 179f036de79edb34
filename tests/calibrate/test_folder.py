"""The folder, the page and the command of a calibration, in worlds that answer by a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sincerity import UsageError
from sincerity.calibrate import folder as folders
from sincerity.calibrate import load_targets
from sincerity.calibrate.folder import CalibrationRun, run_calibration
from sincerity.calibrate.run import Calibration
from sincerity.calibrate.worlds import Bench
from sincerity.runs.verify import verify_run
from tests.calibrate.fakes import Formula

Call = Callable[..., Any]

SHARE = {
    "wrong_share": lambda invented, fraud, fraud_found: (
        100 * invented / (invented + fraud * fraud_found / 12000)
    ),
    "upheld_share": lambda **_: 66.0,
    "wrong_2014": lambda **_: 93.0,
    "found_2014": lambda invented, **_: 1200 * invented,
    "objected_2014": lambda **_: 18.0,
}
"""What follows in the long run from the rates of true and of false findings."""
NOWHERE = {**SHARE, "wrong_share": lambda **_: 10.0}


def calibrated(place: Path, formulas: Any = SHARE, **asked: Any) -> CalibrationRun:
    world = Formula(formulas, accident=0.1)
    return run_calibration(Calibration("midas", draws=32, world=world, **asked), place)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CalibrationRun:
    return calibrated(tmp_path_factory.mktemp("run") / "midas")


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> CalibrationRun:
    return calibrated(tmp_path_factory.mktemp("run") / "nowhere", NOWHERE, waves=2)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_that_a_finished_folder_is_verified_like_a_run(run: CalibrationRun) -> None:
    assert [] == verify_run(run.folder)
    (run.folder / "rows.csv").write_text("changed", encoding="utf-8")
    try:
        assert ["rows.csv"] == [problem.file for problem in verify_run(run.folder)]
    finally:
        from sincerity.calibrate.tables import write_tables

        write_tables(run.folder, run.found)
    assert [] == verify_run(run.folder)


def test_that_what_reads_single_runs_says_that_this_is_a_calibration(
    run: CalibrationRun, call: Call
) -> None:
    for words in (["report"], ["export", "--to", "csv", "-o", str(run.folder.parent / "x")]):
        answer = call(words[0], str(run.folder), *words[1:])
        assert 4 == answer.code
        assert "not the record of a run but of a calibration" in answer.err


def test_that_the_record_says_rows_parameters_and_degrees_of_freedom(run: CalibrationRun) -> None:
    told = json.loads((run.folder / "record.json").read_text(encoding="utf-8"))["calibration"]
    assert (1, 3, -2) == (
        told["rows_fitted"], told["parameters_fitted"], told["degrees_of_freedom"],
    )  # fmt: skip
    assert told["kept"] == len(run.found.kept) > 0
    assert told["settings"] == len(run.found.judged)


def test_that_inputs_rows_and_rules_are_kept_resolved(run: CalibrationRun) -> None:
    names = {p.relative_to(run.folder).as_posix() for p in run.folder.rglob("*") if p.is_file()}
    for name in ("targets", "society", "conduct", "institutions", "parameters", "rules/2013-10"):
        assert f"resolved/{name}.yaml" in names
    assert "resolved/scheme.yaml" not in names


def test_that_tables_hold_residuals_settings_and_predictions(run: CalibrationRun) -> None:
    (row,) = rows_of(run.folder / "rows.csv")
    assert ("93.0", "V", "levin-2016") == (row["published"], row["mark"], row["source"])
    assert float(row["nearest"]) - 93 == pytest.approx(float(row["residual"]))
    settings = rows_of(run.folder / "settings.csv")
    kept = [setting for setting in settings if setting["kept"] == "True"]
    assert len(kept) == len(run.found.kept)
    assert all(float(setting["worst"]) <= 3 for setting in kept)
    roles = {row["number"]: row["role"] for row in rows_of(run.folder / "predictions.csv")}
    assert ("fitted", "predicted") == (roles["wrong_share"], roles["upheld_share"])
    assert "prediction" == roles["found_2014"]


def test_that_predictions_span_the_kept_settings_and_no_others(run: CalibrationRun) -> None:
    found = next(p for p in run.found.predicted if p.asked.id == "found_2014")
    numbers = [setting.numbers["found_2014"] for setting in run.found.kept]
    assert (min(numbers), max(numbers), len(numbers)) == (found.low, found.high, found.kept)
    every = [setting.numbers["found_2014"] for setting in run.found.judged]
    assert max(every) > max(numbers) or min(every) < min(numbers)


def test_that_the_page_says_what_was_fitted_what_is_free_and_what_lacks(
    run: CalibrationRun,
) -> None:
    html = (run.folder / "report.html").read_text(encoding="utf-8")
    text = (run.folder / "report.md").read_text(encoding="utf-8")
    for said in (
        "1 fitted row less 3 free parameters: minus 2 degrees of freedom",
        "Parameters exceed rows",
        "Findings about nothing",
        "What the model lacks",
        "How many claimants there were",
        "Published rows without a counterpart",
        "no confidence interval",
        "sincerity calibrate midas --draws 32",
    ):
        assert said in html
        assert said in text
    assert "Every person in this report is synthetic." in text


def test_that_it_is_said_plainly_when_no_setting_is_kept(nowhere: CalibrationRun) -> None:
    assert () == nowhere.found.kept
    text = (nowhere.folder / "report.md").read_text(encoding="utf-8")
    assert "No setting reproduces the rows" in text
    assert "Nothing is predicted" in text
    for row in rows_of(nowhere.folder / "predictions.csv"):
        assert ("", "", "", "0") == (row["low"], row["middle"], row["high"], row["kept"])


def test_that_a_folder_of_something_else_is_left_as_it_is(
    run: CalibrationRun, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="already holds a finished run"):
        calibrated(run.folder)
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="something else"):
        calibrated(tmp_path)
    assert ["diary.txt"] == [path.name for path in tmp_path.iterdir()]


def test_that_what_was_stopped_goes_on_where_it_stood(tmp_path: Path) -> None:
    world = Formula(SHARE)
    place = tmp_path / "midas"

    class StoppedError(Exception):
        pass

    def stop(progress: Any) -> None:
        if progress.done == 20:
            raise StoppedError

    calibration = Calibration("midas", draws=32, waves=1, world=world)
    with pytest.raises(StoppedError):
        run_calibration(calibration, place, progress=stop)
    assert 20 == len(world.calls)
    finished = run_calibration(calibration, place)
    assert 8 + 32 == len(world.calls)
    assert [] == verify_run(finished.folder)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command run worlds of a formula."""
    monkeypatch.setattr(Bench, "run", lambda self, values, series: Formula(SHARE)(values, series))


@pytest.mark.usefixtures("quick")
def test_that_the_command_prints_rows_degrees_of_freedom_and_predictions(
    call: Call,
    tmp_path: Path,
) -> None:
    place = str(tmp_path / "run")
    done = call("calibrate", "midas", "--draws", "16", "--waves", "1", "-o", place, "--no-report")
    assert 0 == done.code, done.err
    for said in ("degrees of freedom", "Automatic findings that were wrong", "What the model lacks",
                 "predicted, not fitted", place):  # fmt: skip
        assert said in done.out


@pytest.mark.usefixtures("quick")
def test_that_the_command_prints_json_with_every_number(
    call: Call,
    tmp_path: Path,
) -> None:
    words = ("--draws", "16", "--waves", "1", "--results", str(tmp_path), "--no-report", "--json")
    told = call("calibrate", "midas", *words).json()
    assert -2 == told["degrees_of_freedom"]
    assert 16 == told["settings"] >= told["kept"] > 0
    (row,) = told["rows"]
    assert (93.0, "V") == (row["published"], row["mark"])
    assert {"invented", "fraud", "fraud_found"} == {item["parameter"] for item in told["free"]}
    assert Path(told["run"]).parent == tmp_path / "calibrate-midas"
    assert told["lacks"] == list(load_targets("midas").lacks)


def test_that_the_command_takes_no_rows_that_do_not_ship(call: Call) -> None:
    done = call("calibrate", "my-goals.targets.yaml", "--draws", "8")
    assert 2 == done.code
    assert "takes no other targets" in done.err
    assert 2 == call("calibrate", "midas", "--targets", "my.yaml").code


def test_that_an_unfinished_folder_of_the_same_inputs_is_found_again(tmp_path: Path) -> None:
    calibration = Calibration("midas", draws=8, waves=1, world=Formula(SHARE))
    resolved = folders._resolved(calibration, calibration.bench())
    begun = tmp_path / "calibrate-midas" / f"20260101T000000Z-{folders.input_hash(resolved)[:8]}"
    (begun / "resolved").mkdir(parents=True)
    for name, data in resolved.items():
        (begun / name).parent.mkdir(parents=True, exist_ok=True)
        (begun / name).write_bytes(data)
    assert begun == run_calibration(calibration, results=tmp_path, report=False).folder
