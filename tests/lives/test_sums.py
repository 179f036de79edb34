"""The proof of the tracer: all lives of a world together are what the world has counted."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from sincerity.conduct import load_conduct
from sincerity.institutions import load_institutions
from sincerity.lives.events import KINDS
from sincerity.lives.person import Watched
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society.loader import load_society
from sincerity.society.recipe import TinyRecipe
from sincerity.world.world import World
from tests.differential.worlds import GeneratedWorld, generate
from tests.lives.sums import differences, faults_of_a_life, state_faults
from tests.lives.watching import everybody, make_world, setting_of, watch

WORLDS = 14
MORE_WORLDS = range(WORLDS, 400)
RESIDENTS, MONTHS = 640, 14
"""Of a shipped scheme's small society; long enough for a January and a yearly grading."""
SMALL = 7
"""A world with agencies."""


class Compared(NamedTuple):
    """What is wrong in the lives of some worlds, and which events they have."""

    faults: list[str]
    seen: set[str]


def _run(inputs: GeneratedWorld) -> tuple[World, list[Watched]]:
    world = make_world(inputs)
    people = everybody(watch(world, setting_of(inputs)))
    world.run(inputs.months)
    return world, people


def _faults(world: World, people: list[Watched]) -> list[str]:
    """Return what does not add up, in the world and in each life."""
    found = differences(world, people)
    found += [f"{p.slot}: {fault}" for p in people for fault in faults_of_a_life(p)]
    return [*found, *state_faults(world, people)]


def _shipped(scheme: str, integration: str) -> GeneratedWorld:
    """Return a shipped scheme on a small society of the teaching town's tables."""
    recipe = load_society("teaching-town")
    residents = recipe.residents.model_copy(update={"value": RESIDENTS, "range": None})
    return GeneratedWorld(
        number=-1,
        society=TinyRecipe.model_validate(
            recipe.model_dump(by_alias=True) | {"residents": residents.model_dump()}
        ),
        scheme=load_scheme(scheme),
        conduct=load_conduct("base"),
        parameters=load_parameters("base", {"office.seen_factor": "4"}),
        seed=11,
        replicate=0,
        months=MONTHS,
        block_size=2**16,
        institutions=load_institutions("base"),
        integration=integration,
    )


def _compare(numbers: range) -> Compared:
    found = Compared([], set())
    for number in numbers:
        world, people = _run(generate(number))
        found.faults.extend(f"world {number}: {fault}" for fault in _faults(world, people))
        found.seen.update(event.what for person in people for event in person.events)
    return found


@pytest.fixture(scope="module")
def compared() -> Compared:
    """Watch everybody in the worlds of the test run, once."""
    return _compare(range(WORLDS))


def test_that_all_lives_together_are_what_the_world_has_counted(compared: Compared) -> None:
    assert [] == compared.faults[:8]


def test_that_worlds_reach_every_kind_of_event(compared: Compared) -> None:
    assert set() == set(KINDS) ^ compared.seen


@pytest.mark.long
def test_that_all_lives_of_hundreds_of_worlds_are_what_they_have_counted() -> None:
    assert [] == _compare(MORE_WORLDS).faults[:8]


@pytest.mark.parametrize(
    ("scheme", "integration"),
    [
        ("suining-2010", "office"),
        ("one-score", "one_store"),
        ("joint-punishment-2016", "joint"),
        ("court-list-2013", "vertical"),
    ],
)
def test_that_all_lives_under_a_shipped_scheme_are_what_the_world_has_counted(
    scheme: str, integration: str
) -> None:
    assert [] == _faults(*_run(_shipped(scheme, integration)))[:8]


def test_that_watching_changes_nothing() -> None:
    inputs = generate(SMALL)
    plain = make_world(inputs)
    plain.run(inputs.months)
    assert plain.digest() == _run(inputs)[0].digest()


def test_that_one_event_less_is_noticed() -> None:
    left = {"act", "record", "charge", "entry", "exit", "attempt"}
    for number in range(WORLDS):
        world, people = _run(generate(number))
        assert [] == differences(world, people)
        for what in sorted(left):
            found = [(p, e) for p in people for e in p.events if e.what == what]
            if not found:
                continue
            person, event = found[0]
            person.events[event.number - 1] = replace(event, what="told")
            assert differences(world, people), what
            person.events[event.number - 1] = event
            left.remove(what)
        if not left:
            return
    assert set() == left
