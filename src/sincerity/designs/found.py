"""What the worlds of a study say: one kind of row for each design, never put in another order."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from sincerity.designs.bench import MOVED, Bench, Cell
from sincerity.designs.indices import RESAMPLES, Effects, Index, Indices, effects, indices
from sincerity.designs.knobs import Factor, Knob
from sincerity.designs.plans import Morris, Saltelli
from sincerity.measures.contrast import Failure
from sincerity.measures.headline import Headline, headline_named
from sincerity.measures.spread import Interval, assumption_interval, chance_interval, quantile
from sincerity.study.cells import Outcome
from sincerity.study.design import resampled
from sincerity.study.influence import Influences, columns_of
from sincerity.study.ranks import by_chance_at_most

if TYPE_CHECKING:
    import numpy.typing as npt

    from sincerity.designs.arms import Arm

__all__ = ["Central", "Found", "Influence", "Pair", "Point", "Ranked", "Swing", "look_at"]

NOT_THERE = "not there"
"""Value of a place that the scheme does not have under its answers at a point."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Central:
    """A measure at the values of the files.

    Attributes
    ----------
    mean, chance
        Over the replicates.
    first
        In the first series of accidents, the one that all other worlds share.
    noise
        Variance over the replicates; None with fewer than two.
    """

    arm: int
    measure: Headline
    mean: float | None
    chance: Interval
    first: float | None
    noise: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """A measure at one point of a grid: values by place, mean over replicates."""

    arm: int
    number: int
    values: Mapping[str, str]
    measure: Headline
    mean: float | None
    chance: Interval


@dataclass(frozen=True, slots=True)
class Influence:
    """A measure over draws of a hypercube: its spread, and what moves with it."""

    arm: int
    measure: Headline
    spread: Interval
    middle: float | None
    by_chance: float
    ranks: Sequence[tuple[str, str, str | None, float | None]]
    """id, label, word, rank correlation"""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A factor of a Saltelli or Morris design, for one measure."""

    arm: int
    measure: Headline
    factor: Factor
    first: Index | None
    total: Index | None
    effects: Effects | None
    rows: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What two factors make together beyond what each makes alone."""

    arm: int
    measure: Headline
    one: Factor
    other: Factor
    second: Index


@dataclass(frozen=True, slots=True)
class Swing:
    """A measure with one value alone at an end of its range.

    Attributes
    ----------
    value
        Where the value stands.
    result, difference
        The measure, and less that at the values of the files, under the same accidents.
    """

    arm: int
    measure: Headline
    knob: Knob
    value: str
    result: float | None
    difference: float | None


@dataclass(frozen=True)
class Found:
    """Everything that the worlds of a study say, for the measures that it shows."""

    bench: Bench
    outcomes: Mapping[Cell, Outcome]
    failures: Sequence[Failure]
    central: Sequence[Central] = ()
    points: Sequence[Point] = ()
    influences: Sequence[Influence] = ()
    ranked: Sequence[Ranked] = ()
    pairs: Sequence[Pair] = ()
    swings: Sequence[Swing] = ()
    spreads: Mapping[tuple[int, str], float] = field(default_factory=dict)
    """Variance of a measure over the base samples of a design, by arm and measure."""

    @cached_property
    def measures(self) -> tuple[Headline, ...]:
        """The measures that the study shows, in its order."""
        return tuple(headline_named(name) for name in self.bench.file.measures)

    @cached_property
    def moved(self) -> Mapping[str, tuple[int, Fraction]]:
        """Files that could not go all the way to what was asked of them, by name.

        In how many worlds, and how far the file went where it went least.
        """
        found: dict[str, tuple[int, Fraction]] = {}
        for outcome in self.outcomes.values():
            for name, share in outcome.values.items():
                if name.startswith(MOVED):
                    file = name.removeprefix(MOVED)
                    number, least = found.get(file, (0, Fraction(1)))
                    found[file] = number + 1, min(least, Fraction(share))
        return found

    def noise_share(self, arm: int, measure: str) -> float | None:
        """Return the variance of accidents alone as a share of that over the design."""
        noise = next(
            (c.noise for c in self.central if c.arm == arm and c.measure.name == measure), None
        )
        spread = self.spreads.get((arm, measure))
        return None if noise is None or not spread else noise / spread


def look_at(
    bench: Bench, outcomes: Mapping[Cell, Outcome], failures: Sequence[Failure] = ()
) -> Found:
    """Return what the worlds of a study say, in the order of the study."""
    measures = [headline_named(name) for name in bench.file.measures]
    look = _Look(bench, outcomes)
    pairs = [(arm, measure) for arm in bench.arms for measure in measures]
    kind = bench.file.design.kind
    found = Found(
        bench,
        outcomes,
        failures,
        central=[] if bench.is_grid else [look.central(*pair) for pair in pairs],
        points=[p for pair in pairs for p in look.points(*pair)] if bench.is_grid else [],
        influences=[look.influence(*pair) for pair in pairs] if kind == "hypercube" else [],
        swings=[swing for pair in pairs for swing in look.swings(*pair)],
    )
    if kind not in ("saltelli", "morris"):
        return found
    ranked: list[Ranked] = []
    crossed: list[Pair] = []
    spreads: dict[tuple[int, str], float] = {}
    for arm, measure in pairs:
        rows, two, spread = (look.saltelli if kind == "saltelli" else look.morris)(arm, measure)
        ranked += rows
        crossed += two
        if spread is not None:
            spreads[arm.number, measure.name] = spread
    return Found(
        bench,
        outcomes,
        failures,
        central=found.central,
        swings=found.swings,
        ranked=ranked,
        pairs=crossed,
        spreads=spreads,
    )


class _Look:
    """Reads results off the worlds, arm by arm and measure by measure."""

    def __init__(self, bench: Bench, outcomes: Mapping[Cell, Outcome]) -> None:
        self.bench = bench
        self.outcomes = outcomes
        self._resampled: dict[int, npt.NDArray[np.int64]] = {}

    def number(self, cell: Cell, measure: Headline) -> float | None:
        """Return a measure of a world; None where it failed or has no such number."""
        outcome = self.outcomes.get(cell)
        value = None if outcome is None else outcome.headline[measure.name]
        return None if value is None else float(value)

    def central(self, arm: Arm, measure: Headline) -> Central:
        """Return a measure at the values of the files."""
        replicates = range(self.bench.file.replicates)
        numbers = [self.number(Cell(arm.number, "central", 0, r), measure) for r in replicates]
        known = [number for number in numbers if number is not None]
        noise = float(np.var(known, ddof=1)) if len(known) > 1 else None
        return Central(arm.number, measure, _mean(known), chance_interval(known), numbers[0], noise)

    def points(self, arm: Arm, measure: Headline) -> Iterator[Point]:
        """Yield a measure at every point of a grid."""
        plan = self.bench.plans[arm.number]
        for number in range(plan.points):
            positions = plan.at(number)
            replicates = range(self.bench.file.replicates)
            cells = [Cell(arm.number, "design", number, r) for r in replicates]
            values = {k.id: str(k.value(positions[k.id])) for k in arm.knobs}
            run = next((self.outcomes[cell] for cell in cells if cell in self.outcomes), None)
            if run is not None and run.values:  # where files had to be moved back, or say no such
                values = {name: run.values.get(name, NOT_THERE) for name in values}
            known = [n for cell in cells if (n := self.number(cell, measure)) is not None]
            yield Point(arm.number, number, values, measure, _mean(known), chance_interval(known))

    def influence(self, arm: Arm, measure: Headline) -> Influence:
        """Return a measure over the draws of a hypercube, and what moves with it."""
        cells = [
            cell
            for number in range(self.bench.plans[arm.number].points)
            if (cell := Cell(arm.number, "design", number)) in self.outcomes
        ]
        numbers = [self.number(cell, measure) for cell in cells]
        known = [number for number in numbers if number is not None]
        columns = columns_of(
            [knob.assumption for knob in arm.knobs],
            [self.outcomes[cell].values for cell in cells],
        )
        correlations = Influences(columns).with_numbers(numbers)
        return Influence(
            arm.number,
            measure,
            assumption_interval(known),
            quantile(known, _HALF) if known else None,
            by_chance_at_most(len(known), len(columns)) if columns else 1.0,
            [
                (column.assumption.id, column.assumption.label, column.word, rho)
                for column, rho in zip(columns, correlations, strict=True)
            ],
        )

    def saltelli(
        self, arm: Arm, measure: Headline
    ) -> tuple[list[Ranked], list[Pair], float | None]:
        """Return the indices of all factors, and of all pairs where they were asked for."""
        plan = self.bench.plans[arm.number]
        assert isinstance(plan, Saltelli)
        table = self._table(arm, measure, plan.width, plan.rows)
        whole = table[~np.isnan(table).any(axis=1)].T
        factors = plan.factors
        after = 2 + len(factors)
        found = indices(
            whole[0],
            whole[1],
            whole[2:after],
            whole[after:] if plan.second_order else None,
            self._rows(whole.shape[1]),
        )
        rows = [
            Ranked(
                arm.number,
                measure,
                factor,
                None if found is None else found.first[place],
                None if found is None else found.total[place],
                None,
                whole.shape[1],
            )
            for place, factor in enumerate(factors)
        ]
        if found is None:
            return rows, [], None
        return rows, list(_pairs_of(arm, measure, factors, found)), found.variance

    def morris(self, arm: Arm, measure: Headline) -> tuple[list[Ranked], list[Pair], float | None]:
        """Return the elementary effects of all factors."""
        plan = self.bench.plans[arm.number]
        assert isinstance(plan, Morris)
        table = self._table(arm, measure, plan.width, plan.walks)
        rows = []
        for place, factor in enumerate(plan.factors):
            changes = list(self._changes(plan, table, place, factor))
            found = effects(changes, is_group=factor.is_group, resampled=self._rows(len(changes)))
            rows.append(Ranked(arm.number, measure, factor, None, None, found, len(changes)))
        known = table[~np.isnan(table)]
        return rows, [], float(known.var()) if len(known) > 1 else None

    def swings(self, arm: Arm, measure: Headline) -> Iterator[Swing]:
        """Yield a measure with one value alone at an end of its range."""
        one_by_one = self.bench.file.design.kind == "one_at_a_time"
        plan = self.bench.plans[arm.number] if one_by_one else None
        steps = plan if one_by_one else self.bench.tornados.get(arm.number)
        if steps is None:
            return
        here = self.number(Cell(arm.number, "central", 0, 0), measure)
        for number, (knob, position) in enumerate(getattr(steps, "steps", ())):
            part = "design" if one_by_one else "tornado"
            cell = Cell(arm.number, part, number)  # type: ignore[arg-type]  # one of both words
            result = self.number(cell, measure)
            outcome = self.outcomes.get(cell)
            value = str(knob.value(position))
            if outcome is not None:
                value = outcome.values.get(knob.id, value)
            difference = None if result is None or here is None else result - here
            yield Swing(arm.number, measure, knob, value, result, difference)

    def _table(self, arm: Arm, measure: Headline, width: int, rows: int) -> npt.NDArray[np.float64]:
        """Return a measure as rows of a design; not a number where a world has none."""
        numbers = (
            self.number(Cell(arm.number, "design", number), measure)
            for number in range(width * rows)
        )
        found = [math.nan if number is None else number for number in numbers]
        return np.array(found).reshape(rows, width)

    @staticmethod
    def _changes(
        plan: Morris, table: npt.NDArray[np.float64], place: int, factor: Factor
    ) -> Iterator[float]:
        """Yield the effect of one factor, walk by walk, for a move over the whole range."""
        for walk, numbers in enumerate(table):
            step = plan.order(walk).index(place)
            change = float(numbers[step + 1] - numbers[step]) / float(plan.step)
            if math.isnan(change):
                continue
            falls = not factor.is_group and not plan.rises(factor.knobs[0].id, walk)
            yield -change if falls else change

    def _rows(self, n: int) -> npt.NDArray[np.int64]:
        """Return lists of rows drawn with replacement, the same for every measure."""
        if n not in self._resampled:
            times = RESAMPLES if n > 1 else 0
            drawn = resampled(self.bench.file.design_seed, n, times)
            self._resampled[n] = np.array(drawn, dtype=np.int64).reshape(times, n)
        return self._resampled[n]


def _pairs_of(
    arm: Arm, measure: Headline, factors: Sequence[Factor], found: Indices
) -> Iterator[Pair]:
    """Yield what every two factors make together."""
    for (one, other), index in found.second.items():
        yield Pair(arm.number, measure, factors[one], factors[other], index)


def _mean(numbers: Sequence[float]) -> float | None:
    """Return the mean; None of nothing."""
    return math.fsum(numbers) / len(numbers) if numbers else None
