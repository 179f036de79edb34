"""Shipped inputs and quiet settings, loaded once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sincerity.conduct import Conduct, load_conduct
from sincerity.parameters import Parameters, load_parameters
from sincerity.scheme import Scheme, load_scheme
from sincerity.society import CompiledSociety, compile_society, load_society
from sincerity.world.world import World

DATA = Path(__file__).parents[1] / "data"
NO_RESPONSE = {
    "respond.beliefs": "off",
    "respond.deterrence": "none",
    "respond.chill": "none",
    "respond.perks": "none",
}
NO_ERROR = {"office.wrong_person": "0", "office.invented": "0", "office.seen_factor": "1"}


@pytest.fixture(scope="session")
def town() -> CompiledSociety:
    return compile_society(load_society("teaching-town"))


@pytest.fixture(scope="session")
def frozen() -> Callable[[int], CompiledSociety]:
    recipe = load_society("teaching-town").model_copy(update={"ageing": "frozen"})
    return lambda residents: compile_society(recipe, residents=residents)


@pytest.fixture(scope="session")
def suining() -> Scheme:
    return load_scheme("suining-2010")


@pytest.fixture(scope="session")
def base() -> Conduct:
    return load_conduct("base")


@pytest.fixture(scope="session")
def usual() -> Parameters:
    return load_parameters("base")


@pytest.fixture(scope="session")
def walk() -> Callable[..., World]:
    """Return a maker of worlds in which every month is one step up or down."""
    scheme = load_scheme(DATA / "walk.scheme.yaml")
    parameters = load_parameters("base", NO_RESPONSE | NO_ERROR)

    def make(society: CompiledSociety, conduct: str, **options: int) -> World:
        return World(society, scheme, load_conduct(DATA / conduct), parameters, **options)

    return make
