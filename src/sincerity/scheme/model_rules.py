"""Rules: points for one kind of conduct at one stage, their limits and their recovery."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sincerity.scheme.model_words import (
    CapPoints,
    ChargePoints,
    DiscretionPoints,
    Recovery,
    Times,
)
from sincerity.scheme.quantities import (
    DurationValue,
    Frozen,
    GradeId,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
)

__all__ = ["Discretion", "Override", "Rule", "RuleCap", "Trigger"]


class Trigger(Frozen):
    """The conduct that a rule or a list answers to."""

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
