"""Running the worlds of a study: which there are, what each is made of, and what it answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sincerity.designs.arms import Arm
from sincerity.designs.knobs import Knob
from sincerity.designs.model import StudyFile
from sincerity.designs.plans import (
    Grid,
    Hypercube,
    Morris,
    OneAtATime,
    Plan,
    Positions,
    Saltelli,
)
from sincerity.designs.society import SOCIETY, changed_society
from sincerity.designs.weights import WEIGHTS, with_weights
from sincerity.study.apply import apply, fits
from sincerity.study.assumptions import Drawn, every_value
from sincerity.study.cells import Outcome
from sincerity.study.ensemble import RunWorld, run_world

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs
    from sincerity.society import CompiledSociety

__all__ = ["MOST_CELLS", "MOVED", "Bench", "Cell", "Settled"]

MOST_CELLS = 20_000
"""Worlds of a study: each is a file of its own and a line of the record."""

FEW_ENOUGH = 48
"""Columns up to which a tornado is made without being asked for."""

MOST_KEPT = 64
"""Columns up to which every world keeps where each of them stands."""
MOVED = "moved:"
"""Before the name of a file that could not go all the way to what was asked of it."""

DRAWS, POINTS, WALKS, LEVELS = 64, 64, 10, 4
"""Draws of a hypercube, rows of saltelli, walks and levels of morris, where a file says none."""

_QUESTION = "scheme.settings."
_EASINGS = tuple(Fraction(step, 16) for step in range(16, -1, -1))

Part = Literal["central", "design", "tornado"]


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One world of a study.

    Attributes
    ----------
    arm
        Number of its scheme and stage, from 1.
    part
        central: at the values of the files; design: a point of the design; tornado: one value at
        an end of its range.
    number
        Point of its part, from 0.
    replicate
        Series of accidents, from 0.
    """

    arm: int
    part: Part
    number: int
    replicate: int = 0

    @property
    def name(self) -> str:
        """Name of the world, in messages and as a file."""
        return f"{self.arm:02d}-{self.part}-{self.number:05d}-{self.replicate:03d}"


@dataclass(frozen=True)
class Settled:
    """The inputs of one world, and where what varies really stands.

    Attributes
    ----------
    inputs, society
        What is run; the society's tables where they are not those of the files.
    values
        Each value that varies, as files write it, by place.
    moved
        How far each changed file could go towards what was asked: 1 all the way.
    """

    inputs: RunInputs
    society: CompiledSociety | None
    values: Mapping[str, str]
    moved: Mapping[str, Fraction]


@dataclass(frozen=True)
class Bench:
    """All worlds of one study.

    Parameters
    ----------
    file
        The study as it was asked.
    arms
        Its schemes and stages, with what varies in each.
    folder
        Where the files that it names are looked for.
    world
        Runs one world to its end; tests put something quicker in its place.
    """

    file: StudyFile
    arms: tuple[Arm, ...]
    folder: Path = Path()
    world: RunWorld = field(default=run_world, repr=False)

    @cached_property
    def plans(self) -> dict[int, Plan]:
        """The design of each arm, by its number."""
        return {arm.number: self._plan(arm) for arm in self.arms}

    @cached_property
    def tornados(self) -> dict[int, OneAtATime]:
        """Arms of which every value is also put at its ends by itself."""
        kind, asked = self.file.design.kind, self.file.design.tornado
        if kind not in ("saltelli", "morris") or asked is False:
            return {}
        return {
            arm.number: OneAtATime(arm.knobs)
            for arm in self.arms
            if asked or len(arm.knobs) <= FEW_ENOUGH
        }

    @property
    def is_grid(self) -> bool:
        """Whether replicates stand at every point, not at the values of the files alone."""
        return self.file.design.kind == "grid"

    @property
    def worlds(self) -> int:
        """How many worlds there are."""
        if self.is_grid:
            return self.file.replicates * sum(plan.points for plan in self.plans.values())
        plans = (*self.plans.values(), *self.tornados.values())
        return self.file.replicates * len(self.arms) + sum(plan.points for plan in plans)

    def with_threads(self, threads: int) -> Bench:
        """Return the same worlds, each with another number of threads."""
        arms = tuple(replace(arm, study=replace(arm.study, threads=threads)) for arm in self.arms)
        for arm, before in zip(arms, self.arms, strict=True):
            # what was read and compiled already is the same for any number of threads
            vars(arm.study).update(
                inputs=before.study.inputs, compiled_society=before.study.compiled_society
            )
        return replace(self, arms=arms)

    def cells(self) -> Iterator[Cell]:
        """Yield all worlds in the order in which they are run."""
        for arm in self.arms:
            points = range(self.plans[arm.number].points)
            replicates = range(self.file.replicates)
            if self.is_grid:
                yield from (Cell(arm.number, "design", n, r) for n in points for r in replicates)
                continue
            yield from (Cell(arm.number, "central", 0, r) for r in replicates)
            yield from (Cell(arm.number, "design", n) for n in points)
            if arm.number in self.tornados:
                steps = range(self.tornados[arm.number].points)
                yield from (Cell(arm.number, "tornado", n) for n in steps)

    def positions(self, cell: Cell) -> Positions:
        """Return where a world stands in its design."""
        if cell.part == "central":
            return {}
        plans: Mapping[int, Plan] = self.plans if cell.part == "design" else self.tornados
        return plans[cell.arm].at(cell.number)

    def settled(self, cell: Cell) -> Settled:
        """Return everything that decides the numbers of one world."""
        arm = self.arms[cell.arm - 1]
        found = _settled(arm, self.positions(cell))
        return replace(found, inputs=replace(found.inputs, replicate=cell.replicate))

    def run(self, cell: Cell) -> Outcome:
        """Run one world."""
        settled = self.settled(cell)
        study = self.arms[cell.arm - 1].study
        society = settled.society or study.compiled_society
        outcome = self.world(settled.inputs, society, study.threads)
        moved = {f"{MOVED}{file}": str(share) for file, share in settled.moved.items() if share < 1}
        kept = settled.values if self.keeps_values(cell.arm) else {}
        return replace(outcome, values={**kept, **moved})

    def keeps_values(self, arm: int) -> bool:
        """Say whether worlds keep where each column stands; many columns follow from the design."""
        few = len(self.arms[arm - 1].knobs) <= MOST_KEPT
        return few or self.file.design.kind == "hypercube"

    def _plan(self, arm: Arm) -> Plan:
        """Return the design of an arm."""
        design, seed = self.file.design, self.file.design_seed
        if design.kind == "grid":
            return Grid(arm.knobs)
        if design.kind == "hypercube":
            return Hypercube(arm.knobs, design.draws or DRAWS, seed)
        if design.kind == "saltelli":
            rows, second = design.points or POINTS, bool(design.second_order)
            return Saltelli(arm.factors, rows, second, seed)
        if design.kind == "morris":
            return Morris(arm.factors, design.trajectories or WALKS, design.levels or LEVELS, seed)
        return OneAtATime(arm.knobs)


def _settled(arm: Arm, positions: Positions) -> Settled:
    """Return the inputs of an arm with its columns at the positions that are given."""
    inputs = arm.inputs
    moving = [knob for knob in arm.knobs if knob.id in positions]
    if not moving:
        return Settled(inputs, None, {}, {})
    answers = {
        knob.id: knob.value(positions[knob.id]) for knob in moving if knob.id.startswith(_QUESTION)
    }
    if answers:  # they may bring other numbers into the scheme
        inputs = apply(inputs, answers)
    values: dict[str, dict[str, Drawn]] = {"set": {}, "files": {}, WEIGHTS: {}, SOCIETY: {}}
    known = {found.id: found for found in every_value(inputs)}
    for knob in moving:
        if knob.id in answers:
            continue
        file, now = knob.assumption.file, known.get(knob.id)
        value = knob.value(positions[knob.id], now)
        if file in (WEIGHTS, SOCIETY):
            values[file][knob.assumption.place] = value
        elif file == "parameters" and knob.has_own_ends:  # they may leave their plausible range
            values["set"][knob.id] = value
        elif now is not None:
            values["files"][knob.id] = value
    moved: dict[str, Fraction] = {}
    if values["set"]:
        inputs = replace(inputs, parameters=inputs.parameters.with_values(values["set"]))
    if values["files"]:
        inputs = apply(inputs, values["files"], moved=moved)
    inputs = _weighted(inputs, values[WEIGHTS], moved)
    society = None
    if values[SOCIETY]:
        recipe, society, share = changed_society(inputs.society, values[SOCIETY])
        inputs, moved[SOCIETY] = replace(inputs, society=recipe), share
    return Settled(inputs, society, _standing(moving, inputs, values), moved)


def _weighted(
    inputs: RunInputs, weights: Mapping[str, Drawn], moved: dict[str, Fraction]
) -> RunInputs:
    """Return the inputs with weights taken in, moved back towards 1 until the scheme fits."""
    for share in _EASINGS if weights else ():
        eased: dict[str, Drawn | Fraction] = {
            name: 1 + share * (Fraction(value) - 1) for name, value in weights.items()
        }
        found = replace(inputs, scheme=with_weights(inputs.scheme, eased))
        if fits(found, "scheme"):
            moved[WEIGHTS] = share
            return found
    return inputs


def _standing(
    moving: list[Knob], inputs: RunInputs, values: Mapping[str, Mapping[str, Drawn]]
) -> dict[str, str]:
    """Return where columns stand, as text; weights and the society's as they were asked."""
    known = {found.id: found.value for found in every_value(inputs)}
    standing = {}
    for knob in moving:
        file, place = knob.assumption.file, knob.assumption.place
        value = values[file].get(place) if file in values else known.get(knob.id)
        if value is not None:
            standing[knob.id] = _text(value)
    return standing


def _text(value: object) -> str:
    """Return a value as files write it."""
    from decimal import Decimal

    return format(value, "f") if isinstance(value, Decimal) else str(value)
