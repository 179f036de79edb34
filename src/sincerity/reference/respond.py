"""respond: what people come to know and fear, from what happens to them and around them.

Sees what is published (last month's bulletin of the township), one's own charges and new entries
and those of the household. Draws one dense word a person of stream RESPOND, and four words of
stream LEARN for each person punished and for each other member of the household. Certainty and fear
are bytes; `move` brings one towards a target.
"""

from sincerity.chance.philox import dense_word, words
from sincerity.chance.streams import Stream
from sincerity.reference.cells import seen_in_cell
from sincerity.reference.events import TRUE, Charge, Entry
from sincerity.reference.state import (
    HEARD,
    KNOWS_OWN_SCORE,
    KNOWS_RULES,
    PLACES,
    TOP,
    UNAWARE,
    TwinState,
)


def respond(world: TwinState, charged: dict[int, list[Charge]]) -> None:
    """Let word spread and beliefs fade, then let those punished and their households learn.

    A charge of negative points punishes, and so does a new name on a black list.
    """
    if world.word("respond.beliefs") == "off":
        return
    for slot in world.people:
        word = dense_word(world.event_seed, Stream.RESPOND, world.month, slot)
        hear(world, slot, word >> 16)
        fade(world, slot, word)
    for slot in world.people:
        causes = [charge.cause for charge in charged.get(slot, []) if charge.points < 0]
        causes += [entry.cause for entry in world.entries[slot] if is_penalty(world, entry)]
        if causes:
            learn(world, slot, causes)


def is_penalty(world: TwinState, entry: Entry) -> bool:
    """Return whether an entry puts somebody on a black list this month."""
    return entry.entered == world.month and world.scheme.lists[entry.listing].colour == "black"


def move(belief: int, target: int, weight: int, rounding: int) -> int:
    """Bring a belief 0..255 towards a target by weight / 256, rounded up or down by chance."""
    return (belief * (256 - weight) + target * weight + rounding) >> 8


def by_visible(world: TwinState, township: int, weight: int) -> int:
    """Return a weight for each of 1,000 residents visibly punished last month, rounded down."""
    if not world.bulletins:
        return 0
    last = world.bulletins[-1][township]
    return weight * last["visible"] * 1000 // max(last["residents"], 1)


def visible_around(world: TwinState, slot: int, weight: int) -> int:
    """Return a weight for each of 1,000 visibly punished last month where a person sees others."""
    if world.word("respond.visible_place") == "township":
        return by_visible(world, world.people[slot].township, weight)
    residents = max(seen_in_cell(world, slot, "residents"), 1)
    return weight * seen_in_cell(world, slot, "visible") * 1000 // residents


def hear(world: TwinState, slot: int, draw: int) -> None:
    """Let someone unaware hear of the scheme, or someone who heard of it learn its rules."""
    if world.awareness[slot] == UNAWARE:
        below = world.chance_16("respond.hear_base")
        below += visible_around(world, slot, world.chance_16("respond.hear_visible"))
        if world.scheme.names_conduct and draw < below:
            world.awareness[slot] = HEARD
    elif world.awareness[slot] == HEARD and draw < world.chance_16("respond.learn_rules"):
        world.awareness[slot] = KNOWS_RULES


def fade(world: TwinState, slot: int, word: int) -> None:
    """Let certainty sink to its floor, and fear follow vague rules and visible punishment."""
    world.certainty[slot] = move(
        world.certainty[slot],
        world.whole("respond.certainty_floor"),
        world.whole("respond.certainty_decay"),
        rounding=word & 255,
    )
    seen = visible_around(world, slot, world.whole("respond.fear_visible"))
    town = min(TOP, world.vague_fear + seen)
    world.fear[slot] = move(
        world.fear[slot],
        town if world.awareness[slot] > UNAWARE else 0,
        world.whole("respond.fear_decay"),
        rounding=(word >> 8) & 255,
    )


def learn(world: TwinState, slot: int, causes: list[int]) -> None:
    """Let a person who comes to know of penalties learn from them, and the household with them.

    A true one teaches that acts are seen; false ones alone teach that acts do not matter.
    """
    own, informed, _, _ = words(world.event_seed, Stream.LEARN, world.month, slot)
    without_notice_below = world.chance("respond.informed_without_notice")
    if not world.scheme.gives_notice and informed >= without_notice_below:
        return
    is_true = TRUE in causes
    target, weight = (TOP, "respond.caught") if is_true else (0, "respond.unfair")
    world.certainty[slot] = move(world.certainty[slot], target, world.whole(weight), own & 255)
    weight_own = world.whole("respond.fear_own")
    world.fear[slot] = move(world.fear[slot], TOP, weight_own, (own >> 8) & 255)
    world.awareness[slot] = KNOWS_OWN_SCORE
    for member in world.household_of(slot):
        if member != slot:
            place = member % PLACES
            word, _, _, _ = words(world.event_seed, Stream.LEARN, world.month, slot, 1 + place)
            see_a_member_charged(world, member, is_true, word & 255, (word >> 8) & 255)


def see_a_member_charged(
    world: TwinState, member: int, is_true: bool, certainty_byte: int, fear_byte: int
) -> None:
    """Let someone learn from the penalty of another member of the household."""
    if is_true:
        weight = world.whole("respond.household")
        world.certainty[member] = move(world.certainty[member], TOP, weight, certainty_byte)
    weight = world.whole("respond.fear_household")
    world.fear[member] = move(world.fear[member], TOP, weight, fear_byte)
    world.awareness[member] = max(world.awareness[member], HEARD)
