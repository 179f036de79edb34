"""Lists and what follows from them: who enters, who leaves and how, which doors, who is watched."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from sincerity.scheme.model_rules import Trigger
from sincerity.scheme.model_words import (
    DiscretionPoints,
    Exempt,
    ListTerm,
    Means,
    MonthNumber,
    Notice,
    Remedy,
    Severity,
    WaitOf5Years,
    WaitOf20Years,
    Watching,
)
from sincerity.scheme.quantities import (
    Domain,
    Frozen,
    GradeId,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
)

__all__ = ["Door", "Exit", "ListEntry", "Listing", "Repair", "Supervision", "Withdrawal"]


class ListEntry(Frozen):
    """What puts a person on a list; any one ground is enough."""

    points_at_most: Quantity[DiscretionPoints] | None = Field(
        default=None, description="A charge of this month of at most so many points."
    )
    points_at_least: Quantity[DiscretionPoints] | None = Field(
        default=None, description="A charge of this month of at least so many points."
    )
    grades: tuple[GradeId, ...] = Field(
        default=(), max_length=8, description="Being in one of these."
    )
    kinds: tuple[Trigger, ...] = Field(
        default=(),
        max_length=40,
        description="A record of this month of one of these kinds that has reached the stage.",
    )
    lists: tuple[SnakeId, ...] = Field(
        default=(), max_length=4, description="Standing on one of these other lists."
    )

    @property
    def says_nothing(self) -> bool:
        """Whether there is no ground at all."""
        has_points = self.points_at_most is not None or self.points_at_least is not None
        return not (has_points or self.grades or self.kinds or self.lists)


class Repair(Frozen):
    """A way off a list by application: a pledge, a course, a form."""

    after: Quantity[WaitOf20Years] = Field(
        description="Months that must have passed since entry, 0 to 240."
    )
    open_to: tuple[Means, ...] = Field(
        default=("secure", "strained", "insolvent"),
        min_length=1,
        max_length=3,
        description="Means of those who can take it: secure, strained, insolvent.",
    )


class Exit(Frozen):
    """Ways off a list before its term ends."""

    performance: Quantity[Remedy] = Field(
        default_factory=lambda: Quantity[Remedy](value="none"),
        description="Whether doing what is owed ends the entry.",
    )
    repair: Repair | None = Field(
        default=None, description="Leaving on application, or the word none."
    )
    grade: bool = Field(
        default=False,
        strict=True,
        description="An entry made by grade ends when the person has left the grades of entry.",
    )

    @field_validator("repair", mode="before")
    @classmethod
    def _no_repair(cls, value: Any) -> Any:
        """Read the word none as the absence of repair."""
        return None if isinstance(value, str) and value == "none" else value


class Listing(Sourced):
    """A list of names."""

    id: SnakeId
    label: ShortText
    colour: Literal["black", "red", "mixed"]
    entry: ListEntry
    months: tuple[MonthNumber, ...] = Field(
        default=(),
        max_length=240,
        description="Months of the run in which entry happens; none means all.",
    )
    grace: Quantity[WaitOf5Years] | None = Field(
        default=None, description="Months between entry and effect, 0 to 60; none when left out."
    )
    notice: Quantity[Notice] | None = Field(
        default=None,
        description="Whether the person is told, and when; as in 'process' when left out.",
    )
    exempt: tuple[Exempt, ...] = Field(
        default=(),
        max_length=3,
        description="Who is not entered: minors, students, representatives.",
    )
    term: Quantity[ListTerm] = Field(description="How long a name stays.")
    extension: Literal["restart", "none"] = Field(
        default="none", description="What a new ground does while the name is on the list."
    )
    exit: Exit | None = Field(default=None, description="Ways off the list before the term ends.")
    public: bool = Field(False, strict=True, description="The names are published.")

    @property
    def term_months(self) -> int | None:
        """How long a name stays, in months, or None for ever."""
        return None if isinstance(self.term.used, str) else self.term.used.months

    @property
    def grace_months(self) -> int:
        """Months between entry and effect, 0 to 60."""
        return 0 if self.grace is None else self.grace.used.months

    @property
    def repair(self) -> Repair | None:
        """The way off by application, or None."""
        return None if self.exit is None else self.exit.repair

    @property
    def has_exit(self) -> bool:
        """Whether there is a known way off before the term ends, whatever led there."""
        return self.ends_by_performance or self.repair is not None or self.ends_only_by_grade

    @property
    def ends_by_performance(self) -> bool:
        """Whether it is known that doing what is owed ends the entry."""
        return self.exit is not None and self.exit.performance.used == "available"

    @property
    def ends_only_by_grade(self) -> bool:
        """Whether every entry is made by grade and ends with the grade."""
        entry = self.entry
        has_points = entry.points_at_most is not None or entry.points_at_least is not None
        return self.ends_by_grade and not (has_points or entry.kinds or entry.lists)

    @property
    def ends_by_grade(self) -> bool:
        """Whether an entry made by grade ends with the grade."""
        return self.exit is not None and self.exit.grade


class Door(Sourced):
    """Something that closes (a sanction) or opens (a perk) for people in a grade or on a list."""

    id: SnakeId
    label: ShortText
    grades: tuple[GradeId, ...] = Field(default=(), max_length=8)
    lists: tuple[SnakeId, ...] = Field(default=(), max_length=4)
    domain: Domain = Field(description="The part of life it touches.")
    severity: Severity = Field(description="1 slight to 5 grave; a judgement of the author.")
    door: SnakeId | None = Field(
        default=None, description="The door of the institutions file that people try."
    )
    reach: tuple[Literal["household"], ...] = Field(
        default=(), max_length=1, description="Who else stands before it: household."
    )


class Supervision(Sourced):
    """Closer watching of some people: their acts are seen more often."""

    factor: Quantity[Watching] = Field(
        description="The chance that an act is seen is multiplied by this, 1 to 100."
    )
    grades: tuple[GradeId, ...] = Field(
        default=(), max_length=8, description="People in one of these grades."
    )
    lists: tuple[SnakeId, ...] = Field(
        default=(), max_length=4, description="People on one of these lists."
    )


class Withdrawal(Sourced):
    """What a county takes back once its superiors take notice of an outcry."""

    of: Literal["grades"] = Field(
        description="grades: people keep their scores and have no grade any more."
    )
