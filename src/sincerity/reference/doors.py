"""The sanctions before which a person stands, and how agencies come to know of them.

Draws two words of stream SHARE for each ended entry and agency that may still act on it.
"""

from dataclasses import dataclass

from sincerity.chance.philox import Words, pack_detail, words
from sincerity.chance.streams import Stream
from sincerity.reference.agencies import Agency
from sincerity.reference.state import TwinState


@dataclass(frozen=True, slots=True)
class Closed:
    """Positions of sanctions: a person's own, those of others in the household, outdated ones.

    `spilled` holds none of `own`, and `stale` none of either.
    """

    own: set[int]
    spilled: set[int]
    stale: set[int]

    @property
    def all(self) -> set[int]:
        """Return every sanction that is closed to the person."""
        return self.own | self.spilled | self.stale


def closed_to(world: TwinState, slot: int) -> set[int]:
    """Return the sanctions that a person's own grade or lists close."""
    standing = [entry.listing for entry in world.in_effect(slot)]
    return {
        number
        for number, door in enumerate(world.scheme.sanctions)
        if world.grade[slot] in door.grades or any(n in door.lists for n in standing)
    }


def closed_doors(world: TwinState, slot: int, own: dict[int, set[int]]) -> Closed:
    """Return all sanctions before which a person stands, given everybody's own ones."""
    shared = {n for n, door in enumerate(world.scheme.sanctions) if door.reaches_household}
    others = [own[member] for member in world.household_of(slot) if member != slot]
    spilled = (set[int]().union(*others) & shared) - own[slot]
    return Closed(own[slot], spilled, stale_sanctions(world, slot) - own[slot] - spilled)


def stale_sanctions(world: TwinState, slot: int) -> set[int]:
    """Return the doors of life that agencies still close because of entries that have ended."""
    found: set[int] = set()
    if world.network is None:
        return found
    for entry in world.entries[slot]:
        for number, life_door in world.life_door_of.items():
            if entry.is_active or entry.listing not in world.scheme.doors[number].lists:
                continue
            agency = world.network.agencies[world.life_doors[life_door].agency]
            draw = shared_words(world, entry.entered, slot, entry.listing, agency)
            months = agency.from_operator.months(draw[1] >> 16)
            is_told = draw[0] < agency.from_operator.passes_below
            if is_told and entry.entered + months <= world.month < entry.ends + months:
                found.add(number)
    return found


def shared_words(world: TwinState, month: int, slot: int, what: int, agency: Agency) -> Words:
    """Return the words by which an agency comes to know of a person's entry, and how late."""
    detail = pack_detail(slot=what, agency=agency.byte)
    return words(world.event_seed, Stream.SHARE, month, slot, detail)
