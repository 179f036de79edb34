"""`study` and `sensitivity`: what they print, write, go on with and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.designs import known

STUDY = known.study_text("{kind: morris, trajectories: 4}", more="replicates: 2")
QUICK = (
    "sensitivity", "suining-2010", "--months", "1", "--over", "remedy", "--points", "8",
    "--replicates", "1", "--jobs", "1", "--no-report", "--measure", "burden_false_rate",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return a study file."""
    path = tmp_path / "known.study.yaml"
    path.write_text(STUDY, encoding="utf-8")
    return str(path)


def test_that_a_dry_run_says_what_a_study_would_cost_and_runs_nothing(
    call: Call, file: str, tmp_path: Path
) -> None:
    done = call("study", file, "--dry-run", "--jobs", "2", "-o", str(tmp_path / "run"))
    assert 0 == done.code
    for words in ("worlds", "person_months", "memory", "time", "nothing was run", "rough"):
        assert words in done.out
    plan = call("study", file, "--dry-run", "--jobs", "2", "--json").json()
    assert 4 * 4 + 2 + 6 == plan["worlds"]
    assert plan["worlds"] * 20_026 == plan["person_months"]
    assert (2, "estimated") == (plan["jobs"], plan["seconds_are"])
    assert plan["seconds"] > 0 < plan["memory_mb"]
    assert not (tmp_path / "run").exists()


def test_that_a_real_screening_prints_its_factors_and_can_be_verified(
    call: Call, tmp_path: Path
) -> None:
    folder = tmp_path / "run"
    done = call(*QUICK, "--method", "saltelli", "--no-tornado", "-o", str(folder))
    assert 0 == done.code, done.err
    assert "All people are synthetic" in done.out
    assert "1 month" in done.out
    assert 0 == call("verify", str(folder)).code
    again = call(*QUICK, "--method", "saltelli", "--no-tornado", "-o", str(folder))
    assert 2 == again.code
    assert "already holds a finished run" in again.err


def test_that_a_faulty_study_is_told_with_all_its_faults(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "bad.study.yaml"
    path.write_text(
        STUDY.replace("remedy.can_secure", "remedy.can_sekure") + "maximise: record_recall\n",
        encoding="utf-8",
    )
    for command in ("study", "validate"):
        done = call(command, str(path))
        assert 3 == done.code
        said = done.out + done.err
        assert "E801" in said
        assert "E802" in said
        assert "bad.study.yaml:7:10" in said


def test_that_what_belongs_to_another_method_is_refused(call: Call) -> None:
    for words, says in (
        (("--method", "morris", "--second-order"), "belongs to --method saltelli"),
        (("--method", "tornado", "--points", "9"), "takes no --points"),
        (("--over", "behavior"), "did you mean 'behaviour'"),
        (("--jobs", "0"), "jobs must be"),
        (("--measure", "burden"), "no measure"),
        (("--points", "0"), "--points of morris must be 2 to 4,096, not 0"),
        (("--points", "7", "--method", "saltelli"), "--points of saltelli must be 8 to 4,096"),
        (("--replicates", "0"), "--replicates must be 1 to 1,000, not 0"),
        (("--months", "601"), "--months must be 1 to 600, not 601"),
    ):
        done = call("sensitivity", "suining-2010", "--dry-run", *words)
        assert 2 == done.code
        assert says in done.err.replace("\n", " ")


def test_that_a_shipped_study_goes_by_its_name(call: Call) -> None:
    plan = call("study", "one-score-weights", "--dry-run", "--json").json()
    assert "one-score-weights" == plan["study"]
    assert [6] == plan["factors"]
    missing = call("study", "one-score-waits", "--dry-run")
    assert 2 == missing.code
    assert "did you mean 'one-score-weights'" in missing.err
