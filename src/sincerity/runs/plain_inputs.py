"""The inputs of a run once more, as JSON that is read back in a moment.

The resolved YAML files are for people and are the authority. Reading the five of them strictly
takes more than a second, far longer than living through a township again, so a run keeps their
values a second time in a form that a standard parser reads: every value with its own source and
mark, decimals as they were written. `check_inputs` compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sincerity.scheme.resolved import EVERYWHERE, plain_values

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sincerity.runs.model import RunInputs

NAMES = ("scheme", "society", "conduct", "parameters", "institutions")


def inputs_json(inputs: RunInputs) -> bytes:
    """Return the values of the inputs as JSON, those that the run has."""
    given = {name: getattr(inputs, name) for name in NAMES}
    values = {name: _values(model) for name, model in given.items() if model is not None}
    return (_json(values) + "\n").encode("utf-8")


def inputs_from_json(data: bytes) -> dict[str, BaseModel]:
    """Return the inputs by name, those that the run had.

    Raises
    ------
    ValueError
        The data is not what `inputs_json` of this version writes.
    """
    values = json.loads(data, parse_float=Decimal)
    models = _models()
    return {name: models[name].model_validate(value) for name, value in values.items()}


def _models() -> Mapping[str, type[BaseModel]]:
    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.model import Scheme
    from sincerity.society.recipe import Recipe

    models = (Scheme, Recipe, Conduct, Parameters, Institutions)
    return dict(zip(NAMES, models, strict=True))


def _values(model: BaseModel) -> dict[str, Any]:
    values = plain_values(model, EVERYWHERE)
    if "grades" in type(model).model_fields and getattr(model, "grades", None) is None:
        values["grades"] = "none"
    return values


def _json(value: Any) -> str:
    """Return a value as JSON on one line; decimals keep their digits."""
    if isinstance(value, dict):
        parts = (f"{json.dumps(str(key))}:{_json(item)}" for key, item in value.items())
        return "{" + ",".join(parts) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_json, value)) + "]"
    if isinstance(value, Decimal):
        return format(value, "f")
    return json.dumps(value, ensure_ascii=False)
