"""The proof of the tracer: all lives of a world together are what the world has counted."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest

from sincerity.lives.events import KINDS
from sincerity.lives.person import Watched
from sincerity.world.world import World
from tests.differential.worlds import generate
from tests.lives.sums import differences, faults_of_a_life, state_faults
from tests.lives.watching import everybody, make_world, setting_of, watch

WORLDS = 14
MORE_WORLDS = range(WORLDS, 400)
SMALL = 7
"""A world with agencies and every usual event."""


class Compared(NamedTuple):
    """What is wrong in the lives of some worlds, and which events they have."""

    faults: list[str]
    seen: set[str]


def _run(number: int) -> tuple[World, list[Watched]]:
    inputs = generate(number)
    world = make_world(inputs)
    people = everybody(watch(world, setting_of(inputs)))
    world.run(inputs.months)
    return world, people


def _compare(numbers: range) -> Compared:
    found = Compared([], set())
    for number in numbers:
        world, people = _run(number)
        faults = differences(world, people)
        faults += [f"{p.slot}: {fault}" for p in people for fault in faults_of_a_life(p)]
        faults += state_faults(world, people)
        found.faults.extend(f"world {number}: {fault}" for fault in faults)
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


def test_that_watching_changes_nothing() -> None:
    inputs = generate(SMALL)
    plain = make_world(inputs)
    plain.run(inputs.months)
    assert plain.digest() == _run(SMALL)[0].digest()


def test_that_one_event_less_is_noticed() -> None:
    world, people = _run(SMALL)
    assert [] == differences(world, people)
    for what in ("act", "record", "charge", "entry", "exit", "attempt"):
        person = next(p for p in people if any(e.what == what for e in p.events))
        place = next(at for at, e in enumerate(person.events) if e.what == what)
        event = person.events[place]
        person.events[place] = replace(event, what="told")
        assert differences(world, people), what
        person.events[place] = event
