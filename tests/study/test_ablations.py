"""Each ablation takes out its mechanism and nothing else; the matrix says what that does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sincerity import UsageError, load_conduct, load_institutions
from sincerity.measures.headline import NAMES
from sincerity.runs.model import RunInputs
from sincerity.scheme.load import check_scheme
from sincerity.study.ablate import NOTHING, ablate
from sincerity.study.ablations import ABLATIONS, chosen
from sincerity.study.assumptions import every_value
from tests.study.conftest import small_study
from tests.study.fake_worlds import FakeWorlds

NAMED = {ablation.name: ablation for ablation in ABLATIONS}
FILES = ("scheme", "society", "conduct", "parameters", "institutions")


def changed_files(before: RunInputs, after: RunInputs) -> set[str]:
    """Return the files that differ, and the stage of integration."""
    names = (*FILES, "integration")
    return {name for name in names if getattr(before, name) != getattr(after, name)}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("beliefs", "parameters"),
        ("deterrence", "parameters"),
        ("chill", "parameters"),
        ("perks", "parameters"),
        ("wrong_person", "institutions"),
        ("invented", "institutions"),
        ("false_reports", "parameters"),
        ("supervision", "scheme"),
        ("spillover", "scheme"),
        ("consequences", "institutions"),
        ("objections", "scheme"),
        ("performance", "scheme"),
        ("repair", "scheme"),
        ("sharing", "integration"),
        ("shared_causes", "institutions"),
        ("firms", "society"),
        ("favour", "parameters"),
    ],
)
def test_that_each_ablation_changes_one_file_of_a_run_that_has_everything(
    shared: RunInputs, name: str, file: str
) -> None:
    assert {file} == changed_files(shared, NAMED[name].apply(shared))


def test_that_every_ablation_is_looked_at_above() -> None:
    marks = test_that_each_ablation_changes_one_file_of_a_run_that_has_everything.pytestmark
    assert list(NAMED) == [name for name, _ in marks[0].args[1]]


def test_that_errors_go_to_zero_for_whoever_watches(office: RunInputs, shared: RunInputs) -> None:
    alone = NAMED["wrong_person"].apply(office)
    assert Decimal(0) == alone.parameters["office.wrong_person"]
    assert office.institutions is alone.institutions
    among = NAMED["wrong_person"].apply(shared).institutions
    assert {Decimal(0)} == {agency.wrong_person.value for agency in among.agencies}
    assert {Decimal(0)} == {
        agency.invents.value for agency in NAMED["invented"].apply(shared).institutions.agencies
    }


def test_that_doors_cost_nothing_and_reach_nobody_else(shared: RunInputs) -> None:
    doors = NAMED["consequences"].apply(shared).institutions.doors
    assert {0} == {door.falls.value for door in doors}
    assert {0} == {door.out_of_work.value for door in doors}
    assert {()} == {door.reach for door in NAMED["spillover"].apply(shared).scheme.sanctions}


def test_that_ways_off_a_list_close_one_at_a_time(shared: RunInputs) -> None:
    (listing,) = NAMED["performance"].apply(shared).scheme.lists
    assert (False, True) == (listing.ends_by_performance, listing.repair is not None)
    (listing,) = NAMED["repair"].apply(shared).scheme.lists
    assert (True, False) == (listing.ends_by_performance, listing.repair is not None)
    assert "none" == NAMED["objections"].apply(shared).scheme.process.objection.used


@pytest.mark.parametrize("name", NAMED)
def test_that_files_without_a_mechanism_can_be_read(shared: RunInputs, name: str) -> None:
    new = NAMED[name].apply(shared)
    if new.institutions is not shared.institutions:
        load_institutions(new.institutions.to_resolved_yaml(), conduct=new.conduct)
    if new.scheme is not shared.scheme:
        assert () == check_scheme(new.scheme.to_resolved_yaml()).errors
    load_conduct("base")


def test_that_what_is_not_there_cannot_be_taken_out(office: RunInputs) -> None:
    absent = {name for name, a in NAMED.items() if a.apply(office) == office}
    assert {"supervision", "spillover", "sharing", "repair"} <= absent
    assert not {"beliefs", "deterrence", "wrong_person", "firms"} & absent
    off = NAMED["deterrence"].apply(office)
    assert off == NAMED["deterrence"].apply(off)


def test_that_an_ablation_leaves_all_other_values_where_they_were(shared: RunInputs) -> None:
    before = {found.id: found.value for found in every_value(shared)}
    after = {found.id: found.value for found in every_value(NAMED["wrong_person"].apply(shared))}
    differ = {name for name in before if before[name] != after[name]}
    assert differ
    assert all(name.endswith(".wrong_person") for name in differ)


def test_that_ablations_are_chosen_by_name_in_their_own_order() -> None:
    assert ABLATIONS == chosen(())
    assert ["beliefs", "chill"] == [a.name for a in chosen(["chill", "beliefs"])]
    with pytest.raises(UsageError, match="did you mean 'chill'"):
        chosen(["chil"])


def test_that_the_matrix_holds_value_difference_and_count_of_every_pair() -> None:
    worlds = FakeWorlds()
    study = small_study()
    matrix = ablate(study, chosen(["chill", "sharing"]), 3, world=worlds)
    found = {(row.mechanism, row.measure): row for row in matrix.rows}
    assert 3 * len(NAMES) == len(found)
    assert 9 == len(worlds.asked)
    assert (500, None) == (
        found[NOTHING, "people_wronged"].value,
        found[NOTHING, "people_wronged"].difference,
    )
    off = found["sharing", "people_wronged"]
    assert (100, -400, -400, -400, 3) == (
        off.value,
        off.difference,
        off.chance.low,
        off.chance.high,
        off.chance.n,
    )
    assert 0 == found["chill", "burden_false"].difference
    assert study.compiled_society.n_residents == matrix.residents


def test_that_accidents_are_shared_and_absent_mechanisms_are_named() -> None:
    worlds = FakeWorlds()
    study = small_study(integration="islands")
    matrix = ablate(study, chosen(["sharing", "deterrence"]), 2, world=worlds)
    assert ["sharing"] == list(matrix.absent)
    assert [0, 0, 1, 1] == [inputs.replicate for inputs in worlds.asked]
    assert 1 == len({inputs.seed for inputs in worlds.asked})


def test_that_a_society_without_firms_is_compiled_for_its_ablation() -> None:
    seen = []

    class Looking(FakeWorlds):
        def __call__(self, inputs, society, threads):  # type: ignore[no-untyped-def]
            seen.append(society.firms is None)
            return super().__call__(inputs, society, threads)

    ablate(small_study(), chosen(["firms"]), 1, world=Looking())
    assert [False, True] == seen


def test_that_a_number_that_is_missing_is_left_out() -> None:
    matrix = ablate(small_study(), chosen(["chill"]), 3, world=FakeWorlds())
    row = next(
        r for r in matrix.rows if r.measure == "months_to_recover" and r.mechanism == "chill"
    )
    assert (12.0, 0.0, 2) == (row.value, row.difference, row.chance.n)


def test_that_the_inputs_given_are_not_changed(shared: RunInputs) -> None:
    before = replace(shared)
    for ablation in ABLATIONS:
        ablation.apply(shared)
    assert before == shared
