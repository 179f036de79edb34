"""How far accidents leave a mean open, and in words what kind of interval says so."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sincerity.measures.spread import CONFIDENCE, Interval

__all__ = ["ENDS", "bracketed", "kind_of", "kinds_of"]

ENDS = "What low and high are"
"""Heading of the column that names the kind of an interval."""


def kind_of(span: Interval) -> str:
    """Name what the ends of a chance interval are.

    Examples
    --------
    >>> from sincerity.measures.spread import chance_interval
    >>> kind_of(chance_interval([3.0, 5.0])), kind_of(chance_interval([3.0]))
    ('smallest and largest of 2', 'one world, no interval')
    """
    if span.n < 2:
        return "one world, no interval" if span.n else "no world with a number"
    kinds = {
        "t": f"{100 * CONFIDENCE:.0f} % t interval of {span.n:,}",
        "constant": f"the same in all {span.n:,}",
        "min-max": f"smallest and largest of {span.n:,}",
    }
    return kinds[span.how]


def kinds_of(spans: Iterable[Interval]) -> list[str]:
    """Return every kind among the intervals once, in the order in which they come."""
    return list(dict.fromkeys(map(kind_of, spans)))


def bracketed(span: Interval, number: Callable[[float | None], str]) -> str:
    """Return an interval with its kind in brackets, to stand behind a mean.

    Examples
    --------
    >>> from sincerity.measures.spread import chance_interval
    >>> bracketed(chance_interval([3.0, 5.0]), str)
    '(3.0 to 5.0, smallest and largest of 2)'
    """
    if span.low is None or span.how == "constant":
        return f"({kind_of(span)})"
    return f"({number(span.low)} to {number(span.high)}, {kind_of(span)})"
