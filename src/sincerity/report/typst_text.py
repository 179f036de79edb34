"""Text for Typst, which sets briefs as tagged PDF: escaped words, tables, pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sincerity.report.svg import VEGA_LITE

__all__ = ["escaped", "pdf_of", "picture", "quoted", "table"]

_SPECIAL = re.compile(r"([\\#$*_`<>@=\-+/~\[\]])")
_PREAMBLE = """\
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 20mm, y: 16mm), numbering: "1 of 1", footer: context [
  #set text(7.5pt, fill: rgb("#555555"))
  {footer} #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set text(9pt, lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.55em, spacing: 0.75em)
#set table(stroke: (x, y) => (bottom: 0.4pt + rgb("#999999")), inset: (x: 3pt, y: 2.4pt))
#show heading.where(level: 1): set text(15pt)
#show heading.where(level: 2): set text(10.5pt)
#show heading: set block(above: 0.9em, below: 0.5em)
#show table.cell.where(y: 0): set text(weight: "bold")
"""


def escaped(text: str) -> str:
    """Return text in which nothing is read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def quoted(text: str) -> str:
    """Return text as a string of the language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: str) -> str:
    """Return a table with a heading row.

    Parameters
    ----------
    widths
        Widths of the columns as the language writes them: ``(1fr, auto)``.
    """
    cells = "".join(f"  [{escaped(cell)}],\n" for row in rows for cell in row)
    heads = ", ".join(f"[{escaped(heading)}]" for heading in headings)
    return f"#table(columns: {widths}, table.header({heads}),\n{cells})\n"


def picture(spec: dict[str, Any], description: str) -> str:
    """Return a chart as a picture that says what it shows."""
    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return f"#image(bytes({quoted(svg)}), width: 100%, alt: {quoted(description)})\n"


def pdf_of(title: str, footer: str, body: str) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a body in the language; the same text, the same bytes."""
    import typst

    start = _PREAMBLE.replace("{title}", quoted(title)).replace("{footer}", escaped(footer))
    return bytes(typst.compile((start + body).encode("utf-8"), format="pdf", pdf_standards="ua-1"))
