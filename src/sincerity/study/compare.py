"""From worlds to a table: levels of both settings, paired differences, both intervals of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sincerity.measures.contrast import Compared, Contrast, Failure, Level
from sincerity.measures.headline import HEADLINES
from sincerity.measures.spread import assumption_interval, chance_interval, quantile
from sincerity.study.assumptions import Assumption
from sincerity.study.cells import Cell, Kind, Outcome
from sincerity.study.influence import Influences, columns_of
from sincerity.study.ranks import by_chance_at_most

__all__ = ["compare"]

Pair = tuple[Outcome, Outcome]
Numbers = Sequence[float | None]

_HALF = 0.5


def compare(
    names: tuple[str, str],
    outcomes: Mapping[Cell, Outcome],
    varied: Sequence[Assumption],
    failures: Sequence[Failure] = (),
) -> Contrast:
    """Return two settings compared in every outcome measure.

    Only whole pairs count: a world whose partner failed is left out of levels as well, so that
    the difference of the levels is the difference.

    Parameters
    ----------
    names
        Names of the settings.
    varied
        The assumptions that draws vary.
    """
    replicates, draws = _pairs(outcomes, "replicate"), _pairs(outcomes, "draw")
    # what both settings read has one value; the first setting's where they had to differ
    values = [{**second.values, **first.values} for first, second in draws]
    columns = columns_of(varied, values)
    influences = Influences(columns)
    compared = []
    for measure in HEADLINES:
        by_replicate = _sides(replicates, measure.name)
        by_draw = _sides(draws, measure.name)
        first, second, difference = by_draw
        found = Compared(
            measure,
            first=_level(by_replicate[0], first),
            second=_level(by_replicate[1], second),
            difference=_level(by_replicate[2], difference),
            movers=influences.movers(difference, first, second) if draws else (),
        )
        compared.append(found)
    return Contrast(
        first=names[0],
        second=names[1],
        compared=compared,
        replicates=len(replicates),
        draws=len(draws),
        varied=len(varied),
        by_chance=by_chance_at_most(len(draws), len(columns)) if columns else 1.0,
        failures=failures,
    )


def _pairs(outcomes: Mapping[Cell, Outcome], kind: Kind) -> list[Pair]:
    """Return the worlds of one kind whose partner is there too, in their order."""
    numbers = sorted({cell.number for cell in outcomes if cell.kind == kind})
    whole = ((outcomes.get(Cell(kind, n, 0)), outcomes.get(Cell(kind, n, 1))) for n in numbers)
    return [(first, second) for first, second in whole if first is not None and second is not None]


def _sides(pairs: Sequence[Pair], name: str) -> tuple[Numbers, Numbers, Numbers]:
    """Return a measure pair by pair: first setting, second setting, and their difference."""
    first = [pair[0].headline[name] for pair in pairs]
    second = [pair[1].headline[name] for pair in pairs]
    both = zip(first, second, strict=True)
    return first, second, [None if a is None or b is None else a - b for a, b in both]


def _level(by_replicate: Numbers, by_draw: Numbers) -> Level:
    """Return one number with its two intervals; worlds without the number are left out."""
    central = [number for number in by_replicate if number is not None]
    drawn = [number for number in by_draw if number is not None]
    return Level(
        mean=math.fsum(central) / len(central) if central else None,
        chance=chance_interval(central),
        assumption=assumption_interval(drawn),
        middle=quantile(drawn, _HALF) if drawn else None,
    )
