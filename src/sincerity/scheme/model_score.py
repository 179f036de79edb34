"""The score and its bands: a number, the bounds that hold it, and the grades read off it."""

from __future__ import annotations

from pydantic import Field

from sincerity.scheme.model_words import Bounds, ScoreBound, ScorePoints
from sincerity.scheme.quantities import (
    DurationValue,
    GradeId,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
)

__all__ = ["Band", "Bounded", "Dimension", "Grades", "Score"]


class Dimension(Sourced):
    """One named part of the score."""

    id: SnakeId
    label: ShortText
    base: Quantity[ScorePoints] | None = Field(
        default=None, description="Points everyone starts with."
    )


class Bounded(Sourced):
    """A number of points that everyone covered starts with, and the bounds that hold it."""

    base: Quantity[ScorePoints] = Field(description="Points everyone starts with.")
    floor: Quantity[ScoreBound] = Field(
        default_factory=lambda: Quantity[ScoreBound](value="none"),
        description="Lowest score, or none.",
    )
    cap: Quantity[ScoreBound] = Field(
        default_factory=lambda: Quantity[ScoreBound](value="none"),
        description="Highest score, or none.",
    )

    @property
    def floor_points(self) -> int | None:
        """The floor in points, or None."""
        return None if self.floor.value == "none" else self.floor.value

    @property
    def cap_points(self) -> int | None:
        """The cap in points, or None."""
        return None if self.cap.value == "none" else self.cap.value


class Score(Bounded):
    """The number that everyone covered has."""

    bounds: Bounds = Field(
        default="absorbing",
        description="absorbing: points beyond a bound are lost; ledger: cut only when read.",
    )
    dimensions: tuple[Dimension, ...] = Field(
        default=(), max_length=16, description="Parts of the score."
    )


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
