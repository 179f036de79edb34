"""What happens when output cannot be written, must not be replaced, or is for programs."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import interrupts
from tests.cli.conftest import Call

FULL = Path("/dev/full")


@pytest.mark.parametrize(
    "words", [("schema", "-o"), ("schema", "--kind", "cases", "-o"), ("report", "RUN", "-o")]
)
def test_that_an_existing_file_is_replaced_only_by_force(
    call: Call, finished: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine", encoding="utf-8")
    command = [str(finished) if word == "RUN" else word for word in words]
    done = call(*command, str(path))
    assert 2 == done.code
    assert "exists and is left as it is" in done.err
    assert "--force" in done.err
    assert "mine" == path.read_text(encoding="utf-8")
    assert 0 == call(*command, str(path), "--force").code
    assert "mine" != path.read_text(encoding="utf-8")


def test_that_a_folder_is_no_file_to_write(call: Call, tmp_path: Path) -> None:
    done = call("schema", "-o", str(tmp_path), "--force")
    assert 2 == done.code
    assert "is a folder" in done.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run", "none", "-m", "abc", "--json"), "--months"),
        (("export", "x", "--to", "xlsx", "--json"), "'xlsx' is not one of 'csv'"),
        (("--json", "show", "none", "--colour"), "--colour"),
        (("--json", "simulate"), "simulate"),
        (("show", "--json"), "scheme"),
    ],
)
def test_that_errors_of_the_parser_are_one_object_too(
    call: Call, words: tuple[str, ...], says: str
) -> None:
    done = call(*words)
    assert 2 == done.code == done.json()["exit_code"]
    assert "UsageError" == done.json()["error"]
    assert says in done.json()["message"]


def test_that_errors_of_the_parser_are_an_object_by_the_environment(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINCERITY_JSON", "1")
    assert 2 == call("run", "none", "-m", "abc").json()["exit_code"]


def test_that_a_word_of_the_library_below_does_not_leak(call: Call) -> None:
    done = call("export", "x", "--to", "xlsx")
    assert 2 == done.code
    assert "is not one of" in done.err
    assert "Value error" not in done.err


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full device")
@pytest.mark.parametrize("words", [["show", "none", "--json"], ["show", "none"], ["--help"]])
def test_that_a_full_disk_is_a_sentence(words: list[str]) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "sincerity", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert 2 == done.returncode, done.stderr
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_that_a_request_to_end_leaves_nothing_and_ends_with_143(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    words = ["run", "suining-2010", "--society", "suining-county", "--months", "60"]
    with subprocess.Popen(
        [sys.executable, "-m", "sincerity", *words, "-o", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        assert "month 0 of 60" in process.stderr.readline()
        assert folder.is_dir()
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read()
    assert 143 == process.returncode
    assert "terminated" in said
    assert "Traceback" not in said
    assert not folder.exists()


def test_that_the_program_leaves_signals_as_it_found_them(call: Call) -> None:
    before = signal.getsignal(signal.SIGTERM)
    call("schemes")
    assert before == signal.getsignal(signal.SIGTERM)


LOST = """
import os, signal, time, weakref
from sincerity.cli.boundary import boundary, terminable
from sincerity.cli.console import Console

class Thing:
    pass

def end(reference):
    os.kill(os.getpid(), signal.{name})
    time.sleep(0.05)  # the exception is raised here, in a callback, and forgotten

try:
    with terminable(), boundary(Console()):
        thing = Thing()
        kept = weakref.ref(thing, end)
        del thing
        for _ in range(400):
            time.sleep(0.05)
except Exception as leave:
    raise SystemExit(leave.code)
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_that_a_request_to_end_is_not_lost_in_a_callback(name: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOST.format(name=name)],
        capture_output=True,
        text=True,
        timeout=15,
        preexec_fn=interrupts.heard,
    )
    assert "Exception ignored" in done.stderr  # so it was forgotten once
    assert code == done.returncode
