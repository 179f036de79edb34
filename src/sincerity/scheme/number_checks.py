"""Checks of numbers that several kinds of file share: ranges, marks that need one, chances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sincerity.errors import Diagnostic
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.quantities import Mark, Quantity

__all__ = ["NEED_RANGE", "NumberChecks", "NumberCodes"]

NEED_RANGE = ("M+", "M", "M-", "GAP")
"""Marks of numbers that no source vouches for: they are varied, so they need a range."""


@dataclass(frozen=True, slots=True)
class NumberCodes:
    """The codes under which one kind of file reports faults of numbers."""

    outside: str
    no_range: str
    reversed: str
    chance: str


class NumberChecks:
    """Checks of the numbers of one file; each yields the faults it finds."""

    def __init__(self, locations: Locations, codes: NumberCodes) -> None:
        self.locations = locations
        self.codes = codes

    def in_range(
        self,
        value: Any,
        range: tuple[Any, Any] | None,  # the word of the files
        mark: Mark | None,
        path: Path,
        *,
        value_path: Path | None = None,
        subject: str = "a number",
        may_leave: bool = False,
    ) -> Iterator[Diagnostic]:
        """Check that a value lies in its range, and has one if nothing vouches for it.

        Parameters
        ----------
        value, range
            Numbers, or tuples of numbers that are compared one by one.
        path, value_path
            Place of the whole entry, and of the value where that is another one.
        subject
            What is marked, in words.
        may_leave
            Whether the value may lie outside its range.
        """
        if range is None:
            if mark in NEED_RANGE:
                yield self.locations.diagnostic(
                    self.codes.no_range,
                    path,
                    f"{subject} marked {mark} needs a range",
                    help="add 'range: [lowest, highest]' that you would still believe",
                )
            return
        values, lows, highs = (_numbers(found) for found in (value, *range))
        if any(low > high for low, high in zip(lows, highs, strict=True)):
            low, high = map(shown, range)
            sentence = f"the range runs from {low} down to {high}"
            yield self.locations.diagnostic(self.codes.reversed, (*path, "range"), sentence)
        elif not may_leave and any(
            not low <= number <= high for number, low, high in zip(values, lows, highs, strict=True)
        ):
            low, high = map(shown, range)
            sentence = f"{shown(value)} is outside its own range {low} to {high}"
            place = path if value_path is None else value_path
            yield self.locations.diagnostic(self.codes.outside, place, sentence)

    def quantity(self, quantity: Quantity[Any], path: Path) -> Iterator[Diagnostic]:
        """Check the range of a quantity."""
        yield from self.in_range(quantity.value, quantity.range, quantity.mark, path)

    def chance(self, quantity: Quantity[Decimal], path: Path) -> Iterator[Diagnostic]:
        """Check a chance and the ends of its range."""
        yield from self.quantity(quantity, path)
        for number in (quantity.value, *(quantity.range or ())):
            if not 0 <= number <= 1:
                yield self.locations.diagnostic(
                    self.codes.chance,
                    path,
                    f"{number} is not a chance",
                    help="write a number from 0 to 1",
                )
                return


def shown(value: Any) -> str:
    """Return a number, or a tuple of numbers, as it is written in a file."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


def _numbers(value: Any) -> tuple[Any, ...]:
    """Return the numbers of a value."""
    return value if isinstance(value, tuple) else (value,)
