"""Ends of entries, wrong closures that last, objections in their queue, and means lost."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest

from sincerity.measures.groups import adults_by_means, group_names, membership
from sincerity.phases.rows import EXIT_REASONS
from sincerity.world.tallies import Tallies
from tests.measures.tables import everything, frame_of, pick

LIST = "first_publication"


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return everything()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


def test_that_entries_ended_and_standing_add_up_to_those_made(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    exits = tallies.list_exits[:, 0]
    for place, reason in enumerate(EXIT_REASONS):
        assert (exits[11, place], exits[11].sum()) == pick(metrics, f"exits_{reason}.{LIST}", 12)
        stay = (tallies.list_exit_months[11, 0, place], exits[11, place])
        assert stay == pick(metrics, f"stay_{reason}.{LIST}", 12)
    entered = tallies.list_entries[:12, 0].sum()
    standing = entered - exits[:12].sum()
    assert (standing, entered) == pick(metrics, f"entries_standing.{LIST}", 12)
    expected = (pytest.approx(standing / entered), entered)
    assert expected == pick(metrics, f"never_returned_share.{LIST}", 12)


def test_that_months_to_recover_count_stretches_that_have_not_ended(tallies: Tallies) -> None:
    # Two people wronged from month 1; one is free after 3 months, the other never.
    def series(*values: int) -> np.ndarray:
        return np.array([*values, *[0] * (14 - len(values))], dtype=np.int64)

    months = np.array([2, 2, 2, *[1] * 11], dtype=np.int64)
    frame = frame_of(
        dataclasses.replace(
            tallies,
            wronged_started=series(2),
            wronged_ended=series(0, 0, 0, 1),
            wronged_again=series(0),
            wronged_months=months,
        )
    )
    assert (None, 0) == pick(frame, "months_to_recover", 3)
    assert (7.0, 1) == pick(frame, "months_to_recover", 4)
    assert (17.0, 1) == pick(frame, "months_to_recover", 14)  # not 3: the other one still waits
    assert (1.0, 2) == pick(frame, "wronged_open", 14)
    assert pick(frame, "wronged_people", 14)[0] == 2


def test_that_objections_are_upheld_rejected_or_waiting(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    filed, upheld, rejected = tallies.objections[:10].sum(axis=(0, 1))
    waiting = filed - upheld - rejected
    assert waiting > 0
    assert (waiting, filed) == pick(metrics, "objections_waiting", 10)
    for place, which in enumerate(("right", "wrong")):
        steps = tallies.objections[:10, place].sum(axis=0)
        share = (pytest.approx(steps[1] / steps[1:].sum()), steps[1:].sum())
        assert share == pick(metrics, f"objections_upheld_share.{which}", 10)
    true = tallies.records[:10, :, 0].sum()
    false = tallies.records[:10].sum() - true
    for place, whole in enumerate((true, false)):
        expected = pytest.approx(tallies.objections[:10, place, 0].sum() / whole)
        which = ("right", "wrong")[place]
        assert (expected, whole) == pick(metrics, f"objected_share.{which}", 10)


def test_that_the_delay_is_a_mean_over_decisions(tallies: Tallies, metrics: pl.DataFrame) -> None:
    decided = tallies.objections[4, :, 1:].sum()
    expected = (pytest.approx(tallies.objection_delay[4] / decided), decided)
    assert expected == pick(metrics, "objection_delay", 5)
    assert (None, 0) == pick(metrics, "objection_delay", 1)


def test_that_a_run_without_objections_says_nothing_of_them(tallies: Tallies) -> None:
    quiet = dataclasses.replace(tallies, objections=0 * tallies.objections)
    names = frame_of(quiet)["metric"].unique().to_list()
    assert [] == [name for name in names if name.startswith("object")]


def test_that_ways_off_a_list_are_rates_of_the_entries_of_equal_means(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    standing, paid = tallies.listed_by_means[2, 0], tallies.performed[2, 0]
    assert (paid, standing) == pick(metrics, "ended_performed.secure", 3)
    expected = (pytest.approx(paid / standing), standing)
    assert expected == pick(metrics, "ended_performed_rate.secure", 3)
    assert tallies.repaired[2, 2] == pick(metrics, "ended_repaired.insolvent", 3)[0]


def test_that_adults_by_means_leave_out_minors() -> None:
    people = np.arange(144, dtype=np.int64)
    groups = membership()[:, [group_names().index(f"age={a}") for a in ("under_14", "14_17")]]
    adults = people * (1 - groups.sum(axis=1))
    assert adults.sum() == adults_by_means(people).sum()
    insolvent = membership()[:, group_names().index("means=insolvent")]
    assert (adults * insolvent).sum() == adults_by_means(people)[2]


def test_that_the_listed_and_all_others_are_every_adult(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    listed = adults_by_means(tallies.list_members[5, 1])
    everyone = adults_by_means(tallies.class_grade[5].sum(axis=1))
    expected = (pytest.approx(listed[2] / listed.sum()), listed.sum())
    assert expected == pick(metrics, "insolvent_listed_share.second", 6)
    others = everyone - listed
    expected = (pytest.approx(others[2] / others.sum()), others.sum())
    assert expected == pick(metrics, "insolvent_others_share.second", 6)


def test_that_falls_and_lost_work_are_counted_among_adults(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    adults = adults_by_means(tallies.class_grade[1].sum(axis=1)).sum()
    for name, counts in (
        ("falls_caused", tallies.falls_caused),
        ("falls_applied", tallies.falls_applied),
        ("out_of_work", tallies.idle_people),
    ):
        assert (counts[1], adults) == pick(metrics, name, 2)
