"""Generated inputs are legal files, and a world's number decides all of them."""

from pathlib import Path

import pytest

from sincerity.conduct import load_conduct
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


def test_that_a_world_number_gives_the_same_inputs_again() -> None:
    assert generate(3) == generate(3)
    assert generate(3) != generate(4)


def test_that_a_generated_society_has_two_counties_six_townships_and_sixty_people() -> None:
    twin = make_twin(generate(0))
    assert (0, 0, 0, 1, 1, 1) == twin.society.places.county_of_township
    assert 60 == len(twin.people)
