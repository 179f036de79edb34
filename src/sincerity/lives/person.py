"""One synthetic person under watch: what is remembered between two looks at the block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sincerity.lives.closed import NOTHING_CLOSED, Closed
from sincerity.lives.events import Event, Fact, Path
from sincerity.lives.months import MonthOfLife
from sincerity.lives.opinion import NO_VOICE, Voice
from sincerity.lives.rows import EntryRow, ObjectionRow, Origin
from sincerity.lives.trying import Attempt
from sincerity.phases.conduct import NOT_COVERED

__all__ = ["Waiting", "Watched"]


@dataclass(slots=True)
class Waiting:
    """Points that come back in a month: the opposite of what a charge took or gave."""

    due: int
    points: int
    event: int


@dataclass(slots=True)
class Watched:
    """A person of a block, with the life so far.

    Attributes
    ----------
    place, slot
        Place in the block, and number of the person.
    household
        Places of all who live there, the person included.
    now
        Columns as last seen, by name.
    acts, records, objections
        Numbers of events by the origin of what they are about.
    entry_events
        Number of the event by list of an entry that stands, and by (list, month of entry).
    waiting
        Points on their way back.
    voided
        (due month, points) that an upheld objection gave back early: they fall due no more.
    graded_by
        Numbers of the events that moved the score since the grade was last read.
    grade_event
        Number of the event that set the grade in force, 0 for the grade at the start.
    door_events
        Number of the event that closed a door, by door.
    tried
        Numbers of this month's attempts that cost work or means.
    penalties
        Numbers of this month's events that take points or put the name on a black list.
    """

    place: int
    slot: int
    household: range
    now: dict[str, int]
    events: list[Event] = field(default_factory=list)
    months: list[MonthOfLife] = field(default_factory=list)
    acts: dict[tuple[int, int], int] = field(default_factory=dict)
    records: dict[Origin, int] = field(default_factory=dict)
    objections: dict[Origin, int] = field(default_factory=dict)
    entry_events: dict[tuple[int, int], int] = field(default_factory=dict)
    exit_events: dict[int, int] = field(default_factory=dict)
    leaving: dict[tuple[int, int], int] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    voided: list[tuple[int, int]] = field(default_factory=list)
    graded_by: list[int] = field(default_factory=list)
    grade_event: int = 0
    override_event: int = 0
    door_events: dict[int, int] = field(default_factory=dict)
    tried: list[int] = field(default_factory=list)
    laid_off: list[int] = field(default_factory=list)
    penalties: list[int] = field(default_factory=list)
    month_records: dict[int, int] = field(default_factory=dict)
    month_charges: dict[int, list[int]] = field(default_factory=dict)
    due: list[int] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    pending: list[ObjectionRow] = field(default_factory=list)
    closed: Closed = NOTHING_CLOSED
    next_closed: Closed = NOTHING_CLOSED
    next_attempts: list[Attempt] = field(default_factory=list)
    fell: bool = False
    idle: int = 0
    supervised: bool = False
    firm: tuple[int, ...] | None = None
    firm_event: int = 0
    month_sums: tuple[int, int, int] = (0, 0, 0)
    score_before: int = NOT_COVERED
    voice: Voice = NO_VOICE
    grievance_event: int = 0

    def add(
        self,
        month: int,
        what: str,
        facts: Mapping[str, Fact],
        *,
        before: int | None = None,
        now: int | None = None,
        unit: str = "",
        is_true: bool | None = None,
        rules: tuple[Path, ...] = (),
        after: tuple[int, ...] | list[int] = (),
    ) -> int:
        """Add an event of a month (from 0) and return its number."""
        number = len(self.events) + 1
        causes = tuple(sorted({event for event in after if event}))
        self.events.append(
            Event(
                number,
                month + 1,
                what,
                facts,
                before=before,
                now=now,
                unit=unit,
                is_true=is_true,
                rules=rules,
                after=causes,
            )
        )
        return number
