"""The part of a scheme that scores and lists firms, and reaches people through them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, field_validator

from sincerity.scheme.model_score import Bounded, Grades
from sincerity.scheme.model_words import ChargePoints, ListTerm, Recovery, Severity, Share
from sincerity.scheme.quantities import (
    Domain,
    Frozen,
    GradeId,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
)

__all__ = ["FirmEntry", "FirmListing", "FirmRule", "FirmSanction", "FirmTrigger", "Firms"]


class FirmTrigger(Frozen):
    """The conduct of firms that a rule answers to."""

    kind: SnakeId = Field(description="A kind of conduct of firms of the catalogue.")


class FirmRule(Sourced):
    """Points for one kind of conduct of firms."""

    id: SnakeId = Field(description="Never used again for another rule.")
    label: ShortText
    on: FirmTrigger
    points: Quantity[ChargePoints] = Field(
        description="Points, sign included; an unknown number makes the rule inert."
    )
    recovery: Quantity[Recovery] = Field(
        default_factory=lambda: Quantity[Recovery](value="none"),
        description="After this long the points are given back (or taken back).",
    )

    @property
    def is_inert(self) -> bool:
        """Whether the number of points is unknown, so that the rule does nothing."""
        return self.points.used == "unknown"


class FirmEntry(Frozen):
    """What puts a firm on the list of firms; any one ground is enough."""

    kinds: tuple[SnakeId, ...] = Field(
        default=(), max_length=30, description="A record of this month of one of these kinds."
    )
    grades: tuple[GradeId, ...] = Field(
        default=(), max_length=8, description="Being in one of these."
    )


class FirmListing(Sourced):
    """A list of firms."""

    id: SnakeId
    label: ShortText
    colour: Literal["black", "red", "mixed"]
    entry: FirmEntry
    term: Quantity[ListTerm] = Field(description="How long a firm stays.")
    public: bool = Field(False, strict=True, description="The firms are published.")

    @property
    def term_months(self) -> int | None:
        """How long a firm stays, in months, or None for ever."""
        return None if isinstance(self.term.used, str) else self.term.used.months


class FirmSanction(Sourced):
    """What follows for firms in a grade or on the list of firms."""

    id: SnakeId
    label: ShortText
    grades: tuple[GradeId, ...] = Field(default=(), max_length=8)
    listed: bool = Field(
        default=False, strict=True, description="Falls on the firms of the list of firms."
    )
    domain: Domain = Field(description="The part of life it touches.")
    severity: Severity = Field(description="1 slight to 5 grave; a judgement of the author.")
    closure: Quantity[Share] = Field(
        default_factory=lambda: Quantity[Share](value=Decimal(0)),
        description="Chance that the firm closes, a month while the sanction is in force, 0 to 1.",
    )


class Firms(Bounded):
    """How firms are scored and listed, and whom that reaches."""

    rules: tuple[FirmRule, ...] = Field(default=(), max_length=30)
    grades: Grades | None = Field(default=None, description="Bands of the score, or the word none.")
    listing: FirmListing | None = Field(
        default=None, alias="list", description="The list of firms."
    )
    sanctions: tuple[FirmSanction, ...] = Field(default=(), max_length=32)
    representative: SnakeId | None = Field(
        default=None,
        description="List of people that the representative of a listed firm is entered on.",
    )

    @field_validator("grades", mode="before")
    @classmethod
    def _no_grades(cls, value: Any) -> Any:
        """Read the word none as the absence of grades."""
        return None if isinstance(value, str) and value == "none" else value
