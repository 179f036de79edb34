"""One calibration from start to end: replicates, waves, predictions, folder."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.calibrate.history import (
    FEWEST_DRAWS,
    MOST_DRAWS,
    WANTED,
    Box,
    Chance,
    Judged,
    Point,
    chance_of_rows,
    closer_box,
    judge,
    middle_point,
    wave,
    whole_box,
)
from sincerity.calibrate.model import Targets
from sincerity.calibrate.predict import Predicted, predictions
from sincerity.calibrate.targets import load_targets
from sincerity.calibrate.worlds import Bench, society_named
from sincerity.errors import UsageError
from sincerity.study.cells import Cell, CellFiles, Outcome

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["Calibration", "Found", "Progress", "RunWorld"]

RunWorld = Callable[[Mapping[str, "Decimal"], int], Outcome]
"""Runs the world of a setting under a series of accidents; tests put something quicker in place."""

MOST_WAVES = 6
_WAVE = 10_000
"""Number of the first series of accidents of a wave: no two settings share their accidents."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many worlds are done, of how many until the end of this wave.

    Attributes
    ----------
    seconds, ran
        Wall time of the worlds that were timed, and how many these are. The first world of a call
        compiles, so it is not timed.
    wave, waves
        Which wave it is, 0 for the replicates before the first, and how many there are at most.
    """

    done: int
    worlds: int
    failed: int
    seconds: float
    ran: int
    wave: int = 0
    waves: int = 1

    @property
    def part(self) -> str:
        """Where it stands besides, in words."""
        return f"wave {self.wave} of at most {self.waves}" if self.wave else "replicates"

    @property
    def seconds_left(self) -> float | None:
        """Time left of this wave at the speed so far; None while unknown."""
        return None if not self.ran else self.seconds / self.ran * (self.worlds - self.done)


@dataclass(frozen=True)
class Found:
    """What a calibration found.

    Attributes
    ----------
    judged
        Every setting that was run, in order.
    chance
        What accidents do to each fitted row.
    predicted
        Every number over the kept settings.
    boxes
        The box of each wave.
    outcomes
        Each world's outcome, replicates first.
    """

    targets: Targets
    judged: Sequence[Judged]
    chance: Mapping[str, Chance]
    predicted: Sequence[Predicted]
    boxes: Sequence[Box]
    outcomes: Mapping[Cell, Outcome]

    @property
    def kept(self) -> tuple[Judged, ...]:
        """The settings that no row rules out, nearest first."""
        return tuple(sorted((j for j in self.judged if j.is_kept), key=lambda j: j.worst))

    @property
    def nearest(self) -> Judged:
        """The setting that lies nearest to the fitted rows, kept or not."""
        return min(self.judged, key=lambda setting: setting.worst)


@dataclass(frozen=True)
class Calibration:
    """A shipped scheme held against the published rows that ship with it.

    Parameters
    ----------
    name
        Name of the shipped rows. Nothing else can be fitted.
    society
        Another society than theirs, by name or path; None for theirs.
    draws
        Settings in a wave.
    waves
        Waves at most; a further one is run only while few settings are kept.
    replicates
        Worlds at the middle of all ranges, which show what chance does.
    seed
        Seed of events; the design has `design_seed`.
    threads
        Worker threads; one a processor when left out. Changes no number.

    Raises
    ------
    UsageError
        Nothing of that name ships, or a number lies outside its range.
    """

    name: str
    society: str | Path | None = None
    draws: int = 64
    waves: int = 3
    replicates: int = 8
    seed: int = 1
    design_seed: int = 1
    threads: int | None = None
    world: RunWorld | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for name, number, low, high in (
            ("draws", self.draws, FEWEST_DRAWS, MOST_DRAWS),
            ("waves", self.waves, 1, MOST_WAVES),
            ("replicates", self.replicates, 2, 1000),
            ("seed", self.seed, 0, 2**64 - 1),
            ("design seed", self.design_seed, 0, 2**64 - 1),
        ):
            if not low <= number <= high:
                raise UsageError(f"{name} must be {low:,} to {high:,}, not {number}")

    @property
    def targets(self) -> Targets:
        """The published rows."""
        return load_targets(self.name)

    def bench(self) -> Bench:
        """Return what runs the worlds."""
        society = society_named(self.society or self.targets.run.society)
        return Bench(self.targets, society, seed=self.seed, threads=self.threads)

    def asked(self) -> dict[str, Any]:
        """Return what was asked, as plain values."""
        return {
            "calibration": self.name,
            "draws": self.draws,
            "waves_at_most": self.waves,
            "replicates": self.replicates,
            "seed": self.seed,
            "design_seed": self.design_seed,
        }

    def run(
        self,
        files: CellFiles,
        bench: Bench,
        *,
        progress: Callable[[Progress], None] | None = None,
    ) -> Found:
        """Run every world that is not done yet and return what they show."""
        targets = self.targets
        worlds = _Worlds(self.world or bench.run, files, progress, self.waves)
        worlds.expect(self.replicates + self.draws)
        middle = middle_point(targets)
        repeated = [
            worlds.run(Cell("replicate", number, 0), middle, number + 1).headline
            for number in range(self.replicates)
        ]
        chance = chance_of_rows(targets, [_numbers(headline) for headline in repeated])
        judged: list[Judged] = []
        boxes: list[Box] = []
        for number in range(1, self.waves + 1):
            boxes.append(closer_box(targets, judged) if judged else whole_box(targets))
            worlds.wave = number
            if number > 1:
                worlds.expect(self.draws)
            for point in wave(targets, boxes[-1], number, self.draws, self.design_seed):
                series = number * _WAVE + point.number
                outcome = worlds.run(Cell("draw", series, 0), point, series)
                judged.append(judge(targets, point, _numbers(outcome.headline), chance))
            if sum(setting.is_kept for setting in judged) >= WANTED:
                break
        return Found(targets, judged, chance, predictions(targets, judged), boxes, worlds.outcomes)


def _numbers(headline: Mapping[str, float | int | None]) -> dict[str, float]:
    """Return the numbers of a world; each is there."""
    return {name: float(number) for name, number in headline.items() if number is not None}


class _Worlds:
    """Runs worlds one after another, each kept as a file as soon as it is done."""

    def __init__(
        self,
        run: RunWorld,
        files: CellFiles,
        progress: Callable[[Progress], None] | None,
        waves: int,
    ) -> None:
        self.outcomes: dict[Cell, Outcome] = {}
        self.wave = 0
        self._run, self._files, self._progress, self._waves = run, files, progress, waves
        self._expected, self._ran, self._seconds = 0, 0, 0.0

    def expect(self, worlds: int) -> None:
        """Say that so many more worlds are to come."""
        self._expected += worlds

    def run(self, cell: Cell, point: Point, series: int) -> Outcome:
        """Return the outcome of one world, from its file where it is done already."""
        outcome = self._files.read(cell)
        if outcome is None:
            started = time.perf_counter()
            outcome = self._run(point.values, series)
            self._files.write(cell, outcome)
            self._ran += 1
            if self._ran > 1:
                self._seconds += time.perf_counter() - started
        self.outcomes[cell] = outcome
        if self._progress is not None:
            done, timed = len(self.outcomes), max(self._ran - 1, 0)
            at = (self.wave, self._waves)
            self._progress(Progress(done, self._expected, 0, self._seconds, timed, *at))
        return outcome
