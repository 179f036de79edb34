"""Give every value the source and mark that its container states.

A container (the score, a rule, a list, a door, an answer to a setting) says where its values come
from; a value that differs says so itself. A value without any source is a fault (D001): numbers
of unknown origin may not reach a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

from sincerity.errors import Diagnostic
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.quantities import Quantity, Sourced, SourceEntry
from sincerity.scheme.suggest import did_you_mean

__all__ = ["inherit_sources"]

Model = TypeVar("Model", bound=BaseModel)


def inherit_sources(model: Model, locations: Locations) -> tuple[Model, list[Diagnostic]]:
    """Return a file's model with every source and mark filled in, and the faults found.

    Parameters
    ----------
    model
        Any model with `sources`, the entries that its values may name.
    """
    sources: Mapping[str, SourceEntry] = getattr(model, "sources", {})
    filler = _Filler(sources, locations)
    filled = filler.fill(model, (), None, None)
    return filled, filler.faults


class _Filler:
    """Walks a model from its root to its quantities."""

    def __init__(self, sources: Mapping[str, SourceEntry], locations: Locations) -> None:
        self.sources = sources
        self.locations = locations
        self.faults: list[Diagnostic] = []
        self._bare: set[Path] = set()

    def fill(self, model: Model, path: Path, source: str | None, mark: str | None) -> Model:
        """Return `model` with `source` and `mark` wherever it and its parts give none."""
        changes: dict[str, Any] = {}
        holder = path
        if isinstance(model, Sourced | Quantity):
            source, mark = self._own(model, path, source, mark)
            changes = {"source": source, "mark": mark}
            if isinstance(model, Quantity):
                holder = path[:-1]
            claims_nothing = isinstance(model, Quantity) and (
                self.locations.node(path) is None or model.used == "unknown"
            )
            if source is None and not claims_nothing and not _has_values(model):
                self._report_bare(holder)
        for name, field in type(model).model_fields.items():
            if name == "sources":
                continue
            value = getattr(model, name)
            changed = self._fill_value(value, (*path, field.alias or name), source, mark)
            if changed is not value:
                changes[name] = changed
        return model.model_copy(update=changes) if changes else model

    def _fill_value(self, value: Any, path: Path, source: str | None, mark: str | None) -> Any:
        """Fill one field: a model, a tuple of models, a mapping of models, or anything else."""
        if isinstance(value, BaseModel):
            return self.fill(value, path, source, mark)
        if isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value):
            return tuple(
                self._fill_value(item, (*path, index), source, mark)
                for index, item in enumerate(value)
            )
        if isinstance(value, dict) and any(isinstance(v, BaseModel) for v in value.values()):
            return {k: self._fill_value(v, (*path, k), source, mark) for k, v in value.items()}
        return value

    def _own(
        self, model: Sourced | Quantity[Any], path: Path, source: str | None, mark: str | None
    ) -> tuple[str | None, str | None]:
        """Return the source and mark that hold for one model."""
        if model.source is not None:
            entry = self.sources.get(model.source)
            if entry is None:
                self.faults.append(
                    self.locations.diagnostic(
                        "E201",
                        (*path, "source"),
                        f"there is no source '{model.source[:60]}'",
                        hint=did_you_mean(model.source, self.sources),
                        help="name an entry of 'sources', or add one",
                    )
                )
            source, mark = model.source, entry.mark if entry is not None else mark
        return source, model.mark or mark

    def _report_bare(self, holder: Path) -> None:
        """Report a container whose values have no source, once."""
        if holder in self._bare:
            return
        self._bare.add(holder)
        self.faults.append(
            self.locations.diagnostic(
                "D001",
                holder,
                "no source is given for the values here",
                help="add 'source: ...' with the name of an entry of 'sources'",
            )
        )


def _has_values(model: BaseModel) -> bool:
    """Tell whether a container holds quantities or models that may name sources themselves."""
    if isinstance(model, Quantity):
        return False
    values = [getattr(model, name) for name in type(model).model_fields]
    return any(
        isinstance(value, BaseModel)
        or (isinstance(value, tuple) and any(isinstance(item, BaseModel) for item in value))
        for value in values
    )
