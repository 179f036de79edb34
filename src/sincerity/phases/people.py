"""The people of a world as kernels see them: the society's tables in one bundle."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.society.kernels import (
    attribute_flags,
    migrant_flag,
    person_flags,
    trait_words,
    undeterrable_flag,
)
from sincerity.society.kernels import classify as _classify

if TYPE_CHECKING:
    from sincerity.society.compile import CompiledSociety

Array = npt.NDArray[Any]


class People(NamedTuple):
    """Tables of a compiled society, see `sincerity.society.compile.CompiledSociety`."""

    seed: np.uint64
    template: Array
    tile_urban: Array
    tpl_age: Array
    tpl_sex: Array
    tpl_start: Array
    tpl_size: Array
    person_thresholds: Array
    household_thresholds: Array
    undeterrable: np.uint64


def people_of(society: "CompiledSociety", undeterrable_threshold: int) -> People:
    """Return the bundle of a society; `undeterrable_threshold` 0..2^32."""
    return People(
        seed=np.uint64(society.seed),
        template=society.template,
        tile_urban=society.tile_urban,
        tpl_age=society.tpl_age,
        tpl_sex=society.tpl_sex,
        tpl_start=society.tpl_start,
        tpl_size=society.tpl_size,
        person_thresholds=society.person_thresholds,
        household_thresholds=society.household_thresholds,
        undeterrable=np.uint64(undeterrable_threshold),
    )


@inlined
def _entry(p: People, slot: int) -> Any:
    return (int64(p.template[slot >> 6]) << 6) + (slot & 63)


@inlined
def is_occupied(p: People, slot: int) -> Any:
    """Return whether a slot holds somebody."""
    return p.tpl_size[_entry(p, slot)] > 0


@inlined
def household_of(p: People, slot: int) -> Any:
    """Return the first slot and the number of people of a resident's household."""
    at = _entry(p, slot)
    return (slot >> 6 << 6) + int64(p.tpl_start[at]), int64(p.tpl_size[at])


@inlined
def flags_of(p: People, slot: int, years: int) -> Any:
    """Return a resident's attribute bits and work code, `years` years after the start."""
    return attribute_flags(
        p.seed,
        slot,
        years,
        p.template,
        p.tile_urban,
        p.tpl_age,
        p.tpl_sex,
        p.tpl_start,
        p.person_thresholds,
        p.household_thresholds,
        p.undeterrable,
    )


@inlined
def work_flags_of(p: People, slot: int) -> Any:
    """Return a resident's driver, party, online, official and employed bits."""
    return person_flags(
        p.seed, slot, p.template, p.tile_urban, p.tpl_age, p.tpl_sex, p.person_thresholds
    )


@inlined
def migrant_flag_of(p: People, slot: int) -> Any:
    """Return a resident's migrant bit."""
    return migrant_flag(p.seed, slot, p.template, p.tile_urban, p.tpl_start, p.household_thresholds)


@inlined
def is_undeterrable(p: People, slot: int) -> Any:
    """Return whether no deterrence reaches a resident."""
    return undeterrable_flag(p.seed, slot, p.undeterrable) != 0


@inlined
def boldness(p: People, slot: int) -> Any:
    """Return how little a resident gives on fear, 0..255."""
    _, w1, _, _ = trait_words(p.seed, slot)
    return int64(w1 >> uint64(24))


@inlined
def enrolment_word(p: People, slot: int) -> Any:
    """Return the word that decides whether a scheme's enrolment reaches a resident."""
    _, _, w2, _ = trait_words(p.seed, slot)
    return w2


@inlined
def shared_cause_word(p: People, slot: int) -> Any:
    """Return the word that decides how often errors hit a resident."""
    _, _, _, w3 = trait_words(p.seed, slot)
    return w3


def classify(p: People, first_slot: int, years: int, means: Array, out: Array) -> None:
    """Fill `out` with the classes of consecutive slots, given their means."""
    _classify(
        p.seed,
        first_slot,
        years,
        p.template,
        p.tile_urban,
        p.tpl_age,
        p.tpl_sex,
        p.tpl_size,
        p.person_thresholds,
        means,
        out,
    )
