"""What the page and the progress of a calibration say, in worlds that answer by a formula."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from sincerity.calibrate.page_figures import against_published
from sincerity.calibrate.predict import predictions
from sincerity.calibrate.run import Calibration, Found, Progress
from sincerity.cli.worlds import describe
from sincerity.study.cells import CellFiles
from tests.calibrate.fakes import Formula, free, row, targets

PREDICTED = [
    row("held", 11.4, role="predicted", rounding=Decimal("0.5")),
    row("missed", 12, role="predicted", rounding=Decimal("0.5")),
    row("fell", -20, role="predicted", reading="listed_change", unit="per cent"),
    row("words", None, role="predicted"),
]


def found_with(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any, told: list[Progress] | None = None
) -> Found:
    """Return a calibration whose kept settings say 9 to 11 of every row."""
    asked = targets([row("a", 10), *PREDICTED], [free("x", 9, 11)])
    monkeypatch.setattr(Calibration, "targets", property(lambda self: asked))
    world = Formula({name: lambda x: x for name in ("a", "held", "missed", "fell", "words")})
    calibration = Calibration("midas", draws=16, waves=2, world=world)
    return calibration.run(
        CellFiles(tmp_path / "cells", "x"),
        calibration.bench(),
        progress=None if told is None else told.append,
    )


def test_that_a_number_is_held_where_rounding_alone_could_have_moved_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    found = found_with(monkeypatch, tmp_path)
    told = {p.asked.id: p for p in predictions(found.targets, found.judged)}
    high = told["held"].high
    assert high is not None
    assert 10.9 < high <= 11 < 11.4
    assert (True, False, None) == (
        told["held"].holds_published,
        told["missed"].holds_published,
        told["words"].holds_published,
    )


def test_that_pictures_hold_the_rows_of_one_role_and_no_change_of_either_sign(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    found = found_with(monkeypatch, tmp_path)

    def rows_of(role: Any) -> list[Sequence[Any]]:
        (figure,) = against_published(found, role)
        return list(figure.table.rows)

    assert ["Row a"] == [line[0] for line in rows_of("fitted")]
    shown = rows_of("predicted")
    assert ["Row held", "Row missed"] == [line[0] for line in shown]
    (_, low, middle, high), *_ = shown
    assert 9 / 11.4 <= low < middle < high <= 11 / 11.4


def test_that_there_is_no_picture_where_no_setting_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    asked = targets([row("a", 100)], [free("x", 9, 11)])
    monkeypatch.setattr(Calibration, "targets", property(lambda self: asked))
    calibration = Calibration("midas", draws=8, waves=1, world=Formula({"a": lambda x: x}))
    found = calibration.run(CellFiles(tmp_path / "cells", "x"), calibration.bench())
    assert [] == against_published(found, "fitted")


def test_that_progress_names_the_wave_and_guesses_nothing_from_the_first_world(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    told: list[Progress] = []
    found_with(monkeypatch, tmp_path, told)
    first, second, *_, last = told
    assert (None, 0) == (first.seconds_left, first.ran)
    assert second.seconds_left is not None
    assert "world 1 of 24 (replicates)" == describe(first)
    assert "world 24 of 24 (wave 1 of at most 2)" in [describe(t).partition(",")[0] for t in told]
    assert "world 40 of 40 (wave 2 of at most 2)" == describe(last).partition(",")[0]
