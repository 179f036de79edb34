"""The page of two settings: both intervals in sight, pictures with twins, plain sentences."""

from __future__ import annotations

import itertools
import re

import pytest

from sincerity.measures.headline import HEADLINES
from sincerity.report.build import render_html
from sincerity.report.contrast import build_contrast_page
from sincerity.report.contrast_facts import ContrastFacts
from sincerity.report.model import Page
from sincerity.study.cells import CellFiles
from sincerity.study.contrast_page import contrast_facts
from sincerity.study.contrasting import contrast_of
from sincerity.study.ensemble import Ensemble
from tests.report.dom import Element, parse
from tests.study.conftest import small_study
from tests.study.fake_worlds import FakeWorlds


def facts_of(folder: pytest.TempPathFactory, draws: int) -> ContrastFacts:
    """Return what a page says of a comparison in fake worlds."""
    asked = Ensemble(small_study(), "islands", draws=draws, replicates=4, world=FakeWorlds())
    outcomes, failures = asked.run(CellFiles(folder.mktemp("cells"), "asked"))
    first, second = asked.settings
    contrast = contrast_of((first.name, second.name), outcomes, asked.varied, failures)
    return contrast_facts(asked, contrast, "ab" * 16)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> ContrastFacts:
    """Return a comparison over 64 draws."""
    return facts_of(tmp_path_factory, 64)


@pytest.fixture(scope="module")
def built(facts: ContrastFacts) -> Page:
    """Return its page."""
    return build_contrast_page(facts)


@pytest.fixture(scope="module")
def html(built: Page) -> str:
    """Return its page as HTML."""
    return render_html(built)


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    """Return its page as a tree."""
    return parse(html)


@pytest.fixture(scope="module")
def chance_alone(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """Return the page of a comparison in which no assumption was varied."""
    return build_contrast_page(facts_of(tmp_path_factory, 0))


def test_that_every_measure_stands_in_a_table_with_both_intervals(
    built: Page, facts: ContrastFacts
) -> None:
    section = next(section for section in built.sections if section.id == "measures")
    rows = [row for table in section.tables for row in table.rows]
    assert {measure.label for measure in HEADLINES} == {row[0] for row in rows}
    names = [column.name for column in section.tables[0].columns]
    wanted = ["Assumptions: 5 %", "Assumptions: 95 %", "Chance: low", "Chance: high"]
    assert wanted == [name for name in names if name in wanted]
    for table in section.tables:
        for row in table.rows:
            assert 64 == row[names.index("Draws")]
            lacks_one = row[0] == "Wronged months per closure that ended"
            assert 4 - lacks_one == row[names.index("Replicates")]
    assert "4 pairs of replicates, 64 pairs of draws" in section.tables[0].caption


def test_that_each_setting_has_intervals_of_its_own(built: Page) -> None:
    section = next(section for section in built.sections if section.id == "measures")
    levels = next(part for part in section.parts if part.id == "levels")
    rows = [row for table in levels.tables for row in table.rows]
    assert 2 * len(HEADLINES) == len(rows)
    rates = [r for r in rows if r[0] == "Wrongful burden for something not done, rate"]
    assert ["one store", "islands"] == [row[2] for row in rates]
    assert rates[0][4] < rates[0][5]  # type: ignore[operator]
    assert rates[1][4] == rates[1][5]  # islands do not depend on what is varied here


def test_that_the_findings_say_how_the_draws_leave_the_sign(built: Page) -> None:
    texts = [finding.sentence for finding in built.findings]
    assert any("depends on assumptions that nobody has measured" in text for text in texts)
    assert any("no draw moves it" in text or "in nearly all draws" in text for text in texts)
    assert all("pairs of replicates" in finding.counted for finding in built.findings)


def test_that_the_turning_point_of_the_deciding_assumption_is_shown(built: Page) -> None:
    section = next(section for section in built.sections if section.id == "movers")
    row = next(row for row in section.tables[0].rows if row[1] == "respond.caught")
    assert "Wrongful burden for something not done, rate" == row[0]
    assert 1.0 == pytest.approx(row[3])
    assert ("yes", "96", "26 to 205") == (row[4], row[5], row[6])
    assert 120 == pytest.approx(float(str(row[8])), abs=1)


def test_that_every_picture_has_a_table_twin_a_csv_and_a_caption_with_intervals(
    page: Element,
) -> None:
    figures = page.all("figure")
    assert figures
    for figure in figures:
        assert 1 == len(figure.all("table"))
        assert 1 == len([a for a in figure.all("a") if "download" in a.attributes])
        assert ["wide", "narrow"] == [svg.attributes["class"] for svg in figure.all("svg")]
        caption = figure.one("figcaption").text
        for part in ("n:", "Intervals: 5 % to 95 % of 64 draws", "Seed 1", "abababababab"):
            assert part in caption


def test_that_the_page_is_sound(page: Element, html: str) -> None:
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids
    for table in page.all("table"):
        for row in table.one("tbody").all("tr"):
            assert len(row.all("th", "td")) == len(table.one("thead").all("th"))
    assert [] == page.all("script", "iframe", "img", "form")
    assert not re.search(r"url\(|@import", html)


def test_that_it_is_said_that_people_are_synthetic_and_what_the_page_is_not(
    page: Element, built: Page
) -> None:
    assert "synthetic" in page.one("h1").text
    assert "synthetic" in page.one("header").text[:140]
    text = " ".join(built.limits)
    assert "in this model, under these assumptions" in text
    assert "It is of no use for scoring anyone." in text


def test_that_no_verdict_and_no_order_of_settings_is_given(built: Page, html: str) -> None:
    assert not re.search(r"\b(better|worse|best|worst|optimal|improve[sd]?|should)\b", html)
    section = next(section for section in built.sections if section.id == "measures")
    order = [measure.label for measure in HEADLINES]
    for table in section.tables:
        shown = [str(row[0]) for row in table.rows]
        assert sorted(shown, key=order.index) == shown


def test_that_chance_alone_is_said_to_be_chance_alone(chance_alone: Page) -> None:
    assert not [section for section in chance_alone.sections if section.id == "movers"]
    assert "No assumption was varied" in " ".join(chance_alone.limits)
    assert "By chance alone" in chance_alone.findings[0].sentence
    render_html(chance_alone)


def test_that_a_plain_command_makes_the_same_numbers(built: Page) -> None:
    (code,) = next(section for section in built.sections if section.id == "reproduce").code
    assert "--integration one-store --against islands --draws 64 --replicates 4" in code.text
