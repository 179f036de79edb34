"""Generated inputs are legal files, and a world's number decides all of them."""

from pathlib import Path

import pytest

from sincerity.conduct import load_conduct
from sincerity.institutions import load_institutions
from sincerity.scheme import load_scheme
from tests.differential.compare import make_twin
from tests.differential.worlds import generate

SAMPLE = range(12)


@pytest.mark.parametrize("number", SAMPLE)
def test_that_a_generated_scheme_loads_as_a_file_to_an_equal_one(
    number: int, tmp_path: Path
) -> None:
    scheme = generate(number).scheme
    path = tmp_path / "generated.scheme.yaml"
    path.write_text(scheme.to_resolved_yaml(), encoding="utf-8")
    assert [r.lowest_points for r in scheme.rules] == [
        r.lowest_points for r in load_scheme(path).rules
    ]


@pytest.mark.parametrize("number", SAMPLE)
def test_that_a_generated_catalogue_loads_as_a_file(number: int) -> None:
    conduct = generate(number).conduct
    assert conduct.kind_ids == load_conduct(conduct.to_resolved_yaml()).kind_ids


@pytest.mark.parametrize("number", SAMPLE)
def test_that_generated_institutions_load_as_a_file(number: int) -> None:
    world = generate(number)
    found = world.institutions
    if found is not None:
        loaded = load_institutions(found.to_resolved_yaml(), conduct=world.conduct)
        assert (found.agency_ids, found.door_ids) == (loaded.agency_ids, loaded.door_ids)


def test_that_a_world_number_gives_the_same_inputs_again() -> None:
    assert generate(3) == generate(3)
    assert generate(3) != generate(4)


def test_that_generated_societies_have_some_sixty_people_in_two_counties() -> None:
    twins = [make_twin(generate(number)) for number in SAMPLE]
    assert {60, 62} >= {len(twin.people) for twin in twins}
    assert {(0, 1), (0, 0, 0, 1, 1, 1)} == {
        twin.society.places.county_of_township for twin in twins
    }
