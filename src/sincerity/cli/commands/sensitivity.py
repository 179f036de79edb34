"""`sincerity sensitivity`: what results hang on, by Saltelli's or Morris's design."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.commands.run import (
    Conduct,
    DryRun,
    InstitutionFile,
    Integration,
    NoReport,
    Output,
    ParameterFile,
    Results,
    Scheme,
    Seed,
    Set,
    Setting,
    Society,
    assignments,
)
from sincerity.cli.console import Console
from sincerity.cli.designs import RESULTS, Jobs, carry_out

if TYPE_CHECKING:
    from sincerity.designs.bench import Bench
    from sincerity.designs.model import StudyFile

MEASURES = ("burden_false_rate", "people_wronged", "months_to_recover")
"""Measures that are shown unless others are named."""


class Method(StrEnum):
    """Designs that say what results hang on."""

    morris = "morris"
    saltelli = "saltelli"
    tornado = "tornado"


By = Annotated[
    Method,
    typer.Option(
        "--method",
        help="morris screens, saltelli shares out the variance, tornado moves one at a time.",
    ),
]
Over = Annotated[
    str | None,
    typer.Option(
        "--over",
        metavar="AREA,...",
        help="Areas whose assumptions vary, each area as one; all of them when left out.",
    ),
]
Each = Annotated[
    bool, typer.Option("--each", help="Every assumption of the areas by itself, not in groups.")
]
VaryOne = Annotated[
    list[str] | None,
    typer.Option("--vary", metavar="PLACE", help="This value by itself; may be repeated."),
]
Points = Annotated[
    int | None,
    typer.Option("--points", help="Rows of saltelli (64 when left out), or walks of morris (10)."),
]
SecondOrder = Annotated[
    bool, typer.Option("--second-order", help="Also what every two factors make together.")
]
Tornado = Annotated[
    bool | None,
    typer.Option(
        "--tornado/--no-tornado",
        help="Also every value by itself at both ends; up to 48 of them when left out.",
    ),
]
Shown = Annotated[
    list[str] | None, typer.Option("--measure", help="Show this measure; may be repeated.")
]
Months = Annotated[int, typer.Option("--months", "-m", help="Length of every world, months.")]
Replicates = Annotated[
    int, typer.Option("--replicates", help="Series of accidents at the values of the files.")
]
DesignSeed = Annotated[int, typer.Option("--design-seed", help="Seed of the design.")]


def execute(
    scheme: Scheme = "suining-2010",
    society: Society = "teaching-town",
    months: Months = 24,
    method: By = Method.morris,
    over: Over = None,
    each: Each = False,
    vary: VaryOne = None,
    points: Points = None,
    second_order: SecondOrder = False,
    tornado: Tornado = None,
    measure: Shown = None,
    replicates: Replicates = 8,
    seed: Seed = 1,
    design_seed: DesignSeed = 1,
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    output: Output = None,
    results: Results = RESULTS,
    jobs: Jobs = None,
    no_report: NoReport = False,
    dry_run: DryRun = False,
    *,
    console: Console,
) -> int:
    """Say which assumptions a scheme's results hang on, alone and together."""

    from sincerity.designs.model import MOST_MONTHS, MOST_REPLICATES

    _require_within("--months", months, 1, MOST_MONTHS)
    _require_within("--replicates", replicates, 1, MOST_REPLICATES)
    design = _design(method, points, second_order=second_order, tornado=tornado)

    def make(threads: int) -> Bench:
        from sincerity.designs.ask import asked_study
        from sincerity.designs.loader import bench_of

        file: StudyFile = asked_study(
            scheme=scheme,
            design=design,
            over=None if over is None else [word.strip() for word in over.split(",")],
            each=each or method is Method.tornado,
            vary=vary or (),
            measures=tuple(measure or MEASURES),
            worlds={
                "society": society,
                "months": months,
                "integration": () if integration is None else (integration,),
                "settings": assignments(setting, "--setting"),
                "set": assignments(set_, "--set"),
                "conduct": conduct,
                "parameters": parameters,
                "institutions": institutions,
            },
            replicates=replicates,
            seed=seed,
            design_seed=design_seed,
        )
        return bench_of(file, threads=threads)

    return carry_out(
        make,
        output,
        console,
        jobs=jobs,
        results=results,
        report=not no_report,
        dry_run=dry_run,
    )


def _design(
    method: Method, points: int | None, *, second_order: bool, tornado: bool | None
) -> dict[str, Any]:
    """Return the design that a method asks for, refusing what belongs to another."""
    from sincerity.designs.model import FEWEST_POINTS, FEWEST_WALKS, MOST_ROWS
    from sincerity.errors import UsageError

    if second_order and method is not Method.saltelli:
        raise UsageError("--second-order belongs to --method saltelli")
    if method is Method.tornado:
        if points is not None:
            raise UsageError("a tornado takes no --points: each value stands at both ends")
        return {"kind": "one_at_a_time"}
    is_saltelli = method is Method.saltelli
    if points is not None:
        least = FEWEST_POINTS if is_saltelli else FEWEST_WALKS
        _require_within(f"--points of {method.value}", points, least, MOST_ROWS)
    key = "points" if is_saltelli else "trajectories"
    found: dict[str, Any] = {"kind": method.value, key: points, "tornado": tornado}
    return found | ({"second_order": True} if second_order else {})


def _require_within(option: str, number: int, least: int, most: int) -> None:
    """Refuse a number that no study takes, by the name of its option."""
    from sincerity.errors import UsageError

    if not least <= number <= most:
        raise UsageError(f"{option} must be {least:,} to {most:,}, not {number:,}")
