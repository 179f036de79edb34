"""Runs of the engine on generated worlds, kept so that many twins can be held against one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.society.compile import CompiledSociety, compile_society
from sincerity.society.recipe import Recipe
from sincerity.world import kept
from sincerity.world.tallies import Tallies
from sincerity.world.world import World
from tests.differential.worlds import GeneratedWorld, generate

ROWS = ("transit", "ledger", "entry", "objection", "firm", "firm_due")
"""Kinds of rows, as functions of `sincerity.world.kept` and of the twin."""
Array = npt.NDArray[Any]
Row = tuple[int, ...]
Table = Mapping[Row, int]


@dataclass(frozen=True, slots=True)
class State:
    """What the engine holds at the end of a month, or before the first."""

    columns: dict[str, Array]
    waiting: list[tuple[int, int, int]]
    rows: dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class EngineRun:
    """A whole run of the engine.

    Attributes
    ----------
    society
        The society as the engine compiled it.
    states
        Before the first month, then at the end of each.
    cells
        Of every tally, bulletin and census: the places that are not zero.
    """

    society: CompiledSociety
    states: tuple[State, ...]
    tallies: Tallies
    cells: dict[str, Table]


@cache
def engine_of(number: int) -> EngineRun:
    """Return the run of a generated world, which is computed once in a session."""
    return run_engine(generate(number))


def run_engine(world: GeneratedWorld) -> EngineRun:
    """Run the engine through all months of a world."""
    society = world.society
    if isinstance(society, Recipe):
        society = compile_society(society)
    engine = World(
        society,
        world.scheme,
        world.conduct,
        world.parameters,
        institutions=world.institutions,
        integration=world.integration,
        seed=world.seed,
        replicate=world.replicate,
        threads=1,
        block_size=world.block_size,
    )
    states = [_state(engine)]
    for _ in range(world.months):
        engine.step()
        states.append(_state(engine))
    engine.run(0)
    tallies = engine.tallies
    arrays = {name: getattr(tallies, name) for name in Tallies.__dataclass_fields__}
    arrays["bulletin"] = engine.bulletins
    cells = {name: _cells(a) for name, a in arrays.items() if isinstance(a, np.ndarray)}
    return EngineRun(society, tuple(states), tallies, cells)


def _state(engine: World) -> State:
    """Copy what the engine holds now."""
    columns = {name: array.copy() for name, array in engine.columns.items()}
    columns["marks"] = np.array(kept.values_of_few(engine, "marks"), dtype=np.int32)
    columns["idle_left"] = np.array(kept.values_of_few(engine, "idle"), dtype=np.int32)
    rows = {name: sorted(getattr(kept, f"{name}_rows")(engine)) for name in ROWS}
    return State(columns, engine.waiting(), rows)


def _cells(array: Array) -> Table:
    """Return the places of an array that are not zero."""
    return {tuple(where): int(array[tuple(where)]) for where in np.argwhere(array).tolist()}
