"""The page of reforms beside a base: people in both worlds, pairing, several side by side."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from sincerity.study.compare import Comparing
from sincerity.study.contrast_folder import ContrastRun
from tests.report.dom import Element, parse
from tests.study.conftest import small_study


def made(folder: Path, *reforms: str, replicates: int = 4) -> ContrastRun:
    """Return a comparison of stages of integration with islands, in real worlds."""
    study = small_study(months=8, integration="islands")
    return Comparing(study, reforms, draws=0, replicates=replicates).run(folder)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> ContrastRun:
    """Return a comparison of one reform with the base."""
    return made(tmp_path_factory.mktemp("one") / "run", "one-store")


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> ContrastRun:
    """Return a comparison of two reforms with the base, one of them the base itself."""
    return made(tmp_path_factory.mktemp("several") / "run", "one-store", "islands", replicates=3)


@pytest.fixture(scope="module", params=["one", "several"])
def run(request: pytest.FixtureRequest) -> ContrastRun:
    """Return both, one after the other."""
    found: ContrastRun = request.getfixturevalue(request.param)
    return found


def html_of(run: ContrastRun) -> str:
    """Return the page of a comparison."""
    return (run.folder / "report.html").read_text("utf-8")


def page_of(run: ContrastRun) -> Element:
    """Return the page of a comparison as a tree."""
    return parse(html_of(run))


def table(page: Element, caption: str) -> list[list[str]]:
    """Return the rows of the first table whose caption begins so."""
    for found in page.all("table"):
        if found.one("caption").text.startswith(caption):
            rows = found.one("tbody").all("tr")
            return [[cell.text for cell in row.all("th", "td")] for row in rows]
    raise AssertionError(f"no table '{caption}'")


def test_that_people_of_both_worlds_add_up(one: ContrastRun) -> None:
    rows = table(page_of(one), "People ever in a state, by world")
    assert [
        "On a list in effect",
        "Before a closed door",
        "Before a closed door for something not done",
    ] == [row[0] for row in rows]
    sums = {round(sum(float(cell.replace(",", "")) for cell in row[1:])) for row in rows}
    assert 1 == len(sums)
    assert float(rows[1][2].replace(",", "")) > 0


def test_that_the_table_of_measures_has_differences_before_levels(one: ContrastRun) -> None:
    page = page_of(one)
    section = next(e for e in page.all("section") if e.attributes.get("id") == "measures")
    heads = [cell.text for cell in section.all("table")[0].one("thead").all("th")]
    assert heads.index("Difference") < heads.index("one store") < heads.index("islands")


def test_that_what_pairing_gains_is_said_with_its_degrees_of_freedom(one: ContrastRun) -> None:
    assert "with 2 degrees of freedom (Pitman and Morgan)" in html_of(one)
    rows = table(page_of(one), "Pairing by measure")
    assert rows
    assert all(row[-1] == "4" for row in rows)


def test_that_the_coupling_is_said_wherever_people_are_counted(run: ContrastRun) -> None:
    page = page_of(run)
    for address in ["limits", *(f"{p}persons" for p in ("", "b-", "c-"))]:
        for section in page.all("section"):
            if section.attributes.get("id") == address:
                assert "one way to pair two worlds among many" in section.text
    assert "one way to pair two worlds among many" in html_of(run)


def test_that_several_reforms_stand_side_by_side_and_a_no_op_is_called_out(
    several: ContrastRun,
) -> None:
    page = page_of(several)
    section = next(e for e in page.all("section") if e.attributes.get("id") == "side-by-side")
    heads = [cell.text for cell in section.all("table")[0].one("thead").all("th")]
    names = [contrast.first for contrast in several.contrasts]
    assert ["one_store", "other-islands"] == names
    assert 2 == sum(head.startswith("Difference: ") for head in heads)
    findings = next(e for e in page.all("section") if e.attributes.get("id") == "findings")
    assert "every difference is exactly zero" in findings.text
    assert [False, True] == [contrast.is_nothing for contrast in several.contrasts]


def test_that_the_page_is_sound(run: ContrastRun) -> None:
    page = page_of(run)
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    captions = [e.text for e in page.all("caption")]
    assert len(captions) == len(set(captions))
    for link in page.all("a"):
        if link.attributes["href"].startswith("#"):
            assert link.attributes["href"][1:] in ids
    for figure in page.all("figure"):
        assert 1 == len(figure.all("table"))
        assert "n:" in figure.one("figcaption").text
    assert not re.search(r"\b(better|worse|best|worst|optimal|improve[sd]?|should)\b", html_of(run))


def test_that_a_plain_command_makes_the_same_numbers(several: ContrastRun) -> None:
    assert "compare resolved/a/scheme.yaml one-store" in html_of(several)
