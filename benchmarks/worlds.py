"""The shipped county and the hundred counties: speed of the month loop, cost by phase, memory."""

import resource
from collections.abc import Callable
from functools import cache
from typing import Any

from benchmarks.timing import seconds_of
from sincerity.conduct import load_conduct
from sincerity.institutions import load_institutions
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society import CompiledSociety, compile_society, load_society
from sincerity.world.joint import Joint
from sincerity.world.world import World


@cache
def society(name: str) -> CompiledSociety:
    """Return a shipped society, compiled once."""
    return compile_society(load_society(name))


def make_world(
    name: str,
    *,
    threads: int,
    timed: bool = False,
    block_size: int | None = None,
    scheme: str = "suining-2010",
    integration: str = "office",
) -> World:
    """Return a world of a shipped scheme on a shipped society."""
    options = {} if block_size is None else {"block_size": block_size}
    return World(
        society(name),
        load_scheme(scheme),
        load_conduct("base"),
        load_parameters("base"),
        institutions=load_institutions("base"),
        integration=integration,
        threads=threads,
        timed=timed,
        **options,
    )


def loop(name: str, months: int, threads: int, **options: Any) -> Callable[[], float]:
    """Return a function that runs a fresh world and returns the seconds of its month loop."""

    def run() -> float:
        world = make_world(name, threads=threads, **options)
        for _ in range(months):
            world.step()
        return world.timing.loop_seconds

    return run


def pair(name: str, months: int, threads: int, **options: Any) -> Callable[[], float]:
    """Return a function that runs two fresh worlds in step, counted person by person.

    It returns the seconds of both month loops and of the counting.
    """

    def run() -> float:
        base, reform = (make_world(name, threads=threads, **options) for _ in range(2))
        joint = Joint(base, reform)
        counting = 0.0
        for _ in range(months):
            base.step()
            reform.step()
            counting += seconds_of(joint.count)
        counting += seconds_of(joint.finish)
        return base.timing.loop_seconds + reform.timing.loop_seconds + counting

    return run


def state_bytes(name: str, months: int, **options: Any) -> float:
    """Return the bytes of state a person at the end of so many months, all that waits included."""
    world = make_world(name, threads=1, **options)
    world.run(months)
    return world.state_bytes_per_person()


def phase_costs(name: str, months: int, **options: Any) -> dict[str, float]:
    """Return processor nanoseconds by phase for one slot and month, on one thread."""
    world = make_world(name, threads=1, timed=True, **options)
    for _ in range(months):
        world.step()
    slot_months = world.society.n_slots * months
    return {
        phase: seconds / slot_months * 1e9 for phase, seconds in world.timing.phase_seconds.items()
    }


def peak_rss_bytes() -> int:
    """Return the largest resident size of this process so far, in bytes (Linux counts in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
