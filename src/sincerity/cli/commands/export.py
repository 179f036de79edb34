"""`sincerity export`: the tables of a finished run in the format of another program."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console


class Format(StrEnum):
    """What tables can be written as."""

    csv = "csv"
    parquet = "parquet"
    arrow = "arrow"
    json = "json"


RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]
To = Annotated[Format, typer.Option("--to", help="Format of the tables.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Folder to write; RUN-export when left out."),
]


def execute(
    run: RunFolder, to: To = Format.csv, output: Output = None, *, console: Console
) -> None:
    """Write the tables of a run, with their column dictionary, for other programs."""
    from sincerity import Run

    opened = Run(run)
    folder = opened.folder.resolve()
    target = output or folder.with_name(folder.name + "-export")
    paths = [str(path) for path in opened.export(to.value, target)]
    console.result({"run": str(run), "files": paths}, "\n".join(paths))
