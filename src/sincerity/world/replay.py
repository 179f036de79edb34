"""One township of a recorded run lived through again, alone, month by month.

Every draw has an address and nothing crosses between townships within a month, so a township needs
the rest of its country only where the council, the queue of objections and the post reach into it.
A recording has these. What comes out is the township itself, not a likeness: its state is compared
with the run's at the end of every month.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.engine.block import SLOTS_PER_TILE, Block
from sincerity.engine.simulation import AfterPhase, Hooks, Simulation
from sincerity.errors import UsageError, VerificationError
from sincerity.phases import remedy
from sincerity.phases.memory import MAX_BLOCK_SLOTS
from sincerity.world.model import BY_COUNTY, BY_TOWNSHIP
from sincerity.world.neighbourhoods import Neighbourhoods
from sincerity.world.recording import TICKET_BASE, Recording, post_of
from sincerity.world.township_digest import township_sums

if TYPE_CHECKING:
    from sincerity.engine.plan import Plan
    from sincerity.society.compile import CompiledSociety
    from sincerity.world.compile import Tables
    from sincerity.world.frame import Frame

Array = npt.NDArray[Any]


def _either() -> str:
    return "the recording was changed, or the run was made by another version"


class ReplayWorld:
    """Some neighbouring townships of a recorded run, from the first month on; see `replay`.

    Attributes
    ----------
    frame
        What the run stood on.
    recording
        What crossed between its townships.
    townships
        Those that are lived through.
    first, size
        First slot and number of slots.
    """

    def __init__(
        self,
        frame: "Frame",
        recording: Recording,
        townships: range,
        blame: Callable[[], str] = _either,
    ) -> None:
        society = frame.society
        if len(society.county_of_township) != recording.townships:
            raise VerificationError(
                f"the recording is of {recording.townships} townships and the society has"
                f" {len(society.county_of_township)}: they do not belong together"
            )
        if not 0 <= townships.start < townships.stop <= recording.townships or townships.step != 1:
            raise UsageError(
                f"townships {townships.start} to {townships.stop - 1} are not some of"
                f" 0 to {recording.townships - 1}"
            )
        edges = society.first_tile_of_township
        self.frame = frame
        self.recording = recording
        self.townships = townships
        self._blame = blame
        self.first = int(edges[townships.start]) * SLOTS_PER_TILE
        self.size = int(edges[townships.stop]) * SLOTS_PER_TILE - self.first
        self._first_slots = edges * SLOTS_PER_TILE
        self._sums = np.full(len(townships), 0, dtype=np.uint64)
        self._model = frame.make_model()
        self._cells = Neighbourhoods(frame)
        self._simulation = Simulation(
            frame.plan,
            frame.columns,
            self.size,
            first=self.first,
            seed=frame.event_seed,
            threads=1,
            block_size=MAX_BLOCK_SLOTS,
            hooks=Hooks(
                model=self._model,
                make_local=frame.make_memory,
                make_scratch=frame.make_scratch,
                before_month=self._before_month,
                after_month=self._after_month,
                after_block=self._add_sums,
            ),
        )
        self._simulation.over_blocks(frame.populate)

    @property
    def society(self) -> "CompiledSociety":
        """The whole society."""
        return self.frame.society

    @property
    def tables(self) -> "Tables":
        """Everything that the phases look things up in."""
        return self.frame.tables

    @property
    def plan(self) -> "Plan":
        """The phases, in order."""
        return self.frame.plan

    @property
    def month(self) -> int:
        """Months finished."""
        return self._simulation.month

    @property
    def columns(self) -> dict[str, Array]:
        """State columns over the slots from `first`, read-only."""
        return self._simulation.columns

    def over_blocks(self, work: Callable[[Block], None]) -> None:
        """Run a function over every block."""
        self._simulation.over_blocks(work)

    @property
    def blocks(self) -> list[Block]:
        """The blocks, in slot order; one, unless the townships have over half a million slots."""
        return self._simulation.blocks

    @property
    def block(self) -> Block:
        """The block, where there is only one.

        Raises
        ------
        UsageError
            If the townships are too large for one; see `block_of`.
        """
        if len(self.blocks) != 1:
            raise UsageError(f"these townships lie in {len(self.blocks)} blocks; see block_of")
        return self.blocks[0]

    def block_of(self, slot: int) -> Block:
        """Return the block that holds a slot.

        Raises
        ------
        UsageError
            If the slot lies in another township.
        """
        for block in self.blocks:
            if block.first <= slot < block.first + block.size:
                return block
        raise UsageError(f"slot {slot} does not lie in {self._places()}")

    def watch(self, after_phase: AfterPhase | None) -> None:
        """Call a function with the phase's name and the block after each phase of each block."""
        self._simulation.after_phase = after_phase

    def step(self) -> None:
        """Advance one month.

        Raises
        ------
        UsageError
            If the recording has no more months.
        VerificationError
            If the state at the month's end is not the run's; the replay cannot go on.
        """
        if self.month >= self.recording.months:
            raise UsageError(f"the recording ends after {self.recording.months} months")
        self._simulation.step()

    def run(self, months: int | None = None) -> None:
        """Advance a number of months; all that are left when None."""
        left = self.recording.months - self.month
        for _ in range(left if months is None else months):
            self.step()

    def _before_month(self, month: int) -> None:
        self.frame.turn_calendar(self._model, month)
        for name in BY_TOWNSHIP:
            setattr(self._model, name, self.recording.places[name][month])
        for name in BY_COUNTY:
            setattr(self._model, name, self.recording.counties[name][month])
        self._cells.publish(self._model, self.tables)

    def _after_month(self, month: int) -> None:
        (scratch,) = self._simulation.scratch
        self._cells.bulletin = scratch.counters.voices.cells.copy()
        scratch.counters.voices.cells.fill(0)
        if self.frame.ways_back:
            tickets = self.recording.places[TICKET_BASE][month]
            remedy.give_tickets(self.blocks, tickets, self._first_slots)
        post = self.recording.post[month]
        for block in self.blocks:
            block.local.inbox = post_of(post, block.first, block.first + block.size)
        for township, found in zip(self.townships, self._sums.tolist(), strict=True):
            if found != self.recording.digests[month, township]:
                raise VerificationError(
                    f"the replay of township {township} parts from the run in month {month + 1}:"
                    f" {self._blame()}"
                )
        self._sums.fill(0)

    def _add_sums(self, block: Block) -> None:
        self._sums[block.local.segments[:, 0] - self.townships.start] += township_sums(
            self.frame.columns, block
        )

    def _places(self) -> str:
        first, last = self.townships.start, self.townships.stop - 1
        return f"township {first}" if first == last else f"townships {first} to {last}"


def replay(
    frame: "Frame",
    recording: Recording,
    townships: int | range,
    *,
    after_phase: AfterPhase | None = None,
    blame: Callable[[], str] = _either,
) -> ReplayWorld:
    """Return townships of a recorded run at their first month, ready to be stepped.

    Parameters
    ----------
    frame
        What the run stood on: `World.frame`, or one made of the same inputs.
    recording
        Of the run.
    townships
        One, or neighbouring ones.
    after_phase
        Called with the phase's name and the block after each phase; it must change nothing.
    blame
        Called to say why, if the replay does not come to the run's state.

    Raises
    ------
    UsageError
        If there is no such township.
    VerificationError
        If recording and society do not belong together.
    """
    chosen = range(townships, townships + 1) if isinstance(townships, int) else townships
    world = ReplayWorld(frame, recording, chosen, blame)
    world.watch(after_phase)
    return world
