"""Which numbers of a run have no source that could be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from sincerity.report.facts import Facts
from sincerity.report.sections.changes import changed_ids
from sincerity.scheme.quantities import Quantity, Sourced

CHANGED = "Changed for this run; mark and range are those of the file's own value. "

UNSOURCED_MARKS = ("M+", "M", "M-", "GAP", "fictional")
"""Marks of values from memory, guessed, not found, or made up."""


@dataclass(frozen=True)
class Value:
    """One value of an input file with how well it is known."""

    file: str
    path: str
    value: str
    range: str
    mark: str
    used_in: str
    note: str

    @property
    def is_unsourced(self) -> bool:
        """Whether no source could be checked."""
        return self.mark in UNSOURCED_MARKS


def values(facts: Facts) -> list[Value]:
    """Return every marked value of the input files that took part, in the order of the files."""
    return [
        *_walk("scheme", "", facts.scheme, "scheme"),
        *_parameters(facts),
        *_walk("conduct", "", facts.conduct, "conduct, observe"),
        *_walk("society", "", facts.society, "society"),
        *_institutions(facts),
    ]


def _institutions(facts: Facts) -> Iterator[Value]:
    """Yield the values of the institutions that took part: one stage; in an office, doors alone."""
    if facts.institutions is None:
        return
    if facts.has_agencies:
        stage = f"stages.{facts.about['integration']}."
        for value in _walk("institutions", "", facts.institutions, "observe, list, sanction"):
            if value.path.startswith(stage) or not value.path.startswith("stages."):
                yield value
    else:
        closed = {sanction.door for sanction in facts.scheme.sanctions}
        for door in facts.institutions.doors:
            if door.id in closed:
                yield from _walk("institutions", f"doors.{door.id}", door, "sanction")


def _parameters(facts: Facts) -> Iterator[Value]:
    """Yield the parameters of the model."""
    changed = changed_ids(facts)
    for found in facts.parameters.parameters:
        span = f"{found.range[0]} to {found.range[1]}" if found.range else ""
        if found.choices:
            span = " / ".join(found.choices)
        yield Value(
            "parameters",
            found.id,
            f"{found.exact} ({found.unit})",
            span,
            found.mark or "",
            ", ".join(found.used_in),
            CHANGED + found.meaning if found.id in changed else found.note or found.meaning,
        )


def _walk(file: str, path: str, node: Any, used_in: str) -> Iterator[Value]:
    """Yield every quantity below a model, and every marked table without quantities."""
    if isinstance(node, Quantity):
        yield _quantity(file, path, node, used_in)
    elif isinstance(node, BaseModel):
        below = [
            value
            for name, field in type(node).model_fields.items()
            if name not in ("settings", "sources")
            for value in _walk(file, _join(path, field.alias or name), getattr(node, name), used_in)
        ]
        if not below and isinstance(node, Sourced) and node.mark:
            yield Value(file, path, "a table", _factor(node), node.mark, used_in, node.note or "")
        yield from below
    elif isinstance(node, dict):
        for name, item in node.items():
            yield from _walk(file, _join(path, str(name)), item, used_in)
    elif isinstance(node, tuple):
        for place, item in enumerate(node):
            name = getattr(item, "id", None) or str(place + 1)
            yield from _walk(file, _join(path, str(name)), item, used_in)


def _quantity(file: str, path: str, node: Quantity[Any], used_in: str) -> Value:
    """Return one quantity as a row."""
    shown = _written(node.value)
    if node.value == "unknown" and node.assume is not None:
        shown = f"unknown; {node.assume} is simulated"
    span = f"{_written(node.range[0])} to {_written(node.range[1])}" if node.range else ""
    return Value(file, path, shown, span, node.mark or "", used_in, node.note or "")


def _written(value: Any) -> str:
    """Return a value as files write it: a pair of months in brackets."""
    return f"[{value[0]}, {value[1]}]" if isinstance(value, tuple) else str(value)


def _factor(node: Sourced) -> str:
    """Return the relative range of a table's cells, if it states one."""
    factor = getattr(node, "range_factor", None)
    return f"cells times {factor[0]} to {factor[1]}" if factor else ""


def _join(path: str, name: str) -> str:
    """Return a dotted path."""
    return f"{path}.{name}" if path else name
