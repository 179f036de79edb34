"""Cells kept in memory, for functions that answer at once: a disk would be most of the time."""

from __future__ import annotations

from collections.abc import Callable

from sincerity.designs.bench import Bench
from sincerity.designs.found import Found, look_at
from sincerity.designs.loader import load_study
from sincerity.designs.run import run_bench
from sincerity.study.cells import CellFiles, Named, Outcome


class MemoryCells(CellFiles):
    """Cells of a study that no file holds."""

    def __init__(self) -> None:
        self.kept: dict[str, Outcome] = {}

    def read(self, cell: Named) -> Outcome | None:
        """Return a cell that is done."""
        return self.kept.get(cell.name)

    def write(self, cell: Named, outcome: Outcome) -> None:
        """Keep a cell."""
        self.kept[cell.name] = outcome

    def write_failure(self, cell: Named, error: Exception | str) -> str:
        """Return why a cell could not be run."""
        return str(error)


def found_by(text: str, world: Callable[..., Outcome]) -> tuple[Bench, Found]:
    """Run a study in this process and return what its worlds say."""
    bench = load_study(text, world=world)
    outcomes, failures = run_bench(bench, MemoryCells(), hash_of_inputs="")
    return bench, look_at(bench, outcomes, failures)
