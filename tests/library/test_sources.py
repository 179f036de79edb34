"""Every shipped number says where it comes from; every guess says how wrong it may be."""

import re

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.institutions import surroundings
from sincerity.parameters import load_parameters
from sincerity.scheme.load import check_scheme
from sincerity.scheme.model import Scheme
from tests.library.walking import UNVOUCHED, is_number, quantities

VERDICTS = re.compile(
    r"\b(prohibited|unlawful|lawful|illegality|fair|unfair|unbiased|citizens?)\b", re.IGNORECASE
)
"""Words that a laboratory may not use of a scheme (or of its synthetic people)."""

ALLOWED = ("respond.unfair",)
"""Ids, not statements."""


def scheme_named(name: str) -> Scheme:
    loaded = check_scheme(name, surroundings=surroundings)
    assert () == loaded.errors
    assert loaded.scheme is not None
    return loaded.scheme


@pytest.mark.parametrize("name", library.scheme_names())
def test_that_every_value_of_a_scheme_has_a_source_and_a_mark(name: str) -> None:
    scheme = scheme_named(name)
    found = list(quantities(scheme))
    assert found
    for place, quantity in found:
        if place.startswith(".process.") and quantity.value == "unknown":
            continue  # written nowhere: what every scheme means by saying nothing
        assert quantity.source in scheme.sources, place
        assert quantity.mark is not None, place


@pytest.mark.parametrize("name", library.scheme_names())
def test_that_every_number_of_a_scheme_without_a_source_has_a_range(name: str) -> None:
    for place, quantity in quantities(scheme_named(name)):
        if quantity.mark in UNVOUCHED and is_number(quantity.used):
            assert quantity.range is not None, place
            low, high = quantity.range
            assert low <= quantity.used <= high, place
            assert low < high, place


def test_that_every_value_of_the_catalogue_has_a_source_and_a_mark() -> None:
    conduct = load_conduct()
    for place, quantity in quantities(conduct):
        assert quantity.source in conduct.sources, place
        assert quantity.mark is not None, place


def test_that_every_number_of_the_catalogue_has_a_range() -> None:
    for place, quantity in quantities(load_conduct()):
        assert quantity.range is not None, place
        assert quantity.range[0] < quantity.range[1], place


def test_that_every_parameter_has_source_mark_meaning_and_a_range_or_choices() -> None:
    found = load_parameters()
    for parameter in found.parameters:
        assert parameter.source in found.sources, parameter.id
        assert parameter.mark is not None, parameter.id
        assert parameter.used_in, parameter.id
        if parameter.unit == "choice":
            assert len(parameter.choices) >= 2, parameter.id
        else:
            assert parameter.range is not None, parameter.id
            assert parameter.range[0] < parameter.range[1], parameter.id


def test_that_a_number_said_to_be_derived_shows_its_arithmetic() -> None:
    for place, quantity in quantities(load_conduct()):
        if quantity.mark == "D":
            assert quantity.note is not None, place


def test_that_a_response_rule_ships_with_no_effect_among_its_rivals() -> None:
    found = load_parameters()
    for name in ("respond.deterrence", "respond.chill", "respond.perks"):
        assert "none" in found.parameter(name).choices
        assert len(found.parameter(name).choices) == 3


def all_files() -> list[str]:
    folders = [
        *(library.scheme_path(name) for name in library.scheme_names()),
        *(library.cases_path(name) for name in library.case_names()),
        *(library.conduct_path(name) for name in library.conduct_names()),
        *(library.parameters_path(name) for name in library.parameters_names()),
    ]
    return [str(path) for path in folders]


@pytest.mark.parametrize("path", all_files())
def test_that_no_shipped_text_passes_a_verdict(path: str) -> None:
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    for allowed in ALLOWED:
        text = text.replace(allowed, "")
    assert [] == [match.group() for match in VERDICTS.finditer(text)]
