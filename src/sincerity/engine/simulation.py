"""The month loop: every block through every phase, blocks shared out among threads.

Kernels release the interpreter's lock, so ordinary threads run blocks side by side. Which thread
runs which block changes nothing: phases see only their own block, and what they add to shared
tables goes to the thread's own copy, summed as integers when the month is over.
"""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import Calls, call_in_full
from sincerity.columns.digest import column_sum, state_digest
from sincerity.columns.table import ColumnTable
from sincerity.engine.block import SLOTS_PER_TILE, Block, cut_blocks
from sincerity.engine.plan import Phase, Plan
from sincerity.errors import InternalError, SincerityError, UsageError

DEFAULT_BLOCK_SLOTS = 2**18
"""Slots a block unless told otherwise.

A block's working set should stay in a core's own cache, and its calls should be few: handing a
kernel its tables costs more than many of the rare phases do. Measured on two cores, the second
weighs more: with every phase on, 2^17 takes a seventh more processor time than 2^18, and 2^16 a
third more.
"""


MAX_MONTHS = 2**16
"""The month takes sixteen bits of an address."""

AfterPhase = Callable[[str, Block], None]
"""Called with the name of a phase and a block that has just been through it."""


@dataclass(slots=True)
class Hooks:
    """What the owner of a simulation adds around the loop; every hook may be left out.

    Attributes
    ----------
    model
        Seen by phases as ``block.model``.
    make_local
        Called once a block: its memory from month to month.
    make_scratch
        Called once a thread with the slots of the largest block: its working arrays.
    before_month, after_month
        Called with the month in the main thread, before the first and after the last block.
    after_block
        Called with a block that has been through all phases, in the thread that ran it.
    """

    model: Any = None
    make_local: Callable[[Block], Any] = lambda block: None
    make_scratch: Callable[[int], Any] = lambda slots: None
    before_month: Callable[[int], None] = lambda month: None
    after_month: Callable[[int], None] = lambda month: None
    after_block: Callable[[Block], None] | None = None


@dataclass(slots=True)
class Timing:
    """Processor seconds of each phase (over all threads), and wall seconds of the month loop."""

    phase_seconds: dict[str, float] = field(default_factory=dict)
    loop_seconds: float = 0.0


def _read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    view = array.view()
    view.flags.writeable = False
    return view


def _refuse_foreign_writes(plan: Plan, columns: ColumnTable) -> None:
    for phase in plan:
        for name in phase.writes:
            if name not in columns:
                raise UsageError(
                    f"phase '{phase.name}' writes the column '{name}', which no"
                    " declaration describes"
                )
            owner = columns[name].owner
            if owner != phase.name:
                raise UsageError(
                    f"phase '{phase.name}' writes the column '{name}', whose declared owner is"
                    f" '{owner}'"
                )


class Simulation:
    """State columns, a plan and a month loop.

    Parameters
    ----------
    plan
        Phases in order.
    columns
        Declarations of the state.
    slots
        Number of slots (people, vacant places included).
    first
        Number of the first slot, a multiple of `unit`: a simulation may hold a part of a society.
    seed
        Event seed, 0..2^64-1.
    threads
        Worker threads; the number of processors when None.
    block_size
        Slots a block; results do not depend on it.
    unit
        Slots that must stay in one block (a family, a tile), a multiple of four.
    debug
        Heavy checks: declared ranges after every phase, and a phase sees columns that it does not
        write as read-only arrays.
    timed
        Keep the processor seconds of every phase in `timing`.
    hooks
        What the owner adds around the loop.

    Attributes
    ----------
    after_phase
        Called after each phase of each block, in the thread that runs the block; it must change
        nothing. None calls nothing.

    Raises
    ------
    UsageError
        If a phase writes a column that another phase owns or that is not declared, or if blocks
        would part slots that share their draws.
    """

    def __init__(
        self,
        plan: Plan,
        columns: ColumnTable,
        slots: int,
        *,
        first: int = 0,
        seed: int = 1,
        threads: int | None = None,
        block_size: int = DEFAULT_BLOCK_SLOTS,
        unit: int = SLOTS_PER_TILE,
        debug: bool = False,
        timed: bool = False,
        hooks: Hooks | None = None,
    ) -> None:
        if unit < 4 or unit % 4 or first % unit:
            raise UsageError("blocks are cut at multiples of four slots, which share their draws")
        _refuse_foreign_writes(plan, columns)
        self.plan = plan
        self.table = columns
        self.slots = slots
        self.first = first
        self.after_phase: AfterPhase | None = None
        self.month = 0
        self._whole = True
        self.timing = Timing({phase.name: 0.0 for phase in plan})
        self._debug = debug
        self._timed = timed
        self._timing_lock = threading.Lock()
        self._hooks = hooks or Hooks()
        # Heavy checks hand out read-only arrays, which are of another type phase by phase.
        self._calls = Calls()
        self._call = call_in_full if debug else self._calls
        self._columns = columns.allocate(slots)
        wanted = threads or os.cpu_count() or 1
        cuts = cut_blocks(slots, block_size, unit, wanted)
        self.threads = min(wanted, len(cuts))
        self._blocks = [
            self._make_block(index, start, size, np.uint64(seed))
            for index, (start, size) in enumerate(cuts)
        ]
        self._pool = ThreadPoolExecutor(self.threads)
        largest = max(size for _, size in cuts)
        self._scratch = [self._hooks.make_scratch(largest) for _ in range(self.threads)]

    def _make_block(self, index: int, start: int, size: int, seed: np.uint64) -> Block:
        views = {name: array[start : start + size] for name, array in self._columns.items()}
        block = Block(
            index, self.first + start, size, views, seed, self._call, model=self._hooks.model
        )
        block.local = self._hooks.make_local(block)
        return block

    @property
    def blocks(self) -> list[Block]:
        """The blocks, in slot order."""
        return self._blocks

    @property
    def scratch(self) -> list[Any]:
        """The threads' working memories."""
        return self._scratch

    @property
    def columns(self) -> dict[str, npt.NDArray[Any]]:
        """One read-only array a state column, over all slots."""
        return {name: _read_only(array) for name, array in self._columns.items()}

    def forget_types(self) -> None:
        """Let what phases see be of other types from now on, after the owner changed it."""
        self._calls.forget()

    def digest(self, extra: dict[str, int] | None = None) -> str:
        """Return the order-free digest of the state (64 hexadecimal digits)."""
        self.require_whole()
        return state_digest(self.table, self._columns, extra or {}, self.first)

    def require_whole(self) -> None:
        """Refuse to go on from a month that an error or an interrupt cut short.

        Raises
        ------
        UsageError
            If some blocks may be a month ahead of others.
        """
        if not self._whole:
            raise UsageError(
                f"month {self.month} was cut short, so its blocks do not all stand at one month;"
                " make the world again and run it from the start"
            )

    def step(self) -> None:
        """Advance one month.

        Raises
        ------
        UsageError
            If an earlier month was cut short, or after `MAX_MONTHS` months.
        """
        self.require_whole()
        if self.month >= MAX_MONTHS:
            raise UsageError(f"a simulation has at most {MAX_MONTHS} months: addresses end there")
        started = time.perf_counter()
        self._whole = False
        self._hooks.before_month(self.month)
        self.over_blocks(self._run_block)
        self._hooks.after_month(self.month)
        self.month += 1
        self._whole = True
        self.timing.loop_seconds += time.perf_counter() - started

    def run(self, months: int) -> None:
        """Advance a number of months."""
        for _ in range(months):
            self.step()

    def over_blocks(self, work: Callable[[Block], None]) -> None:
        """Run a function over every block, shared out among the threads.

        The first error stops the sharing out and is raised once the other threads have finished
        the block in hand; so does an interrupt from the keyboard.
        """
        ticket = count()
        stop = threading.Event()

        def serve(scratch: Any) -> None:
            while not stop.is_set() and (index := next(ticket)) < len(self._blocks):
                block = self._blocks[index]
                block.scratch = scratch
                block.month = self.month
                work(block)

        if self.threads == 1:
            serve(self._scratch[0])
            return
        futures = [self._pool.submit(serve, scratch) for scratch in self._scratch]
        try:
            done, _ = wait(futures, return_when=FIRST_EXCEPTION)
            for future in done:
                future.result()
        finally:
            stop.set()
            wait(futures)

    def _run_block(self, block: Block) -> None:
        for phase in self.plan:
            try:
                if self._debug:
                    self._run_checked(phase, block)
                elif self._timed:
                    started = time.thread_time()
                    phase.run(block)
                    spent = time.thread_time() - started
                    with self._timing_lock:
                        self.timing.phase_seconds[phase.name] += spent
                else:
                    phase.run(block)
            except SincerityError:
                raise
            except Exception as error:
                raise InternalError(
                    f"phase '{phase.name}' failed in month {block.month}, block {block.index}"
                    f" (slots {block.first}..{block.first + block.size - 1}): {error}"
                ) from error
            if self.after_phase is not None:
                self.after_phase(phase.name, block)
        if self._hooks.after_block is not None:
            self._hooks.after_block(block)

    def _run_checked(self, phase: Phase, block: Block) -> None:
        foreign = [name for name in block.columns if name not in phase.writes]
        before = {name: column_sum(name, block.columns[name], block.first) for name in foreign}
        columns = block.columns
        block.columns = columns | {name: _read_only(columns[name]) for name in foreign}
        try:
            phase.run(block)
        finally:
            block.columns = columns
        for name, sum_before in before.items():
            if column_sum(name, block.columns[name], block.first) != sum_before:
                raise InternalError(
                    f"phase '{phase.name}' changed column '{name}' in month {block.month},"
                    " which it does not own"
                )
        self.table.check(block.columns, block.first)
