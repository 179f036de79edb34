"""A brief is two printed pages: tagged, the same bytes for the same numbers, safe to typeset."""

import re
from dataclasses import replace

import pytest

from sincerity.errors import UsageError
from sincerity.report.brief import (
    NOTHING,
    Brief,
    BriefFigure,
    BriefMover,
    BriefNumber,
    BriefSide,
    brief_pdf,
    brief_text,
    wrapped,
)
from sincerity.report.typst_text import escaped
from sincerity.study.brief import FIGURES, brief_of
from sincerity.study.compare import compare

HOSTILE = '#read("/etc/passwd") *bold* [x] $1^2$ "quoted" \\ <label> @ref // gone'


def _number(label, low, high):
    return BriefNumber(label, "people", "count", 5.0, low, 2.0, high, 7.0, 2.0)


@pytest.fixture
def brief():
    return Brief(
        first=BriefSide("reform", "“A reform”", "proposed, nowhere", ""),
        second=BriefSide("base", "“The base”", "enacted, nowhere, 2016", "A note."),
        society="teaching-town",
        residents=20_026,
        months=36,
        replicates=8,
        draws=64,
        assumptions=600,
        figures=[
            BriefFigure(title, [_number(f"{title} {k}", -1.0, 3.0) for k in range(5)])
            for title, _ in FIGURES
        ],
        movers=[BriefMover("A difference", "an.assumption", 0.7, 12.5)] * 6,
        command="sincerity compare base reform",
        version="0.1.0",
        digest="ab" * 16,
    )


def _pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_that_a_brief_is_two_tagged_pages_and_the_same_every_time(brief):
    pdf = brief_pdf(brief)
    assert pdf.startswith(b"%PDF-")
    assert _pages(pdf) == 2
    assert b"pdfuaid" in pdf
    assert pdf == brief_pdf(brief)


def test_that_text_of_files_is_never_read_as_markup(brief):
    side = BriefSide(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    hostile = replace(brief, first=side, society=HOSTILE, command=HOSTILE)
    assert _pages(brief_pdf(hostile)) >= 2
    assert "\\#read" in escaped(HOSTILE)
    assert "root:" not in brief_text(hostile)


def test_that_a_brief_without_draws_says_that_assumptions_were_not_varied(brief):
    text = brief_text(replace(brief, draws=0, movers=[]))
    assert "assumptions were not varied" in text.replace("\\", "")
    assert "64 draws" in text


def test_that_a_brief_comes_from_the_folder_of_a_comparison(tmp_path):
    run = compare(
        "suining-2010",
        "suining-revised",
        months=3,
        draws=0,
        replicates=2,
        output=tmp_path / "run",
        report=False,
    )
    brief = brief_of(run.folder)
    by_name = {c.measure.name: c for c in run.contrast.compared}
    shown = [number for figure in brief.figures for number in figure.numbers]
    assert [number.difference for number in shown] == [
        by_name[name].difference.mean for _, names in FIGURES for name in names
    ]
    assert brief.command.startswith("sincerity compare suining-2010 suining-revised")
    assert brief.second.status.startswith("piloted")
    assert _pages(brief_pdf(brief)) in (1, 2)
    with pytest.raises(UsageError, match="there are: suining-revised"):
        brief_of(run.folder, "rongcheng")


def test_that_a_folder_without_a_comparison_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no finished comparison"):
        brief_of(tmp_path)


def test_that_a_command_is_broken_between_words_and_runs_when_it_is_copied():
    command = "sincerity compare a.yaml " + "resolved/b/scheme.yaml " * 9 + "--seed 1 --draws 64"
    lines = wrapped(command).split(" \\\n")
    assert len(lines) > 2
    assert all(len(line) <= 90 for line in lines)
    assert command == " ".join(line.strip() for line in lines)
    assert not [line for line in lines if line.split()[-1].startswith("--")]


def test_that_a_brief_says_first_where_nothing_differs(brief):
    assert escaped(NOTHING) not in brief_text(brief)
    assert escaped(NOTHING) in brief_text(replace(brief, is_nothing=True))


def test_that_a_scheme_beside_itself_is_of_no_other_stage(tmp_path):
    compare(
        "court-list-2017",
        "court-list-2017",
        society="teaching-town",
        months=2,
        draws=0,
        replicates=3,
        output=tmp_path / "same",
        report=False,
    )
    found = brief_of(tmp_path / "same")
    assert found.is_nothing
    assert "integration" not in found.first.phrase + found.second.phrase
