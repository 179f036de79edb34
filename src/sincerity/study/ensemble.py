"""Settings run side by side over replicates and over draws of what is not known.

Chance: the same inputs, other accidents. Assumptions: the same accidents, other plausible values
of every number that nothing vouches for. In both the settings are paired, world by world, so that
a difference between them is not hidden by what they share.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sincerity.errors import CapacityError, UsageError
from sincerity.measures.contrast import Failure
from sincerity.study.apply import Kept, apply
from sincerity.study.assumptions import Assumption, every_value
from sincerity.study.cells import Cell, CellFiles, Kind, Outcome
from sincerity.study.design import FEWEST_DRAWS, MOST_DRAWS, Design
from sincerity.study.reading import assumptions_read
from sincerity.study.settings import Other, Setting, same_but_name, settings_of
from sincerity.study.study import Study
from sincerity.study.together import Answer, RunTogether, Way, outcome_of, world_of

if TYPE_CHECKING:
    from sincerity.conduct import Conduct
    from sincerity.runs.model import RunInputs
    from sincerity.society import CompiledSociety

__all__ = ["Ensemble", "EnsembleProgress", "RunWorld", "Setting", "run_world"]

MOST_REPLICATES = 1000
MOST_OTHERS = 16

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


@dataclass(frozen=True)
class Ensemble:
    """A study run under several settings, in many worlds.

    Parameters
    ----------
    study
        What to run: scheme, society, months, seed. Its replicate is 0.
    against
        The other setting, or several: a stage of integration (islands, joint...), another scheme by
        name, path or loaded, or a study of the same society, months and seed.
    draws
        Draws of the assumptions, 64 to 4,096; 0 leaves assumptions where they are.
    replicates
        Series of accidents at the values of the files, 1 to 1,000.
    design_seed
        Seed of the draws.
    together
        Runs the worlds of one replicate or draw and counts each beside that of `study`, person by
        person. Without it every world is run by itself, and two equal settings are refused.
    way
        How `together` goes about it; as memory has it when left out.

    Raises
    ------
    UsageError
        A number outside its range, or two settings that are one and the same.
    """

    study: Study
    against: Other | Sequence[Other]
    draws: int = FEWEST_DRAWS
    replicates: int = 8
    design_seed: int = 1
    world: RunWorld = field(default=lambda *asked: run_world(*asked), repr=False)
    together: RunTogether | None = field(default=None, repr=False)
    way: Way | None = None
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
        if not 1 <= len(self.others) <= MOST_OTHERS:
            raise UsageError(f"one to {MOST_OTHERS} settings can be compared with another")

    @property
    def others(self) -> tuple[Other, ...]:
        """The settings beside that of the study, as they were asked for."""
        if isinstance(self.against, list | tuple):
            return tuple(self.against)
        return (cast("Other", self.against),)

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """All settings with their inputs, checked; that of the study first."""
        found = settings_of(self.study, self.others)
        first = found[0].inputs
        if self.together is None and any(same_but_name(first, s.inputs) for s in found[1:]):
            raise UsageError("both settings are the same; there is nothing to compare")
        return found

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Which settings are compared: every difference is the first of a pair less the second.

        Of worlds that are counted person by person each reform is compared with the base; of two
        others the first with the second.
        """
        if self.together is None:
            return ((0, 1),)
        return tuple((place, 0) for place in range(1, len(self.settings)))

    @property
    def is_of_stages(self) -> bool:
        """Whether the settings differ in their stage of integration alone, not in their scheme."""
        first = self.settings[0].inputs
        return all(setting.inputs.scheme == first.scheme for setting in self.settings)

    @cached_property
    def design(self) -> Design:
        """The positions of the assumptions in the draws."""
        return Design(max(self.draws, 1), self.design_seed)

    @cached_property
    def varied(self) -> tuple[Assumption, ...]:
        """The assumptions that any setting reads, those of the first setting first."""
        found: dict[str, Assumption] = {}
        for read in self._read:
            for assumption in read:
                found.setdefault(assumption.id, assumption)
        return tuple(found.values())

    def groups(self) -> Iterator[tuple[Cell, ...]]:
        """Yield the worlds of each replicate and draw in the order in which they are run."""
        counts: tuple[tuple[Kind, int], ...] = (
            ("replicate", self.replicates),
            ("draw", self.draws),
        )
        for kind, count in counts:
            for number in range(count):
                yield tuple(Cell(kind, number, place) for place in range(len(self.settings)))

    @property
    def worlds(self) -> int:
        """How many worlds there are to run."""
        return (1 + len(self.others)) * (self.replicates + self.draws)

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
    def _read(self) -> tuple[tuple[Assumption, ...], ...]:
        """What varies in each setting at the values of the files."""
        return tuple(assumptions_read(setting.inputs) for setting in self.settings)

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
        for group in self.groups():
            found = {cell: files.read(cell) for cell in group}
            outcomes |= {cell: outcome for cell, outcome in found.items() if outcome is not None}
            for cells in self._batches(found):
                started = time.perf_counter()
                for cell, answer in self._run_cells(cells).items():
                    ran += 1
                    if isinstance(answer, Exception):
                        failures.append(Failure(cell.name, files.write_failure(cell, answer)))
                        outcomes.pop(cell, None)
                    else:
                        files.write(cell, answer)
                        outcomes[cell] = answer
                seconds += time.perf_counter() - started
                self._tell(progress, outcomes, failures, cells[-1], seconds, ran)
            if not self._batches(found):
                self._tell(progress, outcomes, failures, group[-1], seconds, ran)
        return outcomes, failures

    def _tell(
        self,
        progress: Callable[[EnsembleProgress], None] | None,
        outcomes: Mapping[Cell, Outcome],
        failures: Sequence[Failure],
        last: Cell,
        seconds: float,
        ran: int,
    ) -> None:
        """Say how many worlds are done."""
        if progress is not None:
            failed = len(failures)
            done = len(outcomes) + failed
            progress(EnsembleProgress(done, self.worlds, failed, last.name, seconds, ran))

    def _batches(self, found: Mapping[Cell, Outcome | None]) -> list[tuple[Cell, ...]]:
        """Return the worlds of a group that are not done, those to be run together in one batch.

        A reform without counts beside the base is not done, and is run again with the base.
        """
        if self.together is None:
            return [(cell,) for cell, outcome in found.items() if outcome is None]
        base, *reforms = found
        missing = [cell for cell in reforms if (o := found[cell]) is None or o.joint is None]
        return [(base, *missing)] if missing or found[base] is None else []

    def _run_cells(self, cells: Sequence[Cell]) -> dict[Cell, Answer]:
        """Run worlds, together if that is asked; what cannot be run is an exception.

        Raises
        ------
        CapacityError
            A world does not fit in the memory of this machine; neither would the others.
        """
        inputs: dict[Cell, RunInputs] = {}
        answers: dict[Cell, Answer] = {}
        for cell in cells:
            try:
                inputs[cell] = self.inputs_of(cell)
            except Exception as error:
                answers[cell] = error
        for cell in [cell for cell in inputs if not _shares_acts(inputs[cell], inputs)]:
            del inputs[cell]
            answers[cell] = UsageError(
                "this draw had to be moved back differently in the two settings, so that people "
                "would act at other rates: the worlds cannot share what happens"
            )
        society, threads = self.study.compiled_society, self.study.threads
        if self.together is not None and cells[0] in inputs:
            found = self.together(list(inputs.values()), society, threads, self.way)
            answers |= dict(zip(inputs, found, strict=True))
        else:
            for cell, one in inputs.items():
                try:
                    answers[cell] = self.world(one, society, threads)
                except CapacityError:
                    raise
                except Exception as error:
                    answers[cell] = error
        for cell, answer in answers.items():
            if isinstance(answer, Outcome):
                answers[cell] = replace(answer, values=self._values(cell, inputs[cell]))
        return answers

    def _values(self, cell: Cell, inputs: RunInputs) -> Mapping[str, str]:
        """Return where the assumptions of a draw really stand, as text."""
        if cell.kind == "replicate":
            return {}
        varied = {assumption.id for assumption in self.varied}
        return {a.id: _text(a.value) for a in every_value(inputs) if a.id in varied}


def _shares_acts(one: RunInputs, group: Mapping[Cell, RunInputs]) -> bool:
    """Say whether a world has the candidates for acts of the first of its group."""
    first = next(iter(group.values())).conduct
    mine = one.conduct
    return mine is first or _candidates(mine) == _candidates(first)


def _candidates(conduct: Conduct) -> tuple[object, ...]:
    """Return what decides how often who may act: rates, bounds and invented records."""
    kinds = ((kind.rate.used, kind.by, kind.bound) for kind in conduct.kinds)
    return (conduct.arrivals, conduct.invented_bound.used, *kinds)


def _questions(inputs: RunInputs) -> frozenset[str]:
    """Return the places of the questions on which the scheme's sources differ."""
    return frozenset(f"settings.{name}" for name in inputs.scheme.settings)


def run_world(inputs: RunInputs, society: CompiledSociety, threads: int | None) -> Outcome:
    """Run one world to its end and return its outcome measures."""
    world = world_of(inputs, society, threads)
    world.run(inputs.months)
    return outcome_of(inputs, world)


def _text(value: object) -> str:
    """Return a value as files write it."""
    from decimal import Decimal

    return format(value, "f") if isinstance(value, Decimal) else str(value)
