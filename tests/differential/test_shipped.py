"""Engine and twin agree on the shipped files too, not only on generated ones."""

import pytest

from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society.compile import compile_society
from sincerity.society.loader import load_society
from sincerity.society.recipe import Recipe, TinyRecipe
from tests.differential.compare import differences
from tests.differential.worlds import GeneratedWorld, generate

RESIDENTS = 1240
MONTHS = 14
"""Long enough for a January and a grading after twelve months."""


def _small(recipe: Recipe) -> TinyRecipe:
    """Return a society of the same tables with few people, which no file may have."""
    residents = recipe.residents.model_copy(update={"value": RESIDENTS, "range": None})
    return TinyRecipe.model_validate(
        recipe.model_dump(by_alias=True) | {"residents": residents.model_dump()}
    )


@pytest.mark.parametrize(
    "name", ["none", "suining-2010", "suining-revised", "rongcheng", "village-points"]
)
def test_that_engine_and_twin_agree_on_a_shipped_scheme(name: str) -> None:
    world = GeneratedWorld(
        number=-1,
        society=_small(load_society("teaching-town")),
        scheme=load_scheme(name),
        conduct=load_conduct("base"),
        parameters=load_parameters("base", {"office.seen_factor": "4"}),
        seed=7,
        replicate=1,
        months=MONTHS,
        block_size=512,
    )
    assert [] == differences(world)


def test_that_engine_and_twin_agree_when_a_household_moves_in() -> None:
    world = generate(0)
    assert isinstance(world.society, TinyRecipe)
    society = compile_society(world.society).with_household(2, (40, 38, 9), (0, 1, 1))
    assert [] == differences(world.with_society(society))
