"""The institutions/v1 file as immutable objects.

Attributes are named like the keys of the file. Every number that could have a source is a
`Quantity`; its `value` is an exact decimal, a whole number, or a pair of whole months.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field
from pydantic_core import PydanticCustomError

from sincerity.conduct.model import By
from sincerity.errors import UsageError
from sincerity.scheme.quantities import (
    Checked,
    Domain,
    Frozen,
    KebabId,
    LongText,
    Quantity,
    Rational,
    ShortText,
    SnakeId,
    Sourced,
    SourceEntry,
    Whole,
)
from sincerity.scheme.suggest import did_you_mean

__all__ = [
    "LEVELS",
    "MAX_DELAY_MONTHS",
    "STAGES",
    "Agency",
    "Coverage",
    "Institutions",
    "LifeDoor",
    "Link",
    "SharedCause",
    "Stage",
    "StageName",
]

Level = Literal["township", "county", "prefecture", "province", "national"]
LEVELS: tuple[Level, ...] = ("township", "county", "prefecture", "province", "national")
"""Levels of the place tree, lowest first; positions are level numbers."""

StageName = Literal["islands", "vertical", "joint", "one_store"]
STAGES: tuple[StageName, ...] = ("islands", "vertical", "joint", "one_store")
"""Stages of integration, from none to one store for all."""

MAX_DELAY_MONTHS = 24

T = TypeVar("T")
_ZERO, _ONE = Decimal(0), Decimal(1)


def _delay(value: Any) -> tuple[int, int]:
    """Take two whole numbers of months, lowest and highest."""
    months = value if isinstance(value, list | tuple) else ()
    if len(months) != 2 or any(isinstance(m, bool) or not isinstance(m, int) for m in months):
        raise PydanticCustomError("E108", "a delay is written like [0, 2], in whole months", {})
    for month in months:
        if not 0 <= month <= MAX_DELAY_MONTHS:
            shown = {"given": str(month)[:20], "high": MAX_DELAY_MONTHS}
            raise PydanticCustomError("E106", "{given} is outside 0 to {high} months", shown)
    return months[0], months[1]


_DELAY_SCHEMA = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": MAX_DELAY_MONTHS},
    "minItems": 2,
    "maxItems": 2,
}
Delay = Annotated[tuple[int, int], Checked(_delay, _DELAY_SCHEMA)]
Months = Annotated[Whole, Field(ge=0, le=60)]


def _or(given: Quantity[T] | None, value: T) -> Quantity[T]:
    """Return a quantity, or one of a fixed value where the file gives none."""
    return Quantity(value=value) if given is None else given


class Coverage(Frozen):
    """Shares of what an agency could see that it does see, by where an act happens."""

    given_urban: Quantity[Rational] | None = Field(None, alias="urban")
    given_rural: Quantity[Rational] | None = Field(None, alias="rural")
    given_online: Quantity[Rational] | None = Field(
        None, alias="online", description="For kinds that only people who are online can do."
    )

    @property
    def urban(self) -> Quantity[Decimal]:
        """Share in towns; 1 where nothing is written."""
        return _or(self.given_urban, _ONE)

    @property
    def rural(self) -> Quantity[Decimal]:
        """Share in the country; 1 where nothing is written."""
        return _or(self.given_rural, _ONE)

    @property
    def online(self) -> Quantity[Decimal]:
        """Share of acts online; 1 where nothing is written."""
        return _or(self.given_online, _ONE)


class Agency(Sourced):
    """One body that sees acts, keeps records and turns people away."""

    id: SnakeId
    label: ShortText
    level: Level = Field(description="Level of the place tree that its registry belongs to.")
    sector: SnakeId = Field(description="Agencies of one sector share up and down the levels.")
    private: bool = Field(
        False, strict=True, description="A private body that is made to take part."
    )
    sees: dict[SnakeId, Quantity[Rational]] = Field(
        default_factory=dict,
        max_length=200,
        description="Chance, kind by kind, that it sees one such act.",
    )
    coverage: Coverage = Field(
        Coverage.model_validate({}), description="Multiplies every chance of seeing."
    )
    given_invents: Quantity[Rational] | None = Field(
        None,
        alias="invents",
        description="Chance per person-month of a record of an act that never happened.",
    )
    wrong_person: Quantity[Rational] = Field(
        description="Chance per record of naming a wrong place in the county."
    )
    enters: Quantity[Delay] = Field(
        description="Months from act to entry, every whole number of them alike."
    )
    complies: Quantity[Rational] = Field(
        description="Chance, per attempt, that it applies a sanction that it must apply."
    )

    @property
    def invents(self) -> Quantity[Decimal]:
        """Chance per person-month of an invented record; 0 where nothing is written."""
        return _or(self.given_invents, _ZERO)

    @property
    def level_number(self) -> int:
        """Position of the level, 0 township to 4 national."""
        return LEVELS.index(self.level)


class Link(Frozen):
    """How a record passes one step: with what chance, after how many months."""

    chance: Quantity[Rational]
    months: Quantity[Delay]

    @property
    def low(self) -> int:
        """Fewest months."""
        return self.months.value[0]

    @property
    def high(self) -> int:
        """Most months."""
        return self.months.value[1]


class Stage(Sourced):
    """One stage of integration."""

    label: ShortText
    vertical: Link = Field(description="For each level between two agencies.")
    horizontal: Link = Field(description="Once, between two sectors.")


class LifeDoor(Sourced):
    """One door of life that schemes can close."""

    id: SnakeId
    label: ShortText
    domain: Domain = Field(description="The part of life that it belongs to.")
    agency: SnakeId = Field(description="The agency that turns people away.")
    attempts: Quantity[Rational] = Field(
        description="Attempts per person a year, before multipliers (0 to 12)."
    )
    by: By = Field(By(), description="Multipliers of the attempts by class.")
    given_falls: Quantity[Rational] | None = Field(
        None,
        alias="falls",
        description="Chance that one blocked attempt makes means fall by a step.",
    )
    given_out_of_work: Quantity[Months] | None = Field(
        None, alias="out_of_work", description="Months out of work after one blocked attempt."
    )

    @property
    def falls(self) -> Quantity[Decimal]:
        """Chance that one blocked attempt makes means fall; 0 where nothing is written."""
        return _or(self.given_falls, _ZERO)

    @property
    def out_of_work(self) -> Quantity[int]:
        """Months out of work after one blocked attempt; 0 where nothing is written."""
        return _or(self.given_out_of_work, 0)


class SharedCause(Sourced):
    """A class of people whom errors hit more or less often than others."""

    share: Quantity[Rational] = Field(description="Share of people, above 0.")
    times: Quantity[Rational] = Field(description="How much more often errors hit them.")


class Institutions(Frozen):
    """Agencies, how they share, and the doors that they keep."""

    schema_version: Literal["institutions/v1"] = Field(
        alias="schema", description="What this file is."
    )
    id: KebabId
    title: ShortText
    summary: LongText | None = None
    sources: dict[KebabId, SourceEntry] = Field(default_factory=dict, max_length=64)
    conduct: KebabId = Field(
        "base", description="Shipped catalogue of conduct whose kinds the agencies see."
    )
    reports_to: SnakeId | None = Field(
        None, description="Agency that takes reports by neighbours; none: nobody does."
    )
    causes: tuple[SharedCause, ...] = Field(
        (),
        alias="shared_causes",
        max_length=32,
        description="How errors cluster in the same people; none: they hit all people alike.",
    )
    agencies: tuple[Agency, ...] = Field(min_length=1, max_length=60)
    stages: dict[StageName, Stage] = Field(description="The four stages of integration.")
    doors: tuple[LifeDoor, ...] = Field((), max_length=60)

    @property
    def agency_ids(self) -> tuple[str, ...]:
        """The ids of all agencies, in the order of the file; positions are agency numbers."""
        return tuple(agency.id for agency in self.agencies)

    @property
    def door_ids(self) -> tuple[str, ...]:
        """The ids of all doors, in the order of the file; positions are door numbers."""
        return tuple(door.id for door in self.doors)

    @property
    def shared_causes(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Share and times of each class of shared causes; shares sum to 1, times have mean 1."""
        if not self.causes:
            return ((Fraction(1), Fraction(1)),)
        shares = [Fraction(cause.share.value) for cause in self.causes]
        times = [Fraction(cause.times.value) for cause in self.causes]
        whole = sum(shares, Fraction(0))
        hits = (share * time for share, time in zip(shares, times, strict=True))
        mean = sum(hits, Fraction(0)) / whole
        return tuple(
            (share / whole, time / mean) for share, time in zip(shares, times, strict=True)
        )

    def agency_number(self, agency_id: str) -> int:
        """Return the position of an agency.

        Raises
        ------
        UsageError
            When there is none of that id; the sentence names the closest one.
        """
        return _position(agency_id, self.agency_ids, "agency", self.id)

    def agency(self, agency_id: str) -> Agency:
        """Return the agency with this id; raise `UsageError` when there is none."""
        return self.agencies[self.agency_number(agency_id)]

    def door_number(self, door_id: str) -> int:
        """Return the position of a door; raise `UsageError` when there is none of that id."""
        return _position(door_id, self.door_ids, "door", self.id)

    def door(self, door_id: str) -> LifeDoor:
        """Return the door with this id; raise `UsageError` when there is none."""
        return self.doors[self.door_number(door_id)]

    def to_resolved_yaml(self) -> str:
        """Write the institutions as a file that loads to an equal one."""
        from sincerity.scheme.resolved import resolved_yaml

        return resolved_yaml(self)


def _position(wanted: str, ids: tuple[str, ...], what: str, file_id: str) -> int:
    """Return where an id stands, or say that it does not."""
    if wanted in ids:
        return ids.index(wanted)
    hint = did_you_mean(wanted, ids)
    raise UsageError(f"no {what} '{wanted[:60]}' in '{file_id}'; {hint}".rstrip("; "))
