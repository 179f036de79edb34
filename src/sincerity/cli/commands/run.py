"""`sincerity run`: one scheme on one society, written as a run folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.console import Console, pairs
from sincerity.study.study import MONTHS_RANGE

if TYPE_CHECKING:
    from sincerity.runs.run import Run
    from sincerity.study import Progress, Study

RESULTS = Path("results")
COMPARING = "Comparing two settings"

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Society = Annotated[
    str, typer.Option("--society", "-s", help="Name of a shipped society, or a society file.")
]
Months = Annotated[int, typer.Option("--months", "-m", help=f"Months: {MONTHS_RANGE}.")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Folder to write; results/... when left out."),
]
Seed = Annotated[int, typer.Option("--seed", help="Seed of the events.")]
Replicate = Annotated[
    int, typer.Option("--replicate", help="Another series of accidents, the same society.")
]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PARAM=VALUE", help="Change a parameter; may be repeated."),
]
Setting = Annotated[
    list[str] | None,
    typer.Option(
        "--setting", metavar="NAME=OPTION", help="Take a side where sources conflict; repeatable."
    ),
]
Conduct = Annotated[
    str | None,
    typer.Option(
        "--conduct",
        help="Conduct catalogue, by name or file; that of the institutions if left out.",
    ),
]
ParameterFile = Annotated[
    str, typer.Option("--parameters", help="Parameter table, by name or file.")
]
InstitutionFile = Annotated[
    str | None,
    typer.Option(
        "--institutions",
        help="Agencies and doors, by name or file; those that the scheme names when left out.",
    ),
]
Integration = Annotated[
    str | None,
    typer.Option(
        "--integration",
        metavar="STAGE",
        help="office, islands, vertical, joint or one-store; as the scheme says when left out.",
    ),
]
Threads = Annotated[
    int | None, typer.Option("--threads", help="Worker threads; changes no number.")
]
Results = Annotated[
    Path, typer.Option("--results", help="Folder under which runs without -o are filed.")
]
NoReport = Annotated[bool, typer.Option("--no-report", help="Write the numbers only.")]
NoRecording = Annotated[
    bool,
    typer.Option(
        "--no-recording", help="Keep nothing for replays: single lives cannot be looked at later."
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="STAGE|SCHEME",
        help="Compare with another stage of integration, or with another scheme, in many worlds.",
        rich_help_panel=COMPARING,
    ),
]
Draws = Annotated[
    int | None,
    typer.Option(
        "--draws",
        help="Draws of the assumptions: 64 or more, or 0 for chance alone. 64 when left out.",
        rich_help_panel=COMPARING,
    ),
]
Replicates = Annotated[
    int | None,
    typer.Option(
        "--replicates",
        help="Series of accidents at the values of the files. 8 when left out.",
        rich_help_panel=COMPARING,
    ),
]
DesignSeed = Annotated[
    int | None,
    typer.Option(
        "--design-seed", help="Seed of the draws. 1 when left out.", rich_help_panel=COMPARING
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check everything, run nothing.")]


def execute(
    scheme: Scheme,
    society: Society = "teaching-town",
    months: Months = 36,
    output: Output = None,
    results: Results = RESULTS,
    seed: Seed = 1,
    replicate: Replicate = 0,
    set_: Set = None,
    setting: Setting = None,
    conduct: Conduct = None,
    parameters: ParameterFile = "base",
    institutions: InstitutionFile = None,
    integration: Integration = None,
    threads: Threads = None,
    no_report: NoReport = False,
    no_recording: NoRecording = False,
    dry_run: DryRun = False,
    against: Against = None,
    draws: Draws = None,
    replicates: Replicates = None,
    design_seed: DesignSeed = None,
    *,
    console: Console,
) -> int:
    """Run a scheme on a society of synthetic people and write a run folder.

    With --against, run two settings side by side, over replicates and over draws of what is not
    known, and write a table with an interval of chance and one of assumptions for every measure.
    """
    from sincerity.errors import UsageError
    from sincerity.study import Study

    study = Study(
        scheme,
        society,
        months=months,
        seed=seed,
        replicate=replicate,
        settings=assignments(setting, "--setting"),
        set=assignments(set_, "--set"),
        conduct=conduct,
        parameters=parameters,
        institutions=institutions,
        integration=integration,
        threads=threads,
    )
    many = {"draws": draws, "replicates": replicates, "design_seed": design_seed}
    asked: dict[str, Any] = {name: value for name, value in many.items() if value is not None}
    if against is not None:
        from sincerity.cli.contrast import compare_settings
        from sincerity.study.ensemble import Ensemble

        ensemble = Ensemble(study, against, **asked)
        plan = dry(study) if dry_run else None
        return compare_settings(
            ensemble, output, console, results=results, report=not no_report, plan=plan
        )
    if asked:
        option = next(iter(asked)).replace("_", "-")
        raise UsageError(f"--{option} belongs to --against: a single run has no intervals")
    if dry_run:
        plan = dry(study)
        console.result(plan, pairs(plan) + "\nnothing was run")
        return 0
    run = carry_out(
        study, output, console, results=results, report=not no_report, recorded=not no_recording
    )
    console.result(summary(run), _text(run))
    return 0


def assignments(words: list[str] | None, option: str) -> dict[str, str]:
    """Return ``name=value`` words as a mapping.

    Raises
    ------
    UsageError
        A word without ``=``, or a name given twice.

    Examples
    --------
    >>> assignments(["cap=capped"], "--setting")
    {'cap': 'capped'}
    """
    from sincerity.errors import UsageError

    found: dict[str, str] = {}
    for word in words or []:
        name, equals, value = word.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise UsageError(f"{option} takes name=value, not '{word}'")
        if name.strip() in found:
            raise UsageError(f"{option} names '{name.strip()}' twice")
        found[name.strip()] = value.strip()
    return found


def dry(study: Study) -> dict[str, Any]:
    """Return what a run would do, every input loaded and checked, nothing simulated."""
    inputs, society = study.inputs, study.compiled_society
    return {
        "scheme": inputs.scheme.id,
        "status": inputs.scheme.status.kind,
        "society": inputs.society.id,
        "residents": society.n_residents,
        "months": study.months,
        "person_months": society.n_residents * study.months,
        "seed": study.seed,
        "replicate": study.replicate,
        "settings": dict(inputs.settings),
        "set": dict(inputs.overrides),
        "conduct": inputs.conduct.id,
        "parameters": inputs.parameters.id,
        "institutions": inputs.institutions.id,
        "integration": inputs.integration,
    }


def carry_out(
    study: Study,
    output: Path | None,
    console: Console,
    *,
    results: Path = RESULTS,
    report: bool = True,
    recorded: bool = True,
) -> Run:
    """Run a study with its progress shown, and say what happens if the user interrupts."""
    from sincerity.cli.progress import duration, shown_progress

    _ = study.inputs  # a fault of the call or of a file comes before any word of a world
    compiling = 0.0

    def watch(progress: Progress) -> None:
        nonlocal compiling
        compiling = progress.compiling_seconds
        show(progress)

    try:
        with shown_progress(console) as show:
            run = study.run(
                output, progress=watch, results=results, report=report, recorded=recorded
            )
    except KeyboardInterrupt:
        console.note("nothing was written; the same command starts again from the first month")
        raise
    if compiling:
        console.note(
            f"{duration(compiling)} of the first month went into compiling the model; "
            "later runs on this machine start at once"
        )
    return run


def summary(run: Run) -> dict[str, Any]:
    """Return what ``run --json`` prints."""
    record, performance = run.record["run"], run.record["performance"]
    person_months = record["residents"] * record["months"]
    return {
        "scheme": record["scheme"],
        "society": record["society"],
        "residents": record["residents"],
        "months": record["months"],
        "seed": record["seed"],
        "institutions": record["institutions"],
        "integration": record["integration"],
        "digest": run.digest,
        "seconds": performance["seconds"],
        "person_months_per_second": round(person_months / max(performance["seconds"], 1e-9)),
        "bytes_per_person": performance["bytes_per_person"],
        "peak_rss_mb": performance["peak_rss_mb"],
        "threads": performance["threads"],
        "run": str(run.folder),
    }


def _text(run: Run) -> str:
    """Return the end of a run for a reader."""
    from sincerity.cli.progress import rate

    found = summary(run)
    rows = {
        "run": found["run"],
        "digest": found["digest"],
        "people": f"{found['residents']:,} synthetic people, {found['months']} months",
        "month loop": f"{found['seconds']:.2f} s, {rate(found['person_months_per_second'])}",
        "memory": f"{found['bytes_per_person']:.1f} bytes of state a person, "
        f"peak {found['peak_rss_mb']:,.0f} MB",
    }
    report = run.folder / "report.html"
    if report.is_file():
        rows["report"] = str(report)
    return pairs(rows)
