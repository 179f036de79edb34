"""Writing a run folder: complete or absent, one writer, nothing of anyone else's touched."""

from __future__ import annotations

import dataclasses
import errno
import json
import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sincerity.errors import UsageError, VerificationError
from sincerity.runs.lock import LOCK_NAME, FolderLock
from sincerity.runs.run import Run
from sincerity.runs.tallies_file import tallies_from_table, tallies_long, tallies_to_table
from sincerity.runs.verify import verify_run
from sincerity.runs.writer import claim, finished_run, write_run
from tests import interrupts
from tests.measures.fake_tallies import fake_tallies
from tests.runs.fake_run import fake_inputs, fake_result

ROOT = Path(__file__).parents[2]

EXPECTED_FILES = {
    "record.json",
    "metrics.parquet",
    "tallies.parquet",
    "bulletins.parquet",
    "columns.json",
    "log.jsonl",
    "resolved",
    "resolved/scheme.yaml",
    "resolved/society.yaml",
    "resolved/conduct.yaml",
    "resolved/parameters.yaml",
    "resolved/study.json",
}


RENAMES = len(EXPECTED_FILES) - 1  # every file but not the folder `resolved`


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def write(folder: Path | None, **more: object) -> Run:
    return write_run(fake_inputs(), fake_result(), folder, report=False, **more)  # type: ignore[arg-type]


def test_that_a_run_folder_holds_its_files_and_no_others(tmp_path: Path) -> None:
    run = write(tmp_path / "out")
    assert names(run.folder) == EXPECTED_FILES
    assert verify_run(run.folder) == []


def test_that_the_folder_is_named_by_time_and_input_hash(tmp_path: Path) -> None:
    run = write(None, results=tmp_path)
    assert run.folder.parent == tmp_path / "suining-2010"
    assert re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]{8}", run.folder.name)
    assert run.record["input_hash"].startswith(run.folder.name[-8:])


def test_that_the_input_hash_follows_the_seed(tmp_path: Path) -> None:
    one = write_run(fake_inputs(seed=1), fake_result(), tmp_path / "a", report=False)
    same = write_run(fake_inputs(seed=1), fake_result(), tmp_path / "b", report=False)
    two = write_run(fake_inputs(seed=2), fake_result(), tmp_path / "c", report=False)
    assert one.record["input_hash"] == same.record["input_hash"]
    assert one.record["input_hash"] != two.record["input_hash"]


def test_that_a_finished_run_of_the_same_inputs_is_found_again(tmp_path: Path) -> None:
    run = write(None, results=tmp_path)
    found = finished_run(fake_inputs(), tmp_path)
    assert found is not None
    assert run.folder == found.folder
    assert finished_run(fake_inputs(seed=9), tmp_path) is None


def test_that_the_record_says_what_made_the_run_and_what_it_cannot_prove(tmp_path: Path) -> None:
    record = write(tmp_path / "out").record
    assert record["says"] == "detects change, does not prove authorship"
    assert record["certified"] is True
    assert record["run"]["seed"] == 1
    assert record["digest"] == "ab" * 16
    assert {"version", "source_sha256"} == set(record["code"])
    assert "numba" in record["environment"]["dependencies"]


def test_that_a_plug_in_makes_the_run_uncertified_with_a_reason(tmp_path: Path) -> None:
    inputs = fake_inputs(plug_ins=("my_phase",))
    record = write_run(inputs, fake_result(), tmp_path / "out", report=False).record
    assert record["certified"] is False
    assert any("my_phase" in reason for reason in record["not_certified_because"])


def test_that_metrics_read_back_as_written(tmp_path: Path) -> None:
    run = write(tmp_path / "out")
    row = run.metrics.filter(
        (pl.col("metric") == "residents") & (pl.col("group") == "all") & (pl.col("month") == 1)
    )
    assert row["value"].to_list() == [144 * 8]


def test_that_bulletins_read_back_as_written(tmp_path: Path) -> None:
    bulletins = write(tmp_path / "out").bulletins
    assert bulletins.columns == ["month", "township", "visible", "charged"]
    last = bulletins.filter((pl.col("month") == 3) & (pl.col("township") == 3))
    assert (last["visible"][0], last["charged"][0]) == (22, 23)


def test_that_tallies_survive_the_file_unchanged() -> None:
    tallies = fake_tallies(months=2)
    again = tallies_from_table(tallies_to_table(tallies))
    assert tallies.labels == again.labels
    for field in dataclasses.fields(tallies):
        if field.name != "labels":
            assert np.array_equal(getattr(tallies, field.name), getattr(again, field.name))


def test_that_the_long_form_of_the_tallies_holds_every_number_that_is_not_zero() -> None:
    tallies = fake_tallies(months=2)
    long = pl.DataFrame(tallies_long(tallies_to_table(tallies)))
    cell = long.filter((pl.col("array") == "records") & (pl.col("position") == "1,2,0"))
    assert cell["value"].to_list() == [int(tallies.records[1, 2, 0])]
    assert long.filter(pl.col("value") == 0).height == 0


@pytest.mark.parametrize("occupant", ["notes.txt", "resolved/own.yaml", "sub/metrics.parquet"])
def test_that_a_folder_with_other_files_is_refused_and_left_alone(
    tmp_path: Path, occupant: str
) -> None:
    target = tmp_path / "out"
    (target / occupant).parent.mkdir(parents=True)
    (target / occupant).write_text("mine")
    before = names(target)
    with pytest.raises(UsageError, match="left as it is"):
        write(target)
    assert before == names(target)
    assert (target / occupant).read_text() == "mine"


def test_that_a_folder_of_run_files_without_the_unfinished_mark_is_refused(tmp_path: Path) -> None:
    (tmp_path / "metrics.parquet").write_text("mine")
    with pytest.raises(UsageError, match="left as it is"):
        write(tmp_path)
    assert (tmp_path / "metrics.parquet").read_text() == "mine"


def test_that_a_finished_run_is_never_overwritten(tmp_path: Path) -> None:
    run = write(tmp_path / "out")
    with pytest.raises(UsageError, match="finished run"):
        write(tmp_path / "out")
    assert verify_run(run.folder) == []


def test_that_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="not a folder"):
        write(tmp_path / "out")


def test_that_an_unfinished_run_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "resolved").mkdir(parents=True)
    (target / LOCK_NAME).write_text("{}")
    (target / "metrics.parquet").write_text("half")
    (target / ".tallies.parquet.x1_y2.partial").write_text("half")
    assert verify_run(write(target).folder) == []
    assert names(target) == EXPECTED_FILES


def test_that_an_unfinished_run_with_a_strange_file_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / LOCK_NAME).write_text("{}")
    (target / "thesis.docx").write_text("mine")
    with pytest.raises(UsageError, match=re.escape("thesis.docx")):
        write(target)


def test_that_a_second_writer_is_refused_and_told_who_holds_the_folder(tmp_path: Path) -> None:
    with claim(fake_inputs(), tmp_path / "out", report=False) as first:
        with pytest.raises(UsageError, match=rf"process {os.getpid()}"):
            write(tmp_path / "out")
        run = first(fake_result())
    assert verify_run(run.folder) == []


def test_that_a_lock_left_by_a_dead_writer_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text('{"process": 1}')
    with FolderLock(tmp_path):
        assert str(os.getpid()) in (tmp_path / LOCK_NAME).read_text()
    assert not (tmp_path / LOCK_NAME).exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_that_a_run_that_stops_leaves_nothing_behind(
    tmp_path: Path, error: type[BaseException]
) -> None:
    with pytest.raises(error), claim(fake_inputs(), results=tmp_path / "results", report=False):
        raise error
    assert set() == names(tmp_path)


def test_that_a_run_that_stops_leaves_an_existing_empty_folder_empty(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(KeyboardInterrupt), claim(fake_inputs(), tmp_path / "out", report=False):
        raise KeyboardInterrupt
    assert {"out"} == names(tmp_path)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_that_every_failing_rename_ends_in_one_sentence_and_an_empty_place(
    tmp_path: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace
    for fail_at in range(1, RENAMES + 2):
        calls = 0

        def replace(self: Path, target: Path, limit: int = fail_at) -> Path:
            nonlocal calls
            calls += 1
            if calls == limit:
                raise OSError(code, os.strerror(code))
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        target = tmp_path / "out"
        if fail_at > RENAMES:
            assert verify_run(write(target).folder) == []
            assert calls == RENAMES
            return
        with pytest.raises(UsageError, match=os.strerror(code)):
            write(target)
        assert not target.exists()


CHILD = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from tests.runs.fake_run import fake_inputs, fake_result
    from sincerity.runs import files, writer
    real = files.sync_folder
    def slow(folder):
        real(folder)
        print("step", flush=True)
        time.sleep(0.02)
    files.sync_folder = slow
    writer.sync_folder = slow
    writer.write_run(fake_inputs(), fake_result(), Path(sys.argv[1]), report=False)
    """
)


def test_that_a_killed_writer_leaves_an_unfinished_run_that_can_be_written_again(
    tmp_path: Path,
) -> None:
    finished = 0
    for steps in (2, 3, 6, 10, 40):
        target = tmp_path / f"killed-{steps}"
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(target)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        for _ in range(steps):
            if not child.stdout.readline():
                break
        child.send_signal(signal.SIGKILL)
        child.stdout.close()
        child.wait()
        if (target / "record.json").exists():
            finished += 1
            assert [p for p in verify_run(target) if p.file != LOCK_NAME] == []
            continue
        assert [problem.kind for problem in verify_run(target)] == ["unfinished"]
        with pytest.raises(VerificationError, match="unfinished"):
            Run(target)
        assert verify_run(write(target).folder) == []
    assert finished < 5


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_that_ctrl_c_while_writing_leaves_no_folder(tmp_path: Path, steps: int) -> None:
    target = tmp_path / "out"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(target)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interrupts.heard,
    )
    assert child.stdout is not None
    for _ in range(steps):
        assert child.stdout.readline() == "step\n"
    start = time.monotonic()
    child.send_signal(signal.SIGINT)
    child.communicate()
    assert time.monotonic() - start < 3
    assert not target.exists()


def test_that_the_log_is_one_json_object_a_line(tmp_path: Path) -> None:
    lines = (write(tmp_path / "out").folder / "log.jsonl").read_text().splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["started", "written"]
