"""The scheme/v1 file as immutable objects: what is scored, and what follows from it.

Names of attributes are the keys of the file, except where a key is a Python word: `from` is
`start` or `from_points`, `for` is `term`, `schema` is `schema_version`. Every number and term is a
`Quantity`. Words such as `none` and `unknown` stay words, so that nothing is mistaken for zero.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sincerity.scheme.quantities import (
    Day,
    Domain,
    Duration,
    DurationValue,
    Frozen,
    GradeId,
    KebabId,
    LongText,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
    SourceEntry,
    duration_or,
    rational_between,
    whole_or,
)

__all__ = [
    "Band",
    "Coverage",
    "Dimension",
    "Discretion",
    "Door",
    "Grades",
    "ListEntry",
    "Listing",
    "Option",
    "Override",
    "Process",
    "Rule",
    "RuleCap",
    "Scheme",
    "Score",
    "Setting",
    "Status",
    "Trigger",
]

POINTS_LIMIT = 1000  # of one charge, either way
SCORE_LIMIT = 30_000  # of a stored score, either way: it is kept in 16 bits

ChargePoints = Annotated[
    int | Literal["unknown"], whole_or("unknown", low=-POINTS_LIMIT, high=POINTS_LIMIT)
]
DiscretionPoints = Annotated[int, whole_or(low=-POINTS_LIMIT, high=POINTS_LIMIT)]
ScorePoints = Annotated[int, whole_or(low=-SCORE_LIMIT, high=SCORE_LIMIT)]
ScoreBound = Annotated[int | Literal["none"], whole_or("none", low=-SCORE_LIMIT, high=SCORE_LIMIT)]
Age = Annotated[int, whole_or(low=0, high=100)]
Share = Annotated[Decimal, rational_between("0", "1")]
Times = Annotated[int, whole_or(low=1, high=100)]
CapPoints = Annotated[int, whole_or(low=1, high=POINTS_LIMIT)]
MonthNumber = Annotated[int, whole_or(low=1, high=240)]
Severity = Annotated[int, whole_or(low=1, high=5)]
Recovery = Annotated[Duration | Literal["none", "unknown"], duration_or("none", "unknown")]
ListTerm = Annotated[Duration | Literal["permanent"], duration_or("permanent")]
Notice = Literal["none", "before", "after", "unknown"]
Remedy = Literal["available", "none", "unknown"]
Bounds = Literal["absorbing", "ledger"]
Ladder = Literal["each", "highest"]


class Status(Frozen):
    """Whether the rules were ever in force, where and when."""

    kind: Literal["enacted", "piloted", "proposed", "repealed", "feared", "fictional"] = Field(
        description="What the text is: law, pilot, plan, former law, a fear, or made up."
    )
    place: ShortText | None = Field(default=None, description="Where it applies or applied.")
    start: Day | None = Field(default=None, alias="from", description="When it began.")
    until: Day | None = Field(default=None, description="When it ended, or unknown.")
    note: LongText | None = Field(default=None, description="A plain sentence about the status.")


class Coverage(Sourced):
    """Who has a score."""

    who: Literal["residents", "registered"] = Field(
        description="All who live there, or only those registered there."
    )
    min_age: Quantity[Age] = Field(
        default_factory=lambda: Quantity[Age](value=0), description="Youngest age covered, years."
    )
    share: Quantity[Share] = Field(
        default_factory=lambda: Quantity[Share](value=Decimal(1)),
        description="Share of those people who have a score, 0 to 1.",
    )


class Dimension(Sourced):
    """One named part of the score."""

    id: SnakeId
    label: ShortText
    base: Quantity[ScorePoints] | None = Field(
        default=None, description="Points everyone starts with."
    )


class Score(Sourced):
    """The number that everyone covered has."""

    base: Quantity[ScorePoints] = Field(description="Points everyone starts with.")
    floor: Quantity[ScoreBound] = Field(
        default_factory=lambda: Quantity[ScoreBound](value="none"),
        description="Lowest score, or none.",
    )
    cap: Quantity[ScoreBound] = Field(
        default_factory=lambda: Quantity[ScoreBound](value="none"),
        description="Highest score, or none.",
    )
    bounds: Bounds = Field(
        default="absorbing",
        description="absorbing: points beyond a bound are lost; ledger: cut only when read.",
    )
    dimensions: tuple[Dimension, ...] = Field(
        default=(), max_length=16, description="Parts of the score."
    )

    @property
    def floor_points(self) -> int | None:
        """The floor in points, or None."""
        return None if self.floor.value == "none" else self.floor.value

    @property
    def cap_points(self) -> int | None:
        """The cap in points, or None."""
        return None if self.cap.value == "none" else self.cap.value


class Trigger(Frozen):
    """The conduct that a rule answers to."""

    kind: SnakeId = Field(description="A kind of conduct of the catalogue.")
    stage: SnakeId | None = Field(
        default=None, description="The stage it must reach; the first (or only) one when left out."
    )


class Discretion(Frozen):
    """Points left to an official, between two ends."""

    low: Quantity[DiscretionPoints] = Field(description="Lowest points, sign included.")
    high: Quantity[DiscretionPoints] = Field(description="Highest points, sign included.")
    by: Literal["official", "size"] = Field(
        "official",
        description="official: someone chooses; size: it goes by the case, in steps not known.",
    )


class RuleCap(Frozen):
    """How much one rule may charge one person in one month."""

    times: Quantity[Times] | None = Field(default=None, description="At most so many charges.")
    points: Quantity[CapPoints] | None = Field(default=None, description="At most so many points.")

    @model_validator(mode="after")
    def _exactly_one(self) -> RuleCap:
        if (self.times is None) == (self.points is None):
            raise PydanticCustomError("E132", "give exactly one of 'times' and 'points'", {})
        return self


class Override(Frozen):
    """A grade that follows at once, whatever the score."""

    grade: GradeId = Field(description="The person is in this grade or a worse one.")
    term: Quantity[DurationValue] = Field(alias="for", description="For so long.")


class Rule(Sourced):
    """Points for one kind of conduct at one stage."""

    id: SnakeId = Field(description="Never used again for another rule.")
    label: ShortText
    on: Trigger
    points: Quantity[ChargePoints] | None = Field(
        default=None, description="Points, sign included; an unknown number makes the rule inert."
    )
    discretion: Discretion | None = Field(default=None, description="Points left to an official.")
    dimension: SnakeId | None = Field(default=None, description="The part of the score it moves.")
    cap: RuleCap | None = Field(default=None, description="Limit for one person in one month.")
    recovery: Quantity[Recovery] = Field(
        default_factory=lambda: Quantity[Recovery](value="none"),
        description="After this long the points are given back (or taken back).",
    )
    override: Override | None = Field(default=None, description="Straight to a grade.")
    collective: bool = Field(
        default=False, strict=True, description="Falls on someone for another person's act."
    )
    open_ended: bool = Field(False, strict=True, description="The text names no definite conduct.")

    @model_validator(mode="after")
    def _points_or_discretion(self) -> Rule:
        if (self.points is None) == (self.discretion is None):
            raise PydanticCustomError("E132", "give exactly one of 'points' and 'discretion'", {})
        return self

    @property
    def is_inert(self) -> bool:
        """Whether the number of points is unknown, so that the rule does nothing."""
        return self.points is not None and self.points.used == "unknown"

    @property
    def leaves_a_choice(self) -> bool:
        """Whether an official chooses among different points."""
        return (
            self.discretion is not None
            and self.discretion.by == "official"
            and self.lowest_points != self.highest_points
        )

    @property
    def lowest_points(self) -> int | None:
        """The lowest points one charge can carry, or None for an inert rule."""
        if self.discretion is not None:
            return self.discretion.low.value
        found = self.points.used if self.points is not None else "unknown"
        return found if isinstance(found, int) else None

    @property
    def highest_points(self) -> int | None:
        """The highest points one charge can carry, or None for an inert rule."""
        return self.discretion.high.value if self.discretion is not None else self.lowest_points


class Band(Sourced):
    """One grade and the scores it spans."""

    id: GradeId
    label: ShortText
    from_points: Quantity[ScorePoints] | None = Field(
        default=None, alias="from", description="Lowest score of the band; none for the last."
    )
    to_points: Quantity[ScorePoints] | None = Field(
        default=None, alias="to", description="Highest score, only as a check of the band above."
    )


class Grades(Sourced):
    """Bands of the score, best first."""

    regrade: Quantity[DurationValue] = Field(description="Grades are set anew every so often.")
    bands: tuple[Band, ...] = Field(min_length=1, max_length=8)


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
    term: Quantity[ListTerm] = Field(description="How long a name stays.")
    extension: Literal["restart", "none"] = Field(
        default="none", description="What a new ground does while the name is on the list."
    )
    public: bool = Field(False, strict=True, description="The names are published.")


class Door(Sourced):
    """Something that closes (a sanction) or opens (a perk) for people in a grade or on a list."""

    id: SnakeId
    label: ShortText
    grades: tuple[GradeId, ...] = Field(default=(), max_length=8)
    lists: tuple[SnakeId, ...] = Field(default=(), max_length=4)
    domain: Domain = Field(description="The part of life it touches.")
    severity: Severity = Field(description="1 slight to 5 grave; a judgement of the author.")


def _unknown_notice() -> Quantity[Notice]:
    """Return a notice entry that says nothing."""
    return Quantity[Notice](value="unknown")


def _unknown_remedy() -> Quantity[Remedy]:
    """Return a remedy entry that says nothing."""
    return Quantity[Remedy](value="unknown")


class Process(Frozen):
    """What a person is told and can do."""

    notice: Quantity[Notice] = Field(
        default_factory=_unknown_notice, description="Whether a person is told, and when."
    )
    objection: Quantity[Remedy] = Field(
        default_factory=_unknown_remedy, description="Whether a person can object."
    )
    review: Quantity[Remedy] = Field(
        default_factory=_unknown_remedy, description="Whether an outside body reviews."
    )


class Option(Sourced):
    """One answer to a question on which sources differ."""

    set: dict[str, Any] = Field(description="Dotted paths and the values they get.")
    label: ShortText | None = None


class Setting(Frozen):
    """A question on which sources differ, with named answers."""

    question: LongText
    default: SnakeId = Field(description="The answer taken unless another is chosen.")
    chosen: SnakeId | None = Field(
        default=None, description="The answer in force, in a resolved file."
    )
    options: dict[SnakeId, Option] = Field(min_length=2, max_length=8)


class Scheme(Frozen):
    """A scheme with everything filled in: reforms and settings applied, sources resolved."""

    schema_version: Literal["scheme/v1"] = Field(alias="schema", description="What this file is.")
    id: KebabId
    title: ShortText
    summary: LongText
    status: Status
    sources: dict[KebabId, SourceEntry] = Field(default_factory=dict, max_length=64)
    coverage: Coverage
    score: Score
    rules: tuple[Rule, ...] = Field(default=(), max_length=200)
    ladder: Ladder = Field(
        default="each", description="Whether each stage of one act is charged or only the highest."
    )
    grades: Grades | None = Field(default=None, description="Bands of the score, or the word none.")
    lists: tuple[Listing, ...] = Field(default=(), max_length=4)
    sanctions: tuple[Door, ...] = Field(default=(), max_length=32, description="Doors that close.")
    perks: tuple[Door, ...] = Field(default=(), max_length=32, description="Doors that open.")
    process: Process = Field(default_factory=Process)
    settings: dict[SnakeId, Setting] = Field(default_factory=dict, max_length=8)
    unknowns: tuple[LongText, ...] = Field(
        default=(), max_length=64, description="What is not known."
    )

    @field_validator("grades", mode="before")
    @classmethod
    def _no_grades(cls, value: Any) -> Any:
        """Read the word none as the absence of grades."""
        return None if isinstance(value, str) and value == "none" else value

    def to_resolved_yaml(self) -> str:
        """Write the scheme as a file that loads to an equal scheme."""
        from sincerity.scheme.resolved import resolved_yaml

        return resolved_yaml(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Show the scheme in a notebook as prose and tables."""
        from sincerity.scheme.prose import describe_scheme

        page = describe_scheme(self)
        return {"text/plain": page.to_text(), "text/markdown": page.to_markdown()}

    def rule(self, rule_id: str) -> Rule:
        """Return the rule with this id.

        Raises
        ------
        KeyError
            When there is no such rule.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)
