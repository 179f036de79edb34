"""`sincerity run`: the object it prints, the folder it writes, and what it refuses."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import interrupts
from tests.cli.conftest import Call

SMALL = ("run", "suining-2010", "--society", "teaching-town", "--months", "2", "--no-report")

PROMISED = {
    "digest",
    "seconds",
    "person_months_per_second",
    "bytes_per_person",
    "peak_rss_mb",
    "run",
}


def test_that_run_prints_one_json_object_with_what_is_promised(call: Call, tmp_path: Path) -> None:
    done = call(*SMALL, "-o", str(tmp_path / "run"), "--json", "--quiet")
    assert 0 == done.code
    assert "" == done.err
    found = done.json()
    assert set() == PROMISED - set(found)
    assert str(tmp_path / "run") == found["run"]
    assert 2 == found["months"]
    assert (tmp_path / "run" / "record.json").is_file()


def test_that_the_digest_does_not_depend_on_threads(call: Call, tmp_path: Path) -> None:
    one = call(*SMALL, "-o", str(tmp_path / "1"), "--json", "-q", "--threads", "1").json()
    two = call(*SMALL, "-o", str(tmp_path / "2"), "--json", "-q", "--threads", "2").json()
    assert one["digest"] == two["digest"]


def test_that_another_seed_gives_another_world(call: Call, tmp_path: Path) -> None:
    one = call(*SMALL, "-o", str(tmp_path / "1"), "--json", "-q").json()
    two = call(*SMALL, "-o", str(tmp_path / "2"), "--json", "-q", "--seed", "2").json()
    assert one["digest"] != two["digest"]


def test_that_the_command_line_and_python_give_the_same_world(call: Call, finished: Path) -> None:
    from sincerity import Run

    folder = finished.with_name("by-command")
    done = call(
        "run", "suining-2010", "-s", "teaching-town", "-m", "3", "--no-report",
        "-o", str(folder), "--json", "-q",
    )  # fmt: skip
    assert Run(finished).digest == done.json()["digest"]
    assert Run(finished).record["input_hash"] == Run(folder).record["input_hash"]


def test_that_progress_goes_to_stderr_as_plain_lines(call: Call, tmp_path: Path) -> None:
    done = call(*SMALL, "-o", str(tmp_path / "run"), "--json")
    assert "month 2 of 2" in done.err
    assert "\x1b" not in done.err
    assert done.json()["months"] == 2


def test_that_a_dry_run_writes_nothing(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    done = call(*SMALL, "-o", str(folder), "--dry-run", "--json")
    assert 0 == done.code
    assert 2 * done.json()["residents"] == done.json()["person_months"]
    assert not folder.exists()


def test_that_settings_and_parameters_reach_the_record(call: Call, tmp_path: Path) -> None:
    from sincerity import Run

    folder = tmp_path / "run"
    done = call(
        *SMALL, "-o", str(folder), "-q",
        "--setting", "cap=capped", "--set", "respond.chill=none", "--set", "office.wrong_person=0",
    )  # fmt: skip
    assert 0 == done.code
    record = Run(folder).record["run"]
    assert "capped" == record["settings"]["cap"]
    assert {"respond.chill": "none", "office.wrong_person": "0"} == record["overrides"]


def test_that_a_finished_run_is_never_written_over(call: Call, finished: Path) -> None:
    before = (finished / "record.json").read_bytes()
    done = call(*SMALL, "-o", str(finished))
    assert 2 == done.code
    assert "already holds a finished run" in done.err
    assert before == (finished / "record.json").read_bytes()


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--months", "0"), 2, "months must be 1"),
        (("--months", "61"), 2, "for a society that ages"),
        (("--months", "soon"), 2, "--months"),
        (("--seed", "-1"), 2, "seed must be 0"),
        (("--threads", "0"), 2, "threads must be 1"),
        (("--set", "respond.chill"), 2, "--set takes name=value"),
        (("--set", "respond.chil=none"), 2, "respond.chill"),
        (("--set", "respond.chill=maybe"), 2, "visible_punishment"),
        (("--set", "office.invented=0.5"), 2, "E509 office.invented is 0.5"),
        (("--set", "office.invented=1"), 2, "E509 office.invented is 1"),
        (("--set", "office.wrong_person=2"), 2, "E504 office.wrong_person"),
        (("--setting", "cap=capped", "--setting", "cap=uncapped"), 2, "twice"),
        (("--setting", "cap=perhaps"), 2, "capped"),
        (("--society", "teaching-twon"), 2, "teaching-town"),
        (("--conduct", "bas"), 2, "base"),
        (("--colour", "red"), 2, "--colour"),
    ],
)
def test_that_wrong_use_is_said_in_a_sentence_and_writes_nothing(
    call: Call, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    folder = tmp_path / "run"
    done = call(*SMALL, "-o", str(folder), *words)
    assert code == done.code
    assert says in done.err
    assert "Traceback" not in done.err
    assert not folder.exists()


def test_that_faults_of_a_file_come_with_their_place(call: Call, bad_scheme: Path) -> None:
    done = call("run", str(bad_scheme), "--months", "1")
    assert 3 == done.code
    assert f"{bad_scheme}:11:21: E103" in done.err
    assert "did you mean 'label'?" in done.err
    assert "E104" in done.err


def test_that_json_errors_are_objects_with_their_exit_code(call: Call, bad_scheme: Path) -> None:
    done = call("run", str(bad_scheme), "--months", "1", "--json")
    found = done.json()
    assert 3 == found["exit_code"] == done.code
    assert {"E103", "E104"} <= {fault["code"] for fault in found["diagnostics"]}


def test_that_an_interrupt_leaves_nothing_and_ends_with_130(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sincerity.world.world import World

    def interrupted(self: World) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(World, "step", interrupted)
    done = call(*SMALL, "-o", str(tmp_path / "run"))
    assert 130 == done.code
    assert "nothing was written" in done.err
    assert not (tmp_path / "run").exists()


def test_that_a_real_interrupt_in_the_month_loop_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    words = ["run", "suining-2010", "--society", "suining-county", "--months", "60"]
    with subprocess.Popen(
        [sys.executable, "-m", "sincerity", *words, "-o", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=interrupts.heard,
    ) as process:
        assert process.stderr is not None
        assert "month 0 of 60" in process.stderr.readline()
        assert folder.is_dir()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert 130 == process.returncode
    assert "interrupted" in said
    assert "Traceback" not in said
    assert not folder.exists()


def test_that_a_fault_of_the_program_is_named_as_one(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sincerity.world.world import World

    def broken(self: World) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(World, "step", broken)
    done = call(*SMALL, "-o", str(tmp_path / "run"))
    assert 70 == done.code
    assert "fault of the program: ZeroDivisionError: a slip" in done.err
    assert "--debug" in done.err
    assert "Traceback" not in done.err


def test_that_debug_lets_the_traceback_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sincerity.cli import main
    from sincerity.world.world import World

    def broken(self: World) -> None:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(World, "step", broken)
    with pytest.raises(ZeroDivisionError):
        main([*SMALL, "-o", str(tmp_path / "run"), "--debug"])


def test_that_a_run_can_be_repeated_from_its_own_resolved_inputs(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    from sincerity import Run

    resolved = finished / "resolved"
    done = call(
        "run", str(resolved / "scheme.yaml"), "--society", str(resolved / "society.yaml"),
        "--conduct", str(resolved / "conduct.yaml"),
        "--parameters", str(resolved / "parameters.yaml"),
        "--months", "3", "--no-report", "-o", str(tmp_path / "again"), "--json", "-q",
    )  # fmt: skip
    assert Run(finished).digest == done.json()["digest"]
    for name in ("scheme", "society", "conduct", "parameters"):
        again = (tmp_path / "again" / "resolved" / f"{name}.yaml").read_bytes()
        assert (resolved / f"{name}.yaml").read_bytes() == again
