"""From worlds to a table: levels of both settings, paired differences, both intervals of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sincerity.measures.contrast import (
    Compared,
    Contrast,
    Counted,
    Failure,
    Level,
    PersonByPerson,
)
from sincerity.measures.headline import HEADLINES
from sincerity.measures.joint import JOINT, RESIDENTS, JointTable
from sincerity.measures.pairing import PRECISION, pairing
from sincerity.measures.spread import assumption_interval, chance_interval, quantile
from sincerity.study.assumptions import Assumption
from sincerity.study.cells import Cell, Kind, Outcome
from sincerity.study.influence import Influences, columns_of
from sincerity.study.ranks import by_chance_at_most

__all__ = ["contrast_of"]

Pair = tuple[Outcome, Outcome]
Numbers = Sequence[float | None]

_HALF = 0.5


def contrast_of(
    names: tuple[str, str],
    outcomes: Mapping[Cell, Outcome],
    varied: Sequence[Assumption],
    failures: Sequence[Failure] = (),
    *,
    places: tuple[int, int] = (0, 1),
    precision: float = PRECISION,
) -> Contrast:
    """Return two settings compared in every outcome measure.

    Only whole pairs count: a world whose partner failed, or has no number where it has one, is left
    out of levels as well, so that the difference of the levels is the difference. A measure that
    one of the settings never has keeps the level of the other.

    Parameters
    ----------
    names
        Names of the settings.
    varied
        The assumptions that draws vary.
    places
        Which settings they are; every difference is the first less the second.
    precision
        Half the interval of a mean difference, as a share of it, for which replicates are counted.
    """
    replicates = _pairs(outcomes, "replicate", places)
    draws = _pairs(outcomes, "draw", places)
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
            first=_level(by_replicate[0], first, floor=None if measure.is_signed else 0.0),
            second=_level(by_replicate[1], second, floor=None if measure.is_signed else 0.0),
            difference=_level(by_replicate[2], difference),
            movers=influences.movers(difference, first, second) if draws else (),
            pairing=pairing(by_replicate[0], by_replicate[1], precision),
            by_replicate=list(zip(by_replicate[0], by_replicate[1], strict=True)),
            by_draw=list(zip(first, second, strict=True)),
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
        is_nothing=bool(replicates or draws) and all(map(_is_nothing, (*replicates, *draws))),
        persons=_persons(replicates, draws),
        precision=precision,
    )


def _pairs(outcomes: Mapping[Cell, Outcome], kind: Kind, places: tuple[int, int]) -> list[Pair]:
    """Return the worlds of one kind whose partner is there too, in their order."""
    numbers = sorted({cell.number for cell in outcomes if cell.kind == kind})
    one, other = places
    whole = (
        (outcomes.get(Cell(kind, n, one)), outcomes.get(Cell(kind, n, other))) for n in numbers
    )
    return [(first, second) for first, second in whole if first is not None and second is not None]


def _is_nothing(pair: Pair) -> bool:
    """Say whether two worlds are the same in every integer, every measure and every person."""
    first, second = pair
    tables = (table for table in (first.joint, second.joint) if table is not None)
    return (
        first.digest == second.digest
        and dict(first.headline) == dict(second.headline)
        and all(table.is_nothing for table in tables)
    )


def _sides(pairs: Sequence[Pair], name: str) -> tuple[Numbers, Numbers, Numbers]:
    """Return a measure pair by pair: first setting, second setting, and their difference.

    Where some pairs have the number in both worlds, the others are left out of the levels too.
    """
    both = [(pair[0].headline[name], pair[1].headline[name]) for pair in pairs]
    if any(a is not None and b is not None for a, b in both):
        both = [(None, None) if a is None or b is None else (a, b) for a, b in both]
    return (
        [a for a, _ in both],
        [b for _, b in both],
        [None if a is None or b is None else a - b for a, b in both],
    )


def _level(by_replicate: Numbers, by_draw: Numbers, floor: float | None = None) -> Level:
    """Return one number with its two intervals; worlds without the number are left out.

    Parameters
    ----------
    floor
        What the number cannot be below, so that no interval of it reaches there.
    """
    central = [number for number in by_replicate if number is not None]
    drawn = [number for number in by_draw if number is not None]
    return Level(
        mean=math.fsum(central) / len(central) if central else None,
        chance=chance_interval(central, floor),
        assumption=assumption_interval(drawn),
        middle=quantile(drawn, _HALF) if drawn else None,
    )


def _persons(replicates: Sequence[Pair], draws: Sequence[Pair]) -> PersonByPerson | None:
    """Return what became of each person, where the worlds were counted in pairs."""
    central, drawn = _tables(replicates), _tables(draws)
    if not central:
        return None
    counted = [
        Counted(
            measure,
            level=_level(
                [table.headline[measure.name] for table in central],
                [table.headline[measure.name] for table in drawn],
                floor=0.0,
            ),
            by_group=_means([table.total[measure.name] for table in central]),
        )
        for measure in JOINT
    ]
    first = central[0]
    return PersonByPerson(
        groups=first.groups,
        residents=_means([table.total[RESIDENTS] for table in central]),
        counted=counted,
        by_month={name: _means([t.by_month[name] for t in central]) for name in first.by_month},
        differing={
            name: math.fsum(table.differing[name] for table in central) / len(central)
            for name in first.differing
        },
    )


def _tables(pairs: Sequence[Pair]) -> list[JointTable]:
    """Return the counts of all pairs: the reform is the first of each."""
    return [first.joint for first, _ in pairs if first.joint is not None]


def _means(rows: Sequence[Sequence[int]]) -> list[float]:
    """Return the mean of each place over rows."""
    return [math.fsum(column) / len(rows) for column in zip(*rows, strict=True)]
