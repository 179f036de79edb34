"""Precision and recall: identities of confusion tables, and no credit for protected acts."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sincerity.measures.precision import Confusion, held_against, record_confusion
from sincerity.world.tallies import Tallies
from tests.measures.fake_tallies import fake_tallies
from tests.measures.tables import BOOK, frame_of, pick

CASES = st.integers(min_value=0, max_value=10**9)
SOME = st.integers(min_value=1, max_value=10**9)
WORSHIP = 1
"""Number of the protected kind of the made-up tallies."""

BETTER = ("record_precision", "record_recall")
WORSE = ("record_miss_rate", "record_false_alarm_rate")
OF_LIST = ("list_precision_at_least", "list_recall_at_least")


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return fake_tallies()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


def table(found: int, alarms: int, missed: int, cleared: int) -> Confusion:
    return Confusion(*(np.array([n], dtype=np.int64) for n in (found, alarms, missed, cleared)))


@settings(deadline=None, max_examples=500)
@given(SOME, CASES, CASES, SOME)
def test_that_false_positives_follow_from_precision_prevalence_and_misses(
    found: int, alarms: int, missed: int, cleared: int
) -> None:
    # Chouldechova 2017: FPR = p / (1 - p) * (1 - PPV) / PPV * (1 - FNR), here without dividing, for
    # a share near 0 or 1 would lose its digits in 1 - share and the quotient would show it.
    t = table(found, alarms, missed, cleared)
    left = t.false_alarm_rate * (1 - t.prevalence) * t.precision
    right = t.prevalence * (1 - t.precision) * (1 - t.miss_rate)
    assert abs(left - right)[0] <= 1e-12


@settings(deadline=None)
@given(CASES, CASES, CASES, CASES)
def test_that_recall_and_misses_are_one_and_nothing_of_nothing_is_empty(
    found: int, alarms: int, missed: int, cleared: int
) -> None:
    t = table(found, alarms, missed, cleared)
    if found + missed:
        assert abs(t.recall + t.miss_rate - 1)[0] <= 1e-12
    else:
        assert np.isnan(t.recall).all()
        assert np.isnan(t.miss_rate).all()
    if not found + alarms:
        assert np.isnan(t.precision).all()


def test_that_the_table_of_a_run_keeps_the_identity_and_all_person_months(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    t = record_confusion(tallies, BOOK)
    person_months = np.cumsum(tallies.class_grade.sum(axis=(1, 2)))
    assert (t.found + t.alarms + t.missed + t.cleared == person_months).all()
    for month in (1, 14):
        p, n = pick(metrics, "harm_prevalence", month)
        assert n == person_months[month - 1]
        ppv, fnr = (pick(metrics, name, month)[0] for name in ("record_precision", WORSE[0]))
        expected = p / (1 - p) * (1 - ppv) / ppv * (1 - fnr)
        assert abs(pick(metrics, "record_false_alarm_rate", month)[0] - expected) <= 1e-12


def test_that_only_harm_to_others_that_no_right_protects_is_to_be_found() -> None:
    assert [kind for kind in BOOK.kind_sign if BOOK.is_to_be_found(kind)] == ["red_light"]
    both = dataclasses.replace(BOOK, kind_harms_others={**BOOK.kind_harms_others, "worship": True})
    assert not both.is_to_be_found("worship")


def test_that_a_believer_with_a_true_record_counts_against_precision(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    true = int(tallies.records[0, 0, 0])
    held = int(tallies.records[0, :2].sum())  # a good deed is not held against anybody
    assert held == held_against(tallies, BOOK)[0]
    assert (true, held) == pick(metrics, "detections", 1)
    assert (pytest.approx(true / held), held) == pick(metrics, "record_precision", 1)
    acts = int(tallies.acts[0, 0].sum())
    assert (pytest.approx(true / acts), acts) == pick(metrics, "record_recall", 1)


def test_that_rates_are_to_date_because_records_arrive_late(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    true, acts = tallies.records[:9, 0, 0].sum(), tallies.acts[:9, 0].sum()
    assert (pytest.approx(true / acts), acts) == pick(metrics, "record_recall", 9)


def of_list(metrics: pl.DataFrame, name: str) -> tuple[float, int]:
    return pick(metrics, f"{name}.first_publication", 14)


def test_that_entries_of_a_list_for_harm_alone_are_exact(tallies: Tallies) -> None:
    entries = tallies.list_entries.copy()
    records = tallies.records.copy()
    records[:, WORSHIP] = 0
    frame = frame_of(dataclasses.replace(tallies, list_entries=entries, records=records))
    true, every = entries[:, 0, 0].sum(), entries[:, 0, :5].sum()
    assert (pytest.approx(true / every), every) == of_list(frame, OF_LIST[0])


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(min_value=0, max_value=2000), min_size=14, max_size=14))
def test_that_more_true_records_of_protected_acts_improve_no_measure(more: list[int]) -> None:
    before = fake_tallies(people_per_class=21)
    seen, entered = np.array(more), np.array(more) // 3  # some of the newly seen are listed too
    records, entries = before.records.copy(), before.list_entries.copy()
    records[:, WORSHIP, 0] += seen
    entries[:, 0, 0] += entered
    after = dataclasses.replace(before, records=records, list_entries=entries)
    _assert_no_better(before, after)


def _assert_no_better(before: Tallies, after: Tallies) -> None:
    one, other = frame_of(before), frame_of(after)
    for name in BETTER:
        assert pick(other, name, 14)[0] <= pick(one, name, 14)[0], name
    for name in OF_LIST:
        assert of_list(other, name)[0] <= of_list(one, name)[0], name
    for name in WORSE:
        assert pick(other, name, 14)[0] >= pick(one, name, 14)[0], name
