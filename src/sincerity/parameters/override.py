"""Replace values for one run: what ``--set id=value`` does."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from sincerity.errors import UsageError
from sincerity.parameters.units import UNITS
from sincerity.scheme.scalars import ScalarError, resolve_plain
from sincerity.scheme.suggest import did_you_mean

if TYPE_CHECKING:
    from sincerity.parameters.model import Parameter, Parameters

__all__ = ["replaced"]


def replaced(parameters: Parameters, values: Mapping[str, str | int | Decimal]) -> Parameters:
    """Return parameters with new values, each checked against its unit."""
    new = {name: _checked(parameters.parameter(name), written) for name, written in values.items()}
    if not new:
        return parameters
    entries = tuple(
        found.model_copy(update={"value": new[found.id]}) if found.id in new else found
        for found in parameters.parameters
    )
    changed = tuple(name for name in parameters.ids() if name in new or name in parameters.changed)
    return parameters.model_copy(update={"parameters": entries, "changed": changed})


def _checked(parameter: Parameter, written: str | int | Decimal) -> int | Decimal | str:
    """Return a value as its parameter's unit wants it."""
    if parameter.unit == "choice":
        word = str(written)
        if word not in parameter.choices:
            hint = did_you_mean(word, parameter.choices) or f"one of: {_listed(parameter)}"
            raise UsageError(f"E505 '{word[:60]}' is no choice of {parameter.id}; {hint}")
        return word
    number = _number(written)
    if number is None:
        shown = str(written)[:60]
        raise UsageError(f"E504 {parameter.id} wants a number ({parameter.unit}), not '{shown}'")
    fault = UNITS[parameter.unit].fault_of(number)
    if fault:
        raise UsageError(f"E504 {parameter.id}: {fault} ({parameter.unit})")
    return number


def _number(written: str | int | Decimal) -> int | Decimal | None:
    """Return the number that is written, or None."""
    if isinstance(written, bool):
        return None
    if isinstance(written, int | Decimal):
        return written
    try:
        found = resolve_plain(written.strip())
    except ScalarError:  # a form that files refuse is refused here too
        return None
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    return found


def _listed(parameter: Parameter) -> str:
    """Return the choices of a parameter, in words."""
    return ", ".join(parameter.choices)
