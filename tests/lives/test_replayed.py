"""A life read off a township that is lived through again is the life of the run."""

from __future__ import annotations

import pytest

from sincerity.lives.tracing import trace
from sincerity.world.replay import replay
from sincerity.world.world import World
from tests.differential.worlds import generate
from tests.lives.watching import everybody, setting_of, watch


@pytest.mark.parametrize("number", [0, 11])
def test_that_lives_in_a_replay_are_those_of_the_world(number: int) -> None:
    inputs = generate(number)
    world = World(
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
        recorded=True,
    )
    setting = setting_of(inputs)
    people = everybody(watch(world, setting))
    world.run(inputs.months)
    places = world.society.blueprint.places
    checked = 0
    for township in range(len(places.county_of_township)):
        here = [p for p in people if places.township_of_tile(p.slot // 64) == township]
        alone = trace(
            replay(world.frame, world.recording, township), setting, [p.slot for p in here]
        )
        for person in here:
            assert person.events == alone[person.slot].events
            assert person.months == alone[person.slot].months
            checked += 1
    assert len(people) == checked
