"""`sincerity demo`: the county of the pilot, three years, and a report to open."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.commands.run import carry_out, summary
from sincerity.cli.console import Console

SCHEME = "suining-2010"
SOCIETY = "suining-county"
MONTHS = 36

Results = Annotated[Path, typer.Option("--results", help="Folder under which the run is filed.")]
Small = Annotated[
    bool, typer.Option("--small", help="Take the teaching town instead of the county.")
]


def execute(results: Results = Path("results"), small: Small = False, *, console: Console) -> None:
    """Run Suining's 2010 pilot scheme on a synthetic county for 36 months and write a report."""
    from sincerity.cli.progress import rate
    from sincerity.study import Study

    society = "teaching-town" if small else SOCIETY
    study = Study(SCHEME, society, months=MONTHS, name="demo")
    console.note(
        f"{SCHEME} on {society}, {MONTHS} months. Every person in it is synthetic.\n"
        "The first run on a machine also compiles the model."
    )
    run = carry_out(study, None, console, results=results)
    found = summary(run)
    console.result(
        found | {"report": str(run.folder / "report.html")},
        f"{found['residents']:,} synthetic people, {found['months']} months in "
        f"{found['seconds']:.2f} s ({rate(found['person_months_per_second'])})\n"
        f"run:    {run.folder}\n"
        f"report: {(run.folder / 'report.html').resolve()}",
    )
