"""Walk a model and yield every quantity in it, for checks of sources and ranges."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from sincerity.scheme.quantities import Quantity

UNVOUCHED = ("M+", "M", "M-", "GAP")
"""Marks of numbers that no source vouches for."""


def quantities(model: BaseModel, place: str = "") -> Iterator[tuple[str, Quantity[Any]]]:
    """Yield (place, quantity) for each quantity below a model."""
    if isinstance(model, Quantity):
        yield place, model
        return
    for name in type(model).model_fields:
        yield from _below(getattr(model, name), f"{place}.{name}")


def _below(value: Any, place: str) -> Iterator[tuple[str, Quantity[Any]]]:
    if isinstance(value, BaseModel):
        yield from quantities(value, place)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _below(item, f"{place}[{getattr(item, 'id', number)}]")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _below(item, f"{place}.{key}")


def is_number(value: object) -> bool:
    """Return whether a value is a number or a term, not a word such as none."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
