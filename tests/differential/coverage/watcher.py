"""What a watcher is: a stand-in for a function of the twin that counts and then does the same."""

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import product
from typing import Any

Watcher = Callable[[Counter[str], Any], Any]
"""Takes the counts and a function of the twin, and returns what stands in for the function."""
MEANS = ("secure", "strained", "insolvent")
CAUSES = (
    "true",
    "wrong person",
    "invented",
    "false report",
    "misjudged",
    "grade",
    "list",
    "representative",
)
"""Causes of records (the first five) and of entries."""
TAINTS = ("false", "protected", "trivial", "cannot pay", "another")


def month_total(world: Any, table: str, *where: Iterable[int]) -> int:
    """Return the sum of this month's cells of a tally at some places of each of its axes."""
    cells = world.table(table)
    return sum(cells[(world.month, *place)] for place in product(*where))
