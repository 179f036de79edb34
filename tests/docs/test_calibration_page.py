"""The page on calibration agrees with the targets that ship: rows, ranges, marks, degrees."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from sincerity.calibrate import load_targets, target_names
from tests.structure.source import ROOT

PAGE = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
SECTION = {
    "court-list": "The court list, 2013 to 2025",
    "tax-rating": "The tax rating, round of 2020",
    "credit-file": "Credit files, 2012",
    "midas": "Automated findings of fraud, Michigan, 2013 to 2015",
}


def section(name: str) -> str:
    """Return what the page has on one calibration."""
    _, _, rest = PAGE.partition(f"## {SECTION[name]}\n")
    return rest.partition("\n## ")[0]


def shown(number: Decimal | None) -> str:
    """Return a published number as the page writes it: every digit that was published."""
    return "" if number is None else format(number, "f").replace("-", "−")


def short(number: Decimal) -> str:
    """Return another number as the page writes it."""
    return f"{number:,.3g}".replace("-", "−")


def cells(text: str) -> list[list[str]]:
    """Return the cells of every line of a table."""
    lines = re.findall(r"^\| (.+) \|$", text, flags=re.MULTILINE)
    return [[cell.strip() for cell in line.split(" | ")] for line in lines]


def test_that_every_calibration_has_a_section() -> None:
    assert set(SECTION) == set(target_names())
    assert all(section(name) for name in SECTION)


@pytest.mark.parametrize("name", sorted(SECTION))
def test_that_fitted_rows_stand_there_with_mark_and_number(name: str) -> None:
    told = {(line[0], line[1], line[2]) for line in cells(section(name)) if len(line) == 7}
    fitted = load_targets(name).fitted_rows
    assert {(row.label, str(row.mark), shown(row.value)) for row in fitted} <= told


@pytest.mark.parametrize("name", sorted(SECTION))
def test_that_free_parameters_stand_there_with_range_and_mark(name: str) -> None:
    told = {tuple(line[:4]) for line in cells(section(name)) if len(line) == 5}
    for free in load_targets(name).free:
        ends = " to ".join(map(short, free.range))
        assert (free.label, free.unit, ends, str(free.mark)) in told


@pytest.mark.parametrize("name", sorted(SECTION))
def test_that_predicted_rows_stand_there_beside_what_was_published(name: str) -> None:
    told = {line[0]: line[1] for line in cells(section(name)) if len(line) == 5}
    for row in load_targets(name).rows:
        if row.role == "predicted":
            number = "in words only" if row.value is None else f"{shown(row.value)} ({row.mark})"
            assert number == told[f"{row.label}, {row.unit}"]


@pytest.mark.parametrize("name", sorted(SECTION))
def test_that_degrees_of_freedom_and_the_command_stand_there(name: str) -> None:
    number = load_targets(name).degrees_of_freedom
    said = f"minus {-number}" if number < 0 else str(number)
    text = " ".join(section(name).split())
    assert f"{said} degrees of freedom" in text
    assert f"`sincerity calibrate {name} --draws" in text
