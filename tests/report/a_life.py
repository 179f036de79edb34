"""A life with false records out of a generated world, for tests of its page."""

from __future__ import annotations

from sincerity.lives.life import Life, beside, life_of
from sincerity.lives.who import who_is
from tests.differential.worlds import generate
from tests.lives.watching import everybody, make_world, setting_of, watch

RUN = {
    "scheme": "generated",
    "society": "tiny",
    "integration": "islands",
    "months": 18,
    "start": "2010-01",
    "seed": 1,
    "replicate": 0,
    "residents": 60,
    "digest": "ab" * 32,
    "version": "0.1.0",
}


def life_with_false_records() -> Life:
    """Return the life with most false records in a generated world, beside a shorter one."""
    inputs = generate(12)
    world = make_world(inputs)
    setting = setting_of(inputs)
    people = everybody(watch(world, setting))
    world.run(inputs.months)
    person = max(people, key=lambda p: sum(event.is_true is False for event in p.events))
    found = life_of(person, who_is(world.society.blueprint, person.slot), setting, RUN)
    fewer = Life(found.who, setting, found.months, found.told[:-3], RUN)
    return beside(found, fewer)
