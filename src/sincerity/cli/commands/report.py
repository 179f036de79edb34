"""`sincerity report`: the report of a finished run as one HTML file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File to write; RUN-report.html when left out."),
]


def execute(
    run: RunFolder, output: Output = None, force: Force = False, *, console: Console
) -> int:
    """Write the report of a run as one self-contained HTML file. The run is verified first."""
    from sincerity import Run, VerificationError
    from sincerity.runs.verify import verify_run

    # a page made from changed files would carry a digest that is not theirs
    problems = verify_run(run)
    if problems:
        console.result(
            {"run": str(run), "verified": False, "problems": [p.to_json() for p in problems]},
            "\n".join(problem.beside(run) for problem in problems),
        )
        return VerificationError.exit_code
    opened = Run(run)
    folder = opened.folder.resolve()
    target = output or folder.with_name(folder.name + "-report.html")
    refuse_to_replace(target, force=force)
    path = opened.report(target)
    console.result({"run": str(run), "report": str(path)}, str(path))
    return 0
