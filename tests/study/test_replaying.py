"""A finished run is opened again, and any township or person of it is looked at."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sincerity import library
from sincerity.errors import UsageError, VerificationError
from sincerity.runs.canonical import canonical_json
from sincerity.runs.library_file import library_from_json, library_json
from sincerity.runs.place import COUNTIES, INPUTS, LIBRARY, PLACES, POST, REPLAY_NAMES
from sincerity.runs.plain_inputs import NAMES, inputs_from_json, inputs_json
from sincerity.runs.record import CONTRAST_KIND, RECORD_NAME, STUDY_KIND, seal
from sincerity.runs.recording_files import MEANINGS, recording_from_tables, recording_tables
from sincerity.runs.run import Run
from sincerity.runs.verify import verify_run
from sincerity.society import load_society
from sincerity.society.blueprint import library_of
from sincerity.society.codes import VACANT_CLASS
from sincerity.study import Study
from sincerity.study.cohort import MEANINGS as PANEL
from sincerity.study.cohort import panel, pick_people
from sincerity.study.replaying import open_replay
from sincerity.study.verify_replay import in_drawn_order, verify_by_replay
from sincerity.world.model import BY_COUNTY, BY_TOWNSHIP
from sincerity.world.recording import TICKET_BASE
from sincerity.world.tallies import CENSUS_ATTRIBUTES
from sincerity.world.world import World

ROOT = Path(__file__).parents[2]
MONTHS = 13
RANDOM_PEOPLE = 1000


@pytest.fixture(scope="module")
def study() -> Study:
    return Study("one-score", "teaching-town", months=MONTHS, integration="one_store", seed=5)


@pytest.fixture(scope="module")
def world(study: Study) -> World:
    world = study.world(recorded=True)
    world.run(MONTHS)
    return world


@pytest.fixture(scope="module")
def finished(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runs") / "run"
    return study.run(folder, report=False).folder


@pytest.fixture
def copied(finished: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "copy"))


def sealed_again(folder: Path) -> None:
    """Make the record of a folder fit its files, as somebody does who rewrites everything."""
    record = json.loads((folder / RECORD_NAME).read_bytes())
    names = list(record.pop("files"))
    record.pop("fingerprint")
    (folder / RECORD_NAME).write_bytes(canonical_json(seal(record, folder, names)))


def require_final_state(folder: Path, world: World, people: int) -> None:
    """Compare the last month of people chosen by lot with the state of the run."""
    run = open_replay(folder)
    chosen = pick_people(run, people, seed=11)
    assert people == len(set(chosen))
    for township in sorted({run.township_of(person) for person in chosen}):
        alone = run.window(township)
        alone.run()
        here = [person for person in chosen if run.township_of(person) == township]
        for name, column in alone.columns.items():
            found = column[np.array(here) - alone.first]
            np.testing.assert_array_equal(world.columns[name][here], found, err_msg=name)


def test_that_people_chosen_by_lot_end_as_in_the_run(finished: Path, world: World) -> None:
    assert open_replay(finished).run.digest == world.digest()
    require_final_state(finished, world, RANDOM_PEOPLE)


@pytest.mark.long
def test_that_a_thousand_people_of_a_county_end_as_in_the_run(tmp_path: Path) -> None:
    for scheme, stage in (("one-score", "one_store"), ("suining-2010", "office")):
        asked = Study(scheme, "suining-county", months=36, integration=stage)
        world = asked.world(recorded=True)
        world.run(asked.months)
        folder = asked.run(tmp_path / scheme, report=False).folder
        require_final_state(folder, world, RANDOM_PEOPLE)
        assert [] == verify_by_replay(folder, 16)


def test_that_a_recording_reads_back_as_written(world: World) -> None:
    recording = world.recording
    again = recording_from_tables(recording_tables(recording))
    np.testing.assert_array_equal(recording.digests, again.digests)
    for tables, read in ((recording.places, again.places), (recording.counties, again.counties)):
        assert set(tables) == set(read)
        for name, table in tables.items():
            np.testing.assert_array_equal(table, read[name])
            assert read[name].flags.writeable, "kernels are compiled for arrays of one's own"
    assert len(recording.post) == len(again.post) == MONTHS
    assert sum(len(post.target) for post in again.post) > 50
    for post, other in zip(recording.post, again.post, strict=True):
        for name in post._fields:
            column, found = getattr(post, name), getattr(other, name)
            np.testing.assert_array_equal(column, found)
            assert column.dtype == found.dtype


def test_that_every_column_says_what_it_means(finished: Path) -> None:
    for name, meanings in MEANINGS.items():
        schema = pl.read_parquet_schema(finished / name)
        assert list(meanings) == list(schema)
    table = recording_tables(open_replay(finished).recording)[PLACES]
    assert all(field.metadata[b"meaning"] for field in table.schema)


@pytest.mark.parametrize("name", library.scheme_names())
def test_that_inputs_read_back_from_json_are_equal(name: str) -> None:
    inputs = Study(name, "teaching-town", months=12, integration="office").inputs
    again = inputs_from_json(inputs_json(inputs))
    assert all(getattr(inputs, kind) == again[kind] for kind in NAMES)


@pytest.mark.parametrize("name", library.society_names())
def test_that_societies_read_back_from_json_are_equal(name: str) -> None:
    inputs = Study("none", name, months=12, integration="office").inputs
    assert inputs.society == inputs_from_json(inputs_json(inputs))["society"]


@pytest.mark.parametrize("name", library.society_names())
def test_that_tile_libraries_read_back_are_equal(name: str) -> None:
    pages = library_of(load_society(name))
    assert pages == library_from_json(library_json(pages))


@pytest.mark.parametrize("wrong", ["[]", "{}", '{"age_years": ""}'])
def test_that_another_file_is_no_tile_library(wrong: str) -> None:
    with pytest.raises(ValueError, match="a tile library has"):
        library_from_json(wrong.encode())


def test_that_a_rewritten_tile_library_shows(copied: Path) -> None:
    first, second, *others = library_from_json((copied / LIBRARY).read_bytes())
    (copied / LIBRARY).write_bytes(library_json([second, first, *others]))
    sealed_again(copied)
    assert [] == verify_run(copied)
    problems = verify_by_replay(copied, 4)
    assert LIBRARY in {problem.file for problem in problems}
    assert any("recording is not what it was" in str(problem) for problem in problems)


def test_that_a_run_is_verified_by_replaying_it(finished: Path) -> None:
    assert [] == verify_run(finished)
    seen: list[tuple[int, int]] = []
    assert [] == verify_by_replay(finished, 99, lambda done, of: seen.append((done, of)))
    assert [(n, 4) for n in range(5)] == seen
    with pytest.raises(UsageError, match="at least one"):
        verify_by_replay(finished, 0)


def test_that_the_order_of_a_lot_is_an_order_of_all() -> None:
    assert list(range(50)) == sorted(in_drawn_order(50, "a"))
    assert in_drawn_order(50, "a") != in_drawn_order(50, "b")


@pytest.mark.parametrize("name", [*REPLAY_NAMES, "resolved/study.json", "resolved/scheme.yaml"])
def test_that_a_changed_file_is_refused_before_it_is_read(copied: Path, name: str) -> None:
    data = bytearray((copied / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copied / name).write_bytes(bytes(data))
    with pytest.raises(VerificationError, match="not as the record says"):
        open_replay(copied)
    assert [name] == [problem.file for problem in verify_run(copied)]


def test_that_a_rewritten_post_shows_in_the_replay(copied: Path) -> None:
    """Whoever rewrites the record too still has to meet the state of the run."""
    post = pl.read_parquet(copied / POST)
    post.filter(pl.col("month") > 6).write_parquet(copied / POST)
    sealed_again(copied)
    assert [] == verify_run(copied)
    problems = verify_by_replay(copied, 4)
    assert problems
    assert all("recording is not what it was" in str(problem) for problem in problems)


def test_that_a_rewritten_input_shows(copied: Path) -> None:
    text = (copied / INPUTS).read_text(encoding="utf-8")
    assert text.count('"respond.fear_own"') == 1
    head, tail = text.split('"respond.fear_own"')
    (copied / INPUTS).write_text(
        head + '"respond.fear_own"' + tail.replace('"value":', '"value":1', 1)
    )
    sealed_again(copied)
    found = {problem.file for problem in verify_by_replay(copied, 1)}
    assert INPUTS in found


def test_that_another_version_is_blamed_if_a_replay_parts(copied: Path) -> None:
    record = json.loads((copied / RECORD_NAME).read_bytes())
    record["code"]["source_sha256"] = "0" * 64
    (copied / RECORD_NAME).write_bytes(canonical_json(record))
    places = pl.read_parquet(copied / PLACES)
    places.with_columns(pl.col("digest") ^ 1).write_parquet(copied / PLACES)
    sealed_again(copied)
    assert "other sources made this run" in open_replay(copied).made_by_others
    with pytest.raises(VerificationError, match=r"made by version .* with other sources"):
        open_replay(copied).window(0).step()


def test_that_nothing_is_said_of_a_run_of_these_sources(finished: Path) -> None:
    assert "" == open_replay(finished).made_by_others


def test_that_a_run_without_a_recording_says_what_to_do(study: Study, tmp_path: Path) -> None:
    short = replace(study, months=1)
    folder = short.run(tmp_path / "run", report=False, recorded=False).folder
    assert not (folder / "replay").exists()
    assert [] == verify_run(folder)
    with pytest.raises(UsageError, match="run it again"):
        open_replay(folder)


def test_that_a_folder_of_many_worlds_says_that_only_runs_can_be_replayed(copied: Path) -> None:
    record = json.loads((copied / RECORD_NAME).read_bytes())
    for kind, name in ((CONTRAST_KIND, "comparison"), (STUDY_KIND, "study")):
        (copied / RECORD_NAME).write_bytes(canonical_json(record | {"kind": kind}))
        sealed_again(copied)
        assert [] == verify_run(copied)
        with pytest.raises(UsageError, match=f"folder of a {name}, which keeps no recording"):
            verify_by_replay(copied, 1)


def test_who_is_nobody(finished: Path, world: World) -> None:
    vacant = int(np.flatnonzero(world.columns["class"] == VACANT_CLASS)[0])
    with pytest.raises(UsageError, match="vacant place"):
        open_replay(finished).township_of(vacant)
    with pytest.raises(UsageError, match="there is no synthetic person"):
        open_replay(finished).township_of(world.society.n_slots)


def test_that_a_panel_is_what_happened(finished: Path, world: World) -> None:
    run = open_replay(finished)
    everybody = pick_people(run, run.compiled_society.n_residents)
    here = [person for person in everybody if run.township_of(person) == 2][:800]
    frame = pl.DataFrame(panel(run, here))
    assert list(PANEL) == frame.columns
    assert len(here) * MONTHS == frame.height
    last = frame.filter(pl.col("month") == MONTHS).sort("person")
    assert here == last["person"].to_list()
    columns = world.columns
    for name in ("means", "awareness", "certainty", "fear"):
        np.testing.assert_array_equal(columns[name][here], last[name].to_numpy())
    np.testing.assert_array_equal(columns["listed"][here] & 15, last["listed"].to_numpy())
    np.testing.assert_array_equal(columns["grade"][here], last["grade"].fill_null(255).to_numpy())
    scores = columns["score"][here]
    known = last["score"].is_not_null().to_numpy()
    np.testing.assert_array_equal(scores[known], last["score"].drop_nulls().to_numpy())
    assert (scores[~known] == scores[~known][0]).all()
    assert frame["records"].sum() >= frame["false_records"].sum() > 0
    assert frame["closed_own"].sum() > 0
    ages = frame.group_by("person").agg(pl.col("age_years").n_unique())["age_years"]
    assert {2} == set(ages)  # one January inside


def test_that_a_panel_counts_work_as_the_census_does(finished: Path, world: World) -> None:
    run = open_replay(finished)
    frame = pl.DataFrame(panel(run, pick_people(run, 300, seed=3)))
    first = frame.filter(pl.col("month") == 1)
    assert set(first["work"]) <= set(range(len(CENSUS_ATTRIBUTES["work"])))
    assert set(first["migrant"]) == {0, 1}


def test_that_people_are_chosen_by_lot(finished: Path) -> None:
    run = open_replay(finished)
    assert pick_people(run, 50) == pick_people(run, 50)
    assert pick_people(run, 50) != pick_people(run, 50, seed=2)
    assert 50 == len(pick_people(run, 50))
    households = pick_people(run, 40, "households")
    assert 40 <= len(households) < 60
    rows = pl.DataFrame(panel(run, households)).filter(pl.col("month") == 1)
    sizes = rows.group_by("household").agg(pl.len(), pl.col("household_size").first())
    assert sizes["len"].to_list() == sizes["household_size"].to_list()
    for people, pick in ((0, "random"), (10**6, "random"), (5, "worst")):
        with pytest.raises(UsageError, match=r"choose 1 to|picked by"):
            pick_people(run, people, pick)


def test_that_the_lot_gives_everybody_the_same_chance(finished: Path) -> None:
    """Chosen people by township against the townships' residents: chi-square, 3 degrees."""
    run = open_replay(finished)
    chosen = [run.township_of(p) for s in range(10) for p in pick_people(run, 400, seed=s)]
    counts = np.bincount(chosen, minlength=4)
    edges = run.compiled_society.first_tile_of_township * 64
    occupied = run.compiled_society.tpl_size.reshape(-1, 64)[run.compiled_society.template] > 0
    residents = np.diff(np.concatenate([[0], np.cumsum(occupied.ravel())])[edges])
    expected = counts.sum() * residents / residents.sum()
    assert ((counts - expected) ** 2 / expected).sum() < 16.3  # one in a thousand


def test_that_every_number_that_reaches_into_a_township_is_kept_and_told() -> None:
    index = {"month", "township", "county", "digest"}
    assert {*BY_TOWNSHIP, TICKET_BASE} == set(MEANINGS[PLACES]) - index
    assert set(BY_COUNTY) == set(MEANINGS[COUNTIES]) - index
    page = (ROOT / "docs" / "run-folders.md").read_text(encoding="utf-8")
    columns = {column for meanings in MEANINGS.values() for column in meanings}
    assert set() == {column for column in columns if f"`{column}`" not in page}


def test_that_a_run_folder_knows_its_files(finished: Path) -> None:
    listed = set(Run(finished).record["files"])
    assert set(REPLAY_NAMES) <= listed
