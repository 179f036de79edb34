"""Recipes: every fault has its code and place; shipped numbers state where they come from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sincerity.errors import InputFileError, UsageError
from sincerity.library import society_names, society_path
from sincerity.scheme.quantities import Quantity, Sourced
from sincerity.society.checks import recipe_faults
from sincerity.society.faults import CODES, visit
from sincerity.society.loader import load_society, read_society
from sincerity.society.recipe import Recipe, TinyRecipe

from .conftest import NAMES

KNOWN = ("V", "D", "fictional")
"""Marks of numbers that may stand without a range."""


@pytest.fixture(scope="module")
def town_text() -> str:
    """Return the text of the teaching town."""
    return society_path("teaching-town").read_text(encoding="utf-8")


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one thing in it changed."""
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def faults_of(text: str) -> list[tuple[str, str]]:
    """Return the code of each fault of a text and the line it points at."""
    lines = text.splitlines()
    try:
        read_society(text)
    except InputFileError as error:
        return [(d.code, lines[d.line - 1].strip()) for d in error.diagnostics]
    return []


CASES: dict[str, tuple[str, str, str]] = {
    "E601": ("2: 0.2437,", "2: 0.3437,", "shares: {1:"),
    "E602": ("residents: {value: 20000,", "residents: {value: 700,", "residents: {value: 700,"),
    "E603": ("female, share: 0.006}", "female, share: 0.0006}", "- {age: 60_plus, sex: female"),
    "E605": ("counties_per_prefecture: 1", "counties_per_prefecture: 100", "residents: {value:"),
    "E606": ("residents: {value: 20000,", "residents: {value: 4294967295,", "residents: {value:"),
    "E607": (
        "    - {age: 18_29, sex: female, share: 0.056}\n",
        "",
        "- {age: [under_14, 14_17], share: 0}",
    ),
    "E608": (
        "- {age: 18_29, sex: female, share: 0.056}",
        "- {age: 18_29, share: 0.056}",
        "- {age: 18_29, share: 0.056}",
    ),
    "E609": (
        "shares: {1: 0.1453, 2: 0.2437, 3: 0.2686, 4: 0.1756, 5: 0.1003, 6: 0.0420, 7: 0.0143, "
        "8: 0.0056, 9: 0.0023, 10: 0.0021}",
        "shares: {1: 1}",
        "source: judgement",
    ),
    "E610": (
        "    - {age: 18_29, sex: male, share: 0.28}",
        "    - {age: [18_29, 14_17], sex: male, share: 0.28}",
        "- {age: [under_14, 14_17], share: 0}",
    ),
    "E611": ("source: census-2010-households", "source: hearsay", "source: hearsay"),
    "E612": ("share: 0.4968", "share: 0.15", "seat: {value: 0.60,"),
    "E613": ("range: [0.55, 0.80]", "range: [0.75, 0.80]", "couple_of_two"),
    "E614": ("    from: 60", "    from: 61", "from: 61"),
    "E615": ("couple_of_two: {value: 0.68,", "couple_of_two: {value: 6.8,", "couple_of_two"),
    "E616": (
        "youngest_parent_years: {value: 18, range: [16, 20]}",
        "youngest_parent_years: {value: 28, range: [16, 30]}",
        "oldest_parent_years",
    ),
    "E617": ("start: 2010-01", "start: 2010", "start: 2010"),
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_that_each_fault_has_its_code_and_place(code, town_text):
    old, new, line = CASES[code]
    if code == "E610":
        text = changed(
            changed(town_text, old, new),
            "driver:\n  source: memory\n  mark: M-\n  range_factor: [0.6, 1.5]\n  rows:\n"
            "    - {age: [under_14, 14_17], share: 0}",
            "driver:\n  source: memory\n  mark: M-\n  range_factor: [0.6, 1.5]\n  rows:\n"
            "    - {age: under_14, share: 0}\n    - {age: 14_17, sex: female, share: 0}",
        )
        line = "- {age: [18_29, 14_17], sex: male, share: 0.28}"
    elif code == "E614":
        text = town_text.replace("  - from: 60", "  - from: 61")
        line = "- from: 61"
    else:
        text = changed(town_text, old, new)
    found = [(c, at) for c, at in faults_of(text) if c == code]
    assert found, faults_of(text)
    assert line in found[0][1]


def test_that_the_shipped_town_has_no_fault(town_text):
    assert [] == faults_of(town_text)


def test_that_all_faults_are_said_in_one_pass(town_text):
    text = changed(town_text, "start: 2010-01", "start: 2010")
    text = changed(text, "2: 0.2437,", "2: 0.3437,")
    text = changed(text, "range: [0.55, 0.80]", "range: [0.75, 0.80]")
    assert {"E601", "E613", "E617"} == {code for code, _ in faults_of(text)}


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("seed: 20000", "seed: 20000\ntiny: true", "tiny: true"),
        ("residents_per_tile: 62", "residents_per_tile: 65", "residents_per_tile: 65"),
        ("10: 0.0021}", "11: 0.0021}", "shares: {1:"),
        ("share: 0.5127", "share: fifty", "share: fifty"),
        ("seed: 20000", "seed: -1", "seed: -1"),
        ("seed: 20000", "people: [{age: 40, name: nobody}]\nseed: 20000", "people:"),
    ],
)
def test_that_what_is_not_in_the_language_is_refused_at_its_place(old, new, line, town_text):
    found = faults_of(changed(town_text, old, new))
    assert any(line in at for _, at in found), found


def test_that_a_gap_between_mens_shares_and_the_total_is_refused(town_text):
    text = changed(town_text, "share: 0.5127", "share: 0.97")
    assert ("E615", "share: 0.97") in faults_of(text)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_shipped_number_states_source_and_mark(name, recipe_of: Callable[[str], Recipe]):
    recipe = recipe_of(name)
    for path, value in visit(recipe):
        if isinstance(value, (Sourced, Quantity)):
            assert value.source in recipe.sources, path
            assert value.mark, path


@pytest.mark.parametrize("name", NAMES)
def test_that_every_unverified_number_has_a_range(name, recipe_of: Callable[[str], Recipe]):
    """Verified and derived numbers need none, nor do single groups that have no choice."""
    for path, value in visit(recipe_of(name)):
        if isinstance(value, Quantity) and value.mark != "V":
            assert value.range is not None, path
        if hasattr(value, "range_factor") and value.mark != "V":
            only_one = len(getattr(value, "weights", (0, 0))) == 1
            assert value.range_factor is not None or only_one, path


@pytest.mark.parametrize("name", NAMES)
def test_that_a_shipped_file_is_named_by_its_id(name, recipe_of: Callable[[str], Recipe]):
    assert name == recipe_of(name).id


def test_that_all_shipped_societies_are_tested():
    assert set(society_names()) == set(NAMES)


def test_that_a_society_is_read_by_name_or_by_path(recipe_of: Callable[[str], Recipe]):
    by_path = load_society(society_path("teaching-town"))
    assert recipe_of("teaching-town") == by_path
    assert by_path == load_society(str(society_path("teaching-town")))


def test_that_an_unknown_name_is_answered_with_a_known_one():
    with pytest.raises(UsageError, match="teaching-town"):
        load_society("teaching-twon")


def test_that_a_missing_file_is_said(tmp_path: Path):
    with pytest.raises(InputFileError):
        load_society(tmp_path / "none.society.yaml")


def test_that_no_field_of_a_recipe_could_carry_a_person():
    """A recipe holds shares, counts of places, codes and words about sources, nothing else."""
    fields = set()
    todo = [Recipe]
    while todo:
        model = todo.pop()
        for field_name, field in model.model_fields.items():
            fields.add(field_name)
            todo += [m for m in _models(field.annotation) if m is not model]
    assert not fields & {"name", "names", "person", "people", "address", "identity", "birth"}


def _models(annotation):
    """Return the models named in an annotation."""
    from typing import get_args

    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


def test_that_a_tiny_recipe_is_exempt_from_size_alone(recipe_of: Callable[[str], Recipe]):
    town = recipe_of("teaching-town")
    data = {name: getattr(town, name) for name in Recipe.model_fields if name != "schema_"}
    data["residents"] = town.residents.model_copy(update={"value": 60, "range": None})
    data["places"] = town.places
    tiny = TinyRecipe.model_construct(schema_="society/v1", **data)
    small = Recipe.model_construct(schema_="society/v1", **data)
    assert {"E605"} == {fault.code for fault in recipe_faults(tiny)}
    assert {"E602", "E605"} == {fault.code for fault in recipe_faults(small)}


@pytest.mark.parametrize(
    ("code", "old", "new", "line"),
    [
        ("E601", "services: 0.28", "services: 0.38", "shares: {food: 0.08"),
        ("E603", "foreign: 0.02, joint_venture: 0.02}", "foreign: 0.0399, joint_venture: 0.0001}",
         "joint_venture: 0.0001"),
        ("E613", "per_tile: {value: 0.55,", "per_tile: {value: 0.25,", "per_tile: {value: 0.25"),
        ("E615", "connected: {value: 0.1, range: [0.02, 0.3]", "connected: {value: 2", "value: 2"),
        ("E615", "medium: {value: 0.8, range: [0.4, 1]}", "medium: 8", "medium: 8"),
        ("E611", "firms:\n  source: judgement", "firms:", "connected:"),
        ("E104", "{micro: 0.80, small: 0.16", "{micro: 0.80, tiny: 0.16", "shares: {micro: 0.80"),
        ("E102", "    large: {value: 0.95, range: [0.6, 1]}\n", "", "micro: {value: 0.2"),
    ],
)  # fmt: skip
def test_that_a_fault_of_firms_has_its_code_and_place(code, old, new, line, town_text):
    found = faults_of(changed(town_text, old, new))
    assert any(c == code and line in at for c, at in found), found


def test_that_a_society_may_have_no_firms(town_text):
    head, tail = town_text.split("firms:\n  source")
    text = head + tail[tail.index("unknowns:") :]
    assert [] == faults_of(text)
    assert read_society(text).firms is None
    assert read_society(town_text).firms is not None
