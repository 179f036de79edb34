"""The world of a calibration: one society under dated rules, run for one setting of what is free.

Nothing is emulated: every setting is a world of its own, of the same kind as `sincerity run` makes.
"""

from __future__ import annotations

import calendar
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from sincerity.calibrate.change import changed_inputs
from sincerity.calibrate.files_reviewed import Review, review
from sincerity.calibrate.model import Place, Targets
from sincerity.calibrate.readings import READINGS, Seen, Span, month_number, position
from sincerity.calibrate.targets import targets_folder
from sincerity.engine.block import SLOTS_PER_TILE
from sincerity.errors import UsageError
from sincerity.society.codes import BAND_STARTS, FIRST_ADULT_BAND
from sincerity.study.cells import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from sincerity.runs.model import RunInputs
    from sincerity.scheme.model import Scheme
    from sincerity.society import CompiledSociety, Recipe
    from sincerity.world.world import World

__all__ = ["Asked", "Bench", "asked_of", "society_named"]

_MILLION = 1_000_000
_MONTHS_A_YEAR = 12
_COUNTED = "readings."
"""Places that are no input: how often an event is counted where it was published."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One number that is read off every world: of a published row, or of a prediction by year."""

    id: str
    label: str
    reading: str
    unit: str
    span: Span


def asked_of(targets: Targets) -> tuple[Asked, ...]:
    """Return all that is read off a world, rows first, in the order of the file."""
    start, end = month_number(targets.run.begins), month_number(targets.run.until) + 1
    found = []
    for row in targets.rows:
        if row.reading is not None and row.role != "not_modelled":
            first = 0.0 if row.begins is None else position(row.begins, start, end=False)
            span = Span(first, position(row.until, start, end=True))
            found.append(Asked(row.id, row.label, row.reading, row.unit, span))
    for forecast in targets.forecasts:
        for year in range(forecast.first, forecast.last + 1):
            begins, ends = month_number(f"{year}-01"), month_number(f"{year}-12") + 1
            span = Span(float(max(begins, start) - start), float(min(ends, end) - start))
            label = f"{forecast.label}, {_year(year, begins - start, min(ends, end) - begins)}"
            name = f"{forecast.id}_{year}"
            found.append(Asked(name, label, forecast.reading, forecast.unit, span))
    return tuple(found)


def _year(year: int, before: int, months: int) -> str:
    """Return a year in words; with its last month where the run ends within it.

    Parameters
    ----------
    before
        Months of the run before the year; below zero where the run begins within it.
    months
        Months of the year until the run ends.
    """
    if months >= _MONTHS_A_YEAR and before >= 0:
        return str(year)
    first = calendar.month_name[1 - min(before, 0)]
    return f"{first} to {calendar.month_name[min(months, _MONTHS_A_YEAR)]} {year}"


def society_named(name: str | Path) -> Recipe:
    """Return a society that ships, one that only calibrations use, or one read from a file."""
    from sincerity.society import load_society

    beside = targets_folder() / f"{name}.society.yaml"
    return load_society(beside if isinstance(name, str) and beside.is_file() else name)


@dataclass(frozen=True)
class Bench:
    """Runs the world of one calibration at any setting.

    Parameters
    ----------
    targets
        Published rows, and what is run and free.
    society
        The society; its ages are frozen, so that it may run as long as the rows last, and its
        firms are left out where the targets say so.
    seed
        Seed of the events.
    threads
        Worker threads; one a processor when left out. Changes no number.
    """

    targets: Targets
    society: Recipe
    seed: int = 1
    threads: int | None = None

    @cached_property
    def months(self) -> int:
        """Length of the run."""
        run = self.targets.run
        return month_number(run.until) - month_number(run.begins) + 1

    @cached_property
    def recipe(self) -> Recipe:
        """The society as it is run."""
        run = self.targets.run
        changes: dict[str, object] = {"ageing": "frozen", "start": run.begins}
        if run.firms == "left_out":
            changes["firms"] = None
        if run.residents is not None and self.society.id == run.society:
            residents = self.society.residents.model_copy(update={"value": run.residents})
            changes["residents"] = residents
        recipe = self.society.model_copy(update=changes)
        if run.firms == "kept" and recipe.firms is None:
            raise UsageError(
                f"society '{recipe.id}' has no firms; {self.targets.id} is about firms"
            )
        return recipe

    @cached_property
    def compiled(self) -> CompiledSociety:
        """The society's tables, shared by all settings."""
        from sincerity.society import compile_society

        return compile_society(self.recipe)

    @cached_property
    def inputs(self) -> RunInputs:
        """The inputs at the values of the shipped files, under the first rules.

        Doors of life that no rules close are left out: nobody is turned away at them, so they
        decide no reading, and every change of rules would read them again.
        """
        from sincerity.study import Study

        study = Study(
            self.rules[0][1],
            self.recipe,
            months=self.months,
            seed=self.seed,
            name=f"calibrate-{self.targets.id}",
        )
        found = study.inputs
        closed = {door.door for _, scheme in self.rules for door in scheme.sanctions}
        doors = tuple(door for door in found.institutions.doors if door.id in closed)
        return replace(found, institutions=found.institutions.model_copy(update={"doors": doors}))

    @cached_property
    def rules(self) -> tuple[tuple[int, Scheme], ...]:
        """The month (from 0) from which each scheme holds, in order."""
        from sincerity.scheme.load import load_scheme

        start = month_number(self.targets.run.begins)
        found = []
        for rules in self.targets.run.rules:
            name = rules.scheme
            scheme = load_scheme(targets_folder() / name if name.endswith(".yaml") else name)
            found.append((month_number(rules.begins) - start, scheme))
        return tuple(found)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """All that is read off a world."""
        return asked_of(self.targets)

    def run(self, values: Mapping[str, Decimal], replicate: int) -> Outcome:
        """Run the world at one setting and return every number that is read off it.

        Parameters
        ----------
        values
            Value of each free parameter by id.
        replicate
            Series of accidents.
        """
        started = time.perf_counter()
        stretches = self.stretches(values)
        world = self._finished(stretches, replicate)
        texts = {name: format(value, "f") for name, value in values.items()}
        numbers = self._read(world, stretches[-1][1], self._counted(values))
        return Outcome(numbers, world.digest(), time.perf_counter() - started, texts)

    def _finished(self, stretches: Sequence[tuple[int, RunInputs]], replicate: int) -> World:
        """Return a world at the end of its months, its rules changed on their dates."""
        from sincerity.world.world import World

        (_, inputs), *later = stretches
        world = World(
            self.compiled,
            inputs.scheme,
            inputs.conduct,
            inputs.parameters,
            institutions=inputs.institutions,
            integration=inputs.integration,
            seed=self.seed,
            replicate=replicate,
            threads=self.threads,
        )
        for month, changed in later:
            world.run(month - world.month)
            world.change_rules(changed.scheme, changed.parameters)
        world.run(self.months - world.month)
        return world

    def stretches(self, values: Mapping[str, Decimal]) -> list[tuple[int, RunInputs]]:
        """Return the months at which rules or parameters change, with the inputs from there on."""
        known = {free.id: free for free in self.targets.free}
        fixed = {number.at: number.value for number in self.targets.run.fixed}
        fixed |= {
            place.at: values[name] * place.times
            for name in values
            for place in known[name].sets
            if not _is_dated(place) and not place.at.startswith(_COUNTED)
        }
        dated = [
            (*self._months_of(place), place.at, values[name] * place.times)
            for name in values
            for place in known[name].sets
            if _is_dated(place)
        ]
        edges = {month for month, _ in self.rules}
        edges |= {edge for begins, ends, _, _ in dated for edge in (begins, ends)}
        found = []
        for month in sorted(edge for edge in edges if edge < self.months):
            scheme = [scheme for begins, scheme in self.rules if begins <= month][-1]
            here = {at: value for begins, ends, at, value in dated if begins <= month < ends}
            inputs = replace(self.inputs, scheme=scheme)
            found.append((month, changed_inputs(inputs, {**fixed, **here})))
        return found

    def _months_of(self, place: Place) -> tuple[int, int]:
        """Return the first month of a dated number, and the month after its last."""
        start = month_number(self.targets.run.begins)
        begins = 0 if place.begins is None else month_number(place.begins) - start
        ends = self.months if place.until is None else month_number(place.until) - start + 1
        return begins, ends

    def _counted(self, values: Mapping[str, Decimal]) -> dict[str, float]:
        """Return how often each event of a reading is counted, where that is free."""
        return {
            place.at.removeprefix(_COUNTED): float(values[free.id] * place.times)
            for free in self.targets.free
            if free.id in values
            for place in free.sets
            if place.at.startswith(_COUNTED)
        }

    def _read(
        self, world: World, inputs: RunInputs, counted: Mapping[str, float]
    ) -> dict[str, float]:
        """Return every number that is asked for."""
        start = month_number(self.targets.run.begins)
        seen = Seen(world.tallies, start, self._review(world, inputs))
        scaled = self.targets.country_adults is not None
        scale = self.people_each / _MILLION if scaled else 1.0
        found = {}
        for asked in self.asked:
            reading = READINGS[asked.reading]
            number = reading.of(seen, asked.span) * counted.get(asked.reading, 1.0)
            found[asked.id] = number * scale if reading.form == "count" else number
        return found

    def _review(self, world: World, inputs: RunInputs) -> Review | None:
        """Return what a review of all files finds; None where no row asks for one."""
        if not any(READINGS[asked.reading].reviews for asked in self.asked):
            return None
        return review(world, float(inputs.parameters["remedy.upheld_wrong"]))

    @cached_property
    def adults(self) -> int:
        """Adults of the society, who stay so: its ages are frozen."""
        ages = self.compiled.tpl_age.reshape(-1, SLOTS_PER_TILE).astype(int)
        occupied = self.compiled.tpl_size.reshape(-1, SLOTS_PER_TILE) > 0
        by_template = (occupied & (ages >= BAND_STARTS[FIRST_ADULT_BAND])).sum(axis=1)
        return int(by_template[self.compiled.template].sum())

    @property
    def people_each(self) -> float:
        """Adults of the country for whom a synthetic one stands; 1 where nothing is scaled."""
        country = self.targets.country_adults
        return 1.0 if country is None else float(country.value) / self.adults


def _is_dated(place: Place) -> bool:
    """Say whether a number holds for a part of the run only."""
    return place.begins is not None or place.until is not None
