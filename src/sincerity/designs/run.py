"""Running what is not done yet of a study: in this process, or in several."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from sincerity.designs.bench import Bench, Cell
from sincerity.designs.pool import Done, Order, run_cells
from sincerity.errors import CapacityError
from sincerity.measures.contrast import Failure
from sincerity.study.cells import CellFiles, Outcome

__all__ = ["StudyProgress", "run_bench"]


@dataclass(frozen=True, slots=True)
class StudyProgress:
    """How many worlds are done, failed ones included, and how long the others will take."""

    done: int
    worlds: int
    failed: int
    cell: str
    seconds: float
    """wall time of this call since its first world, which may have compiled the model"""
    ran: int
    """worlds that this call has run since then; others were there already"""
    part: str = ""
    """where the study stands besides; nothing to say"""

    @property
    def seconds_left(self) -> float | None:
        """Time left at the speed so far; None while there is none."""
        if self.done == self.worlds:
            return 0.0
        if not self.ran:
            return None
        return self.seconds / self.ran * (self.worlds - self.done)


Tell = Callable[[StudyProgress], None]


def run_bench(
    bench: Bench,
    files: CellFiles,
    *,
    hash_of_inputs: str,
    jobs: int = 1,
    progress: Tell | None = None,
) -> tuple[dict[Cell, Outcome], list[Failure]]:
    """Run every world that is not done yet, and return them all.

    Each world is a file of its own as soon as it is done. A world that fails is left out and
    named; the others go on.

    Parameters
    ----------
    hash_of_inputs
        Of everything that decides the numbers; workers must come to the same.
    jobs
        Worlds that run side by side, each in a process of its own; 1 runs them here.

    Raises
    ------
    CapacityError
        A world does not fit in the memory of this machine; neither would the others.
    """
    every = list(bench.cells())
    outcomes = {cell: found for cell in every if (found := files.read(cell)) is not None}
    left = [cell for cell in every if cell not in outcomes]
    failures: dict[Cell, Failure] = {}
    started, ran = time.perf_counter(), -1

    def tell(cell: Cell) -> None:
        if progress is not None:
            seconds = time.perf_counter() - started
            done = len(outcomes) + len(failures)
            since = max(ran, 0)
            progress(StudyProgress(done, len(every), len(failures), cell.name, seconds, since))

    if outcomes and every:
        tell(every[0])
    with closing(_run(bench, left, hash_of_inputs, jobs)) as finished:
        for done in finished:
            ran += 1
            started = time.perf_counter() if ran == 0 else started
            if done.outcome is None:
                why = files.write_failure(done.cell, done.why)
                failures[done.cell] = Failure(done.cell.name, why)
            else:
                files.write(done.cell, done.outcome)
                outcomes[done.cell] = done.outcome
            tell(done.cell)
    in_order = {cell: outcomes[cell] for cell in every if cell in outcomes}
    return in_order, [failures[cell] for cell in every if cell in failures]


def _run(
    bench: Bench, cells: Sequence[Cell], hash_of_inputs: str, jobs: int
) -> Generator[Done, None, None]:
    """Yield worlds as they are done."""
    if jobs > 1 and len(cells) > 1:
        threads = bench.arms[0].study.threads or 1
        order = Order(bench.file, bench.folder, hash_of_inputs, threads, bench.world)
        yield from run_cells(order, cells, min(jobs, len(cells)))
        return
    for cell in cells:
        try:
            outcome = bench.run(cell)
        except CapacityError:
            raise
        except Exception as error:
            yield Done(cell, None, f"{type(error).__name__}: {error}")
        else:
            yield Done(cell, outcome)
