"""`sincerity safeguards`: what would have prevented the harm, one change at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.commands.compare import DesignSeed, Draws, Replicates
from sincerity.cli.commands.run import (
    RESULTS,
    Conduct,
    DryRun,
    InstitutionFile,
    Integration,
    Months,
    NoReport,
    Output,
    ParameterFile,
    Results,
    Seed,
    Set,
    Setting,
    Society,
    Threads,
    assignments,
)
from sincerity.cli.console import Console, pairs, table

if TYPE_CHECKING:
    from sincerity.measures.safeguards import Safeguarded, SafeguardRow
    from sincerity.study.contrast_folder import ContrastRun
    from sincerity.study.safeguarding import Safeguarding

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="NAME", help="This safeguard only; may be repeated."),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="COLUMN",
        help="Order by burden: false, protected, disproportionate, cannot_pay or another.",
    ),
]
Write = Annotated[
    Path | None,
    typer.Option("--write", metavar="FOLDER", help="Write the reform files there, run nothing."),
]


def execute(
    scheme: Scheme,
    society: Society = "teaching-town",
    months: Months = 36,
    only: Only = None,
    by: By = "false",
    output: Output = None,
    results: Results = RESULTS,
    seed: Seed = 1,
    replicates: Replicates = 8,
    draws: Draws = 64,
    design_seed: DesignSeed = 1,
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    threads: Threads = None,
    write: Write = None,
    no_report: NoReport = False,
    dry_run: DryRun = False,
    *,
    console: Console,
) -> int:
    """Put safeguards to a scheme, one at a time and together, and order them by burden taken off.

    Each safeguard is a reform file of one change (notice, objection, a person who checks, expiry,
    no spillover, unrelated doors, protected conduct, correction, opt-in), kept in the folder, so
    that each can be run again, changed and compared by itself.
    """
    from sincerity.cli.contrast import run_shown
    from sincerity.measures.safeguards import require_order
    from sincerity.study import Study
    from sincerity.study.safeguarding import Safeguarding
    from sincerity.study.safeguards import chosen_safeguards
    from sincerity.study.worlds_folder import refuse_finished

    study = Study(
        scheme,
        society,
        months=months,
        seed=seed,
        settings=assignments(setting, "--setting"),
        set=assignments(set_, "--set"),
        conduct=conduct,
        parameters=parameters,
        institutions=institutions,
        integration=integration,
        threads=threads,
    )
    safeguarding = Safeguarding(
        study,
        chosen_safeguards(only or []),
        order=require_order(by),
        draws=draws,
        replicates=replicates,
        design_seed=design_seed,
    )
    _ = safeguarding.comparing.ensemble.settings  # a fault comes before any word of a world
    if write is not None:
        names = safeguarding.write(write)
        console.result({"written": names}, "\n".join(names))
        return 0
    if output is not None:
        refuse_finished(output)
    if dry_run:
        plan = _plan(safeguarding)
        console.result(plan, pairs(plan) + "\nno world was run to its end")
        return 0
    found: list[Safeguarded] = []

    def start(**watching: Any) -> ContrastRun:
        run, ordered = safeguarding.run(output, results=results, report=not no_report, **watching)
        found.append(ordered)
        return run

    run = run_shown(partial(start), console)
    console.result(_json(run, found[0]), _text(run, found[0]))
    return PROBLEMS if run.contrast.failures else 0


def _plan(safeguarding: Safeguarding) -> dict[str, Any]:
    """Return what would be run, and what it would take."""
    comparing = safeguarding.comparing
    return {
        "scheme": safeguarding.base.inputs.scheme.id,
        "safeguards": ", ".join(reform.name for reform in safeguarding.reforms),
        "society": safeguarding.base.inputs.society.id,
        "months": safeguarding.base.months,
        "replicates": safeguarding.replicates,
        "draws": safeguarding.draws,
        **comparing.cost().to_plain(),
    }


def _json(run: ContrastRun, ordered: Safeguarded) -> dict[str, Any]:
    """Return what ``safeguards --json`` prints."""
    from sincerity.study.safeguard_tables import safeguard_rows

    return {
        "scheme": ordered.scheme,
        "ordered_by": ordered.order,
        "safeguards": safeguard_rows(ordered),
        "replicates": run.contrast.replicates,
        "draws": run.contrast.draws,
        "digest": run.record["digest"],
        "run": str(run.folder),
    }


def _text(run: ContrastRun, ordered: Safeguarded) -> str:
    """Return the table for a reader."""
    from sincerity.cli.contrast import closing_lines, interval, number
    from sincerity.phases.tally_arrays import BURDENS

    contrast = run.contrast
    which = "assumptions 5 to 95 %" if contrast.draws else "chance 95 %"

    def cells(row: SafeguardRow) -> list[str]:
        level = row.burden[BURDENS.index(ordered.order)]
        span = level.assumption if contrast.draws else level.chance
        return [
            "" if row.place is None else str(row.place),
            row.name,
            *(number(one.mean) for one in row.burden),
            interval(span),
            *(number(one.mean) for one in row.harm),
            "yes" if row.is_less_restrictive else "",
        ]

    headings = ["", "safeguard", *(burden.replace("_", " ") for burden in BURDENS)]
    headings += [f"{ordered.order.replace('_', ' ')}, {which}"]
    headings += ["harm prevented (acts a run)", "victims spared (people a run)", "same with less"]
    lines = [
        f"'{ordered.scheme}' with each safeguard, less as it is: wrongful burden in "
        "sanction-months per 1,000 residents a year, and harm to others prevented",
        "",
        table(headings, [cells(row) for row in ordered.rows]),
        "",
        "as it is: "
        + ", ".join(
            f"{burden.replace('_', ' ')} {number(level.mean)}"
            for burden, level in zip(BURDENS, ordered.base_burden, strict=True)
        ),
        "The five columns may overlap and are not added up. 'same with less': in nine of ten draws "
        "and over the replicates it gives up at most 5 % of the harm prevented, raises no column "
        "and lowers at least one.",
    ]
    return "\n".join([*lines, *closing_lines(run, "Difference: reform less the scheme as it is.")])
