"""What a newcomer must be able to read off the report without knowing the model."""

from __future__ import annotations

import base64
import csv
import dataclasses
import io

import pytest

from sincerity.report.build import csv_address
from sincerity.report.facts import Facts
from sincerity.report.model import Col, Page, Section, Table
from sincerity.report.page import build_page
from sincerity.report.sections import findings, lists, points, scheme, unknowns
from sincerity.report.sections.beliefs import _fear
from sincerity.report.sections.changes import changes
from sincerity.report.sections.points import _small
from sincerity.report.wording import count, percent
from sincerity.runs.run import Run
from sincerity.scheme.load import load_scheme
from tests.report.conftest import write


@pytest.fixture(scope="module")
def built(suining: Run) -> Page:
    return build_page(suining)


@pytest.fixture(scope="module")
def facts(suining: Run) -> Facts:
    return Facts(suining)


@pytest.fixture(scope="module")
def none(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("none") / "run"
    return write(folder, load_scheme("none"), months=2, report=False)


def section(page: Page, name: str) -> Section:
    return next(found for found in page.sections if found.id == name)


def test_that_the_first_list_is_never_called_a_fit_with_the_reported_figures(
    built: Page, facts: Facts
) -> None:
    text = section(built, "lists").after[-1]
    entered = count(lists.entries(facts, "first_publication"))
    assert f"holds {entered} " in text
    assert "Only charges of month 3 count." in text
    assert "bad deeds and for good deeds are not counted apart" in text
    assert "does not reproduce the figures reported" in text


def test_that_no_published_figure_means_no_sentence_about_one(hostile: Run) -> None:
    assert [] == lists._beside_published(Facts(hostile))


def test_that_no_loss_for_protected_conduct_is_said_of_the_known_rules_only(
    facts: Facts, none: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(points, "lost_by_level", lambda _: dict.fromkeys(points.LEVELS, 0.0))
    found = findings._protected(facts)
    assert found is not None
    assert "among the rules that could be written down" in found.sentence
    assert "What is not known" in found.sentence
    monkeypatch.setattr(unknowns, "has_gaps", lambda _: False)
    found = findings._protected(facts)
    assert found is not None
    assert "No loss was charged for conduct that human-rights law protects." == found.sentence
    monkeypatch.undo()
    assert unknowns.has_gaps(facts)
    assert not unknowns.has_gaps(Facts(none))


def test_that_charges_by_cause_are_a_finding_and_a_table(built: Page, facts: Facts) -> None:
    counts = [facts.total(f"charges_by_cause.{c}") for c in ("true", "wrong_person", "invented")]
    table = section(built, "records").tables[0]
    assert [*counts, sum(counts)] == [row[1] for row in table.rows]
    share = percent(sum(counts[1:]) / sum(counts))
    assert any(
        f"{count(sum(counts))} charges ({share}) rest on a record" in finding.sentence
        for finding in built.findings
    )
    assert any("by construction" in text for text in section(built, "records").paragraphs)


def test_that_a_changed_parameter_is_named_with_its_range_and_not_explained_by_the_default(
    built: Page, suining: Run
) -> None:
    text = "Changed for this run: office.wrong_person = 0.02 (plausible range 0.001 to 0.05)."
    assert [text] == built.changes
    assert text in (suining.folder / "report.html").read_text(encoding="utf-8")
    rows = [row for table in section(built, "unsourced").tables for row in table.rows]
    (note,) = [row[5] for row in rows if row[0] == "office.wrong_person"]
    assert str(note).startswith("Changed for this run; ")


def test_that_a_changed_parameter_outside_its_range_is_said_to_be_outside(
    facts: Facts,
) -> None:
    other = Facts(facts.run)
    other.__dict__["parameters"] = facts.parameters.with_values({"office.wrong_person": "0.5"})
    (text,) = changes(other)
    assert text.endswith("(plausible range 0.001 to 0.05; outside it).")


def test_that_a_scheme_that_is_not_shipped_is_run_again_from_its_own_files(
    built: Page, hostile: Run
) -> None:
    assert 3 == len(section(built, "reproduce").code)
    (code,) = section(build_page(hostile), "reproduce").code
    assert "resolved/scheme.yaml" in code.text


def test_that_a_scheme_without_rules_says_so_first(none: Run) -> None:
    page = build_page(none)
    assert page.findings[0].sentence.startswith("This scheme has no rule")


def test_that_those_who_have_not_heard_are_counted_among_all_residents(facts: Facts) -> None:
    found = findings._awareness(facts)
    assert found is not None
    assert "of all residents, children and people without a score included" in found.sentence


def test_that_who_starts_with_a_score_follows_the_coverage(facts: Facts, hostile: Run) -> None:
    text = scheme._who_starts(facts)
    assert text.startswith("85.0% of residents of 14 years and over have a score")
    assert text.endswith("each begins with 1,000 points.")
    assert scheme._who_starts(Facts(hostile)).startswith("All residents of every age have")


def test_that_levels_of_protection_are_named_only_where_charged(facts: Facts, hostile: Run) -> None:
    text = points._protection(facts)
    assert "here: with limits under conditions (" in text
    assert "without any permitted limit" not in text
    assert "is of a kind that human-rights law protects" in points._protection(Facts(hostile))


def test_that_acts_not_done_show_protection_and_harm(built: Page) -> None:
    part = section(built, "silence")
    heads = [column.name for column in part.tables[0].columns]
    assert ["Protection", "Harms others"] == [heads[1], heads[3]]
    assert any("limited under conditions" in text for text in part.paragraphs)


def test_that_small_numbers_do_not_read_as_nothing() -> None:
    assert ["12.0", "0.04", "0.002", "0.0004"] == [_small(n) for n in (12, 0.04, 0.002, 0.0004)]
    assert "near zero" in _fear("0.000", "0.000")
    assert _fear("0.000", "0.010").startswith("Mean fear goes from 0.000 to 0.010")


def test_that_a_csv_has_whole_counts_and_says_whose_rows_they_are(built: Page) -> None:
    table = Table(
        "Made up", [Col("Group"), Col("n", "count"), Col("x", "share")], [["a", 3.0, 0.5]]
    )
    page = dataclasses.replace(built, digest="d1")
    data = base64.b64decode(csv_address(table, page).partition(",")[2]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data)))
    assert ["Group", "n", "x", "population", "scheme", "digest"] == rows[0]
    assert ["a", "3", "0.5", "synthetic", "suining-2010", "d1"] == rows[1]


def test_that_nothing_is_called_certified(built: Page, suining: Run) -> None:
    rows = {str(row[0]): str(row[1]) for row in section(built, "reproduce").tables[0].rows}
    assert "a local edit of the package cannot be told from a release" in rows["Made by"]
    html = (suining.folder / "report.html").read_text(encoding="utf-8")
    assert "certified" not in html.lower()


def test_that_a_status_with_neither_date_known_reads_as_a_sentence(facts: Facts) -> None:
    other = Facts(facts.run)
    status = facts.scheme.status.model_copy(update={"start": "unknown", "until": "unknown"})
    other.__dict__["scheme"] = facts.scheme.model_copy(update={"status": status})
    assert other.status.endswith("start not known, end not known")
