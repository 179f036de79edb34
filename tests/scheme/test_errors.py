"""Diagnostics in every form in which they leave the program."""

import json

import pytest

from sincerity.errors import (
    CapacityError,
    Diagnostic,
    InputFileError,
    InternalError,
    Related,
    SincerityError,
    UsageError,
    VerificationError,
    printable,
    render_github,
    render_json,
    render_sarif,
    render_text,
)

FAULT = Diagnostic(
    code="E103",
    message="unknown key 'wen' in rule 'volunteer'",
    file="schemes/town.scheme.yaml",
    line=7,
    column=5,
    end_column=8,
    hint="did you mean 'when'?",
    help="known here: 'when'",
    related=(Related("the other one", "schemes/base.yaml", 3, 1),),
    excerpt=((6, "  - id: volunteer"), (7, "    wen: hours > 5")),
)


def test_that_a_diagnostic_shows_place_sentence_excerpt_caret_and_way_out() -> None:
    expected = (
        "schemes/town.scheme.yaml:7:5: E103 unknown key 'wen' in rule 'volunteer'\n"
        "     6 |   - id: volunteer\n"
        "     7 |     wen: hours > 5\n"
        "       |     ^^^ did you mean 'when'?\n"
        "  see schemes/base.yaml:3:1: the other one\n"
        "  help: known here: 'when'   see docs/errors.md#e103"
    )
    assert expected == FAULT.to_text()
    assert expected == str(InputFileError([FAULT])) == render_text([FAULT])


def test_that_the_caret_stands_below_wide_characters() -> None:
    fault = Diagnostic("E105", "x", "f", 1, 5, 7, excerpt=((1, "a: 睢宁 b"),))
    rows = fault.to_text().split("\n")
    assert "     1 | a: 睢宁 b" == rows[1]
    assert "       |      ^^^" == rows[2]


def test_that_a_long_line_is_cut_around_the_fault() -> None:
    fault = Diagnostic(
        "E105", "x", "f", 1, 5001, 5003, excerpt=((1, "y" * 5000 + "ZZ" + "y" * 99),)
    )
    rows = fault.to_text().split("\n")
    assert len(rows[1]) < 120
    assert "ZZ" == rows[1][rows[2].index("^") : rows[2].index("^") + 2]


def test_that_no_input_reaches_a_terminal_as_a_control_character() -> None:
    assert "red\\u{202e}\\u{001b}x" == printable("red\u202e\x1bx")
    fault = Diagnostic("E116", "bad \x1b[31m", "f\x1b", 1, 1, 2, excerpt=((1, "a\x1b\u202eb"),))
    assert all(c.isprintable() or c == "\n" for c in fault.to_text())


def test_that_json_sarif_and_annotations_carry_code_and_place() -> None:
    assert "E103" == json.loads(render_json([FAULT]))[0]["code"]
    log = json.loads(render_sarif([FAULT], version="1.0", titles={"E103": "unknown key"}))
    result = log["runs"][0]["results"][0]
    assert ("E103", "error") == (result["ruleId"], result["level"])
    assert 7 == result["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert "unknown key" == log["runs"][0]["tool"]["driver"]["rules"][0]["shortDescription"]["text"]
    line = render_github([FAULT])
    assert line.startswith("::error file=schemes/town.scheme.yaml,line=7,col=5,endColumn=8,")


def test_that_an_annotation_cannot_be_forged_by_a_file_name_or_text() -> None:
    fault = Diagnostic("E101", "a\n::error::forged", "x,line=1\n::warning::y", 1, 1, 2)
    assert 1 == len(render_github([fault]).split("\n"))


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [
        (UsageError("x"), 2),
        (CapacityError("x"), 2),
        (InputFileError([FAULT]), 3),
        (VerificationError("x"), 4),
        (InternalError("x"), 70),
    ],
)
def test_that_each_error_ends_the_program_with_its_code(
    error: SincerityError, exit_code: int
) -> None:
    assert exit_code == error.exit_code
    assert isinstance(error, SincerityError)
