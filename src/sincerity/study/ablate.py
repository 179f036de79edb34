"""A run with one mechanism taken out at a time, replicate by replicate under the same accidents."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sincerity.measures.headline import HEADLINES
from sincerity.measures.spread import Interval, chance_interval
from sincerity.study import ensemble
from sincerity.study.ablations import Ablation
from sincerity.study.cells import Outcome
from sincerity.study.study import Study

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["NOTHING", "Ablated", "Matrix", "ablate"]

NOTHING = "nothing"
"""Name of the row in which every mechanism is there."""

Number = float | int | None


@dataclass(frozen=True, slots=True)
class Ablated:
    """One measure with one mechanism taken out.

    Attributes
    ----------
    mechanism, measure
        What was taken out, and of which measure this is.
    value, difference
        Mean over the replicates, and of the differences from the run that has all mechanisms.
    chance
        Where the mean difference lies as far as accidents leave it open; how many replicates.
    """

    mechanism: str
    measure: str
    value: float | None
    difference: float | None
    chance: Interval


@dataclass(frozen=True)
class Matrix:
    """All mechanisms against all measures, in their order.

    Attributes
    ----------
    rows
        One a mechanism and measure, `NOTHING` first.
    absent
        Mechanisms that the run does not have, so that nothing could be taken out.
    replicates, residents
        Worlds behind every number, and synthetic people in each.
    """

    rows: Sequence[Ablated]
    absent: Sequence[str]
    replicates: int
    residents: int


def ablate(
    study: Study,
    ablations: Sequence[Ablation],
    replicates: int = 3,
    *,
    world: ensemble.RunWorld | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Matrix:
    """Return what each mechanism does to each measure.

    Parameters
    ----------
    replicates
        Series of accidents; each is run once with everything, and once without each mechanism.
    world
        Runs one world to its end; tests put something quicker in its place.
    progress
        Called after each world with worlds done and worlds asked for.
    """
    run = ensemble.run_world if world is None else world
    inputs = study.inputs
    changed = {ablation.name: ablation.apply(inputs) for ablation in ablations}
    present = {name: other for name, other in changed.items() if other != inputs}
    worlds = {NOTHING: inputs, **present}
    done, asked = 0, len(worlds) * replicates
    outcomes: dict[str, list[Outcome]] = {name: [] for name in worlds}
    for number in range(replicates):
        for name, other in worlds.items():
            outcomes[name].append(_run(study, replace(other, replicate=number), run))
            done += 1
            if progress is not None:
                progress(done, asked)
    central = [outcome.headline for outcome in outcomes[NOTHING]]
    rows = [
        row
        for name, found in outcomes.items()
        for row in _rows(name, [outcome.headline for outcome in found], central)
    ]
    absent = [name for name in changed if name not in present]
    return Matrix(rows, absent, replicates, study.compiled_society.n_residents)


def _run(study: Study, inputs: RunInputs, world: ensemble.RunWorld) -> Outcome:
    """Run one world; a society that an ablation changed is compiled for it."""
    from sincerity.society import compile_society

    society = study.compiled_society
    if inputs.society != study.inputs.society:
        society = compile_society(inputs.society)
    return world(inputs, society, study.threads)


def _rows(
    name: str, found: Sequence[Mapping[str, Any]], central: Sequence[Mapping[str, Any]]
) -> Iterator[Ablated]:
    """Yield the measures of one mechanism, replicate by replicate against the whole run."""
    for measure in HEADLINES:
        values = [headline[measure.name] for headline in found]
        pairs = zip(values, (headline[measure.name] for headline in central), strict=True)
        differences = [a - b for a, b in pairs if a is not None and b is not None]
        yield Ablated(
            mechanism=name,
            measure=measure.name,
            value=_mean([value for value in values if value is not None]),
            difference=None if name == NOTHING else _mean(differences),
            chance=chance_interval([] if name == NOTHING else differences),
        )


def _mean(values: Sequence[float]) -> float | None:
    """Return the mean; None of nothing."""
    return math.fsum(values) / len(values) if values else None
