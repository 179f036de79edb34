"""What an unquoted word in a file means: YAML 1.2, exact, and nothing that readers disagree on.

A form that one YAML version takes for a number and another for text (`012`, `1_000`, `12:30:45`)
is refused instead of guessed. Fractions become exact decimals, never binary floats.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["ScalarError", "resolve_plain"]

MAX_DIGITS = 30
MAX_EXPONENT = 30

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE]([-+]?[0-9]+))?")
_AMBIGUOUS = (
    (re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?"), "a number may not start with 0"),
    (re.compile(r"[-+]?0[xXoObB][0-9a-fA-F_]+"), "write the number in base ten"),
    (re.compile(r"[-+]?[0-9]{1,3}(_[0-9]{3})+(\.[0-9]*)?"), "write the number without underscores"),
    (re.compile(r"[-+]?[0-9]+(:[0-5]?[0-9])+"), "put it in quotes if it is text"),
    (re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"), "write a finite number"),
)


class ScalarError(Exception):
    """An unquoted word that cannot be taken; `code`, `message` and `hint` say why."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def resolve_plain(text: str) -> str | int | Decimal | bool | None:
    """Return the value of an unquoted scalar.

    Raises
    ------
    ScalarError
        E124 for a form that YAML versions read differently, E125 for a number too long.

    Examples
    --------
    >>> resolve_plain("-50"), resolve_plain("0.85"), resolve_plain("no"), resolve_plain("true")
    (-50, Decimal('0.85'), 'no', True)
    """
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    if text[0] not in "+-.0123456789":
        return text
    return _number(text)


def _number(text: str) -> str | int | Decimal:
    """Return the number that `text` writes, or `text` itself if it writes none."""
    shown = text if len(text) <= 20 else f"{text[:17]}..."
    for pattern, hint in _AMBIGUOUS:
        if pattern.fullmatch(text):
            raise ScalarError("E124", f"'{shown}' is read differently by different tools", hint)
    number = _DECIMAL.fullmatch(text)
    if number is None:
        return text
    digits = sum(c.isdigit() for c in text)
    exponent = number.group(5)
    if digits > MAX_DIGITS or (exponent is not None and abs(int(exponent)) > MAX_EXPONENT):
        hint = f"at most {MAX_DIGITS} digits and an exponent of {MAX_EXPONENT}"
        raise ScalarError("E125", f"the number '{shown}' is too long", hint)
    return int(text) if _INTEGER.fullmatch(text) else Decimal(text)
