"""approval: what people think of the scheme, what they say of it aloud, and what surveys hear.

Sees truth, grades, lists and last month's bulletin of the cell; changes nothing but its tables.
Draws the top byte of word 0 of stream TRAIT, detail 1, for the leaning; words 0 and 1 of stream
SURVEY for each tile, and word 0 of stream ANSWER for each person asked.
"""

from collections.abc import Iterator
from fractions import Fraction

from sincerity.chance.fixed import ONE, threshold
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.reference.cells import seen_in_cell
from sincerity.reference.state import HEARD, INSOLVENT, KNOWS_RULES, PLACES, SECURE, TOP, TwinState

BOXES = 5
"""Answers of a survey, from strong disapproval to strong approval."""
REFUSED, PRIVATE, EXPRESSED, FAIRNESS = 5, 6, 7, 8
"""Columns of the tables after the five answers."""
OLDER_AGE_YEARS = 45
WRONGED, EVER_WRONGED = 1, 2
"""Bits of a mark."""


def approval(world: TwinState) -> None:
    """Ask a sample of adults and count what they answer."""
    if not world.scheme.names_conduct or world.word("approval.survey") == "off":
        return
    for slot in asked(world):
        if slot in world.people and world.is_adult(slot):
            ask(world, slot)


def asked(world: TwinState) -> Iterator[int]:
    """Yield the slots that the survey visits, vacant ones included."""
    places = Fraction(world.parameters["approval.sample"]) * PLACES
    most = next(2**n for n in range(7) if 2**n >= places)
    drawn_below = threshold(places / most)
    for tile in range(world.society.slots // PLACES):
        draw = words(world.event_seed, Stream.SURVEY, world.month, tile)
        if draw[0] < drawn_below:
            start = draw[1] >> 26
            for visit in range(most):
                yield tile * PLACES + (start + visit * (PLACES // most)) % PLACES


def ask(world: TwinState, slot: int) -> None:
    """Count what one person thinks, says and answers."""
    thought, said = private(world, slot), expressed(world, slot)
    draw = words(world.event_seed, Stream.ANSWER, world.month, slot)
    column = REFUSED if draw[0] < refuses_below(world, slot) else said * BOXES >> 8
    for part, by in (
        (column, 1),
        (PRIVATE, thought),
        (EXPRESSED, said),
        (FAIRNESS, fairness(world, slot)),
    ):
        person = world.people[slot]
        world.count("survey", world.classes[slot], part, by=by)
        world.count("survey_aware", world.awareness[slot], part, by=by)
        for group, member in enumerate((person.party, person.migrant, person.online)):
            world.count("survey_groups", group, member, part, by=by)
        world.count("survey_counties", world.county_of(slot), part, by=by)


def is_before_door(world: TwinState, slot: int) -> bool:
    """Return whether a sanction was closed to a person this month by own lists or grade."""
    return any(world.scheme.doors[number].closes for number in world.own_doors[slot])


def has_perk(world: TwinState, slot: int) -> bool:
    """Return whether a perk was open to a person this month by own lists or grade."""
    return any(not world.scheme.doors[number].closes for number in world.own_doors[slot])


def burden_weights(world: TwinState, slot: int, area: str) -> int:
    """Return the weights of what doors did to a person and the household, of one area, added up."""
    mark = world.marks[slot]
    others = (member for member in world.household_of(slot) if member != slot)
    signs = {
        "door": is_before_door(world, slot),
        "wronged": bool(mark & WRONGED),
        "wronged_before": bool(mark & EVER_WRONGED) and not mark & WRONGED,
        "household": any(is_before_door(world, member) for member in others),
    }
    return sum(world.whole(f"{area}.{name}") for name, holds in signs.items() if holds)


def harm(world: TwinState, slot: int) -> int:
    """Return the harm that a person has met with, own and nearby, 0..255."""
    hurt = seen_in_cell(world, slot, "visible") + seen_in_cell(world, slot, "wronged")
    residents = max(seen_in_cell(world, slot, "residents"), 1)
    near = min(TOP, world.whole("approval.near") * hurt * 1000 // residents)
    return min(TOP, burden_weights(world, slot, "approval") + near)


def private(world: TwinState, slot: int) -> int:
    """Return what a person thinks of the scheme, 0..255."""
    level = group_level(world, slot) + leaning(world, slot)
    rule = world.word("approval.rule")
    if rule in ("framing", "experience"):
        level += told(world, slot)
    if rule == "experience":
        level += world.whole("approval.perk") * has_perk(world, slot) - harm(world, slot)
    return max(0, min(level, TOP))


def group_level(world: TwinState, slot: int) -> int:
    """Return the level of people alike in place, age, means and membership."""
    person, means = world.people[slot], world.means[slot]
    level = world.whole("approval.base")
    level += world.whole("approval.urban") * person.urban
    level += world.whole("approval.older") * (world.age_years(slot) >= OLDER_AGE_YEARS)
    level += world.whole("approval.secure") * (means == SECURE)
    level -= world.whole("approval.insolvent") * (means == INSOLVENT)
    return level - world.whole("approval.party") * person.party


def leaning(world: TwinState, slot: int) -> int:
    """Return how far a person differs from people alike in all else."""
    byte = words(world.society.seed, Stream.TRAIT, 0, slot, 1)[0] >> 24
    return world.whole("approval.leaning") * (2 * byte - TOP) >> 8


def told(world: TwinState, slot: int) -> int:
    """Return what official words add, and what knowing the rules takes."""
    level = world.whole("approval.framing") if world.awareness[slot] >= HEARD else 0
    if world.awareness[slot] >= KNOWS_RULES:
        punished = [kind for kind in world.kinds if kind.expected_points < 0]
        rights = sum(kind.is_protected for kind in punished)
        level -= world.whole("approval.lesson") * rights // max(len(punished), 1)
    return level


def fairness(world: TwinState, slot: int) -> int:
    """Return how far what happens to people seems deserved to a person, 0..255."""
    level = world.whole("approval.fair_base")
    if world.awareness[slot] >= KNOWS_RULES:
        negative = [rule for rule in world.scheme.rules if rule.usual_points < 0]
        vague = sum(rule.is_vague for rule in negative)
        level -= world.whole("approval.fair_vague") * vague // max(len(negative), 1)
    level -= harm(world, slot) * world.whole("approval.fair_harm") >> 8
    return max(0, level)


def expressed(world: TwinState, slot: int) -> int:
    """Return what a person would say of the scheme aloud, 0..255."""
    level = private(world, slot)
    if world.word("approval.expression") == "falsification":
        pressed = world.whole("approval.pressed") * dread(world, slot)
        level += (TOP - level) * pressed >> 24
    return level


def dread(world: TwinState, slot: int) -> int:
    """Return fear as far as boldness does not stand up to it, 0..255 squared."""
    return world.fear[slot] * (TOP - world.people[slot].boldness)


def refuses_below(world: TwinState, slot: int) -> int:
    """Return the threshold of not answering."""
    by_fear = world.chance("approval.refuse_fear") * dread(world, slot) >> 16
    if world.word("approval.expression") == "none":
        by_fear = 0
    return min(ONE, world.chance("approval.refuse") + by_fear)
