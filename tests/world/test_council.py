"""The council's two formulas: linear in what is visible a head, whatever the size of a place."""

import numpy as np
import pytest

from sincerity.phases.tally_arrays import BULLETIN, RESIDENTS, VISIBLE
from sincerity.world.council import CouncilTables, decide

TABLES = CouncilTables(hear_base=100, hear_visible=700, fear_vague=5, fear_visible=40)


def _bulletin(*places: tuple[int, int]) -> np.ndarray:
    rows = np.full((len(places), len(BULLETIN)), 0, dtype=np.int64)
    for row, (residents, visible) in zip(rows, places, strict=True):
        row[RESIDENTS], row[VISIBLE] = residents, visible
    return rows


def test_that_twice_the_people_and_twice_the_punished_change_nothing():
    hear, fear = decide(TABLES, _bulletin((71_000, 35), (142_000, 70), (7_100_000, 3_500)))
    assert 1 == len(set(hear.tolist()))
    assert 1 == len(set(fear.tolist()))


@pytest.mark.parametrize("residents", [4_000, 70_000])
def test_that_fewer_than_one_in_a_thousand_already_count(residents):
    visible = residents // 2000  # one in two thousand
    hear, fear = decide(TABLES, _bulletin((residents, visible)))
    assert abs(int(hear[0]) - (100 + 350)) <= 10
    assert abs(int(fear[0]) - (5 + 20)) <= 1


def test_that_nobody_visible_leaves_the_base_and_everybody_visible_the_top():
    hear, fear = decide(TABLES, _bulletin((1000, 0), (1000, 1000), (0, 0)))
    assert [100, 65536, 100] == hear.tolist()
    assert [5, 255, 5] == fear.tolist()
