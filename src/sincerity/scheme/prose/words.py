"""Values in words: signed points, terms, dates, ranges, and the mark of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sincerity.scheme.quantities import Duration, Quantity

__all__ = [
    "MONTHS",
    "date_words",
    "listed",
    "mark_of",
    "marked_words",
    "notes_of",
    "percent",
    "points",
    "value_words",
]

MINUS = "\N{MINUS SIGN}"
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def points(value: int) -> str:
    """Return points with a sign.

    Examples
    --------
    >>> points(-50), points(30), points(0)
    ('−50', '+30', '0')
    """
    if value < 0:
        return f"{MINUS}{-value:,}"
    return f"+{value:,}" if value > 0 else "0"


def percent(value: Decimal) -> str:
    """Return a share as a percentage without needless digits.

    Examples
    --------
    >>> percent(Decimal("0.85"))
    '85 %'
    """
    text = format((value * 100).normalize(), "f")
    return f"{text} %"


def date_words(text: str) -> str:
    """Return a date of a file in words.

    Examples
    --------
    >>> date_words("2010-03-15"), date_words("2010-01"), date_words("2010")
    ('15 March 2010', 'January 2010', '2010')
    """
    parts = text.split("-")
    if text == "unknown" or len(parts) == 1:
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def value_words(quantity: Quantity[Any], *, signed: bool = False, share: bool = False) -> str:
    """Return a quantity in words: value, assumption, range.

    Parameters
    ----------
    signed
        Write whole numbers with a sign.
    share
        Write decimals as percentages.
    """
    text = _word(quantity.value, signed=signed, share=share)
    if quantity.value == "unknown" and quantity.assume is not None:
        text += f" (assumed: {_word(quantity.assume, signed=signed, share=share)})"
    if quantity.range is not None:
        low, high = (_word(end, signed=signed, share=share) for end in quantity.range)
        if all(isinstance(end, Duration) for end in quantity.range):
            low = low.split(" ")[0]
        text += f" (range {low} to {high})"
    return text


def marked_words(quantity: Quantity[Any], beside: str | None, *, signed: bool = False) -> str:
    """Return a quantity in words, with its own mark where the mark beside it is another.

    No number of doubtful origin may stand under the mark of a better one.
    """
    text = value_words(quantity, signed=signed)
    is_known = quantity.value != "unknown" or quantity.assume is not None
    if quantity.mark is None or quantity.mark == beside or not is_known:
        return text
    return f"{text} [{quantity.mark}]"


def mark_of(quantity: Quantity[Any]) -> str:
    """Return the mark of a quantity."""
    return quantity.mark or ""


def listed(words: list[str]) -> str:
    """Join words with commas and a final and.

    Examples
    --------
    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def notes_of(note: str | None) -> tuple[str, ...]:
    """Return a note as a paragraph, if there is one."""
    return (note,) if note is not None else ()


def _word(value: Any, *, signed: bool, share: bool) -> str:
    """Return one plain value in words."""
    if isinstance(value, Duration):
        return str(value)
    if isinstance(value, Decimal):
        return percent(value) if share else format(value, "f")
    if isinstance(value, int):
        return points(value) if signed else f"{value:,}".replace("-", MINUS)
    return str(value)
