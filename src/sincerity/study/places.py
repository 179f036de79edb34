"""Finding and changing the quantities of an input file, whatever kind of file it is.

A place is what a reader would write: keys of the file and ids of list items, joined by dots, such
as ``agencies.court.wrong_person``; an item without an id is counted from 1. Sources and the
answers of settings are not part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from sincerity.scheme.quantities import Quantity

__all__ = ["Found", "quantities", "with_changed_quantities"]

Model = TypeVar("Model", bound=BaseModel)
Steps = tuple[str, ...]

_LEFT_OUT = frozenset({"settings", "sources"})


@dataclass(frozen=True, slots=True)
class Found:
    """One quantity, where it stands, and what the nearest labelled thing around it is called."""

    steps: Steps
    quantity: Quantity[Any]
    owner: str
    """label of that thing; empty where nothing around it has one"""
    below_owner: Steps
    """the steps from that thing down to the quantity"""

    @property
    def place(self) -> str:
        """The steps as text."""
        return ".".join(self.steps)


def quantities(model: BaseModel) -> Iterator[Found]:
    """Yield every quantity of a file in the order of its model."""
    yield from _quantities(model, (), "", ())


def with_changed_quantities(
    model: Model, change: Callable[[Steps, Quantity[Any]], Quantity[Any]]
) -> Model:
    """Return the model with each quantity replaced by what `change` returns for it.

    What is not changed is shared with the model given, which stays as it is.
    """
    changed: Model = _changed(model, (), change)
    return changed


def _quantities(node: Any, steps: Steps, owner: str, below: Steps) -> Iterator[Found]:
    """Yield the quantities below a node."""
    if isinstance(node, Quantity):
        yield Found(steps, node, owner, below)
        return
    label = getattr(node, "label", None)
    if isinstance(node, BaseModel) and isinstance(label, str):
        owner, below = label, ()
    for step, item in _items(node):
        yield from _quantities(item, (*steps, step), owner, (*below, step))


def _changed(node: Any, steps: Steps, change: Callable[[Steps, Quantity[Any]], Any]) -> Any:
    """Return a node with what lies below it changed; the same object where nothing is."""
    if isinstance(node, Quantity):
        return change(steps, node)
    if isinstance(node, BaseModel):
        updates: dict[str, Any] = {}
        for name, field in type(node).model_fields.items():
            if name in _LEFT_OUT:
                continue
            old = getattr(node, name)
            new = _changed(old, (*steps, field.alias or name), change)
            if new is not old:
                updates[name] = new
        return node.model_copy(update=updates) if updates else node
    if isinstance(node, tuple | dict):
        parts = {step: _changed(item, (*steps, step), change) for step, item in _items(node)}
        if all(parts[step] is item for step, item in _items(node)):
            return node
        return tuple(parts.values()) if isinstance(node, tuple) else parts
    return node


def _items(node: Any) -> list[tuple[str, Any]]:
    """Return the named parts of a model, a list or a mapping; nothing for a plain value."""
    if isinstance(node, BaseModel):
        fields = type(node).model_fields.items()
        return [
            (field.alias or name, getattr(node, name))
            for name, field in fields
            if name not in _LEFT_OUT
        ]
    if isinstance(node, tuple):
        return [
            (str(getattr(item, "id", None) or number), item) for number, item in enumerate(node, 1)
        ]
    return list(node.items()) if isinstance(node, dict) else []
