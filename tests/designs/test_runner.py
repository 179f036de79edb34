"""Running studies: in one process or several, stopped and gone on with, with worlds that fail."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from sincerity import InternalError, UsageError
from sincerity.designs.bench import Bench
from sincerity.designs.folder import StudyRun, done_before, run_study
from sincerity.designs.loader import load_study
from sincerity.designs.run import StudyProgress
from sincerity.runs.verify import verify_run
from tests.designs import known
from tests.designs.killed import STUDY
from tests.structure.source import ROOT

PATIENCE_SECONDS = 240


def bench(text: str = STUDY, world: object = known.straight) -> Bench:
    """Return the worlds of a study of formulas, one thread each."""
    return load_study(text, threads=1, world=world)  # type: ignore[arg-type]


def results(run: StudyRun) -> list[tuple[object, ...]]:
    """Return every number of every world of a finished study."""
    return pl.read_parquet(run.folder / "worlds.parquet").rows()


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> StudyRun:
    """Return the study, run here in one go."""
    return run_study(bench(), tmp_path_factory.mktemp("study") / "run")


def test_that_the_folder_holds_cells_tables_pages_and_a_record(finished: StudyRun) -> None:
    names = {path.name for path in finished.folder.iterdir()}
    assert {
        "cells",
        "factors.csv",
        "factors.parquet",
        "points.parquet",
        "record.json",
        "report.html",
        "report.md",
        "resolved",
        "results.csv",
        "results.parquet",
        "study.yaml",
        "worlds.parquet",
    } == names
    assert 8 * 5 + 2 == len(list((finished.folder / "cells").iterdir()))
    assert [] == verify_run(finished.folder)
    record = json.loads((finished.folder / "record.json").read_text("utf-8"))
    assert "sincerity study" == record["kind"]
    assert (42, [], {}) == tuple(record["study"][key] for key in ("worlds", "failed", "moved_back"))


def test_that_the_study_that_a_folder_keeps_gives_the_same_numbers(
    finished: StudyRun, tmp_path: Path
) -> None:
    kept = finished.folder / "study.yaml"
    again = load_study(kept, threads=1, world=known.straight)
    run = run_study(again, tmp_path / "again", report=False)
    assert finished.record["input_hash"] == run.record["input_hash"]
    assert finished.record["digest"] == run.record["digest"]


def test_that_several_processes_give_the_same_numbers(finished: StudyRun, tmp_path: Path) -> None:
    told: list[StudyProgress] = []
    run = run_study(bench(), tmp_path / "run", jobs=2, report=False, progress=told.append)
    assert results(finished) == results(run)
    assert finished.record["digest"] == run.record["digest"]
    assert (42, 42, 0) == (told[-1].done, told[-1].worlds, told[-1].failed)
    assert 0.0 == told[-1].seconds_left


def test_that_a_study_killed_in_the_middle_goes_on_to_the_same_numbers(
    finished: StudyRun, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    command = [sys.executable, "-m", "tests.designs.killed", str(folder)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        cells = folder / "cells"
        until = time.monotonic() + PATIENCE_SECONDS
        while len(list(cells.glob("*.json"))) < 6 and time.monotonic() < until:
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    done = len([path for path in cells.glob("*.json") if not path.name.startswith(".")])
    assert 6 <= done < 42
    (cells / ".01-design-00039-000.json.cut.partial").write_text("{", encoding="utf-8")
    assert not (folder / "record.json").exists()
    assert done == len(done_before(bench(), folder, tmp_path))
    told: list[StudyProgress] = []
    run = run_study(bench(), folder, jobs=2, report=False, progress=told.append)
    assert done == told[0].done  # nothing that was there is run again
    assert results(finished) == results(run)
    assert finished.record["digest"] == run.record["digest"]
    assert [] == verify_run(folder)


def test_that_a_stopped_study_is_found_where_no_folder_is_named(tmp_path: Path) -> None:
    def stop(progress: StudyProgress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_study(bench(), results=tmp_path, progress=stop)
    told: list[StudyProgress] = []
    run = run_study(bench(), results=tmp_path, report=False, progress=told.append)
    assert 3 == told[0].done
    assert tmp_path / "known" == run.folder.parent
    assert 1 == len(list(run.folder.parent.iterdir()))


@pytest.mark.parametrize("jobs", [1, 2])
def test_that_worlds_that_fail_are_kept_apart_and_named(tmp_path: Path, jobs: int) -> None:
    run = run_study(bench(world=known.failing), tmp_path / "run", jobs=jobs, report=jobs == 1)
    failed = run.record["study"]["failed"]
    assert 10 < len(failed) < 40
    assert {"ZeroDivisionError: a world that cannot be"} == {entry["why"] for entry in failed}
    files = {path.name for path in (run.folder / "cells").glob("*.failed.json")}
    assert {f"{entry['cell']}.failed.json" for entry in failed} == files
    rows = {row.rows for row in run.found.ranked}
    assert len(rows) == 1
    assert rows < {0, 1, 2, 3, 4, 5, 6, 7}  # whole rows only
    assert [] == verify_run(run.folder)


def test_that_a_process_that_dies_names_its_world_and_the_others_go_on(tmp_path: Path) -> None:
    run = run_study(bench(world=known.dying), tmp_path / "run", jobs=2, report=False)
    failed = run.record["study"]["failed"]
    assert failed
    assert all("ended by SIGKILL" in entry["why"] for entry in failed)
    ran = {cell.name for cell in run.found.outcomes}
    assert 42 == len(ran) + len(failed)
    assert set() == ran & {entry["cell"] for entry in failed}


def test_that_processes_and_their_threads_are_no_more_than_was_said(tmp_path: Path) -> None:
    text = known.study_text("{kind: morris, trajectories: 2, tornado: false}")
    run = run_study(bench(text, known.threads_seen), tmp_path / "run", jobs=2, report=False)
    assert {101.0} == {o.headline["burden_false_rate"] for o in run.found.outcomes.values()}


def test_that_a_study_without_a_world_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match="no world could be run"):
        run_study(bench(world=_never), tmp_path / "run")
    assert not (tmp_path / "run" / "record.json").exists()


def _never(*asked: object) -> None:
    """Fail."""
    raise ZeroDivisionError("never")


def test_that_a_finished_or_foreign_folder_is_left_as_it_is(
    finished: StudyRun, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="already holds a finished run"):
        run_study(bench(), finished.folder)
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="left as it is"):
        run_study(bench(), tmp_path)
    assert ["notes.txt"] == [path.name for path in tmp_path.iterdir()]


def test_that_a_grid_runs_every_combination_under_every_series_of_accidents(
    tmp_path: Path,
) -> None:
    text = known.study_text("{kind: grid}", 0, more="replicates: 3").replace(
        "vary:\n",
        "vary:\n  - {at: remedy.can_secure, values: [0.1, 0.3, 0.9]}\n"
        "  - {at: respond.chill, values: [none, backlash]}\n",
    )
    run = run_study(bench(text, known.counting), tmp_path / "run", report=True)
    frame = pl.read_parquet(run.folder / "results.parquet")
    assert [0.1, 0.1, 0.3, 0.3, 0.9, 0.9] == [float(v) for v in frame["remedy.can_secure"]]
    assert ["none", "backlash"] * 3 == frame["respond.chill"].to_list()
    assert [11.0, 11.0, 31.0, 31.0, 91.0, 91.0] == pytest.approx(frame["mean"].to_list())
    assert {3} == set(frame["chance_worlds"])
    assert 18 == run.record["study"]["worlds"]


def test_that_draws_of_a_hypercube_say_what_moves_with_a_result(tmp_path: Path) -> None:
    text = known.study_text("{kind: hypercube, draws: 64}")
    run = run_study(bench(text), tmp_path / "run", report=True)
    frame = pl.read_parquet(run.folder / "influence.parquet")
    by_id = dict(zip(frame["id"], frame["rank_correlation"], strict=True))
    assert by_id["remedy.can_secure"] > 0.6
    assert by_id["remedy.can_strained"] < -0.4
    assert abs(by_id["remedy.can_insolvent"]) < 0.3
    row = pl.read_parquet(run.folder / "results.parquet").row(0, named=True)
    assert 8 < row["assumption_low"] < 10.5 < row["assumption_high"] < 13
