"""Text to values: exact numbers, words that stay words, places, and files that are not files."""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from sincerity.errors import InputFileError
from sincerity.scheme import load_scheme
from sincerity.scheme.reader import read_document
from sincerity.scheme.scalars import ScalarError, resolve_plain
from sincerity.scheme.text_limits import MAX_BYTES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-50", -50),
        ("+5", 5),
        ("-0", 0),
        ("0.1", Decimal("0.1")),
        (".5", Decimal("0.5")),
        ("1e3", Decimal("1000")),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("2010-01", "2010-01"),
        ("14_17", "14_17"),
        ("1.2.3", "1.2.3"),
        ("-", "-"),
        ("~", None),
    ],
)
def test_that_a_word_means_what_yaml_1_2_says(text: str, value: object) -> None:
    assert value == resolve_plain(text)
    assert type(value) is type(resolve_plain(text))


@pytest.mark.parametrize("text", ["012", "-00", "1_000", "0x1F", "0o17", "12:30", ".inf", ".NaN"])
def test_that_a_word_that_tools_read_differently_is_refused(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        resolve_plain(text)
    assert "E124" == caught.value.code


def test_that_fractions_are_exact() -> None:
    data, _ = read_document("schema: scheme/v1\na: 0.1\nb: 0.30\n", kind="scheme")
    assert Decimal("0.1") == data["a"]
    assert isinstance(data["b"], Decimal)


def test_that_places_point_at_keys_and_values() -> None:
    text = "schema: scheme/v1\nrules:\n  - id: red_light\n    on: {kind: x}\n"
    _, places = read_document(text, kind="scheme", name="town.yaml")
    value = places.span(("rules", 0, "on", "kind"))
    key = places.span(("rules", 0, "on"), key=True)
    missing = places.span(("rules", 0, "points", "value"))
    assert (4, 16, 17) == (value.line, value.column, value.end_column)
    assert (4, 5) == (key.line, key.column)
    assert (3, 5) == (missing.line, missing.column)
    assert "town.yaml" == places.file


def test_that_json_reads_as_the_same_scheme_as_yaml() -> None:
    folder = Path(__file__).parent.parent / "corpus" / "good"
    scheme = load_scheme(folder / "plain.scheme.json")
    assert "A é \N{GRINNING FACE} light" == scheme.rules[0].label


@pytest.mark.parametrize("name", ["missing.yaml", "folder.yaml", "device.yaml", "pipe.yaml"])
def test_that_what_is_not_a_regular_file_is_never_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputFileError) as caught:
        read_document(tmp_path / name, kind="scheme")
    assert ["E111"] == [d.code for d in caught.value.diagnostics]


def test_that_the_size_limit_holds_for_texts_too() -> None:
    with pytest.raises(InputFileError) as caught:
        read_document("schema: scheme/v1\n" + "#" * MAX_BYTES, kind="scheme")
    assert ["E112"] == [d.code for d in caught.value.diagnostics]


def test_that_a_file_just_inside_the_size_limit_is_read() -> None:
    text = "schema: scheme/v1\n"
    data, _ = read_document(text + "#" * (MAX_BYTES - len(text)), kind="scheme")
    assert {"schema": "scheme/v1"} == data


def test_that_the_header_decides_the_kind_of_file() -> None:
    with pytest.raises(InputFileError) as caught:
        read_document("schema: conduct/v1\n", kind="scheme")
    assert ["E127"] == [d.code for d in caught.value.diagnostics]
    assert (1, 9) == (caught.value.diagnostics[0].line, caught.value.diagnostics[0].column)
