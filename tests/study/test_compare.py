"""Reforms beside a base: exact zeros, both ways of running, coins of a closed form, going on."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import sincerity
from sincerity import Study, UsageError
from sincerity.measures.headline import NAMES
from sincerity.runs.model import RunInputs
from sincerity.runs.verify import verify_run
from sincerity.society import CompiledSociety
from sincerity.study.cells import Outcome
from sincerity.study.compare import Comparing, compare
from sincerity.study.contrast_folder import ContrastRun
from sincerity.study.together import Answer, MemoryPlan, Way, run_together
from sincerity.world.joint import Joint
from sincerity.world.joint_rows import END_ROWS, MONTH_ROWS
from tests.study.conftest import small_study
from tests.study.fake_worlds import answer

BOOKS = Path(__file__).parents[1] / "data"
TOWN = "teaching-town"
QUIET = {
    "respond.beliefs": "off",
    "respond.deterrence": "none",
    "respond.chill": "none",
    "respond.perks": "none",
    "office.wrong_person": "0",
    "office.invented": "0",
}


def coin(chance: str) -> Study:
    """Return a month in which every adult does one act, of which a record is a coin."""
    return Study(
        BOOKS / "coin.scheme.yaml",
        TOWN,
        months=1,
        conduct=BOOKS / "certain.conduct.yaml",
        set=QUIET | {"office.seen_factor": chance},
    )


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> ContrastRun:
    """Return a scheme compared with itself and with one that differs."""
    return compare(
        "suining-2010",
        "suining-2010",
        "suining-revised",
        months=6,
        replicates=3,
        draws=0,
        output=tmp_path_factory.mktemp("same") / "run",
    )


@pytest.fixture(scope="module")
def both_ways() -> list[list[Answer]]:
    """Return three worlds run side by side, and recorded and replayed."""
    studies = [small_study(months=9, integration=stage) for stage in ("islands", "one_store")]
    inputs = [*(study.inputs for study in studies), small_study(months=9).inputs]
    society = studies[0].compiled_society
    ways: tuple[Way, ...] = ("together", "replayed")
    return [run_together(inputs, society, 2, way) for way in ways]


def test_that_a_scheme_beside_itself_differs_in_nothing_at_all(same: ContrastRun) -> None:
    nothing, something = same.contrasts
    assert nothing.is_nothing
    assert not something.is_nothing
    for compared in nothing.compared:
        for span in (compared.difference.chance, compared.difference.assumption):
            assert span.low in (0, None)
            assert span.high in (0, None)
        assert compared.difference.mean in (0, None)
    assert nothing.persons is not None
    assert {0.0} == set(nothing.persons.differing.values())
    assert {"score", "grade", "listed", "means", "awareness", "certainty", "fear"} <= set(
        nothing.persons.differing
    )
    for counted in nothing.persons.counted:
        if not counted.measure.name.endswith("both"):
            assert [0.0] * len(nothing.persons.groups) == list(counted.by_group)
    digests = {c.name: j["digest"] for c, j in _cells(same.folder)}
    assert all(digests[f"a-replicate-000{n}"] == digests[f"b-replicate-000{n}"] for n in range(3))
    assert all(digests[f"a-replicate-000{n}"] != digests[f"c-replicate-000{n}"] for n in range(3))


def _cells(folder: Path) -> list[tuple[Path, dict[str, str]]]:
    """Return the files of a comparison's worlds, without their ending, and what they hold."""
    found = sorted((folder / "cells").glob("*.json"))
    return [(path.with_suffix(""), json.loads(path.read_text("utf-8"))) for path in found]


def test_that_a_scheme_beside_itself_has_the_same_state_in_every_month() -> None:
    base, again = (Study("one-score", TOWN, months=5, seed=3).world() for _ in range(2))
    joint = Joint(base, again)
    for _ in range(5):
        base.step()
        again.step()
        joint.count()
        for name, column in base.columns.items():
            assert np.array_equal(column, again.columns[name]), name
    found = joint.finish()
    alone = [row for row, name in enumerate(MONTH_ROWS) if not name.endswith("_both")]
    assert not found.months[:, alone].any()
    assert found.months.any()
    assert not any(found.differing.values())


def test_that_the_page_and_the_folder_say_that_nothing_differs(same: ContrastRun) -> None:
    page = (same.folder / "report.html").read_text("utf-8")
    assert "Nothing differs between" in page
    assert "Two reforms beside" in page
    assert [] == verify_run(same.folder)
    results = pl.read_parquet(same.folder / "results.parquet")
    assert ["other-suining-2010", "suining-revised"] == results["first_setting"].unique(
        maintain_order=True
    ).to_list()
    assert 2 * len(NAMES) == len(results)
    people = pl.read_parquet(same.folder / "people.parquet")
    assert {"base", "reform", "count", "group", "mean", "chance_low"} <= set(people.columns)


def test_that_worlds_side_by_side_and_replayed_are_counted_alike(
    both_ways: list[list[Answer]],
) -> None:
    together, replayed = both_ways
    for one, other in zip(together, replayed, strict=True):
        assert isinstance(one, Outcome)
        assert isinstance(other, Outcome)
        assert replace(one, seconds=0.0) == replace(other, seconds=0.0)
    assert isinstance(together[1], Outcome)
    assert together[1].joint is not None
    assert together[1].joint.headline["people_more"] > 0
    assert not together[1].joint.is_nothing


def test_that_counts_of_people_come_to_what_the_totals_say(
    both_ways: list[list[Answer]],
) -> None:
    base, reform = both_ways[0][:2]
    assert isinstance(base, Outcome)
    assert isinstance(reform, Outcome)
    assert reform.joint is not None
    found = reform.joint.headline
    months = [outcome.headline["sanction_months"] for outcome in (base, reform)]
    assert found["months_more"] - found["months_fewer"] == months[1] - months[0]  # type: ignore[operator]
    for outcome, cell in ((base, "base_only"), (reform, "reform_only")):
        ever = found[f"ever_wronged_{cell}"] + found["ever_wronged_both"]
        assert ever == outcome.headline["people_wronged"]
    groups = reform.joint.groups
    for name in (*MONTH_ROWS, *END_ROWS):
        by_group = dict(zip(groups, reform.joint.total[name], strict=True))
        for axis in ("age", "sex", "means"):
            parts = sum(n for group, n in by_group.items() if group.startswith(f"{axis}="))
            assert by_group["all"] == parts


def test_that_paired_coins_gain_what_theory_says(tmp_path: Path) -> None:
    """Records with chance .30 and .32 of the same acts: 21.8163 unpaired pairs for one pair."""
    replicates = 40
    run = compare(
        coin("0.30"), coin("0.32"), replicates=replicates, draws=0, output=tmp_path, report=False
    )
    recall = next(c for c in run.contrast.compared if c.measure.name == "record_recall")
    assert recall.first.mean == pytest.approx(0.32, abs=0.002)
    assert recall.second.mean == pytest.approx(0.30, abs=0.002)
    gain = recall.pairing.gain
    assert gain is not None
    truth = 21.8163
    # 2 gain - 1 is a ratio of two sample variances, each of `replicates` - 1 degrees of freedom
    error = math.sqrt(4 / (replicates - 1))
    assert abs(math.log((2 * gain - 1) / (2 * truth - 1))) < 5 * error
    assert recall.pairing.low is not None
    assert 5 < recall.pairing.low < gain


def test_that_every_person_has_the_same_coin_in_both_worlds() -> None:
    worlds = [coin(chance).world() for chance in ("0.30", "0.32")]
    for world in worlds:
        world.step()
    taken = [(world.columns["score"] == 99).astype(int) for world in worlds]
    n = worlds[0].society.n_residents
    acts = int(worlds[0].tallies.acts.sum())
    first, second = (int(values.sum()) for values in taken)
    assert 0.5 * n < acts < n
    assert int((taken[0] > taken[1]).sum()) == 0  # nobody is seen by the lower chance alone
    between = (second - first) / acts
    gain = sum(k / acts * (1 - k / acts) for k in (first, second)) / (between * (1 - between))
    assert abs(gain / 21.8163 - 1) < 5 * math.sqrt(0.98 / (0.02 * acts))


class Counting:
    """Answers at once, with counts of nobody, and keeps what it was asked."""

    def __init__(self, stop_after: int = 10**9, fails: str = "") -> None:
        self.asked: list[tuple[str, ...]] = []
        self._stop, self._fails = stop_after, fails

    def __call__(
        self,
        inputs: Sequence[RunInputs],
        society: CompiledSociety,
        threads: int | None,
        way: Way | None,
    ) -> list[Answer]:
        if len(self.asked) == self._stop:
            raise KeyboardInterrupt
        self.asked.append(tuple(f"{one.integration}-{one.replicate}" for one in inputs))
        return [self._answer(place, one) for place, one in enumerate(inputs)]

    def _answer(self, place: int, one: RunInputs) -> Answer:
        from sincerity.measures.groups import group_names
        from sincerity.measures.joint import RESIDENTS, JointTable

        if self._fails == f"{one.integration}-{one.replicate}":
            return ZeroDivisionError("a world that cannot be")
        zeros = [0] * len(group_names())
        names = (*MONTH_ROWS, *END_ROWS, RESIDENTS)
        joint = JointTable(
            group_names(),
            dict.fromkeys(names, zeros),
            dict.fromkeys(MONTH_ROWS, [0] * one.months),
            {"score": 0},
        )
        digest = f"{one.integration}-{one.replicate}"
        return Outcome(answer(one), digest, 0.5, {}, joint if place else None)


def asked(together: Counting, **more: int) -> Comparing:
    """Return a comparison of three stages in worlds that answer at once."""
    return Comparing(
        small_study(integration="islands"),
        ("joint", "one_store"),
        draws=0,
        replicates=3,
        together=together,
        **more,
    )


def test_that_each_replicate_is_run_together_with_the_base_first(tmp_path: Path) -> None:
    worlds = Counting()
    run = asked(worlds).run(tmp_path / "run")
    assert [(f"islands-{n}", f"joint-{n}", f"one_store-{n}") for n in range(3)] == worlds.asked
    assert [("joint", "islands"), ("one_store", "islands")] == [
        (contrast.first, contrast.second) for contrast in run.contrasts
    ]
    wronged = next(c for c in run.contrasts[1].compared if c.measure.name == "people_wronged")
    assert (400, 500, 100) == (
        wronged.difference.mean,
        wronged.first.mean,
        wronged.second.mean,
    )


def test_that_a_stopped_comparison_goes_on_where_it_stood(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(Counting(stop_after=2)).run(tmp_path / "run")
    again = Counting()
    run = asked(again).run(tmp_path / "run", report=False)
    assert [("islands-2", "joint-2", "one_store-2")] == again.asked
    whole = asked(Counting()).run(tmp_path / "whole", report=False)
    assert whole.record["digest"] == run.record["digest"]


def test_that_a_lost_world_is_run_again_with_the_base_alone(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(Counting(stop_after=2)).run(tmp_path / "run")
    (tmp_path / "run" / "cells" / "b-replicate-0001.json").unlink()
    again = Counting()
    asked(again).run(tmp_path / "run", report=False)
    assert ("islands-1", "joint-1") == again.asked[0]


def test_that_a_world_that_fails_is_left_out_with_its_pair_alone(tmp_path: Path) -> None:
    run = asked(Counting(fails="joint-1")).run(tmp_path / "run")
    assert (2, 3) == tuple(contrast.replicates for contrast in run.contrasts)
    assert ["b-replicate-0001"] == [failure.cell for failure in run.contrast.failures]
    base = asked(Counting(fails="islands-2")).run(tmp_path / "base", report=False)
    assert (2, 2) == tuple(contrast.replicates for contrast in base.contrasts)


def test_that_a_failing_world_of_real_ones_leaves_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sincerity.study import together
    from sincerity.world.world import World

    class Breaking(World):
        def step(self) -> None:
            if self.month == 2:
                raise ZeroDivisionError("a month that cannot be")
            super().step()

    real = together.world_of
    stages = ("islands", "joint", "one_store")
    inputs = [small_study(months=4, integration=stage).inputs for stage in stages]

    def world_of(one: RunInputs, *more: object) -> World:
        world = real(one, *more)  # type: ignore[arg-type]
        if one.integration == "joint":
            world.__class__ = Breaking
        return world

    monkeypatch.setattr(together, "world_of", world_of)
    base, joint, store = run_together(inputs, small_study().compiled_society, 1, "together")
    assert isinstance(joint, ZeroDivisionError)
    assert isinstance(base, Outcome)
    assert isinstance(store, Outcome)
    assert store.joint is not None
    assert base.joint is None


def test_that_memory_decides_the_way_and_nothing_else() -> None:
    assert "together" == MemoryPlan(10, 10).way
    assert "replayed" == MemoryPlan(11, 10).way


def test_that_the_cost_is_planned_from_a_measured_speed() -> None:
    cost = Comparing(small_study(months=4), ("islands",), draws=0, replicates=5).cost()
    residents = small_study().compiled_society.n_residents
    assert (10, 10 * residents * 4) == (cost.worlds, cost.person_months)
    assert "together" == cost.way
    assert cost.seconds == pytest.approx(cost.person_months / cost.speed)
    twice = replace(cost, way="replayed")
    assert 2 * cost.seconds == pytest.approx(twice.seconds)
    assert 0 < cost.memory.needed < cost.memory.available


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"precision": 0.0}, "share between 0 and 1"),
        ({"way": "sideways"}, "together"),
        ({"reforms": ()}, "at least one reform"),
        ({"reforms": ("midas",)}, "different catalogues of conduct"),
        ({"reforms": (Study("none", TOWN, months=7),)}, "differ in their months"),
        ({"reforms": (Study("none", TOWN, seed=2),)}, "differ in their seed"),
        ({"reforms": (Study("none", "suining-county"),)}, "one society"),
        ({"reforms": ("none",) * 17}, "one to 16 settings"),
    ],
)
def test_that_wrong_use_is_said_in_a_sentence(more: dict[str, object], says: str) -> None:
    whole: dict[str, object] = {"reforms": ("none",), **more}
    with pytest.raises(UsageError, match=says):
        _ = Comparing(Study("suining-2010", TOWN), **whole).ensemble.settings  # type: ignore[arg-type]


def test_that_a_whole_study_keeps_what_belongs_to_it() -> None:
    with pytest.raises(UsageError, match="belong to the study"):
        compare(Study("none", TOWN), "suining-2010", months=3)
    assert sincerity.compare is compare
