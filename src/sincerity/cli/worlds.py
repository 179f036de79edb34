"""Showing how far many worlds have come: a bar on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from sincerity.cli.console import Console
from sincerity.cli.progress import LINE_EVERY_SECONDS, duration


class WorldsProgress(Protocol):
    """How many worlds are done."""

    @property
    def done(self) -> int:
        """Worlds done, failed ones included."""

    @property
    def worlds(self) -> int:
        """Worlds asked for."""

    @property
    def failed(self) -> int:
        """Worlds that could not be run."""

    @property
    def part(self) -> str:
        """Where it stands besides, such as which wave; empty where there is nothing to say."""

    @property
    def seconds_left(self) -> float | None:
        """Time left; None while it is not known."""


Show = Callable[[WorldsProgress], None]


@contextmanager
def shown_worlds(console: Console) -> Iterator[Show]:
    """Hand out the function that shows progress on stderr, as the output settings ask."""
    if console.quiet:
        yield lambda progress: None
    elif sys.stderr.isatty():
        with _bar(console) as show:
            yield show
    else:
        yield _lines(console)


def describe(progress: WorldsProgress) -> str:
    """Return the state of many worlds as one line."""
    text = f"world {progress.done} of {progress.worlds}"
    if progress.part:
        text += f" ({progress.part})"
    if progress.failed:
        text += f", {progress.failed} could not be run"
    left = progress.seconds_left
    return text if left is None else f"{text}, {duration(left)} left"


def _lines(console: Console) -> Show:
    """Return a function that prints a line now and then, and at the end."""
    last = -LINE_EVERY_SECONDS

    def show(progress: WorldsProgress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= LINE_EVERY_SECONDS or progress.done == progress.worlds:
            last = now
            console.note(describe(progress))

    return show


@contextmanager
def _bar(console: Console) -> Iterator[Show]:
    """Hand out a function that moves a bar."""
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[state]}"))
    with Progress(*columns, console=console.rich(stderr=True), transient=True) as bar:
        task = bar.add_task("running", total=None, state="building the first world")

        def show(progress: WorldsProgress) -> None:
            bar.update(
                task, total=progress.worlds, completed=progress.done, state=describe(progress)
            )

        yield show
