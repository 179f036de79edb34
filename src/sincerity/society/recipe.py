"""The recipe of a society: marginal tables, places and a seed, each number with its source.

A recipe holds aggregates only. There is no field for a person, a name or a list of people, and the
checks of `sincerity.society.checks` refuse tables fine enough to single one out.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from sincerity.scheme.quantities import (
    Day,
    Frozen,
    KebabId,
    LongText,
    Quantity,
    Rational,
    ShortText,
    Sourced,
    SourceEntry,
    Whole,
)

AgeBand = Literal["under_14", "14_17", "18_29", "30_44", "45_59", "60_plus"]
Sex = Literal["male", "female"]
Urban = Literal["rural", "urban"]
Means = Literal["secure", "strained", "insolvent"]
FirmSector = Literal["food", "manufacturing", "construction", "trade", "services", "finance"]
FirmSize = Literal["micro", "small", "medium", "large"]
Ownership = Literal["private", "state", "foreign", "joint_venture"]
Work = Literal["none", "student", "farm", "wage", "self_employed", "official", "retired"]


def _listed(value: object) -> object:
    """Take a single word as a list of one."""
    return [value] if isinstance(value, str) else value


class Status(Frozen):
    """What a society stands for."""

    kind: Literal["published", "fictional"] = Field(
        description="published: built on published totals of a place; fictional: made up."
    )
    place: ShortText = Field(description="The place and year in words.")
    note: LongText | None = Field(None, description="What the society leaves out.")


class Table(Sourced):
    """A table whose uncertain cells share one relative range."""

    range_factor: tuple[Rational, Rational] | None = Field(
        None,
        description="Lowest and highest plausible value of a cell, as factors of the cell; shares "
        "are made to add up again.",
    )


class Places(Sourced):
    """The place tree; every number counts places within one place of the next higher level."""

    provinces: Annotated[Whole, Field(ge=1, le=100)] = 1
    prefectures_per_province: Annotated[Whole, Field(ge=1, le=100)] = 1
    counties_per_prefecture: Annotated[Whole, Field(ge=1, le=100)] = 1
    townships_per_county: Quantity[Annotated[Whole, Field(ge=1, le=200)]]
    township_spread: Quantity[Rational] = Field(
        description="Township sizes fall evenly from 1 + spread to 1 - spread times their mean."
    )


class Groups(Table):
    """Relative weights of the five-year groups of a run of ages."""

    weights: Annotated[tuple[Rational, ...], Field(min_length=1, max_length=20)]


class AgeRun(Sourced):
    """The share of all people in a run of ages, and how it divides into five-year groups."""

    first: Annotated[Whole, Field(ge=0, le=100, alias="from")]
    last: Annotated[Whole, Field(ge=0, le=100, alias="to")]
    share: Rational
    range: tuple[Rational, Rational] | None = None
    within: Groups


class Male(Sourced):
    """Share of men: the total, and how it differs by five-year group."""

    share: Quantity[Rational]
    by_group: Groups = Field(
        description="Share of men of each group, shifted alike so that the total is met."
    )


class HouseholdSize(Table):
    """Share of households (not of people) by number of members; 10 stands for 10 and more."""

    shares: dict[Annotated[int, Field(ge=1, le=10)], Rational]


class CompositionTable(Sourced):
    """Who lives together; see `sincerity.society.composition.Composition`."""

    couple_of_two: Quantity[Rational]
    lone_parent_of_two: Quantity[Rational]
    skipped_of_two: Quantity[Rational]
    lone_parent: Quantity[Rational]
    skipped_generation: Quantity[Rational]
    three_generations_of_four: Quantity[Rational]
    three_generations_of_five_plus: Quantity[Rational]
    both_grandparents: Quantity[Rational]
    children_at_most: Quantity[Annotated[Whole, Field(ge=1, le=8)]]
    youngest_parent_years: Quantity[Annotated[Whole, Field(ge=14, le=30)]]
    oldest_parent_years: Quantity[Annotated[Whole, Field(ge=35, le=60)]]
    usual_parent_years: Quantity[Annotated[Whole, Field(ge=14, le=60)]] | None = Field(
        None, description="Most frequent age of a parent at a child's birth; none: all alike."
    )
    man_younger_by_years: Quantity[Annotated[Whole, Field(ge=0, le=30)]]
    man_older_by_years: Quantity[Annotated[Whole, Field(ge=0, le=40)]]
    usual_man_older_years: Quantity[Annotated[Whole, Field(ge=-30, le=40)]] | None = Field(
        None, description="Most frequent years by which the man is older; none: all alike."
    )


class UrbanTable(Sourced):
    """Share of tiles, hence of people, that are urban, the same in every county."""

    share: Quantity[Rational]
    seat: Quantity[Rational] | None = Field(
        None, description="Urban share of each county's first township; the others make up for it."
    )


class HouseholdRow(Frozen):
    """One row of a household table; what is left out holds for both."""

    urban: Annotated[tuple[Urban, ...] | None, BeforeValidator(_listed)] = None


class PersonRow(HouseholdRow):
    """One row of a table of people; what is left out holds for all."""

    age: Annotated[tuple[AgeBand, ...] | None, BeforeValidator(_listed)] = None
    sex: Annotated[tuple[Sex, ...] | None, BeforeValidator(_listed)] = None


class MeansRow(HouseholdRow):
    """Means at the start of the households of a row."""

    shares: dict[Means, Rational]


class MigrantRow(HouseholdRow):
    """Share of a row's households that live away from their registered place."""

    share: Rational


class WorkRow(PersonRow):
    """Main work of the people of a row, by age at the start."""

    shares: dict[Work, Rational]


class ShareRow(PersonRow):
    """Share of the people of a row, by age at the start, who have an attribute."""

    share: Rational


RowType = TypeVar("RowType", bound=HouseholdRow)


class Rows(Table, Generic[RowType]):
    """A table in rows that cover every cell exactly once."""

    rows: Annotated[tuple[RowType, ...], Field(min_length=1, max_length=24)]


class FirmSectors(Table):
    """Share of firms by sector."""

    shares: dict[FirmSector, Rational]


class FirmSizes(Table):
    """Share of firms by size."""

    shares: dict[FirmSize, Rational]


class FirmOwnerships(Table):
    """Share of firms by ownership."""

    shares: dict[Ownership, Rational]


class Employs(Sourced):
    """Chance that a wage worker of a tile works for the tile's firm, by its size."""

    micro: Quantity[Rational]
    small: Quantity[Rational]
    medium: Quantity[Rational]
    large: Quantity[Rational]


class FirmsTable(Sourced):
    """Firms: at most one a tile of 64 places; see `sincerity.society.firms`."""

    per_tile: Quantity[Rational] = Field(description="Chance that a tile has a firm.")
    sector: FirmSectors
    size: FirmSizes
    ownership: FirmOwnerships
    connected: Quantity[Rational] = Field(description="Chance that a firm is well connected.")
    employs: Employs


class Recipe(Frozen):
    """A whole society as it is written in a file, society/v1."""

    tiny: ClassVar[bool] = False

    schema_: Literal["society/v1"] = Field("society/v1", alias="schema")
    id: KebabId
    title: ShortText
    summary: LongText
    status: Status
    sources: dict[str, SourceEntry]
    seed: Annotated[Whole, Field(ge=0, lt=2**64)]
    residents: Quantity[Annotated[Whole, Field(ge=1, le=2**32)]]
    residents_per_tile: Annotated[Whole, Field(ge=10, le=64)] = 62
    ageing: Literal["yearly", "frozen"] = "yearly"
    start: Day = Field(description="First month of a run, YYYY-MM.")
    places: Places
    ages: Annotated[tuple[AgeRun, ...], Field(min_length=1, max_length=21)]
    male: Male
    household_size: HouseholdSize
    composition: CompositionTable
    urban: UrbanTable
    means_start: Rows[MeansRow]
    migrant: Rows[MigrantRow]
    work: Rows[WorkRow]
    party: Rows[ShareRow]
    online: Rows[ShareRow]
    driver: Rows[ShareRow]
    firms: FirmsTable | None = None
    unknowns: tuple[LongText, ...] = ()


class TinyRecipe(Recipe):
    """A recipe of a few dozen synthetic people, for comparing engine and twin in tests.

    No file is ever read as one, and the rules on the least number of residents do not hold.
    """

    tiny: ClassVar[bool] = True
