"""Worlds of one society in step, counted person by person; or one after another, if they must.

Worlds that fit in memory together are advanced month by month side by side. If they do not, each is
run by itself and recorded, and then all of them are lived again township by township, which needs
the memory of one township. Both ways count the same people in the same months.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Literal

from sincerity.errors import CapacityError
from sincerity.measures.joint import JointTable, joint_table
from sincerity.study.cells import Outcome

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.society import CompiledSociety
    from sincerity.world.world import World

__all__ = ["Answer", "RunTogether", "Way", "memory_plan", "outcome_of", "run_together", "world_of"]

Way = Literal["together", "replayed"]
Answer = Outcome | Exception
"""What a world answered, or why it could not be run."""
RunTogether = Callable[
    [Sequence["RunInputs"], "CompiledSociety", "int | None", "Way | None"], list[Answer]
]
"""Runs worlds of one society, the base first; tests put something quicker in its place."""

JOINT_BYTES_PER_SLOT = 3
"""What is remembered of each person for every reform that is compared with the base."""


@dataclass(frozen=True, slots=True)
class MemoryPlan:
    """What worlds need side by side, what there is, and which way follows; bytes."""

    needed: int
    available: int

    @property
    def way(self) -> Way:
        """Side by side where they fit, otherwise one after another with a replay."""
        return "together" if self.needed <= self.available else "replayed"


def memory_plan(
    inputs: Sequence[RunInputs], society: CompiledSociety, threads: int | None
) -> MemoryPlan:
    """Return whether worlds fit in this machine's memory side by side."""
    from sincerity.engine.simulation import DEFAULT_BLOCK_SLOTS
    from sincerity.scheme.compile import compile_scheme
    from sincerity.world.capacity import available_bytes, needed_bytes, waiting_bytes_per_slot
    from sincerity.world.state import world_columns

    scratch = (threads or os.cpu_count() or 1) * min(DEFAULT_BLOCK_SLOTS, society.n_slots)
    needed = JOINT_BYTES_PER_SLOT * society.n_slots * (len(inputs) - 1)
    for one in inputs:
        kinds = [(kind.id, [stage.id for stage in kind.stages]) for kind in one.conduct.kinds]
        scheme = compile_scheme(one.scheme, kinds, [kind.id for kind in one.conduct.firm_kinds])
        waiting = waiting_bytes_per_slot(scheme, one.conduct, one.parameters)
        columns = world_columns(scheme).bytes_per_slot
        needed += needed_bytes(society.n_slots, columns, waiting, scratch)
    return MemoryPlan(needed, available_bytes())


def world_of(
    inputs: RunInputs, society: CompiledSociety, threads: int | None, *, recorded: bool = False
) -> World:
    """Return the world of some inputs before its first month."""
    from sincerity.world.world import World

    return World(
        society,
        inputs.scheme,
        inputs.conduct,
        inputs.parameters,
        institutions=inputs.institutions,
        integration=inputs.integration,
        seed=inputs.seed,
        replicate=inputs.replicate,
        threads=threads,
        recorded=recorded,
    )


def outcome_of(inputs: RunInputs, world: World) -> Outcome:
    """Return what a world answers when it has been run to its end."""
    from sincerity.measures.headline import headline
    from sincerity.runs.codebook import codebook

    book = codebook(inputs.scheme, inputs.conduct)
    return Outcome(headline(world.tallies, book), world.digest(), world.timing.loop_seconds, {})


def run_together(
    inputs: Sequence[RunInputs],
    society: CompiledSociety,
    threads: int | None,
    way: Way | None = None,
) -> list[Answer]:
    """Run worlds of one society to their end, and count each beside the first, person by person.

    Parameters
    ----------
    inputs
        The base, then the reforms.
    way
        In step, or recorded and replayed; as memory has it when left out.

    Returns
    -------
    list
        An outcome for each world, with the counts of the pair in those of the reforms; or the
        exception that a world ended with. Without the base nothing is counted in pairs.

    Raises
    ------
    CapacityError
        A world does not fit in the memory of this machine even by itself.
    """
    if (way or memory_plan(inputs, society, threads).way) == "replayed":
        from sincerity.study.together_replayed import run_replayed

        return run_replayed(inputs, society, threads)
    return _run_in_step(inputs, society, threads)


def _run_in_step(
    inputs: Sequence[RunInputs], society: CompiledSociety, threads: int | None
) -> list[Answer]:
    """Advance all worlds side by side; one that fails is left behind."""
    from sincerity.world.joint import Joint

    worlds: dict[int, World] = {}
    failed: dict[int, Exception] = {}

    def attempt(place: int, work: Callable[[], None]) -> None:
        try:
            work()
        except CapacityError:
            raise
        except Exception as error:
            failed[place] = error
            worlds.pop(place, None)

    def build(place: int) -> None:
        worlds[place] = world_of(inputs[place], society, threads)

    for place in range(len(inputs)):
        attempt(place, partial(build, place))
    joints = {p: Joint(worlds[0], world) for p, world in worlds.items() if p and 0 in worlds}
    for _ in range(inputs[0].months):
        for place in list(worlds):
            attempt(place, worlds[place].step)
        joints = {p: joint for p, joint in joints.items() if p in worlds and 0 in worlds}
        for joint in joints.values():
            joint.count()
    tables: dict[int, JointTable] = {}
    if 0 in worlds:
        tallies = worlds[0].tallies
        tables = {place: joint_table(joint.finish(), tallies) for place, joint in joints.items()}
    return [
        failed[place]
        if place in failed
        else replace(outcome_of(one, worlds[place]), joint=tables.get(place))
        for place, one in enumerate(inputs)
    ]
