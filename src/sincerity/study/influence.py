"""How the assumptions of a study move with its measures, and where a difference changes sign."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.measures.contrast import Mover
from sincerity.study.assumptions import Assumption
from sincerity.study.design import is_logarithmic
from sincerity.study.ranks import by_chance_at_most, ranks, sign_change

__all__ = ["Column", "Influences", "columns_of"]

Floats = npt.NDArray[np.float64]
Numbers = Sequence[float | None]


@dataclass(frozen=True)
class Column:
    """One assumption as numbers, draw by draw: its value, or 1 where a choice is `word`."""

    assumption: Assumption
    word: str | None
    values: Sequence[float]


def columns_of(
    assumptions: Sequence[Assumption], values: Sequence[Mapping[str, str]]
) -> list[Column]:
    """Return the columns of all assumptions; a choice has one for each of its words.

    A choice between two words has a column for the second word alone: that of the first would say
    the same again.

    Parameters
    ----------
    values
        For each draw, the values as text by id. An assumption that is missing in some draw is
        left out: an answer to a question of the scheme took it away.
    """
    columns: list[Column] = []
    for assumption in assumptions:
        drawn = [found[assumption.id] for found in values if assumption.id in found]
        if len(drawn) < len(values):
            continue
        if not assumption.is_choice:
            columns.append(Column(assumption, None, [float(text) for text in drawn]))
            continue
        words = assumption.choices if len(assumption.choices) > 2 else assumption.choices[1:]
        columns += [
            Column(assumption, word, [float(text == word) for text in drawn]) for word in words
        ]
    return columns


class Influences:
    """Rank correlations of all columns with whatever is asked for.

    Parameters
    ----------
    columns
        From `columns_of`.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns

    @cached_property
    def _ranks(self) -> Floats:
        """Centred ranks of every column, of length 1; zero for one that does not vary."""
        return _centred([column.values for column in self.columns])

    def with_numbers(self, numbers: Numbers) -> list[float | None]:
        """Return the rank correlation of each column with numbers, draw by draw.

        Draws without a number are left out, for both sides. None where one side does not vary.
        """
        known = [draw for draw, number in enumerate(numbers) if number is not None]
        if len(known) < 3 or not self.columns:
            return [None] * len(self.columns)
        side = _centred([[number for number in numbers if number is not None]])[0]
        if len(known) == len(numbers):
            other = self._ranks
        else:
            other = _centred([[column.values[draw] for draw in known] for column in self.columns])
        found = other @ side
        varies = (np.abs(other).sum(axis=1) > 0) & bool(np.abs(side).sum() > 0)
        return [
            max(-1.0, min(1.0, float(value))) if moves else None
            for value, moves in zip(found, varies, strict=True)
        ]

    def movers(self, difference: Numbers, first: Numbers, second: Numbers) -> list[Mover]:
        """Return how every assumption moves with a difference and with both of its sides."""
        sides = [self.with_numbers(numbers) for numbers in (difference, first, second)]
        known = sum(number is not None for number in difference)
        bound = by_chance_at_most(known, len(self.columns)) if self.columns else 1.0
        return [
            _mover(column, difference, correlations, bound)
            for column, *correlations in zip(self.columns, *sides, strict=True)
        ]


def _mover(
    column: Column, difference: Numbers, correlations: Sequence[float | None], bound: float
) -> Mover:
    """Return how one assumption moves with one measure."""
    found, first, second = correlations
    assumption = column.assumption
    return Mover(
        id=assumption.id,
        label=assumption.label,
        word=column.word,
        difference=found,
        first=first,
        second=second,
        stands_out=found is not None and abs(found) > bound,
        central=assumption.value,
        low=assumption.low,
        high=assumption.high,
        unit=assumption.unit,
        changes_sign_at=_changes_sign(column, difference, found),
    )


def _changes_sign(column: Column, difference: Numbers, rho: float | None) -> float | None:
    """Return the value of an assumption at which a difference changes sign; None if it does not.

    The fit rises or falls as the rank correlation has it; between its levels a line decides, in
    the logarithm of the value where that is how it was drawn.
    """
    if column.word is not None or not rho:
        return None
    logarithmic = is_logarithmic(column.assumption)
    pairs = [
        (math.log(value) if logarithmic else value, number)
        for value, number in zip(column.values, difference, strict=True)
        if number is not None
    ]
    places, numbers = zip(*pairs, strict=True)
    found = sign_change(places, numbers, rising=rho > 0)
    if found is None:
        return None
    return math.exp(found) if logarithmic else found


def _centred(rows: Sequence[Sequence[Any]]) -> Floats:
    """Return ranks less their mean, row by row, each row scaled to length 1."""
    found = np.array([ranks(row) for row in rows], dtype=np.float64)
    found -= found.mean(axis=1, keepdims=True)
    lengths = np.sqrt((found * found).sum(axis=1, keepdims=True))
    result = np.zeros_like(found)
    np.divide(found, lengths, out=result, where=lengths > 0)
    return result
