"""The targets/v1 file as immutable objects: published rows, free parameters, what is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from sincerity.scheme.quantities import (
    Day,
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

__all__ = [
    "CUT",
    "Fixed",
    "Forecast",
    "Free",
    "Place",
    "Role",
    "Row",
    "RulesFrom",
    "Setup",
    "Targets",
]

CUT = 3
"""A setting is ruled out when some fitted row lies so many standard deviations away."""

Role = Literal["fitted", "implied", "predicted", "not_modelled"]
ROLES: dict[Role, str] = {
    "fitted": "the settings are held against it",
    "implied": "follows from other rows, so it is no row of its own",
    "predicted": "printed beside the prediction, never fitted",
    "not_modelled": "published, but nothing in the model stands for it",
}


class Place(Frozen):
    """A number of an input file that a free parameter sets."""

    at: ShortText = Field(
        description="File and place, such as conduct.kinds.judgment_default.rate; or readings.* "
        "for how often an event of the model is counted in what was published."
    )
    times: Rational = Field(Decimal(1), description="What the parameter is multiplied by there.")
    begins: Day | None = Field(
        None, alias="from", description="First month; parameters.* only. From the start if none."
    )
    until: Day | None = Field(
        None, description="Last month; parameters.* only. To the end of the run if none."
    )


class Free(Sourced):
    """A parameter that the published rows may or may not rule out."""

    id: SnakeId
    label: ShortText
    meaning: LongText
    unit: ShortText
    range: tuple[Rational, Rational]
    fitted: bool = Field(
        True,
        strict=True,
        description="Whether a fitted row depends on it; others vary in predictions alone.",
    )
    whole: bool = Field(False, strict=True, description="Whether it is a whole number.")
    sets: tuple[Place, ...] = Field(min_length=1, max_length=8)


class Window(Frozen):
    """A stretch of simulated time."""

    begins: Day | None = Field(None, alias="from", description="First month or day; the start.")
    until: Day = Field(description="Last month or day, counted in; a day cuts its month evenly.")


class Row(Window, Sourced):
    """One published number, and how near to it a model may be asked to come."""

    id: SnakeId
    label: ShortText
    role: Role
    reading: SnakeId | None = Field(None, description="What of the world it is held against.")
    value: Rational | None = Field(None, description="None where only words were published.")
    unit: ShortText
    rounding: Rational | None = Field(
        None, ge=0, description="Half of the last digit: the number may lie anywhere so near."
    )
    sampling: Rational | None = Field(
        None, ge=0, description="Standard error of the number, where it is of a sample."
    )
    discrepancy: Quantity[Rational] | None = Field(
        None, description="Standard deviation that the model is allowed for what it leaves out."
    )


class Forecast(Frozen):
    """A reading that is predicted for every year of a stretch."""

    id: SnakeId
    label: ShortText
    reading: SnakeId
    unit: ShortText
    first: Whole = Field(ge=1900, le=2200)
    last: Whole = Field(ge=1900, le=2200)


class RulesFrom(Sourced):
    """Rules that hold from a month on: a dated input."""

    begins: Day = Field(alias="from", description="First month under these rules.")
    scheme: ShortText = Field(description="A shipped scheme, or a file beside the targets.")


class Fixed(Sourced):
    """A number of an input file that every setting has, in place of the file's own."""

    at: ShortText = Field(description="File and place, as in `Place`.")
    value: Rational


class Setup(Frozen):
    """What is run."""

    society: KebabId
    residents: Whole | None = Field(None, ge=1000, description="Size, where not the society's own.")
    firms: Literal["kept", "left_out"] = "left_out"
    begins: Day = Field(alias="from", description="First month.")
    until: Day = Field(description="Last month.")
    rules: tuple[RulesFrom, ...] = Field(min_length=1, max_length=12)
    fixed: tuple[Fixed, ...] = Field((), max_length=8)


class Targets(Frozen):
    """Published rows of one scheme and what is free to meet them."""

    schema_version: Literal["targets/v1"] = Field(alias="schema", description="What this file is.")
    id: KebabId
    title: ShortText
    summary: LongText
    sources: dict[KebabId, SourceEntry] = Field(max_length=64)
    run: Setup
    country_adults: Quantity[Rational] | None = Field(
        None, description="Adults for whom the society's adults stand; none: nothing is scaled."
    )
    free: tuple[Free, ...] = Field(min_length=1, max_length=20)
    rows: tuple[Row, ...] = Field(min_length=1, max_length=60)
    forecasts: tuple[Forecast, ...] = Field((), max_length=20)
    lacks: tuple[LongText, ...] = Field(
        min_length=1, max_length=40, description="What the model leaves out that the rows hold."
    )

    @property
    def fitted_rows(self) -> tuple[Row, ...]:
        """The rows that settings are held against."""
        return tuple(row for row in self.rows if row.role == "fitted")

    @property
    def fitted_parameters(self) -> tuple[Free, ...]:
        """The free parameters that the fitted rows may rule values of out."""
        return tuple(free for free in self.free if free.fitted)

    @property
    def degrees_of_freedom(self) -> int:
        """Fitted rows less fitted parameters; below zero where parameters exceed rows."""
        return len(self.fitted_rows) - len(self.fitted_parameters)
