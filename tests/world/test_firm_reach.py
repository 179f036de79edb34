"""Whom a scheme for firms reaches: representatives, workers, and those who tell the truth.

Tolerance: five standard errors. In most worlds here every firm acts every month, so that what
follows from an act can be counted; seeds are fixed.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from sincerity.world.kept import values_of_few
from tests.world.firm_worlds import (
    SMALL,
    column,
    conduct,
    kind,
    listed,
    private,
    there,
    workers,
    world,
)


def test_that_a_closed_firm_costs_its_workers_their_work_and_nobody_else():
    made = world(
        conduct(kind("spill")),
        listed(closure="0.3"),
        seed=12,
        firms__closed_months="2",
        firms__layoff_months="3",
    )
    employed = workers(made)
    idle = np.array(values_of_few(made, "idle"))
    laid_off = np.zeros_like(employed)
    for month in range(6):
        closed_before = column(made, "closed_left").copy()
        made.step()
        expected = np.where(laid_off, 3, np.maximum(idle - 1, 0))
        idle = np.array(values_of_few(made, "idle"))
        assert np.array_equal(idle, expected), f"month {month}"
        closing = (closed_before == 0) & (column(made, "closed_left") == 2)
        laid_off = employed & np.repeat(closing, 64)
        assert int(made.tallies.workers_laid_off[month]) == int(laid_off.sum())
    assert laid_off.any()
    assert not idle[~employed].any()


def test_that_the_representative_of_a_listed_firm_is_entered_next_month_and_nobody_else():
    made = world(conduct(kind("spill", 1_200)), listed(), seed=13)
    heads = np.arange(len(there(made))) * 64 + column(made, "representative")
    expected = np.zeros(len(made.columns["listed"]), dtype=bool)
    firms_before = np.zeros(len(heads), dtype=bool)
    for month in range(8):
        made.step()
        assert np.array_equal(made.columns["listed"] & 1 == 1, expected), f"month {month}"
        firms_now = column(made, "left") > 0
        newly = firms_now & ~firms_before
        assert int(made.tallies.firm_listed_entries[month]) == int(newly.sum())
        expected[heads[newly]] = True
        firms_before = firms_now
    entries = made.tallies.list_entries.sum(axis=0)
    assert entries[0].tolist() == [0] * 7 + [int(made.tallies.list_members[-1].sum())]
    assert expected.sum() > 50


def test_that_a_nominee_is_entered_in_the_representatives_place():
    made = world(conduct(kind("spill")), listed("1 month"), residents=SMALL, firms__nominee="1")
    tiles = np.arange(len(there(made))) * 64
    heads, stand_ins = (
        tiles + column(made, "representative"),
        tiles + column(made, "stand_in"),
    )
    made.run(2)
    assert set(np.flatnonzero(made.columns["listed"] & 1)) == set(heads[there(made)].tolist())
    made.run(1)
    owned = private(made)
    reached = set(heads[there(made)].tolist()) | set(stand_ins[owned].tolist())
    assert set(np.flatnonzero(made.columns["listed"] & 1)) == reached
    assert len(reached) > int(there(made).sum())


def afraid(level: int, **settings: str):
    """Return a world whose people fear a vague rule, run for three years."""
    made = world(
        conduct(kind("spill", seen="0.05", victims=4)),
        seed=14,
        lie="discretion: {low: -50, high: -5, by: official}",
        respond__beliefs="on",
        respond__fear_vague=str(level),
        respond__hear_base="0.5",
        respond__fear_decay="51",
        firms__tip="0.05",
        firms__tip_fear="32",
        **settings,
    )
    made.run(24)
    return made


def test_that_fear_silences_workers_and_leaves_victims_unfound():
    worlds = [afraid(level) for level in (0, 100, 250)]
    tips = [made.tallies.firm_tips.sum(axis=0) for made in worlds]
    missed = [4 * int(made.tallies.firm_missed.sum()) for made in worlds]
    assert all(more[0] > fewer[0] for more, fewer in pairwise(tips))
    assert all(fewer < more for fewer, more in pairwise(missed))
    assert len({int(each[2]) for each in tips}) == 1  # without fear the same would have spoken
    assert len({made.tallies.firm_acts.sum() for made in worlds}) == 1
    assert tips[0][0] == tips[0][2]


def test_that_the_number_of_tips_is_that_of_the_fear_of_each_worker():
    made = afraid(200)
    told = 0
    expected = variance = 0.0
    employed = workers(made)
    for _ in range(6):
        fear = made.columns["fear"].astype(np.int64)[employed]
        chance = 0.05 * np.exp(-np.minimum(32 * fear >> 2, 4095) / 1024)
        expected += float(chance.sum())
        variance += float((chance * (1 - chance)).sum())
        made.step()
        told += int(made.tallies.firm_tips[-1, 0])
    assert abs(told - expected) < 5 * math.sqrt(variance)
    assert expected < 0.5 * 6 * 0.05 * int(employed.sum())


def test_that_a_true_tip_judged_false_is_charged_to_its_worker_as_misjudged():
    made = world(
        conduct(kind("spill", seen="0.5")), seed=15, firms__tip="0.1", firms__judged_false="0.4"
    )
    made.run(6)
    tallies = made.tallies
    judged = tallies.firm_tips[:, 1]
    assert tallies.records[:, 0].tolist() == [[0] * 5] + [
        [0, 0, 0, 0, count] for count in judged[:-1].tolist()
    ]
    assert tallies.rule_charges[:, 0].tolist() == tallies.records[:, 0].tolist()
    scores = made.columns["score"]
    lost = np.where(scores == -32768, 0, 1000 - scores.astype(np.int64))
    assert int(lost.sum()) == int(judged[:-1].sum())
    assert not lost[~workers(made)].any()
    assert judged.sum() > 100


def test_that_nobody_is_charged_for_a_tip_that_was_believed():
    made = world(conduct(kind("spill", seen="0")), seed=16, firms__tip="0.1")
    made.run(6)
    assert made.tallies.firm_found.sum() > 0
    assert made.tallies.records.sum() == 0
