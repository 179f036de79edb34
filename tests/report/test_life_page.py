"""The page of a life: whole, self-contained, and with a table for every picture."""

from __future__ import annotations

import base64
import itertools
import re
from pathlib import Path

import pytest

from sincerity.lives.life import Life
from sincerity.report.build import render_html
from sincerity.report.life import build_life_page, write_life_page
from tests.report.a_life import RUN, life_with_false_records
from tests.report.dom import Element, parse


@pytest.fixture(scope="module")
def life() -> Life:
    """The life of the page, beside another."""
    return life_with_false_records()


@pytest.fixture(scope="module")
def html(life: Life) -> str:
    return render_html(build_life_page(life, picked="Picked for a test."))


@pytest.fixture(scope="module")
def page(html: str) -> Element:
    return parse(html)


def test_that_the_page_loads_nothing(html: str, page: Element) -> None:
    assert [] == page.all("script", "link", "iframe", "img", "object")
    assert not re.search(r"""(src|href)=["'](https?:)?//""", html)
    assert "default-src 'none'" in html


def test_that_every_month_with_events_is_told(page: Element, life: Life) -> None:
    ids = {element.attributes.get("id") for element in page.walk()}
    for told in life.told:
        assert f"months-{told.event.month}" in ids


def test_that_every_event_and_its_reason_is_on_the_page(page: Element, life: Life) -> None:
    text = page.text
    for told in life.told:
        assert " ".join(told.what.split()) in text
        assert " ".join(told.why.split()) in text


def test_that_every_link_leads_somewhere(page: Element) -> None:
    ids = {element.attributes.get("id") for element in page.walk()}
    targets = [a.attributes["href"] for a in page.all("a") if a.attributes["href"][0] == "#"]
    assert [] == [target for target in targets if target[1:] not in ids]


def test_that_no_id_is_given_twice(page: Element) -> None:
    ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))


def test_that_every_picture_has_a_label_and_a_table(page: Element) -> None:
    figures = page.all("figure")
    assert len(figures) >= 3
    for figure in figures:
        assert 1 <= len(figure.all("table"))
        for svg in figure.all("svg"):
            assert svg.attributes["role"] == "img"
            assert svg.attributes["aria-label"]


def test_that_scrolling_tables_can_be_reached_by_keyboard(page: Element) -> None:
    for box in page.all("div"):
        if box.attributes.get("class") == "scroll":
            assert "0" == box.attributes["tabindex"]


def test_that_tables_say_that_people_are_synthetic(page: Element) -> None:
    links = [a for a in page.all("a") if a.attributes.get("download")]
    assert links
    for link in links:
        data = base64.b64decode(link.attributes["href"].partition("base64,")[2])
        rows = data.decode("utf-8-sig").splitlines()
        assert all("synthetic" in row for row in rows[1:])


def test_that_false_records_are_told_in_words(page: Element, life: Life) -> None:
    false = [told for told in life.told if told.event.is_true is False]
    marked = [e for e in page.all("li") if e.attributes.get("class") == "false"]
    assert len(marked) >= len(false) > 0
    for element in marked:
        assert re.search("false record|for something not done", element.text)


def test_that_headings_leave_no_level_out(page: Element) -> None:
    levels = [int(element.tag[1]) for element in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_that_hostile_labels_stay_text(life: Life) -> None:
    hostile = "<script>alert(1)</script>"
    scheme = life.setting.scheme.model_copy(update={"title": hostile})
    setting = type(life.setting)(scheme, life.setting.conduct, life.setting.institutions)
    told = Life(life.who, setting, life.months, life.told, RUN)
    assert "<script" not in render_html(build_life_page(told))


def test_that_the_page_is_written_in_one_step(life: Life, tmp_path: Path) -> None:
    target = write_life_page(life, tmp_path / "life.html")
    assert target.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
