"""Where the numbers of a recipe come from: every table and value ends up with source and mark."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from sincerity.scheme.quantities import Quantity, Sourced, SourceEntry
from sincerity.society.faults import Fault, Path, visit
from sincerity.society.recipe import Recipe


def source_faults(recipe: Recipe) -> Iterator[Fault]:
    """Every table and quantity names, or inherits from its table, a source that exists."""
    sourced: set[Path] = set()
    for path, value in visit(recipe):
        if not isinstance(value, (Sourced, Quantity)):
            continue
        if value.source is not None and value.source not in recipe.sources:
            message = f"unknown source '{value.source[:60]}'"
            known = ", ".join(sorted(recipe.sources))
            yield Fault("E611", (*path, "source"), message, f"known: {known}")
        if value.source is not None or any(path[:depth] in sourced for depth in range(len(path))):
            sourced.add(path)
        else:
            yield Fault("E611", path, f"'{path[-1]}' names no source", "add 'source: ...'")


def with_sources(recipe: Recipe) -> Recipe:
    """Return a recipe whose tables and quantities all state the source and mark they inherit.

    A value takes what it leaves out from its table; a mark also from its own source.
    """
    filled: Recipe = _filled(recipe, recipe.sources, None, None)
    return filled


def _filled(
    value: Any, sources: Mapping[str, SourceEntry], source: str | None, mark: str | None
) -> Any:
    """Return a model or tuple with source and mark filled in all the way down."""
    if isinstance(value, tuple):
        return tuple(_filled(item, sources, source, mark) for item in value)
    if not isinstance(value, BaseModel):
        return value
    changes: dict[str, Any] = {}
    if isinstance(value, (Sourced, Quantity)):
        if value.source is not None:
            source, mark = value.source, sources[value.source].mark
        mark = value.mark or mark
        changes = {"source": source, "mark": mark}
    for name in type(value).model_fields:
        child = getattr(value, name)
        if name != "sources" and isinstance(child, (BaseModel, tuple)):
            changes[name] = _filled(child, sources, source, mark)
    return value.model_copy(update=changes)
