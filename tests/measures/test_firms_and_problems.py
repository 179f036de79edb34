"""Firms: harm done, prevented, found and missed. Problems: there, reported, and heard of."""

from __future__ import annotations

import polars as pl
import pytest

from sincerity.phases.tally_arrays import FIRM_FATES
from sincerity.world.tallies import PROBLEM_STEPS, Tallies
from tests.measures.tables import everything, frame_of, pick


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return everything()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


def test_that_acts_of_firms_are_found_or_missed(tallies: Tallies, metrics: pl.DataFrame) -> None:
    done = tallies.firm_acts[3, 1]
    found = pick(metrics, "firm_acts_found.pollution", 4)
    missed = pick(metrics, "firm_acts_missed.pollution", 4)
    assert (done, done) == (found[0] + missed[0], found[1])
    every = tallies.firm_acts[3].sum()
    share = (pytest.approx(tallies.firm_found[3].sum() / every), every)
    assert share == pick(metrics, "firm_found_share", 4)


def test_that_victims_harmed_and_spared_stand_beside_the_acts_that_would_have_been(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    assert (tallies.firm_victims[0, 0], tallies.firm_acts[0, 0]) == pick(
        metrics, "firm_victims.fraud", 1
    )
    assert (tallies.firm_prevented[0, 0], tallies.firm_undisturbed[0, 0]) == pick(
        metrics, "firm_victims_prevented.fraud", 1
    )


def test_that_fates_tips_and_grades_have_their_names(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    for place, fate in enumerate(FIRM_FATES):
        assert tallies.firm_fate[5, place] == pick(metrics, f"firm_fates.{fate}", 6)[0]
    assert tallies.firm_tips[5, 2] == pick(metrics, "firm_tips.without_fear", 6)[0]
    open_firms = tallies.firms_open[5]
    assert (tallies.firm_grades[5, 1], open_firms) == pick(metrics, "firm_grade_count.B", 6)
    assert (tallies.firm_listed[5], open_firms) == pick(metrics, "firms_listed", 6)


def test_that_problems_wait_until_they_are_solved(tallies: Tallies, metrics: pl.DataFrame) -> None:
    arisen = tallies.problems[7, 0]
    for place, step in enumerate(PROBLEM_STEPS):
        assert (tallies.problems[7, place], arisen) == pick(metrics, f"problems.{step}", 8)
    so_far = tallies.problems[:8].sum(axis=0)
    waiting = (so_far[1] - so_far[2], so_far[1])
    assert waiting == pick(metrics, "problems_waiting", 8)
    unseen = (pytest.approx(1 - so_far[3] / so_far[0]), so_far[0])
    assert unseen == pick(metrics, "problems_unseen_share", 8)
