"""Writing the report of a run as one self-contained HTML file."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from sincerity.errors import UsageError
from sincerity.report.model import Cell, Page, Table
from sincerity.report.page import build_page
from sincerity.report.palette import CHART_TOKENS, DARK, LIGHT
from sincerity.report.svg import draw
from sincerity.runs.cells import csv_text
from sincerity.runs.files import write_bytes_durably
from sincerity.runs.run import Run

if TYPE_CHECKING:
    import jinja2

DRAWING_THREADS = 2
"""The drawing program works outside the interpreter's lock; more threads than this gain little."""

ORIGIN = ("population", "scheme", "digest")
"""Columns of every CSV that say where its rows come from."""

_CODE = re.compile(r"`([^`]+)`")


def write_report(run: Run, path: Path) -> Path:
    """
    Write the report of a run to `path` and return the path.

    The page depends on the run folder alone, so the same folder always gives the same page. A
    file already at `path` is replaced in one step.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    page = render_html(build_page(run)).encode("utf-8")
    try:
        write_bytes_durably(path, page)
    except OSError as error:
        raise UsageError(f"cannot write the report to {path}: {error.strerror or error}") from error
    return path


def render_html(page: Page) -> str:
    """Return the page as HTML without scripts and without anything from outside."""
    environment = _environment(page, _drawings(page))
    style = environment.get_template("report.css").render(
        light=_tokens(LIGHT), dark=_tokens(DARK), chart_colours=_chart_colours()
    )
    template = environment.get_template("report.html.jinja")
    return template.render(page=page, style=_as_is(style))


def _drawings(page: Page) -> dict[tuple[str, str], str]:
    """Return the SVG of every figure for a wide and a narrow page, drawn two at a time."""
    wanted = {
        (figure.id, width): (spec, f"{figure.title}. {figure.description}", width)
        for section in page.sections
        for part in section.whole()
        for figure in part.figures
        for width, spec in (("wide", figure.wide), ("narrow", figure.narrow))
    }
    with ThreadPoolExecutor(max_workers=DRAWING_THREADS) as pool:
        drawn = pool.map(lambda picture: draw(*picture), wanted.values())
        return {name: _as_is(svg) for name, svg in zip(wanted, drawn, strict=True)}


def _environment(page: Page, drawings: Mapping[tuple[str, str], str]) -> jinja2.Environment:
    """Return the template environment; every text is escaped unless it is made here."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("sincerity.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=False,
    )
    environment.filters["csv_address"] = lambda table: csv_address(table, page)
    environment.filters["drawing"] = lambda figure, width: drawings[figure.id, width]
    environment.filters["marked"] = _marked
    return environment


def csv_address(table: Table, page: Page) -> str:
    """
    Return the table as a ``data:`` address of a CSV with full precision and inert text.

    Every row ends with the population, the scheme and the digest, so that rows that leave the
    page still say that they are about synthetic people, and of which run.
    """
    header = [*(column.name for column in table.columns), *ORIGIN]
    origin: tuple[Cell, ...] = ("synthetic", page.scheme, page.digest)
    text = csv_text(header, ([*map(_plain, row), *origin] for row in table.rows))
    # a byte order mark, so that spreadsheets read UTF-8
    data = base64.b64encode(b"\xef\xbb\xbf" + text.encode("utf-8")).decode("ascii")
    return f"data:text/csv;charset=utf-8;base64,{data}"


def _plain(cell: Cell) -> Cell:
    """Return a whole number without a decimal point; metrics hold counts as floats."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _marked(text: str) -> str:
    """Return escaped text in which what stands between back-quotes is code."""
    import markupsafe

    pieces = _CODE.split(text)
    return _as_is(
        "".join(
            f"<code>{markupsafe.escape(piece)}</code>"
            if place % 2
            else str(markupsafe.escape(piece))
            for place, piece in enumerate(pieces)
        )
    )


def _as_is(text: str) -> str:
    """Mark text that was made here, with everything from files escaped, as finished HTML."""
    import markupsafe

    return markupsafe.Markup(text)


def _tokens(colours: Mapping[str, str]) -> str:
    """Return colour tokens as CSS custom properties."""
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _chart_colours() -> list[tuple[str, str]]:
    """Return token and drawn colour of everything that a chart may use."""
    return [(name, LIGHT[name]) for name in CHART_TOKENS]
