"""Change a tree of nodes at dotted paths: what reforms and settings are made of.

A dotted path goes through mappings by key and through lists by the `id` of an item:
`rules.red_light.points`. Trees are not changed in place; each edit returns a new root that shares
what it did not touch, and every moved node keeps the place where it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sincerity.errors import Diagnostic, InputFileError
from sincerity.scheme.nodes import Node, Span
from sincerity.scheme.suggest import did_you_mean

__all__ = ["Edit", "add_items", "assign", "child_names", "remove"]

MAX_STEPS = 12
MAX_LISTED = 8


@dataclass(frozen=True, slots=True)
class Edit:
    """One dotted path as it was written, and where."""

    path: str
    span: Span

    @property
    def steps(self) -> tuple[str, ...]:
        """The parts of the path.

        Raises
        ------
        InputFileError
            E210 for an empty part or too many parts.
        """
        parts = tuple(self.path.split("."))
        if "" in parts or len(parts) > MAX_STEPS:
            raise self.fault("a path is written like rules.red_light.points")
        return parts

    @property
    def plain_steps(self) -> tuple[str, ...]:
        """The parts of the path, unchecked."""
        return tuple(self.path.split("."))

    def missing(self, holder: Node, step: str) -> InputFileError:
        """Return the error for a step that the holder does not have: the closest, or what it has.

        At most 8 names are listed; a reader looks the others up in the file.
        """
        known = child_names(holder)
        hint = did_you_mean(step, known)
        message = f"there is no '{step[:60]}'"
        if hint or not known:
            return self.fault(message, hint)
        more = f" and {len(known) - MAX_LISTED} more" if len(known) > MAX_LISTED else ""
        listed = ", ".join(name[:60] for name in known[:MAX_LISTED])
        return InputFileError([self.diagnostic(message, help=f"known here: {listed}{more}")])

    def fault(self, message: str, hint: str = "") -> InputFileError:
        """Return the error for a path that leads nowhere."""
        return InputFileError([self.diagnostic(message, hint)])

    def diagnostic(
        self, message: str, hint: str = "", help: str = "name list items by their id"
    ) -> Diagnostic:
        """Return the diagnostic for a path that leads nowhere."""
        shown = f"'{self.path[:80]}': {message}"
        return self.span.diagnostic("E210", shown, hint=hint, help=help)


def assign(root: Node, *, edit: Edit, value: Node) -> Node:
    """Put `value` at the path; the last key may be new, all others must exist."""
    return _at(root, edit, edit.steps, lambda holder, step: _put(holder, step, value, edit))


def remove(root: Node, *, edit: Edit) -> Node:
    """Take the key or list item at the path away."""
    return _at(root, edit, edit.steps, lambda holder, step: _drop(holder, step, edit))


def add_items(root: Node, *, edit: Edit, added: Node) -> Node:
    """Append list items, or keys of a mapping, to what stands at the path."""

    def append(holder: Node, step: str) -> Node:
        if not isinstance(holder.value, dict):
            raise edit.fault("items are added to a list or a mapping")
        here = holder.value.get(step)
        if here is None:
            return _put(holder, step, added, edit)
        if isinstance(here.value, list) and isinstance(added.value, list):
            joined = Node([*here.value, *added.value], here.span)
        elif isinstance(here.value, dict) and isinstance(added.value, dict):
            joined = _joined(here, added, edit)
        else:
            raise edit.fault("what is added must be of the same form as what is there")
        return _put(holder, step, joined, edit)

    return _at(root, edit, edit.steps, append)


def child_names(node: Node) -> list[str]:
    """Return the keys of a mapping or the ids of the items of a list."""
    if isinstance(node.value, dict):
        return list(node.value)
    if isinstance(node.value, list):
        return [name for item in node.value if (name := _id_of(item)) is not None]
    return []


def _at(
    node: Node, edit: Edit, steps: tuple[str, ...], change: Callable[[Node, str], Node]
) -> Node:
    """Return `node` with `change` applied to the holder of the last step."""
    step, rest = steps[0], steps[1:]
    if not rest:
        return change(node, step)
    if isinstance(node.value, dict) and step in node.value:
        children = dict(node.value)
        children[step] = _at(children[step], edit, rest, change)
        return replace(node, value=children)
    if isinstance(node.value, list):
        index = _index_of(node, step)
        if index is not None:
            items = list(node.value)
            items[index] = _at(items[index], edit, rest, change)
            return replace(node, value=items)
    raise edit.missing(node, step)


def _put(holder: Node, step: str, value: Node, edit: Edit) -> Node:
    """Return the holder with `value` under `step`."""
    if isinstance(holder.value, dict):
        children = {**holder.value, step: value}
        spans = {**holder.key_spans, step: edit.span}
        return replace(holder, value=children, key_spans=spans)
    if isinstance(holder.value, list):
        index = _index_of(holder, step)
        if index is not None:
            items = list(holder.value)
            items[index] = value
            return replace(holder, value=items)
        raise edit.missing(holder, step)
    raise edit.fault(f"'{step[:60]}' cannot be set below a plain value")


def _drop(holder: Node, step: str, edit: Edit) -> Node:
    """Return the holder without `step`."""
    if isinstance(holder.value, dict) and step in holder.value:
        children = {key: child for key, child in holder.value.items() if key != step}
        spans = {key: span for key, span in holder.key_spans.items() if key != step}
        return replace(holder, value=children, key_spans=spans)
    index = _index_of(holder, step)
    if isinstance(holder.value, list) and index is not None:
        return replace(holder, value=holder.value[:index] + holder.value[index + 1 :])
    raise edit.missing(holder, step)


def _joined(here: Node, added: Node, edit: Edit) -> Node:
    """Return two mappings as one; a key in both is a fault."""
    assert isinstance(here.value, dict)
    assert isinstance(added.value, dict)
    twice = [key for key in added.value if key in here.value]
    if twice:
        raise edit.fault(f"'{twice[0][:60]}' is there already", "use 'set' to change it")
    return replace(
        here,
        value={**here.value, **added.value},
        key_spans={**here.key_spans, **added.key_spans},
    )


def _index_of(node: Node, step: str) -> int | None:
    """Return the position of the list item whose id is `step`."""
    if not isinstance(node.value, list):
        return None
    return next((i for i, item in enumerate(node.value) if _id_of(item) == step), None)


def _id_of(item: Node) -> str | None:
    """Return the id of a list item that has one."""
    found = item.child("id")
    return found.value if found is not None and isinstance(found.value, str) else None
