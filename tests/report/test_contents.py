"""What the report says: sentences computed from the numbers, gaps named, nothing hard-coded."""

from __future__ import annotations

import dataclasses
import shlex
from pathlib import Path

import altair
import pytest

from sincerity.errors import UsageError
from sincerity.report.facts import Facts
from sincerity.report.markdown import escaped, render_markdown
from sincerity.report.model import Figure, Page, Section
from sincerity.report.page import build_page
from sincerity.report.sections.reproduce import command, python
from sincerity.report.svg import tidy
from sincerity.report.unsourced import values
from sincerity.report.wording import count, day_name, month_name, percent, plural
from sincerity.runs.run import Run
from sincerity.scheme.load import load_scheme
from tests.report.conftest import write


@pytest.fixture(scope="module")
def built(suining: Run) -> Page:
    return build_page(suining)


@pytest.fixture(scope="module")
def facts(suining: Run) -> Facts:
    return Facts(suining)


def section(page: Page, name: str) -> Section:
    return next(found for found in page.sections if found.id == name)


def all_figures(page: Page) -> list[Figure]:
    return [figure for part in page.sections for figure in part.figures]


def test_that_there_are_three_to_five_findings_each_with_a_count(built: Page) -> None:
    assert 3 <= len(built.findings) <= 5
    for finding in built.findings:
        assert finding.counted.startswith("n = ")
        assert finding.section in built.section_ids


@pytest.mark.parametrize("name", ["none", "suining-revised", "rongcheng", "village-points"])
def test_that_every_shipped_scheme_gets_findings_of_its_own(tmp_path: Path, name: str) -> None:
    page = build_page(write(tmp_path / "run", load_scheme(name), months=2, report=False))
    assert 3 <= len(page.findings) <= 5
    graded = any(part.id == "grades" for part in page.sections)
    assert (name in {"rongcheng", "village-points"}) == graded


def test_that_other_numbers_give_other_sentences(built: Page, tmp_path: Path) -> None:
    other = write(tmp_path / "run", load_scheme("suining-2010"), seed=6, report=False)
    before = {finding.sentence for finding in built.findings}
    after = {finding.sentence for finding in build_page(other).findings}
    assert len(before - after) >= 3


def test_that_the_first_finding_is_the_sum_over_the_lower_grades(built: Page, facts: Facts) -> None:
    people = sum(facts.value(f"grade_count.{grade}") for grade in "BCD")
    assert f"{count(people)} people ({percent(people / facts.n('score_mean'))}" in (
        built.findings[0].sentence
    )


def test_that_the_share_for_protected_conduct_is_that_of_the_metrics(
    built: Page, facts: Facts
) -> None:
    protected = sum(
        facts.total(f"points_lost_protection.{level}") for level in ("absolute", "qualified")
    )
    expected = f"{percent(protected / facts.total('points_lost'))} of all points charged as losses"
    assert any(expected in finding.sentence for finding in built.findings)


def test_that_the_page_says_what_it_is_not_before_the_first_chart(built: Page) -> None:
    text = " ".join(built.limits)
    for part in ("Nobody here is real", "not a forecast", "no interval", "scoring anyone"):
        assert part in text


def test_that_no_verdict_is_given(built: Page) -> None:
    text = render_markdown(dataclasses.replace(built, sections=built.sections[1:])).lower()
    for word in ("prohibited", "unlawful", "lawful", "unbiased", "citizen "):
        assert word not in text


def test_that_unknowns_of_the_scheme_and_rules_without_points_are_named(built: Page) -> None:
    part = section(built, "unknowns")
    assert any("How many residents were in each grade" in point for point in part.points)
    assert "6 of 19 rules" in part.paragraphs[0]
    assert part.tables[0].rows[0][1] == "uncapped"


def test_that_every_number_without_a_source_is_listed_with_range_and_mark(built: Page) -> None:
    rows = [row for table in section(built, "unsourced").tables for row in table.rows]
    by_path = {row[0]: row for row in rows}
    assert by_path["office.wrong_person"][1:5] == (
        ["0.02 (chance per record)", "0.001 to 0.05", "M-", "observe"]
    )
    assert "kinds.red_light.seen" in by_path
    assert "coverage.min_age" in by_path


def test_that_sourced_values_are_not_called_unsourced(facts: Facts, built: Page) -> None:
    every = values(facts)
    listed = sum(len(table.rows) for table in section(built, "unsourced").tables)
    assert listed == sum(value.is_unsourced for value in every)
    assert {"V", "V*", "D"} & {value.mark for value in every if not value.is_unsourced}


def test_that_rights_questions_carry_text_yardstick_evidence_run_and_open_question(
    built: Page,
) -> None:
    parts = section(built, "rights").parts
    assert {"rights-r101", "rights-r106"} <= {part.id for part in parts}
    for part in parts:
        assert all(row[0] and row[1] and row[2] for row in part.tables[0].rows)
        assert all(text.startswith("Open question: ") for text in part.after)
    scored = next(part for part in parts if part.id == "rights-r101").tables[0]
    assert any("charges" in str(row[3]) for row in scored.rows)


def test_that_the_published_figure_of_the_first_list_stands_beside_the_models(built: Page) -> None:
    part = section(built, "lists")
    assert any("812" in text for text in part.after)


def test_that_protected_acts_not_done_are_counts_and_not_rates(built: Page) -> None:
    (table,) = section(built, "silence").tables
    assert {"text", "count"} == {column.kind for column in table.columns}


def test_that_the_command_repeats_settings_and_changed_parameters(facts: Facts) -> None:
    words = shlex.split(command(facts))
    assert words[:3] == ["sincerity", "run", "suining-2010"]
    assert "cap=uncapped" in words
    assert "office.wrong_person=0.02" in words
    assert "set={'office.wrong_person': '0.02'}" in python(facts)


def test_that_no_chart_tells_series_apart_by_colour_alone(built: Page) -> None:
    def encodings(spec: object) -> list[dict[str, object]]:
        if isinstance(spec, dict):
            own = [spec["encoding"]] if isinstance(spec.get("encoding"), dict) else []
            return own + [e for value in spec.values() for e in encodings(value)]
        if isinstance(spec, list):
            return [e for value in spec for e in encodings(value)]
        return []

    for figure in all_figures(built):
        found = encodings(figure.wide)
        coloured = [e for e in found if "color" in e and isinstance(e["color"], dict)]
        labelled = any("text" in e for e in found)
        for encoding in coloured:
            assert labelled or {"shape", "strokeDash"} & set(encoding), figure.id


def test_that_every_chart_is_valid_vega_lite(built: Page) -> None:
    for figure in all_figures(built):
        chart = altair.Chart.from_dict(figure.wide)  # refuses what the schema does not allow
        assert isinstance(chart, altair.TopLevelMixin), figure.id


def test_that_a_report_cannot_be_written_into_the_run_it_describes(suining: Run) -> None:
    with pytest.raises(UsageError, match="inside the run folder"):
        suining.report(suining.folder / "second.html")
    assert suining.verify() == []


def test_that_a_report_that_cannot_be_written_is_a_plain_error(
    suining: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sincerity.report.build.render_html", lambda page: "x")
    with pytest.raises(UsageError, match="cannot write the report"):
        suining.report(tmp_path / "no" / "such" / "folder.html")


def test_that_markdown_has_every_finding_and_figure_and_no_markup_of_files(
    built: Page, hostile: Run
) -> None:
    text = render_markdown(built)
    for finding in built.findings:
        assert escaped(finding.sentence) in text
    for figure in all_figures(built):
        assert f"### {escaped(figure.title)}" in text
    assert "<script" not in render_markdown(build_page(hostile)).replace("\\<", "")


def test_that_drawing_clean_up_leaves_text_alone() -> None:
    raw = (
        '<svg xmlns="x" class="marks" width="10.4" height="20" viewBox="0 0 10 20">'
        '<g class="a"><path class="b" d="M0,0h0"/></g>'
        '<text role="x" transform="translate(1.23456,2)">0.00012 class="kept"</text></svg>'
    )
    assert tidy(raw, 'a "label"', "wide") == (
        '<svg class="wide" role="img" aria-label="a &quot;label&quot;" viewBox="0 0 10 20" '
        'width="10" height="20"><text transform="translate(1.23,2)">0.00012 class="kept"</text>'
        "</svg>"
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0%"), (1.0, "100%"), (0.5, "50.0%"), (0.01234, "1.2%"), (0.00042, "0.042%")],
)
def test_that_a_share_keeps_the_figures_that_count(share: float, text: str) -> None:
    assert text == percent(share)


def test_that_months_days_and_counts_read_as_people_write_them() -> None:
    assert month_name("2010-11", 3) == "Jan 2011"
    assert day_name("2010-03-15") == "15 March 2010"
    assert plural(1, "person", "people") == "1 person"
    assert plural(1140000, "person", "people") == "1,140,000 people"
