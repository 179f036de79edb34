"""life: birthdays in January, falls of means from last month, and one step of means a month.

Sees truth. Draws one dense word a person of stream LIFE.
"""

from sincerity.chance.fixed import ONE
from sincerity.chance.philox import dense_word
from sincerity.chance.streams import Stream
from sincerity.reference.state import INSOLVENT, SECURE, STRAINED, TwinState


def life(world: TwinState) -> None:
    """Let every January make people a year older, and adults' means change by chance."""
    if world.is_birthday_month():
        world.years += 1
    for slot in world.falls.pop(world.month, set()):
        fall(world, slot)
    for slot, person in world.people.items():
        if world.is_adult(slot):
            word = dense_word(world.event_seed, Stream.LIFE, world.month, slot)
            place = "urban" if person.urban else "rural"
            means = next_means(world, place, world.means[slot], word)
            # Nobody recovers while out of work.
            if means > world.means[slot] or world.idle_left[slot] == 0:
                world.means[slot] = means
        world.classes[slot] = world.class_of(slot)


def fall(world: TwinState, slot: int) -> None:
    """Let the means of a person who was turned away at a door fall by a step, if they can."""
    if world.means[slot] < INSOLVENT:
        world.means[slot] += 1
        world.count("falls_applied")


def next_means(world: TwinState, place: str, means: int, word: int) -> int:
    """Return means after one month: secure, strained and insolvent are neighbours in a chain."""
    step = f"life.means.{place}"
    if means == SECURE:
        return STRAINED if word < world.chance(f"{step}.secure_to_strained") else SECURE
    if means == INSOLVENT:
        return STRAINED if word < world.chance(f"{step}.insolvent_to_strained") else INSOLVENT
    recovers_below = world.chance(f"{step}.strained_to_secure")
    fails_below = min(recovers_below + world.chance(f"{step}.strained_to_insolvent"), ONE)
    if word < recovers_below:
        return SECURE
    return INSOLVENT if word < fails_below else STRAINED
