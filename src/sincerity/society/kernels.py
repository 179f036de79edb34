"""Attributes of synthetic people, compiled: the fast twin of `sincerity.society.attributes`.

Axis legend. ``template`` uint16[tiles] and ``tile_urban`` uint8[tiles] by tile; ``tpl_*``
uint8[templates * 64] by template and place; ``person_thresholds`` uint64[6 bands, 2 sexes, 2 urban,
10]: work cumulated over 7 categories, then party, online, driver; ``household_thresholds``
uint64[2 urban, 4]: migrant, then means cumulated over 3. Slots and tiles are int64, seeds uint64,
years int64 completed since the start (0 when nobody ages).
"""

# mypy: disable-error-code="no-untyped-call"
# The compiler's own types are not visible to the type checker: whole numbers are written `Any`.

from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import helper, inlined, int64, kernel, uint32, uint64
from sincerity.chance.kernels import philox, sparse_words
from sincerity.chance.streams import Stream
from sincerity.society.codes import (
    BAND_STARTS,
    EMPLOYED,
    FIRST_ADULT_BAND,
    MEANS,
    OFFICIAL,
    VACANT_CLASS,
    WORK,
    WORK_SHIFT,
    Flag,
    age_band,
)

Array = npt.NDArray[Any]
_TILE, _HOUSEHOLD = int(Stream.TILE), int(Stream.HOUSEHOLD)
_PERSON, _TRAIT = int(Stream.PERSON), int(Stream.TRAIT)
_BAND_OF_AGE = np.array([age_band(age) for age in range(512)], dtype=np.uint8)
_IS_EMPLOYED = np.array([code in EMPLOYED for code in range(len(WORK))], dtype=np.uint8)
_B1, _B2, _B3, _B4, _B5 = BAND_STARTS[1:]
_SHIFT = np.uint64(32)
_WORKS, _KINDS_OF_MEANS = len(WORK), len(MEANS)
_PARTY, _ONLINE, _DRIVER = _WORKS, _WORKS + 1, _WORKS + 2
_F_DRIVER, _F_PARTY, _F_ONLINE = int(Flag.DRIVER), int(Flag.PARTY), int(Flag.ONLINE)
_F_OFFICIAL, _F_EMPLOYED, _F_ADULT = int(Flag.OFFICIAL), int(Flag.EMPLOYED), int(Flag.ADULT)
_F_MIGRANT, _F_UNDETERRABLE = int(Flag.MIGRANT), int(Flag.UNDETERRABLE)


@kernel
def fill_tiles(
    seed: Any,
    first_tile_of_township: Array,
    urban_threshold: Array,
    template: Array,
    tile_urban: Array,
) -> None:
    """Draw each tile's page of the library and whether it is urban."""
    k0, k1 = uint32(seed), uint32(uint64(seed) >> _SHIFT)
    for township in range(urban_threshold.shape[0]):
        limit = urban_threshold[township]
        for tile in range(first_tile_of_township[township], first_tile_of_township[township + 1]):
            w0, w1, _, _ = philox(uint32(tile), uint32(_TILE << 16), uint32(0), uint32(0), k0, k1)
            template[tile] = w0 >> 24
            tile_urban[tile] = uint64(w1) < limit


@helper
def household_start(template: Array, tpl_start: Array, slot: Any) -> Any:
    """Return the first slot of the household that holds a slot (itself when vacant)."""
    tile = slot >> 6
    return (tile << 6) + int64(tpl_start[(int64(template[tile]) << 6) + (slot & 63)])


@helper
def person_words(seed: Any, slot: Any) -> Any:
    """Return the four words that decide a synthetic person's work, party, online and driver."""
    return sparse_words(seed, _PERSON, 0, slot, 0)


@inlined
def trait_words(seed: Any, slot: Any) -> Any:
    """Return the four words of traits: undeterrable, boldness (top byte), enrolment, spare."""
    return sparse_words(seed, _TRAIT, 0, slot, 0)


@kernel
def fill_means(
    seed: Any,
    first_slot: Any,
    template: Array,
    tile_urban: Array,
    tpl_start: Array,
    tpl_size: Array,
    household_thresholds: Array,
    out: Array,
) -> None:
    """Fill `out` (uint8) with means at the start for consecutive slots; 0 where vacant."""
    last_start, means = int64(-1), 0
    for i in range(out.shape[0]):
        slot = first_slot + i
        tile = slot >> 6
        at = (int64(template[tile]) << 6) + (slot & 63)
        if tpl_size[at] == 0:
            out[i] = 0
            continue
        start = (tile << 6) + int64(tpl_start[at])
        if start != last_start:
            _, word, _, _ = sparse_words(seed, _HOUSEHOLD, 0, start, 0)
            row = household_thresholds[tile_urban[tile]]
            means = 0
            for k in range(1, _KINDS_OF_MEANS):
                means += word >= row[k]
            last_start = start
        out[i] = means


@kernel
def classify(
    seed: Any,
    first_slot: Any,
    years: Any,
    template: Array,
    tile_urban: Array,
    tpl_age: Array,
    tpl_sex: Array,
    tpl_size: Array,
    person_thresholds: Array,
    means: Array,
    out: Array,
) -> None:
    """Fill `out` (uint8) with the class of consecutive slots, given their means (uint8).

    The range begins and ends where a tile does. The licence to drive goes by the age at the start,
    the band by the age after `years` years; a vacant slot has class 255.
    """
    k0, k1 = uint32(seed), uint32(uint64(seed) >> _SHIFT)
    for t in range(out.shape[0] >> 6):
        tile = (first_slot >> 6) + t
        urban = int64(tile_urban[tile])
        page = int64(template[tile]) << 6
        for place in range(64):
            at = page + place
            slot = (tile << 6) + place
            _, _, _, word = philox(
                uint32(slot), uint32(_PERSON << 16), uint32(0), uint32(slot >> 32), k0, k1
            )
            age = int64(tpl_age[at])
            sex = int64(tpl_sex[at])
            limit = person_thresholds[int64(_BAND_OF_AGE[age]), sex, urban, _DRIVER]
            drives = int64(uint64(word) < limit)
            number = ((_band(age + years) * 2 + sex) * 2 + urban) * 2 + drives
            i = (t << 6) + place
            out[i] = number * 3 + means[i] if tpl_size[at] > 0 else VACANT_CLASS


@inlined
def _band(age: Any) -> Any:
    """Return the band of an age in years."""
    return (
        int64(age >= _B1)
        + int64(age >= _B2)
        + int64(age >= _B3)
        + int64(age >= _B4)
        + int64(age >= _B5)
    )


@inlined
def person_flags(
    seed: Any,
    slot: Any,
    template: Array,
    tile_urban: Array,
    tpl_age: Array,
    tpl_sex: Array,
    person_thresholds: Array,
) -> Any:
    """Return a resident's driver, party, online, official and employed bits, and work code."""
    tile = slot >> 6
    at = (int64(template[tile]) << 6) + (slot & 63)
    band = int64(_BAND_OF_AGE[tpl_age[at]])
    row = person_thresholds[band, int64(tpl_sex[at]), int64(tile_urban[tile])]
    w0, w1, w2, w3 = sparse_words(seed, _PERSON, 0, slot, 0)
    work = int64(0)
    for k in range(_WORKS):
        work += int64(w0 >= row[k])
    flags = _F_PARTY * int64(w1 < row[_PARTY])
    flags |= _F_ONLINE * int64(w2 < row[_ONLINE])
    flags |= _F_DRIVER * int64(w3 < row[_DRIVER])
    flags |= _F_OFFICIAL * int64(work == OFFICIAL)
    flags |= _F_EMPLOYED * int64(_IS_EMPLOYED[work])
    return flags | (work << WORK_SHIFT)


@inlined
def migrant_flag(
    seed: Any,
    slot: Any,
    template: Array,
    tile_urban: Array,
    tpl_start: Array,
    household_thresholds: Array,
) -> Any:
    """Return the migrant bit of a resident: the whole household moved here, or nobody did."""
    start = household_start(template, tpl_start, slot)
    word, _, _, _ = sparse_words(seed, _HOUSEHOLD, 0, start, 0)
    return _F_MIGRANT * int64(word < household_thresholds[int64(tile_urban[slot >> 6]), 0])


@inlined
def undeterrable_flag(seed: Any, slot: Any, undeterrable_threshold: Any) -> Any:
    """Return the bit of a resident whom no deterrence reaches."""
    word, _, _, _ = trait_words(seed, slot)
    return _F_UNDETERRABLE * int64(word < undeterrable_threshold)


@inlined
def attribute_flags(
    seed: Any,
    slot: Any,
    years: Any,
    template: Array,
    tile_urban: Array,
    tpl_age: Array,
    tpl_sex: Array,
    tpl_start: Array,
    person_thresholds: Array,
    household_thresholds: Array,
    undeterrable_threshold: Any,
) -> Any:
    """Return one resident's attribute bits (`codes.Flag`) and, from bit 8 up, the work code."""
    flags = person_flags(seed, slot, template, tile_urban, tpl_age, tpl_sex, person_thresholds)
    age = int64(tpl_age[(int64(template[slot >> 6]) << 6) + (slot & 63)]) + years
    flags |= _F_ADULT * int64(_BAND_OF_AGE[age] >= FIRST_ADULT_BAND)
    flags |= migrant_flag(seed, slot, template, tile_urban, tpl_start, household_thresholds)
    return flags | undeterrable_flag(seed, slot, undeterrable_threshold)
