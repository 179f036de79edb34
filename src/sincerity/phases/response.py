"""How beliefs bend conduct: the multiplier of an act's rate, by the response rules of the world.

Idea
    A scheme changes what people do only through what they believe of it. Scored acts answer to
    deterrence, unscored acts under protection to chill, good deeds to perks; never two at once.
    Everything is an increment over law already in force, so a world without scheme has none.
Formula
    Deterrence, ``certainty_first``: exp(-c·(256·Kc + Ks·l)/2^22), where c is the believed certainty
    (charged if done, minus charged if not done; 0..255) and l a concave index of the loss; the
    certainty coefficient is the larger one. Rival ``expected_loss``: exp(-Ke·c·l/2^22).
    Chill, ``visible_punishment``: exp(-Kf·f·(255-b)/2^22), f fear, b boldness. Rival
    ``backlash``: 1 + Kb·f·b/2^25, visible punishment raises speech among the bold.
    Shows of loyalty: 1 + Kcf·f/2^16 under either. Perks, ``incentive``: 1 + Kp·g/2^16; rival
    ``crowding_out``: exp(-Kx·g/2^14). Exponents are rounded down once, to 1/1024.
    Every rule also has the rival ``none``.
Sees
    Published and own experience only: awareness, certainty, fear.
Assumptions
    A share of people is undeterrable; acts that an insolvent person cannot help are untouched
    (facts C.3); certainty outweighs severity (facts F.2, M+).
Known limits
    No learning of the rules' true chances; no displacement from one kind of act to another.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64
from sincerity.phases.people import People, boldness, is_undeterrable
from sincerity.society.codes import MEANS

Array = npt.NDArray[Any]

NEUTRAL = 65536
"""A multiplier of one."""


class Role(IntEnum):
    """What a kind of act answers to under a scheme."""

    NOTHING = 0
    DETERRENCE = 1
    PERK = 2
    CHILL = 3
    CONFORM = 4


_DETERRENCE, _PERK = int(Role.DETERRENCE), int(Role.PERK)
_CHILL, _CONFORM = int(Role.CHILL), int(Role.CONFORM)
DETERRENCE_RULES = ("none", "certainty_first", "expected_loss")
CHILL_RULES = ("none", "visible_punishment", "backlash")
PERK_RULES = ("none", "incentive", "crowding_out")

_INSOLVENT = MEANS.index("insolvent")


class ResponseTables(NamedTuple):
    """Response rules as indices into the tuples above, their coefficients (0..255) and curves."""

    exp_neg: Array
    role: Array
    loss: Array
    cannot_pay: Array
    mean_loss: int
    deterrence: int
    certainty_weight: int
    severity_weight: int
    expected_weight: int
    chill: int
    chill_weight: int
    backlash_weight: int
    conform_weight: int
    perks: int
    perk_weight: int
    crowding_weight: int


@inlined
def chilled(t: ResponseTables, fear: int, bold: int) -> Any:
    """Return the multiplier of what a right protects and no rule charges, in units of 2^-16."""
    result = int64(NEUTRAL)
    if t.chill == 1:
        weighed = t.chill_weight * fear * (255 - bold)
        result = int64(t.exp_neg[min(weighed >> 12, 4095)])
    elif t.chill == 2:
        result = int64(NEUTRAL + (t.backlash_weight * fear * bold >> 9))
    return result


@inlined
def multiplier(
    t: ResponseTables,
    people: People,
    person: int,
    kind: int,
    covered: bool,
    aware: int,
    certainty: int,
    fear: int,
    means: int,
) -> Any:
    """Return the multiplier of a kind's rate for one person, in units of 2^-16.

    Traits are drawn only where the rule in force asks for them: most candidates need none.
    """
    role = t.role[kind]
    result = int64(NEUTRAL)
    if role == _DETERRENCE:
        if covered and aware > 0 and t.deterrence > 0:
            helpless = t.cannot_pay[kind] == 1 and means == _INSOLVENT
            if not helpless and not is_undeterrable(people, person):
                loss = int64(t.mean_loss) if aware == 1 else int64(t.loss[kind])
                weighed = t.expected_weight * certainty * loss
                if t.deterrence == 1:
                    weighed = certainty * (256 * t.certainty_weight + t.severity_weight * loss)
                result = int64(t.exp_neg[min(weighed >> 12, 4095)])
    elif role == _PERK:
        if covered and aware >= 2:
            gain = int64(t.loss[kind])
            if t.perks == 1:
                result = int64(NEUTRAL + t.perk_weight * gain)
            elif t.perks == 2:
                result = int64(t.exp_neg[min(t.crowding_weight * gain >> 4, 4095)])
    elif role == _CHILL:
        if fear > 0 and t.chill > 0:
            result = chilled(t, fear, boldness(people, person))
    elif role == _CONFORM and t.chill > 0:
        result = int64(NEUTRAL + t.conform_weight * fear)
    return result
