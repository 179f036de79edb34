"""The small common model, four ways: the plan API, two hand-written kernels, chunked NumPy.

Score from 1,000; each month a violation (chance 0.02, -50 points) and a good deed (0.03, +10);
a score below 850 means 24 months on a list; the chance of a violation is 0.7 of itself while any
other member of a family of five is listed.
"""

from collections.abc import Callable

import numba
import numpy as np
import numpy.typing as npt
from numba import int64, uint64

from sincerity import (
    Block,
    ColumnSpec,
    ColumnTable,
    Hooks,
    Phase,
    Plan,
    Simulation,
    View,
    fill_dense,
    threshold,
)

FAMILY = 5
UNIT = 20
START, LIMIT, TERM = 1000, 850, 24
VIOLATION, GOOD_DEED = 200, 201
"""Streams of the two draws."""
BLOCK = 65520
BAD, BAD_DETERRED = np.uint64(threshold("0.02")), np.uint64(threshold("0.014"))
GOOD = np.uint64(threshold("0.03"))

Array = npt.NDArray[np.integer]


@numba.njit(cache=True, nogil=True, error_model="numpy")
def look_around(left: Array, deterred: Array) -> None:
    """Mark who has another listed member in the family."""
    for family in range(left.shape[0] // 5):
        first = 5 * family
        listed = int64(0)
        for member in range(5):
            listed += int64(left[first + member] > 0)
        for member in range(5):
            deterred[first + member] = listed > int64(left[first + member] > 0)


@numba.njit(cache=True, nogil=True, error_model="numpy")
def act_and_list(
    bad_words: Array, good_words: Array, deterred: Array, score: Array, left: Array
) -> None:
    """Charge the month and enter or count down the list."""
    for i in range(score.shape[0]):
        limit = BAD_DETERRED if deterred[i] else BAD
        change = 10 * int64(uint64(good_words[i]) < GOOD) - 50 * int64(uint64(bad_words[i]) < limit)
        now = int64(score[i]) + change
        score[i] = now
        months = int64(left[i])
        enters = int64(months == 0) & int64(now < LIMIT)
        left[i] = months - int64(months > 0) + TERM * enters


def plan_model(people: int, threads: int, seed: int = 1) -> Simulation:
    """Return the model through the package's public plan."""
    columns = ColumnTable(
        [
            ColumnSpec(
                name="score",
                dtype="int16",
                unit="points",
                low=-30000,
                high=30000,
                null=None,
                initial=START,
                owner="act",
                view=View.RECORD,
                meaning="Score.",
            ),
            ColumnSpec(
                name="left",
                dtype="uint8",
                unit="months",
                low=0,
                high=TERM,
                null=None,
                initial=0,
                owner="act",
                view=View.PUBLISHED,
                meaning="Months left on the list.",
            ),
        ]
    )

    def act(block: Block) -> None:
        bad, good, deterred = block.scratch
        size = block.size
        look_around(block.columns["left"], deterred[:size])
        fill_dense(block.seed, VIOLATION, block.month, block.first, bad[:size])
        fill_dense(block.seed, GOOD_DEED, block.month, block.first, good[:size])
        act_and_list(
            bad[:size], good[:size], deterred[:size], block.columns["score"], block.columns["left"]
        )

    def scratch(slots: int) -> tuple[Array, Array, Array]:
        return (
            np.full(slots, 0, dtype=np.uint32),
            np.full(slots, 0, dtype=np.uint32),
            np.full(slots, 0, dtype=np.uint8),
        )

    phase = Phase(
        name="act",
        purpose="Acts, points and list of the small model.",
        run=act,
        reads=("score", "left"),
        writes=("score", "left"),
    )
    return Simulation(
        Plan((phase,)),
        columns,
        people,
        seed=seed,
        threads=threads,
        block_size=BLOCK,
        unit=UNIT,
        hooks=Hooks(make_scratch=scratch),
    )


@numba.njit(cache=True, nogil=True, error_model="numpy")
def hash_fill(seed: int, stream: int, month: int, first: int, out: Array) -> None:
    """Fill with the cheapest usable hash: one 64-bit mix of seed, stream, month and person."""
    salt = (uint64(seed) * uint64(0x9E3779B97F4A7C15)) ^ (
        uint64(stream * 65536 + month) * uint64(0xD1B54A32D192ED03)
    )
    for i in range(out.shape[0]):
        z = (uint64(first + i) + salt) * uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> uint64(32))) * uint64(0x94D049BB133111EB)
        out[i] = z >> uint64(32)


def _fused(fill: Callable[..., None], name: str) -> Callable[..., None]:
    @numba.njit(parallel=True, error_model="numpy")
    def month_loop(score: Array, left: Array, seed: int, months: int, block: int) -> None:
        people = score.shape[0]
        blocks = (people + block - 1) // block
        for month in range(months):
            for b in numba.prange(blocks):
                first = b * block
                size = min(block, people - first)
                bad = np.empty(size, np.uint32)
                good = np.empty(size, np.uint32)
                deterred = np.empty(size, np.uint8)
                look_around(left[first : first + size], deterred)
                fill(seed, VIOLATION, month, first, bad)
                fill(seed, GOOD_DEED, month, first, good)
                act_and_list(
                    bad, good, deterred, score[first : first + size], left[first : first + size]
                )

    month_loop.__name__ = name
    return month_loop


fused_philox = _fused(fill_dense, "fused_philox")
fused_hash = _fused(hash_fill, "fused_hash")


def numpy_model(people: int, months: int, seed: int, chunk: int = 100_000) -> Array:
    """Return scores of the model in careful chunked NumPy: narrow types, buffers reused."""
    score = np.full(people, START, dtype=np.int16)
    left = np.full(people, 0, dtype=np.uint8)
    rng = np.random.Generator(np.random.SFC64(seed))
    for _ in range(months):
        for first in range(0, people, chunk):
            s, months_left = score[first : first + chunk], left[first : first + chunk]
            listed = months_left > 0
            families = listed.reshape(-1, FAMILY)
            others = families.sum(axis=1, dtype=np.uint8)[:, None] > families
            limit = np.where(others.ravel(), np.uint16(918), np.uint16(1311))
            bad = rng.integers(0, 65536, len(s), dtype=np.uint16) < limit
            good = rng.integers(0, 65536, len(s), dtype=np.uint16) < np.uint16(1966)
            s -= bad.view(np.uint8) * np.int16(50)
            s += good.view(np.uint8) * np.int16(10)
            months_left -= listed
            months_left[(s < LIMIT) & ~listed] = TERM
    return score
