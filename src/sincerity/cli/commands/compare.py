"""`sincerity compare`: reforms beside a base, person by person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.boundary import PROBLEMS
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
from sincerity.cli.console import Console, pairs

if TYPE_CHECKING:
    from sincerity.study.compare import Comparing

Base = Annotated[str, typer.Argument(help="The base: a shipped scheme, or a scheme file.")]
Reforms = Annotated[
    list[str],
    typer.Argument(
        metavar="REFORM...",
        help="Schemes beside it, or stages of integration at which the base's scheme is run.",
    ),
]
Replicates = Annotated[
    int, typer.Option("--replicates", help="Series of accidents at the values of the files.")
]
Draws = Annotated[
    int,
    typer.Option("--draws", help="Draws of the assumptions: 64 or more, or 0 for chance alone."),
]
DesignSeed = Annotated[int, typer.Option("--design-seed", help="Seed of the draws.")]
Precision = Annotated[
    float,
    typer.Option(
        "--precision",
        help="Half the interval wanted, as a share of a difference: for how many replicates.",
    ),
]
OneWay = Annotated[
    str | None,
    typer.Option(
        "--way",
        metavar="together|replayed",
        help="Worlds side by side in memory, or one by one and replayed; as memory has it.",
    ),
]


def execute(
    base: Base,
    reform: Reforms,
    society: Society = "teaching-town",
    months: Months = 36,
    output: Output = None,
    results: Results = RESULTS,
    seed: Seed = 1,
    replicates: Replicates = 8,
    draws: Draws = 64,
    design_seed: DesignSeed = 1,
    precision: Precision = 0.1,
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    threads: Threads = None,
    way: OneWay = None,
    no_report: NoReport = False,
    dry_run: DryRun = False,
    *,
    console: Console,
) -> int:
    """Compare reforms with a base on the same synthetic people under the same accidents.

    Says first what differs, with an interval of chance and one of assumptions, then the levels;
    who is on a list or before a closed door in one world alone; what running the worlds in pairs
    gains; and how many replicates are enough.
    """
    from sincerity.cli.comparing import compare_json, compare_text
    from sincerity.cli.contrast import run_shown
    from sincerity.study import Study
    from sincerity.study.compare import Comparing
    from sincerity.study.worlds_folder import refuse_finished

    study = Study(
        base,
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
    comparing = Comparing(
        study,
        tuple(reform),
        draws=draws,
        replicates=replicates,
        design_seed=design_seed,
        precision=precision,
        way=way,  # type: ignore[arg-type]
    )
    _ = comparing.ensemble.settings  # a fault of the call comes before any word of a world
    if output is not None:
        refuse_finished(output)
    if dry_run:
        plan = _plan(comparing)
        console.result(plan, pairs(plan) + "\nno world was run to its end")
        return 0
    start = partial(comparing.run, output, results=results, report=not no_report)
    run = run_shown(start, console)
    console.result(compare_json(run), compare_text(run))
    return PROBLEMS if run.contrast.failures else 0


def _plan(comparing: Comparing) -> dict[str, Any]:
    """Return what a comparison would do and take."""
    ensemble = comparing.ensemble
    first = ensemble.settings[0].inputs
    return {
        "scheme": first.scheme.id,
        "base": ensemble.settings[0].name,
        "reforms": ", ".join(setting.name for setting in ensemble.settings[1:]),
        "society": first.society.id,
        "residents": comparing.base.compiled_society.n_residents,
        "months": first.months,
        "seed": first.seed,
        "replicates": ensemble.replicates,
        "draws": ensemble.draws,
        "assumptions_varied": len(ensemble.varied) if ensemble.draws else 0,
        **comparing.cost().to_plain(),
    }
