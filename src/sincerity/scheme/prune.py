"""Take the malformed parts out of a file, so that the rest can still be checked."""

from __future__ import annotations

from dataclasses import replace

from sincerity.errors import Diagnostic
from sincerity.scheme.nodes import Node

__all__ = ["prune"]

_LISTS = ("rules", "lists", "sanctions", "perks")
_OPTIONAL = (
    "operator",
    "integration",
    "grades",
    "supervision",
    "withdrawal",
    "firms",
    "process",
    "settings",
    "unknowns",
)


def prune(root: Node, faults: list[Diagnostic]) -> Node | None:
    """Return the tree without unknown keys, list items and optional parts that hold a fault.

    Parameters
    ----------
    faults
        What the model found; each is matched to the tree by its place.

    Returns
    -------
    The smaller tree, or None when nothing could be taken out.
    """
    places = {(f.file, f.line, f.column) for f in faults}
    if not isinstance(root.value, dict):
        return None
    children = dict(root.value)
    unknown = {(f.file, f.line, f.column) for f in faults if f.code == "E103"}
    for key in list(children):
        span = root.key_spans.get(key)
        if span is not None and (span.source.file, span.line, span.column) in unknown:
            del children[key]
    for key in _LISTS:
        node = children.get(key)
        if node is not None and isinstance(node.value, list):
            kept = [item for item in node.value if not _holds(item, places)]
            children[key] = replace(node, value=kept)
    for key in _OPTIONAL:
        if key in children and _holds(children[key], places):
            del children[key]
    return replace(root, value=children)


def _holds(node: Node, places: set[tuple[str, int, int]]) -> bool:
    """Tell whether a fault lies at a node, at one of its keys, or below it."""
    span = node.span
    if (span.source.file, span.line, span.column) in places:
        return True
    keys = node.key_spans.values()
    if any((key.source.file, key.line, key.column) in places for key in keys):
        return True
    if isinstance(node.value, dict):
        return any(_holds(child, places) for child in node.value.values())
    if isinstance(node.value, list):
        return any(_holds(child, places) for child in node.value)
    return False
