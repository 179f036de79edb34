"""conduct: candidate acts arrive by chance and are thinned to the acts that are done.

Candidates do not depend on the scheme; whether one is accepted may, through what the person
believes. Sees truth and beliefs. Draws one dense word a person of stream CONDUCT (how many
candidates) and four words of stream ACT for each candidate; the class of shared causes is in the
fourth trait word of the person.
"""

from sincerity.chance.fixed import EXP_NEG, ONE
from sincerity.chance.philox import Words, dense_word, words
from sincerity.chance.streams import Stream
from sincerity.reference.events import Act, Invention
from sincerity.reference.kinds import Kind
from sincerity.reference.state import (
    HEARD,
    INSOLVENT,
    KNOWS_RULES,
    TOP,
    UNAWARE,
    TwinState,
)

UNCHANGED = 65536
"""The multiplier of an act that the scheme leaves alone."""


def conduct(world: TwinState) -> tuple[list[Act], list[Invention]]:
    """Return the acts done this month, and the candidates that become records of nothing."""
    acts, invented = [], []
    world.problems = []
    for slot in world.people:
        inventions = []
        for number in range(candidates_of(world, slot)):
            draw = words(world.event_seed, Stream.ACT, world.month, slot, number)
            kind = category(draw[0], world.kind_thresholds(world.classes[slot]))
            if kind == len(world.kinds):
                if is_invented(world, slot, draw):
                    inventions.append(Invention(slot, number, draw[2]))
            elif is_done(world, slot, kind, draw[1]):
                acts.append(Act(slot, number, kind, draw[2], draw[3]))
        invented += inventions if world.network is None else inventions[:1]
    return acts, invented


def candidates_of(world: TwinState, slot: int) -> int:
    """Return how many candidate acts a person meets this month."""
    word = dense_word(world.event_seed, Stream.CONDUCT, world.month, slot)
    return sum(word < below for below in world.count_thresholds(world.classes[slot]))


def category(word: int, cumulative: list[int]) -> int:
    """Return which part of a cumulative table a word falls in."""
    return sum(entry <= word for entry in cumulative)


def is_done(world: TwinState, slot: int, number: int, word: int) -> bool:
    """Return whether a candidate act becomes an act, and count it."""
    kind = world.kinds[number]
    world.count("candidates", number)
    if not all(world.meets(slot, condition) for condition in kind.needs):
        return False
    is_undisturbed = word < kind.accept_below
    world.count("undisturbed", number, by=is_undisturbed)
    if kind.is_problem and is_undisturbed:
        world.problems.append(slot)
    accept_below = min((kind.accept_below * multiplier(world, slot, kind)) >> 16, ONE)
    if word >= accept_below:
        return False
    world.count("acts", number, world.classes[slot])
    if kind.cannot_pay and world.means[slot] == INSOLVENT:
        world.count("cannot_pay_acts", number)
    return True


def is_invented(world: TwinState, slot: int, draw: Words) -> bool:
    """Return whether a candidate invention becomes one."""
    if world.network is None:
        return bool(world.invented_kinds) and draw[1] < world.invented_below[0]
    return draw[1] < world.invented_below[cause_class(world, slot)]


def cause_class(world: TwinState, slot: int) -> int:
    """Return a person's class of shared causes: how often errors hit them."""
    assert world.network is not None
    word = words(world.society.seed, Stream.TRAIT, 0, slot)[3]
    return category(word, world.network.cause_below)


def multiplier(world: TwinState, slot: int, kind: Kind) -> int:
    """Return what a person's beliefs make of an act's chance, in units of 1 / 65536."""
    if kind.expected_points < 0:
        return deterred(world, slot, kind)
    if kind.expected_points > 0:
        return rewarded(world, slot, kind)
    if kind.is_protected:
        return chilled(world, slot)
    if kind.sign == "conform":
        return conforming(world, slot)
    return UNCHANGED


def deterred(world: TwinState, slot: int, kind: Kind) -> int:
    """Return the multiplier of a kind that costs points: fewer by believed certainty and loss."""
    awareness, certainty = world.awareness[slot], world.certainty[slot]
    cannot = kind.cannot_pay and world.means[slot] == INSOLVENT
    if not world.is_covered(slot) or awareness == UNAWARE or cannot:
        return UNCHANGED
    if world.is_undeterrable(slot):
        return UNCHANGED
    loss = world.mean_loss if awareness == HEARD else kind.loss
    if world.word("respond.deterrence") == "certainty_first":
        by_certainty = 256 * world.whole("respond.deterrence_certainty") * certainty
        by_severity = world.whole("respond.deterrence_severity") * certainty * loss
        weighed = by_certainty + by_severity
    elif world.word("respond.deterrence") == "expected_loss":
        weighed = world.whole("respond.deterrence_expected") * certainty * loss
    else:
        return UNCHANGED
    return falling(weighed >> 12)


def falling(index: int) -> int:
    """Return exp(-index / 1024) in units of 1 / 65536, from the table that ends at 4095."""
    return EXP_NEG[min(index, len(EXP_NEG) - 1)]


def rewarded(world: TwinState, slot: int, kind: Kind) -> int:
    """Return the multiplier of a kind that earns points: more by incentive, or crowded out."""
    if not world.is_covered(slot) or world.awareness[slot] < KNOWS_RULES:
        return UNCHANGED
    if world.word("respond.perks") == "incentive":
        return UNCHANGED + world.whole("respond.perk_gain") * kind.loss
    if world.word("respond.perks") == "crowding_out":
        return falling((world.whole("respond.crowding") * kind.loss) >> 4)
    return UNCHANGED


def chilled(world: TwinState, slot: int) -> int:
    """Return the multiplier of protected conduct that is not scored: fear silences or provokes."""
    fear, boldness = world.fear[slot], world.people[slot].boldness
    if world.word("respond.chill") == "visible_punishment":
        return falling((world.whole("respond.chill_fear") * fear * (TOP - boldness)) >> 12)
    if world.word("respond.chill") == "backlash":
        return UNCHANGED + ((world.whole("respond.backlash_fear") * fear * boldness) >> 9)
    return UNCHANGED


def conforming(world: TwinState, slot: int) -> int:
    """Return the multiplier of acts of conformity: fear makes more of them."""
    if world.word("respond.chill") == "none":
        return UNCHANGED
    return UNCHANGED + world.whole("respond.conform_fear") * world.fear[slot]
