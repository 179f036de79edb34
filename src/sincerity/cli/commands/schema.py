"""`sincerity schema`: JSON Schemas, so that an editor completes and checks files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace


class Kind(StrEnum):
    """Kinds of file."""

    scheme = "scheme"
    cases = "cases"
    conduct = "conduct"
    institutions = "institutions"
    parameters = "parameters"
    society = "society"
    study = "study"


OfKind = Annotated[Kind, typer.Option("--kind", help="Kind of file.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write; printed when left out.")
]


def execute(
    kind: OfKind = Kind.scheme, output: Output = None, force: Force = False, *, console: Console
) -> None:
    """Print the JSON Schema of a kind of file, or write it beside the files that name it."""
    import json

    from sincerity.cli.schemas import json_schema

    schema = json_schema(kind.value)
    if output is None:
        console.data(schema)
        return
    refuse_to_replace(output, force=force)
    output.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    console.result({"kind": kind.value, "file": str(output)}, str(output))
