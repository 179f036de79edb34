"""The documentation: fresh where it is made from code, complete where it is written by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.build import pages

from sincerity.chance.streams import Stream
from sincerity.parameters import load_parameters
from tests.structure.source import ROOT

DOCS = ROOT / "docs"
MODEL = DOCS / "model"
PARTS = [
    "Idea",
    "Formula",
    "Sees",
    "Draws",
    "Assumptions",
    "Parameters",
    "Known limits",
    "Check",
]
IN_THE_PLAN = (
    "life",
    "firms",
    "conduct",
    "observe",
    "score",
    "list",
    "sanction",
    "consequence",
    "respond",
    "remedy",
    "approval",
    "protest",
    "tally",
)
BETWEEN = ("share", "govern")
"""Phases that are no pass over people: computed where asked, and done between months."""
NOT_BUILT = ("attack",)
PAGE_OF = {"firms": "firm-conduct"}
"""Pages whose name is not that of the phase: `firms` says who firms are."""
ALSO = ("society", "firms", "institutions")
"""What phases work on."""
PARTED = [*(PAGE_OF.get(phase, phase) for phase in (*IN_THE_PLAN, *BETWEEN)), *ALSO]
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))


def headings(text: str, level: int) -> list[str]:
    """Return the headings of a level, code blocks aside."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return re.findall(rf"^{'#' * level} (.+)$", prose, flags=re.MULTILINE)


def anchor(heading: str) -> str:
    """Return the anchor that a heading gets on a page."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("path", sorted(pages()), ids=lambda path: path.name)
def test_that_pages_made_from_the_code_are_fresh(path: Path) -> None:
    assert pages()[path] == path.read_text(encoding="utf-8"), "run `make docs`"


def test_that_every_code_of_the_program_has_the_anchor_that_its_messages_name() -> None:
    from sincerity.errors import Diagnostic

    named = {
        code
        for path in (ROOT / "src").rglob("*.py")
        for code in re.findall(r"\"([DER]\d{3})\"", path.read_text(encoding="utf-8"))
    }
    assert {"D001", "E210", "E509", "E601", "R107"} <= named
    anchors = {anchor(h) for h in headings((DOCS / "errors.md").read_text("utf-8"), 3)}
    said = {code: Diagnostic(code, "", "f", 1, 1, 1).to_text() for code in named}
    lost = [c for c, text in said.items() if text.partition("errors.md#")[2] not in anchors]
    assert [] == sorted(lost)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_that_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        assert not target.startswith("http"), f"{path.name} leads outside: {target}"
        name, _, part = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        assert found.exists(), f"{path.name} leads to {target}, which is not there"
        if part:
            own = [anchor(h) for n in range(1, 5) for h in headings(found.read_text("utf-8"), n)]
            assert part in own, f"{path.name} leads to {target}, which is not there"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_that_a_page_has_one_title(path: Path) -> None:
    assert 1 == len(headings(path.read_text(encoding="utf-8"), 1))


@pytest.mark.parametrize("page", PARTED)
def test_that_each_phase_has_a_page_with_every_part(page: str) -> None:
    text = (MODEL / f"{page}.md").read_text(encoding="utf-8")
    assert PARTS == headings(text, 2)


def test_that_the_pages_follow_the_plan_of_a_world() -> None:
    from sincerity.study import Study
    from sincerity.world.month import ORDER

    plan = Study("suining-2010", "teaching-town").world().plan
    assert list(IN_THE_PLAN) == [phase.name for phase in plan]
    assert {*BETWEEN, *NOT_BUILT} == set(ORDER) - set(IN_THE_PLAN)


def test_that_the_overview_lists_the_phases_in_the_order_of_the_month() -> None:
    from sincerity.world.month import ORDER

    text = (MODEL / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (?:\[(\w+)\]\(([\w-]+)\.md\)|(\w+)) \|", text, re.MULTILINE)
    assert list(range(1, len(ORDER) + 1)) == [int(number) for number, *_ in rows]
    assert list(ORDER) == [linked or plain for _, linked, _, plain in rows]
    assert [PAGE_OF.get(name, name) for name in ORDER if name not in NOT_BUILT] == [
        page for _, _, page, _ in rows if page
    ]


def test_that_every_parameter_stands_on_a_page_and_exists() -> None:
    known = set(load_parameters("base").ids())
    groups = "|".join(sorted({name.partition(".")[0] for name in known}))
    named = {
        name
        for page in PARTED
        for name in re.findall(
            rf"`((?:{groups})\.[a-z_.]+[a-z])`",
            (MODEL / f"{page}.md").read_text(encoding="utf-8"),
        )
    }
    rural = {name for name in known if name.startswith("life.means.rural.")}
    assert known - rural == named - rural - {"life.means.rural"}


def test_that_every_stream_of_chance_stands_on_a_page_and_exists() -> None:
    pattern = "|".join(Stream.__members__)
    text = " ".join((MODEL / f"{page}.md").read_text("utf-8") for page in PARTED)
    text += (DOCS / "intervals.md").read_text("utf-8")
    draws = re.findall(r"## Draws\n\n(.*?)\n\n##", text, flags=re.DOTALL)
    assert set(Stream.__members__) == set(re.findall(rf"\b({pattern})\b", " ".join(draws)))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_that_a_decision_is_a_page_with_four_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ["Context", "Choice", "Price", "How we would notice that it was wrong"] == headings(
        text, 2
    )
    assert len(text.splitlines()) <= 60
    assert headings(text, 1)[0].startswith(f"{int(path.name[:4])}. ")


def test_that_every_decision_is_listed_and_numbered_once() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert list(range(1, len(DECISIONS) + 1)) == [int(path.name[:4]) for path in DECISIONS]
    assert [] == [path.name for path in DECISIONS if path.name not in listed]


def test_that_every_page_is_listed() -> None:
    listed = (DOCS / "README.md").read_text(encoding="utf-8")
    listed += (MODEL / "README.md").read_text(encoding="utf-8")
    own = [p for p in (*DOCS.glob("*.md"), *MODEL.glob("*.md")) if p.name != "README.md"]
    assert [] == [path.name for path in own if f"{path.name})" not in listed]


def test_that_the_glossary_is_in_order_and_says_each_word_once() -> None:
    rows = re.findall(r"^\| ([^|]+?) \| ", (DOCS / "glossary.md").read_text("utf-8"), re.MULTILINE)
    words = [word.lower() for word in rows[2:]]
    assert sorted(words) == words
    assert len(set(words)) == len(words)


VERDICTS = ("prohibited", "unlawful", "lawful", "unbiased", "illegal")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_that_no_page_gives_a_verdict(path: Path) -> None:
    if path.name == "language-guide.md":  # where the words are listed
        return
    text = path.read_text(encoding="utf-8").lower()
    assert [] == [word for word in VERDICTS if re.search(rf"\b{word}\b", text)]


def test_that_the_files_of_the_scheme_page_are_accepted(tmp_path: Path) -> None:
    from sincerity.cli.files import check_file
    from sincerity.conduct import load_conduct
    from sincerity.scheme.cases import run_cases
    from tests.docs.blocks import blocks

    for block in blocks(DOCS / "scheme-files.md"):
        (tmp_path / block.title).write_text(block.text, encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    assert 4 == len(files)
    errors = [str(f) for path in files for f in check_file(path) if f.severity == "error"]
    assert [] == errors
    assert run_cases(tmp_path / "lantern.cases.yaml", load_conduct()).passed
