"""Worlds that do not fit in memory side by side: each run and recorded, then all lived again.

A recording is small beside a world. With one for each world, the townships are gone through one
after another: every world's township is replayed in step with the base's, and counted person by
person as whole worlds would be. The replay compares its state with that of the run at the end of
every month, so that counts of something else are impossible.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.engine.simulation import DEFAULT_BLOCK_SLOTS
from sincerity.errors import CapacityError
from sincerity.measures.joint import joint_table
from sincerity.study.cells import Outcome
from sincerity.study.together import Answer, outcome_of, world_of

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.society import CompiledSociety
    from sincerity.world.frame import Frame
    from sincerity.world.joint import JointCounts
    from sincerity.world.recording import Recording
    from sincerity.world.tallies import Tallies

__all__ = ["run_replayed"]


@dataclass(frozen=True, slots=True)
class _Lived:
    """What is left of a world that has been run to its end: enough to live it again."""

    outcome: Outcome
    frame: Frame
    recording: Recording
    tallies: Tallies


def run_replayed(
    inputs: Sequence[RunInputs], society: CompiledSociety, threads: int | None
) -> list[Answer]:
    """Run worlds one after another, then count each beside the first, township by township.

    Parameters
    ----------
    inputs
        The base, then the reforms.

    Raises
    ------
    CapacityError
        A world does not fit in the memory of this machine even by itself.
    """
    lived: dict[int, _Lived] = {}
    failed: dict[int, Exception] = {}
    for place, one in enumerate(inputs):
        try:
            lived[place] = _live(one, society, threads)
        except CapacityError:
            raise
        except Exception as error:
            failed[place] = error
    answers: list[Answer] = []
    for place in range(len(inputs)):
        if place in failed:
            answers.append(failed[place])
        elif place and 0 in lived:
            counts = _count(lived[0], lived[place], threads)
            table = joint_table(counts, lived[0].tallies)
            answers.append(replace(lived[place].outcome, joint=table))
        else:
            answers.append(lived[place].outcome)
    return answers


def _live(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> _Lived:
    """Run a world to its end and let go of it, its recording apart."""
    world = world_of(inputs, society, threads, recorded=True)
    world.run(inputs.months)
    return _Lived(outcome_of(inputs, world), world.frame, world.recording, world.tallies)


def _count(base: _Lived, reform: _Lived, threads: int | None) -> JointCounts:
    """Live both worlds again, some townships at a time, and count them person by person."""
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        parts = list(pool.map(partial(_count_townships, base, reform), _neighbours(base.frame)))
    return sum(parts[1:], start=parts[0])


def _count_townships(base: _Lived, reform: _Lived, townships: range) -> JointCounts:
    """Live some townships of both worlds again, and count their people."""
    from sincerity.world.joint import Joint
    from sincerity.world.replay import replay

    joint = Joint(
        replay(base.frame, base.recording, townships),
        replay(reform.frame, reform.recording, townships),
    )
    for _ in range(base.recording.months):
        joint.base.step()
        joint.reform.step()
        joint.count()
    return joint.finish()


def _neighbours(frame: Frame) -> list[range]:
    """Return all townships in runs of as many as fill a block, a larger one by itself."""
    edges = frame.society.first_tile_of_township * SLOTS_PER_TILE
    found: list[range] = []
    start = 0
    for township in range(1, len(edges)):
        is_last = township == len(edges) - 1
        if is_last or edges[township + 1] - edges[start] > DEFAULT_BLOCK_SLOTS:
            found.append(range(start, township))
            start = township
    return found
