"""Points and records to the last one, in a scheme whose floor is often reached.

Points are only taken and all come back after the same term, so what a person lacks is what waits
for that person, and everything that was clamped was clamped at the floor.
"""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest

from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.scheme.arithmetic import net_month
from sincerity.world.world import World
from tests.world.conftest import DATA

MONTHS = 10
RESIDENTS = 12_400
BASE, FLOOR, CAP = 100, 60, 100
TERM_MONTHS = 3


@pytest.fixture(scope="module")
def world(frozen, base) -> World:
    often = load_parameters("base", {"office.seen_factor": "4"})
    return World(
        frozen(RESIDENTS), load_scheme(DATA / "floor.scheme.yaml"), base, often, seed=4, threads=1
    )


@pytest.fixture(scope="module")
def months(world) -> list[tuple[np.ndarray, list[tuple[int, int, int]]]]:
    """Scores and waiting points before the first month and after each."""
    seen = [(world.columns["score"].copy(), world.waiting())]
    for _ in range(MONTHS):
        world.step()
        seen.append((world.columns["score"].copy(), world.waiting()))
    return seen


def _of(waiting: list[tuple[int, int, int]], due: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for slot, month, amount in waiting:
        if month == due:
            found.setdefault(slot, []).append(amount)
    return found


def test_that_every_score_is_the_base_less_the_points_that_wait(months):
    for scores, waiting in months:
        lacking = Counter(dict.fromkeys(np.flatnonzero(scores != -32768).tolist(), 0))
        for slot, _, amount in waiting:
            lacking[slot] += amount
        assert {slot: BASE - points for slot, points in lacking.items()} == {
            slot: int(scores[slot]) for slot in lacking
        }


def test_that_every_month_nets_to_the_plain_sum_for_every_person(months):
    for month, ((before, waited), (after, waits)) in enumerate(pairwise(months)):
        returns, taken = _of(waited, month), _of(waits, month + TERM_MONTHS)
        for slot in np.flatnonzero(before != -32768).tolist():
            net = net_month(
                int(before[slot]),
                sum(returns.get(slot, [])),
                [-amount for amount in taken.get(slot, [])],
                "absorbing",
                FLOOR,
                CAP,
            )
            assert (int(after[slot]), 0) == (net.stored, net.clamped)


def test_that_the_books_close_once_clamped_points_are_added_back(world, months):
    tallies = world.tallies
    assert tallies.clamped_points.sum() > 0
    sums = np.array([scores[scores != -32768].sum(dtype=np.int64) for scores, _ in months])
    assert sums[1:].tolist() == tallies.score_sum.sum(axis=1).tolist()
    moves = tallies.rule_points.sum(axis=(1, 2)) + tallies.returned_points + tallies.clamped_points
    assert np.diff(sums).tolist() == moves.tolist()


def test_that_points_taken_are_returned_or_waiting_or_were_never_taken(world, months):
    tallies = world.tallies
    waiting = sum(amount for _, _, amount in months[-1][1])
    charged = -int(tallies.rule_points.sum())
    assert charged == (
        int(tallies.returned_points.sum()) + waiting + int(tallies.clamped_points.sum())
    )


def test_that_every_record_is_charged_by_its_rule_or_has_none(world, months):
    tallies, rule_at = world.tallies, world.tables.scheme.rule_at
    assert 0 == int(tallies.unscored.sum())  # everybody has a score
    without_rule = 0
    for kind, (rule, *later) in enumerate(rule_at):
        assert {-1} == set(later)
        if rule < 0:
            without_rule += int(tallies.records[:, kind].sum())
        else:
            assert tallies.records[:, kind].tolist() == tallies.rule_charges[:, rule].tolist()
            assert tallies.records[:, kind].sum() > 0
    assert without_rule > 0
    assert int(tallies.records.sum()) == without_rule + int(tallies.rule_charges.sum())
