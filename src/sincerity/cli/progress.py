"""Showing how far a run has come: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sincerity.cli.console import Console
from sincerity.study.progress import Progress

Show = Callable[[Progress], None]

LINE_EVERY_SECONDS = 10.0


@contextmanager
def shown_progress(console: Console) -> Iterator[Show]:
    """Hand out the function that shows progress on stderr, as the output settings ask."""
    if console.quiet:
        yield lambda progress: None
    elif sys.stderr.isatty():
        with _bar(console) as show:
            yield show
    else:
        yield _lines(console)


def describe(progress: Progress) -> str:
    """Return the state of a run as one line.

    Examples
    --------
    >>> describe(Progress(month=3, months=12, residents=1_140_000, seconds=0.5))
    'month 3 of 12, 4.6 million person-months/s, 2 s left'
    """
    if progress.month == 0:
        return f"month 0 of {progress.months}, {progress.residents:,} synthetic people"
    done = f"month {progress.month} of {progress.months}"
    if progress.seconds_left is None:
        return done
    speed = rate(progress.person_months_per_second)
    return f"{done}, {speed}, {duration(progress.seconds_left)} left"


def rate(person_months_per_second: float) -> str:
    """Return a speed in words."""
    if person_months_per_second >= 1e6:
        return f"{person_months_per_second / 1e6:.1f} million person-months/s"
    return f"{person_months_per_second:,.0f} person-months/s"


def duration(seconds: float) -> str:
    """Return a duration in words.

    Examples
    --------
    >>> duration(0.2), duration(75), duration(7300)
    ('0 s', '1 min 15 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _lines(console: Console) -> Show:
    """Return a function that prints a line at the start, at the end and now and then between."""
    last = -LINE_EVERY_SECONDS

    def show(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LINE_EVERY_SECONDS or progress.month == progress.months:
            last = now
            console.note(describe(progress))

    return show


@contextmanager
def _bar(console: Console) -> Iterator[Show]:
    """Hand out a function that moves a bar with speed and time left."""
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[state]}"))
    with Bar(*columns, console=console.rich(stderr=True), transient=True) as bar:
        task = bar.add_task("running", total=None, state="building the world")

        def show(progress: Progress) -> None:
            bar.update(
                task, total=progress.months, completed=progress.month, state=describe(progress)
            )

        yield show
