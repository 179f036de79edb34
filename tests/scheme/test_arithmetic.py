"""The netted month: sums, bounds, and whose points are cut."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sincerity.scheme.arithmetic import Charge, NetMonth, apply_rule_caps, net_month

FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=300)
charges = st.lists(st.integers(-1000, 1000).filter(bool), max_size=8)
scores = st.integers(-200, 1200)


def unit_by_unit(stored: int, returns: int, points: list[int], floor: int, cap: int) -> NetMonth:
    """Net a month by taking single points back from the last charge that has any."""
    raw = stored + returns + sum(points)
    effective, score = list(points), raw
    while score < floor or score > cap:
        sign = -1 if score < floor else 1
        at = next((i for i in reversed(range(len(points))) if effective[i] * sign > 0), None)
        if at is None:
            break
        effective[at] -= sign
        score -= sign
    new = min(max(raw, floor), cap)
    return NetMonth(new, tuple(effective), abs(raw - new))


@given(scores, st.integers(-300, 300), charges)
@FIXED
def test_that_absorbing_bounds_cut_the_last_charges_first(
    stored: int, returns: int, points: list[int]
) -> None:
    expected = unit_by_unit(stored, returns, points, 0, 1000)
    assert expected == net_month(stored, returns, points, "absorbing", 0, 1000)


@given(scores, st.integers(-300, 300), charges)
@FIXED
def test_that_the_score_is_the_sum_inside_its_bounds(
    stored: int, returns: int, points: list[int]
) -> None:
    raw = stored + returns + sum(points)
    absorbing = net_month(stored, returns, points, "absorbing", 0, 1000)
    ledger = net_month(stored, returns, points, "ledger", 0, 1000)
    assert min(max(raw, 0), 1000) == absorbing.stored
    assert abs(raw - absorbing.stored) == absorbing.clamped
    assert NetMonth(raw, tuple(points), 0) == ledger


@given(scores, charges)
@FIXED
def test_that_giving_back_what_was_taken_restores_the_score(stored: int, points: list[int]) -> None:
    start = min(max(stored, 0), 1000)
    taken = net_month(start, 0, points, "absorbing", 0, 1000)
    back = net_month(taken.stored, -sum(taken.effective), [], "absorbing", 0, 1000)
    assert start == back.stored


def test_that_a_score_without_bounds_stays_in_the_range_of_its_column() -> None:
    assert NetMonth(-30000, (-10, 0), 490) == net_month(
        -29990, 0, [-10, -490], "absorbing", None, None
    )
    assert NetMonth(30000, (500,), 490) == net_month(29990, 0, [500], "ledger", None, None)


def test_that_a_cap_of_times_drops_later_charges_of_its_rule_only() -> None:
    red, late = Charge(0, -50, cap_times=2), Charge(1, -20)
    assert (-50, -20, -50, 0, -20) == apply_rule_caps([red, late, red, red, late])


def test_that_a_cap_of_points_cuts_toward_zero_and_counts_sizes() -> None:
    down, up = Charge(0, -30, cap_points=50), Charge(0, 30, cap_points=50)
    assert (-30, 20, 0) == apply_rule_caps([down, up, down])
