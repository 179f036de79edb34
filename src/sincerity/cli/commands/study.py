"""`sincerity study`: every world of a study file, and what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.cli.commands.run import DryRun, NoReport, Output, Results
from sincerity.cli.console import Console
from sincerity.cli.designs import RESULTS, Jobs, carry_out

if TYPE_CHECKING:
    from sincerity.designs.bench import Bench

StudyPath = Annotated[
    str, typer.Argument(metavar="FILE", help="A study file, *.study.yaml, or one that ships.")
]


def execute(
    file: StudyPath,
    output: Output = None,
    results: Results = RESULTS,
    jobs: Jobs = None,
    no_report: NoReport = False,
    dry_run: DryRun = False,
    *,
    console: Console,
) -> int:
    """Run every world of a study file; what was stopped goes on where it stood."""

    def make(threads: int) -> Bench:
        from sincerity.designs.loader import load_study
        from sincerity.library import study_path
        from sincerity.scheme.paths import is_file_name

        return load_study(Path(file) if is_file_name(file) else study_path(file), threads=threads)

    return carry_out(
        make,
        output,
        console,
        jobs=jobs,
        results=results,
        report=not no_report,
        dry_run=dry_run,
    )
