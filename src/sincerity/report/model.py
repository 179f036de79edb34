"""What a page is made of: tables, figures, findings and sections, before any HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sincerity.report.wording import DASH, count, decimal, mean_count, percent

Cell = str | int | float | None
Kind = Literal["text", "count", "mean", "share", "points", "decimal"]

UNITS: dict[Kind, str] = {"share": "share, 0 to 1", "points": "points"}


@dataclass(frozen=True)
class Col:
    """One column of a table: its heading and how its cells are written."""

    name: str
    kind: Kind = "text"

    def show(self, cell: Cell) -> str:
        """Return the cell as a reader sees it."""
        if cell is None or (isinstance(cell, float) and cell != cell):
            return DASH
        if isinstance(cell, str):
            return cell
        if self.kind == "share":
            return percent(cell)
        if self.kind == "mean":
            return mean_count(cell)
        if self.kind == "points":
            return decimal(cell, 1)
        if self.kind == "decimal":
            return decimal(cell, 2)
        return count(cell)


@dataclass(frozen=True)
class Table:
    """
    A table with a caption and a heading for each column and each row.

    The first column heads the row. Cells hold plain numbers, so that the CSV has full precision
    whatever the page shows. An open table is shown at once, others when asked for.
    """

    caption: str
    columns: Sequence[Col]
    rows: Sequence[Sequence[Cell]]
    is_open: bool = False

    def shown(self) -> list[list[str]]:
        """Return all cells as a reader sees them."""
        return [
            [column.show(cell) for column, cell in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """
    One chart with everything that must travel with it.

    Parameters
    ----------
    id
        Name in the page's addresses and of the downloads.
    title
        States what the chart shows, as a sentence with a number where there is one.
    description
        One sentence for somebody who cannot see the chart.
    wide, narrow
        Vega-Lite specifications for a page and for a telephone.
    table
        The same numbers as a table.
    counted
        How many of what the numbers rest on.
    note
        What to keep in mind when reading it.
    """

    id: str
    title: str
    description: str
    wide: dict[str, Any]
    narrow: dict[str, Any]
    table: Table
    counted: str
    note: str = ""


@dataclass(frozen=True)
class Code:
    """A command or a few lines of Python to copy, with what it does."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event of a life: what and why, the parts of the scheme, and words that tag it."""

    what: str
    why: str
    rules: Sequence[str] = ()
    tags: Sequence[str] = ()
    is_false: bool = False


@dataclass(frozen=True, kw_only=True)
class MonthTold:
    """One month of a life, with how the person stands at its end."""

    id: str
    title: str
    standing: str
    events: Sequence[Happened]


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the page: paragraphs, figures, code and tables, then smaller parts."""

    id: str
    title: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    code: Sequence[Code] = ()
    tables: Sequence[Table] = ()
    months: Sequence[MonthTold] = ()
    after: Sequence[str] = ()
    parts: Sequence[Section] = ()

    def whole(self) -> Iterator[Section]:
        """Yield the section and all parts below it, in order."""
        yield self
        for part in self.parts:
            yield from part.whole()


@dataclass(frozen=True)
class Finding:
    """One sentence that the numbers say, with the count it rests on and where to see more."""

    sentence: str
    counted: str
    section: str


@dataclass(frozen=True)
class Opening:
    """
    How a page of many settings begins, where what was asked of them is more than what differs.

    Parameters
    ----------
    title, question
        In place of the page's own.
    findings
        In place of those of each pair of settings.
    sections
        They stand before the page's own.
    """

    title: str
    question: str
    findings: Sequence[Finding]
    sections: Sequence[Section]


@dataclass(frozen=True)
class Term:
    """One entry of the glossary."""

    word: str
    meaning: str


NO_INTERVALS = "Intervals: none; one run, assumptions not varied."
"""What a page of a single run says of its intervals under every figure."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """
    The whole report, ready to be written as HTML or Markdown.

    Parameters
    ----------
    title, lede, question
        Headline, what was done in a sentence, and what was asked.
    changes
        A sentence for each parameter that was set for this run, shown below the question.
    status
        Whether the scheme was ever in force, where and when: a badge on every figure.
    badges
        Name and value of what identifies the run, shown at the top.
    caption
        Scheme, society, seed, version and digest in one line, under every figure.
    findings, limits
        What the run shows, and what it is not.
    sections, glossary
        The rest of the page, in order.
    scheme, version, digest
        Id of the scheme, version of the package, and digest of the final state.
    of
        What the page reports on, in a phrase.
    shows
        Heading of the findings.
    intervals
        A sentence on the intervals of the numbers, under every figure.
    """

    title: str
    lede: str
    question: str
    changes: Sequence[str]
    status: str
    badges: Sequence[tuple[str, str]]
    caption: str
    findings: Sequence[Finding]
    limits: Sequence[str]
    sections: Sequence[Section]
    glossary: Sequence[Term]
    scheme: str
    version: str
    digest: str
    of: str = "one simulated run"
    shows: str = "What this run shows"
    intervals: str = NO_INTERVALS

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """Address and title of each section, in order."""
        fixed = (("asked", "What was asked"), ("findings", self.shows))
        own = ((section.id, section.title) for section in self.sections)
        return (*fixed, ("limits", "What this is not"), *own, ("glossary", "Glossary"))

    @property
    def section_ids(self) -> frozenset[str]:
        """Addresses that a finding may point to."""
        parts = (part.id for section in self.sections for part in section.whole())
        return frozenset((*(address for address, _ in self.contents), *parts))
