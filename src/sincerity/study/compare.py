"""Reforms beside a base: the same people under each, in pairs that share every accident."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.measures.pairing import PRECISION
from sincerity.study.contrast_folder import Also, ContrastRun, run_contrast
from sincerity.study.design import FEWEST_DRAWS
from sincerity.study.ensemble import Ensemble, EnsembleProgress
from sincerity.study.settings import Other
from sincerity.study.study import Study
from sincerity.study.together import (
    MemoryPlan,
    RunTogether,
    Way,
    memory_plan,
    run_together,
    world_of,
)

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme

__all__ = ["Comparing", "Cost", "compare"]

_LARGE = 3_000_000
"""Residents above which speed is measured on a shipped county instead."""
_SPEED_SOCIETY = "suining-county"
_MONTHS_TIMED = 3
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Cost:
    """What a comparison would take.

    Attributes
    ----------
    worlds, person_months
        How many worlds, and what they come to in all.
    speed
        Person-months a second, measured on the base just now, after its first month.
    measured_on
        The society on which that was measured.
    memory
        What the worlds of one pair need side by side and what there is.
    """

    worlds: int
    person_months: int
    speed: float
    measured_on: str
    memory: MemoryPlan
    way: Way

    @property
    def seconds(self) -> float:
        """Time in all; worlds that are replayed are lived twice."""
        times = 2 if self.way == "replayed" else 1
        return times * self.person_months / self.speed

    def to_plain(self) -> dict[str, Any]:
        """Return the cost by name."""
        return {
            "worlds": self.worlds,
            "person_months": self.person_months,
            "person_months_per_second": round(self.speed),
            "speed_measured_on": self.measured_on,
            "seconds": round(self.seconds, 1),
            "memory_needed_gib": round(self.memory.needed / _GIB, 2),
            "memory_available_gib": round(self.memory.available / _GIB, 2),
            "way": self.way,
        }


@dataclass(frozen=True)
class Comparing:
    """Reforms that are to be compared with a base.

    The command ``sincerity compare`` makes one of these; so does `compare`.

    Parameters
    ----------
    base
        The study of the base: scheme, society, months, seed.
    reforms
        Schemes by name, path or loaded; stages of integration, at which the base's scheme is run;
        or studies of the same society, months and seed.
    draws, replicates, design_seed
        As for `Ensemble`.
    precision
        Half the interval of a mean difference, as a share of it, for which replicates are counted.
    way
        Worlds side by side in memory (together), or recorded one by one and replayed township by
        township (replayed); as memory has it when left out. Changes no number.
    """

    base: Study
    reforms: Sequence[Other]
    draws: int = FEWEST_DRAWS
    replicates: int = 8
    design_seed: int = 1
    precision: float = PRECISION
    way: Way | None = None
    together: RunTogether = field(default=lambda *asked: run_together(*asked), repr=False)

    def __post_init__(self) -> None:
        if not 0 < self.precision < 1:
            raise UsageError(f"the precision is a share between 0 and 1, not {self.precision:g}")
        if self.way not in (None, "together", "replayed"):
            raise UsageError(f"worlds are run 'together' or 'replayed', not '{self.way}'")
        if not self.reforms:
            raise UsageError("name at least one reform beside the base")

    @cached_property
    def ensemble(self) -> Ensemble:
        """All worlds that are to be run."""
        return Ensemble(
            self.base,
            tuple(self.reforms),
            draws=self.draws,
            replicates=self.replicates,
            design_seed=self.design_seed,
            together=self.together,
            way=self.way,
        )

    def run(
        self,
        out_dir: str | Path | None = None,
        *,
        progress: Callable[[EnsembleProgress], None] | None = None,
        results: str | Path = "results",
        report: bool = True,
        place_known: Callable[[Path], None] | None = None,
        also: Also | None = None,
    ) -> ContrastRun:
        """Run every world, and write the folder of the comparison.

        What was stopped goes on where it stood when the same is asked again. For `also` see
        `run_contrast`.
        """
        return run_contrast(
            self.ensemble,
            None if out_dir is None else Path(out_dir),
            results=Path(results),
            report=report,
            progress=progress,
            place_known=place_known,
            precision=self.precision,
            also=also,
        )

    def cost(self) -> Cost:
        """Return what the comparison would take; runs the base for a few months to time it."""
        society = self.base.compiled_society
        inputs = [setting.inputs for setting in self.ensemble.settings]
        memory = memory_plan(inputs, society, self.base.threads)
        speed, measured_on = self._speed()
        return Cost(
            worlds=self.ensemble.worlds,
            person_months=self.ensemble.worlds * society.n_residents * self.base.months,
            speed=speed,
            measured_on=measured_on,
            memory=memory,
            way=self.way or memory.way,
        )

    def _speed(self) -> tuple[float, str]:
        """Return person-months a second of the base, and where that was measured."""
        from sincerity.society import compile_society, load_society

        society, name = self.base.compiled_society, self.base.inputs.society.id
        if society.n_residents > _LARGE:
            society, name = compile_society(load_society(_SPEED_SOCIETY)), _SPEED_SOCIETY
        world = world_of(self.base.inputs, society, self.base.threads)
        world.step()  # also loads or compiles what is not there yet
        started = time.perf_counter()
        world.run(_MONTHS_TIMED)
        seconds = max(time.perf_counter() - started, 1e-6)
        return _MONTHS_TIMED * society.n_residents / seconds, name


def compare(
    base: str | Path | Scheme | Study,
    *reforms: Other,
    society: str | Path | None = None,
    output: str | Path | None = None,
    replicates: int = 8,
    draws: int = FEWEST_DRAWS,
    design_seed: int = 1,
    precision: float = PRECISION,
    way: Way | None = None,
    progress: Callable[[EnsembleProgress], None] | None = None,
    results: str | Path = "results",
    report: bool = True,
    **study: Any,
) -> ContrastRun:
    """Compare reforms with a base, person by person, and write the folder of the comparison.

    Parameters
    ----------
    base
        A scheme by name, path or loaded, or a whole study.
    reforms
        Schemes, stages of integration, or studies of the same society, months and seed.
    society
        A society by name or path; the teaching town when left out.
    output
        Folder to write; one below `results` when left out.
    replicates, draws, design_seed
        Series of accidents; draws of the assumptions, 64 or more or 0; seed of the draws.
    precision
        Half the interval of a mean difference, as a share of it, for which replicates are counted.
    way
        ``together`` or ``replayed``; as memory has it when left out. Changes no number.
    progress
        Called after each world.
    report
        Also write ``report.html``.
    study
        What else `Study` takes: months, seed, set, settings, conduct, parameters, institutions,
        integration, threads, name.

    Returns
    -------
    ContrastRun
        One contrast a reform: every difference is the reform less the base.

    Raises
    ------
    UsageError
        A number outside its range, or settings that cannot share what happens.
    """
    if isinstance(base, Study):
        if study or society is not None:
            raise UsageError("society, months and the like belong to the study that is given")
        whole = base
    else:
        whole = Study(base, society or "teaching-town", **study)
    comparing = Comparing(
        whole,
        reforms,
        draws=draws,
        replicates=replicates,
        design_seed=design_seed,
        precision=precision,
        way=way,
    )
    return comparing.run(output, progress=progress, results=results, report=report)
