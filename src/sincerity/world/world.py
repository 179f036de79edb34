"""A world: one society under one scheme, advanced month by month.

The order of the month is data (`World.plan`); this module only connects the generic engine with
the phases' tables, the post and the council.
"""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.columns.digest import column_sum
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.engine.simulation import (
    DEFAULT_BLOCK_SLOTS,
    AfterPhase,
    Hooks,
    Simulation,
    Timing,
)
from sincerity.errors import UsageError
from sincerity.phases import remedy, sanction, tally
from sincerity.phases.memory import MAX_BLOCK_SLOTS
from sincerity.phases.tally_arrays import WITHDRAWN, add_up, allocate_counters
from sincerity.society.compile import CompiledSociety, compile_society
from sincerity.society.recipe import Recipe
from sincerity.world import council, post
from sincerity.world.capacity import refuse_what_does_not_fit
from sincerity.world.census import take_census
from sincerity.world.compile import Tables
from sincerity.world.compile_agencies import OFFICE
from sincerity.world.digest import kept_sums, post_sum, waiting_points, waiting_sum
from sincerity.world.frame import Frame
from sincerity.world.model import RULED
from sincerity.world.neighbourhoods import Neighbourhoods
from sincerity.world.recording import Recorder, Recording
from sincerity.world.tallies import COUNTY_VOICES, Census, Tallies, gather

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.model import Scheme

Array = npt.NDArray[Any]

MAX_MONTHS_AGEING = 60
"""Without births and deaths a society drifts; longer runs need one that is frozen in age."""


def residents_of_counties(society: CompiledSociety) -> Array:
    """Return the residents of each county at the start, int64."""
    per_tile = (society.tpl_size.reshape(-1, SLOTS_PER_TILE) > 0).sum(axis=1)
    before = np.concatenate([[0], np.cumsum(per_tile[society.template])])
    return np.diff(before[society.county_first_slot // SLOTS_PER_TILE]).astype(np.int64)


class World:
    """One society under one scheme.

    Parameters
    ----------
    society
        A recipe, or a society already compiled from one.
    scheme
        A loaded scheme.
    conduct
        The conduct catalogue.
    parameters
        Parameters of the credit office, of life and of responses.
    institutions, integration
        Who watches and shares, and at which stage: islands, vertical, joint or one_store; without
        them a single office sees for itself. The doors of life come from the institutions too.
    seed, replicate
        Together they key the month's events; the society keeps its own seed.
    threads
        Worker threads; the number of processors when None.
    block_size
        Slots a block; results do not depend on it.
    debug
        Heavy checks after every phase.
    timed
        Keep the seconds of each phase.
    recorded
        Keep what a replay of any one township needs, see `recording`.

    Raises
    ------
    CapacityError
        If the world will not fit in this machine's memory.
    UsageError
        If a setting is out of its range.
    """

    def __init__(
        self,
        society: Recipe | CompiledSociety,
        scheme: "Scheme",
        conduct: "Conduct",
        parameters: "Parameters",
        *,
        institutions: "Institutions | None" = None,
        integration: str = OFFICE,
        seed: int = 1,
        replicate: int = 0,
        threads: int | None = None,
        block_size: int = DEFAULT_BLOCK_SLOTS,
        debug: bool = False,
        timed: bool = False,
        recorded: bool = False,
    ) -> None:
        if not SLOTS_PER_TILE <= block_size <= MAX_BLOCK_SLOTS:
            raise UsageError(f"a block has {SLOTS_PER_TILE} to {MAX_BLOCK_SLOTS} slots")
        if isinstance(society, Recipe):
            society = compile_society(society)
        self.society = society
        self.frame = frame = Frame(
            society,
            scheme,
            conduct,
            parameters,
            institutions=institutions,
            integration=integration,
            seed=seed,
            replicate=replicate,
        )
        refuse_what_does_not_fit(
            society.n_slots,
            frame.columns.bytes_per_slot,
            frame.waiting_bytes_per_slot,
            (threads or os.cpu_count() or 1) * min(block_size, society.n_slots),
        )
        self.plan = frame.plan
        self._model = frame.make_model()
        self._cells = Neighbourhoods(frame)
        self._residents = residents_of_counties(society)
        self._filed = np.full(len(self._residents), 0, dtype=np.int64)
        self._open_problems = np.full(len(self._residents), 0, dtype=np.int64)
        self._counted: list[dict[str, Array]] = []
        self._censuses: list[Census] = []
        self._post_counts: list[int] = []
        self._recorder = Recorder(frame.columns, society) if recorded else None
        self._simulation = Simulation(
            self.plan,
            frame.columns,
            society.n_slots,
            seed=frame.event_seed,
            threads=threads,
            block_size=block_size,
            debug=debug,
            timed=timed,
            hooks=Hooks(
                model=self._model,
                make_local=frame.make_memory,
                make_scratch=frame.make_scratch,
                before_month=self._before_month,
                after_month=self._after_month,
                after_block=None if self._recorder is None else self._recorder.read_block,
            ),
        )
        self._simulation.over_blocks(frame.populate)

    @property
    def tables(self) -> Tables:
        """Everything that the phases look things up in."""
        return self.frame.tables

    def _before_month(self, month: int) -> None:
        model = self._model
        self.frame.turn_calendar(model, month)
        if self._counted:
            model.hear_threshold, model.fear_target = council.decide(
                self.tables.council, self._counted[-1]["bulletin"]
            )
        elif month == 0:
            empty = np.full_like(self._simulation.scratch[0].counters.base.bulletin, 0)
            model.hear_threshold, model.fear_target = council.decide(self.tables.council, empty)
        if month > 0:
            model.served = council.serve(
                self.tables.county, month, self._residents, self._filed, model.served
            )
        self._cells.publish(model, self.tables)
        if self._recorder is not None:
            self._recorder.open_month(model, self._filed)

    def _after_month(self, month: int) -> None:
        counted = add_up([scratch.counters for scratch in self._simulation.scratch])
        tally.settle(self._model.tally, counted)
        sanction.count_graded_doors(self._model.doors, counted)
        if self.frame.ways_back:
            self._filed = self._filed + remedy.give_tickets(
                self._simulation.blocks, self._filed, self.society.county_first_slot
            )
        counted["problems"], self._open_problems = council.govern(
            self.tables.county,
            month,
            counted["bulletin"],
            self.society.county_of_township,
            self._open_problems,
        )
        self._cells.bulletin = counted.pop("cells")
        counted["county_voices"] = self._notice(month, counted["bulletin"])
        self._counted.append(counted)
        self._post_counts.append(post.deliver(self._simulation.blocks, self.society.n_slots))
        if self._recorder is not None:
            self._recorder.close_month(self._simulation.blocks, counted["bulletin"])

    def _notice(self, month: int, bulletin: Array) -> Array:
        """Let superiors take notice, and counties withdraw their grades from next month on."""
        model, attention = self._model, self.tables.voice.attention
        bulletin[:, WITHDRAWN] = model.withdrawn[model.county_of_township]
        noticed = council.notice(
            attention, self.frame.event_seed, month, bulletin, model.county_of_township
        )
        voices = np.concatenate([noticed, model.withdrawn[:, None]], axis=1)
        if attention.withdraws:
            model.withdrawn = model.withdrawn | noticed[:, 2]
        return voices

    @property
    def month(self) -> int:
        """Months finished."""
        return self._simulation.month

    @property
    def columns(self) -> dict[str, Array]:
        """State columns over all slots, read-only; slots without a person hold nulls."""
        return self._simulation.columns

    @property
    def bulletins(self) -> Array:
        """int64 [month, township, measure], see `phases.tally_arrays.BULLETIN`."""
        townships, measures = self._simulation.scratch[0].counters.base.bulletin.shape
        bulletins = [counted["bulletin"] for counted in self._counted]
        return np.stack(bulletins) if bulletins else np.empty((0, townships, measures), np.int64)

    @property
    def post_counts(self) -> tuple[int, ...]:
        """Misdirected records written in each month."""
        return tuple(self._post_counts)

    @property
    def tallies(self) -> Tallies:
        """All counts of the finished months, with a census of each December and of the last."""
        self._simulation.require_whole()
        censuses = list(self._censuses)
        if self.month and (not censuses or censuses[-1].month != self.month - 1):
            censuses.append(self._take_census())
        blank = add_up([allocate_counters(self.frame.counter_sizes())])
        blank["problems"] = np.full(4, 0, dtype=np.int64)
        voices = (len(self._residents), len(COUNTY_VOICES))
        blank["county_voices"] = np.full(voices, 0, dtype=np.int64)
        edges = self.tables.score_bin_edges
        return gather(self.frame.labels, edges, self._counted, censuses, blank)

    @property
    def threads(self) -> int:
        """Worker threads in use: no more than there are blocks."""
        return self._simulation.threads

    @property
    def timing(self) -> Timing:
        """Seconds of the month loop and, in a timed world, of each phase."""
        return self._simulation.timing

    def waiting(self) -> list[tuple[int, int, int]]:
        """Return (slot, due month, amount) of all points waiting to be given back, sorted."""
        return waiting_points(self.blocks)

    def over_blocks(self, work: Callable[[Block], None]) -> None:
        """Run a function over every block, shared out among the threads."""
        self._simulation.over_blocks(work)

    @property
    def blocks(self) -> list[Block]:
        """The blocks, for whoever looks into what they keep (see `world.kept`)."""
        return self._simulation.blocks

    def watch(self, after_phase: AfterPhase | None) -> None:
        """Call a function with the phase's name and the block after each phase of each block.

        It is called in the thread that runs the block, and must change nothing.
        """
        self._simulation.after_phase = after_phase

    @property
    def recording(self) -> Recording:
        """What a replay needs of the months finished.

        Raises
        ------
        UsageError
            If the world was not made with `recorded`.
        """
        if self._recorder is None:
            raise UsageError("this world keeps no recording; make it with recorded=True")
        self._simulation.require_whole()
        return self._recorder.recording()

    def digest(self) -> str:
        """Return the order-free digest of the whole state (64 hexadecimal digits)."""
        return self._simulation.digest(
            {
                "waiting": waiting_sum(self.blocks),
                "post": post_sum(self.blocks),
                "bulletins": column_sum("bulletins", self.bulletins.ravel()),
                "cells": column_sum("cells", self._cells.bulletin.ravel()),
                "withdrawn": column_sum("withdrawn", self._model.withdrawn),
                "months": self.month,
                **kept_sums(self.blocks),
            }
        )

    def state_bytes(self) -> int:
        """Return the bytes of all state, waiting points and their array headers included."""
        columns: int = sum(array.nbytes for array in self._simulation.columns.values())
        waiting: int = sum(block.local.waiting_bytes for block in self._simulation.blocks)
        return columns + waiting + round(self.society.bytes_per_resident * self.society.n_residents)

    def state_bytes_per_person(self) -> float:
        """Return `state_bytes` over the number of residents."""
        return self.state_bytes() / self.society.n_residents

    def change_rules(self, scheme: "Scheme", parameters: "Parameters") -> None:
        """Go on under other rules from the next month, as a dated change of law does.

        What people have and what waits stays. Conduct, institutions and society do not change.

        Raises
        ------
        UsageError
            If the scheme has other rules, grades, lists or doors by name than the one so far, or
            needs other phases: then what has been counted would not fit.
        """
        if self._recorder is not None:
            raise UsageError("a recorded world keeps its rules, so that it can be replayed")
        self.frame.change_rules(scheme, parameters)
        new = self.frame.make_model()
        for name in RULED:
            setattr(self._model, name, getattr(new, name))
        self._simulation.forget_types()

    def step(self) -> None:
        """Advance one month.

        Raises
        ------
        UsageError
            After 60 months of a society that ages.
        """
        if self.frame.ages and self.month >= MAX_MONTHS_AGEING:
            raise UsageError(
                f"a society that ages runs for {MAX_MONTHS_AGEING} months at most, because nobody"
                " is born or dies yet; set 'ageing: frozen' in its recipe for longer runs"
            )
        self._simulation.step()
        if (self.society.blueprint.start_month - 1 + self.month) % 12 == 0:
            self._censuses.append(self._take_census())

    def _take_census(self) -> Census:
        """Count residents by the attributes that only a census counts."""
        return take_census(
            self._simulation,
            self.tables.people,
            self._model.year,
            self.tables.scheme.floor,
            self.tables.scheme.cap,
            len(self.frame.labels.grades),
        )

    def run(self, months: int, progress: Callable[[int, int], None] | None = None) -> None:
        """Advance a number of months.

        Parameters
        ----------
        months
            Months to advance.
        progress
            Called after every month with the months done and the months asked.
        """
        for done in range(1, months + 1):
            self.step()
            if progress is not None:
                progress(done, months)
