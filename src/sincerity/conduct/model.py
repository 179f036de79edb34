"""The conduct/v1 file as immutable objects.

Attributes are named like the keys of the file. Every number that could have a source is a
`Quantity`; multipliers and bounds are plain exact decimals.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field

from sincerity.conduct.firms import FirmBy, FirmGroup, monthly_firm_rate
from sincerity.conduct.groups import Group
from sincerity.errors import UsageError
from sincerity.scheme.quantities import (
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
    "ELIGIBILITY",
    "MAX_STAGES",
    "By",
    "Conduct",
    "FirmKind",
    "Kind",
    "Protection",
    "Stage",
]

ELIGIBILITY = ("driver", "party", "online", "official", "employed", "adult", "migrant")
"""What `who` may ask of a person; all that is named must hold."""

MAX_STAGES = 3
MAX_VICTIMS = 10_000

Gravity = Annotated[Whole, Field(ge=1, le=5)]
_USUAL_GRAVITY = 2


def _truth(value: object) -> object:
    """Take true and false without quotes as the words."""
    return str(value).lower() if isinstance(value, bool) else value


Accusation = Annotated[Literal["false", "true"], BeforeValidator(_truth)]

_ONE = Decimal(1)


class AgeFactors(Frozen):
    """Multipliers by age in years; 1 where nothing is written."""

    under_14: Rational = _ONE
    from_14: Rational = Field(_ONE, alias="14_17")
    from_18: Rational = Field(_ONE, alias="18_29")
    from_30: Rational = Field(_ONE, alias="30_44")
    from_45: Rational = Field(_ONE, alias="45_59")
    from_60: Rational = Field(_ONE, alias="60_plus")


class SexFactors(Frozen):
    """Multipliers by sex; 1 where nothing is written."""

    male: Rational = _ONE
    female: Rational = _ONE


class PlaceFactors(Frozen):
    """Multipliers for town and country; 1 where nothing is written."""

    urban: Rational = _ONE
    rural: Rational = _ONE


class MeansFactors(Frozen):
    """Multipliers by means; 1 where nothing is written."""

    secure: Rational = _ONE
    strained: Rational = _ONE
    insolvent: Rational = _ONE


class By(Frozen):
    """Multipliers of a rate by class; a person's multipliers are multiplied."""

    age: AgeFactors = AgeFactors.model_validate({})
    sex: SexFactors = SexFactors()
    urban: PlaceFactors = PlaceFactors()
    means: MeansFactors = MeansFactors()

    def factors(self, group: Group) -> tuple[Decimal, Decimal, Decimal, Decimal]:
        """Return the multipliers of one class: age, sex, place, means."""
        return (
            _factor(self.age, group.age),
            _factor(self.sex, group.sex),
            _factor(self.urban, group.place),
            _factor(self.means, group.means),
        )


class Protection(Frozen):
    """What human-rights law says about an act."""

    level: Literal["none", "qualified", "absolute"] = Field(
        description="absolute: no limit is permitted; qualified: limits under conditions; none."
    )
    article: ShortText | None = Field(None, description="Articles that protect it.")
    note: LongText | None = Field(None, description="The conditions, or what to keep in mind.")


class Stage(Frozen):
    """One step that an act may reach: a breach, a suit, a finding."""

    id: SnakeId
    chance: Quantity[Rational] | None = Field(
        None, description="Chance of reaching it, given the stage before; none for the first."
    )


class Kind(Sourced):
    """One kind of act."""

    id: SnakeId
    label: ShortText
    domain: Domain = Field(description="The part of life that it belongs to.")
    sign: Literal["harm", "good", "neutral", "conform"] = Field(
        description="harm, good deed, neither, or an act of showing loyalty."
    )
    harms_others: bool = Field(
        strict=True, description="Whether it harms other people; only such acts count as prevented."
    )
    gravity: Gravity = Field(
        _USUAL_GRAVITY, description="How grave one such act is, 1 trivial to 5 gravest."
    )
    accuses: Accusation | None = Field(
        None, description="The act names somebody, falsely or truly; none: it names nobody."
    )
    tells: Literal["problem"] | None = Field(
        None, description="The act tells an office of a public problem; none: it does not."
    )
    protection: Protection
    who: tuple[str, ...] = Field((), max_length=7, description="Who can do it; all must hold.")
    rate: Quantity[Rational] = Field(description="Acts per 1,000 such people a year.")
    by: By = Field(By(), description="Multipliers of the rate by class.")
    bound: Rational = Field(_ONE, description="Highest rate that responses reach, in rates.")
    cannot_pay: bool = Field(
        False, strict=True, description="Insolvent people cannot help it; nothing deters them."
    )
    seen: Quantity[Rational] = Field(
        description="Chance that the county credit office hears of one act."
    )
    stages: tuple[Stage, ...] = Field(
        (), max_length=MAX_STAGES, description="Steps an act may reach; none means a single one."
    )

    @property
    def later_chances(self) -> tuple[Decimal, ...]:
        """Chances of the stages after the first, each given the one before."""
        return tuple(stage.chance.value for stage in self.stages if stage.chance is not None)

    def stage_number(self, stage: str | None) -> int:
        """Return the position of a stage; the first one when none is named.

        Raises
        ------
        KeyError
            When the kind has no such stage.
        """
        if stage is None:
            return 0
        for number, found in enumerate(self.stages):
            if found.id == stage:
                return number
        raise KeyError(stage)


class FirmKind(Sourced):
    """One kind of act of a firm; every such act harms."""

    id: SnakeId
    label: ShortText
    domain: Domain = Field(description="The part of life that it belongs to.")
    gravity: Gravity = Field(
        _USUAL_GRAVITY, description="How grave one such act is, 1 trivial to 5 gravest."
    )
    rate: Quantity[Rational] = Field(description="Acts per 1,000 firms a year.")
    by: FirmBy = Field(FirmBy(), description="Multipliers of the rate by class of firm.")
    victims: Quantity[Annotated[Whole, Field(ge=0, le=MAX_VICTIMS)]] = Field(
        description="Mean number of people whom one act harms."
    )
    seen: Quantity[Rational] = Field(description="Chance that one act comes to be known.")

    def monthly_rate(self, group: FirmGroup) -> Fraction:
        """Return acts per firm-month of a class of firms, before any response."""
        return monthly_firm_rate(self.rate.value, self.by, group)


class Conduct(Frozen):
    """A catalogue of kinds of act."""

    schema_version: Literal["conduct/v1"] = Field(alias="schema", description="What this file is.")
    id: KebabId
    title: ShortText
    summary: LongText | None = None
    sources: dict[KebabId, SourceEntry] = Field(default_factory=dict, max_length=64)
    arrivals: Literal["poisson", "single"] = Field(
        "poisson", description="Any number of candidates a person-month, or at most one."
    )
    invented_bound: Quantity[Rational] = Field(
        description="Most invented records a person-month that an office may be set to."
    )
    kinds: tuple[Kind, ...] = Field(min_length=1, max_length=200)
    firm_kinds: tuple[FirmKind, ...] = Field(
        (), max_length=30, description="Kinds of act of firms; none: firms do nothing."
    )

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """The ids of all kinds, in the order of the file; positions are kind numbers."""
        return tuple(kind.id for kind in self.kinds)

    @property
    def firm_kind_ids(self) -> tuple[str, ...]:
        """The ids of all kinds of firms' acts, in the order of the file."""
        return tuple(kind.id for kind in self.firm_kinds)

    def kind(self, kind_id: str) -> Kind:
        """Return the kind with this id.

        Raises
        ------
        UsageError
            When there is none; the sentence names the closest one.
        """
        for kind in self.kinds:
            if kind.id == kind_id:
                return kind
        hint = did_you_mean(kind_id, self.kind_ids)
        raise UsageError(f"no kind of conduct '{kind_id[:60]}' in '{self.id}'; {hint}".rstrip("; "))

    def firm_kind(self, kind_id: str) -> FirmKind:
        """Return the kind of firms' acts with this id; raise `UsageError` when there is none."""
        for kind in self.firm_kinds:
            if kind.id == kind_id:
                return kind
        hint = did_you_mean(kind_id, self.firm_kind_ids)
        sentence = f"no kind of firms' acts '{kind_id[:60]}' in '{self.id}'; {hint}"
        raise UsageError(sentence.rstrip("; "))

    def to_resolved_yaml(self) -> str:
        """Write the catalogue as a file that loads to an equal one."""
        from sincerity.scheme.resolved import resolved_yaml

        return resolved_yaml(self)


def _factor(factors: BaseModel, word: str) -> Decimal:
    """Return the multiplier that the file writes under `word`."""
    found: Decimal = getattr(factors, _names_by_word(type(factors))[word])
    return found


@cache
def _names_by_word(model: type[BaseModel]) -> dict[str, str]:
    """Map the words of the file to the names of the attributes."""
    return {field.alias or name: name for name, field in model.model_fields.items()}
