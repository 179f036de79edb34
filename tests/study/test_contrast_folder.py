"""The folder of a comparison: complete, recorded, gone on with, and never written over."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from sincerity import InternalError, UsageError, VerificationError
from sincerity.measures.headline import NAMES
from sincerity.runs.model import RunInputs
from sincerity.runs.run import Run
from sincerity.runs.verify import verify_run
from sincerity.society import CompiledSociety
from sincerity.study.cells import Outcome
from sincerity.study.contrast_folder import ContrastRun, run_contrast
from sincerity.study.ensemble import Ensemble
from sincerity.study.parameter_table import read_strengths
from tests.study.conftest import small_study
from tests.study.fake_worlds import FakeWorlds

STUDY = small_study()


def ensemble(worlds: FakeWorlds, *, draws: int = 0, replicates: int = 2) -> Ensemble:
    """Return a comparison in fake worlds."""
    return Ensemble(STUDY, "islands", draws=draws, replicates=replicates, world=worlds)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> ContrastRun:
    """Return a finished comparison of 64 draws."""
    folder = tmp_path_factory.mktemp("contrast") / "run"
    return run_contrast(ensemble(FakeWorlds(), draws=64), folder)


def test_that_the_folder_holds_every_table_the_page_and_the_record(finished: ContrastRun) -> None:
    names = {path.name for path in finished.folder.iterdir()}
    assert {
        "record.json",
        "report.html",
        "resolved",
        "cells",
        "results.parquet",
        "results.csv",
        "worlds.parquet",
        "draws.parquet",
        "influence.parquet",
        "parameters.parquet",
        "parameters.csv",
    } == names
    assert 2 * (2 + 64) == len(list((finished.folder / "cells").iterdir()))


def test_that_the_record_verifies_and_any_change_is_found(
    finished: ContrastRun, tmp_path: Path
) -> None:
    import shutil

    assert [] == verify_run(finished.folder)
    copy = tmp_path / "copy"
    shutil.copytree(finished.folder, copy)
    cell = copy / "cells" / "a-draw-0003.json"
    cell.write_text(cell.read_text("utf-8").replace('"digest"', '"digets"', 1), encoding="utf-8")
    (copy / "cells" / "extra.json").write_text("{}", encoding="utf-8")
    (copy / "empty").mkdir()
    problems = {(problem.kind, problem.file) for problem in verify_run(copy)}
    assert {
        ("changed", "cells/a-draw-0003.json"),
        ("added", "cells/extra.json"),
        ("added", "empty"),
    } == problems


def test_that_a_comparison_is_no_run(finished: ContrastRun) -> None:
    with pytest.raises(VerificationError, match="not the record of a run"):
        Run(finished.folder)


def test_that_the_record_says_what_was_asked_and_what_was_compared(
    finished: ContrastRun,
) -> None:
    record = json.loads((finished.folder / "record.json").read_text("utf-8"))
    about = record["contrast"]
    assert ["one_store", "islands"] == about["settings"]
    assert (2, 64) == (about["pairs_of_replicates"], about["pairs_of_draws"])
    assert ("one_store", "islands") == (
        about["first"]["integration"],
        about["second"]["integration"],
    )
    assert "small" == about["first"]["institutions"]
    assert about["assumptions_varied"] > 50
    assert [] == about["failed"]


def test_that_the_results_have_a_row_a_measure_with_both_intervals(
    finished: ContrastRun,
) -> None:
    frame = pl.read_parquet(finished.folder / "results.parquet")
    assert list(NAMES) == frame["measure"].to_list()
    row = frame.row(by_predicate=pl.col("measure") == "burden_false", named=True)
    assert row["difference"] == row["first"] - row["second"]
    assert row["difference_assumption_low"] < 0 < row["difference_assumption_high"]
    assert ("open", 64, 2, "min-max") == (
        row["sign_over_draws"],
        row["difference_draws"],
        row["difference_replicates"],
        row["difference_chance_by"],
    )
    with (finished.folder / "results.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(NAMES) == len(rows)
    assert {"synthetic"} == {found["population"] for found in rows}


def test_that_every_world_and_every_drawn_value_is_in_a_table(finished: ContrastRun) -> None:
    worlds = pl.read_parquet(finished.folder / "worlds.parquet")
    assert 2 * 66 * len(NAMES) == len(worlds)
    draws = pl.read_parquet(finished.folder / "draws.parquet")
    caught = draws.filter((pl.col("id") == "respond.caught") & (pl.col("setting") == "a"))
    burden = worlds.filter(
        (pl.col("measure") == "burden_protected")
        & (pl.col("kind") == "draw")
        & (pl.col("setting") == "one_store")
    )
    assert [7.0 * int(value) for value in caught["value"]] == burden["value"].to_list()


def test_that_the_table_of_parameters_has_value_range_source_mark_and_influence(
    finished: ContrastRun,
) -> None:
    frame = pl.read_parquet(finished.folder / "parameters.parquet")
    row = frame.row(by_predicate=pl.col("id") == "respond.caught", named=True)
    assert ("96", "26 to 205", "judgement", "M-", "respond", True) == tuple(
        row[name] for name in ("value", "range", "source", "mark", "used_in", "varied")
    )
    assert 1.0 == pytest.approx(row["burden_false"])
    assert row["burden_protected"] is None  # it is the same in both settings
    invented = frame.row(by_predicate=pl.col("id") == "conduct.invented_bound", named=True)
    assert not invented["varied"]


def test_that_influence_can_be_read_back(finished: ContrastRun) -> None:
    found = read_strengths(finished.folder, "burden_false")
    assert found["respond.caught"].stands_out
    assert 1.0 == pytest.approx(found["respond.caught"].rho)
    with pytest.raises(UsageError, match="no measure 'burden'"):
        read_strengths(finished.folder, "burden")
    with pytest.raises(UsageError, match=r"holds no influence\.parquet"):
        read_strengths(finished.folder / "cells", "burden_false")


def test_that_a_finished_comparison_is_left_as_it_is(finished: ContrastRun) -> None:
    worlds = FakeWorlds()
    with pytest.raises(UsageError, match="already holds a finished run"):
        run_contrast(ensemble(worlds, draws=64), finished.folder)
    assert [] == worlds.asked


class Stopping(FakeWorlds):
    """Worlds that are interrupted after a few."""

    def __call__(self, inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
        if len(self.asked) == 3:
            raise KeyboardInterrupt
        return super().__call__(inputs, society, threads)


def test_that_a_stopped_comparison_goes_on_in_the_folder_that_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    with pytest.raises(KeyboardInterrupt):
        run_contrast(ensemble(Stopping()), folder)
    assert not (folder / "record.json").exists()
    left = folder / "cells" / ".b-replicate-0001.json.cut.partial"  # as a process killed in writing
    left.write_text("{", encoding="utf-8")
    again = FakeWorlds()
    run = run_contrast(ensemble(again), folder, report=False)
    assert 1 == len(again.asked)
    assert [] == verify_run(run.folder)
    assert not left.exists()


def test_that_a_stopped_comparison_is_found_where_no_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_contrast(ensemble(Stopping()), results=tmp_path)
    again = FakeWorlds()
    run = run_contrast(ensemble(again), results=tmp_path, report=False)
    assert 1 == len(again.asked)
    assert tmp_path / "small-list-teaching-town-one-store-against-islands" == run.folder.parent
    assert 1 == len(list(run.folder.parent.iterdir()))
    fresh = FakeWorlds()
    run_contrast(ensemble(fresh), results=tmp_path / "elsewhere", report=False)
    assert 4 == len(fresh.asked)


@pytest.mark.parametrize("what", ["file", "other files", "other comparison"])
def test_that_a_folder_of_something_else_is_refused_and_kept(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "run"
    if what == "file":
        folder.write_text("mine", encoding="utf-8")
    elif what == "other files":
        folder.mkdir()
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    else:
        with pytest.raises(KeyboardInterrupt):
            run_contrast(ensemble(Stopping(), replicates=3), folder)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    worlds = FakeWorlds()
    with pytest.raises(UsageError, match=r"left as it is|not a folder"):
        run_contrast(ensemble(worlds), folder)
    assert [] == worlds.asked
    assert before == sorted(str(path) for path in tmp_path.rglob("*"))


def test_that_missing_worlds_are_recorded_and_shown(tmp_path: Path) -> None:
    worlds = FakeWorlds(fails=lambda i: i.replicate == 1 and i.integration == "islands")
    run = run_contrast(ensemble(worlds, replicates=3), tmp_path / "run")
    assert 2 == run.contrast.replicates
    assert [{"cell": "b-replicate-0001", "why": "ZeroDivisionError: a world that cannot be"}] == (
        run.record["contrast"]["failed"]
    )
    assert [] == verify_run(run.folder)
    page = (run.folder / "report.html").read_text("utf-8")
    assert "Worlds that could not be run" in page
    assert "a world that cannot be" in page


def test_that_a_comparison_without_a_pair_is_a_fault(tmp_path: Path) -> None:
    worlds = FakeWorlds(fails=lambda i: True)
    with pytest.raises(InternalError, match="a world that cannot be"):
        run_contrast(ensemble(worlds), tmp_path / "run")
    assert not (tmp_path / "run" / "record.json").exists()


def test_that_equal_questions_have_equal_digests_whatever_was_done_before(
    tmp_path: Path,
) -> None:
    class Digesting(FakeWorlds):
        def __call__(
            self, inputs: RunInputs, society: CompiledSociety, threads: int | None
        ) -> Outcome:
            outcome = super().__call__(inputs, society, threads)
            return replace(outcome, digest=f"{inputs.integration}-{inputs.replicate}")

    runs = [
        run_contrast(ensemble(Digesting(), replicates=n), tmp_path / f"{k}", report=False)
        for k, n in enumerate((2, 2, 3))
    ]
    first, second, third = (run.record["digest"] for run in runs)
    assert first == second != third


@pytest.mark.long
def test_that_sixty_four_draws_of_real_worlds_run_to_their_end(tmp_path: Path) -> None:
    asked = Ensemble(small_study(months=12), "islands", replicates=3)
    run = run_contrast(asked, tmp_path / "run")
    assert [] == list(run.contrast.failures)
    assert (3, 64) == (run.contrast.replicates, run.contrast.draws)
    found = {compared.measure.name: compared for compared in run.contrast.compared}
    assert "more" == found["reach"].sign
    assert "more" == found["entries_by_true"].sign
    assert [] == verify_run(run.folder)
