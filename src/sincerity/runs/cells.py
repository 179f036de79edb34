"""Cells of a spreadsheet: text that must stay text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_text(text: str) -> str:
    """
    Return the text so that no spreadsheet runs it as a formula.

    A cell that begins like a formula gets an apostrophe in front, the usual mark for plain text.
    Only text goes through here; a negative number is written as a number.
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str | int | float | None]]) -> str:
    """Return a small CSV with inert text cells; an absent value is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([safe_text(name) for name in header])
    for row in rows:
        writer.writerow([safe_text(cell) if isinstance(cell, str) else cell for cell in row])
    return buffer.getvalue()
