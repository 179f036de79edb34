"""Designs: which worlds are run, as positions of factors, each a function of its number alone.

All positions come from columns that are addressed by the seed of the design and the place of the
value, one position in each stratum (see `sincerity.study.design`). So a column does not depend on
what else varies, and arms of a study are compared at the same positions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from sincerity.designs.knobs import Factor, Knob
from sincerity.study.design import Design

__all__ = ["Grid", "Hypercube", "Morris", "OneAtATime", "Plan", "Positions", "Saltelli"]

Positions = Mapping[str, Fraction]
"""Position between 0 and 1 by id of a column; what is left out stays where the files have it."""


class Plan(Protocol):
    """A list of points, of which each can be asked for by its number."""

    @property
    def points(self) -> int:
        """How many points there are."""

    def at(self, number: int) -> Positions:
        """Return the point of a number, counted from 0."""


@dataclass(frozen=True)
class Grid:
    """Every combination of listed values; the last column moves fastest."""

    knobs: tuple[Knob, ...]

    @property
    def points(self) -> int:
        """Product of the lengths of the lists; 1 where nothing varies."""
        return math.prod(len(knob.levels) for knob in self.knobs)

    def at(self, number: int) -> Positions:
        """Return one combination."""
        found: dict[str, Fraction] = {}
        for knob in reversed(self.knobs):
            number, level = divmod(number, len(knob.levels))
            found[knob.id] = Fraction(2 * level + 1, 2 * len(knob.levels))
        return dict(reversed(found.items()))


@dataclass(frozen=True)
class Hypercube:
    """Draws of all columns at once: a Latin hypercube."""

    knobs: tuple[Knob, ...]
    draws: int
    seed: int

    @property
    def points(self) -> int:
        """How many draws."""
        return self.draws

    def at(self, number: int) -> Positions:
        """Return one draw."""
        design = Design(self.draws, self.seed)
        return {knob.id: design.column(knob.id)[number] for knob in self.knobs}


@dataclass(frozen=True)
class Saltelli:
    """Two base samples A and B, and A with each factor taken from B (Saltelli and others, 2010).

    The points of one row stand together: A, B, A with factor 1 from B, A with factor 2 from B...,
    and with `second_order` also B with factor 1 from A, and so on.
    """

    factors: tuple[Factor, ...]
    rows: int
    second_order: bool
    seed: int

    @property
    def width(self) -> int:
        """Points of one row."""
        return 2 + len(self.factors) * (2 if self.second_order else 1)

    @property
    def points(self) -> int:
        """Rows times factors and two, or times twice the factors and two."""
        return self.rows * self.width

    def at(self, number: int) -> Positions:
        """Return one point."""
        row, place = divmod(number, self.width)
        from_b = place == 1 or place - 2 >= len(self.factors)
        crossed = None if place < 2 else self.factors[(place - 2) % len(self.factors)]
        found: dict[str, Fraction] = {}
        for factor in self.factors:
            is_b = from_b != (factor is crossed)
            for knob in factor.knobs:
                found[knob.id] = self._column(knob.id, is_b=is_b)[row]
        return found

    def _column(self, knob: str, *, is_b: bool) -> Sequence[Fraction]:
        """Return the positions of a column in one of the base samples."""
        return Design(self.rows, self.seed).column(f"{knob}/second" if is_b else knob)


@dataclass(frozen=True)
class Morris:
    """Walks through the factors, one moved at a time by the same step (Morris 1991).

    A walk starts at a point of a grid of `levels`; each column moves once, up or down, by
    `levels / (2 (levels - 1))` of its range. The columns of a group move together, each in a
    direction of its own (Campolongo and others, 2007).
    """

    factors: tuple[Factor, ...]
    walks: int
    levels: int
    seed: int

    @property
    def step(self) -> Fraction:
        """How far a column moves, as a share of its range."""
        return Fraction(self.levels, 2 * (self.levels - 1))

    @property
    def width(self) -> int:
        """Points of one walk."""
        return len(self.factors) + 1

    @property
    def points(self) -> int:
        """Walks times factors and one."""
        return self.walks * self.width

    def at(self, number: int) -> Positions:
        """Return one point."""
        walk, steps = divmod(number, self.width)
        moved = set(self.order(walk)[:steps])
        found: dict[str, Fraction] = {}
        for place, factor in enumerate(self.factors):
            for knob in factor.knobs:
                low = self._low(knob.id, walk)
                at_high = self.rises(knob.id, walk) == (place in moved)
                found[knob.id] = low + self.step if at_high else low
        return found

    def order(self, walk: int) -> list[int]:
        """Return the factors in the order in which a walk moves them."""
        places = [self._orders[place][walk] for place in range(len(self.factors))]
        return sorted(range(len(places)), key=lambda place: (places[place], place))

    def rises(self, knob: str, walk: int) -> bool:
        """Say whether a column moves up in a walk."""
        return self._design.column(f"{knob}/direction")[walk] >= Fraction(1, 2)

    def _low(self, knob: str, walk: int) -> Fraction:
        """Return the lower of the two positions of a column in a walk."""
        level = math.floor(self._design.column(knob)[walk] * (self.levels // 2))
        return Fraction(level, self.levels - 1)

    @property
    def _design(self) -> Design:
        """The columns of the walks."""
        return Design(self.walks, self.seed)

    @cached_property
    def _orders(self) -> list[Sequence[Fraction]]:
        """For each factor a number a walk, by which the walk puts its factors in order."""
        return [self._design.column(f"{factor.id}/order") for factor in self.factors]


@dataclass(frozen=True)
class OneAtATime:
    """Every column by itself at both ends of its range, or at each of its words or values."""

    knobs: tuple[Knob, ...]

    @cached_property
    def steps(self) -> tuple[tuple[Knob, Fraction], ...]:
        """Column and position of each point."""
        return tuple((knob, end) for knob in self.knobs for end in knob.ends())

    @property
    def points(self) -> int:
        """Two for a range, and one for each word or value of a list."""
        return len(self.steps)

    def at(self, number: int) -> Positions:
        """Return one point."""
        knob, position = self.steps[number]
        return {knob.id: position}
