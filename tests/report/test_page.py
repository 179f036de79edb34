"""The report as a page: complete, reachable without sight, colour, mouse, script or network."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import re
from pathlib import Path

import pytest

from sincerity.report.build import ORIGIN
from sincerity.report.palette import CHART_TOKENS, DARK, LIGHT, SERIES, contrast
from sincerity.runs.run import Run
from tests.report.conftest import HOSTILE
from tests.report.dom import Element, parse

MAX_BYTES = 2_000_000
WANTED_FIGURES = {
    "burden-columns",
    "burden-by-group",
    "error-ladder",
    "grades-over-time",
    "moved-by-group",
    "score-distribution",
    "below-start-by-group",
    "points-by-domain",
    "points-over-time",
    "charged-by-group",
    "records-by-cause",
    "precision-and-recall",
    "list-entries",
    "list-members",
    "ends-of-entries",
    "objections",
    "insolvent-on-lists",
    "means-lost",
    "attempts-by-door",
    "problems-heard",
    "doors-sanctions",
    "doors-perks",
    "awareness",
    "certainty-and-fear",
    "opinion",
    "voices",
}
OF_AGENCIES_AND_FIRMS = {
    "records-by-agency",
    "reach-by-list",
    "seen-by-watching",
    "ways-back-by-means",
    "firm-acts",
}
"""Charts that a run of a single office cannot have."""


def figures(page: Element) -> list[Element]:
    return page.all("figure")


def decoded(address: str) -> list[list[str]]:
    head, _, data = address.partition(",")
    assert head == "data:text/csv;charset=utf-8;base64"
    return list(csv.reader(io.StringIO(base64.b64decode(data).decode("utf-8-sig"))))


def test_that_the_report_has_every_chart_that_the_run_has_numbers_for(page: Element) -> None:
    assert {figure.attributes["id"] for figure in figures(page)} == WANTED_FIGURES


def test_that_agencies_and_firms_add_their_charts_and_none_else(joint: Run) -> None:
    page = parse((joint.folder / "report.html").read_text(encoding="utf-8"))
    more = {figure.attributes["id"] for figure in figures(page)} - WANTED_FIGURES
    assert more == OF_AGENCIES_AND_FIRMS


def test_that_every_chart_has_a_table_twin_a_csv_and_a_caption(either: Element) -> None:
    for figure in figures(either):
        assert len(figure.all("table")) == 1
        assert len(figure.all("figcaption")) == 1
        assert len([a for a in figure.all("a") if "download" in a.attributes]) == 1


def test_that_every_csv_holds_the_rows_of_its_table(either: Element) -> None:
    for figure in figures(either):
        rows = decoded(figure.one("a").attributes["href"])
        table = figure.one("table")
        heads = [cell.text for cell in table.one("thead").all("th")]
        assert [" ".join(cell.split()) for cell in rows[0]] == [*heads, *ORIGIN]
        firsts = [row.all("th")[0].text for row in table.one("tbody").all("tr")]
        assert [" ".join(row[0].split()) for row in rows[1:]] == firsts


def test_that_every_chart_is_one_picture_with_a_label_in_two_widths(either: Element) -> None:
    for figure in figures(either):
        pictures = figure.all("svg")
        assert ["wide", "narrow"] == [svg.attributes["class"] for svg in pictures]
        for svg in pictures:
            assert svg.attributes["role"] == "img"
            assert len(svg.attributes["aria-label"]) > 40
            inside = [e for e in svg.walk() if e is not svg and "role" in e.attributes]
            assert [] == inside


def test_that_every_caption_names_count_status_society_seed_version_and_digest(
    page: Element, suining: Run
) -> None:
    for figure in figures(page):
        caption = figure.one("figcaption").text
        assert caption.startswith("n:")
        for part in (
            "piloted, Suining County, Jiangsu",
            "synthetic people",
            "Seed 1",
            suining.record["code"]["version"],
            suining.digest[:12],
            "Intervals: none",
        ):
            assert part in caption


def test_that_the_word_synthetic_is_in_sight_before_any_number_is_read(page: Element) -> None:
    assert "synthetic" in page.one("h1").text
    assert "synthetic" in page.one("header").text[:120]


def test_that_headings_go_down_one_step_at_a_time(either: Element) -> None:
    levels = [int(e.tag[1]) for e in either.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_that_ids_are_unique_and_every_inner_link_leads_somewhere(either: Element) -> None:
    ids = [e.attributes["id"] for e in either.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for link in either.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids


def test_that_the_page_has_its_landmarks_language_and_skip_link(page: Element) -> None:
    assert page.one("html").attributes["lang"] == "en"
    for landmark in ("header", "nav", "main", "footer"):
        page.one(landmark)
    first = page.all("a")[0]
    assert ("#main", "main") == (first.attributes["href"], page.one("main").attributes["id"])
    for section in page.all("section"):
        assert section.attributes["aria-labelledby"] == f"{section.attributes['id']}-title"


def test_that_every_table_has_a_caption_and_headings_with_scope(either: Element) -> None:
    for table in either.all("table"):
        assert table.one("caption").text
        assert {"col"} == {cell.attributes["scope"] for cell in table.one("thead").all("th")}
        for row in table.one("tbody").all("tr"):
            assert ["row"] == [cell.attributes["scope"] for cell in row.all("th")]
            assert len(row.all("th", "td")) == len(table.one("thead").all("th"))


def test_that_every_table_that_scrolls_can_be_reached_by_keyboard(page: Element) -> None:
    for box in page.walk():
        if box.attributes.get("class") == "scroll":
            assert box.attributes["tabindex"] == "0"
            assert box.attributes["role"] == "region"
            assert box.attributes["aria-label"]


def test_that_no_two_tables_have_one_name(either: Element) -> None:
    names = [e.attributes["aria-label"] for e in either.walk() if "aria-label" in e.attributes]
    tables = [name for name in names if name.startswith("Table: ")]
    assert sorted(tables) == sorted(set(tables))


def test_that_nothing_comes_from_outside_and_nothing_runs(html: str, page: Element) -> None:
    assert [] == page.all("script", "iframe", "object", "embed", "link", "img", "form")
    for element in page.walk():
        assert [] == [name for name in element.attributes if name.startswith("on")]
        for name in ("src", "href", "action", "xlink:href"):
            address = element.attributes.get(name, "#")
            assert address.startswith(("#", "data:text/csv;"))
    assert not re.search(r"url\(|@import", html)
    assert "default-src 'none'" in html


def test_that_a_report_is_small(suining: Run, joint: Run) -> None:
    for run in (suining, joint):
        assert (run.folder / "report.html").stat().st_size < MAX_BYTES


def test_that_months_are_dates(page: Element) -> None:
    table = next(f for f in figures(page) if f.attributes["id"] == "awareness").one("tbody")
    firsts = [row.all("th")[0].text for row in table.all("tr")]
    assert ["Jan 2010", "Feb 2011"] == [firsts[0], firsts[-1]]


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_that_text_and_marks_stand_out_from_what_is_behind_them(tokens: dict[str, str]) -> None:
    for behind in ("page", "panel"):
        for text in ("ink", "muted", "link"):
            assert contrast(tokens[text], tokens[behind]) >= 4.5
        for mark in ("edge", "focus"):
            assert contrast(tokens[mark], tokens[behind]) >= 3
    assert contrast(tokens["ink"], tokens["notice"]) >= 4.5
    assert contrast(tokens["notice-edge"], tokens["page"]) >= 3
    for series in (*SERIES, "axis"):
        assert contrast(tokens[series], tokens["page"]) >= 3


def test_that_every_colour_of_a_chart_has_a_twin_on_the_dark_page(either: Element) -> None:
    mapped = {LIGHT[token] for token in CHART_TOKENS}
    for svg in either.all("svg"):
        for element in svg.walk():
            for name in ("fill", "stroke"):
                colour = element.attributes.get(name, "none")
                assert colour in mapped | {"none", "transparent"}, (name, colour)


def test_that_the_style_maps_every_chart_colour_and_sets_both_schemes(html: str) -> None:
    assert "@media (prefers-color-scheme: dark)" in html
    for token in CHART_TOKENS:
        assert f'.chart [fill="{LIGHT[token]}"] {{ fill: var(--{token}); }}' in html


def test_that_nothing_moves_unless_the_reader_allows_it(html: str) -> None:
    style = html[html.index("<style>") : html.index("</style>")]
    assert "animation" not in style
    assert "transition" not in style
    (smooth,) = [line for line in style.splitlines() if "scroll-behavior" in line]
    assert "prefers-reduced-motion: no-preference" in smooth


def test_that_hostile_texts_stay_texts(hostile_html: str) -> None:
    page = parse(hostile_html)
    assert [] == page.all("script")
    assert "<script" not in hostile_html
    assert HOSTILE in page.one("title").text or HOSTILE in page.one("h1").text
    for element in page.walk():
        assert [] == [name for name in element.attributes if name.startswith("on")]
    assert "49" not in page.one("h1").text


def test_that_a_label_that_looks_like_a_formula_is_inert_in_every_csv(hostile_html: str) -> None:
    cells = [
        cell
        for link in parse(hostile_html).all("a")
        if "download" in link.attributes
        for row in decoded(link.attributes["href"])
        for cell in row
    ]
    assert "'=1+1" in cells
    numbers = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?")
    assert [] == [c for c in cells if c[:1] in "=+-@" and c and not numbers.fullmatch(c)]


def test_that_the_same_folder_gives_the_same_page(suining: Run, tmp_path: Path, html: str) -> None:
    again = Run(suining.folder).report(tmp_path / "again.html")
    assert html == again.read_text(encoding="utf-8")
