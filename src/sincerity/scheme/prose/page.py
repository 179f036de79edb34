"""Sections, paragraphs and tables, and how they look as plain text and as Markdown."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

from sincerity.errors import printable

__all__ = ["Page", "Section", "Table"]

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~])")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; every cell is text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, some paragraphs, then tables."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A title, what is said first, and the sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]

    def to_text(self, width: int = 96) -> str:
        """Render as plain text.

        Parameters
        ----------
        width
            Longest line in columns; tables narrow their widest columns to fit.
        """
        blocks = [printable(self.title), "=" * min(len(self.title), width)]
        for paragraph in self.lead:
            blocks += ["", textwrap.fill(printable(paragraph), width)]
        for section in self.sections:
            blocks += ["", section.heading, "-" * len(section.heading)]
            for paragraph in section.paragraphs:
                blocks += ["", textwrap.fill(printable(paragraph), width)]
            for table in section.tables:
                blocks += ["", *_text_table(table, width)]
        return "\n".join(blocks) + "\n"

    def to_markdown(self) -> str:
        """Render as Markdown; signs in texts of the scheme stay signs."""
        blocks = [f"# {_escaped(self.title)}"]
        for paragraph in self.lead:
            blocks += ["", _escaped(paragraph)]
        for section in self.sections:
            blocks += ["", f"## {_escaped(section.heading)}"]
            for paragraph in section.paragraphs:
                blocks += ["", _escaped(paragraph)]
            for table in section.tables:
                blocks += ["", f"**{_escaped(table.title)}**", "", *_markdown_table(table)]
        return "\n".join(blocks) + "\n"


def _text_table(table: Table, width: int) -> list[str]:
    """Return the rows of a table in aligned columns."""
    widths = _widths(table, width)
    rows = [printable(table.title), ""]
    rows += _text_row(table.columns, widths)
    rows.append("  ".join("-" * size for size in widths))
    for row in table.rows:
        rows += _text_row(row, widths)
    return rows


def _text_row(cells: tuple[str, ...], widths: list[int]) -> list[str]:
    """Return one row, as many lines as its longest cell needs."""
    wrapped = [
        textwrap.wrap(printable(cell), size) or [""]
        for cell, size in zip(cells, widths, strict=True)
    ]
    height = max(len(cell) for cell in wrapped)
    lines = []
    for number in range(height):
        parts = [
            (cell[number] if number < len(cell) else "").ljust(size)
            for cell, size in zip(wrapped, widths, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _widths(table: Table, width: int) -> list[int]:
    """Return column widths that fit, taking from the widest column first."""
    cells = [table.columns, *table.rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    room = width - 2 * (len(widths) - 1)
    while sum(widths) > room and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    return [max(1, size) for size in widths]


def _markdown_table(table: Table) -> list[str]:
    """Return a table in Markdown."""
    rows = [table.columns, tuple("---" for _ in table.columns)]
    head, rule = rows
    body = [f"| {' | '.join(_escaped(cell) for cell in row)} |" for row in table.rows]
    return [f"| {' | '.join(_escaped(cell) for cell in head)} |", f"| {' | '.join(rule)} |", *body]


def _escaped(text: str) -> str:
    """Return text in which no sign has a meaning in Markdown or HTML."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", printable(text)).replace("&", "&amp;")
