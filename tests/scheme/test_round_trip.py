"""What is written back loads to the same scheme."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from sincerity import library
from sincerity.scheme import check_scheme, load_scheme
from sincerity.scheme.editor import cases_schema, scheme_schema
from sincerity.scheme.model import Scheme
from sincerity.scheme.prose import describe_scheme
from tests.scheme.strategies import schemes

FIXED = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


VALIDATOR = Draft202012Validator(scheme_schema())


def reloaded(scheme: Scheme) -> Scheme:
    """Return the scheme that the resolved text of a scheme loads to."""
    loaded = check_scheme(scheme.to_resolved_yaml())
    assert () == loaded.errors
    assert loaded.scheme is not None
    return loaded.scheme


@given(schemes())
@FIXED
def test_that_a_resolved_scheme_loads_to_an_equal_one(data: dict[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False) + "\n"
    loaded = check_scheme(text)
    assert () == loaded.errors
    assert loaded.scheme is not None
    assert loaded.scheme == reloaded(loaded.scheme)
    assert loaded.scheme.to_resolved_yaml() == reloaded(loaded.scheme).to_resolved_yaml()


@pytest.mark.parametrize("name", library.scheme_names())
def test_that_a_shipped_scheme_loads_to_an_equal_one(name: str) -> None:
    scheme = load_scheme(name)
    assert scheme == reloaded(scheme)


def test_that_a_chosen_setting_survives_the_round_trip() -> None:
    scheme = load_scheme("suining-2010", {"cap": "capped"})
    assert 1000 == scheme.score.cap.value
    assert 1000 == reloaded(scheme).score.cap.value
    assert scheme == reloaded(scheme)


def test_that_every_value_of_a_resolved_scheme_names_its_source_and_mark() -> None:
    scheme = load_scheme("suining-2010")
    for rule in scheme.rules:
        given_points = rule.points or (rule.discretion.low if rule.discretion else None)
        assert given_points is not None
        assert given_points.source in scheme.sources
        assert given_points.mark is not None
        assert rule.recovery.source in scheme.sources


@given(schemes())
@FIXED
def test_that_the_schema_for_editors_accepts_what_loading_accepts(data: dict[str, Any]) -> None:
    assert [] == list(VALIDATOR.iter_errors(data))


def test_that_the_schema_for_editors_refuses_unknown_keys_and_says_what_keys_mean() -> None:
    schema = scheme_schema()
    Draft202012Validator.check_schema(schema)
    Draft202012Validator.check_schema(cases_schema())
    reform = {"schema": "scheme/v1", "id": "a-b", "extends": "none", "set": {"score.base": 5}}
    assert [] == list(VALIDATOR.iter_errors(reform))
    assert list(VALIDATOR.iter_errors({**reform, "rules": []}))
    described = schema["$defs"]["Rule"]["properties"]["open_ended"]
    assert "definite conduct" in described["description"]
    assert "null" not in json.dumps(schema)


@given(schemes())
@settings(FIXED, max_examples=25)
def test_that_every_legal_scheme_can_be_told_in_prose(data: dict[str, Any]) -> None:
    scheme = check_scheme(json.dumps(data, ensure_ascii=False) + "\n").scheme
    assert scheme is not None
    page = describe_scheme(scheme)
    assert "What moves points" in page.to_text()
    assert page.to_markdown().startswith("# ")
