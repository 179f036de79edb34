"""What commands about single lives share: whom to look at, and how far a search has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.progress import LINE_EVERY_SECONDS

if TYPE_CHECKING:
    from sincerity.study.lives import Lives
    from sincerity.study.picks import Picked

__all__ = ["Against", "How", "Number", "RunFolder", "found", "month_number", "opened"]

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]
Number = Annotated[
    int | None,
    typer.Argument(
        metavar="[NUMBER]",
        help="Number of the synthetic person; left out where one is picked.",
        show_default=False,
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        "--against", help="Another run of the same people: the same person's life beside this one."
    ),
]


class How(StrEnum):
    """Ways of picking a synthetic person: by chance, or by what they bore."""

    random = "random"
    extreme = "extreme"
    lowest_score = "lowest-score"
    most_wronged = "most-wronged"


def opened(folder: Path, console: Console) -> Lives:
    """Open a run for its lives, and say so where other sources made it."""
    from sincerity.study.lives import open_lives

    lives = open_lives(folder)
    if lives.replayable.made_by_others:
        console.note(f"note: {lives.replayable.made_by_others}")
    return lives


def found(
    lives: Lives,
    number: int | None,
    how: How | None,
    like: int | None,
    draw: int | None,
    console: Console,
) -> Picked:
    """Return whom the options mean.

    Raises
    ------
    UsageError
        If they mean nobody, or more than one, or a draw where nothing is drawn.
    """
    from sincerity.errors import UsageError
    from sincerity.study.picks import Picked, pick, pick_like

    given = [value for value in (number, how, like) if value is not None]
    if len(given) != 1:
        raise UsageError(
            "say whom to look at in one way: a number, --pick random, extreme, lowest-score or"
            " most-wronged, or --like NUMBER"
        )
    if draw is not None and how is not How.random:
        raise UsageError("--draw says which of the random people; it goes with --pick random alone")
    if number is not None:
        return Picked(number, "")
    picked = (
        pick_like(lives, like)
        if like is not None
        else pick(
            lives, str(how), draw=1 if draw is None else draw, progress=shown_townships(console)
        )
    )
    console.note(f"synthetic person {picked.number}. {picked.how}")
    return picked


def shown_townships(console: Console) -> Callable[[int, int], None]:
    """Return a function that prints a line now and then while townships are gone through."""
    last = time.monotonic()

    def show(done: int, townships: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LINE_EVERY_SECONDS:
            last = now
            console.note(f"township {done} of {townships}")

    return show


def month_number(text: str, start: str) -> int:
    """Return the month of the run that a number or a date means.

    Parameters
    ----------
    text
        ``15``, or a calendar month: ``2011-03``.
    start
        First month of the run, ``YYYY-MM``.

    Raises
    ------
    UsageError
        If it is neither.

    Examples
    --------
    >>> month_number("15", "2010-01"), month_number("2011-03", "2010-01")
    (15, 15)
    """
    from sincerity.errors import UsageError

    year, _, month = text.strip().partition("-")
    if year.isdecimal() and not month and len(year) < 4:
        return int(year)
    if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12:
        first = int(start[:4]) * 12 + int(start[5:7])
        return int(year) * 12 + int(month) - first + 1
    raise UsageError(f"'{text[:20]}' is no month; write 15, or 2011-03")
