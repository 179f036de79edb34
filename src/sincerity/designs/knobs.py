"""One thing that varies, as the column of a design: what it is, and its value at a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sincerity.designs.areas import AREAS, area_of
from sincerity.designs.weights import WEIGHTS, weight_at
from sincerity.study.assumptions import Assumption, Drawn
from sincerity.study.design import value_at

__all__ = ["Factor", "Knob", "exact", "factors_of"]

_LAST = 1 - Fraction(1, 2**32)
"""The highest position: at 1 itself a choice among words would have none left."""


@dataclass(frozen=True)
class Knob:
    """One column of a design.

    Parameters
    ----------
    assumption
        What varies; its ends are those asked for where the study names some.
    levels
        The values that it takes, where the study lists them; otherwise it goes by its range or by
        its words.
    is_named
        Whether the study names this very place, not only its area.
    has_own_ends
        Whether the study gives its ends or values, so that they hold whatever the file says.
    """

    assumption: Assumption
    levels: tuple[Drawn, ...] = ()
    is_named: bool = False
    has_own_ends: bool = False

    @property
    def id(self) -> str:
        """The place, as tables of parameters have it."""
        return self.assumption.id

    @property
    def area(self) -> str:
        """Part of the model that it belongs to."""
        return area_of(self.assumption)

    @property
    def is_words(self) -> bool:
        """Whether it takes words, which have no order."""
        return self.assumption.is_choice or any(isinstance(level, str) for level in self.levels)

    def value(self, position: Fraction, now: Assumption | None = None) -> Drawn:
        """Return the value at a position between 0 and 1.

        Parameters
        ----------
        now
            The assumption as the inputs of this world have it, where answers to the scheme's
            questions may have moved its range.
        """
        place = min(position, _LAST)
        if self.levels:
            return self.levels[int(place * len(self.levels))]
        here = self.assumption if now is None or self.has_own_ends else now
        if here.file == WEIGHTS:
            return weight_at(Decimal(here.low or 0), Decimal(here.high or 0), place)
        if position == 1 and not here.is_choice and here.high is not None:
            return here.high
        return value_at(here, place)

    def ends(self) -> list[Fraction]:
        """Return the positions that a tornado looks at: both ends, or every word or level."""
        steps = len(self.levels) or len(self.assumption.choices)
        if steps:
            return [Fraction(2 * step + 1, 2 * steps) for step in range(steps)]
        return [Fraction(0), Fraction(1)]

    def with_values(self, values: Sequence[Any]) -> Knob:
        """Return the column with listed values."""
        levels = tuple(exact(self.assumption, value) for value in values)
        return replace(self, levels=levels, has_own_ends=True)

    def with_range(self, low: Decimal, high: Decimal) -> Knob:
        """Return the column with other ends."""
        ends: Any = exact(self.assumption, low), exact(self.assumption, high)
        found = replace(self.assumption, low=ends[0], high=ends[1])
        return replace(self, assumption=found, has_own_ends=True)


@dataclass(frozen=True)
class Factor:
    """What a design moves as one: a single column, or all columns of an area together."""

    id: str
    label: str
    knobs: tuple[Knob, ...]

    @property
    def is_group(self) -> bool:
        """Whether several columns move together, so that there is no up and down."""
        return len(self.knobs) > 1


def factors_of(knobs: Sequence[Knob], grouped: Mapping[str, bool]) -> tuple[Factor, ...]:
    """Return the factors: named places one by one, areas in groups unless each is asked for.

    Parameters
    ----------
    grouped
        By area, whether its assumptions move together.
    """
    found = [Factor(knob.id, knob.assumption.label, (knob,)) for knob in knobs if knob.is_named]
    for area, together in grouped.items():
        inside = tuple(knob for knob in knobs if not knob.is_named and knob.area == area)
        if together and len(inside) > 1:
            found.append(Factor(area, AREAS[area], inside))
        else:
            found += [Factor(knob.id, knob.assumption.label, (knob,)) for knob in inside]
    return tuple(found)


def exact(assumption: Assumption, value: Any) -> Drawn:
    """Return a value in the type that its place has: whole number, exact number or word."""
    if isinstance(value, str) or isinstance(assumption.value, str):
        return str(value)
    if isinstance(assumption.value, int) and value == int(value):
        return int(value)
    return Decimal(value)
