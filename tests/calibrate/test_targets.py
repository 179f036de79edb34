"""The rows that ship: as published, marked, and the only ones that can be fitted."""

from __future__ import annotations

import inspect
from decimal import Decimal
from pathlib import Path

import pytest

from sincerity import UsageError, load_scheme
from sincerity.calibrate import load_targets, target_names
from sincerity.calibrate.model import Targets
from sincerity.calibrate.readings import month_number
from sincerity.calibrate.run import Calibration
from sincerity.calibrate.targets import targets_folder
from sincerity.calibrate.worlds import Bench, asked_of, society_named
from sincerity.cli.commands import calibrate as command
from sincerity.scheme.resolved import resolved_yaml
from tests.library.test_sources import VERDICTS
from tests.library.walking import quantities

COURT = [
    ("listed_2015", "2015-12", "3.0802"),
    ("listed_2017_02", "2017-02-14", "6.73"),
    ("listed_2017_11", "2017-11-08", "8.87"),
    ("listed_2017", "2017-12", "9.59"),
    ("flights_2015", "2015-12", "3.7571"),
    ("flights_2017_02", "2017-02-14", "6.15"),
    ("flights_2017", "2017-12", "9.36"),
    ("rail_2015", "2015-12", "0.5988"),
    ("rail_2017_02", "2017-02-14", "2.22"),
    ("rail_2017_11", "2017-11-08", "3.4"),
    ("rail_2017", "2017-12", "3.67"),
    ("performed_2015", "2015-12", "20"),
]
COURT_LATER = [
    ("listed_2023", "3.21"),
    ("listed_2024", "2.457"),
    ("listed_change_2024", "-23.4"),
    ("restored_2023", "2.08"),
    ("restored_2024", "2.821"),
    ("restored_change_2024", "35.4"),
    ("ratio_2023", "0.65"),
    ("ratio_2024", "1.15"),
    ("restored_2025", "1.97"),
]
OTHERS = {
    "tax-rating": [("a_2020", "5.85"), ("c_d_2020", "9.48")],
    "credit-file": [("alleged", "26"), ("changed", "21")],
    "midas": [("wrong_share", "93")],
}
"""The published numbers once more: a slip in either copy shows as a difference."""


def test_that_four_calibrations_ship() -> None:
    assert ("court-list", "credit-file", "midas", "tax-rating") == target_names()


def test_that_the_court_list_is_fitted_to_the_published_rows_up_to_2017() -> None:
    found = [(r.id, r.until, r.value) for r in load_targets("court-list").fitted_rows]
    assert [(name, until, Decimal(value)) for name, until, value in COURT] == found


def test_that_what_was_published_of_later_years_is_predicted_and_not_fitted() -> None:
    rows = {row.id: row for row in load_targets("court-list").rows}
    for name, value in COURT_LATER:
        assert "predicted" == rows[name].role
        assert Decimal(value) == rows[name].value


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_that_the_others_are_fitted_to_their_published_rows(name: str) -> None:
    found = [(row.id, row.value) for row in load_targets(name).fitted_rows]
    assert [(row, Decimal(value)) for row, value in OTHERS[name]] == found


@pytest.mark.parametrize(
    ("name", "degrees"), [("court-list", 6), ("credit-file", 0), ("midas", -2), ("tax-rating", -6)]
)
def test_that_degrees_of_freedom_are_rows_less_parameters(name: str, degrees: int) -> None:
    found = load_targets(name)
    assert degrees == found.degrees_of_freedom
    assert degrees == len(found.fitted_rows) - sum(free.fitted for free in found.free)


@pytest.mark.parametrize("name", target_names())
def test_that_every_row_and_range_has_a_source_and_a_mark(name: str) -> None:
    found = load_targets(name)
    for item in (*found.rows, *found.free, *found.run.rules, *found.run.fixed):
        assert item.source in found.sources
        assert item.mark is not None
    for _, quantity in quantities(found):
        assert quantity.source in found.sources
    for row in found.fitted_rows:
        assert row.mark in ("V", "D")
        assert row.discrepancy is not None
        assert row.discrepancy.mark == "M-"


@pytest.mark.parametrize("name", target_names())
def test_that_all_that_is_read_lies_inside_the_run(name: str) -> None:
    found = load_targets(name)
    months = month_number(found.run.until) - month_number(found.run.begins) + 1
    for asked in asked_of(found):
        assert 0 <= asked.span.first < asked.span.last <= months
    ids = [asked.id for asked in asked_of(found)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["court", "../targets/midas", "/etc/passwd", "midas.targets.yaml"])
def test_that_no_other_target_can_be_named(name: str) -> None:
    with pytest.raises(UsageError, match="takes no other targets"):
        load_targets(name)
    with pytest.raises(UsageError, match="takes no other targets"):
        _ = Calibration(name).targets


def test_that_a_file_of_targets_is_refused_even_where_it_is_sound(tmp_path: Path) -> None:
    own = tmp_path / "own.targets.yaml"
    own.write_text(resolved_yaml(load_targets("midas")), encoding="utf-8")
    with pytest.raises(UsageError, match="takes no other targets"):
        load_targets(str(own))


def test_that_neither_the_command_nor_the_call_has_a_way_in_for_targets() -> None:
    words = {"target", "targets", "row", "rows", "goal", "objective", "value", "values", "fit"}
    for call in (Calibration, command.execute, load_targets):
        assert set() == words & set(inspect.signature(call).parameters)


def test_that_no_reading_of_a_fitted_row_is_a_goal_of_control() -> None:
    # What is fitted is what was published of the schemes; never fear, silence or obedience.
    fitted = {row.reading for name in target_names() for row in load_targets(name).fitted_rows}
    assert fitted == {
        "listed", "flights_blocked", "rail_blocked", "performed_share", "firms_a", "firms_c_d",
        "file_wrong", "file_changed", "wrong_share",
    }  # fmt: skip


def test_that_the_dated_rules_keep_lists_and_doors_by_name() -> None:
    rules = load_targets("court-list").run.rules
    assert ["2013-11", "2015-07", "2017-05", "2019-12", "2025-03"] == [r.begins for r in rules]
    schemes = [load_scheme(targets_folder() / item.scheme) for item in rules]
    assert 1 == len({tuple(item.id for item in scheme.lists) for scheme in schemes})
    assert 1 == len({tuple(item.id for item in scheme.sanctions) for scheme in schemes})
    assert [scheme.id for scheme in schemes] == [f"court-list-from-{r.begins}" for r in rules]


def test_that_the_dated_rules_say_what_changed_when() -> None:
    first, trains, of_2017, opinion, of_2025 = (
        load_scheme(targets_folder() / item.scheme) for item in load_targets("court-list").run.rules
    )
    door = {door.id: door.door for door in first.sanctions}
    assert "soft_sleeper" == door["no_high_speed_train"]
    assert "high_speed_train" == {d.id: d.door for d in trains.sanctions}["no_high_speed_train"]
    by_id = [{item.id: item for item in s.lists} for s in (first, of_2017, opinion, of_2025)]
    assert [None, 24, 24, 24] == [lists["dodging"].term_months for lists in by_id]
    assert [0, 0, 2, 2] == [lists["refusing"].grace_months for lists in by_id]
    assert ["students" in lists["refusing"].exempt for lists in by_id] == [False, False, True, True]
    assert [lists["refusing"].repair is not None for lists in by_id] == [False, False, False, True]


def test_that_the_admission_of_2021_is_a_dated_number_that_nothing_is_fitted_to() -> None:
    found = {free.id: free for free in load_targets("court-list").free}
    assert not found["late_use"].fitted
    assert ["2021-03"] == [place.begins for place in found["late_use"].sets]


def test_that_the_sample_of_a_country_has_the_published_marginals() -> None:
    society = society_named("national-sample")
    assert "frozen" == society.ageing
    bench = Bench(load_targets("court-list"), society)
    ages = bench.compiled.tpl_age[bench.compiled.tpl_size > 0]
    assert Decimal("0.5588") == society.urban.share.value
    assert 0.1652 == pytest.approx((ages < 15).mean(), abs=0.01)
    assert 0.1047 == pytest.approx((ages >= 65).mean(), abs=0.01)
    assert 0.79 == pytest.approx(bench.adults / bench.compiled.n_residents, abs=0.02)
    assert 1.1e9 / bench.adults == pytest.approx(bench.people_each)


@pytest.mark.parametrize("path", sorted(targets_folder().rglob("*.yaml")), ids=lambda p: p.name)
def test_that_no_shipped_text_passes_a_verdict(path: Path) -> None:
    assert [] == [m.group() for m in VERDICTS.finditer(path.read_text(encoding="utf-8"))]


def test_that_a_resolved_file_of_targets_loads_to_equal_ones() -> None:
    from sincerity.scheme.nodes import to_plain
    from sincerity.scheme.reader import read_tree

    found = load_targets("court-list")
    root, faults = read_tree(resolved_yaml(found))
    assert root is not None
    assert [] == faults
    again = Targets.model_validate(to_plain(root))
    assert [row.id for row in found.rows] == [row.id for row in again.rows]
    assert [row.value for row in found.rows] == [row.value for row in again.rows]
