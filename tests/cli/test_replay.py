"""Commands that live through townships of a run again: `verify --replay` and `cohort`."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl
import pytest

from sincerity.runs.place import REPLAY_NAMES
from tests.cli.conftest import Call


def test_that_a_run_is_verified_by_replaying_townships(call: Call, finished: Path) -> None:
    found = call("verify", str(finished), "--replay", "2", "--json", "-q").json()
    assert (True, 2) == (found["verified"], found["replayed"])
    everything = call("verify", str(finished), "--replay", "50")
    assert 0 == everything.code
    assert "replayed to the same state: 4" in everything.out
    assert "township 4 of 4" in everything.err


def test_that_nothing_is_replayed_of_a_changed_run(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(finished, tmp_path / "copy")
    with (copy / REPLAY_NAMES[0]).open("ab") as file:
        file.write(b"x")
    refused = call("verify", str(copy), "--replay", "1", "-q")
    assert 4 == refused.code
    assert REPLAY_NAMES[0] in refused.out
    refused = call("cohort", str(copy), "-o", str(tmp_path / "panel.parquet"), "-q")
    assert 4 == refused.code
    assert "not as the record says" in refused.err


def test_that_a_panel_is_written(call: Call, finished: Path, tmp_path: Path) -> None:
    path = tmp_path / "panel.parquet"
    words = ("cohort", str(finished), "-n", "25", "-o", str(path))
    done = call(*words, "--json")
    assert 0 == done.code
    assert {"people": 25, "months": 3, "rows": 75, "file": str(path)}.items() <= done.json().items()
    assert "25 people" in done.err
    panel = pl.read_parquet(path)
    assert (75, 25) == (panel.height, panel["person"].n_unique())
    again = call(*words)
    assert 2 == again.code
    assert "left as it is" in again.err
    assert 0 == call(*words, "--force", "-q").code


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("-n", "0"), "choose 1 to"),
        (("--pick", "worst"), "picked by random or households"),
        (("--force", "-o", "RUN/panel.parquet"), "lies inside the run"),
        (("-o", "/nowhere/panel.parquet"), "cannot write"),
    ],
)
def test_what_cohort_refuses(
    call: Call, finished: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    given = [word.replace("RUN", str(finished)) for word in words]
    refused = call("cohort", str(finished), "-n", "3", "-o", str(tmp_path / "p.parquet"), *given)
    assert 2 == refused.code
    assert sentence in " ".join(refused.err.split())


def test_that_a_run_can_do_without_a_recording(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    made = call(
        "run", "none", "-s", "teaching-town", "-m", "1", "--no-report", "--no-recording",
        "-o", str(folder), "-q",
    )  # fmt: skip
    assert 0 == made.code
    assert not (folder / "replay").exists()
    refused = call("cohort", str(folder), "-o", str(tmp_path / "p.parquet"))
    assert 2 == refused.code
    assert "run it again" in " ".join(refused.err.split())
