"""`sincerity person` and `sincerity why`: what they print and write, and what they refuse."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sincerity.cli.people import month_number
from sincerity.errors import UsageError
from tests.cli.conftest import Call


def test_that_a_life_is_printed(call: Call, finished: Path) -> None:
    done = call("person", str(finished), "--pick", "random")
    assert 0 == done.code
    assert done.out.startswith("Synthetic person ")
    assert "Nobody here is real" in done.out
    assert "Picked at random, draw 1" in done.err


def test_that_a_life_is_one_json_value(call: Call, finished: Path) -> None:
    found = call("person", str(finished), "--pick", "random", "--json", "-q").json()
    assert "life" == found["kind"]
    assert 3 == len(found["months"])
    number = found["who"]["person"]
    same = call("person", str(finished), str(number), "--format", "json", "-q").json()
    assert found["events"] == same["events"]
    assert "" == same["picked"]


def test_that_somebody_alike_is_found(call: Call, finished: Path) -> None:
    for draw in range(1, 20):
        words = ("--pick", "random", "--draw", str(draw), "--json", "-q")
        first = call("person", str(finished), *words).json()["who"]
        if first["household_size"] <= 3:
            break
    other = call("person", str(finished), "--like", str(first["person"]), "--json", "-q").json()
    assert first["person"] != other["who"]["person"]
    assert first["household_size"] == other["who"]["household_size"]


def test_that_a_month_is_explained(call: Call, finished: Path) -> None:
    number = str(_eventful(call, finished))
    printed = call("why", str(finished), number, "--month", "2010-02")
    assert 0 == printed.code
    assert "February 2010 (month 2" in printed.out
    found = call("why", str(finished), number, "--month", "2", "--json").json()
    assert 2 == found["lives"][0]["month"]["month"]


def _eventful(call: Call, finished: Path) -> int:
    return int(
        call("person", str(finished), "--pick", "lowest-score", "--json", "-q").json()["who"][
            "person"
        ]
    )


def test_that_a_life_is_written_to_a_file(call: Call, finished: Path, tmp_path: Path) -> None:
    target = tmp_path / "life.txt"
    words = ("person", str(finished), "--pick", "random", "-o", str(target), "-q")
    assert 0 == call(*words).code
    assert target.read_text(encoding="utf-8").startswith("Synthetic person ")
    again = call(*words)
    assert 2 == again.code
    assert "exists" in again.err
    assert 0 == call(*words, "--force").code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("999999999",), "no synthetic person 999999999"),
        ((), "say whom to look at"),
        (("5", "--pick", "random"), "say whom to look at"),
        (("--pick", "random", "--draw", "0"), "counted from 1"),
        (("5", "--draw", "3"), "--pick random alone"),
        (("5", "--draw", "1"), "--pick random alone"),
        (("--pick", "extreme", "--draw", "2"), "--pick random alone"),
        (("--like", "5", "--draw", "2"), "--pick random alone"),
    ],
)
def test_that_what_means_nobody_is_refused(
    call: Call, finished: Path, words: tuple[str, ...], said: str
) -> None:
    done = call("person", str(finished), *words)
    assert 2 == done.code
    assert said in " ".join(done.err.split())


def test_that_a_month_outside_the_run_is_refused(call: Call, finished: Path) -> None:
    number = str(_eventful(call, finished))
    for month in ("4", "2009-12", "soon"):
        assert 2 == call("why", str(finished), number, "--month", month).code


def test_that_a_folder_that_is_no_run_fails_verification(call: Call, tmp_path: Path) -> None:
    done = call("person", str(tmp_path), "1")
    assert 4 == done.code
    assert "holds no run" in done.err


def test_that_nothing_is_told_by_lines_that_are_not_those_recorded(
    call: Call, finished: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(finished, tmp_path / "copy")
    scheme = copy / "resolved" / "scheme.yaml"
    scheme.write_text("# a line more\n" + scheme.read_text(encoding="utf-8"), encoding="utf-8")
    for words in (("person", str(copy), "5"), ("why", str(copy), "5", "--month", "2")):
        refused = call(*words)
        assert 4 == refused.code
        assert "scheme.yaml is not as the record says" in " ".join(refused.err.split())


def test_that_months_are_read_as_numbers_and_dates() -> None:
    assert 1 == month_number("2010-11", "2010-11")
    assert 15 == month_number("2012-01", "2010-11")
    with pytest.raises(UsageError, match="no month"):
        month_number("2010-13", "2010-01")
