"""The cases/v1 file as immutable objects."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sincerity.scheme.model import POINTS_LIMIT, SCORE_LIMIT
from sincerity.scheme.quantities import Frozen, GradeId, LongText, ShortText, SnakeId, whole_or

__all__ = ["Case", "CaseFile", "Expect", "Given"]

EventMonth = Annotated[int, whole_or(low=1, high=240)]
ExpectMonth = Annotated[int, whole_or(low=1, high=480)]
ChosenPoints = Annotated[int, whole_or(low=-POINTS_LIMIT, high=POINTS_LIMIT)]
ReadPoints = Annotated[int, whole_or(low=-SCORE_LIMIT, high=SCORE_LIMIT)]


class Given(Frozen):
    """One act of the person."""

    month: EventMonth = Field(description="Month of the run, counted from 1.")
    kind: SnakeId = Field(description="A kind of conduct of the catalogue.")
    stage: SnakeId | None = Field(
        default=None, description="The highest stage reached; the first one when left out."
    )
    points: ChosenPoints | None = Field(
        default=None, description="What the official chose, for a rule that leaves it open."
    )


class Expect(Frozen):
    """What must hold at the end of a month."""

    month: ExpectMonth = Field(description="Month of the run, counted from 1.")
    points: ReadPoints | None = Field(default=None, description="The score.")
    grade: GradeId | None = Field(default=None, description="The grade.")
    lists: tuple[SnakeId, ...] | None = Field(
        default=None, max_length=4, description="All lists that hold the name."
    )

    @model_validator(mode="after")
    def _expects_something(self) -> Expect:
        if self.points is None and self.grade is None and self.lists is None:
            raise PydanticCustomError("E132", "give 'points', 'grade' or 'lists'", {})
        return self


class Case(Frozen):
    """One story and what must come of it."""

    name: ShortText = Field(description="The claim, as a sentence.")
    given: tuple[Given, ...] = Field(max_length=12, description="What the person does.")
    expect: tuple[Expect, ...] = Field(min_length=1, max_length=24, description="What must hold.")
    note: LongText | None = None


class CaseFile(Frozen):
    """Cases for one scheme under one choice of settings."""

    schema_version: Literal["cases/v1"] = Field(alias="schema", description="What this file is.")
    scheme: ShortText = Field(description="Name of a shipped scheme, or a file beside this one.")
    settings: dict[SnakeId, SnakeId] = Field(
        default_factory=dict, max_length=8, description="Answers to take, by setting."
    )
    note: LongText | None = None
    cases: tuple[Case, ...] = Field(min_length=1, max_length=200)
