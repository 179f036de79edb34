"""What is read off a world, by hand: windows, shares, ratios, changes."""

from __future__ import annotations

import numpy as np
import pytest

from sincerity import InternalError
from sincerity.calibrate.readings import READINGS, Span, month_number, position
from sincerity.phases.rows import ENTRY_CAUSES, EXIT_REASONS
from tests.calibrate.fakes import seen

START = month_number("2014-01")


def entries(months: int = 24) -> np.ndarray:
    """Return one entry in the first month, two in the second and so on, on the debtors' list."""
    table = np.zeros((months, 2, len(ENTRY_CAUSES)), dtype=np.int64)
    table[:, 0, 0] = np.arange(1, months + 1)
    return table


def read(name: str, world: object, first: float, last: float) -> float:
    return READINGS[name].of(world, Span(first, last))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "end", "expected"),
    [
        ("2014-01", False, 0.0),
        ("2014-01", True, 1.0),
        ("2015-12", True, 24.0),
        ("2014-02-14", True, 1.5),
        ("2014-02-15", False, 1.5),
        ("2014-04-30", True, 4.0),
    ],
)
def test_that_months_and_days_stand_where_they_end(date: str, end: bool, expected: float) -> None:
    assert expected == position(date, START, end=end)


def test_that_a_window_sums_whole_months_and_takes_part_of_a_cut_one() -> None:
    world = seen(list_entries=entries())
    assert 6.0 == read("listed", world, 0, 3)
    assert 3.0 + 1.5 == read("listed", world, 0, 2.5)
    assert 2.0 + 3.0 == read("listed", world, 1, 3)


def test_that_a_window_outside_the_run_is_refused() -> None:
    world = seen(list_entries=entries())
    with pytest.raises(InternalError, match="leaves the run"):
        read("listed", world, 0, 25)
    with pytest.raises(InternalError, match="leaves the run"):
        read("listed_change", world, 0, 12)


def test_that_people_who_answer_for_firms_are_not_counted_and_firms_are() -> None:
    table = entries()
    table[:, 1, 7] = 1000
    world = seen(list_entries=table, firm_listed_entries=np.full(24, 2))
    assert 6.0 + 6.0 == read("listed", world, 0, 3)


def exits() -> np.ndarray:
    table = np.zeros((24, 2, len(EXIT_REASONS)), dtype=np.int64)
    for place, reason in enumerate(EXIT_REASONS):
        table[:, 0, place] = {"term": 100, "performed": 1, "repaired": 2, "upheld": 4}.get(
            reason, 0
        )
    table[:, 1] = 50
    return table


def test_that_restored_are_all_who_left_before_their_term() -> None:
    world = seen(list_entries=entries(), list_exits=exits())
    assert 7.0 * 12 == read("restored", world, 0, 12)
    assert 84 / 78 == pytest.approx(read("restored_ratio", world, 0, 12))
    assert 100 * 12 / 78 == pytest.approx(read("performed_share", world, 0, 12))


def test_that_a_change_is_against_the_same_months_a_year_before() -> None:
    world = seen(list_entries=entries())
    # 13 + ... + 24 = 222 against 1 + ... + 12 = 78
    assert 100 * (222 / 78 - 1) == pytest.approx(read("listed_change", world, 12, 24))


def test_that_only_what_was_turned_away_is_counted_and_both_kinds_of_rail() -> None:
    attempts = np.zeros((24, 4, 3), dtype=np.int64)
    attempts[:, :, 0] = [3, 5, 7, 1]
    attempts[:, :, 1:] = 1000
    world = seen(door_attempts=attempts)
    assert 3.0 == read("flights_blocked", world, 0, 1)
    assert 12.0 == read("rail_blocked", world, 0, 1)
    assert 1.0 == read("executives_blocked", world, 0, 1)


def test_that_the_stock_is_that_of_the_last_month() -> None:
    members = np.zeros((24, 2, 144), dtype=np.int64)
    members[11, 0, :3] = [4, 5, 6]
    members[11, 1, 0] = 9
    by_means = np.zeros((24, 3), dtype=np.int64)
    by_means[11] = [2, 3, 15]
    world = seen(list_members=members, listed_by_means=by_means)
    assert 15.0 == read("on_list", world, 0, 12)
    assert 75.0 == read("cannot_pay_share", world, 0, 12)


def test_that_shares_of_firms_leave_out_those_without_a_grade() -> None:
    grades = np.zeros((24, 5), dtype=np.int64)
    grades[23] = [10, 60, 20, 10, 900]
    world = seen(firm_grades=grades)
    expected = {"firms_a": 10.0, "firms_b": 60.0, "firms_c_d": 30.0, "firms_d": 10.0}
    assert expected == {name: read(name, world, 0, 24) for name in expected}


def test_that_wrong_findings_are_those_of_every_cause_but_the_true_one() -> None:
    table = np.zeros((24, 2, len(ENTRY_CAUSES)), dtype=np.int64)
    table[:, 0] = [7, 1, 90, 1, 1, 500, 500, 500]  # grade, list and firm rest on no record
    assert 93.0 == read("wrong_share", seen(list_entries=table), 0, 24)


def test_that_objections_are_counted_by_finding_and_by_decision() -> None:
    table = np.zeros((24, 2, len(ENTRY_CAUSES)), dtype=np.int64)
    table[:, 0, 2] = 40
    objections = np.zeros((24, 2, 3), dtype=np.int64)
    objections[:, 0] = [3, 1, 1]
    objections[:, 1] = [7, 2, 1]
    world = seen(list_entries=table, objections=objections)
    assert 25.0 == read("objected_share", world, 0, 12)
    assert 60.0 == read("upheld_share", world, 0, 12)


def test_that_nothing_to_divide_by_gives_zero() -> None:
    assert 0.0 == read("wrong_share", seen(), 0, 12)
    assert 0.0 == read("restored_ratio", seen(), 0, 12)


def test_that_a_rung_of_the_ladder_asks_for_a_review() -> None:
    with pytest.raises(InternalError, match="reviewed"):
        read("file_wrong", seen(), 0, 12)
