"""The parameters/v1 file as immutable objects, and the values that a run takes from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from pydantic_core import PydanticCustomError

from sincerity.errors import UsageError
from sincerity.parameters.units import UNITS, UnitName
from sincerity.scheme.quantities import (
    Checked,
    Frozen,
    KebabId,
    LongText,
    Rational,
    ShortText,
    Sourced,
    SourceEntry,
)
from sincerity.scheme.suggest import did_you_mean

__all__ = ["Parameter", "ParameterId", "Parameters", "Value"]

Value = Decimal | int | str
"""A chance, share or factor is a Decimal; a weight, level or number of points an int; or a word."""

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def _identifier(value: Any) -> str:
    """Take an id such as `respond.caught`."""
    if isinstance(value, str) and len(value) <= 64 and _ID.fullmatch(value):
        return value
    raise PydanticCustomError("E107", "this is not an identifier; write it like 'office.invented'")


def _number_or_word(value: Any) -> Value:
    """Take a number exactly, or a word."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise PydanticCustomError("E105", "a number or a word is wanted here", {"wanted": "number"})
    return value


ParameterId = Annotated[str, Checked(_identifier, {"type": "string", "pattern": _ID.pattern})]
AnyValue = Annotated[Value, Checked(_number_or_word, {"type": ["number", "string"]})]


class Parameter(Sourced):
    """One value that the model reads, and how well it is known."""

    id: ParameterId
    value: AnyValue
    unit: UnitName = Field(description="What the value counts; fixes its hard limits.")
    range: tuple[Rational, Rational] | None = Field(
        None, description="Lowest and highest plausible value; varied in sensitivity runs."
    )
    choices: tuple[ShortText, ...] = Field((), max_length=8, description="Words of a choice.")
    meaning: LongText = Field(description="What the value does, in a sentence.")
    used_in: tuple[ShortText, ...] = Field(
        (), max_length=8, description="Phases that read the value."
    )

    @property
    def exact(self) -> Value:
        """The value in the type that its unit says: int, Decimal or str."""
        if isinstance(self.value, str):
            return self.value
        return int(self.value) if UNITS[self.unit].is_whole else Decimal(self.value)


class Parameters(Frozen):
    """All parameters of a world; read one with ``parameters["office.wrong_person"]``."""

    schema_version: Literal["parameters/v1"] = Field(
        alias="schema", description="What this file is."
    )
    id: KebabId
    title: ShortText
    sources: dict[KebabId, SourceEntry] = Field(default_factory=dict, max_length=64)
    parameters: tuple[Parameter, ...] = Field(min_length=1, max_length=200)
    changed: tuple[ParameterId, ...] = Field(
        (), description="Ids whose values were set for this run, not by the file."
    )

    def __getitem__(self, parameter_id: str) -> Value:
        """Return a value by id; raise `UsageError` when there is none of that id."""
        return self.parameter(parameter_id).exact

    def __contains__(self, parameter_id: object) -> bool:
        """Return whether there is a parameter of that id."""
        return any(found.id == parameter_id for found in self.parameters)

    def ids(self) -> tuple[str, ...]:
        """Return the ids in the order of the file."""
        return tuple(found.id for found in self.parameters)

    def items(self) -> Iterator[tuple[str, Value]]:
        """Yield ids and values in the order of the file."""
        for found in self.parameters:
            yield found.id, found.exact

    def parameter(self, parameter_id: str) -> Parameter:
        """Return one parameter with its unit, range, source and meaning.

        Raises
        ------
        UsageError
            When there is none of that id; the sentence names the closest one (E507).
        """
        for found in self.parameters:
            if found.id == parameter_id:
                return found
        hint = did_you_mean(parameter_id, self.ids())
        raise UsageError(f"E507 unknown parameter '{parameter_id[:64]}'; {hint}".rstrip("; "))

    def with_values(self, values: Mapping[str, str | int | Decimal]) -> Parameters:
        """Return a copy in which some values are replaced.

        A value may leave the plausible range, so that mechanisms can be switched off, but not the
        hard limits of its unit.

        Raises
        ------
        UsageError
            For an unknown id (E507), a number that the unit does not allow (E504), or a word
            that is not a choice (E505).
        """
        from sincerity.parameters.override import replaced

        return replaced(self, values)

    def to_resolved_yaml(self) -> str:
        """Write the parameters as a file that loads to equal ones."""
        from sincerity.scheme.resolved import resolved_yaml

        return resolved_yaml(self)
