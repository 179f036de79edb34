"""Wrongful burden, the ladder of errors and spillover: parts beside the whole, never a sum."""

from __future__ import annotations

import polars as pl
import pytest

from sincerity.measures.build import METRICS
from sincerity.measures.burden import before_doors
from sincerity.measures.groups import AXES
from sincerity.phases.tally_arrays import BURDENS
from sincerity.world.tallies import Tallies
from tests.measures.fake_tallies import fake_tallies
from tests.measures.tables import everything, frame_of, pick

SANCTIONS = ("no_licence", "no_flight")


@pytest.fixture(scope="module")
def tallies() -> Tallies:
    return everything()


@pytest.fixture(scope="module")
def metrics(tallies: Tallies) -> pl.DataFrame:
    return frame_of(tallies)


def test_that_the_whole_counts_every_reason_for_a_closed_door_and_no_perk(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    own = tallies.door_months[4, :2].sum()
    expected = own + tallies.spill_months[4, :2].sum() + tallies.stale_months[4, :2].sum()
    assert (expected, tallies.class_grade[4].sum()) == pick(metrics, "sanction_months", 5)
    assert before_doors(tallies).shape == (14, 2)


@pytest.mark.parametrize("column", BURDENS)
def test_that_a_column_is_the_sum_of_its_doors_and_of_the_groups_of_each_axis(
    metrics: pl.DataFrame, column: str
) -> None:
    whole = pick(metrics, f"burden_{column}", 3)[0]
    assert whole > 0
    assert whole == sum(pick(metrics, f"burden_{column}_at.{door}", 3)[0] for door in SANCTIONS)
    for axis, values in AXES:
        parts = (pick(metrics, f"burden_{column}", 3, f"{axis}={value}")[0] for value in values)
        assert whole == sum(parts), axis


@pytest.mark.parametrize("column", BURDENS)
def test_that_rates_and_shares_follow_from_the_counts_and_carry_them(
    metrics: pl.DataFrame, column: str
) -> None:
    group = "means=insolvent"
    months, residents = pick(metrics, f"burden_{column}", 6, group)
    rate = pick(metrics, f"burden_{column}_rate", 6, group)
    assert (pytest.approx(months / residents * 12_000), residents) == rate
    every = int(pick(metrics, "sanction_months", 6)[0])
    part = pick(metrics, f"burden_{column}", 6)[0] / every
    assert (pytest.approx(part), every) == pick(metrics, f"burden_{column}_share", 6)
    assert part < 1


def test_that_the_columns_are_never_added_up(metrics: pl.DataFrame) -> None:
    total = sum(pick(metrics, f"burden_{column}", 2)[0] for column in BURDENS)
    everyone = metrics.filter((pl.col("month") == 2) & (pl.col("group") == "all"))
    assert total not in everyone["value"].to_list()
    names = [metric.name for metric in METRICS if metric.name.startswith("burden")]
    assert {name.split("_", 2)[1] for name in names} == {b.partition("_")[0] for b in BURDENS}
    for metric in METRICS:
        if metric.name.startswith("burden"):
            assert "overlap" in metric.caveat, metric.name


def test_that_people_with_a_burden_are_counted_among_those_before_doors(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    people = int(tallies.sanctioned_months[7])
    assert people == pick(metrics, "sanctioned_people", 8)[0]
    for place, column in enumerate(BURDENS):
        expected = (tallies.burden_people[7, place], people)
        assert expected == pick(metrics, f"burden_{column}_people", 8)


def test_that_a_scheme_that_closes_nothing_has_no_burden() -> None:
    frame = frame_of(fake_tallies(doors=("school_place",), sanctions=0, months=2))
    names = frame["metric"].unique().to_list()
    assert [] == [n for n in names if n.startswith(("burden", "sanction", "spill", "attempts"))]


def test_that_each_rung_of_the_ladder_counts_what_is_wrong_on_it(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    records, charges = tallies.records[9], tallies.rule_charges[9]
    entries = tallies.list_entries[9, :, :5]
    expected = {
        "records": (records[:, 1:].sum(), records.sum()),
        "charges": (charges[:, 1:].sum(), charges.sum()),
        "entries": (entries[:, 1:].sum(), entries.sum()),
        "people": (tallies.burden_people[9, 0], tallies.sanctioned_months[9]),
    }
    for rung, (wrong, every) in expected.items():
        assert (wrong, every) == pick(metrics, f"errors.{rung}", 10)
        assert pytest.approx(wrong / every) == pick(metrics, f"error_share.{rung}", 10)[0]


def test_that_spillover_is_for_each_listed_person_month(
    tallies: Tallies, metrics: pl.DataFrame
) -> None:
    spill, listed = tallies.spill_months[5].sum(), tallies.list_members[5].sum()
    assert (pytest.approx(spill / listed), listed) == pick(metrics, "spillover_per_listed", 6)
    own = tallies.door_months[5, :2].sum()
    assert (pytest.approx(spill / own), own) == pick(metrics, "spillover_per_own", 6)
    minors = tallies.spill_minor_months[5].sum()
    assert (pytest.approx(minors / spill), spill) == pick(metrics, "spill_minor_share", 6)
