"""Tidy metrics: exact counts, shares with their count, histogram bounds, a full dictionary."""

from __future__ import annotations

import dataclasses
import re

import numpy as np
import polars as pl
import pytest

from sincerity.measures.build import METRICS, column_dictionary, metrics_table
from sincerity.measures.groups import AXES, by_group, group_names, membership
from sincerity.measures.rows import MetricRows, share
from sincerity.measures.scores import quantile_bounds
from sincerity.world.tallies import Tallies
from tests.measures.fake_tallies import fake_tallies
from tests.measures.tables import BOOK, everything, frame_of, pick


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return fake_tallies()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    frame = pl.from_arrow(metrics_table(tallies, BOOK, scenario="base", replicate=2))
    assert isinstance(frame, pl.DataFrame)
    return frame


def test_that_the_columns_are_the_tidy_ones(metrics: pl.DataFrame) -> None:
    names = ["scenario", "replicate", "month", "group", "metric", "value", "lo", "hi", "n"]
    assert names == metrics.columns
    assert {2} == set(metrics["replicate"])


def test_that_a_single_run_has_no_interval(metrics: pl.DataFrame) -> None:
    assert metrics.height == metrics["lo"].null_count() == metrics["hi"].null_count()


def test_that_no_row_is_given_twice(metrics: pl.DataFrame) -> None:
    key = ["scenario", "replicate", "month", "group", "metric"]
    assert metrics.height == metrics.select(key).unique().height


def test_that_a_class_number_unpacks_to_age_sex_place_driver_and_means() -> None:
    # age 18_29 = 2, female = 1, urban = 1, driver no = 0, insolvent = 2
    number = (((2 * 2 + 1) * 2 + 1) * 2 + 0) * 3 + 2
    groups = {name for name, here in zip(group_names(), membership()[number], strict=True) if here}
    expected = {"all", "age=18_29", "sex=female", "urban=urban", "driver=no", "means=insolvent"}
    assert expected == groups


def test_that_the_groups_of_each_axis_add_up_to_everyone(tallies: Tallies) -> None:
    counts = by_group(tallies.charged_people)
    place = dict(zip(group_names(), range(len(group_names())), strict=True))
    for axis, values in AXES:
        total = sum(counts[:, place[f"{axis}={value}"]] for value in values)
        assert tallies.charged_people.sum(axis=1).tolist() == total.tolist()


def test_that_a_grade_share_carries_the_covered_people_as_its_count(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    covered = int(tallies.class_grade[4, :, :-1].sum())
    standing = int(tallies.class_grade[4, :, 3].sum())
    assert (standing / covered, covered) == pick(metrics, "grade_share.D", 5)


def test_that_grade_shares_of_a_group_add_up_to_one(metrics: pl.DataFrame) -> None:
    total = sum(pick(metrics, f"grade_share.{g}", 14, "means=insolvent")[0] for g in "ABCD")
    assert total == pytest.approx(1.0)


def test_that_points_for_protected_conduct_are_those_of_its_rules(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    worship = -int(tallies.rule_points[0, 1].sum())
    lost = worship - int(tallies.rule_points[0, 0].sum())
    assert (worship, lost) == pick(metrics, "points_lost_protection.absolute", 1)
    value, n = pick(metrics, "points_lost_protection_share.absolute", 1)
    assert (pytest.approx(worship / lost), lost) == (value, n)


def test_that_rules_that_give_points_take_none(metrics: pl.DataFrame) -> None:
    assert pick(metrics, "points_lost_domain.honour", 3)[0] == 0
    assert pick(metrics, "points_gained", 3)[0] > 0


def test_that_records_split_by_cause(tallies: Tallies, metrics: pl.DataFrame) -> None:
    everything = int(tallies.records[6].sum())
    for place, cause in enumerate(tallies.labels.causes):
        expected = (int(tallies.records[6, :, place].sum()), everything)
        assert expected == pick(metrics, f"records.{cause}", 7)


def test_that_acts_not_done_are_the_undisturbed_less_the_done(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    expected = tallies.undisturbed[0, 1] - tallies.acts[0, 1].sum()
    assert expected == pick(metrics, "acts_not_done.worship", 1)[0]


def test_that_census_groups_have_rows_in_december_and_the_last_month_only(
    metrics: pl.DataFrame,
) -> None:
    months = metrics.filter(pl.col("group") == "work=farm")["month"].unique().sort().to_list()
    assert months == [12, 14]


def test_that_census_groups_add_up_to_everyone(metrics: pl.DataFrame) -> None:
    parts = sum(pick(metrics, "covered", 12, f"party={v}")[0] for v in ("no", "yes"))
    assert pick(metrics, "covered", 12)[0] == parts


def test_that_the_mean_score_lies_between_its_quantile_bounds(metrics: pl.DataFrame) -> None:
    low = pick(metrics, "score_quantile_low.p05", 14)[0]
    high = pick(metrics, "score_quantile_high.p95", 14)[0]
    assert low < pick(metrics, "score_mean", 14)[0] < high


def test_that_a_quantile_is_bounded_by_the_bin_in_which_it_lies() -> None:
    scores = np.sort(np.random.default_rng(3).integers(500, 1100, size=997))
    edges = np.arange(500, 1110, 25)
    histogram = np.histogram(scores, bins=edges)[0][None, :, None]
    for per_cent in (1, 5, 25, 50, 75, 95, 100):
        exact = scores[max(0, -(-per_cent * len(scores) // 100) - 1)]
        low, high = quantile_bounds(histogram, edges, per_cent)
        assert low[0, 0] <= exact < high[0, 0]


def test_that_a_quantile_of_nobody_is_empty() -> None:
    low, high = quantile_bounds(np.zeros((1, 3, 1), dtype=np.int64), np.arange(4), 50)
    assert np.isnan(low).all()
    assert np.isnan(high).all()


def test_that_a_share_of_nothing_is_empty_and_not_zero() -> None:
    rows = MetricRows(METRICS, months=2)
    none = np.zeros(2, dtype=np.int64)
    rows.add("false_charge_share", share(none, none), none)
    table = rows.to_table("base", 0)
    assert table["value"].to_pylist() == [None, None]
    assert table["n"].to_pylist() == [0, 0]


def test_that_an_undeclared_metric_cannot_be_added() -> None:
    rows = MetricRows(METRICS, months=1)
    with pytest.raises(KeyError):
        rows.add("fairness", np.zeros(1), np.zeros(1))


def test_that_a_metric_with_items_needs_one() -> None:
    rows = MetricRows(METRICS, months=1)
    with pytest.raises(ValueError, match=r"charges\.<rule>"):
        rows.add("charges", np.zeros(1), np.zeros(1))


def test_that_every_metric_of_the_dictionary_is_in_a_table_and_the_other_way_round() -> None:
    tallies = everything()
    table = frame_of(tallies)
    patterns = [
        re.sub(r"<[^>]+>", "@", entry["name"]) for entry in column_dictionary(tallies)["metrics"]
    ]
    forms = [re.escape(p).replace("@", r"[A-Za-z0-9_\-]+") for p in patterns]
    names = table["metric"].unique().to_list()
    explained = {name for name in names if any(re.fullmatch(form, name) for form in forms)}
    assert set(names) == explained
    idle = [form for form in forms if not any(re.fullmatch(form, name) for name in names)]
    assert [] == idle


def test_that_the_metrics_of_a_table_have_one_name_each() -> None:
    names = [metric.name for metric in METRICS]
    assert sorted(names) == sorted(set(names))


def test_that_an_office_has_no_rows_about_agencies_firms_or_the_watched(
    metrics: pl.DataFrame,
) -> None:
    names = " ".join(metrics["metric"].unique())
    for start in ("agency_records", "reach_", "disagreement", "firm", "seen_share", "ended_"):
        assert f" {start}" not in f" {names}"


def test_that_every_dictionary_entry_says_what_is_counted(tallies: Tallies) -> None:
    for entry in column_dictionary(tallies)["metrics"]:
        for part in ("name", "unit", "meaning", "formula", "n"):
            assert entry[part], (entry["name"], part)


def test_that_every_group_in_the_table_is_in_the_dictionary(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    assert set(metrics["group"].unique()) == set(column_dictionary(tallies)["groups"])


def test_that_a_scheme_without_grades_still_has_coverage_and_scores() -> None:
    ungraded = fake_tallies(grades=(), months=3)
    frame = pl.DataFrame(metrics_table(ungraded, BOOK))
    assert pick(frame, "covered", 2)[0] == int(ungraded.class_grade[1, :, 0].sum())
    assert frame.filter(pl.col("metric").cast(str).str.starts_with("grade_")).height == 0


def test_that_no_scheme_at_all_gives_people_and_acts() -> None:
    empty = fake_tallies(grades=(), rules=(), signs=(), lists=(), doors=(), months=2)
    nothing = dataclasses.replace(empty, rule_points=np.zeros((2, 0, 144), dtype=np.int64))
    frame = pl.DataFrame(metrics_table(nothing, BOOK))
    assert pick(frame, "points_lost", 1) == (0.0, int(empty.class_grade[0, :, 0].sum()))
    assert pick(frame, "acts.worship", 1)[0] > 0


def test_that_list_entries_are_split_by_what_led_to_them(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    by_cause = [int(n) for n in tallies.list_entries[3, 0]]
    entries, false = sum(by_cause), sum(by_cause[1:5])
    for cause, expected in zip(tallies.labels.entry_causes, by_cause, strict=True):
        metric = f"list_entries_{cause}.first_publication"
        assert (expected, entries) == pick(metrics, metric, 4)
    assert (false, entries) == pick(metrics, "list_entries_false.first_publication", 4)
    value, n = pick(metrics, "list_entries_false_share.first_publication", 4)
    assert (pytest.approx(false / entries), entries) == (value, n)


def test_that_losses_and_gains_of_groups_add_up_where_a_rule_spans_zero() -> None:
    mixed = fake_tallies(months=2)
    points = mixed.rule_points.copy()
    points[:, 1, ::2] *= -1  # worship is charged as a gain in half of the classes
    frame = pl.DataFrame(metrics_table(dataclasses.replace(mixed, rule_points=points), BOOK))
    lost = -int(points[0, :2].sum())
    assert lost == pick(frame, "points_lost", 1)[0]
    for metric in ("points_lost", "points_gained", "points_lost_domain.belief"):
        for axis, values in AXES:
            total = sum(pick(frame, metric, 1, f"{axis}={value}")[0] for value in values)
            assert pick(frame, metric, 1)[0] == total, (metric, axis)
    assert int(points[0, 2].sum()) == pick(frame, "points_gained", 1)[0]


@pytest.mark.parametrize("replicate", [0, 2**31, 2**32 - 1])
def test_that_every_replicate_a_study_allows_fits_its_column(replicate: int) -> None:
    rows = MetricRows(METRICS, months=1)
    rows.add("points_clamped", np.zeros(1), np.zeros(1))
    assert [replicate] == rows.to_table("base", replicate)["replicate"].to_pylist()
