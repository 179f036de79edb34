"""The one engine call behind the command line and Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincerity import CapacityError, InputFileError, Study, UsageError, load_parameters, load_scheme
from sincerity.study import Progress

TOWN = "teaching-town"


def test_that_progress_is_told_before_the_first_month_and_after_each(tmp_path: Path) -> None:
    told: list[Progress] = []
    Study("none", TOWN, months=3).run(tmp_path / "run", progress=told.append, report=False)
    assert [0, 1, 2, 3] == [state.month for state in told]
    assert {3} == {state.months for state in told}
    assert sorted(state.seconds for state in told) == [state.seconds for state in told]


def test_that_an_error_of_whoever_watches_leaves_no_folder(tmp_path: Path) -> None:
    def fail(progress: Progress) -> None:
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        Study("none", TOWN, months=1).run(tmp_path / "a" / "run", progress=fail)
    assert [] == list(tmp_path.iterdir())


def test_that_the_first_month_does_not_set_the_time_left() -> None:
    state = Progress(month=2, months=12, residents=10, seconds=31.0, first_month_seconds=30.0)
    assert 10.0 == state.seconds_left
    assert 10.0 == state.person_months_per_second
    assert 29.0 == state.compiling_seconds


def test_that_no_time_left_is_named_before_it_is_known() -> None:
    assert Progress(month=1, months=12, residents=10, seconds=31.0).seconds_left is None


def test_that_a_loaded_scheme_and_its_name_give_the_same_world() -> None:
    by_name = Study("rongcheng", TOWN, months=1)
    by_object = Study(load_scheme("rongcheng"), TOWN, months=1)
    worlds = [study.world() for study in (by_name, by_object)]
    for world in worlds:
        world.run(1)
    assert worlds[0].digest() == worlds[1].digest()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"months": 0}, "months must be 1"),
        ({"months": True}, "whole number"),
        ({"months": 1.5}, "whole number"),
        ({"seed": 2**64}, "seed must be 0"),
        ({"replicate": -1}, "replicate must be 0"),
        ({"threads": 0}, "threads must be 1"),
    ],
)
def test_that_a_number_outside_its_range_is_refused_at_once(
    words: dict[str, int], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        Study("none", TOWN, **words)  # type: ignore[arg-type]


def test_that_changes_to_what_is_already_loaded_are_refused() -> None:
    with pytest.raises(UsageError, match="give it to load_scheme"):
        Study(load_scheme("none"), TOWN, settings={"cap": "capped"})
    with pytest.raises(UsageError, match="set belongs to load_parameters"):
        Study("none", TOWN, parameters=load_parameters(), set={"respond.chill": "none"})


def test_that_an_ageing_society_runs_sixty_months_at_most() -> None:
    with pytest.raises(UsageError, match="1 to 60"):
        _ = Study("none", TOWN, months=61).inputs


def test_that_faults_of_all_files_are_raised_together(tmp_path: Path) -> None:
    scheme = tmp_path / "a.scheme.yaml"
    society = tmp_path / "b.society.yaml"
    scheme.write_text("schema: scheme/v1\nid: A\n", encoding="utf-8")
    society.write_text("schema: society/v1\nid: B\n", encoding="utf-8")
    with pytest.raises(InputFileError) as raised:
        _ = Study(scheme, society).inputs
    assert {str(scheme), str(society)} == {fault.file for fault in raised.value.diagnostics}


def test_that_a_rule_on_unknown_conduct_is_found_before_the_run(tmp_path: Path) -> None:
    path = tmp_path / "typo.scheme.yaml"
    path.write_text(
        "schema: scheme/v1\nextends: suining-2010\nid: typo\n"
        "set: {rules.red_light.on.kind: red_lihgt}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputFileError, match="red_light"):
        _ = Study(path, TOWN).inputs


def test_that_a_world_too_large_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sincerity.world import capacity

    monkeypatch.setattr(capacity, "available_bytes", lambda: 1_000_000)
    with pytest.raises(CapacityError, match="GiB") as raised:
        Study("none", TOWN, months=1).run(tmp_path / "run")
    assert 2 == raised.value.exit_code
    assert not (tmp_path / "run").exists()


def test_that_runs_are_filed_by_study_when_no_folder_is_named(tmp_path: Path) -> None:
    run = Study("none", TOWN, months=1).run(results=tmp_path, report=False)
    assert tmp_path / "none-teaching-town" == run.folder.parent


def test_that_the_record_tells_peak_memory_in_megabytes(tmp_path: Path) -> None:
    run = Study("none", TOWN, months=1).run(tmp_path / "run", report=False)
    assert 50 < run.record["performance"]["peak_rss_mb"] < 10_000


def test_that_the_record_tells_the_threads_that_worked(tmp_path: Path) -> None:
    study = Study("none", TOWN, months=1, threads=64)
    run = study.run(tmp_path / "run", report=False)
    assert study.world().threads == run.record["performance"]["threads"]
    assert 1 <= run.record["performance"]["threads"] < 64


def test_that_more_invented_records_than_there_is_room_for_are_refused_before_the_run() -> None:
    with pytest.raises(UsageError, match="E509"):
        _ = Study("none", TOWN, set={"office.invented": "0.5"}).inputs
