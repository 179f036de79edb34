"""Results do not depend on how the work is cut up."""

import os
import subprocess
import sys

import pytest

from sincerity.world.world import World

MONTHS = 14  # one January inside, so that ageing and enrolment are cut up too


@pytest.fixture(scope="module")
def digest(town, suining, base, usual) -> str:
    world = World(town, suining, base, usual, seed=5, threads=1)
    world.run(MONTHS)
    return world.digest()


@pytest.mark.parametrize("block_size", [2**6, 2**12, 2**16])
@pytest.mark.parametrize("threads", [1, 2, 3, 4])
def test_that_blocks_and_threads_change_nothing(
    town, suining, base, usual, digest, block_size, threads
):
    world = World(town, suining, base, usual, seed=5, threads=threads, block_size=block_size)
    world.run(MONTHS)
    assert digest == world.digest()


def test_that_heavy_checks_pass_and_change_nothing(town, suining, base, usual, digest):
    world = World(town, suining, base, usual, seed=5, threads=2, block_size=2**12, debug=True)
    world.run(MONTHS)
    assert digest == world.digest()


def test_that_another_seed_is_another_world(town, suining, base, usual, digest):
    world = World(town, suining, base, usual, seed=6)
    world.run(MONTHS)
    assert digest != world.digest()


def test_that_a_replicate_changes_events_and_not_the_society(town, suining, base, usual, digest):
    first = World(town, suining, base, usual, seed=5)
    other = World(town, suining, base, usual, seed=5, replicate=1)
    assert first.digest() == other.digest()  # before any month only the society shows
    other.run(MONTHS)
    assert digest != other.digest()


def test_that_a_second_process_with_a_cold_compiler_cache_agrees(digest, tmp_path):
    code = (
        "from sincerity.conduct import load_conduct;"
        "from sincerity.parameters import load_parameters;"
        "from sincerity.scheme import load_scheme;"
        "from sincerity.society import compile_society, load_society;"
        "from sincerity.world.world import World;"
        "w = World(compile_society(load_society('teaching-town')), load_scheme('suining-2010'),"
        " load_conduct('base'), load_parameters('base'), seed=5, threads=2);"
        f"w.run({MONTHS}); print(w.digest())"
    )
    environment = os.environ | {"SINCERITY_CACHE_DIR": str(tmp_path), "PYTHONHASHSEED": "7"}
    for _ in range(2):  # the first fills the cache, the second reads it
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert digest == done.stdout.strip()
