"""Single lives out of run folders: the same people as in the run, and plain words where not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sincerity import Run
from sincerity.errors import UsageError, VerificationError
from sincerity.lives.who import household_shape, who_is
from sincerity.phases.conduct import NOT_COVERED
from sincerity.society.attributes import describe
from sincerity.study import Study
from sincerity.study.lives import Lives, open_lives
from sincerity.study.picks import _scan, pick, pick_like
from sincerity.world.world import World

MONTHS = 13
SEED = 5


def _study(scheme: str, months: int = MONTHS) -> Study:
    return Study(scheme, "teaching-town", months=months, integration="one_store", seed=SEED)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "run"
    return _study("one-score").run(folder, report=False).folder


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "other"
    return _study("joint-punishment-2016").run(folder, report=False).folder


@pytest.fixture(scope="module")
def lives(finished: Path) -> Lives:
    return open_lives(finished)


@pytest.fixture(scope="module")
def world() -> World:
    """The same world in memory, with what people bore."""
    world = _study("one-score").world()
    world.run(MONTHS)
    return world


def test_that_people_picked_at_random_end_as_in_the_run(lives: Lives, world: World) -> None:
    for draw in range(1, 9):
        number = pick(lives, "random", draw=draw).number
        life = lives.life(number)
        last = life.months[-1]
        score = int(world.columns["score"][number])
        assert last.score == (None if score == NOT_COVERED else score)
        assert last.means == int(world.columns["means"][number])
        assert last.fear == int(world.columns["fear"][number])
        assert MONTHS == len(life.months)


def test_that_the_same_draw_is_the_same_person(lives: Lives) -> None:
    drawn = [pick(lives, "random", draw=draw).number for draw in (1, 2, 3, 1)]
    assert drawn[0] == drawn[3]
    assert 3 == len(set(drawn))


def test_that_a_scan_counts_what_the_world_has_counted(lives: Lives, world: World) -> None:
    scan = _scan(lives, None)
    tallies = world.tallies
    sanctions = tallies.labels.sanctions
    assert int(scan.wrongly.sum()) == int(tallies.burden_doors[:, :sanctions, 0].sum())
    assert int(scan.wrongly.sum()) > 0
    score = world.columns["score"]
    has_score = score != NOT_COVERED
    assert (scan.least[has_score] <= score[has_score]).all()
    assert int(scan.closed.max()) <= MONTHS


def test_that_picks_by_burden_are_what_their_lives_say(lives: Lives) -> None:
    wronged = lives.life(pick(lives, "most-wronged").number)
    assert wronged.totals.door_months_wrongly > 0
    extreme = lives.life(pick(lives, "extreme").number)
    own = sum(month.own != 0 for month in extreme.months)
    assert f": {own} months" in pick(lives, "extreme").how
    lowest = pick(lives, "lowest-score")
    assert f"{lives.life(lowest.number).totals.score_lowest:,} points" in lowest.how


def test_that_somebody_alike_is_alike(lives: Lives) -> None:
    drawn = (pick(lives, "random", draw=draw).number for draw in range(1, 100))
    number = next(number for number in drawn if lives.who(number).household_size <= 3)
    found = pick_like(lives, number).number
    blueprint = lives.blueprint
    one, two = describe(blueprint, number), describe(blueprint, found)
    assert number != found
    assert one is not None
    assert two is not None
    assert one.class_number(one.means_start) == two.class_number(two.means_start)
    assert household_shape(blueprint, number) == household_shape(blueprint, found)


def test_that_lines_are_those_of_the_resolved_scheme(finished: Path, lives: Lives) -> None:
    life = lives.life(pick(lives, "most-wronged").number)
    lines = (finished / "resolved" / "scheme.yaml").read_text(encoding="utf-8").splitlines()
    charged = [rule for told in life.told for rule in told.rules if rule.part == "rule"]
    assert charged
    for rule in charged:
        assert rule.line is not None
        assert f"id: {rule.id}" in lines[rule.line.line - 1]


def test_that_a_run_opens_the_doors_of_python(finished: Path, other: Path) -> None:
    run = Run(finished)
    number = pick(run.lives, "most-wronged").number
    life = run.person(number)
    assert f"{number:,}" in life.story().splitlines()[0]
    month = next(told.event.month for told in life.told)
    assert "step by step" in run.why(number, month)
    both = run.person(number, against=other)
    assert both.other is not None
    assert both.other.setting.scheme.id == "joint-punishment-2016"
    assert both.who == both.other.who


def test_that_a_number_outside_the_society_is_refused(lives: Lives) -> None:
    for number in (-1, lives.blueprint.slots):
        with pytest.raises(UsageError, match=f"no synthetic person {number}"):
            lives.life(number)


def test_that_a_vacant_place_is_refused(lives: Lives) -> None:
    vacant = next(n for n in range(lives.blueprint.slots) if describe(lives.blueprint, n) is None)
    with pytest.raises(UsageError, match="vacant place"):
        lives.life(vacant)


def test_that_a_month_outside_the_run_is_refused(lives: Lives) -> None:
    life = lives.life(pick(lives, "random").number)
    for month in (0, MONTHS + 1):
        with pytest.raises(UsageError, match=f"months 1 to {MONTHS}"):
            life.why(month)


def test_that_a_way_of_picking_that_is_not_there_is_refused(lives: Lives) -> None:
    with pytest.raises(UsageError, match="most-obedient"):
        pick(lives, "most-obedient")
    with pytest.raises(UsageError, match="counted from 1"):
        pick(lives, "random", draw=0)


def test_that_a_run_without_a_recording_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    _study("one-score", months=1).run(folder, report=False, recorded=False)
    with pytest.raises(UsageError, match="keeps no recording"):
        open_lives(folder)


def test_that_what_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VerificationError, match="no run"):
        open_lives(tmp_path)


def test_that_runs_of_other_people_are_not_put_beside(finished: Path, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    _study("one-score", months=1).run(folder, report=False)
    run = Run(finished)
    with pytest.raises(UsageError, match="differ in number of months"):
        run.person(pick(run.lives, "random").number, against=folder)


def test_that_who_somebody_is_comes_from_the_society(lives: Lives) -> None:
    who = who_is(lives.blueprint, pick(lives, "random").number)
    assert who.person in who.household
    assert who.household_size == len(who.household)
    assert np.unique([lives.who(number).township for number in who.household]).size == 1
