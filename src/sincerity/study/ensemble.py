"""Two settings, run side by side over replicates and over draws of what is not known.

Chance: the same inputs, other accidents. Assumptions: the same accidents, other plausible values
of every number that nothing vouches for. In both the two settings are paired, world by world, so
that a difference between them is not hidden by what they share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import CapacityError, UsageError
from sincerity.measures.contrast import Failure
from sincerity.study.apply import Kept, apply
from sincerity.study.assumptions import Assumption, every_value
from sincerity.study.cells import Cell, CellFiles, Outcome
from sincerity.study.design import FEWEST_DRAWS, MOST_DRAWS, Design
from sincerity.study.reading import assumptions_read
from sincerity.study.study import Study, stage_of

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.scheme.model import Scheme
    from sincerity.society import CompiledSociety

__all__ = ["Ensemble", "EnsembleProgress", "RunWorld", "Setting", "run_world"]

MOST_REPLICATES = 1000

RunWorld = Callable[["RunInputs", "CompiledSociety", "int | None"], Outcome]
"""Runs one world to its end; tests put something quicker in its place."""


@dataclass(frozen=True, slots=True)
class EnsembleProgress:
    """How many worlds are done, failed ones included, and which was the last."""

    done: int
    worlds: int
    failed: int
    cell: str
    seconds: float
    """wall time of the worlds that this call has run"""
    ran: int
    """worlds that this call has run; others were there already"""

    @property
    def part(self) -> str:
        """Where it stands besides, in words: nothing."""
        return ""

    @property
    def seconds_left(self) -> float | None:
        """Time left at the speed so far; None while there is none."""
        if not self.ran:
            return None
        return self.seconds / self.ran * (self.worlds - self.done)


@dataclass(frozen=True, slots=True)
class Setting:
    """One of the two settings: its name and its inputs at the values of the files."""

    name: str
    inputs: RunInputs


@dataclass(frozen=True)
class Ensemble:
    """A study run under two settings, in many worlds.

    Parameters
    ----------
    study
        What to run: scheme, society, months, seed. Its replicate is 0.
    against
        The other setting: a stage of integration (islands, joint...), or another scheme by name,
        path or loaded.
    draws
        Draws of the assumptions, 64 to 4,096; 0 leaves assumptions where they are.
    replicates
        Series of accidents at the values of the files, 1 to 1,000.
    design_seed
        Seed of the draws.

    Raises
    ------
    UsageError
        A number outside its range, or two settings that are one and the same.
    """

    study: Study
    against: str | Path | Scheme
    draws: int = FEWEST_DRAWS
    replicates: int = 8
    design_seed: int = 1
    world: RunWorld = field(default=lambda *asked: run_world(*asked), repr=False)
    _kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.draws and not FEWEST_DRAWS <= self.draws <= MOST_DRAWS:
            raise UsageError(
                f"draws must be 0 (no assumption is varied) or {FEWEST_DRAWS} to {MOST_DRAWS}, "
                f"not {self.draws}"
            )
        if not 1 <= self.replicates <= MOST_REPLICATES:
            raise UsageError(f"replicates must be 1 to {MOST_REPLICATES}, not {self.replicates}")
        if not 0 <= self.design_seed < 2**64:
            raise UsageError(f"a seed is 0 to 2^64 - 1, not {self.design_seed}")
        if self.study.replicate:
            raise UsageError("a study of several replicates begins with replicate 0")

    @cached_property
    def settings(self) -> tuple[Setting, Setting]:
        """Both settings with their inputs, checked."""
        first = self.study.inputs
        other = self._other
        second = other.inputs
        if replace(first, study="") == replace(second, study=""):
            raise UsageError("both settings are the same; there is nothing to compare")
        if first.conduct != second.conduct:
            raise UsageError(
                f"the settings have different catalogues of conduct ({first.conduct.id}, "
                f"{second.conduct.id}), so they cannot share what happens; name one with --conduct"
            )
        names = first.scheme.id, second.scheme.id
        if first.scheme == second.scheme:
            names = first.integration, second.integration
        if names[0] == names[1]:
            names = names[0], f"other-{names[1]}"
        return Setting(names[0], first), Setting(names[1], second)

    @property
    def is_of_stages(self) -> bool:
        """Whether the settings differ in their stage of integration alone, not in their scheme."""
        first, second = self.settings
        return bool(first.inputs.scheme == second.inputs.scheme)

    @cached_property
    def _other(self) -> Study:
        """The study under the other setting."""
        from sincerity.scheme.model_words import INTEGRATIONS

        word = self.against
        if isinstance(word, str) and word.replace("-", "_") in INTEGRATIONS:
            return replace(self.study, integration=stage_of(word))
        return replace(self.study, scheme=word, settings={})

    @cached_property
    def design(self) -> Design:
        """The positions of the assumptions in the draws."""
        return Design(max(self.draws, 1), self.design_seed)

    @cached_property
    def varied(self) -> tuple[Assumption, ...]:
        """The assumptions that either setting reads, those of the first setting first."""
        found: dict[str, Assumption] = {}
        for read in self._read:
            for assumption in read:
                found.setdefault(assumption.id, assumption)
        return tuple(found.values())

    def cells(self) -> Iterator[Cell]:
        """Yield all worlds in the order in which they are run; pairs stay together."""
        for number in range(self.replicates):
            yield from (Cell("replicate", number, setting) for setting in (0, 1))
        for number in range(self.draws):
            yield from (Cell("draw", number, setting) for setting in (0, 1))

    @property
    def worlds(self) -> int:
        """How many worlds there are to run."""
        return 2 * (self.replicates + self.draws)

    def inputs_of(self, cell: Cell) -> RunInputs:
        """Return everything that decides the numbers of one world."""
        inputs = self.settings[cell.setting].inputs
        if cell.kind == "replicate":
            return replace(inputs, replicate=cell.number)
        read = self._read[cell.setting]
        answers = {
            a.id: self.design.value(a, cell.number) for a in read if a.place in _questions(inputs)
        }
        if answers:  # they may bring other numbers into the scheme
            inputs = apply(inputs, answers)
            read = assumptions_read(inputs)
        values = {a.id: self.design.value(a, cell.number) for a in read}
        return apply(inputs, values, self._kept_for(cell.number))

    @cached_property
    def _read(self) -> tuple[tuple[Assumption, ...], tuple[Assumption, ...]]:
        """What varies in each setting at the values of the files."""
        first, second = self.settings
        return assumptions_read(first.inputs), assumptions_read(second.inputs)

    def _kept_for(self, draw: int) -> Kept:
        """Return the files of a draw that the partner's world may share."""
        if self._kept.get("draw") != draw:
            self._kept.clear()
            self._kept.update(draw=draw, files={})
        files: Kept = self._kept["files"]
        return files

    def run(
        self,
        files: CellFiles,
        *,
        progress: Callable[[EnsembleProgress], None] | None = None,
    ) -> tuple[dict[Cell, Outcome], list[Failure]]:
        """Run every world that is not done yet, one after another, and return them all.

        A world that fails is left out and named; the others go on.

        Raises
        ------
        CapacityError
            A world does not fit in the memory of this machine; neither would the others.
        """
        outcomes: dict[Cell, Outcome] = {}
        failures: list[Failure] = []
        seconds, ran = 0.0, 0
        for cell in self.cells():
            started = time.perf_counter()
            outcome = files.read(cell)
            if outcome is None:
                try:
                    outcome = self._run_cell(cell)
                except CapacityError:
                    raise
                except Exception as error:
                    failures.append(Failure(cell.name, files.write_failure(cell, error)))
                else:
                    files.write(cell, outcome)
                seconds, ran = seconds + time.perf_counter() - started, ran + 1
            if outcome is not None:
                outcomes[cell] = outcome
            if progress is not None:
                done = len(outcomes) + len(failures)
                progress(
                    EnsembleProgress(done, self.worlds, len(failures), cell.name, seconds, ran)
                )
        return outcomes, failures

    def _run_cell(self, cell: Cell) -> Outcome:
        """Run one world."""
        inputs = self.inputs_of(cell)
        outcome = self.world(inputs, self.study.compiled_society, self.study.threads)
        return replace(outcome, values=self._values(cell, inputs))

    def _values(self, cell: Cell, inputs: RunInputs) -> Mapping[str, str]:
        """Return where the assumptions of a draw really stand, as text."""
        if cell.kind == "replicate":
            return {}
        varied = {assumption.id for assumption in self.varied}
        return {a.id: _text(a.value) for a in every_value(inputs) if a.id in varied}


def _questions(inputs: RunInputs) -> frozenset[str]:
    """Return the places of the questions on which the scheme's sources differ."""
    return frozenset(f"settings.{name}" for name in inputs.scheme.settings)


def run_world(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """Run one world to its end and return its outcome measures."""
    from sincerity.measures.headline import headline
    from sincerity.runs.codebook import codebook
    from sincerity.world.world import World

    world = World(
        society,
        inputs.scheme,
        inputs.conduct,
        inputs.parameters,
        institutions=inputs.institutions,
        integration=inputs.integration,
        seed=inputs.seed,
        replicate=inputs.replicate,
        threads=threads,
    )
    world.run(inputs.months)
    book = codebook(inputs.scheme, inputs.conduct)
    return Outcome(headline(world.tallies, book), world.digest(), world.timing.loop_seconds, {})


def _text(value: object) -> str:
    """Return a value as files write it."""
    from decimal import Decimal

    return format(value, "f") if isinstance(value, Decimal) else str(value)
