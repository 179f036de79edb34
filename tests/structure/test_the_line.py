"""The line that is never crossed: nothing here can carry, fetch, match or judge a real person.

Every name that a file format, a table or the public API uses is cut into words. A word that could
name a person, or lead to one, fails the test, unless the list of exceptions below says why that
one use cannot.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import json
import re
from collections.abc import Iterator

import pytest

import sincerity
from sincerity.cli.commands.schema import Kind
from sincerity.library import scheme_names

IDENTIFYING = {
    # who somebody is
    "name", "names", "surname", "forename", "firstname", "lastname", "nickname", "alias",
    "username", "nric", "ssn", "passport", "hukou", "identity", "idcard", "idnumber", "citizen",
    # what somebody looks or sounds like
    "face", "faces", "facial", "photo", "photos", "portrait", "picture", "image", "selfie",
    "biometric", "biometrics", "iris", "retina", "voice", "gait", "dna", "fingerprint",
    # where somebody can be found
    "address", "street", "postcode", "zipcode", "latitude", "longitude", "gps", "coordinates",
    "phone", "telephone", "mobile", "email", "wechat", "weibo", "qq", "imei", "imsi", "mac",
    "ip", "url", "handle", "plate", "vin",
    # what ties records to somebody
    "birthday", "birthdate", "dob", "account", "iban", "card", "licence_number", "registry",
    "employer", "spouse_name", "text", "post_text", "transcript",
    # what ties records to a firm
    "company", "brand", "trademark", "uscc", "vat", "lei", "duns",
}  # fmt: skip

EXCEPTIONS = {
    # Name of a rule case: a sentence about what the case shows.
    ("cases", "name"),
    # Address of a published source; a note for readers, never fetched.
    ("scheme", "url"),
    ("conduct", "url"),
    ("institutions", "url"),
    ("parameters", "url"),
    ("society", "url"),
    ("targets", "url"),
}

SCORING_INPUTS = {
    "act", "acts", "event", "events", "given", "history", "incident", "incidents", "person",
    "people", "person_record", "record", "records", "behaviour", "charge", "charges",
}  # fmt: skip

SCHEMA_KINDS = tuple(kind.value for kind in Kind)


def words(name: str) -> set[str]:
    """Return the words of an identifier, and the identifier itself."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    return {apart, *re.split(r"[^a-z0-9]+", apart)}


def identifying(names: Iterator[str] | list[str], where: str) -> list[str]:
    """Return the names that could carry a person, exceptions aside."""
    return sorted({n for n in names if words(n) & IDENTIFYING and (where, n) not in EXCEPTIONS})


def keys_of_schema(schema: object) -> Iterator[str]:
    """Yield every property name that a JSON Schema allows."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        if isinstance(properties, dict):
            yield from properties
        for value in schema.values():
            yield from keys_of_schema(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys_of_schema(value)


def own_members(thing: type) -> Iterator[tuple[str, object]]:
    """Yield the members of a class and of those of the package's classes that it stands on."""
    for base in thing.__mro__:
        if base is thing or base.__module__.startswith("sincerity"):
            yield from vars(base).items()


def public_callables() -> Iterator[tuple[str, inspect.Signature]]:
    """Yield each public function, constructor and public method with its signature."""
    for name in sincerity.__all__:
        thing = getattr(sincerity, name)
        if inspect.isclass(thing):
            if not issubclass(thing, BaseException):
                yield name, inspect.signature(thing)
            for key, member in own_members(thing):
                if not key.startswith("_") and callable(getattr(thing, key, None)):
                    plain = member.__func__ if hasattr(member, "__func__") else member
                    if inspect.isfunction(plain):
                        yield f"{name}.{key}", inspect.signature(plain)
        elif callable(thing):
            yield name, inspect.signature(thing)


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_that_no_file_format_has_a_field_for_a_person(kind: str) -> None:
    from sincerity.cli.schemas import json_schema

    keys = list(keys_of_schema(json_schema(kind)))
    assert keys
    assert [] == identifying(keys, kind)


def test_that_no_file_of_published_rows_has_a_field_for_a_person() -> None:
    from sincerity.calibrate.model import Targets

    keys = list(keys_of_schema(Targets.model_json_schema()))
    assert {"rows", "free"} <= set(keys)
    assert [] == identifying(keys, "targets")


def test_that_no_state_column_could_name_a_person() -> None:
    from docs.build import state_columns

    names = [spec.name for scheme in scheme_names() for spec in state_columns(scheme)]
    assert names
    assert [] == identifying(names, "columns")


def test_that_no_row_that_a_world_keeps_could_name_a_person() -> None:
    from sincerity.phases import firm_state, rows

    fields = [
        *(name for kind in (rows.ENTRY, rows.TAINTED, rows.OBJECTION) for name in kind.names or ()),
        *firm_state.Firms._fields,
        *(firm_state.FIRM_DUE.names or ()),
    ]
    assert {"origin_person", "ticket", "nominee"} <= set(fields)
    assert [] == identifying(fields, "rows")


def test_that_no_table_of_a_comparison_has_a_column_for_a_person() -> None:
    from sincerity.measures.headline import HEADLINES
    from sincerity.study.parameter_table import PARAMETER_COLUMNS

    names = [*PARAMETER_COLUMNS, *(measure.name for measure in HEADLINES)]
    assert [] == identifying(names, "comparison")


def test_that_no_stored_table_has_a_column_for_a_person() -> None:
    from sincerity.measures.dictionary import COLUMNS
    from sincerity.runs.model import RunInputs, RunResult
    from sincerity.world.tallies import Tallies

    stored = (RunInputs, RunResult, Tallies)
    names = [field.name for kind in stored for field in dataclasses.fields(kind)]
    assert [] == identifying([*names, *(column.name for column in COLUMNS)], "run")


def test_that_no_public_call_takes_what_could_be_a_person() -> None:
    found = {
        where: identifying(list(signature.parameters), where)
        for where, signature in public_callables()
    }
    allowed = {
        "Study": ["name"],  # of a study
        "Run.resolved": ["name"],  # of an input file
        "ColumnSpec": ["name"],  # of a state column
        "Phase": ["name"],
        "Plan.until": ["name"],  # of a phase
        "View": ["names"],  # what every enumeration of Python takes
    }
    loaders = {where: ["name_or_path"] for where in found if where.startswith("load_")}
    assert {} == {w: n for w, n in found.items() if n and n != {**allowed, **loaders}.get(w)}


def test_that_no_public_function_takes_events_and_returns_points() -> None:
    found = [
        (where, name)
        for where, signature in public_callables()
        for name in signature.parameters
        if words(name) & SCORING_INPUTS
    ]
    assert [("Run.unsealed", "record")] == found  # the record of a run, not of a person


def test_that_a_rule_case_answers_pass_or_fail_and_no_points() -> None:
    from sincerity.conduct import load_conduct
    from sincerity.scheme.cases import run_cases

    wrong = (
        "schema: cases/v1\nscheme: suining-2010\ncases:\n"
        "  - name: two red lights\n"
        "    given: [{month: 1, kind: red_light}, {month: 1, kind: red_light}]\n"
        "    expect: [{month: 1, points: 7}]\n"
    )
    report = run_cases(wrong, load_conduct())
    assert not report.passed
    assert "900" not in str(report)


def test_that_no_command_reads_a_table_of_people() -> None:
    from sincerity.cli.app import COMMANDS

    options = [
        name
        for command in COMMANDS
        for name in inspect.signature(
            importlib.import_module(f"sincerity.cli.commands.{command}").execute
        ).parameters
    ]
    tables = {"csv", "import", "people", "persons", "data", "events"}
    assert ["name"] == identifying(options, "cli")  # the name of a society
    assert set() == tables & set(options)


@pytest.mark.parametrize(
    "name", ["full_name", "idNumber_face", "home_address", "phone", "photoUrl", "wechat_id"]
)
def test_that_the_scan_finds_a_field_for_a_person(name: str) -> None:
    assert [name] == identifying([name], "anywhere")


def test_that_the_scan_reads_nested_schemas() -> None:
    nested = json.loads('{"$defs": {"A": {"properties": {"face": {}}}}, "properties": {"b": {}}}')
    assert {"face", "b"} == set(keys_of_schema(nested))
