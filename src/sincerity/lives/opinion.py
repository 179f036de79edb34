"""What one person thinks of the scheme and does about it, in plain integers.

The phases `approval` and `protest` count these and forget whose they were; the formulas stand on
their pages of the model. Summed over all people they are the phases' counts (a test).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sincerity.chance.philox import dense_word, words
from sincerity.chance.streams import Stream
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.lives.closed import Closed, concerned_doors, household_of
from sincerity.lives.rows import value_of_few
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.society.codes import CLASSES, WORK, age_band

if TYPE_CHECKING:
    from sincerity.engine.block import Block

__all__ = ["NO_VOICE", "Answer", "Burden", "Voice", "answer", "burden_of", "voice"]

TOP = 255
_NEUTRAL = 1 << 16
_PARTY, _ONLINE = len(WORK), len(WORK) + 1
_TRAIT_LEANING = 1
_LEVEL_ONE = 1 << 24
_STEP_BITS = 12


@dataclass(frozen=True, slots=True)
class Burden:
    """What a person has met with: doors, perks, wrongs, and doors of the household."""

    door: bool
    perk: bool
    wronged: bool
    wronged_before: bool
    household: bool
    near: int
    """what is seen nearby, 0 to 255"""

    def harm(self, t: Any) -> int:
        """Return what the signs weigh in the tables of `approval`, 0 to 255."""
        return min(self.near + self.weighed(t), TOP)

    def weighed(self, t: Any) -> int:
        """Return what the signs weigh in some phase's tables."""
        return (
            self.door * int(t.door)
            + self.wronged * int(t.wronged)
            + self.wronged_before * int(t.wronged_before)
            + self.household * int(t.household)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody who is asked thinks, would say and answers; None for no answer."""

    private: int
    expressed: int
    fairness: int
    answered: int | None


@dataclass(frozen=True, slots=True)
class Voice:
    """A grievance, 0 to 255, and what becomes of it: spoken, silenced, or neither ('')."""

    grievance: int = 0
    open: str = ""
    online: str = ""
    of_doors: bool = False
    """whether it is about doors, closed or once closed wrongly"""
    named_on: int = 0
    """bit l set: it is about the name's standing on list l"""


NO_VOICE = Voice()


def burden_of(block: Block, place: int, closed: Closed) -> Burden:
    """Return what a person has met with, once the month's doors are closed."""
    marks = value_of_few(block.local.marks, place)
    sanctions = int(block.model.doors.sanctions)
    others = (q for q in household_of(block, place) if q != place)
    return Burden(
        door=closed.own != 0,
        perk=closed.perks != 0,
        wronged=bool(marks & 1),
        wronged_before=marks == 2,
        household=any(concerned_doors(block, q) & sanctions for q in others),
        near=int(block.model.near[_cell(block, place)]),
    )


def answer(block: Block, place: int, closed: Closed) -> Answer | None:
    """Return what a person answers this month; None for somebody who is not asked."""
    t, c = block.model.opinion, int(block.columns["class"][place])
    if not FIRST_ADULT_CLASS <= c < CLASSES or not _is_visited(block, place):
        return None
    slot, fear = block.first + place, int(block.columns["fear"][place])
    aware = int(block.columns["awareness"][place])
    burden = burden_of(block, place, closed)
    harm = burden.harm(t)
    bold = _boldness(block, slot)
    private = _private(block, place, burden, harm, aware)
    expressed = private
    if int(t.expression) == 2:
        expressed += ((TOP - private) * fear * (TOP - bold) * int(t.pressed)) >> 24
    refuses = int(t.refuse)
    if int(t.expression) != 0:
        refuses += (int(t.refuse_fear) * fear * (TOP - bold)) >> 16
    word = words(int(block.seed), Stream.ANSWER, block.month, slot)[0]
    answered = None if word < min(refuses, 1 << 32) else (expressed * 5) >> 8
    return Answer(private, expressed, fairness(t, aware, harm), answered)


def voice(block: Block, place: int, closed: Closed) -> Voice:
    """Return a person's grievance this month and what becomes of it."""
    t, o = block.model.protest, block.model.opinion
    c, slot = int(block.columns["class"][place]), block.first + place
    if not FIRST_ADULT_CLASS <= c < CLASSES:
        return NO_VOICE
    aware, fear = (int(block.columns[name][place]) for name in ("awareness", "fear"))
    burden = burden_of(block, place, closed)
    of_doors = burden.weighed(t)
    named_on = _lists(block, place) & int(t.named_lists)
    grievance = of_doors + (int(t.named) if named_on else 0)
    if grievance > 0:
        unfair = TOP - fairness(o, aware, burden.harm(o))
        grievance = min(grievance + ((unfair * int(t.fairness)) >> 8), TOP)
    shown = int(block.model.others[_cell(block, place)])
    others = int(t.sign) * min((shown * int(t.others_weight)) >> 8, _LEVEL_ONE)
    if grievance == 0 and not (shown > 0 and int(t.sign) > 0):
        return NO_VOICE
    lift = ((grievance * int(t.grievance_weight)) << 8) + others
    said = _in_the_open(block, slot, lift, fear) if t.in_the_open else ""
    online = _online(block, slot, grievance, fear) if t.online and grievance > 0 else ""
    return Voice(grievance, said, online, of_doors > 0, named_on)


def _lists(block: Block, place: int) -> int:
    """Return the lists on which a person's name stands, as bits."""
    return int(block.columns["listed"][place]) if "listed" in block.columns else 0


def fairness(t: Any, aware: int, harm: int) -> int:
    """Return the sense of fairness, 0 to 255."""
    level = int(t.fair_base) - ((harm * int(t.fair_harm)) >> 8)
    return max(level - (int(t.fair_vague) if aware >= 2 else 0), 0)


def _cell(block: Block, place: int) -> int:
    """Return the number of the neighbourhood cell of a place."""
    cells = block.local.cells
    return next(int(number) for number, start, stop in cells.tolist() if start <= place < stop)


def _is_visited(block: Block, place: int) -> bool:
    """Say whether the survey visits a place this month."""
    t, tile = block.model.opinion, (block.first + place) // SLOTS_PER_TILE
    w0, w1, _, _ = words(int(block.seed), Stream.SURVEY, block.month, tile)
    if w0 >= int(t.tile_drawn):
        return False
    visits = int(t.visits)
    stride, begin = SLOTS_PER_TILE // visits, w1 >> 26
    visited = {(begin + visit * stride) % SLOTS_PER_TILE for visit in range(visits)}
    return place % SLOTS_PER_TILE in visited


def _private(block: Block, place: int, burden: Burden, harm: int, aware: int) -> int:
    t, slot = block.model.opinion, block.first + place
    seed = int(block.model.people.seed)
    leaning = words(seed, Stream.TRAIT, 0, slot, _TRAIT_LEANING)[0] >> 24
    level = int(t.group[int(block.columns["class"][place])])
    level += (int(t.leaning) * (2 * leaning - TOP)) >> 8
    level -= int(t.party) if _has(block, slot, _PARTY) else 0
    if int(t.rule) >= 1:
        level += (aware >= 1) * int(t.framing) - (aware >= 2) * int(t.lesson)
    if int(t.rule) >= 2:
        level += burden.perk * int(t.perk) - harm
    return min(max(level, 0), TOP)


def _boldness(block: Block, slot: int) -> int:
    return words(int(block.model.people.seed), Stream.TRAIT, 0, slot)[1] >> 24


def _has(block: Block, slot: int, attribute: int) -> bool:
    """Say whether a person is a party member, or online."""
    people = block.model.people
    tile, place = divmod(slot, SLOTS_PER_TILE)
    at = int(people.template[tile]) * SLOTS_PER_TILE + place
    band, sex = age_band(int(people.tpl_age[at])), int(people.tpl_sex[at])
    limits = people.person_thresholds[band, sex, int(people.tile_urban[tile])]
    word = words(int(people.seed), Stream.PERSON, 0, slot)[attribute - _PARTY + 1]
    return word < int(limits[attribute])


def _reaches(reached: Any, level: int, word: int) -> bool:
    """Say whether a level reaches the threshold that a word stands for."""
    if level < 0:
        return False
    level = min(level, _LEVEL_ONE)
    step = level >> _STEP_BITS
    share = int(reached[step])
    if step + 1 < len(reached):
        rest = level & ((1 << _STEP_BITS) - 1)
        share += ((int(reached[step + 1]) - share) * rest) >> _STEP_BITS
    return word < share


def _in_the_open(block: Block, slot: int, lift: int, fear: int) -> str:
    t = block.model.protest
    word = dense_word(int(block.model.people.seed), Stream.PROTEST, 0, slot)
    if not _reaches(t.reached, lift, word):
        return ""
    hold = fear * (TOP - _boldness(block, slot)) * int(t.fear_weight)
    return "spoken" if _reaches(t.reached, lift - hold, word) else "silenced"


def _online(block: Block, slot: int, grievance: int, fear: int) -> str:
    if not _has(block, slot, _ONLINE):
        return ""
    word = words(int(block.seed), Stream.OUTCRY, block.month, slot)[0]
    unafraid = (int(block.model.protest.speak) * grievance) >> 8
    if word < (unafraid * _chilled(block, slot, fear)) >> 16:
        return "spoken"
    return "silenced" if word < unafraid else ""


def _chilled(block: Block, slot: int, fear: int) -> int:
    """Return the multiplier of what a right protects and no rule charges, in units of 2^-16."""
    t, bold = block.model.conduct.response, _boldness(block, slot)
    if int(t.chill) == 1:
        weighed = int(t.chill_weight) * fear * (TOP - bold)
        return int(t.exp_neg[min(weighed >> 12, 4095)])
    if int(t.chill) == 2:
        return _NEUTRAL + (int(t.backlash_weight) * fear * bold >> 9)
    return _NEUTRAL
