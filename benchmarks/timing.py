"""Medians of several runs, taken in turn so that a slow moment hits all of them."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rate:
    """Person-months a second: the median, the lowest and the highest of several runs."""

    median: float
    lowest: float
    highest: float

    def millions(self) -> str:
        """Return the three in millions, as text."""
        return f"{self.median / 1e6:,.0f} ({self.lowest / 1e6:,.0f}-{self.highest / 1e6:,.0f})"


def seconds_of(work: Callable[[], object]) -> float:
    """Return the wall seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def rates(
    works: dict[str, Callable[[], float]], person_months: dict[str, float], runs: int
) -> dict[str, Rate]:
    """Time several works in turn.

    Parameters
    ----------
    works
        Name to a function that does the work and returns the seconds that count.
    person_months
        Name to the person-months one run advances.
    runs
        How often each is run.
    """
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            seconds[name].append(work())
    result = {}
    for name, taken in seconds.items():
        speeds = [person_months[name] / second for second in taken]
        result[name] = Rate(statistics.median(speeds), min(speeds), max(speeds))
    return result


def median_ratio(
    first: Callable[[], float], second: Callable[[], float], runs: int
) -> tuple[float, float, float]:
    """Return median, lowest and highest of seconds(second) / seconds(first), pair by pair."""
    ratios = []
    for number in range(runs):
        pair = (first, second) if number % 2 == 0 else (second, first)
        a, b = (work() for work in pair)
        ratios.append(b / a if number % 2 == 0 else a / b)
    return statistics.median(ratios), min(ratios), max(ratios)
