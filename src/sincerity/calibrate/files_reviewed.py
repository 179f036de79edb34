"""What a review of everybody's credit file would find: the study behind the published error ladder.

The published study helped people to read their files and to dispute what was wrong. Here everybody
with a file is helped to, at the end of a run: an error is an item in the file that rests on a
record of something the person did not do, each is disputed, and each dispute is upheld with the
chance that the world's own office has. The shares are expectations over those decisions, so the
review draws nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from sincerity.phases.conduct import NOT_COVERED
from sincerity.phases.rows import FALSE
from sincerity.world.kept import ledger_rows

if TYPE_CHECKING:
    from sincerity.world.world import World

__all__ = ["Review", "chance_of", "review"]

MOST_ITEMS = 10
"""More wrong items of one person than this are decided together, all or none."""


@dataclass(frozen=True, slots=True)
class Review:
    """Shares of the people with a file, 0 to 1.

    Attributes
    ----------
    wrong
        Whose file holds an error, and who therefore says so.
    changed
        Of whom at least one dispute is upheld.
    moved, tier
        Whose score, and whose grade, is another once the upheld disputes are taken out.
    people
        How many people have a file.
    """

    wrong: float
    changed: float
    moved: float
    tier: float
    people: int


def review(world: World, upheld: float) -> Review:
    """Return what a review of all files would find.

    Parameters
    ----------
    upheld
        Chance that a dispute of a wrong item is upheld.
    """
    scores = world.columns["score"].astype(np.int64)
    resident = world.columns["means"] < 3
    people = int((resident & (scores != NOT_COVERED)).sum())
    wrong_points: defaultdict[int, list[int]] = defaultdict(list)
    for person, points, _, bits in ledger_rows(world):
        if bits & FALSE:
            wrong_points[person].append(points)
    read_of, grade_of = world.tables.tally.read_of, world.tables.grades.grade_of

    def read(score: int) -> int:
        return int(read_of[score & 0xFFFF])

    def grade(score: int) -> int:
        return int(grade_of[score & 0xFFFF])

    changed = moved = tier = 0.0
    for person, taken in wrong_points.items():
        score = int(scores[person])
        changed += chance_of(taken, upheld, lambda given: given is not None)
        moved += chance_of(taken, upheld, _differs(read, score))
        tier += chance_of(taken, upheld, _differs(grade, score))
    every = max(people, 1)
    return Review(
        wrong=len(wrong_points) / every,
        changed=changed / every,
        moved=moved / every,
        tier=tier / every,
        people=people,
    )


def chance_of(points: Sequence[int], upheld: float, happens: Callable[[int | None], bool]) -> float:
    """Return the chance that what is given back makes something happen.

    Parameters
    ----------
    points
        Points that each wrong item took.
    happens
        Told the points given back; None where no dispute is upheld.

    Examples
    --------
    >>> chance_of([10, 10], 0.5, lambda given: given is not None)
    0.75
    """
    if len(points) > MOST_ITEMS:
        points = [sum(points)]
    total = 0.0
    for decisions in product((False, True), repeat=len(points)):
        won = sum(decisions)
        given = sum(part for part, yes in zip(points, decisions, strict=True) if yes)
        if happens(given if won else None):
            total += upheld**won * (1 - upheld) ** (len(points) - won)
    return total


def _differs(of: Callable[[int], int], score: int) -> Callable[[int | None], bool]:
    """Return whether something read off the score changes when points are given back."""
    before = of(score)
    return lambda given: given is not None and of(score + given) != before
