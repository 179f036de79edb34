"""The JSON Schema of each kind of file, gathered from the packages that own the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel


def json_schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file.

    Parameters
    ----------
    kind
        scheme, cases, conduct, institutions, parameters, society or study.
    """
    from sincerity.scheme.editor import cases_schema, editor_schema, scheme_schema

    if kind == "scheme":
        return scheme_schema()
    if kind == "cases":
        return cases_schema()
    from sincerity.conduct import Conduct
    from sincerity.designs.model import StudyFile
    from sincerity.institutions import Institutions
    from sincerity.parameters import Parameters
    from sincerity.society import Recipe

    models: dict[str, type[BaseModel]] = {
        "conduct": Conduct,
        "institutions": Institutions,
        "parameters": Parameters,
        "society": Recipe,
        "study": StudyFile,
    }
    return editor_schema(models[kind], title=f"{kind.capitalize()} file, version 1")
