"""History matching against closed forms, and in worlds whose answer is a formula."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from sincerity import UsageError
from sincerity.calibrate.history import (
    CUT,
    Chance,
    chance_of_rows,
    closer_box,
    implausibility,
    judge,
    middle_point,
    wave,
    whole_box,
)
from sincerity.calibrate.run import Calibration, Found
from sincerity.study.cells import CellFiles
from tests.calibrate.fakes import Formula, free, row, targets

NO_CHANCE = Chance(mean=1.0, variance=0.0, replicates=8)


def test_that_implausibility_is_the_distance_over_all_variances_together() -> None:
    more = {"sampling": Decimal("1.2")}
    asked = targets([row("a", 10, rounding=Decimal("0.6"), **more)], [free("x", 0, 1)])
    chance = Chance(mean=20.0, variance=4.0, replicates=8)
    # at 30 chance has 4 * 30 / 20 = 6; rounding 0.36 / 3; sampling 1.44; discrepancy 1
    expected = 20 / math.sqrt(6 + 0.12 + 1.44 + 1)
    assert expected == pytest.approx(implausibility(asked.rows[0], 30.0, chance))


def test_that_a_row_without_a_discrepancy_cannot_be_held_against() -> None:
    asked = targets([row("a", 10, discrepancy=None)], [free("x", 0, 1)])
    with pytest.raises(UsageError, match="not fitted"):
        implausibility(asked.rows[0], 10.0, NO_CHANCE)


def test_that_chance_is_the_variance_over_replicates() -> None:
    asked = targets([row("a", 10)], [free("x", 0, 1)])
    found = chance_of_rows(asked, [{"a": 8.0}, {"a": 10.0}, {"a": 12.0}])["a"]
    assert (10.0, 4.0, 3) == (found.mean, found.variance, found.replicates)
    assert 2.0 == found.of(5.0)
    with pytest.raises(UsageError, match="two replicates"):
        chance_of_rows(asked, [{"a": 8.0}])


def test_that_a_wave_has_one_setting_in_each_stratum_of_each_parameter() -> None:
    asked = targets([row("a", 10)], [free("x", 0, 1), free("y", 1, 100)])
    points = list(wave(asked, whole_box(asked), 1, 16, seed=3))
    for name in ("x", "y"):
        strata = sorted(math.floor(16 * point.positions[name]) for point in points)
        assert list(range(16)) == strata
    xs = [float(point.values["x"]) for point in points]
    logs = [math.log10(float(point.values["y"])) for point in points]
    assert pytest.approx([float(p.positions["x"]) for p in points], abs=1e-5) == xs
    assert pytest.approx([2 * float(p.positions["y"]) for p in points], abs=1e-5) == logs


def test_that_waves_and_parameters_do_not_share_their_draws() -> None:
    asked = targets([row("a", 10)], [free("x", 0, 1), free("y", 0, 1)])
    first, second = (list(wave(asked, whole_box(asked), n, 16, seed=3)) for n in (1, 2))
    assert [p.values["x"] for p in first] != [p.values["x"] for p in second]
    assert [p.values["x"] for p in first] != [p.values["y"] for p in first]


def test_that_a_whole_parameter_has_whole_values() -> None:
    asked = targets([row("a", 10)], [free("x", 1, 50, whole=True)])
    for point in wave(asked, whole_box(asked), 1, 32, seed=3):
        assert point.values["x"] == int(point.values["x"])


@pytest.mark.parametrize("draws", [0, 7, 5000])
def test_that_too_few_or_too_many_draws_are_refused(draws: int) -> None:
    asked = targets([row("a", 10)], [free("x", 0, 1)])
    with pytest.raises(UsageError, match="draws must be"):
        list(wave(asked, whole_box(asked), 1, draws, seed=1))
    with pytest.raises(UsageError, match="draws must be"):
        Calibration("midas", draws=draws)


def test_that_the_next_box_holds_the_nearest_settings_and_spares_what_is_not_fitted() -> None:
    asked = targets([row("a", 30)], [free("x", 0, 100), free("y", 0, 1, fitted=False)])
    points = wave(asked, whole_box(asked), 1, 32, seed=1)
    chance = {"a": NO_CHANCE}
    judged = [judge(asked, p, {"a": float(p.values["x"])}, chance) for p in points]
    box = closer_box(asked, judged)
    low, high = box["x"]
    nearest = sorted(judged, key=lambda setting: setting.worst)[:6]
    assert all(low <= setting.point.positions["x"] <= high for setting in nearest)
    assert 0 < low
    assert high < Fraction(1, 2)
    assert (0, 1) == box["y"]


def found_by(
    formula: Formula, folder: Path, monkeypatch: pytest.MonkeyPatch, **asked: object
) -> Found:
    """Return what a calibration of made-up targets finds in worlds of a formula."""
    rows, free_ = asked.pop("rows"), asked.pop("free")
    made_up = targets(rows, free_)  # type: ignore[arg-type]
    monkeypatch.setattr("sincerity.calibrate.run.load_targets", lambda name: made_up)
    monkeypatch.setattr("sincerity.calibrate.run.predictions", lambda targets, judged: ())
    calibration = Calibration("made-up", world=formula, **asked)  # type: ignore[arg-type]
    return calibration.run(CellFiles(folder, "asked"), None)  # type: ignore[arg-type]


def test_that_exactly_the_settings_that_no_row_rules_out_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formula = Formula({"a": lambda x, y: x + y, "b": lambda x, y: x - y})
    rows = [row("a", 60), row("b", 20)]
    found = found_by(
        formula, tmp_path, monkeypatch, rows=rows, free=[free("x", 0, 100), free("y", 0, 100)],
        draws=64, waves=4,
    )  # fmt: skip
    spread = math.sqrt(0.25 / 3 + 1)
    for setting in found.judged:
        x, y = (float(setting.point.values[name]) for name in ("x", "y"))
        worst = max(abs(x + y - 60), abs(x - y - 20)) / spread
        assert worst == pytest.approx(setting.worst)
        assert setting.is_kept == (worst <= CUT)
    assert found.kept
    assert all(abs(float(s.point.values["x"]) - 40) < 4 for s in found.kept)
    assert found.kept[0] is found.nearest


def test_that_further_waves_are_run_only_while_few_settings_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    easy = found_by(
        Formula({"a": lambda x: x}), tmp_path / "easy", monkeypatch,
        rows=[row("a", 5)], free=[free("x", 0, 10)], draws=64, waves=3,
    )  # fmt: skip
    hard = found_by(
        Formula({"a": lambda x: x}), tmp_path / "hard", monkeypatch,
        rows=[row("a", 500)], free=[free("x", 0, 1000)], draws=16, waves=3,
    )  # fmt: skip
    assert 1 == len(easy.boxes)
    assert len(hard.boxes) > 1
    assert len(hard.kept) > sum(setting.is_kept for setting in hard.judged[:16])


def test_that_none_is_kept_where_no_setting_reproduces_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = found_by(
        Formula({"a": lambda x: x}), tmp_path, monkeypatch,
        rows=[row("a", 50)], free=[free("x", 0, 10)], draws=8, waves=2,
    )  # fmt: skip
    assert 16 == len(found.judged)
    assert () == found.kept
    assert found.nearest.worst == min(setting.worst for setting in found.judged) > CUT


def test_that_every_setting_has_accidents_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    formula = Formula({"a": lambda x: x}, accident=0.5)
    found = found_by(
        formula, tmp_path, monkeypatch,
        rows=[row("a", 500)], free=[free("x", 0, 1000)], draws=8, waves=2, replicates=4,
    )  # fmt: skip
    series = [replicate for _, replicate in formula.calls]
    assert len(series) == len(set(series))
    assert 4 == found.chance["a"].replicates
    # four replicates half above and half below their mean
    assert pytest.approx(1 / 3) == found.chance["a"].variance


def test_that_worlds_that_are_done_are_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"rows": [row("a", 5)], "free": [free("x", 0, 10)], "draws": 64}
    first = Formula({"a": lambda x: x})
    found = found_by(first, tmp_path, monkeypatch, **asked)
    second = Formula({"a": lambda x: x})
    again = found_by(second, tmp_path, monkeypatch, **asked)
    assert 64 + 8 == len(first.calls)
    assert [] == second.calls
    assert [s.worst for s in found.judged] == [s.worst for s in again.judged]


def test_that_the_middle_setting_lies_in_the_middle_of_every_range() -> None:
    asked = targets([row("a", 10)], [free("x", 0, 1), free("y", 1, 100)])
    middle = middle_point(asked)
    assert Decimal("0.5") == middle.values["x"]
    assert 10 == pytest.approx(float(middle.values["y"]))
