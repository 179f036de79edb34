"""Ids of the parameters that the model reads; a file of parameters gives each of them."""

from __future__ import annotations

__all__ = ["REQUIRED"]

_MEANS_STEPS = (
    "secure_to_strained",
    "strained_to_secure",
    "strained_to_insolvent",
    "insolvent_to_strained",
)

REQUIRED: tuple[str, ...] = (
    "office.wrong_person",
    "office.invented",
    "office.seen_factor",
    *(f"life.means.{place}.{step}" for place in ("urban", "rural") for step in _MEANS_STEPS),
    "respond.beliefs",
    "respond.hear_base",
    "respond.hear_visible",
    "respond.learn_rules",
    "respond.informed_without_notice",
    "respond.certainty_start",
    "respond.certainty_floor",
    "respond.certainty_decay",
    "respond.caught",
    "respond.unfair",
    "respond.household",
    "respond.fear_decay",
    "respond.fear_own",
    "respond.fear_household",
    "respond.fear_vague",
    "respond.fear_visible",
    "respond.deterrence",
    "respond.deterrence_certainty",
    "respond.deterrence_severity",
    "respond.deterrence_expected",
    "respond.loss_scale",
    "trait.undeterrable",
    "respond.chill",
    "respond.chill_fear",
    "respond.backlash_fear",
    "respond.conform_fear",
    "respond.perks",
    "respond.perk_gain",
    "respond.crowding",
)
