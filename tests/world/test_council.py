"""The council's formulas: linear in what is visible a head, exact in what a county gets done."""

from fractions import Fraction

import numpy as np
import pytest

from sincerity.phases.tally_arrays import BULLETIN, PROBLEMS, REPORTED, RESIDENTS, VISIBLE
from sincerity.world.council import CouncilTables, CountyTables, decide, govern, serve

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


COUNTY = CountyTables(decides=Fraction(1, 300), solves=Fraction(7, 1000), hides=16384)


def test_that_offices_decide_what_their_rate_comes_to_over_any_number_of_months():
    residents = np.array([100, 299, 300, 1_000, 1_139_315])
    filed = np.full(5, 10**9)
    served = np.full(5, 0)
    for month in range(1, 50):
        before = served.copy()
        served = serve(COUNTY, month, residents, filed, served)
        whole = residents // 300
        assert ((served - before == whole) | (served - before == whole + 1)).all()
        # Nothing is decided in the first month, when nobody has filed yet.
        assert served.tolist() == [(month + 1) * n // 300 - n // 300 for n in residents.tolist()]


def test_that_no_office_decides_what_was_not_filed_or_saves_room_for_later():
    residents, served = np.array([900]), np.array([0])
    waits = []
    for month, filed in enumerate([0, 0, 1, 11, 11, 11, 11, 12], start=1):
        served = serve(COUNTY, month, residents, np.array([filed]), served)
        waits.append(filed - int(served[0]))
    assert [0, 0, 0, 7, 4, 1, 0, 0] == waits


def _problems(*places: tuple[int, int, int]) -> np.ndarray:
    rows = np.full((len(places), len(BULLETIN)), 0, dtype=np.int64)
    for row, (residents, arisen, reported) in zip(rows, places, strict=True):
        row[RESIDENTS], row[PROBLEMS], row[REPORTED] = residents, arisen, reported
    return rows


def test_that_problems_are_solved_county_by_county_and_room_is_not_lent():
    bulletin = _problems((500, 9, 8), (500, 3, 2), (2_000, 1, 0))
    county_of_township = np.array([0, 0, 1])
    problems, unsolved = govern(COUNTY, 0, bulletin, county_of_township, np.array([0, 0]))
    assert [13, 10, 7, 10 - 2] == problems.tolist()  # a quarter of ten, rounded down, is hidden
    assert [3, 0] == unsolved.tolist()
    quiet = _problems((500, 0, 0), (500, 0, 0), (2_000, 0, 0))
    problems, unsolved = govern(COUNTY, 1, quiet, county_of_township, unsolved)
    assert [0, 0, 3, 0] == problems.tolist()
    assert [0, 0] == unsolved.tolist()


def test_that_everything_may_be_hidden_and_nothing_solved():
    idle = CountyTables(decides=Fraction(0), solves=Fraction(0), hides=65536)
    bulletin = _problems((500, 9, 8))
    unsolved = np.array([0])
    for month in range(3):
        problems, unsolved = govern(idle, month, bulletin, np.array([0]), unsolved)
        assert [9, 8, 0, 0] == problems.tolist()
    assert [24] == unsolved.tolist()
