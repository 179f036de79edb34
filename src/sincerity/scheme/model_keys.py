"""What a model accepts where: keys as written in a file, and the type at a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from sincerity.scheme.nodes import Path

__all__ = ["accepted_keys", "annotation_at", "key_owners", "keys_at"]


@cache
def key_owners(model: type[BaseModel]) -> Mapping[str, list[str]]:
    """Map every key used anywhere in a model to the places where it may stand."""
    owners: dict[str, list[str]] = {}
    for place, found in _models_below(model, "the top level", set()):
        for key in accepted_keys(found):
            names = owners.setdefault(key, [])
            if place not in names:
                names.append(place)
    return owners


def accepted_keys(model: type[BaseModel]) -> list[str]:
    """Return the keys that a model accepts, as they are written in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _models_below(
    model: type[BaseModel], place: str, seen: set[type[BaseModel]]
) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield each model reachable from `model` with the key it is found under."""
    if model in seen:
        return
    seen.add(model)
    yield place, model
    for name, field in model.model_fields.items():
        for inner in _models_in(field.annotation):
            if inner.__pydantic_generic_metadata__["origin"] is None:
                yield from _models_below(inner, f"'{field.alias or name}'", seen)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the model classes named in a type annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def annotation_at(model: type[BaseModel], path: Path) -> Any:
    """Return the type that a model declares at a path of keys and indices, or None."""
    here: Any = model
    for step in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            fields = {field.alias or name: field for name, field in here.model_fields.items()}
            found = fields.get(str(step))
            here = _bare(found.annotation) if found is not None else None
        else:
            arguments = get_args(here)
            here = _bare(arguments[-1 if get_origin(here) is dict else 0]) if arguments else None
    return here


def _bare(annotation: Any) -> Any:
    """Strip `Annotated` and `| None` from a type."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return _bare(inner[0]) if len(inner) == 1 else annotation
    return annotation


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys accepted by the mapping at a path; none where no model stands."""
    holder = annotation_at(model, path)
    is_model = isinstance(holder, type) and issubclass(holder, BaseModel)
    return accepted_keys(holder) if is_model else []
