"""Runs with real input files and made-up counts, written once for all tests of the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sincerity.conduct.loader import load_conduct
from sincerity.institutions.loader import load_institutions
from sincerity.parameters.loader import load_parameters
from sincerity.runs.codebook import takes_points
from sincerity.runs.model import RunInputs
from sincerity.runs.run import Run
from sincerity.runs.writer import write_run
from sincerity.scheme.load import load_scheme
from sincerity.society.loader import load_society
from tests.measures.fake_tallies import fake_tallies
from tests.report.dom import Element, parse
from tests.runs.fake_run import fake_result

HOSTILE = "<script>alert('x')</script>\"onload=\"x {{ 7 * 7 }} {% raw %} & </svg> `x`"

HOSTILE_SCHEME = """
schema: scheme/v1
id: hostile
title: {text}
summary: {text}
status: {{kind: feared, place: {text}, from: 2010-03-15, note: {text}}}
sources:
  made-up: {{title: {text}, mark: fictional}}
coverage: {{who: residents, source: made-up, note: {text}}}
score: {{base: 1000, source: made-up}}
rules:
  - {{id: red_light, label: {text}, on: {{kind: red_light}}, points: -50, source: made-up}}
  - {{id: formula, label: "=1+1", on: {{kind: minor_traffic}}, points: unknown, source: made-up}}
grades:
  regrade: 1 month
  bands: [{{id: A, label: {text}, from: 900}}, {{id: B, label: {text}}}]
  source: made-up
lists:
  - {{id: shame, label: {text}, colour: black, entry: {{points_at_most: -50}}, term: 1 month,
     source: made-up, note: {text}}}
sanctions: [{{id: closed, label: {text}, grades: [B], domain: housing, severity: 2,
  source: made-up}}]
perks: [{{id: open, label: {text}, grades: [A], domain: housing, severity: 2, source: made-up}}]
settings:
  side: {{question: {text}, default: one, options: {{
    one: {{set: {{score.cap: none}}, source: made-up, note: {text}}},
    two: {{set: {{score.cap: 1000}}, source: made-up, note: {text}}}}}}}
unknowns: [{text}]
"""


def write(
    folder: Path,
    scheme: Any,
    *,
    months: int = 14,
    seed: int = 5,
    report: bool = True,
    integration: str = "office",
) -> Run:
    """
    Return a run of the scheme with counts drawn from `seed`.

    With a stage of integration there are agencies and firms; an office has neither.
    """
    conduct, institutions = load_conduct("base"), load_institutions("base")
    whole = integration != "office"
    firms = scheme.firms.grades.bands if scheme.firms and scheme.firms.grades else ()
    signs = tuple(-1 if takes_points(rule) else 1 for rule in scheme.rules)
    tallies = fake_tallies(
        months=months,
        kinds=conduct.kind_ids,
        rules=tuple(rule.id for rule in scheme.rules),
        signs=signs,
        grades=tuple(band.id for band in scheme.grades.bands) if scheme.grades else (),
        lists=tuple(item.id for item in scheme.lists),
        doors=tuple(door.id for door in (*scheme.sanctions, *scheme.perks)),
        sanctions=len(scheme.sanctions),
        agencies=institutions.agency_ids if whole else (),
        firm_kinds=conduct.firm_kind_ids if whole else (),
        firm_grades=tuple(band.id for band in firms) if whole else (),
        people_per_class=40,
        seed=seed,
    )
    result = fake_result(months)
    inputs = RunInputs(
        study="test",
        scheme=scheme,
        society=load_society("teaching-town"),
        conduct=conduct,
        parameters=load_parameters("base", {"office.wrong_person": "0.02"}),
        institutions=institutions,
        integration=integration,
        months=months,
        settings={name: setting.default for name, setting in scheme.settings.items()},
        overrides={"office.wrong_person": "0.02"},
    )
    values = {name: getattr(result, name) for name in result.__dataclass_fields__}
    values |= {"tallies": tallies, "residents": 144 * 40}
    return write_run(inputs, type(result)(**values), folder, report=report)


def hostile_text() -> str:
    """Return the text of a scheme in which every text tries to break out of the page."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    return HOSTILE_SCHEME.format(text=quoted)


@pytest.fixture(scope="session")
def suining(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of the graded Suining scheme."""
    return write(tmp_path_factory.mktemp("suining") / "run", load_scheme("suining-2010"))


@pytest.fixture(scope="session")
def joint(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run with agencies, several lists, doors of life and firms."""
    folder = tmp_path_factory.mktemp("joint") / "run"
    return write(folder, load_scheme("one-score"), months=6, integration="joint")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of a scheme whose texts are hostile."""
    return write(tmp_path_factory.mktemp("hostile") / "run", load_scheme(hostile_text()), months=2)


@pytest.fixture(scope="session")
def html(suining: Run) -> str:
    """The Suining report as text."""
    return (suining.folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def page(html: str) -> Element:
    """The Suining report as a tree."""
    return parse(html)


@pytest.fixture(scope="session", params=["suining", "joint"])
def either(request: pytest.FixtureRequest) -> Element:
    """The report of an office and that of a world with agencies, one after the other."""
    run: Run = request.getfixturevalue(request.param)
    return parse((run.folder / "report.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def hostile_html(hostile: Run) -> str:
    """The hostile report as text."""
    return (hostile.folder / "report.html").read_text(encoding="utf-8")
