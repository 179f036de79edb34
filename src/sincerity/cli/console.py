"""What a command says and where: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

NARROWEST_TEXT = 12  # characters below which a wrapped column is no longer readable


@dataclass(frozen=True, slots=True)
class Console:
    """The output settings of one call, and the few ways to print under them.

    Parameters
    ----------
    as_json
        Print results as one JSON value.
    verbosity
        -1 quiet, 0 normal, 1 or more verbose.
    color
        Whether colour is allowed; a stream that is no terminal never gets any.
    debug
        Let exceptions through with their traceback.
    """

    as_json: bool = False
    verbosity: int = 0
    color: bool = True
    debug: bool = False

    @property
    def quiet(self) -> bool:
        """Whether only results and errors are printed."""
        return self.verbosity < 0

    def result(self, data: Any, text: str) -> None:
        """Print the result of a command, as JSON or as text, on stdout."""
        if self.as_json:
            self.data(data)
        else:
            write(sys.stdout, text)

    def data(self, data: Any) -> None:
        """Print one JSON value on stdout."""
        write(sys.stdout, json.dumps(data, ensure_ascii=False, indent=2, default=_plain))

    def note(self, text: str) -> None:
        """Print a message on stderr unless the call is quiet."""
        if not self.quiet:
            write(sys.stderr, text)

    def detail(self, text: str) -> None:
        """Print a message on stderr if the call is verbose."""
        if self.verbosity > 0:
            write(sys.stderr, text)

    def error(self, text: str) -> None:
        """Print what went wrong on stderr, quiet or not."""
        write(sys.stderr, text)

    def rich(self, *, stderr: bool = False) -> RichConsole:
        """Return a rich console that obeys the colour settings."""
        from rich.console import Console as RichConsole

        return RichConsole(
            stderr=stderr,
            no_color=not self.color,
            color_system="auto" if self.color else None,
            highlight=False,
            soft_wrap=True,
        )


def write(stream: Any, text: str) -> None:
    """Write `text` and a line break; characters the stream cannot show become escapes."""
    line = text if text.endswith("\n") else text + "\n"
    try:
        stream.write(line)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding))
    stream.flush()


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Lay out rows in plain columns: text to the left, numbers to the right.

    The widest text columns wrap until the table fits the terminal, so that nothing is cut off.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    numeric = [
        bool(rows) and all(isinstance(row[i], int | float) for row in rows)
        for i in range(len(headings))
    ]
    widths = _widths([list(headings), *cells], numeric)
    rule = ["-" * width for width in widths]
    lines = [line for row in ([*headings], rule, *cells) for line in _wrapped(row, widths, numeric)]
    return "\n".join(line.rstrip() for line in lines)


def pairs(values: Mapping[str, object]) -> str:
    """Lay out names and values, one pair a line."""
    width = max((len(name) for name in values), default=0)
    return "\n".join(f"{name:<{width}}  {_cell(value)}" for name, value in values.items())


def terminal_width() -> int:
    """Return the columns to lay out for: the terminal's, or 100 where there is none."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wants_color(no_color: bool) -> bool:
    """Say whether colour is allowed, by the flag and by `NO_COLOR`."""
    return not no_color and not os.environ.get("NO_COLOR")


def _widths(cells: Sequence[Sequence[str]], numeric: Sequence[bool]) -> list[int]:
    """Return the width of each column, text narrowed until all fit the terminal."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    too_wide = sum(widths) + 2 * (len(widths) - 1) - terminal_width()
    while too_wide > 0:
        texts = [i for i, number in enumerate(numeric) if not number]
        widest = max(texts, key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= NARROWEST_TEXT:
            break
        widths[widest] -= 1
        too_wide -= 1
    return widths


def _wrapped(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> list[str]:
    """Return the lines of one row, each cell wrapped to its column."""
    import textwrap
    from itertools import zip_longest

    columns = [textwrap.wrap(text, width) or [""] for text, width in zip(row, widths, strict=True)]
    return [
        "  ".join(
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(parts, widths, numeric, strict=True)
        )
        for parts in zip_longest(*columns, fillvalue="")
    ]


def _cell(value: object) -> str:
    """Return one value as a reader expects it: thousands apart, four significant digits."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"


def _plain(value: Any) -> Any:
    """Return what JSON accepts in place of a value it does not."""
    if hasattr(value, "item"):  # a NumPy scalar
        return value.item()
    if hasattr(value, "tolist"):
        return value.tolist()
    return str(value)
