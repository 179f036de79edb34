"""Write a resolved file as YAML that loads to an equal model.

The text is the input that a run keeps and hashes, so it depends on nothing but the model: no
library decides on quotes or line widths here.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from sincerity.scheme.model import Scheme
from sincerity.scheme.quantities import Duration, Quantity, Sourced
from sincerity.scheme.scalars import ScalarError, resolve_plain

__all__ = ["EVERYWHERE", "mapping_yaml", "plain_values", "resolved_yaml"]

_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.*+-]*( [A-Za-z0-9_.*+-]+)*")
_OLD_BOOLEANS = frozenset(("yes", "no", "on", "off", "y", "n"))
"""Words that readers of older YAML take for true and false; quoted as values."""

EVERYWHERE: tuple[str | None, str | None] = ("(said", "everywhere)")
"""Given as what is inherited, has every source and mark written where it holds."""


def resolved_yaml(model: BaseModel) -> str:
    """Return the text of a resolved scheme, or of any other kind of file."""
    values = plain_values(model)
    if isinstance(model, Scheme) and model.grades is None:
        values["grades"] = "none"
    return mapping_yaml(values)


def mapping_yaml(values: dict[str, Any]) -> str:
    """Return the text of a file with these plain values."""
    return "\n".join(_mapping(values, 0)) + "\n"


def plain_values(
    model: BaseModel, inherited: tuple[str | None, str | None] = (None, None)
) -> dict[str, Any]:
    """Return a model as plain values under the keys of the file, leaving out what is not given.

    A source or mark that equals the one of the container is left out too: the container says it
    for all its values, and a resolved file must stay inside the limits of the reader.

    Parameters
    ----------
    inherited
        Source and mark that hold where the model says nothing. With `EVERYWHERE` nothing is left
        out, and the model is read back from its values alone.
    """
    values: dict[str, Any] = {}
    own, whole = inherited, inherited is EVERYWHERE
    if isinstance(model, Sourced | Quantity):
        own = (model.source, model.mark)
    fields = type(model).model_fields
    shared = [name for name in Sourced.model_fields if isinstance(model, Sourced)]
    for name in (*(n for n in fields if n not in shared), *shared):
        field, value = fields[name], getattr(model, name)
        if value is None or (value in ((), {}) and not field.is_required()):
            continue
        if isinstance(model, Sourced | Quantity) and _is_said(name, own, inherited):
            continue
        values[field.alias or name] = _plain(value, inherited if whole else own)
    return values


def _is_said(name: str, own: tuple[Any, Any], inherited: tuple[Any, Any]) -> bool:
    """Tell whether a source or mark need not be written because the container says it.

    A source that differs brings its own mark, so then the mark is always written.
    """
    if name == "source":
        return bool(own[0] == inherited[0])
    return name == "mark" and own == inherited


def _plain(value: Any, inherited: tuple[str | None, str | None]) -> Any:
    """Return one value as plain values."""
    if isinstance(value, Quantity):
        values = plain_values(value, inherited)
        return values["value"] if len(values) == 1 else _Inline(values)
    if isinstance(value, BaseModel):
        return plain_values(value, inherited)
    if isinstance(value, tuple | list):
        return [_plain(item, inherited) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item, inherited) for key, item in value.items()}
    return str(value) if isinstance(value, Duration) else value


class _Inline(dict[str, Any]):
    """A mapping that is written on one line."""


def _mapping(values: dict[str, Any], indent: int) -> list[str]:
    """Return the rows of a mapping."""
    rows = []
    for key, value in values.items():
        rows += _entry(f"{' ' * indent}{_key(key)}:", value, indent)
    return rows


def _entry(lead: str, value: Any, indent: int) -> list[str]:
    """Return the rows of one key, whose text so far is `lead`, and its value."""
    if isinstance(value, dict) and value and not isinstance(value, _Inline):
        return [lead, *_mapping(value, indent + 2)]
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        rows = [lead]
        for item in value:
            rows += _item(item, indent + 2)
        return rows
    return [f"{lead} {_inline(value)}"]


def _item(item: Any, indent: int) -> list[str]:
    """Return the rows of one list item."""
    if not isinstance(item, dict) or isinstance(item, _Inline) or not item:
        return [f"{' ' * indent}- {_inline(item)}"]
    rows = _mapping(item, indent + 2)
    rows[0] = f"{' ' * indent}- {rows[0].lstrip(' ')}"
    return rows


def _inline(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, int) else _word(str(value))


def _key(key: str | int) -> str:
    """Return a key bare where it is a name; a whole number stays a number."""
    if isinstance(key, int) or re.fullmatch(r"[a-z_][a-z0-9_.-]*", key):
        return str(key)
    return _word(key)


def _word(text: str) -> str:
    """Return text bare where every reader takes it for that text, and quoted otherwise."""
    if _BARE.fullmatch(text) and text.lower() not in _OLD_BOOLEANS:
        try:
            if resolve_plain(text) == text:
                return text
        except ScalarError:
            pass
    return json.dumps(text, ensure_ascii=False)
