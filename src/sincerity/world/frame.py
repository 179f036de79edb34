"""What a world is before anything happens in it: society, tables, plan and declarations of state.

A whole world and a township replayed alone stand on the same frame. Nothing in it changes with the
months, save the tables, where a dated change of law replaces them.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.philox import event_seed
from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.errors import UsageError
from sincerity.parameters.check import require_room_for_invented
from sincerity.phases import cells, firms, grades, score
from sincerity.phases.buffers import allocate_buffers
from sincerity.phases.memory import BlockMemory
from sincerity.phases.people import classify
from sincerity.phases.tally_arrays import CounterSizes, allocate_counters
from sincerity.society.codes import VACANT_CLASS
from sincerity.society.compile import CompiledSociety
from sincerity.society.kernels import fill_means
from sincerity.world.capacity import waiting_bytes_per_slot
from sincerity.world.compile import Tables, compile_world, costs_work, grade_labels
from sincerity.world.compile_agencies import OFFICE
from sincerity.world.compile_remedy import has_remedy
from sincerity.world.model import Model, Scratch
from sincerity.world.month import world_plan
from sincerity.world.neighbourhoods import residents_of_cells
from sincerity.world.state import NO_MEANS, world_columns
from sincerity.world.tallies import Labels

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.model import Scheme

Array = npt.NDArray[Any]


class Frame:
    """A society under a scheme, ready for any of its places to begin.

    Parameters
    ----------
    society, scheme, conduct, parameters, institutions, integration, seed, replicate
        As of `sincerity.world.world.World`; the society is compiled.

    Attributes
    ----------
    tables
        Everything that the phases look things up in.
    columns
        Declarations of the state.
    plan
        The phases, in order.
    labels
        Names of what is counted.
    ways_back
        Whether the scheme has objections, or exits by paying or repair.
    ages
        Whether everyone is a year older each January.
    event_seed
        Key of the events of this seed and replicate.
    """

    def __init__(
        self,
        society: CompiledSociety,
        scheme: "Scheme",
        conduct: "Conduct",
        parameters: "Parameters",
        *,
        institutions: "Institutions | None" = None,
        integration: str = OFFICE,
        seed: int = 1,
        replicate: int = 0,
    ) -> None:
        if not 0 <= seed < 2**64 or not 0 <= replicate < 2**64:
            raise UsageError("a seed and a replicate are whole numbers from 0 to 2^64 - 1")
        require_room_for_invented(parameters, conduct.invented_bound.used)
        self.society = society
        self.ages = society.blueprint.ageing == "yearly"
        self.event_seed = event_seed(seed, replicate)
        self.tables: Tables = compile_world(
            society, scheme, conduct, parameters, institutions, integration
        )
        tables = self.tables
        self.columns = world_columns(tables.scheme)
        self.ways_back = has_remedy(tables.scheme)
        self.plan = world_plan(
            tuple(spec.name for spec in self.columns),
            beliefs=str(parameters["respond.beliefs"]) == "on",
            ways_back=self.ways_back,
            costs_work=tables.firms is not None or costs_work(tables),
            has_firms=tables.firms is not None,
            asks=tables.voice.asks,
            speaks=tables.voice.speaks,
        )
        self.labels = Labels(
            kinds=tuple(kind.id for kind in conduct.kinds),
            rules=tuple(rule.id for rule in scheme.rules),
            grades=grade_labels(tables.scheme),
            lists=tuple(listing.id for listing in scheme.lists),
            doors=tuple(door.id for door in (*scheme.sanctions, *scheme.perks)),
            sanctions=len(scheme.sanctions),
            agencies=()
            if institutions is None or integration == OFFICE
            else institutions.agency_ids,
            firm_kinds=tuple(kind.id for kind in conduct.firm_kinds),
            firm_grades=() if tables.scheme.firms is None else tables.scheme.firms.grades,
        )
        self._inputs = conduct, institutions, integration
        self._parameters = parameters
        self._certainty_start = int(parameters["respond.certainty_start"])

    @property
    def n_cells(self) -> int:
        """Neighbourhood cells that are counted; none where nobody looks at them."""
        if not self.tables.voice.keeps_cells:
            return 0
        return int(cells.first_cells(self.society.first_tile_of_township)[-1])

    @cached_property
    def residents_of_cells(self) -> Array:
        """Residents of each neighbourhood cell at the start; none where nobody looks at them."""
        if not self.tables.voice.keeps_cells:
            return np.empty(0, dtype=np.int64)
        return residents_of_cells(self.society)

    @property
    def waiting_bytes_per_slot(self) -> float:
        """Upper estimate of points that wait, bytes for each slot."""
        return waiting_bytes_per_slot(self.tables.scheme, self._inputs[0], self._parameters)

    def make_model(self) -> Model:
        """Return what phases see in the first month."""
        tables = self.tables
        terms = {rule.recovery_months for rule in tables.scheme.rules if rule.recovery_months}
        townships = len(self.society.county_of_township)
        return Model(
            people=tables.people,
            life=tables.life,
            conduct=tables.conduct,
            observe=tables.observe,
            score=tables.score,
            grades=tables.grades,
            agencies=tables.agencies,
            lists=tables.lists,
            doors=tables.doors,
            life_doors=tables.life_doors,
            consequence=tables.consequence,
            remedy=tables.remedy,
            firms=tables.firms,
            respond=tables.respond,
            tally=tables.tally,
            opinion=tables.voice.opinion,
            protest=tables.voice.protest,
            keeps_cells=tables.voice.keeps_cells,
            sees_cells=tables.voice.sees_cells,
            regrade_months=tables.scheme.regrade_months,
            firm_regrade_months=1
            if tables.scheme.firms is None
            else tables.scheme.firms.regrade_months,
            list_months=tuple(listing.months for listing in tables.scheme.lists),
            recovery_terms=tuple(sorted(terms)),
            hear_threshold=np.full(townships, 0, dtype=np.int64),
            fear_target=np.full(townships, 0, dtype=np.int64),
            served=np.full(len(self.society.county_first_slot) - 1, 0, dtype=np.int64),
            withdrawn=np.full(len(self.society.county_first_slot) - 1, 0, dtype=np.int64),
            county_of_township=self.society.county_of_township,
        )

    def turn_calendar(self, model: Model, month: int) -> None:
        """Let everyone be a year older if the month is a January after the first month."""
        calendar = (self.society.blueprint.start_month - 1 + month) % 12
        model.january = month > 0 and calendar == 0 and self.ages
        model.year += model.january

    def counter_sizes(self) -> CounterSizes:
        """Return the sizes of a thread's counters."""
        labels = self.labels
        return CounterSizes(
            kinds=len(labels.kinds),
            rules=len(labels.rules),
            grades=len(labels.grades),
            lists=len(labels.lists),
            doors=len(labels.doors),
            townships=len(self.society.county_of_township),
            agencies=len(labels.agencies),
            firm_kinds=len(labels.firm_kinds),
            firm_grades=len(labels.firm_grades),
            counties=len(self.society.county_first_slot) - 1,
            cells=self.n_cells,
        )

    def make_scratch(self, block_slots: int) -> Scratch:
        """Return a thread's working memory for blocks of at most so many slots."""
        return Scratch(
            buffers=allocate_buffers(block_slots),
            counters=allocate_counters(self.counter_sizes()),
        )

    def make_memory(self, block: Block) -> BlockMemory:
        """Return what a block remembers from month to month, as it begins."""
        first_tiles = self.society.first_tile_of_township
        tiles = np.arange(block.first, block.first + block.size, SLOTS_PER_TILE) // SLOTS_PER_TILE
        township = np.searchsorted(first_tiles, tiles, side="right") - 1
        of_cell = cells.cell_of_tiles(first_tiles, tiles)
        memory = BlockMemory(
            segments=cells.runs_of(township),
            township_of_tile=township.astype(np.int32),
            county_of_tile=self.society.county_of_township[township].astype(np.int32),
            cell_of_tile=of_cell.astype(np.int32),
            cells=cells.runs_of(of_cell),
        )
        if self.tables.firms is not None:
            memory.firms = firms.start(self.tables.firms, self.society, block)
            memory.firm_heads = firms.heads(memory.firms)
        return memory

    def populate(self, block: Block) -> None:
        """Let the people of a block begin: means, class, coverage and grade."""
        columns, people = block.columns, self.tables.people
        fill_means(
            people.seed,
            block.first,
            people.template,
            people.tile_urban,
            people.tpl_start,
            people.tpl_size,
            people.household_thresholds,
            columns["means"],
        )
        classify(people, block.first, 0, columns["means"], columns["class"])
        vacant = columns["class"] == VACANT_CLASS
        columns["means"][vacant] = NO_MEANS
        columns["certainty"][~vacant] = self._certainty_start
        score.enrol(
            self.tables.score,
            people,
            block.first,
            0,
            columns["score"],
            block.scratch.buffers.enrolled,
        )
        if "grade" in columns:
            grades.regrade(self.tables.grades, columns["score"], columns["grade"])

    def change_rules(self, scheme: "Scheme", parameters: "Parameters") -> None:
        """Take the tables of other rules, as of `sincerity.world.world.World.change_rules`."""
        conduct, institutions, integration = self._inputs
        tables = compile_world(self.society, scheme, conduct, parameters, institutions, integration)
        names = (
            tuple(rule.id for rule in scheme.rules),
            grade_labels(tables.scheme),
            tuple(listing.id for listing in scheme.lists),
            tuple(door.id for door in (*scheme.sanctions, *scheme.perks)),
        )
        so_far = (self.labels.rules, self.labels.grades, self.labels.lists, self.labels.doors)
        voice, before = tables.voice, self.tables.voice
        if (
            names != so_far
            or has_remedy(tables.scheme) != self.ways_back
            or (voice.asks, voice.speaks, voice.sees_cells)
            != (before.asks, before.speaks, before.sees_cells)
        ):
            raise UsageError(
                f"'{scheme.id}' cannot follow in the middle of a run: its rules, grades, lists,"
                " doors and ways back must have the names of those it replaces, and what people"
                " see, answer and say must be counted as before"
            )
        self.tables = tables
