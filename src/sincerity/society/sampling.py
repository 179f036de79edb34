"""Independent rows of a society, for statistical tests.

What is drawn by the tile (its page, hence ages and households, and its residence) is not
independent between people of one tile, so each tile gives one place, chosen by a word of its own; a
vacant place gives nobody. What is drawn by the household or by the person is independent *given*
ages, sexes and residence, so there every household and every resident counts.
"""

# mypy: disable-error-code="no-untyped-call"

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import int64, kernel
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.society.codes import (
    AGE_BANDS,
    MEANS,
    SEXES,
    URBAN,
    WORK,
    WORK_SHIFT,
    Flag,
    age_band,
)
from sincerity.society.compile import CompiledSociety
from sincerity.society.kernels import attribute_flags

Array = npt.NDArray[Any]
I64 = npt.NDArray[np.int64]

MOST_TILES_COUNTED = 2**16
"""Attributes are counted in at most the first 65,536 tiles: four million people."""

_TILE, _HOUSEHOLD = int(Stream.TILE), int(Stream.HOUSEHOLD)
_BAND_OF_AGE = np.array([age_band(age) for age in range(256)], dtype=np.int64)
_CELLS = len(AGE_BANDS) * len(SEXES) * len(URBAN)
_KINDS_OF_MEANS = len(MEANS)
_PARTY, _ONLINE, _DRIVER = int(Flag.PARTY), int(Flag.ONLINE), int(Flag.DRIVER)
_MIGRANT = int(Flag.MIGRANT)
_PLACE_SHIFT = 26
"""The top six bits of a word are a place."""


class Sample(NamedTuple):
    """One resident a tile; every array is int64 and has a row a person.

    Attributes
    ----------
    age_years, sex
        Age at the start and sex.
    household_size, is_household_start
        People in the household, and 1 for whoever lives in its first place: these are a sample of
        households in which every household is equally likely.
    """

    age_years: I64
    sex: I64
    household_size: I64
    is_household_start: I64


class Counts(NamedTuple):
    """Counts of everyone in the tiles counted, int64.

    Attributes
    ----------
    work, party, online, driver
        Residents by cell ((age band * 2 + sex) * 2 + urban) and category; no is 0, yes is 1.
    means, migrant
        Households by urban and category.
    """

    work: I64
    party: I64
    online: I64
    driver: I64
    means: I64
    migrant: I64


def sample_residents(society: CompiledSociety) -> Sample:
    """Return one resident of each tile whose chosen place is not vacant."""
    rows = np.full((society.n_tiles, len(Sample._fields)), -1, dtype=np.int64)
    _fill_sample(
        society.seed,
        society.template,
        society.tpl_age,
        society.tpl_sex,
        society.tpl_start,
        society.tpl_size,
        rows,
    )
    found = rows[rows[:, 0] >= 0]
    return Sample(*(found[:, i] for i in range(len(Sample._fields))))


def count_attributes(society: CompiledSociety) -> Counts:
    """Count residents and households by attribute, in at most 65,536 tiles."""

    def empty(rows: int, columns: int) -> I64:
        return np.full((rows, columns), 0, dtype=np.int64)

    counts = Counts(
        work=empty(_CELLS, len(WORK)),
        party=empty(_CELLS, 2),
        online=empty(_CELLS, 2),
        driver=empty(_CELLS, 2),
        means=empty(len(URBAN), len(MEANS)),
        migrant=empty(len(URBAN), 2),
    )
    _fill_counts(
        society.seed,
        min(society.n_tiles, MOST_TILES_COUNTED),
        society.template,
        society.tile_urban,
        society.tpl_age,
        society.tpl_sex,
        society.tpl_start,
        society.tpl_size,
        society.person_thresholds,
        society.household_thresholds,
        *counts,
    )
    return counts


@kernel
def _fill_sample(
    seed: Any,
    template: Array,
    tpl_age: Array,
    tpl_sex: Array,
    tpl_start: Array,
    tpl_size: Array,
    out: Array,
) -> None:
    """Fill a row of `out` for each tile whose chosen place is occupied."""
    for tile in range(template.shape[0]):
        _, _, w2, _ = sparse_words(seed, _TILE, 0, tile, 0)
        place = int64(w2) >> _PLACE_SHIFT
        at = (int64(template[tile]) << 6) + place
        if tpl_size[at] > 0:
            out[tile, 0] = tpl_age[at]
            out[tile, 1] = tpl_sex[at]
            out[tile, 2] = tpl_size[at]
            out[tile, 3] = int64(int64(tpl_start[at]) == place)


@kernel
def _fill_counts(
    seed: Any,
    tiles: Any,
    template: Array,
    tile_urban: Array,
    tpl_age: Array,
    tpl_sex: Array,
    tpl_start: Array,
    tpl_size: Array,
    person_thresholds: Array,
    household_thresholds: Array,
    work: Array,
    party: Array,
    online: Array,
    driver: Array,
    means: Array,
    migrant: Array,
) -> None:
    """Add everyone of the first tiles to the counts."""
    for slot in range(tiles << 6):
        tile = slot >> 6
        at = (int64(template[tile]) << 6) + (slot & 63)
        if tpl_size[at] == 0:
            continue
        urban = int64(tile_urban[tile])
        flags = attribute_flags(
            seed,
            slot,
            0,
            template,
            tile_urban,
            tpl_age,
            tpl_sex,
            tpl_start,
            person_thresholds,
            household_thresholds,
            np.uint64(0),
        )
        cell = (_BAND_OF_AGE[tpl_age[at]] * 2 + int64(tpl_sex[at])) * 2 + urban
        work[cell, flags >> WORK_SHIFT] += 1
        party[cell, int64(flags & _PARTY != 0)] += 1
        online[cell, int64(flags & _ONLINE != 0)] += 1
        driver[cell, int64(flags & _DRIVER != 0)] += 1
        if int64(tpl_start[at]) == slot & 63:
            migrant[urban, int64(flags & _MIGRANT != 0)] += 1
            _, word, _, _ = sparse_words(seed, _HOUSEHOLD, 0, slot, 0)
            category = int64(0)
            for k in range(1, _KINDS_OF_MEANS):
                category += int64(word >= household_thresholds[urban, k])
            means[urban, category] += 1
