"""Rule cases: months, ladders, caps, overrides, lists, and reasons when they fail."""

from pathlib import Path

import pytest

from sincerity.conduct import load_conduct
from sincerity.errors import InputFileError
from sincerity.scheme.cases import CaseReport, run_cases
from tests.scheme.texts import BASE, changed

CONDUCT = load_conduct()


def run(folder: Path, scheme: str, given: str, expect: str) -> CaseReport:
    """Run one case against a scheme text in a folder."""
    (folder / "town.scheme.yaml").write_text(scheme, encoding="utf-8")
    text = (
        "schema: cases/v1\nscheme: town\ncases:\n"
        f"  - name: the claim\n    given: [{given}]\n    expect: [{expect}]\n"
    )
    file = folder / "town.cases.yaml"
    file.write_text(text, encoding="utf-8")
    return run_cases(file, CONDUCT)


LOAN = """\
  - {id: breach, label: B, on: {kind: loan_breach, stage: breach}, points: -20, source: made-up}
  - {id: found, label: F, on: {kind: loan_breach, stage: found}, points: -50, source: made-up}
grades:
"""
LADDER = changed("grades:\n", LOAN)
LIST = """\
lists:
  - id: names
    label: Names
    colour: black
    entry: {points_at_most: -50, grades: [B]}
    term: 3 months
    extension: restart
    source: made-up
grades:
"""


@pytest.mark.parametrize(
    ("scheme", "given", "expect"),
    [
        (BASE, "{month: 1, kind: red_light}", "{month: 1, points: 950, grade: A}"),
        (BASE, "{month: 1, kind: red_light}", "{month: 24, points: 950}"),
        (BASE, "{month: 1, kind: red_light}", "{month: 25, points: 1000}"),
        (BASE, "{month: 3, kind: bravery}", "{month: 3, points: 1000}"),
        (LADDER, "{month: 1, kind: loan_breach, stage: found}", "{month: 1, points: 930}"),
        (LADDER, "{month: 1, kind: loan_breach, stage: sued}", "{month: 1, points: 980}"),
        (LADDER, "{month: 1, kind: loan_breach}", "{month: 1, points: 980}"),
        (
            LADDER + "ladder: highest\n",
            "{month: 1, kind: loan_breach, stage: found}",
            "{month: 1, points: 950}",
        ),
        (
            changed("    recovery", "    cap: {times: 1}\n    recovery"),
            "{month: 1, kind: red_light}, {month: 1, kind: red_light}",
            "{month: 1, points: 950}",
        ),
        (
            changed("    recovery", "    cap: {points: 70}\n    recovery"),
            "{month: 1, kind: red_light}, {month: 1, kind: red_light}",
            "{month: 1, points: 930}, {month: 25, points: 1000}",
        ),
        (
            changed("    recovery", "    override: {grade: B, for: 2 months}\n    recovery"),
            "{month: 5, kind: red_light}",
            "{month: 4, grade: A}, {month: 5, grade: B}, {month: 6, grade: B}, "
            "{month: 7, grade: A}",
        ),
        (
            changed("points: -50", "discretion: {low: -50, high: -5}"),
            "{month: 1, kind: red_light, points: -17}",
            "{month: 1, points: 983}",
        ),
        (
            changed("floor: 0", "floor: 980"),
            "{month: 1, kind: red_light}",
            "{month: 1, points: 980}, {month: 25, points: 1000}",
        ),
        (
            changed("floor: 0", "floor: 980, bounds: ledger"),
            "{month: 1, kind: red_light}, {month: 2, kind: red_light}",
            "{month: 2, points: 980}, {month: 25, points: 980}, {month: 26, points: 1000}",
        ),
        (
            changed("points: -50", "points: unknown"),
            "{month: 1, kind: red_light}",
            "{month: 1, points: 1000}",
        ),
        (
            changed("grades:\n", LIST),
            "{month: 2, kind: red_light}, {month: 4, kind: red_light}",
            "{month: 1, lists: []}, {month: 2, lists: [names]}, {month: 6, lists: [names]}, "
            "{month: 7, lists: []}",
        ),
    ],
)
def test_that_a_case_holds(scheme: str, given: str, expect: str, tmp_path: Path) -> None:
    report = run(tmp_path, scheme, given, expect)
    assert [] == [reason for result in report.results for reason in result.reasons]
    assert report.passed


def test_that_a_failed_case_says_on_which_side_it_misses_and_what_acted(tmp_path: Path) -> None:
    given = "{month: 2, kind: loan_breach, stage: found}"
    report = run(tmp_path, LADDER, given, "{month: 2, points: 950}")
    assert not report.passed
    text = str(report)
    assert "FAIL  the claim" in text
    assert "town.cases.yaml:4" in text
    assert "month 2: expected 950 points; the score is lower" in text
    assert "month 2: rule 'breach' acts; rule 'found' acts" in text


def test_that_a_failed_case_never_tells_the_score_or_the_grade(tmp_path: Path) -> None:
    scheme = changed("grades:\n", LIST)
    expect = "{month: 1, points: 1}, {month: 1, grade: B}, {month: 1, lists: []}"
    text = str(run(tmp_path, scheme, "{month: 1, kind: red_light}", expect))
    assert "month 1: expected 1 points; the score is higher" in text
    assert "month 1: expected grade B; the grade is better" in text
    assert "month 1: the name is on list 'names'" in text
    assert "950" not in text
    assert "50 " not in text.replace("town", "")


def test_that_the_settings_of_a_case_file_are_used(tmp_path: Path) -> None:
    file = tmp_path / "capped.cases.yaml"
    file.write_text(
        "schema: cases/v1\nscheme: suining-2010\nsettings: {cap: capped}\ncases:\n"
        "  - name: nothing above the cap\n    given: [{month: 1, kind: bravery}]\n"
        "    expect: [{month: 1, points: 1000}]\n",
        encoding="utf-8",
    )
    assert run_cases(file, CONDUCT).passed


def test_that_faults_of_the_scheme_are_those_of_the_case(tmp_path: Path) -> None:
    scheme = changed("points: -50", "points: 0")
    with pytest.raises(InputFileError) as caught:
        run(tmp_path, scheme, "{month: 1, kind: red_light}", "{month: 1, points: 1}")
    assert ["E306"] == [d.code for d in caught.value.diagnostics]


def test_that_no_public_name_scores_a_list_of_events() -> None:
    import sincerity.scheme
    import sincerity.scheme.cases as module

    assert {"CaseReport", "CaseResult", "load_cases", "run_cases"} == set(module.__all__)
    assert not any("ledger" in name for name in sincerity.scheme.__all__)
