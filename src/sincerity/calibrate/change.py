"""Putting a number into an input file at a place, whether the file vouches for a range or not.

Free parameters of a calibration state their own ranges, which may be wider than those of the files:
a published count may be of something else than the files mean (every try at buying a ticket, not
every journey). So a value is put in as it is; what a world cannot run with, the world refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from sincerity.errors import InternalError
from sincerity.scheme.quantities import Quantity

if TYPE_CHECKING:
    from sincerity.runs.model import RunInputs

__all__ = ["PARAMETERS", "changed_inputs", "with_value"]

Model = TypeVar("Model", bound=BaseModel)

PARAMETERS = "parameters."
_FILES = ("conduct", "institutions", "scheme")


def changed_inputs(inputs: RunInputs, values: Mapping[str, Decimal]) -> RunInputs:
    """Return the inputs with numbers put in, by place (``institutions.doors.flight.attempts``).

    Raises
    ------
    InternalError
        A place leads nowhere.
    """
    for place, value in values.items():
        file, _, rest = place.partition(".")
        if place.startswith(PARAMETERS):
            parameters = inputs.parameters.with_values({rest: value})
            inputs = replace(inputs, parameters=parameters)
        elif file in _FILES:
            model = with_value(getattr(inputs, file), tuple(rest.split(".")), value)
            inputs = replace(inputs, **{file: model})
        else:
            raise InternalError(f"'{place}' is no place of an input file")
    return inputs


def with_value(model: Model, steps: tuple[str, ...], value: Decimal) -> Model:
    """Return a copy of a file with one number at a place; items of lists go by their id."""
    changed: Model = _with(model, steps, value, ".".join(steps))
    return changed


def _with(node: Any, steps: tuple[str, ...], value: Decimal, place: str) -> Any:
    """Return a node with the number put in below it."""
    if not steps:
        return _number_like(node, value, place)
    first, rest = steps[0], steps[1:]
    if isinstance(node, BaseModel):
        name = _attribute(node, first)
        if name is not None:
            below = _with(getattr(node, name), rest, value, place)
            return node.model_copy(update={name: below})
    elif isinstance(node, tuple):
        ids = [getattr(item, "id", None) for item in node]
        if first in ids:
            number = ids.index(first)
            below = _with(node[number], rest, value, place)
            return (*node[:number], below, *node[number + 1 :])
    elif isinstance(node, dict) and first in node:
        return {**node, first: _with(node[first], rest, value, place)}
    raise InternalError(f"there is no '{first}' on the way to '{place}'")


def _attribute(node: BaseModel, step: str) -> str | None:
    """Return the attribute that a file writes as `step`."""
    fields = type(node).model_fields.items()
    return next((name for name, field in fields if (field.alias or name) == step), None)


def _number_like(node: Any, value: Decimal, place: str) -> Any:
    """Return the number in the shape of what stood there."""
    if isinstance(node, Quantity):
        name = "assume" if node.value == "unknown" else "value"
        return node.model_copy(update={name: _number_like(node.used, value, place)})
    if isinstance(node, bool) or not isinstance(node, int | Decimal):
        raise InternalError(f"no single number stands at '{place}'")
    return type(node)(round(value)) if isinstance(node, int) else value
