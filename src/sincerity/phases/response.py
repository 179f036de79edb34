"""How beliefs bend conduct: the multiplier of an act's rate, by the response rules of the world.

Idea
    A scheme changes what people do only through what they believe of it. Scored acts answer to
    deterrence, unscored acts under protection to chill, good deeds to perks; never two at once.
    Everything is an increment over law already in force, so a world without scheme has none.
Formula
    Deterrence, ``certainty_first``: exp(-(Kc·c + Ks·c·l/256)/256/64), where c is the believed
    certainty (seen if done, minus seen if not done; 0..255) and l a concave index of the loss; the
    certainty coefficient is the larger one. Rival ``expected_loss``: exp(-Ke·c·l/2^16/64).
    Chill, ``visible_punishment``: exp(-Kf·f·(255-b)/2^16/64), f fear, b boldness. Rival
    ``backlash``: 1 + Kb·f·b/2^25, visible punishment raises speech among the bold.
    Perks, ``incentive``: 1 + Kp·g/2^16; rival ``crowding_out``: exp(-Kx·g/256/64).
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
from numba import int64

from sincerity.chance._compile import helper
from sincerity.society.codes import MEANS, Flag

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


DETERRENCE_RULES = ("none", "certainty_first", "expected_loss")
CHILL_RULES = ("none", "visible_punishment", "backlash")
PERK_RULES = ("none", "incentive", "crowding_out")

_UNDETERRABLE = int(Flag.UNDETERRABLE)
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


@helper
def multiplier(t, kind, covered, aware, certainty, fear, bold, flags, means):  # type: ignore[no-untyped-def]
    """Return the multiplier of a kind's rate for one person, in units of 2^-16."""
    role = t.role[kind]
    if role == 1:
        if not covered or aware == 0 or flags & _UNDETERRABLE or t.deterrence == 0:
            return int64(NEUTRAL)
        if t.cannot_pay[kind] and means == _INSOLVENT:
            return int64(NEUTRAL)
        loss = t.mean_loss if aware == 1 else int64(t.loss[kind])
        if t.deterrence == 1:
            index = (t.certainty_weight * certainty + t.severity_weight * (certainty * loss >> 8)) >> 8
        else:
            index = t.expected_weight * certainty * loss >> 16
        return int64(t.exp_neg[min(index, 255)])
    if role == 2:
        if not covered or aware < 2 or t.perks == 0:
            return int64(NEUTRAL)
        gain = int64(t.loss[kind])
        if t.perks == 1:
            return int64(NEUTRAL + (t.perk_weight * gain >> 8) * 256)
        return int64(t.exp_neg[min(t.crowding_weight * gain >> 8, 255)])
    if role == 3:
        if t.chill == 1:
            index = (t.chill_weight * fear >> 8) * (255 - bold) >> 8
            return int64(t.exp_neg[min(index, 255)])
        if t.chill == 2:
            return int64(NEUTRAL + (t.backlash_weight * fear * bold >> 16) * 128)
        return int64(NEUTRAL)
    if role == 4 and t.chill != 0:
        return int64(NEUTRAL + (t.conform_weight * fear >> 8) * 256)
    return int64(NEUTRAL)
