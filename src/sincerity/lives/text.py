"""A life as plain text: for a terminal, and for reading aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sincerity.errors import UsageError
from sincerity.lives.life import CAVEAT, COUPLING, Life, by_month
from sincerity.lives.months import MonthOfLife
from sincerity.lives.reasons import Told
from sincerity.lives.words import both, figure, month_name
from sincerity.scheme.prose.words import points as signed
from sincerity.society.codes import MEANS

__all__ = ["month_state", "require_month", "story", "why"]

_WIDTH = 96
MOST_RULES = 3
"""Of more parts of the scheme than these, the first are named in a story."""


def wrapped(text: str, first: str, rest: str | None = None) -> str:
    """Return text folded to a readable width, with the indents of its first and other lines."""
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def story(life: Life) -> str:
    """Return a whole life, months without events left out."""
    return "\n".join(_story(life))


def why(life: Life, month: int) -> str:
    """Return what happened in a month, with everything that led to it.

    Raises
    ------
    UsageError
        If the run has no such month.
    """
    require_month(life, month)
    return "\n".join(_why(life, month))


def require_month(life: Life, month: int) -> None:
    """Refuse a month that the run does not have.

    Raises
    ------
    UsageError
        If it is outside 1 to the last month.
    """
    last = len(life.months)
    if isinstance(month, bool) or not 1 <= month <= last:
        raise UsageError(
            f"the run has months 1 to {last} ({month_name(life.setting.start, 1)} to {life.end});"
            f" there is no month {month}"
        )


def _story(life: Life) -> Iterator[str]:
    yield from _head(life)
    for sentence in life.totals.sentences():
        yield wrapped(sentence, "  ")
    if life.other is not None:
        yield ""
        yield wrapped(f"Beside it: {life.other.title}.", "")
        for sentence in life.other.totals.sentences():
            yield wrapped(sentence, "  ")
        yield wrapped(f"Events marked = happened in both. {COUPLING}", "")
    if any(item.event.is_for_nothing_done for item in life.told):
        yield wrapped("Behind events marked ! stands a record of something not done.", "")
    for month, told in by_month(life.told):
        yield ""
        yield _month_line(life, life.months[month - 1])
        for item in told:
            yield from _lines(item)
    if not life.told:
        yield ""
        yield "Nothing happened that the model can tell."
    if life.other is not None:
        yield from _only_there(life, life.other)


def _only_there(life: Life, other: Life) -> Iterator[str]:
    """Tell what happened in the life beside alone."""
    yield ""
    yield wrapped(f"Only beside it, under “{other.setting.scheme.title}”:", "")
    alone = [item for item in other.told if not item.shared]
    for month, told in by_month(alone):
        yield ""
        yield _month_line(other, other.months[month - 1])
        for item in told:
            yield from _lines(item)
    if not alone:
        yield "  Nothing."


def _head(life: Life) -> Iterator[str]:
    yield life.title
    yield wrapped(life.who.sentence(), "")
    yield wrapped(f"{month_name(life.setting.start, 1)} to {life.end}. {CAVEAT}", "")
    yield ""


def _month_line(life: Life, month: MonthOfLife) -> str:
    """Return a month and how the person stands at its end."""
    return f"{month_name(life.setting.start, month.month)} ({month_state(life, month)})"


def month_state(life: Life, month: MonthOfLife) -> str:
    """Return how a person stands at the end of a month, in a phrase."""
    standing = [f"month {month.month}"]
    if month.score is not None and life.setting.scheme.rules:
        standing.append(f"{figure(month.score)} points")
    if month.grade is not None:
        standing.append(f"grade {month.grade}")
    if month.lists:
        standing.append(f"on {', '.join(month.lists)}")
    if month.closed:
        standing.append(f"{month.closed} {'door' if month.closed == 1 else 'doors'} closed")
    if MEANS[month.means] != "secure":
        standing.append(f"means {MEANS[month.means]}")
    if month.idle_months:
        standing.append("out of work")
    return ", ".join(standing)


def _lines(item: Told) -> Iterator[str]:
    """Tell an event: marked ! where a false record is behind it, = where both lives have it."""
    shared, false = "=" if item.shared else " ", "!" if item.event.is_for_nothing_done else " "
    yield wrapped(item.what, f" {shared}{false} ", "    ")
    rules = ", ".join(str(rule) for rule in item.rules[:MOST_RULES])
    if len(item.rules) > MOST_RULES:
        rules += f" and {len(item.rules) - MOST_RULES} more"
    why = " ".join(part for part in (item.why, f"[{rules}]" if rules else "") if part)
    if why:
        yield wrapped(why, "      ")


def _why(life: Life, month: int) -> Iterator[str]:
    yield from _head(life)
    told = life.of_month(month)
    at = life.months[month - 1]
    yield _month_line(life, at)
    yield from _score_line(at)
    if not told:
        yield "  Nothing happened this month that the model can tell."
        return
    chain = life.chain(told)
    places = {item.event.number: step for step, item in enumerate(chain, 1)}
    yield ""
    yield "How it came about, step by step:"
    for step, item in enumerate(chain, 1):
        because = [str(places[number]) for number in item.event.after]
        when = "" if item.event.month == month else f" ({item.when})"
        yield wrapped(f"{step:>3}. {item.what}{when}", "", "     ")
        rules = ", ".join(str(rule) for rule in item.rules)
        steps = (
            f"From {'step' if len(because) == 1 else 'steps'} {both(because)}." if because else ""
        )
        why = " ".join(part for part in (item.why, steps, f"[{rules}]" if rules else "") if part)
        if why:
            yield wrapped(why, "     ")


def _score_line(month: MonthOfLife) -> Iterator[str]:
    """Say how a month's points add up."""
    if month.score is None or month.score_before is None:
        return
    parts = [f"{figure(month.score_before)} at the start"]
    for name, amount in (
        ("came back", month.returned),
        ("by charges", month.charged),
        ("swallowed", month.swallowed),
    ):
        if amount:
            parts.append(f"{signed(amount)} {name}")
    yield wrapped(f"Points: {', '.join(parts)}, {figure(month.score)} at the end.", "  ")
