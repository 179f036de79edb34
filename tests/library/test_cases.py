"""The cases beside the shipped schemes hold, and leave no row out."""

from pathlib import Path

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.institutions import surroundings
from sincerity.scheme.cases import load_cases, run_cases
from sincerity.scheme.cases_check import rules_reached
from sincerity.scheme.conduct_view import kinds_by_id

SCHEMES_WITH_TABLES = ("one-score", "rongcheng", "suining-2010", "village-points")


@pytest.mark.parametrize("name", library.case_names())
def test_that_the_cases_of_a_shipped_scheme_hold(name: str) -> None:
    report = run_cases(library.cases_path(name), surroundings)
    assert [] == [str(result) for result in report.results if not result.passed]


@pytest.mark.parametrize("name", SCHEMES_WITH_TABLES)
def test_that_each_rule_of_a_table_is_met_alone_in_a_case(name: str) -> None:
    file, scheme, _ = load_cases(library.cases_path(name), load_conduct())
    kinds = kinds_by_id(load_conduct())
    met = {
        scheme.rules[rules_reached(case.given[0], scheme, kinds[case.given[0].kind])[-1]].id
        for case in file.cases
        if len(case.given) == 1 and rules_reached(case.given[0], scheme, kinds[case.given[0].kind])
    }
    assert {rule.id for rule in scheme.rules} == met


@pytest.mark.parametrize("name", SCHEMES_WITH_TABLES)
def test_that_a_case_fails_when_its_rule_is_a_point_off(name: str, tmp_path: Path) -> None:
    written = library.cases_path(name).read_text(encoding="utf-8")
    broken = written.replace(", points: 980}", ", points: 981}")
    broken = broken.replace(", points: 1030}", ", points: 1031}")
    assert broken != written
    (tmp_path / f"{name}.cases.yaml").write_text(broken, encoding="utf-8")
    assert not run_cases(tmp_path / f"{name}.cases.yaml", load_conduct()).passed
