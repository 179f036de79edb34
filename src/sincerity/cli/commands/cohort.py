"""`sincerity cohort`: some synthetic people of a finished run, month by month, as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace, require_folder_of

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]
People = Annotated[int, typer.Option("--people", "-n", help="How many synthetic people.")]
Pick = Annotated[
    str, typer.Option("--pick", help="random, or households: whole households, by lot as well.")
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the lot.")]
Output = Annotated[Path, typer.Option("--output", "-o", help="File to write, .parquet or .csv.")]


def execute(
    run: RunFolder,
    output: Output,
    how_many: People = 1000,
    pick: Pick = "random",
    seed: Seed = 1,
    force: Force = False,
    *,
    console: Console,
) -> None:
    """Write a panel of synthetic people chosen by lot after the run: a row a person and month.

    Their townships are lived through again, and compared with the run at every month's end.
    """
    from sincerity.errors import UsageError
    from sincerity.study.cohort import (
        CohortProgress,
        panel,
        pick_people,
        require_panel_name,
        write_panel,
    )
    from sincerity.study.replaying import open_replay

    require_panel_name(output)
    require_folder_of(output)
    refuse_to_replace(output, force=force)
    if run.resolve() in output.resolve().parents:
        raise UsageError(f"{output} lies inside the run, which its record fixes; write elsewhere")
    opened = open_replay(run)
    if opened.made_by_others:
        console.note(f"note: {opened.made_by_others}")
    chosen = pick_people(opened, how_many, pick, seed)

    def tell(progress: CohortProgress) -> None:
        console.note(
            f"township {progress.done} of {progress.townships}, {progress.people:,} people"
        )

    table = panel(opened, chosen, tell)
    try:
        write_panel(output, table)
    except OSError as error:
        raise UsageError(f"cannot write {output}: {error.strerror or error}") from error
    found = {
        "run": str(run),
        "file": str(output),
        "people": len(chosen),
        "months": opened.months,
        "rows": table.num_rows,
    }
    console.result(
        found,
        f"{output}: {len(chosen):,} synthetic people, {opened.months} months,"
        f" {table.num_rows:,} rows",
    )
