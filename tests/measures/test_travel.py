"""How far an entry travels, what agencies record, who is watched, and attempts at closed doors."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest

from sincerity.phases.rows import CAUSES
from sincerity.phases.tally_arrays import ATTEMPT_ENDS
from sincerity.world.tallies import Tallies
from tests.measures.tables import everything, frame_of, pick


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return everything()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


@pytest.mark.parametrize(
    ("know", "agencies", "share", "disagreement"),
    [
        ([4, 4], 4, 1.0, 0.0),  # one store: all know, nobody disagrees
        ([2, 2], 4, 0.5, 0.5),
        ([1, 4], 4, 0.625, 0.1875),  # a mean over entries, not of the mean: 0.46875 would be wrong
    ],
)
def test_that_disagreement_is_the_mean_over_entries_of_two_q_times_one_less_q(
    tallies: Tallies, know: list[int], agencies: int, share: float, disagreement: float
) -> None:
    labels = dataclasses.replace(tallies.labels, agencies=tuple("abcd"[:agencies]))
    reach = np.zeros((14, 2, 3), dtype=np.int64)
    reach[2, 0] = len(know), sum(know), sum(n * n for n in know)
    records = np.zeros((14, agencies, len(CAUSES)), dtype=np.int64)
    frame = frame_of(
        dataclasses.replace(tallies, labels=labels, reach=reach, agency_records=records)
    )
    assert (sum(know) / 2, 2) == pick(frame, "reach_agencies.first_publication", 3)
    assert (share, 2) == pick(frame, "reach_share.first_publication", 3)
    assert (disagreement, 2) == pick(frame, "disagreement.first_publication", 3)
    assert (None, 0) == pick(frame, "disagreement.first_publication", 4)


def test_that_nobody_can_disagree_more_than_half_of_the_time(metrics: pl.DataFrame) -> None:
    found = metrics.filter(pl.col("metric").cast(str).str.starts_with("disagreement"))
    assert 0 < found["value"].max() <= 0.5


def test_that_records_of_an_agency_split_by_cause(tallies: Tallies, metrics: pl.DataFrame) -> None:
    made = tallies.agency_records[6, 1]
    for place, cause in enumerate(CAUSES):
        assert (made[place], made.sum()) == pick(metrics, f"agency_records_{cause}.police", 7)
    expected = (pytest.approx(made[1:].sum() / made.sum()), made.sum())
    assert expected == pick(metrics, "agency_records_false_share.police", 7)


def test_that_seen_shares_compare_the_watched_with_all_others(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    (done, seen), (watched, watched_seen) = tallies.acts_watched[3]
    assert (pytest.approx(seen / done), done) == pick(metrics, "seen_share.others", 4)
    expected = (pytest.approx(watched_seen / watched), watched)
    assert expected == pick(metrics, "seen_share.watched", 4)
    ratio = (watched_seen / watched) / (seen / done)
    assert pytest.approx(ratio) == pick(metrics, "seen_ratio", 4)[0]


def test_that_attempts_add_up_over_their_ends(tallies: Tallies, metrics: pl.DataFrame) -> None:
    ends = tallies.door_attempts[8, 1]
    assert ends.sum() > 0
    assert (ends.sum(), ends.sum()) == pick(metrics, "attempts.no_flight", 9)
    for place, end in enumerate(ATTEMPT_ENDS):
        assert (ends[place], ends.sum()) == pick(metrics, f"attempts_{end}.no_flight", 9)
    wrongly = (tallies.blocked_wrong[8, 1], ends[0])
    assert wrongly == pick(metrics, "attempts_blocked_wrongly.no_flight", 9)


def test_that_shares_of_attempts_are_over_all_doors(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    ends = tallies.door_attempts[8].sum(axis=0)
    blocked = (pytest.approx(ends[0] / ends.sum()), ends.sum())
    assert blocked == pick(metrics, "attempts_blocked_share", 9)
    wrong = tallies.blocked_wrong[8].sum()
    expected = (pytest.approx(wrong / ends[0]), ends[0])
    assert expected == pick(metrics, "attempts_blocked_wrongly_share", 9)
