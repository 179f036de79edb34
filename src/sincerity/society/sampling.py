"""One synthetic person a tile: independent rows for statistical tests.

People of one household share its draws, and a page of the library fixes who lives together, so the
people of a tile are not independent of each other. Different tiles are. Each tile therefore gives
one place, chosen by a word of its own; a vacant place gives nobody.
"""

# mypy: disable-error-code="no-untyped-call"

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import int64

from sincerity.chance._compile import kernel
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream
from sincerity.society.codes import MEANS
from sincerity.society.compile import CompiledSociety
from sincerity.society.kernels import attribute_flags

Array = npt.NDArray[Any]
I64 = npt.NDArray[np.int64]

_TILE, _HOUSEHOLD = int(Stream.TILE), int(Stream.HOUSEHOLD)
_KINDS_OF_MEANS = len(MEANS)
_PLACE_SHIFT = 26
"""The top six bits of a word are a place."""


class Sample(NamedTuple):
    """Rows of independently chosen residents; every array is int64 and has a row a person.

    Attributes
    ----------
    age_years, sex, urban, means
        Age and codes at the start.
    household_size, is_household_start
        People in the household, and 1 for whoever lives in its first place: these are a sample of
        households in which every household is equally likely.
    flags
        Attribute bits and, from bit 8 up, the work code.
    """

    age_years: I64
    sex: I64
    urban: I64
    means: I64
    household_size: I64
    is_household_start: I64
    flags: I64


def sample_residents(society: CompiledSociety) -> Sample:
    """Return one resident of each tile whose chosen place is not vacant."""
    rows = np.full((society.n_tiles, len(Sample._fields)), -1, dtype=np.int64)
    _fill_sample(
        society.seed,
        society.template,
        society.tile_urban,
        society.tpl_age,
        society.tpl_sex,
        society.tpl_start,
        society.tpl_size,
        society.person_thresholds,
        society.household_thresholds,
        rows,
    )
    found = rows[rows[:, 0] >= 0]
    return Sample(*(found[:, i] for i in range(len(Sample._fields))))


@kernel
def _fill_sample(
    seed: Any,
    template: Array,
    tile_urban: Array,
    tpl_age: Array,
    tpl_sex: Array,
    tpl_start: Array,
    tpl_size: Array,
    person_thresholds: Array,
    household_thresholds: Array,
    out: Array,
) -> None:
    """Fill a row of `out` for each tile whose chosen place is occupied."""
    for tile in range(template.shape[0]):
        _, _, w2, _ = sparse_words(seed, _TILE, 0, tile, 0)
        place = int64(w2) >> _PLACE_SHIFT
        at = (int64(template[tile]) << 6) + place
        if tpl_size[at] == 0:
            continue
        urban = int64(tile_urban[tile])
        start = int64(tpl_start[at])
        _, word, _, _ = sparse_words(seed, _HOUSEHOLD, 0, (tile << 6) + start, 0)
        means = int64(0)
        for k in range(1, _KINDS_OF_MEANS):
            means += int64(word >= household_thresholds[urban, k])
        out[tile, 0] = tpl_age[at]
        out[tile, 1] = tpl_sex[at]
        out[tile, 2] = urban
        out[tile, 3] = means
        out[tile, 4] = tpl_size[at]
        out[tile, 5] = int64(start == place)
        out[tile, 6] = attribute_flags(
            seed,
            (tile << 6) + place,
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
