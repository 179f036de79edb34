"""Worlds in memory whose every resident is watched: what the tests of lives look at."""

from __future__ import annotations

from dataclasses import replace

from sincerity.engine.block import Block
from sincerity.engine.plan import Phase, Plan
from sincerity.lives.person import Watched
from sincerity.lives.setting import Setting
from sincerity.lives.tracer import Tracer
from sincerity.society.codes import VACANT_CLASS
from sincerity.world.world import World
from tests.differential.worlds import GeneratedWorld


def make_world(inputs: GeneratedWorld) -> World:
    """Return the world of generated inputs at its first month."""
    return World(
        inputs.society,
        inputs.scheme,
        inputs.conduct,
        inputs.parameters,
        institutions=inputs.institutions,
        integration=inputs.integration,
        seed=inputs.seed,
        replicate=inputs.replicate,
        threads=1,
        block_size=inputs.block_size,
    )


def setting_of(inputs: GeneratedWorld) -> Setting:
    """Return what lives in a world are told by."""
    society = inputs.society
    start = getattr(society, "start", None) or society.blueprint.start  # type: ignore[union-attr]
    return Setting(inputs.scheme, inputs.conduct, inputs.institutions, inputs.integration, start)


def watch(world: World, setting: Setting) -> list[Tracer]:
    """Return a tracer a block that watches everybody, hooked into the world's phases."""
    tracers = []
    for block in world.blocks:
        classes = block.columns["class"]
        slots = [block.first + p for p in range(block.size) if classes[p] != VACANT_CLASS]
        tracers.append(Tracer(setting, block, slots))
    simulation = world._simulation
    simulation.plan = Plan(tuple(_hooked(phase, tracers) for phase in simulation.plan))
    return tracers


def _hooked(phase: Phase, tracers: list[Tracer]) -> Phase:
    def run(block: Block) -> None:
        phase.run(block)
        tracers[block.index].after_phase(phase.name, block)

    return replace(phase, run=run)


def everybody(tracers: list[Tracer]) -> list[Watched]:
    """Return all people that tracers watch."""
    return [person for tracer in tracers for person in tracer.people.values()]
