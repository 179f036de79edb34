"""JSON Schema for editors: completion, hovers and red lines while a file is being written.

The schema is made from the models, so it cannot drift from what is accepted; it is looser in one
way: what only a look at the whole file can tell (references, logic) is left to `validate`. Other
kinds of file register their model with `editor_schema`.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from sincerity.scheme.cases_model import CaseFile
from sincerity.scheme.model import Scheme

__all__ = ["cases_schema", "editor_schema", "scheme_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REFORM_ONLY: dict[str, Any] = {
    "extends": {
        "type": "string",
        "description": "Name of a shipped scheme, or a file in this folder, that this one changes.",
    },
    "source": {"type": "string", "description": "Source of what a reform sets or adds."},
    "mark": {"type": "string", "description": "Mark of what a reform sets or adds."},
    "remove": {
        "type": "array",
        "items": {"type": "string"},
        "description": "Dotted paths to take away, such as rules.red_light.",
    },
    "add": {"type": "object", "description": "Dotted paths of lists, and the items to add."},
    "set": {"type": "object", "description": "Dotted paths, and the values they get."},
}
_OWN_KEYS = ("schema", "id", "title", "summary", "status", "sources")


class _Loose(GenerateJsonSchema):
    """Schema of a file: values with a short form may also be written plainly."""

    def model_schema(self, schema: Any) -> dict[str, Any]:
        """Let a quantity be written as its value alone."""
        made = super().model_schema(schema)
        if schema["cls"].__name__.startswith("Quantity["):
            value = made["properties"]["value"]
            return {"anyOf": [made, value]}
        return made


def editor_schema(model: type[BaseModel], *, title: str) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file.

    Parameters
    ----------
    model
        The model of the whole file.
    title
        Name shown by the editor.
    """
    made = model.model_json_schema(by_alias=True, mode="validation", schema_generator=_Loose)
    return {"$schema": _DIALECT, **_without_null(made), "title": title}


def scheme_schema() -> dict[str, Any]:
    """Return the JSON Schema of scheme/v1: a whole scheme, or a reform that extends one."""
    whole = editor_schema(Scheme, title="Scheme, version 1")
    properties = whole["properties"]
    definitions = whole.pop("$defs")
    for holder, key in (
        (properties, "grades"),
        (definitions["Firms"]["properties"], "grades"),
        (definitions["Exit"]["properties"], "repair"),
    ):
        holder[key] = {"anyOf": [{"const": "none"}, holder[key]]}
    dialect = whole.pop("$schema")
    required = [key for key in ("schema", "id") if key in properties]
    reform = {
        "type": "object",
        "description": "A reform: a small file that says what differs from another.",
        "properties": {**{key: properties[key] for key in _OWN_KEYS}, **_REFORM_ONLY},
        "required": [*required, "extends"],
        "additionalProperties": False,
    }
    title = whole.pop("title")
    return {
        "$schema": dialect,
        "title": title,
        "type": "object",
        "if": {"required": ["extends"]},
        "then": reform,
        "else": whole,
        "$defs": definitions,
    }


def cases_schema() -> dict[str, Any]:
    """Return the JSON Schema of cases/v1."""
    return editor_schema(CaseFile, title="Rule cases, version 1")


def _without_null(part: Any) -> Any:
    """Take out the value null, which no file may hold: a key is given or left out."""
    if isinstance(part, list):
        return [_without_null(item) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {
        key: _without_null(item)
        for key, item in part.items()
        if not (key == "default" and item is None)
    }
    options = kept.get("anyOf")
    if isinstance(options, list) and len(options) == 1:
        del kept["anyOf"]
        return {**options[0], **kept}
    return kept
