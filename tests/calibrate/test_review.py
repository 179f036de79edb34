"""The review of credit files: expectations by hand, and rungs that only fall."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from sincerity.calibrate import files_reviewed
from sincerity.calibrate.files_reviewed import Review, chance_of, review
from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.rows import FALSE, PROTECTED


def any_won(given: int | None) -> bool:
    return given is not None


def at_least(points: int) -> Callable[[int | None], bool]:
    return lambda given: given is not None and given >= points


@pytest.mark.parametrize("items", [1, 2, 3, 7])
def test_that_the_chance_of_any_is_one_less_all_lost(items: int) -> None:
    assert 1 - 0.3**items == pytest.approx(chance_of([10] * items, 0.7, any_won))


def test_that_only_the_right_decisions_give_back_enough() -> None:
    # 30 needs both of 10 and 20, or the 40
    assert 0.5 + 0.5 * 0.25 == chance_of([10, 20, 40], 0.5, at_least(30))


def test_that_very_many_items_are_decided_together() -> None:
    assert 0.7 == pytest.approx(chance_of([1] * 11, 0.7, any_won))
    assert 0.7 == pytest.approx(chance_of([1] * 11, 0.7, at_least(11)))


def reviewed(
    monkeypatch: pytest.MonkeyPatch, rows: list[tuple[int, int, int, int]], upheld: float
) -> Review:
    """Return the review of five people: two covered and in a grade, one at its edge, two not."""
    scores = np.array([720, 700, 690, NOT_COVERED, 720], dtype=np.int16)
    read = np.clip(np.arange(65536).astype(np.uint16).view(np.int16).astype(np.int64), 300, 720)
    world = SimpleNamespace(
        columns={"score": scores, "means": np.array([0, 1, 2, 0, 255])},
        tables=SimpleNamespace(
            tally=SimpleNamespace(read_of=read),
            grades=SimpleNamespace(grade_of=(read < 700).astype(np.uint8)),
        ),
    )
    monkeypatch.setattr(files_reviewed, "ledger_rows", lambda world: rows)
    return review(world, upheld)  # type: ignore[arg-type]


def test_that_people_without_a_file_and_empty_places_are_not_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert 3 == reviewed(monkeypatch, [], 0.7).people
    assert 0.0 == reviewed(monkeypatch, [], 0.7).wrong


def test_that_right_items_are_no_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    found = reviewed(monkeypatch, [(1, 20, 90, PROTECTED)], 1.0)
    assert (0.0, 0.0) == (found.wrong, found.changed)


def test_that_the_rungs_are_counted_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        (0, 15, 90, FALSE),  # already at the cap of what is read: nothing moves
        (1, 15, 90, FALSE),  # moves the score, not the grade
        (2, 15, 90, FALSE | PROTECTED),  # moves both
    ]
    found = reviewed(monkeypatch, rows, 0.5)
    assert 1.0 == found.wrong
    assert (0.5, 1 / 3, 1 / 6) == pytest.approx((found.changed, found.moved, found.tier))


def test_that_no_rung_is_higher_than_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(person, points, 90, FALSE) for person in range(3) for points in (5, 10, 40)]
    for upheld in (0.0, 0.3, 0.9, 1.0):
        found = reviewed(monkeypatch, rows, upheld)
        assert found.wrong >= found.changed >= found.moved >= found.tier >= 0
