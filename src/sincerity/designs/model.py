"""The study/v1 file as immutable objects: a question, its worlds, what varies, and by which design.

There is no field for what would be a good result: a study shows every world that it runs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sincerity.parameters.model import AnyValue, ParameterId
from sincerity.scheme.quantities import (
    Checked,
    Frozen,
    KebabId,
    LongText,
    Rational,
    ShortText,
    SnakeId,
    Whole,
)

__all__ = [
    "DESIGN_KEYS",
    "FEWEST_POINTS",
    "FEWEST_WALKS",
    "MOST_MONTHS",
    "MOST_REPLICATES",
    "MOST_ROWS",
    "MOST_SCHEMES",
    "DesignKind",
    "DesignOf",
    "StudyFile",
    "Vary",
    "Worlds",
]

MOST_SCHEMES = 8
MOST_REPLICATES = 1000
MOST_MONTHS = 600
FEWEST_POINTS, FEWEST_WALKS, MOST_ROWS = 8, 2, 4096
"""Rows of a Saltelli design, walks of Morris's, and how many of either there may be."""
_SEED_LIMIT = 2**64

DesignKind = Literal["grid", "hypercube", "saltelli", "morris", "one_at_a_time"]

DESIGN_KEYS: dict[str, tuple[str, ...]] = {
    "grid": (),
    "hypercube": ("draws",),
    "saltelli": ("points", "second_order", "tornado"),
    "morris": ("trajectories", "levels", "tornado"),
    "one_at_a_time": (),
}
"""Which numbers belong to which design."""


def _listed(value: Any) -> Any:
    """Take a single word as a list of one."""
    return [value] if isinstance(value, str) else value


def _value(value: Any) -> Any:
    """Take a number exactly, or a word."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise PydanticCustomError("E105", "a number or a word is wanted here", {"wanted": "number"})
    return value


def _place(value: Any) -> str:
    """Take a place such as `respond.caught` or `scheme.rules.red_light.points`."""
    if isinstance(value, str) and 3 <= len(value) <= 120 and "." in value.strip("."):
        return value
    raise PydanticCustomError(
        "E107",
        "this is not a place; write it as 'sincerity parameters' prints it, like 'respond.caught'",
    )


Names = Annotated[tuple[ShortText, ...], BeforeValidator(_listed)]
Place = Annotated[str, Checked(_place, {"type": "string"})]
Level = Annotated[int | Decimal | str, Checked(_value, {"type": ["number", "string"]})]
Seed = Annotated[Whole, Field(ge=0, lt=_SEED_LIMIT)]


class Worlds(Frozen):
    """What every world of the study has in common; several schemes or stages make several arms."""

    schemes: Annotated[Names, Field(min_length=1, max_length=MOST_SCHEMES)] = Field(
        description="One scheme or several: names that ship, or files beside this one."
    )
    society: ShortText = Field("teaching-town", description="Name of a society, or a file.")
    months: Annotated[Whole, Field(ge=1, le=MOST_MONTHS)] = Field(
        36, description="Length of every world."
    )
    integration: Annotated[Names, Field(max_length=5)] = Field(
        (), description="Stages of integration; as each scheme says when left out."
    )
    settings: dict[SnakeId, ShortText] = Field(
        default_factory=dict,
        description="Which side to take where the schemes' sources conflict, in every world.",
    )
    set: dict[ParameterId, AnyValue] = Field(
        default_factory=dict, description="Parameters at another value in every world."
    )
    conduct: ShortText | None = Field(None, description="Catalogue of conduct, by name or file.")
    parameters: ShortText = Field("base", description="Table of parameters, by name or file.")
    institutions: ShortText | None = Field(None, description="Agencies and doors, by name or file.")


class Vary(Frozen):
    """One thing that varies: a place over values or a range, or every assumption of some areas."""

    at: Place | None = Field(None, description="Place of the value, as 'parameters' prints it.")
    values: Annotated[tuple[Level, ...], Field(min_length=1, max_length=64)] | None = Field(
        None, description="The values that it takes."
    )
    range: tuple[Rational, Rational] | None = Field(
        None, description="Ends between which it varies; those of its file when left out."
    )
    steps: Annotated[Whole, Field(ge=2, le=64)] | None = Field(
        None, description="How many values of the range a grid takes, both ends included."
    )
    over: Names | None = Field(None, description="Areas whose assumptions vary; see the handbook.")
    each: bool = Field(
        False, strict=True, description="Every assumption of the areas by itself, not in groups."
    )


class DesignOf(Frozen):
    """How the values are combined into worlds."""

    kind: DesignKind
    draws: Annotated[Whole, Field(ge=64, le=4096)] | None = Field(
        None, description="Draws of a hypercube. 64 when left out."
    )
    points: Annotated[Whole, Field(ge=FEWEST_POINTS, le=MOST_ROWS)] | None = Field(
        None, description="Pairs of base points of saltelli. 64 when left out."
    )
    second_order: bool | None = Field(
        None, strict=True, description="Whether saltelli also runs what pairs of factors need."
    )
    trajectories: Annotated[Whole, Field(ge=FEWEST_WALKS, le=MOST_ROWS)] | None = Field(
        None, description="Walks of morris through all factors. 10 when left out."
    )
    levels: Annotated[Whole, Field(ge=4, le=16)] | None = Field(
        None, description="Levels of morris, an even number. 4 when left out."
    )
    tornado: bool | None = Field(
        None,
        strict=True,
        description="Whether every assumption is also put at both ends of its range by itself.",
    )


class StudyFile(Frozen):
    """A study of many worlds, study/v1."""

    schema_version: Literal["study/v1"] = Field(alias="schema", description="What this file is.")
    id: KebabId = Field(description="Kebab-case name, by which results are filed.")
    title: ShortText = Field(description="What a page is headed with.")
    question: LongText = Field(description="What the study asks, in a sentence.")
    worlds: Worlds
    vary: Annotated[tuple[Vary, ...], Field(max_length=64)] = Field(
        (), description="What differs between worlds."
    )
    design: DesignOf = Field(description="How what varies is combined into worlds.")
    replicates: Annotated[Whole, Field(ge=1, le=MOST_REPLICATES)] = Field(
        1, description="Series of accidents at each point of a grid, or at the files' values."
    )
    measures: Annotated[Names, Field(min_length=1, max_length=64)] = Field(
        description="Outcome measures to show, in this order."
    )
    seed: Seed = Field(1, description="Seed of the events.")
    design_seed: Seed = Field(1, description="Seed of the design.")
