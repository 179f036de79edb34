"""Burden, errors, detection, ways back and firms on the page: counted, and never summed up."""

from __future__ import annotations

from pathlib import Path

import pytest

from sincerity.report.facts import Facts
from sincerity.report.markdown import render_markdown
from sincerity.report.model import Page, Section, Table
from sincerity.report.page import build_page
from sincerity.report.sections import burden, findings, means, reach, unknowns
from sincerity.report.sections.reproduce import command, from_resolved, python
from sincerity.report.wording import HERE, count, percent
from sincerity.runs.run import Run
from sincerity.scheme.load import load_scheme
from tests.report.conftest import write

SECTIONS = (
    "burden",
    "errors",
    "agencies",
    "detection",
    "supervision",
    "lists",
    "reach",
    "recovery",
    "ways-back",
    "doors",
    "attempts",
    "means",
    "firms",
    "problems",
    "approval",
    "protest",
)
OF_AGENCIES_AND_FIRMS = {"agencies", "supervision", "reach", "firms"}


@pytest.fixture(scope="module")
def built(joint: Run) -> Page:
    return build_page(joint)


@pytest.fixture(scope="module")
def facts(joint: Run) -> Facts:
    return Facts(joint)


def section(page: Page, name: str) -> Section:
    return next(found for found in page.sections if found.id == name)


def by_head(table: Table, head: str) -> list[object]:
    place = [column.name for column in table.columns].index(head)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize("name", SECTIONS)
def test_that_each_section_says_that_it_speaks_of_the_model_with_a_count(
    built: Page, name: str
) -> None:
    said = [text for text in section(built, name).paragraphs if text.startswith(HERE)]
    assert len(said) == 1
    assert any(sign.isdigit() for sign in said[0])


def test_that_an_office_lacks_the_sections_about_agencies_and_firms(suining: Run) -> None:
    page = build_page(suining)
    here = {part.id for part in page.sections}
    assert set(SECTIONS) - here == OF_AGENCIES_AND_FIRMS
    assert "Agencies" not in dict(page.badges)


def test_that_the_stage_of_sharing_is_a_badge(built: Page) -> None:
    assert "by agreement" in dict(built.badges)["Agencies"]


def test_that_burden_stands_in_five_columns_beside_the_whole_and_is_not_added_up(
    built: Page, facts: Facts
) -> None:
    part = section(built, "burden")
    table = part.figures[0].table
    columns = by_head(table, "Sanction-months")
    assert columns == [facts.total(f"burden_{column}") for column in burden.COLUMNS]
    every = facts.total("sanction_months")
    assert by_head(table, "All sanction-months") == [every] * 5
    text = render_markdown(built)
    for places in (columns, columns[:4], columns[1:]):
        assert count(sum(float(str(n)) for n in places)) not in text
    assert "not added up" in part.paragraphs[0]


def test_that_burden_by_group_is_a_rate_with_its_residents(built: Page, facts: Facts) -> None:
    table = section(built, "burden").figures[1].table
    row = next(row for row in table.rows if row[0] == "Cannot pay their debts")
    group = "means=insolvent"
    months = facts.total("burden_false", group)
    assert row[2] == facts.total_n("burden_false", group)
    assert row[3] == months
    assert row[8] == pytest.approx(12_000 * months / float(str(row[2])))


def test_that_the_ladder_of_errors_has_what_is_wrong_of_what(built: Page, facts: Facts) -> None:
    table = section(built, "errors").figures[0].table
    assert by_head(table, "Rung") == [
        "Records",
        "Charges",
        "Entries on lists",
        "People before a door",
    ]
    for row, rung in zip(table.rows, ("records", "charges", "entries", "people"), strict=True):
        wrong, every = facts.total(f"errors.{rung}"), facts.total_n(f"errors.{rung}")
        assert [row[2], row[3], row[4]] == [every, wrong, wrong / every]


def test_that_a_petitioner_is_never_called_found(built: Page, facts: Facts) -> None:
    part = section(built, "detection")
    precision, held = facts.point("record_precision")
    assert f"of {count(held)} records that can be held against somebody" in part.paragraphs[0]
    assert f"({percent(precision)})" in part.paragraphs[0]
    assert "a petitioner or a believer on record is never found out" in part.paragraphs[0]
    assert "no good by itself" in part.paragraphs[1]


def test_that_records_by_cause_have_five_causes_where_agencies_share(
    built: Page, facts: Facts
) -> None:
    records = section(built, "records")
    assert len(records.figures[0].table.columns) == 2 + 5
    assert "County credit office" in records.paragraphs[0]
    rows = section(built, "agencies").figures[0].table.rows
    assert len(rows) == 42
    assert rows[0][1] == max(float(str(row[1])) for row in rows)


def test_that_entries_that_ended_or_stand_are_all_entries(built: Page) -> None:
    for row in section(built, "recovery").figures[0].table.rows:
        entries, *parts = (float(str(cell)) for cell in row[1:8])
        assert entries == sum(parts), row[0]


def test_that_objections_filed_are_decided_or_waiting(built: Page, facts: Facts) -> None:
    (table,) = section(built, "ways-back").tables
    filed, upheld, rejected = (
        sum(float(str(cell)) for cell in by_head(table, head))
        for head in ("Objections", "Upheld", "Rejected")
    )
    assert filed - upheld - rejected == facts.value("objections_waiting")


def test_that_means_on_a_list_stand_beside_all_others_without_a_claim_of_cause(
    built: Page,
) -> None:
    figure = section(built, "means").figures[0]
    assert "Of them cannot pay" in [column.name for column in figure.table.columns]
    assert "Cause and effect are not told apart" in figure.note


def test_that_a_door_says_how_many_stand_before_it_for_a_relative(
    built: Page, facts: Facts
) -> None:
    part = section(built, "doors")
    spill = facts.item_total("spill_months")
    assert (
        f"{count(spill)} before doors closed for the sake of another member" in (part.paragraphs[1])
    )
    assert sum(float(str(n)) for n in by_head(part.figures[0].table, _relative(part))) == spill


def _relative(part: Section) -> str:
    heads = [column.name for column in part.figures[0].table.columns]
    return next(head for head in heads if head.startswith("Closed to a relative"))


def test_that_firms_show_harm_done_and_held_back_and_who_kept_silent(
    built: Page, facts: Facts
) -> None:
    part = section(built, "firms")
    table = part.figures[0].table
    harmed = sum(float(str(n)) for n in by_head(table, "People harmed"))
    assert harmed == facts.item_total("firm_victims")
    silent = facts.total("firm_tips.without_fear") - facts.total("firm_tips.tipped")
    assert f"{count(silent)} (" in part.paragraphs[0]
    assert "an assumption, not a finding" in part.paragraphs[1]


def test_that_wrong_closures_and_attempts_are_findings(built: Page, facts: Facts) -> None:
    said = [finding.sentence for finding in built.findings]
    people = count(facts.value("wronged_people"))
    assert any(text.startswith(f"{people} people stood before a closed door") for text in said)
    assert findings._turned_away(facts) is not None
    assert {"burden"} <= {finding.section for finding in built.findings}


def test_that_numbers_of_the_institutions_without_a_source_are_listed(
    built: Page, suining: Run
) -> None:
    def files(page: Page) -> str:
        return " ".join(table.caption for table in section(page, "unsourced").tables)

    assert unknowns.FILES["institutions"] in files(built)
    assert unknowns.FILES["institutions"] not in files(build_page(suining))


def test_that_a_pair_of_months_is_written_as_in_the_file(built: Page) -> None:
    rows = [row for table in section(built, "unsourced").tables for row in table.rows]
    (row,) = [row for row in rows if row[0] == "stages.joint.horizontal.months"]
    assert str(row[1]).startswith("[0, ")
    assert " to [" in str(row[2])


def test_that_a_run_is_repeated_with_its_agencies_and_stage(facts: Facts, suining: Run) -> None:
    assert " --integration joint " in command(facts)
    assert 'integration="joint"' in python(facts)
    words = from_resolved(facts)
    assert " --institutions resolved/institutions.yaml --integration joint " in words
    assert "--integration" not in command(Facts(suining))


@pytest.mark.parametrize("name", ["court-list-2013", "joint-punishment-2016", "credit-file"])
def test_that_a_scheme_without_points_or_lists_still_has_findings(
    tmp_path: Path, name: str
) -> None:
    run = write(tmp_path / "run", load_scheme(name), months=2, report=False, integration="joint")
    page = build_page(run)
    assert 3 <= len(page.findings) <= 5
    assert not page.findings[0].sentence.startswith("This scheme has no rule")
    for finding in page.findings:
        assert finding.section in page.section_ids


def test_that_nobody_shares_with_nobody(facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reach.build(facts) is not None
    alone = Facts(facts.run)
    assert facts.institutions is not None
    one = facts.institutions.model_copy(update={"agencies": facts.institutions.agencies[:1]})
    alone.__dict__["institutions"] = one
    assert reach.build(alone) is None


def test_that_doors_that_cost_nothing_are_said_to_cost_nothing(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = Facts.total
    lost = ("falls_caused", "out_of_work")
    monkeypatch.setattr(
        Facts, "total", lambda self, name, group="all": 0 if name in lost else total(self, name)
    )
    part = means.build(facts)
    assert part is not None
    assert part.paragraphs[0] == f"{HERE}, no closed door cost anybody means or work."
    assert ["insolvent-on-lists"] == [figure.id for figure in part.figures]


def test_that_published_surveys_stand_beside_the_models_with_mark_and_source(built: Page) -> None:
    (table, _) = section(built, "approval").tables
    assert table.caption.startswith("Compared, not fitted")
    assert [0.80, 0.19, 0.01] == by_head(table, "Published")[:3]
    assert ["V", "M+", "M+"] == by_head(table, "Mark")[:3]
    here = by_head(table, "Here")[:3]
    assert sum(share for share in here if isinstance(share, float)) == pytest.approx(1)
