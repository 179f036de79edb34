"""Living a township through again while somebody is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from sincerity.lives.person import Watched
from sincerity.lives.setting import Setting
from sincerity.lives.tracer import Tracer
from sincerity.world.replay import ReplayWorld

if TYPE_CHECKING:
    from sincerity.engine.block import Block

__all__ = ["trace"]


def trace(
    world: ReplayWorld,
    setting: Setting,
    slots: Iterable[int],
    progress: Callable[[int], None] | None = None,
) -> dict[int, Watched]:
    """Run a replayed township to its end and return those who were watched, by number.

    Parameters
    ----------
    world
        At its first month.
    setting
        The files of the run.
    slots
        Numbers of the people, all living in the replayed townships.
    progress
        Called with the months done after each.

    Raises
    ------
    VerificationError
        If the replay parts from the run.
    """
    of_block: dict[int, list[int]] = {}
    for slot in slots:
        of_block.setdefault(world.block_of(slot).index, []).append(slot)
    tracers = {
        index: Tracer(setting, world.blocks[index], numbers) for index, numbers in of_block.items()
    }

    def look(phase: str, block: Block) -> None:
        tracer = tracers.get(block.index)
        if tracer is not None:
            tracer.after_phase(phase, block)

    world.watch(look)
    while world.month < world.recording.months:
        world.step()
        if progress is not None:
            progress(world.month)
    people = [person for tracer in tracers.values() for person in tracer.people.values()]
    return {person.slot: person for person in people}
