"""The program as a whole: start time, streams, common options, environment."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import sincerity
from sincerity.cli.app import COMMANDS
from tests.cli.conftest import Call

IMPORT_LIMIT_SECONDS = 0.4
HELP_LIMIT_SECONDS = 0.6
TRIES = 5


def least_seconds(*words: str) -> float:
    """Return the least processor time of a Python process out of a few, seconds.

    Processor time, not wall time: tests must not fail because the machine is busy.
    """
    times = []
    for _ in range(TRIES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(times)


def modules_after(program: str) -> set[str]:
    """Return the modules that a program has loaded when it ends."""
    text = f"{program}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_that_importing_the_package_is_quick() -> None:
    assert least_seconds("-c", "import sincerity") <= IMPORT_LIMIT_SECONDS


def test_that_help_is_quick() -> None:
    assert least_seconds("-m", "sincerity", "--help") <= HELP_LIMIT_SECONDS


def test_that_the_command_line_loads_no_heavy_library_to_start() -> None:
    loaded = modules_after("from sincerity.cli.app import build_app; build_app()")
    heavy = {"numpy", "numba", "polars", "pyarrow", "altair", "pydantic", "ruamel.yaml", "jinja2"}
    assert set() == heavy & loaded


def test_that_every_command_has_help(call: Call) -> None:
    for name in COMMANDS:
        done = call(name, "--help")
        assert 0 == done.code
        assert name in done.out


def test_that_the_version_is_printed(call: Call) -> None:
    done = call("--version")
    assert 0 == done.code
    assert f"sincerity {sincerity.__version__}" == done.out.strip()


def test_that_no_arguments_print_help(call: Call) -> None:
    done = call()
    assert "Usage" in done.out + done.err
    assert "demo" in done.out + done.err


def test_that_an_unknown_command_is_wrong_use(call: Call) -> None:
    done = call("simulate")
    assert 2 == done.code


@pytest.mark.parametrize("words", [("--json", "schemes"), ("schemes", "--json")])
def test_that_common_options_stand_before_or_after_the_command(
    call: Call, words: tuple[str, ...]
) -> None:
    assert isinstance(call(*words).json(), list)


def test_that_options_can_come_from_the_environment(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SINCERITY_JSON", "1")
    assert isinstance(call("schemes").json(), list)
    monkeypatch.setenv("SINCERITY_MONTHS", "7")
    assert 7 == call("run", "none", "--dry-run").json()["months"]
    assert 5 == call("run", "none", "--dry-run", "--months", "5").json()["months"]


def test_that_no_color_takes_colour_from_help(tmp_path: Path) -> None:
    environment = {**os.environ, "FORCE_COLOR": "1"}
    environment.pop("NO_COLOR", None)
    plain = subprocess.run(
        [sys.executable, "-m", "sincerity", "--no-color", "--help"],
        capture_output=True,
        check=True,
        env=environment,
    )
    assert b"\x1b[3" not in plain.stdout


def test_that_output_survives_a_reader_that_leaves() -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m sincerity show suining-2010 | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr


def test_that_output_survives_a_terminal_without_unicode() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sincerity", "show", "suining-2010"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert 0 == done.returncode, done.stderr


def test_that_the_program_never_asks() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sincerity", "run", "none", "--dry-run"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    assert 0 == done.returncode


def test_that_a_table_fits_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from sincerity.cli.console import table

    monkeypatch.setenv("COLUMNS", "40")
    text = table(["name", "number", "words"], [["a", 1234567, "one two three " * 8]])
    assert max(map(len, text.splitlines())) <= 40
    assert "1,234,567" in text
