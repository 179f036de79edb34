"""Kernels compiled with checked bounds: no read or write outside an array goes unnoticed.

A world of its own process, because the compiler decides once whether bounds are checked.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = """
import numpy as np
from sincerity.chance._compile import kernel

@kernel
def last(array):
    return array[array.shape[0]]

last(np.zeros(3))
"""
TOWN = """
from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society import compile_society, load_society
from sincerity.world.world import World

town = compile_society(load_society("teaching-town"))
World(town, load_scheme("rongcheng"), load_conduct("base"), load_parameters("base")).run(3)
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"SINCERITY_BOUNDSCHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_that_a_read_outside_an_array_is_refused_when_bounds_are_checked(tmp_path: Path) -> None:
    script = tmp_path / "outside.py"
    script.write_text(OUTSIDE, encoding="utf-8")
    assert "IndexError" in _run(str(script)).stderr


@pytest.mark.long
def test_that_generated_worlds_run_with_checked_bounds() -> None:
    ran = _run("-m", "tests.differential", "5")
    assert (0, "") == (ran.returncode, ran.stderr), ran.stdout


@pytest.mark.long
def test_that_a_shipped_world_runs_with_checked_bounds() -> None:
    ran = _run("-c", TOWN)
    assert (0, "") == (ran.returncode, ran.stderr)
