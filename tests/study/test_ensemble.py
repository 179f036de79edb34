"""Which worlds an ensemble runs, how it goes on after a stop, and what it makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sincerity import CapacityError, Study, UsageError
from sincerity.measures.contrast import Contrast
from sincerity.runs.model import RunInputs
from sincerity.scheme.load import load_scheme
from sincerity.society import CompiledSociety
from sincerity.study.cells import Cell, CellFiles, Outcome
from sincerity.study.contrasting import contrast_of
from sincerity.study.ensemble import Ensemble, EnsembleProgress
from tests.study.conftest import LISTED, small_study
from tests.study.fake_worlds import SLOPE, ZERO, FakeWorlds

STUDY = small_study()
HELD = {"respond.caught": "100"}


def ensemble(worlds: FakeWorlds, *, draws: int = 0, replicates: int = 3) -> Ensemble:
    """Return an ensemble of fake worlds."""
    return Ensemble(STUDY, "islands", draws=draws, replicates=replicates, world=worlds)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Contrast, FakeWorlds, Ensemble]:
    """Return a finished ensemble of 64 draws."""
    worlds = FakeWorlds()
    asked = ensemble(worlds, draws=64)
    outcomes, failures = asked.run(CellFiles(tmp_path_factory.mktemp("cells"), "asked"))
    names = tuple(setting.name for setting in asked.settings)
    return contrast_of((names[0], names[1]), outcomes, asked.varied, failures), worlds, asked


def test_that_settings_differ_in_integration_alone() -> None:
    first, second = ensemble(FakeWorlds()).settings
    assert ("one_store", "islands") == (first.name, second.name)
    assert first.inputs == replace(second.inputs, integration="one_store")


def test_that_settings_may_differ_in_scheme() -> None:
    other = load_scheme(LISTED.replace("id: small-list", "id: other-list").replace("24 m", "48 m"))
    settings = Ensemble(STUDY, other, draws=0).settings
    assert ["small-list", "other-list"] == [setting.name for setting in settings]
    assert ["one_store"] * 2 == [setting.inputs.integration for setting in settings]


def test_that_schemes_give_their_names_even_where_their_stages_differ() -> None:
    other = load_scheme(
        LISTED.replace("id: small-list", "id: other-list").replace(": islands", ": joint")
    )
    asked = Ensemble(small_study(integration=None), other, draws=0)
    assert ["small-list", "other-list"] == [setting.name for setting in asked.settings]
    assert ["islands", "joint"] == [setting.inputs.integration for setting in asked.settings]
    assert not asked.is_of_stages
    assert ensemble(FakeWorlds()).is_of_stages


def test_that_each_pair_shares_accidents_and_assumptions(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    _, worlds, _ = drawn
    pairs = list(zip(worlds.asked[::2], worlds.asked[1::2], strict=True))
    assert 3 + 64 == len(pairs)
    assert [0, 1, 2, *[0] * 64] == [first.replicate for first, _ in pairs]
    for first, second in pairs:
        assert first.replicate == second.replicate
        assert first.seed == second.seed
        assert first.parameters == second.parameters
        assert first.conduct == second.conduct
        assert ("one_store", "islands") == (first.integration, second.integration)


def test_that_replicates_stand_at_the_values_of_the_files_and_draws_do_not(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    _, worlds, asked = drawn
    central = asked.settings[0].inputs
    assert all(inputs.parameters == central.parameters for inputs in worlds.asked[:6])
    caught = [int(inputs.parameters["respond.caught"]) for inputs in worlds.asked[6::2]]
    assert len(set(caught)) > 50
    assert 26 <= min(caught) < 32
    assert 199 < max(caught) <= 205


def test_that_what_one_setting_alone_reads_is_varied_too(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    other = Ensemble(STUDY, "joint", draws=0)
    varied = {assumption.id for assumption in other.varied}
    assert "institutions.stages.joint.horizontal.chance" in varied
    assert "institutions.stages.vertical.vertical.chance" not in varied
    assert "institutions.agencies.court.wrong_person" in varied
    assert "institutions.stages.joint.horizontal.chance" not in {a.id for a in drawn[2].varied}


def test_that_both_intervals_are_what_the_worlds_say(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    contrast, worlds, asked = drawn
    found = {compared.measure.name: compared for compared in contrast.compared}
    central = int(asked.settings[0].inputs.parameters["respond.caught"])
    burden = found["burden_false"]
    assert 1001 + SLOPE * (central - ZERO) == burden.first.mean
    assert 1001 == burden.second.mean
    assert SLOPE * (central - ZERO) == burden.difference.mean
    half = 4.302653 * 1 / 3**0.5  # replicates 1000, 1001, 1002
    assert (1001 - half, 1001 + half) == pytest.approx(
        (burden.second.chance.low, burden.second.chance.high), abs=1e-5
    )
    span = burden.difference.chance
    assert span.low == span.high  # accidents cancel in the pair
    differences = sorted(
        SLOPE * (int(inputs.parameters["respond.caught"]) - ZERO) for inputs in worlds.asked[6::2]
    )
    low = differences[3] + 0.15 * (differences[4] - differences[3])
    assert low == pytest.approx(burden.difference.assumption.low)  # place 0.05 * 63 = 3.15
    assert "open" == burden.sign
    assert ("more", "equal") == (found["people_wronged"].sign, found["burden_protected"].sign)


def test_that_the_assumption_that_decides_is_named_with_its_turning_point(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    contrast, _, _ = drawn
    burden = next(c for c in contrast.compared if c.measure.name == "burden_false")
    first = burden.strongest(1)[0]
    assert ("respond.caught", True) == (first.id, first.stands_out)
    assert 1.0 == pytest.approx(first.difference)
    assert first.changes_sign_at == pytest.approx(ZERO, abs=1)
    assert first.second is None  # islands do not depend on it at all
    others = [m for m in burden.movers if m.id != "respond.caught" and m.stands_out]
    assert len(others) <= 2  # one in twenty studies has one by accident
    assert contrast.by_chance < 0.5


def test_that_words_of_a_choice_are_compared_with_all_others(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    contrast, _, _ = drawn
    blocked = next(c for c in contrast.compared if c.measure.name == "blocked_attempts")
    by_word = {m.word: m for m in blocked.movers if m.id == "respond.deterrence"}
    assert {"none", "certainty_first", "expected_loss"} == set(by_word)
    assert 1.0 == pytest.approx(by_word["none"].first)
    assert by_word["none"].changes_sign_at is None
    assert by_word["expected_loss"].first < 0  # type: ignore[operator]


def test_that_nothing_is_ordered_by_what_silences_people(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    contrast, _, asked = drawn
    lost = next(c for c in contrast.compared if c.measure.name == "protected_acts_lost")
    order = [assumption.id for assumption in asked.varied]
    shown = [mover.id for mover in lost.strongest(10)]
    assert "respond.caught" in shown
    assert sorted(shown, key=order.index) == shown
    assert all(mover.stands_out for mover in lost.strongest(10))


def test_that_a_number_that_is_missing_is_left_out_on_both_sides(
    drawn: tuple[Contrast, FakeWorlds, Ensemble],
) -> None:
    contrast, _, _ = drawn
    recover = next(c for c in contrast.compared if c.measure.name == "months_to_recover")
    assert (12.0, 2, "min-max") == (
        recover.first.mean,
        recover.first.chance.n,
        recover.first.chance.how,
    )


def test_that_worlds_that_are_done_are_not_run_again(tmp_path: Path) -> None:
    first = FakeWorlds()
    done, _ = ensemble(first).run(CellFiles(tmp_path, "asked"))
    again = FakeWorlds()
    found, _ = ensemble(again, replicates=4).run(CellFiles(tmp_path, "asked"))
    assert (6, 2) == (len(first.asked), len(again.asked))
    assert done.items() <= found.items()


def test_that_a_world_of_other_inputs_is_run_again(tmp_path: Path) -> None:
    ensemble(FakeWorlds()).run(CellFiles(tmp_path, "asked"))
    again = FakeWorlds()
    ensemble(again).run(CellFiles(tmp_path, "asked otherwise"))
    assert 6 == len(again.asked)


def test_that_a_damaged_cell_is_run_again(tmp_path: Path) -> None:
    ensemble(FakeWorlds()).run(CellFiles(tmp_path, "asked"))
    (tmp_path / "a-replicate-0001.json").write_text("{", encoding="utf-8")
    again = FakeWorlds()
    ensemble(again).run(CellFiles(tmp_path, "asked"))
    assert [1] == [inputs.replicate for inputs in again.asked]


def test_that_an_interrupt_keeps_what_is_done(tmp_path: Path) -> None:
    class Stopping(FakeWorlds):
        def __call__(
            self, inputs: RunInputs, society: CompiledSociety, threads: int | None
        ) -> Outcome:
            if len(self.asked) == 3:
                raise KeyboardInterrupt
            return super().__call__(inputs, society, threads)

    with pytest.raises(KeyboardInterrupt):
        ensemble(Stopping()).run(CellFiles(tmp_path, "asked"))
    assert 3 == len(list(tmp_path.iterdir()))
    again = FakeWorlds()
    ensemble(again).run(CellFiles(tmp_path, "asked"))
    assert 3 == len(again.asked)


def test_that_a_world_that_fails_is_named_and_its_pair_left_out(tmp_path: Path) -> None:
    worlds = FakeWorlds(fails=lambda i: i.replicate == 1 and i.integration == "islands")
    told: list[EnsembleProgress] = []
    asked = ensemble(worlds)
    outcomes, failures = asked.run(CellFiles(tmp_path, "asked"), progress=told.append)
    assert ["b-replicate-0001"] == [failure.cell for failure in failures]
    assert "ZeroDivisionError: a world that cannot be" == failures[0].why
    assert (tmp_path / "b-replicate-0001.failed.json").is_file()
    assert (6, 6, 1) == (told[-1].done, told[-1].worlds, told[-1].failed)
    assert Cell("replicate", 1, 0) in outcomes
    contrast = contrast_of(("a", "b"), outcomes, (), failures)
    assert 2 == contrast.replicates
    assert 2 == contrast.compared[0].first.chance.n
    ensemble(FakeWorlds()).run(CellFiles(tmp_path, "asked"))
    assert not (tmp_path / "b-replicate-0001.failed.json").exists()


def test_that_a_world_too_large_ends_the_study_at_once(tmp_path: Path) -> None:
    class TooLarge(FakeWorlds):
        def __call__(
            self, inputs: RunInputs, society: CompiledSociety, threads: int | None
        ) -> Outcome:
            raise CapacityError("it does not fit")

    with pytest.raises(CapacityError):
        ensemble(TooLarge()).run(CellFiles(tmp_path, "asked"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"draws": 8}, "draws must be 0"),
        ({"draws": -1}, "draws must be 0"),
        ({"replicates": 0}, "replicates must be 1"),
        ({"study": replace(STUDY, replicate=2)}, "begins with replicate 0"),
    ],
)
def test_that_a_number_outside_its_range_is_refused(words: dict[str, object], says: str) -> None:
    asked = {"study": STUDY, "against": "islands", **words}
    with pytest.raises(UsageError, match=says):
        Ensemble(**asked)  # type: ignore[arg-type]


def test_that_a_setting_is_not_compared_with_itself() -> None:
    with pytest.raises(UsageError, match="both settings are the same"):
        _ = Ensemble(STUDY, "one_store", draws=0).settings


def test_that_settings_of_different_conduct_are_not_compared() -> None:
    study = Study("limits-2020", "teaching-town", integration="office")
    with pytest.raises(UsageError, match="different catalogues of conduct"):
        _ = Ensemble(study, "midas", draws=0).settings


def test_that_what_the_caller_set_stays_where_it_is(tmp_path: Path) -> None:
    worlds = FakeWorlds()
    asked = Ensemble(replace(STUDY, set=HELD), "islands", draws=64, replicates=1, world=worlds)
    assert "respond.caught" not in {assumption.id for assumption in asked.varied}
    cell = Cell("draw", 5, 0)
    assert 100 == asked.inputs_of(cell).parameters["respond.caught"]
