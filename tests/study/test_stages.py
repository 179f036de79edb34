"""Institutions and stages of integration of a study: taken, checked, kept with the run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sincerity import InputFileError, Study, UsageError, load_institutions
from sincerity.runs.record import asked
from sincerity.runs.resolved import resolved_files
from sincerity.scheme.load import load_scheme
from tests.study.conftest import DATA, LISTED, small_study

TOWN = "teaching-town"


def test_that_the_scheme_says_the_stage_unless_the_study_does() -> None:
    listed = load_scheme(LISTED)
    assert "islands" == Study(listed, TOWN).inputs.integration
    assert "joint" == Study(listed, TOWN, integration="joint").inputs.integration
    assert "office" == Study("suining-2010", TOWN).inputs.integration


@pytest.mark.parametrize("word", ["one_store", "one-store", " one-store "])
def test_that_a_stage_may_be_written_with_a_hyphen(word: str) -> None:
    assert "one_store" == Study("none", TOWN, integration=word).integration


@pytest.mark.parametrize("word", ["onestore", "all", "", 3])
def test_that_there_are_five_stages_and_no_others(word: str) -> None:
    with pytest.raises(UsageError, match="no stage of integration"):
        Study("none", TOWN, integration=word)


def test_that_agencies_need_somebody_who_charges() -> None:
    with pytest.raises(UsageError, match="names no 'operator'"):
        _ = Study("suining-2010", TOWN, integration="islands").inputs
    text = LISTED.replace("operator: court", "operator: archive")
    with pytest.raises(InputFileError, match="archive"):
        _ = Study(text, TOWN).inputs


def test_that_a_loaded_scheme_with_an_unknown_operator_is_refused_too() -> None:
    scheme = load_scheme(LISTED).model_copy(update={"operator": "archive"})
    with pytest.raises(UsageError, match="no agency 'archive'"):
        _ = Study(scheme, TOWN).inputs


def test_that_doors_of_a_scheme_are_those_of_the_institutions() -> None:
    with pytest.raises(InputFileError, match="flihgt"):
        _ = Study(LISTED.replace("door: flight", "door: flihgt"), TOWN).inputs


def test_that_agencies_are_held_to_the_catalogue_of_the_study_where_they_watch() -> None:
    """The shipped agencies see kinds of act that the small catalogue does not have."""
    words = {"conduct": DATA / "small.conduct.yaml", "institutions": "base"}
    with pytest.raises(InputFileError, match="is not a kind of conduct of 'small'"):
        _ = Study(load_scheme(LISTED), TOWN, integration="joint", **words).inputs
    assert (
        "small" == Study(load_scheme(LISTED), TOWN, integration="office", **words).inputs.conduct.id
    )


def test_that_faults_of_institutions_come_with_those_of_other_files(tmp_path: Path) -> None:
    institutions = tmp_path / "a.institutions.yaml"
    society = tmp_path / "b.society.yaml"
    institutions.write_text("schema: institutions/v1\nid: A\n", encoding="utf-8")
    society.write_text("schema: society/v1\nid: B\n", encoding="utf-8")
    with pytest.raises(InputFileError) as raised:
        _ = Study("none", society, institutions=institutions).inputs
    assert {str(institutions), str(society)} == {f.file for f in raised.value.diagnostics}


def test_that_the_run_keeps_institutions_and_stage() -> None:
    inputs = small_study(integration="joint").inputs
    about = asked(inputs)
    assert ("small", "joint") == (about["institutions"], about["integration"])
    files = resolved_files(inputs)
    text = files["resolved/institutions.yaml"].decode("utf-8")
    assert inputs.institutions == load_institutions(text, conduct=inputs.conduct)
    assert "joint" == json.loads(files["resolved/study.json"])["integration"]


def test_that_stage_and_institutions_change_the_hash_of_the_inputs() -> None:
    from sincerity.runs.record import input_hash

    joint, islands = (small_study(integration=stage).inputs for stage in ("joint", "islands"))
    assert input_hash(resolved_files(joint)) != input_hash(resolved_files(islands))


def test_that_more_sharing_makes_entries_reach_further(tmp_path: Path) -> None:
    """The stage reaches the world: an entry is known to one agency, to some, or to all."""
    reach = {}
    for stage in ("islands", "joint", "one_store"):
        run = small_study(integration=stage, months=4).run(tmp_path / stage, report=False)
        entries, agencies, _ = run.tallies.reach.sum(axis=(0, 1)).tolist()
        assert entries > 0
        reach[stage] = agencies / entries
        assert stage == run.record["run"]["integration"]
        assert [] == run.verify()
    assert 1 == reach["islands"] < reach["joint"] < reach["one_store"] == 4
