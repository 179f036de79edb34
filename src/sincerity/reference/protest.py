"""protest: who has a grievance, who says so in the open or online, and what comes of it.

Sees truth, fear, marks, grades, lists and last month's bulletin of the cell. Draws a dense word a
person of stream PROTEST, of the society (the threshold); word 0 of stream OUTCRY for each aggrieved
adult who is online; word 0 of stream ATTENTION for each county. Nothing of it is ever a record.
"""

import math
from fractions import Fraction

from sincerity.chance.fixed import ONE, threshold
from sincerity.chance.philox import dense_word, words
from sincerity.chance.streams import Stream
from sincerity.reference.approval import burden_weights, dread, fairness
from sincerity.reference.cells import seen_in_cell
from sincerity.reference.conduct import UNCHANGED, chilled
from sincerity.reference.state import TOP, TwinState

AGGRIEVED, GRIEVANCE, OPEN, OPEN_SILENCED, ONLINE, ONLINE_SILENCED = range(6)
"""Columns of the table of voices."""
PROTESTERS, SPEAKERS, ATTENTION, WITHDRAWN = range(4)
"""Columns of the table of voices by county."""
WHOLE = 1 << 24
"""One, in the units in which grievance and thresholds are compared."""
STEPS = 4096
"""Steps of the table of thresholds."""
FARTHEST = Fraction(13, 2)
"""Standard deviations beyond which nobody's threshold lies."""
SIGNS = {"encourage": 1, "leave_to_others": -1, "none": 0}


def protest(world: TwinState) -> None:
    """Let aggrieved adults speak, or fall silent, and superiors notice a county or not."""
    world.protesters, world.speakers = [], []
    if world.word("protest.thresholds") == "none" and world.word("outcry.online") == "off":
        return
    for slot in world.people:
        if world.is_adult(slot):
            felt = grievance(world, slot)
            world.count("voices", world.classes[slot], AGGRIEVED, by=felt > 0)
            world.count("voices", world.classes[slot], GRIEVANCE, by=felt)
            stand_up(world, slot, felt)
            speak_online(world, slot, felt)
    for county in world.residents:
        notice(world, county)


def grievance(world: TwinState, slot: int) -> int:
    """Return what a person has to complain of, 0..255."""
    own = burden_weights(world, slot, "protest")
    if is_named(world, slot):
        own += world.whole("protest.named")
    if own == 0:
        return 0
    unfair = (TOP - fairness(world, slot)) * world.whole("protest.fairness") >> 8
    return min(TOP, own + unfair)


def is_named(world: TwinState, slot: int) -> bool:
    """Return whether a person's name stands on a list that blames and is published."""
    named_on = (world.scheme.lists[entry.listing] for entry in world.in_effect(slot))
    return any(listing.is_public and listing.colour == "black" for listing in named_on)


def stand_up(world: TwinState, slot: int, felt: int) -> None:
    """Let a person protest in the open, if grievance and neighbours outweigh fear."""
    sign = SIGNS[world.word("protest.others")]
    around = seen_in_cell(world, slot, "protesters")
    if world.word("protest.thresholds") == "none":
        return
    if felt == 0 and not (sign > 0 and around > 0):
        return
    share = WHOLE * around // max(seen_in_cell(world, slot, "residents"), 1)
    weight = round(Fraction(world.parameters["protest.others_weight"]) * 256)
    lift = felt * world.whole("protest.grievance_weight") << 8
    lift += sign * min(share * weight >> 8, WHOLE)
    hold = dread(world, slot) * world.whole("protest.fear_weight")
    if reaches(world, slot, lift - hold):
        world.protesters.append(slot)
        world.count("voices", world.classes[slot], OPEN)
    elif reaches(world, slot, lift):
        world.count("voices", world.classes[slot], OPEN_SILENCED)


def reaches(world: TwinState, slot: int, lift: int) -> bool:
    """Return whether what drives a person reaches the person's own threshold."""
    if lift < 0:
        return False
    table = threshold_table(world)
    step, within = divmod(min(lift, WHOLE), WHOLE // STEPS)
    below = table[step]
    if within:
        below += (table[step + 1] - table[step]) * within >> 12
    return dense_word(world.society.seed, Stream.PROTEST, 0, slot) < below


def threshold_table(world: TwinState) -> list[int]:
    """Return the threshold of having a threshold of at most k / 4096, for k = 0 .. 4096."""
    if world.protest_table is None:
        shares = [share_at_most(world, Fraction(k, STEPS)) for k in range(STEPS + 1)]
        world.protest_table = [threshold(share) for share in shares]
    return world.protest_table


def share_at_most(world: TwinState, level: Fraction) -> Fraction:
    """Return the share of people whose own threshold is at most a level between 0 and 1."""
    mean = Fraction(world.parameters["protest.threshold_mean"])
    spread = Fraction(world.parameters["protest.threshold_spread"])
    kind = world.word("protest.thresholds")
    if kind == "degenerate" or spread == 0:
        return Fraction(level >= mean)
    if kind == "uniform":
        return max(Fraction(0), min((level - mean + spread) / (2 * spread), Fraction(1)))
    deviations = (level - mean) / spread
    if abs(deviations) > FARTHEST:
        return Fraction(deviations > 0)
    return Fraction(math.erfc(-float(deviations) / math.sqrt(2)) / 2)


def speak_online(world: TwinState, slot: int, felt: int) -> None:
    """Let an aggrieved person who is online speak there, if fear does not silence them."""
    if world.word("outcry.online") == "off" or felt == 0 or not world.people[slot].online:
        return
    draw = words(world.event_seed, Stream.OUTCRY, world.month, slot)[0]
    undisturbed = world.chance("outcry.speak") * felt >> 8
    if draw < min(ONE, undisturbed * chilled(world, slot) >> 16):
        world.speakers.append(slot)
        world.count("voices", world.classes[slot], ONLINE)
    elif draw < min(ONE, undisturbed * UNCHANGED >> 16):
        world.count("voices", world.classes[slot], ONLINE_SILENCED)


def notice(world: TwinState, county: int) -> None:
    """Let superiors notice a county or not, and its grades be withdrawn if the scheme says so."""
    heard = {
        PROTESTERS: sum(world.county_of(slot) == county for slot in world.protesters),
        SPEAKERS: sum(world.county_of(slot) == county for slot in world.speakers),
    }
    draw = words(world.event_seed, Stream.ATTENTION, world.month, county)[0]
    comes = draw < attention_below(world, county, heard[SPEAKERS], heard[PROTESTERS])
    for column, found in (
        *heard.items(),
        (ATTENTION, comes),
        (WITHDRAWN, world.are_withdrawn(county)),
    ):
        world.count("county_voices", county, column, by=found)
    if comes and world.scheme.can_withdraw_grades:
        world.withdrawn_from.setdefault(county, world.month + 1)


def attention_below(world: TwinState, county: int, speakers: int, protesters: int) -> int:
    """Return the threshold of attention from above."""
    weight = 0
    if world.word("outcry.attention") == "on":
        weight += threshold(world.parameters["outcry.attention_speakers"]) * speakers
        weight += threshold(world.parameters["outcry.attention_protesters"]) * protesters
    return min(ONE, weight * 1000 // max(world.residents[county], 1))
