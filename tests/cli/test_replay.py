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
        (("-o", "panel.xlsx"), "written as .parquet or .csv, not '.xlsx'"),
        (("-o", "panel"), "written as .parquet or .csv, not ''"),
    ],
)
def test_what_cohort_refuses(
    call: Call, finished: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    given = [word.replace("RUN", str(finished)) for word in words]
    refused = call("cohort", str(finished), "-n", "3", "-o", str(tmp_path / "p.parquet"), *given)
    assert 2 == refused.code
    assert sentence in " ".join(refused.err.split())
    assert "township 0" not in refused.err, "refused before anything is lived through again"


def test_that_a_panel_named_csv_is_csv_with_the_same_rows(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    for name in ("p.csv", "p.parquet"):
        words = ("cohort", str(finished), "-n", "4", "-o", str(tmp_path / name), "-q")
        assert 0 == call(*words).code
    text = (tmp_path / "p.csv").read_text(encoding="utf-8")
    assert text.startswith("person,month,township,")
    read = pl.read_csv(tmp_path / "p.csv")
    assert {"synthetic"} == set(read["population"])
    written = pl.read_parquet(tmp_path / "p.parquet")
    assert written.rows() == read.drop("population").rows()


def test_that_no_township_at_all_is_not_replayed(call: Call, finished: Path) -> None:
    for number in ("0", "-1"):
        refused = call("verify", str(finished), "--replay", number)
        assert 2 == refused.code
        assert f"replay at least one township, not {number}" in refused.err


def test_that_a_folder_that_is_not_there_is_named_once(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    for command in ("verify", "brief"):
        refused = call(command, str(folder))
        assert 4 == refused.code
        assert f"{folder}: there is no such folder" == refused.out.strip()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("brief", "RUN", "-o", "HERE/x.txt"), "a brief is written as .pdf, not '.txt'"),
        (("brief", "RUN", "-o", "HERE/missing/b.pdf"), "there is no folder"),
        (("dossier", "one-score", "online", "-o", "HERE/missing/d.md"), "there is no folder"),
    ],
)
def test_that_a_page_is_refused_where_it_cannot_be_written(
    call: Call, finished: Path, tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    given = [w.replace("RUN", str(finished)).replace("HERE", str(tmp_path)) for w in words]
    refused = call(*given)
    assert 2 == refused.code
    assert sentence in " ".join(refused.err.split())
    assert ".partial" not in refused.err
    assert [] == list(tmp_path.iterdir())


def test_that_a_dossier_counts_nothing_from_a_changed_run(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(finished, tmp_path / "copy")
    (copy / "tallies.parquet").write_bytes((copy / "metrics.parquet").read_bytes())
    refused = call("dossier", "suining-2010", "red_light", "--run", str(copy))
    assert 4 == refused.code
    assert "differs from its record" in " ".join(refused.err.split())
    assert "" == refused.out


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
