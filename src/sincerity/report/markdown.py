"""The report as Markdown, for places where a page of HTML does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sincerity.report.model import Page, Section, Table
from sincerity.report.page import build_page
from sincerity.runs.run import Run

_SIGNS = re.compile(r"([\\*_{}\[\]<>|#~])")
_CODE = re.compile(r"(`[^`]+`)")


def to_markdown(run: Run) -> str:
    """
    Return the report of a run as Markdown: every sentence and table, no pictures.

    Signs in texts of scheme files stay signs; none of them can become markup.
    """
    return render_markdown(build_page(run))


def render_markdown(page: Page) -> str:
    """Return the page as Markdown."""
    badges = [f"- **{escaped(name)}:** {escaped(value)}" for name, value in page.badges]
    findings = [
        f"{number}. {escaped(found.sentence)} ({escaped(found.counted)})"
        for number, found in enumerate(page.findings, 1)
    ]
    blocks = [
        f"# {escaped(page.title)}",
        "Every person in this report is synthetic.",
        escaped(page.lede),
        "\n".join(badges),
        "## What was asked",
        escaped(page.question),
        "\n".join(f"- {escaped(text)}" for text in page.changes),
        f"## {escaped(page.shows)}",
        "\n".join(findings),
        "## What this is not",
        "\n".join(f"- {escaped(text)}" for text in page.limits),
    ]
    for section in page.sections:
        blocks += _section(section, 2, f"Scheme status: {page.status}. {page.caption}")
    blocks += ["## Glossary"]
    blocks += [f"**{escaped(term.word)}:** {escaped(term.meaning)}" for term in page.glossary]
    blocks += [escaped(f"{page.status}. {page.caption}"), f"Digest {page.digest}"]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return text in which no sign has a meaning; what stands between back-quotes stays code."""
    pieces = _CODE.split(text.replace("\n", " "))
    return "".join(
        piece if place % 2 else _SIGNS.sub(r"\\\1", piece.replace("&", "&amp;").replace("`", "\\`"))
        for place, piece in enumerate(pieces)
    )


def _section(section: Section, level: int, caption: str) -> Iterator[str]:
    """Yield the blocks of a section and of its parts."""
    yield f"{'#' * level} {escaped(section.title)}"
    yield from (escaped(text) for text in section.paragraphs)
    yield "\n".join(f"- {escaped(text)}" for text in section.points)
    for figure in section.figures:
        yield f"{'#' * (level + 1)} {escaped(figure.title)}"
        yield "\n".join(_table(figure.table))
        yield f"n: {escaped(figure.counted)}. {escaped(figure.note)}".rstrip()
        yield escaped(caption)
    for code in section.code:
        yield escaped(code.title)
        yield "\n".join(f"    {line}" for line in code.text.splitlines())
    for table in section.tables:
        yield f"**{escaped(table.caption)}**"
        yield "\n".join(_table(table))
    yield from (escaped(text) for text in section.after)
    for part in section.parts:
        yield from _section(part, level + 1, caption)


def _table(table: Table) -> Iterator[str]:
    """Yield the rows of a table."""
    yield f"| {' | '.join(escaped(column.name) for column in table.columns)} |"
    yield f"| {' | '.join('---' if c.kind == 'text' else '---:' for c in table.columns)} |"
    for row in table.shown():
        yield f"| {' | '.join(escaped(cell) for cell in row)} |"
