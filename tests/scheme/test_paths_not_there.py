"""Where faults of a reform are placed, paths that lead nowhere, a parser that is not there."""

from __future__ import annotations

import sys

import pytest

from sincerity.errors import Diagnostic
from sincerity.scheme.load import check_scheme

HEAD = "schema: scheme/v1\nextends: suining-2010\nid: lost\n"


def fault_of(change: str) -> Diagnostic:
    """Return the only error of a reform of Suining 2010."""
    (found,) = check_scheme(HEAD + change).errors
    return found


def test_that_the_closest_id_is_named_where_there_is_one() -> None:
    found = fault_of("remove: [rules.red_lihgt]\n")
    assert "E210" == found.code
    assert "did you mean 'red_light'?" == found.hint


def test_that_eight_ids_are_listed_where_nothing_is_close() -> None:
    found = fault_of("remove: [rules.petition_disturbance]\n")
    assert "" == found.hint
    listed, _, more = found.help.removeprefix("known here: ").partition(" and ")
    assert 8 == len(listed.split(", "))
    assert more.endswith(" more")


def test_that_a_number_out_of_bounds_is_placed_in_the_reform() -> None:
    found = fault_of("set:\n  score.floor: 1200\n")
    assert ("E311", "<text>", 5) == (found.code, found.file, found.line)


def test_that_a_missing_parser_is_no_fault_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(ImportError):
        check_scheme(HEAD)
