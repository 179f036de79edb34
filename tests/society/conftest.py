"""Societies that several tests look at; each is compiled once."""

from collections.abc import Callable
from functools import cache

import pytest

from sincerity.society.compile import CompiledSociety, compile_society
from sincerity.society.loader import load_society
from sincerity.society.recipe import Recipe

WITH_FIRMS = ("suining-county", "teaching-town", "hundred-counties", "generic-district")
CLAIMANTS = ("michigan-claimants", "robodebt-claimants", "childcare-parents")
NAMES = (*WITH_FIRMS, *CLAIMANTS)


@cache
def _recipe(name: str) -> Recipe:
    return load_society(name)


@cache
def _compiled(name: str) -> CompiledSociety:
    return compile_society(_recipe(name))


@pytest.fixture
def recipe_of() -> Callable[[str], Recipe]:
    """Return a function from the name of a shipped society to its recipe."""
    return _recipe


@pytest.fixture
def society_of() -> Callable[[str], CompiledSociety]:
    """Return a function from the name of a shipped society to its compiled form."""
    return _compiled


@pytest.fixture
def town() -> CompiledSociety:
    """Return the teaching town."""
    return _compiled("teaching-town")
