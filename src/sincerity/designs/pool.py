"""Worlds on several processes of one machine: each worker runs one world after another.

A worker is a new interpreter, never a copy of this one. It reads the study by itself, makes sure
that it has read the same, and is then told which worlds to run. One worker starts first: it
compiles the model where that has not been done on this machine, and the others find it compiled.
If a worker dies, the world that it was running is named, and another worker takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sincerity.designs.bench import Bench, Cell
from sincerity.designs.model import StudyFile
from sincerity.errors import CapacityError, InternalError
from sincerity.study.cells import Outcome
from sincerity.study.ensemble import RunWorld

__all__ = ["Done", "Order", "run_cells"]

TRIES_TO_START = 2
_THREADS = (
    "NUMBA_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
)


@dataclass(frozen=True)
class Order:
    """What a worker needs in order to make the worlds of a study by itself.

    Parameters
    ----------
    file, folder
        The study, and where the files that it names are looked for.
    hash_of_inputs
        Of everything that decides the numbers, as the first process has read it.
    threads
        Threads of each world.
    world
        Runs one world to its end; must be a function of a module.
    """

    file: StudyFile
    folder: Path
    hash_of_inputs: str
    threads: int
    world: RunWorld


@dataclass(frozen=True, slots=True)
class Done:
    """One world that is done, or why it is not."""

    cell: Cell
    outcome: Outcome | None
    why: str = ""


@dataclass
class _Worker:
    """One process, the line to it, and what it is doing."""

    process: BaseProcess
    line: Connection
    cell: Cell | None = None


def run_cells(order: Order, cells: Iterable[Cell], jobs: int) -> Iterator[Done]:
    """Run worlds on several processes and yield each as it is done, in no particular order.

    Raises
    ------
    CapacityError
        A world does not fit in the memory of this machine; neither would the others.
    InternalError
        No worker could be started.
    """
    waiting = iter(cells)
    workers: list[_Worker] = []
    lost = 0
    with _one_process_each(order.threads):
        workers.append(_start(order))
    try:
        while workers:
            for worker in _that_say_something(workers):
                told = _told_by(worker)
                if told is None:  # the process has ended
                    workers.remove(worker)
                    lost += worker.cell is None
                    if lost >= TRIES_TO_START:
                        raise InternalError("no process for worlds could be started")
                    if worker.cell is not None:
                        yield Done(worker.cell, None, _how_it_ended(worker.process))
                    with _one_process_each(order.threads):
                        workers.append(_start(order))
                    continue
                finished = _finished(worker, told)
                worker.cell = next(waiting, None)
                if worker.cell is not None:
                    worker.line.send(worker.cell)
                if finished is not None:
                    yield finished
                    # the model is compiled by now: the others may start
                    with _one_process_each(order.threads):
                        while worker.cell is not None and len(workers) < jobs:
                            workers.append(_start(order))
                if worker.cell is None:
                    _end(worker)
                    workers.remove(worker)
    finally:
        for worker in workers:
            _end(worker, at_once=True)


def _start(order: Order) -> _Worker:
    """Start one worker."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(there, order), daemon=True)
    process.start()
    there.close()
    return _Worker(process, here)


def _that_say_something(workers: list[_Worker]) -> list[_Worker]:
    """Wait for workers that have sent something, or have ended."""
    ready = set(wait([worker.line for worker in workers]))
    return [worker for worker in workers if worker.line in ready]


def _told_by(worker: _Worker) -> Mapping[str, Any] | None:
    """Return what a worker has sent; None where it has ended."""
    try:
        told: Mapping[str, Any] = worker.line.recv()
    except (EOFError, ConnectionError):
        worker.process.join()
        return None
    return told


def _finished(worker: _Worker, told: Mapping[str, Any]) -> Done | None:
    """Return the world that a worker has done; None where it has only said that it is ready.

    Raises
    ------
    CapacityError, InternalError
        The worker cannot go on, and no other could.
    """
    if "capacity" in told:
        raise CapacityError(told["capacity"])
    if "fault" in told:
        raise InternalError(told["fault"])
    if worker.cell is None:
        return None
    return Done(worker.cell, told.get("outcome"), told.get("why", ""))


def _how_it_ended(process: BaseProcess) -> str:
    """Say how the process of a world ended."""
    code = process.exitcode
    if code is not None and code < 0:
        with suppress(ValueError):
            name = signal.Signals(-code).name
            return f"the process that ran it was ended by {name}; it may have lacked memory"
    return f"the process that ran it ended with code {code}"


def _end(worker: _Worker, *, at_once: bool = False) -> None:
    """End a worker: by closing the line, or at once."""
    worker.line.close()
    if at_once:
        worker.process.terminate()
    worker.process.join()


@contextmanager
def _one_process_each(threads: int) -> Iterator[None]:
    """Tell processes that are started here how many threads each may have."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, str(threads)))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _work(line: Connection, order: Order) -> None:
    """Run worlds as they are asked for, until the line is closed: the life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    with suppress(EOFError, ConnectionError):
        try:
            bench = _bench(order)
        except Exception as error:
            line.send({"fault": f"{type(error).__name__}: {error}"})
            return
        line.send({})
        while True:
            line.send(_answer(bench.run, line.recv()))


def _bench(order: Order) -> Bench:
    """Return the worlds of the study, read by this process.

    Raises
    ------
    InternalError
        They are not those that the first process has read.
    """
    from sincerity.designs.folder import hash_of_bench
    from sincerity.designs.loader import bench_of

    bench = bench_of(order.file, order.folder, threads=order.threads, world=order.world)
    if hash_of_bench(bench) != order.hash_of_inputs:
        raise InternalError("the files of the study were changed while it was being run")
    return bench


def _answer(run: Callable[[Cell], Outcome], cell: Cell) -> dict[str, Any]:
    """Return what came of one world, as plain values."""
    try:
        return {"outcome": run(cell)}
    except CapacityError as error:
        return {"capacity": str(error)}
    except Exception as error:
        return {"why": f"{type(error).__name__}: {error}"}
