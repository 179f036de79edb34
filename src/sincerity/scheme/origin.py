"""Say where changed values come from, before they join values that come from elsewhere.

A plain value set by a reform or a setting must not inherit the source of the rule it lands in:
that would credit a published text with a number it never had.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from sincerity.scheme.model_keys import annotation_at
from sincerity.scheme.nodes import Node
from sincerity.scheme.quantities import Quantity, Sourced

__all__ = ["Origin", "with_origin"]


@dataclass(frozen=True, slots=True)
class Origin:
    """The source and mark of a set of changes; no mark means the source's own."""

    source: str
    mark: str | None


def with_origin(node: Node, kind: Any, origin: Origin) -> Node:
    """Return `node` with a source and mark on each part that can carry one and has none.

    Parameters
    ----------
    kind
        The type that the model declares where the node will stand, or None if it declares none.
    """
    if get_origin(kind) in {tuple, list} and isinstance(node.value, list):
        inner = get_args(kind)[0]
        return replace(node, value=[with_origin(item, inner, origin) for item in node.value])
    if get_origin(kind) is dict and isinstance(node.value, dict):
        inner = get_args(kind)[1]
        items = {key: with_origin(item, inner, origin) for key, item in node.value.items()}
        return replace(node, value=items)
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return node
    if issubclass(kind, Quantity) and not isinstance(node.value, dict):
        return _stamped(Node({"value": node}, node.span), origin)
    if not isinstance(node.value, dict):
        return node
    if issubclass(kind, Quantity | Sourced):
        return node if "source" in node.value else _stamped(node, origin)
    parts = {
        key: with_origin(part, annotation_at(kind, (key,)), origin)
        for key, part in node.value.items()
    }
    return replace(node, value=parts)


def _stamped(node: Node, origin: Origin) -> Node:
    """Return a mapping with the origin added."""
    assert isinstance(node.value, dict)
    parts = {**node.value, "source": Node(origin.source, node.span)}
    if origin.mark is not None and "mark" not in parts:
        parts["mark"] = Node(origin.mark, node.span)
    return replace(node, value=parts)
