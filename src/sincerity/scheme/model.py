"""The scheme/v1 file as immutable objects: what is scored, and what follows from it.

Names of attributes are the keys of the file, except where a key is a Python word: `from` is
`start` or `from_points`, `for` is `term`, `schema` is `schema_version`, `list` is `listing`.
Every number and term is a `Quantity`. Words such as `none` and `unknown` stay words, so that
nothing is mistaken for zero.

    model_words   numbers and words with their bounds
    model_score   the score and its grades
    model_rules   what moves points
    model_lists   lists, doors, supervision
    model_firms   the same for firms
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from sincerity.scheme.model_firms import Firms
from sincerity.scheme.model_lists import (
    Door,
    Exit,
    ListEntry,
    Listing,
    Repair,
    Supervision,
    Withdrawal,
)
from sincerity.scheme.model_rules import Discretion, Override, Rule, RuleCap, Trigger
from sincerity.scheme.model_score import Band, Dimension, Grades, Score
from sincerity.scheme.model_words import (
    POINTS_LIMIT,
    SCORE_LIMIT,
    Integration,
    Ladder,
    Notice,
    Remedy,
    Share,
    unknown_remedy,
)
from sincerity.scheme.quantities import (
    Day,
    Frozen,
    KebabId,
    LongText,
    Quantity,
    ShortText,
    SnakeId,
    Sourced,
    SourceEntry,
    whole_or,
)

__all__ = [
    "POINTS_LIMIT",
    "SCORE_LIMIT",
    "Band",
    "Coverage",
    "Dimension",
    "Discretion",
    "Door",
    "Exit",
    "Firms",
    "Grades",
    "ListEntry",
    "Listing",
    "Option",
    "Override",
    "Process",
    "Repair",
    "Rule",
    "RuleCap",
    "Scheme",
    "Score",
    "Setting",
    "Status",
    "Supervision",
    "Trigger",
    "Withdrawal",
]

Age = Annotated[int, whole_or(low=0, high=100)]


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


def _unknown_notice() -> Quantity[Notice]:
    """Return a notice entry that says nothing."""
    return Quantity[Notice](value="unknown")


class Process(Frozen):
    """What a person is told and can do."""

    notice: Quantity[Notice] = Field(
        default_factory=_unknown_notice, description="Whether a person is told, and when."
    )
    objection: Quantity[Remedy] = Field(
        default_factory=unknown_remedy, description="Whether a person can object."
    )
    review: Quantity[Remedy] = Field(
        default_factory=unknown_remedy, description="Whether an outside body reviews."
    )
    restitution: Quantity[Remedy] = Field(
        default_factory=unknown_remedy,
        description="Whether an objection that is upheld gives the points back.",
    )
    human_check: Quantity[Remedy] = Field(
        default_factory=unknown_remedy,
        description="Whether a person looks at each record before it counts.",
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
    operator: SnakeId | None = Field(
        default=None, description="The agency of the institutions file that charges and lists."
    )
    integration: Integration = Field(
        default="office",
        description="How far agencies share, unless the run says otherwise: office (one office "
        "hears of acts), islands, vertical, joint or one_store.",
    )
    institutions: KebabId = Field(
        default="base",
        description="The shipped institutions file whose agencies and doors are meant, and with it "
        "the catalogue of conduct.",
    )
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
    supervision: Supervision | None = Field(
        default=None, description="Who is watched more closely."
    )
    withdrawal: Withdrawal | None = Field(
        default=None, description="What a county takes back once superiors take notice."
    )
    firms: Firms | None = Field(default=None, description="How firms are scored and listed.")
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
