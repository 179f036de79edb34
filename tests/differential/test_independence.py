"""The twin shares no arithmetic with the engine: it is a second opinion, not an echo."""

import subprocess
import sys

FORBIDDEN = (
    "numpy",
    "numba",
    "sincerity.chance.kernels",
    "sincerity.engine",
    "sincerity.phases",
    "sincerity.scheme.compile",
    "sincerity.society.compile",
    "sincerity.society.kernels",
    "sincerity.world",
)
LIST_MODULES = "import sincerity.reference, sys; print(*sys.modules)"


def test_that_the_twin_loads_neither_arrays_nor_any_part_of_the_engine() -> None:
    command = [sys.executable, "-c", LIST_MODULES]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "sincerity.reference.world" in loaded
    assert set() == {
        name for name in loaded for banned in FORBIDDEN if f"{name}.".startswith(f"{banned}.")
    }
