"""Who tries the doors of life, who is turned away there, and what that does.

Draws four words of stream ATTEMPT for each attempt, and two words of stream SHARE for each agency
that must know of an entry, of a grade, or of an entry in the household, to turn anybody away.
"""

from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.reference.agencies import LifeDoor
from sincerity.reference.conduct import category
from sincerity.reference.doors import Closed, shared_words
from sincerity.reference.events import KNOWN, Blocked, Entry
from sincerity.reference.state import TwinState

BLOCKED, NOT_HEARD, LET_THROUGH = 0, 1, 2
"""How an attempt at a closed door ends."""
OF_GRADE, OF_RELATIVE = 15, 14
"""Slots, in the address of who knows what, of a grade and of an entry in the household."""


def try_doors(
    world: TwinState, slot: int, closed: Closed, wrongful: set[int]
) -> tuple[list[Blocked], list[Entry]]:
    """Let a person before closed doors of life try them as often as anybody of the class.

    Return what being turned away did, and the entries that the person found out about.
    """
    blocked: list[Blocked] = []
    discovered: list[Entry] = []
    if not any(number in world.life_door_of for number in closed.all):
        return blocked, discovered
    group = world.classes[slot]
    how_many = words(world.event_seed, Stream.ATTEMPT, world.month, slot)[0]
    for attempt in range(sum(how_many < below for below in world.attempt_thresholds(group))):
        draw = words(world.event_seed, Stream.ATTEMPT, world.month, slot, attempt)
        tried = category(draw[1], world.door_thresholds(group))
        found = [n for n in sorted(closed.all) if world.life_door_of.get(n) == tried]
        if not found:
            continue
        number, life_door = found[0], world.life_doors[tried]
        end = end_of_attempt(world, slot, number, life_door, closed, draw[2])
        world.count("door_attempts", number, end)
        if end != BLOCKED:
            continue
        world.count("blocked_wrong", number, by=number in wrongful)
        discovered += discover(world, slot, number)
        if world.is_adult(slot):
            falls = draw[3] < life_door.falls_below
            blocked.append(Blocked(slot, falls, life_door.idle_months))
    return blocked, discovered


def end_of_attempt(
    world: TwinState, slot: int, number: int, door: LifeDoor, closed: Closed, word: int
) -> int:
    """Return whether the agency has not heard, does not act on it, or turns the person away."""
    if not has_heard(world, slot, number, door, closed):
        return NOT_HEARD
    if world.network is None:
        return BLOCKED
    complies = word < world.network.agencies[door.agency].complies_below
    return BLOCKED if complies else LET_THROUGH


def has_heard(world: TwinState, slot: int, number: int, door: LifeDoor, closed: Closed) -> bool:
    """Return whether the agency that keeps a door knows why it should be closed."""
    if world.network is None or number in closed.stale:
        return True
    agency = world.network.agencies[door.agency]
    below, sanction = agency.from_operator.passes_below, world.scheme.doors[number]
    for entry in world.in_effect(slot):
        if entry.listing in sanction.lists:
            draw = shared_words(world, entry.entered, slot, entry.listing, agency)
            months = agency.from_operator.months(draw[1] >> 16)
            if draw[0] < below and world.month >= entry.entered + months:
                return True
    by_grade = world.grade[slot] in sanction.grades
    if by_grade and shared_words(world, 0, slot, OF_GRADE, agency)[0] < below:
        return True
    if number in closed.spilled:
        return shared_words(world, 0, slot, OF_RELATIVE, agency)[0] < below
    return False


def discover(world: TwinState, slot: int, number: int) -> list[Entry]:
    """Return the entries that a person who is turned away comes to know of, and note that."""
    found = []
    for entry in world.entries[slot]:
        closes = entry.listing in world.scheme.doors[number].lists
        if closes and entry.is_active and not entry.flags & KNOWN:
            entry.flags |= KNOWN
            found.append(entry)
    return sorted(found, key=lambda entry: entry.listing)
