"""Values that say where they come from: quantities, durations, marks, sources.

Every kind of file uses these. A value may be written plainly (`points: -50`) or as a mapping
(`points: {value: -50, source: xinhua-2014, mark: V, range: [-60, -40]}`); the model always holds
the mapping. What a plain value leaves out it inherits from its container
(`sincerity.scheme.inherit`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

__all__ = [
    "DOMAINS",
    "MARKS",
    "Checked",
    "Day",
    "Domain",
    "Duration",
    "DurationValue",
    "Frozen",
    "GradeId",
    "KebabId",
    "LongText",
    "Mark",
    "Quantity",
    "Rational",
    "ShortText",
    "SnakeId",
    "SourceEntry",
    "Sourced",
    "Whole",
    "duration_or",
    "months_up_to",
    "parse_duration",
    "rational_between",
    "whole_or",
]

Mark = Literal["V", "V*", "M+", "M", "M-", "D", "GAP", "fictional"]
MARKS: dict[str, str] = {
    "V": "seen in a public source",
    "V*": "seen, but in a secondary or weak source",
    "M+": "from memory, unverified, high confidence",
    "M": "from memory, unverified, medium confidence",
    "M-": "from memory, unverified, low confidence",
    "D": "derived by arithmetic from marked values",
    "GAP": "looked for, not found",
    "fictional": "made up for this file",
}
Domain = Literal[
    "traffic",
    "finance",
    "commerce",
    "utilities",
    "family",
    "welfare",
    "education",
    "occupation",
    "housing",
    "movement",
    "expression",
    "belief",
    "assembly",
    "political",
    "honour",
    "reputation",
    "administration",
]
DOMAINS: tuple[Domain, ...] = Domain.__args__  # type: ignore[attr-defined]

MAX_MONTHS = 240
MAX_ID_LENGTH = 64


class Frozen(BaseModel):
    """Base of every model read from a file: immutable, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


ShortText = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=200)]
LongText = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=4000)]
Whole = Annotated[int, Strict()]


def _rational(value: Any) -> Decimal:
    """Take an int or a Decimal as an exact decimal."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("E105", "a number is wanted here", {"wanted": "number"})


class Duration(int):
    """A length of time in whole months, 0 to 240; prints as it is written in a file.

    Examples
    --------
    >>> str(Duration(24)), Duration(24) + 1, Duration(1).months
    ('24 months', 25, 1)
    """

    __slots__ = ()

    @property
    def months(self) -> int:
        """The number of months."""
        return int(self)

    def __str__(self) -> str:
        return "1 month" if self == 1 else f"{int(self)} months"

    def __repr__(self) -> str:
        return f"Duration({int(self)})"


def parse_duration(value: Any, *, least: int = 1, most: int = MAX_MONTHS) -> Duration:
    """Read `24 months` or `2 years`.

    Parameters
    ----------
    least, most
        Shortest and longest time accepted, in months; only a wait can be of no time at all.

    Raises
    ------
    PydanticCustomError
        E108 for another form, E307 for less than `least`, E106 past `most`.

    Examples
    --------
    >>> parse_duration("2 years")
    Duration(24)
    """
    if isinstance(value, Duration):
        return value
    text = value if isinstance(value, str) else ""
    found = re.fullmatch(r"([0-9]{1,4}) +([a-z]+)", text)
    if found is None:
        raise PydanticCustomError("E108", "a length of time is written like '24 months'", {})
    number, unit = int(found.group(1)), found.group(2)
    if unit not in {"month", "months", "year", "years"}:
        raise PydanticCustomError(
            "E213", "unknown unit of time '{unit}'", {"unit": unit, "known": "months|years"}
        )
    months = number * 12 if unit.startswith("year") else number
    if months < least:
        raise PydanticCustomError("E307", "a term of no time at all has no effect", {})
    if months > most:
        what = "are simulated" if most == MAX_MONTHS else "are accepted here"
        raise PydanticCustomError("E106", "at most {limit} months " + what, {"limit": most})
    return Duration(months)


class Checked:
    """Annotation that checks a value with a function and describes it to editors.

    The function is the whole check, so a fault has the path of the value itself and not that of
    a branch of a union.
    """

    def __init__(self, check: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.check = check
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        return dict(self.schema)


def _identifier(pattern: str, form: str) -> Checked:
    """Return the check of an identifier that names the character at fault."""
    compiled = re.compile(pattern)

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise PydanticCustomError("E105", "text is wanted here", {"wanted": "text"})
        if len(value) <= MAX_ID_LENGTH and compiled.fullmatch(value):
            return value
        odd = next((c for c in value if not c.isascii()), None)
        name = unicodedata.name(odd, "") if odd is not None else ""
        detail = f"it holds {name}" if name else f"write it like '{form}'"
        raise PydanticCustomError("E107", "this is not an identifier; {detail}", {"detail": detail})

    schema = {"type": "string", "pattern": f"^{pattern}$", "maxLength": MAX_ID_LENGTH}
    return Checked(check, schema)


SnakeId = Annotated[str, _identifier(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "red_light")]
GradeId = Annotated[str, _identifier(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*", "AAA")]
KebabId = Annotated[str, _identifier(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "suining-2010")]


_DURATION_SCHEMA: dict[str, Any] = {"type": "string", "pattern": "^[0-9]+ +(months?|years?)$"}
DurationValue = Annotated[Duration, Checked(parse_duration, _DURATION_SCHEMA)]


def duration_or(*words: str) -> Checked:
    """Return the check of a value that is a duration or one of `words`."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and value in words:
            return value
        if isinstance(value, str) and value.isalpha():
            raise _wrong_word(value, ("24 months", *words))
        return parse_duration(value)

    return Checked(check, {"anyOf": [_DURATION_SCHEMA, {"enum": list(words)}]})


def months_up_to(most: int) -> Checked:
    """Return the check of a wait of 0 to `most` months, written `0 months` or `2 years`."""

    def check(value: Any) -> Duration:
        return parse_duration(value, least=0, most=most)

    return Checked(check, _DURATION_SCHEMA)


def whole_or(*words: str, low: int, high: int) -> Checked:
    """Return the check of a whole number in `low..high`, or one of `words`."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and words:
            if value in words:
                return value
            raise _wrong_word(value, ("a whole number", *words))
        if isinstance(value, bool) or not isinstance(value, int):
            raise PydanticCustomError("E105", "a whole number is wanted here", {"wanted": "int"})
        if not low <= value <= high:
            shown = {"given": str(value)[:20], "low": low, "high": high}
            raise PydanticCustomError("E106", "{given} is outside {low} to {high}", shown)
        return value

    number: dict[str, Any] = {"type": "integer", "minimum": low, "maximum": high}
    return Checked(check, {"anyOf": [number, {"enum": list(words)}]} if words else number)


def rational_between(low: str, high: str) -> Checked:
    """Return the check of an exact number in `low..high` (both written as decimals)."""
    least, most = Decimal(low), Decimal(high)

    def check(value: Any) -> Decimal:
        number = _rational(value)
        if not least <= number <= most:
            shown = {"given": str(value)[:20], "low": low, "high": high}
            raise PydanticCustomError("E106", "{given} is outside {low} to {high}", shown)
        return number

    return Checked(check, {"type": "number", "minimum": float(low), "maximum": float(high)})


def _wrong_word(given: str, known: tuple[str, ...]) -> PydanticCustomError:
    """Return the error for a word that is not accepted."""
    return PydanticCustomError(
        "E104", "'{given}' is not accepted here", {"given": given[:40], "known": "|".join(known)}
    )


def _calendar(value: Any) -> Any:
    """Accept `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or the word unknown."""
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return str(value)  # a year alone reads as a number
    if value == "unknown":
        return value
    text = value if isinstance(value, str) else ""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if found is None:
        raise PydanticCustomError("E109", "a date is written like 2010-03-15 or 2010-03", {})
    year, month, day = (int(part) if part else 1 for part in found.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if year == 0 or not 1 <= month <= 12 or not 1 <= day <= lengths[month - 1]:
        raise PydanticCustomError("E109", "there is no such date", {})
    return text


_DATE_SCHEMA = {"type": ["string", "integer"], "description": "YYYY, YYYY-MM, YYYY-MM-DD, unknown"}
Day = Annotated[str, Checked(_calendar, _DATE_SCHEMA)]
Rational = Annotated[Decimal, Checked(_rational, {"type": "number"})]

T = TypeVar("T")


class Quantity(Frozen, Generic[T]):
    """A value with its source, its mark of confidence, and the range it plausibly lies in."""

    value: T = Field(description="The value itself.")
    source: str | None = Field(default=None, description="Name of an entry of `sources`.")
    mark: Mark | None = Field(default=None, description="How well the value is known.")
    range: tuple[T, T] | None = Field(
        default=None, description="Lowest and highest plausible value."
    )
    assume: T | None = Field(
        default=None, description="What is simulated where the value is unknown."
    )
    note: LongText | None = Field(default=None, description="A plain sentence about the value.")

    @property
    def used(self) -> T:
        """The value that is simulated: `assume` where the value is unknown and one is given."""
        return self.assume if self.value == "unknown" and self.assume is not None else self.value

    @model_validator(mode="before")
    @classmethod
    def _from_plain(cls, data: Any) -> Any:
        """Take a plain value as the value of a quantity that inherits all else."""
        return data if isinstance(data, (dict, Quantity)) else {"value": data}


class Sourced(Frozen):
    """Base of a container of values: what it says holds for each value that says nothing."""

    source: str | None = Field(default=None, description="Name of an entry of `sources`.")
    mark: Mark | None = Field(default=None, description="How well the values here are known.")
    note: LongText | None = Field(default=None, description="A plain sentence about the entry.")


class SourceEntry(Frozen):
    """One source that values may name."""

    title: LongText = Field(description="Title as published, or what the source is.")
    publisher: ShortText | None = Field(default=None, description="Who published it.")
    date: Day | None = Field(default=None, description="When it was published.")
    mark: Mark = Field(description="Mark of values that name this source and no mark of their own.")
    url: ShortText | None = Field(default=None, description="Where it can be read; never fetched.")
    note: LongText | None = Field(default=None, description="What to know before relying on it.")
