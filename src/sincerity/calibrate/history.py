"""History matching: which settings of what is free are not ruled out by the published rows.

A setting is a point in the ranges of the free parameters; each is run as a world. For each fitted
row the implausibility of a setting is

    |simulated - published| / sqrt(chance + rounding + sampling + discrepancy)

with variances below the root: of accidents in worlds of this size (from replicates at the middle of
all ranges, growing with the number itself), of the rounding of the published number (even over its
last digit), of its sampling where it is of a sample, and of what the model leaves out, as stated. A
setting is ruled out when its worst row lies beyond the cut; every other one is kept, and none is
called the best. Settings are spread as a Latin hypercube. While few are kept, a further wave looks
closer around those that were nearest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import fmean, variance

from sincerity.calibrate.model import CUT, Free, Row, Targets
from sincerity.errors import UsageError
from sincerity.study.assumptions import Assumption
from sincerity.study.design import Design, value_at

__all__ = [
    "FEWEST_DRAWS",
    "MOST_DRAWS",
    "Box",
    "Chance",
    "Judged",
    "Point",
    "chance_of_rows",
    "closer_box",
    "implausibility",
    "judge",
    "middle_point",
    "wave",
    "whole_box",
]

FEWEST_DRAWS, MOST_DRAWS = 8, 4096
WANTED = 24
"""With fewer settings kept, a further wave is run if waves are left: the ends of an interval over
the kept settings are set by single ones, and over a handful they lie too near to each other."""
_NEAREST = 6
"""Settings around which the next wave looks closer, unless more are kept."""
_MARGIN = Fraction(1, 8)
"""How much wider than those settings the next wave looks, as a share of their spread."""
_GRID = 4096
_MIDDLE = Fraction(1, 2)

Box = Mapping[str, tuple[Fraction, Fraction]]
"""Lowest and highest position of each free parameter, between 0 and 1 of its range."""


@dataclass(frozen=True, slots=True)
class Point:
    """One setting: a position of each free parameter in its range, and the value there."""

    wave: int
    number: int
    positions: Mapping[str, Fraction]
    values: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Chance:
    """What accidents alone do to a row: mean and variance over replicates of one setting."""

    mean: float
    variance: float
    replicates: int

    def of(self, simulated: float) -> float:
        """Return the variance at another number; it grows with the number, as that of counts."""
        if self.mean == 0:
            return self.variance
        return self.variance * abs(simulated / self.mean)


@dataclass(frozen=True, slots=True)
class Judged:
    """A setting held against the fitted rows.

    Attributes
    ----------
    by_row
        Implausibility of each fitted row.
    numbers
        Every number that was read off its world.
    """

    point: Point
    by_row: Mapping[str, float]
    numbers: Mapping[str, float]

    @property
    def worst(self) -> float:
        """The greatest implausibility of a row."""
        return max(self.by_row.values())

    @property
    def is_kept(self) -> bool:
        """Whether no row rules the setting out."""
        return self.worst <= CUT


def whole_box(targets: Targets) -> Box:
    """Return the whole range of every free parameter."""
    return {free.id: (Fraction(0), Fraction(1)) for free in targets.free}


def middle_point(targets: Targets) -> Point:
    """Return the setting in the middle of every range; its replicates show what chance does."""
    positions = {free.id: _MIDDLE for free in targets.free}
    values = {free.id: value_of(free, _MIDDLE) for free in targets.free}
    return Point(0, 0, positions, values)


def wave(targets: Targets, box: Box, number: int, draws: int, seed: int) -> Iterator[Point]:
    """Yield the settings of one wave, a Latin hypercube over a box.

    Parameters
    ----------
    number
        Number of the wave, from 1.
    draws
        Settings in the wave, 8 to 4,096.
    seed
        Seed of the design; it is no seed of events.
    """
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise UsageError(f"draws must be {FEWEST_DRAWS} to {MOST_DRAWS}, not {draws}")
    design = Design(draws, seed)
    columns = {free.id: design.column(_address(targets, free, number)) for free in targets.free}
    for draw in range(draws):
        positions = {
            name: low + (high - low) * columns[name][draw] for name, (low, high) in box.items()
        }
        values = {free.id: value_of(free, positions[free.id]) for free in targets.free}
        yield Point(number, draw, positions, values)


def value_of(free: Free, position: Fraction) -> Decimal:
    """Return the value of a free parameter at a position in its range."""
    low, high = free.range
    about = Assumption(
        id=free.id,
        file="targets",
        place=free.id,
        label=free.label,
        value=low,
        low=low,
        high=high,
        mark=free.mark,
        source=free.source,
        used_in=(),
        unit=free.unit,
    )
    value = Decimal(value_at(about, position))
    return Decimal(round(value)) if free.whole else value


def chance_of_rows(
    targets: Targets, replicates: Sequence[Mapping[str, float]]
) -> dict[str, Chance]:
    """Return what accidents do to each fitted row.

    Parameters
    ----------
    replicates
        Numbers of worlds of one setting under different accidents, two at least.
    """
    if len(replicates) < 2:
        raise UsageError("at least two replicates are needed to see what chance does")
    found = {}
    for row in targets.fitted_rows:
        numbers = [replicate[row.id] for replicate in replicates]
        found[row.id] = Chance(fmean(numbers), variance(numbers), len(numbers))
    return found


def implausibility(row: Row, simulated: float, chance: Chance) -> float:
    """Return how far a simulated number lies from a published one, in standard deviations."""
    if row.value is None or row.discrepancy is None:
        raise UsageError(f"row '{row.id}' cannot be held against: it is not fitted")
    rounding = float(row.rounding or 0) ** 2 / 3
    sampling = float(row.sampling or 0) ** 2
    left_out = float(row.discrepancy.value) ** 2
    spread = math.sqrt(chance.of(simulated) + rounding + sampling + left_out)
    return abs(simulated - float(row.value)) / spread


def judge(
    targets: Targets, point: Point, numbers: Mapping[str, float], chance: Mapping[str, Chance]
) -> Judged:
    """Return a setting with its implausibility in every fitted row."""
    by_row = {
        row.id: implausibility(row, numbers[row.id], chance[row.id]) for row in targets.fitted_rows
    }
    return Judged(point, by_row, numbers)


def closer_box(targets: Targets, judged: Sequence[Judged]) -> Box:
    """Return the box around the settings that lie nearest to the rows, a little wider.

    Parameters that no fitted row depends on keep their whole range.
    """
    ranked = sorted(judged, key=lambda setting: setting.worst)
    kept = sum(setting.is_kept for setting in ranked)
    near = ranked[: max(_NEAREST, kept)]
    box = dict(whole_box(targets))
    for free in targets.fitted_parameters:
        positions = [setting.point.positions[free.id] for setting in near]
        low, high = min(positions), max(positions)
        margin = (high - low) * _MARGIN
        box[free.id] = (
            max(Fraction(0), Fraction(math.floor((low - margin) * _GRID), _GRID)),
            min(Fraction(1), Fraction(math.ceil((high + margin) * _GRID), _GRID)),
        )
    return box


def _address(targets: Targets, free: Free, number: int) -> str:
    """Return the address of a parameter's column in a wave."""
    return f"calibrate.{targets.id}.{free.id}.{number}"
