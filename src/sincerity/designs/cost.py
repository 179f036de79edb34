"""What a study would cost, before it is run: worlds, person-months, time and memory."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass

from sincerity.designs.bench import Bench
from sincerity.designs.society import SOCIETY
from sincerity.study.cells import Outcome

__all__ = ["Cost", "cost_of", "jobs_that_fit", "processors", "threads_each"]

BUILD_SECONDS = 1.0
"""Changing the files of a world, checking them, and building it."""
SOCIETY_SECONDS = 0.8
"""Putting households together anew, where the society's tables vary."""
START_SECONDS = 5.0
"""A process that starts, and reads the study."""
MONTH_SECONDS = 0.003
"""A month of a world, however small."""
PERSON_MONTHS_A_SECOND = 15_000_000
"""Of one thread, with every phase on; see docs/performance.md."""

PROCESS_BYTES = 200 * 2**20
"""The program and its libraries, in each process."""
BYTES_PER_SLOT = 40
"""State of a place, points waiting and rows included, rather too much than too little."""
BLOCK_SLOTS = 2**18
"""Places of a block, of which every thread has one in hand."""
_SHARE_OF_FREE = 0.8


@dataclass(frozen=True, slots=True)
class Cost:
    """What a study would cost.

    Attributes
    ----------
    worlds, done
        Worlds in all, and those that were run before.
    person_months
        Over the worlds that are left.
    seconds
        Estimate by the clock; from worlds that were run before where there are some.
    is_measured
        Whether it is from such worlds.
    memory_bytes
        Estimate for all processes together.
    jobs, threads
        Worlds side by side, and threads of each.
    """

    worlds: int
    done: int
    person_months: int
    seconds: float
    is_measured: bool
    memory_bytes: int
    jobs: int
    threads: int


def cost_of(bench: Bench, jobs: int, threads: int, done: Sequence[Outcome] = ()) -> Cost:
    """Return what is left of a study to be run, and what it would take."""
    left = bench.worlds - len(done)
    months = bench.file.worlds.months
    residents = bench.arms[0].study.compiled_society.n_residents
    person_months = left * months * residents
    by_world = BUILD_SECONDS + (SOCIETY_SECONDS if _varies_society(bench) else 0.0)
    loop = months * MONTH_SECONDS + months * residents / (PERSON_MONTHS_A_SECOND * threads)
    if done:
        loop = math.fsum(outcome.seconds for outcome in done) / len(done)
    seconds = left * (by_world + loop) / jobs + (START_SECONDS if jobs > 1 and left else 0.0)
    return Cost(
        worlds=bench.worlds,
        done=len(done),
        person_months=person_months,
        seconds=seconds,
        is_measured=bool(done),
        memory_bytes=_memory_of_one(bench, threads) * jobs,
        jobs=jobs,
        threads=threads,
    )


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads_each(jobs: int) -> int:
    """Return the threads of each world, so that all together are no more than processors."""
    return max(1, processors() // jobs)


def jobs_that_fit(bench: Bench) -> int:
    """Return how many worlds run side by side unless asked: as many as processors and memory."""
    from sincerity.world.capacity import available_bytes

    room = int(available_bytes() * _SHARE_OF_FREE) // _memory_of_one(bench, 1)
    return max(1, min(processors(), room, bench.worlds))


def _memory_of_one(bench: Bench, threads: int) -> int:
    """Return about what one process with one world takes, in bytes."""
    from sincerity.world.capacity import needed_bytes

    slots = bench.arms[0].study.compiled_society.n_slots
    return PROCESS_BYTES + needed_bytes(slots, BYTES_PER_SLOT, 0, threads * min(slots, BLOCK_SLOTS))


def _varies_society(bench: Bench) -> bool:
    """Say whether tables of the society vary."""
    return any(knob.assumption.file == SOCIETY for arm in bench.arms for knob in arm.knobs)
