"""Good and bad files of institutions: each its codes and their places, all in one pass."""

import re
from pathlib import Path

import pytest

from sincerity.errors import Diagnostic, InputFileError
from sincerity.institutions import load_institutions
from sincerity.institutions.codes import INSTITUTION_CODES
from sincerity.scheme.codes import all_codes

ROOT = Path(__file__).parent / "corpus"
FILES = sorted(ROOT.rglob("*.institutions.yaml"))
_HEADER = re.compile(r"^# expect: (.*)$", re.MULTILINE)


def expected_of(path: Path) -> list[str]:
    """Return what a file says it must be met with, each as `CODE line:column`."""
    expected = _HEADER.findall(path.read_text(encoding="utf-8"))
    assert expected, f"{path.name} says nothing about what to expect"
    return [] if expected == ["nothing"] else expected


def diagnostics_of(path: Path) -> tuple[Diagnostic, ...]:
    """Return the faults of a file."""
    try:
        load_institutions(path)
    except InputFileError as error:
        return error.diagnostics
    return ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.split(".")[0])
def test_that_a_file_is_met_with_exactly_its_faults(path: Path) -> None:
    found = [f"{d.code} {d.line}:{d.column}" for d in diagnostics_of(path)]
    assert sorted(expected_of(path)) == sorted(found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem.split(".")[0])
def test_that_every_fault_can_be_shown_and_has_a_handbook_entry(path: Path) -> None:
    known = {code.code for code in (*all_codes(), *INSTITUTION_CODES)}
    for diagnostic in diagnostics_of(path):
        assert diagnostic.code in known
        assert diagnostic.to_text().startswith(str(path))


def test_that_every_code_of_institutions_has_a_file() -> None:
    shown = {expected.split(" ")[0] for path in FILES for expected in expected_of(path)}
    assert set() == {code.code for code in INSTITUTION_CODES} - shown


def test_that_codes_are_in_order_and_used_once() -> None:
    codes = [code.code for code in INSTITUTION_CODES]
    assert sorted(set(codes)) == codes


def test_that_a_slip_is_answered_with_the_right_word() -> None:
    for name, word in (
        ("unknown_kind", "loan_breach"),
        ("unknown_agency_of_a_door", "air"),
        ("level_unknown", ""),
    ):
        (fault,) = diagnostics_of(ROOT / "bad" / f"{name}.institutions.yaml")
        assert word in fault.hint


def test_that_an_id_used_twice_shows_both_places() -> None:
    (fault,) = diagnostics_of(ROOT / "bad" / "door_twice.institutions.yaml")
    assert "first used here" == fault.related[0].message
    assert fault.related[0].line < fault.line
