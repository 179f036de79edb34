"""Studies of many worlds, as `sincerity study` and `sincerity sensitivity` run and print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.console import Console, pairs, table

if TYPE_CHECKING:
    from sincerity.designs.bench import Bench
    from sincerity.designs.cost import Cost
    from sincerity.designs.folder import StudyRun
    from sincerity.designs.found import Found, Ranked
    from sincerity.designs.indices import Index
    from sincerity.measures.headline import Headline
    from sincerity.measures.spread import Interval

RESULTS = Path("results")
SHOWN = 15
"""Rows of a printed table; all of them are in the files and on the page."""
SAID = "In this model, under these assumptions. All people are synthetic."

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        help="Worlds side by side, each in a process; as many as fit when left out. "
        "Changes no number.",
    ),
]


def carry_out(
    make: Callable[[int], Bench],
    output: Path | None,
    console: Console,
    *,
    jobs: int | None,
    results: Path,
    report: bool,
    dry_run: bool,
) -> int:
    """Run a study and print what it says; with a dry run, only say what it would cost.

    Parameters
    ----------
    make
        Makes the worlds of the study, given the threads of each.

    Returns
    -------
    int
        Exit code: 1 if some worlds could not be run.
    """
    from sincerity.cli.worlds import shown_worlds
    from sincerity.designs.cost import cost_of, jobs_that_fit, threads_each
    from sincerity.designs.folder import done_before, run_study
    from sincerity.errors import UsageError

    if jobs is not None and not 1 <= jobs <= 256:
        raise UsageError(f"jobs must be 1 to 256, not {jobs}")
    bench = make(threads_each(jobs or 1))
    if jobs is None:
        jobs = jobs_that_fit(bench)
        bench = bench.with_threads(threads_each(jobs))
    if dry_run:
        cost = cost_of(bench, jobs, threads_each(jobs), done_before(bench, output, results))
        plan = _plan(bench, cost)
        console.result(plan, f"{pairs(_in_words(plan, cost))}\nnothing was run")
        return 0
    where: list[Path] = []
    try:
        with shown_worlds(console) as show:
            run = run_study(
                bench,
                output,
                results=results,
                jobs=jobs,
                report=report,
                progress=show,
                place_known=where.append,
            )
    except KeyboardInterrupt:
        if where:
            console.note(
                f"the worlds that are done are kept in {where[0]}; "
                "the same command goes on from there"
            )
        raise
    console.result(_json(run), _text(run))
    return PROBLEMS if run.found.failures else 0


def _plan(bench: Bench, cost: Cost) -> dict[str, Any]:
    """Return what a study would do and cost."""
    design = bench.file.design
    return {
        "study": bench.file.id,
        "design": design.kind,
        "arms": [arm.label for arm in bench.arms],
        "varied": [len(arm.knobs) for arm in bench.arms],
        "factors": [len(arm.factors) for arm in bench.arms],
        "months": bench.file.worlds.months,
        "worlds": cost.worlds,
        "worlds_done_before": cost.done,
        "person_months": cost.person_months,
        "jobs": cost.jobs,
        "threads_each": cost.threads,
        "seconds": round(cost.seconds, 1),
        "seconds_are": "measured" if cost.is_measured else "estimated",
        "memory_mb": round(cost.memory_bytes / 2**20),
    }


def _in_words(plan: dict[str, Any], cost: Cost) -> dict[str, object]:
    """Return the plan for a reader."""
    from sincerity.cli.progress import duration

    words = {key: ", ".join(map(str, v)) if isinstance(v, list) else v for key, v in plan.items()}
    basis = "from worlds that were run before" if cost.is_measured else "rough, before any world"
    del words["seconds"], words["seconds_are"], words["memory_mb"]
    return {
        **words,
        "time": f"about {duration(cost.seconds)} ({basis})",
        "memory": f"about {cost.memory_bytes / 2**30:.1f} GiB",
    }


def _json(run: StudyRun) -> dict[str, Any]:
    """Return what ``--json`` prints."""
    from sincerity.designs.tables import factor_rows, result_rows

    study = run.record["study"]
    return {
        "study": study["id"],
        "design": run.found.bench.file.design.kind,
        "worlds": study["worlds"],
        "results": list(result_rows(run.found)),
        "factors": list(factor_rows(run.found)),
        "failed": study["failed"],
        "digest": run.record["digest"],
        "run": str(run.folder),
    }


def _text(run: StudyRun) -> str:
    """Return the results of a study for a reader."""
    found = run.found
    lines: list[str] = []
    for arm in found.bench.arms:
        if len(found.bench.arms) > 1:
            lines += [arm.label, ""]
        for measure in found.measures:
            if found.points:
                lines += [_grid(found, arm.number, measure), ""]
            elif text := _of_measure(found, arm.number, measure):
                lines += [text, ""]
    lines.append(_counted(found))
    lines += [f"missing: {failure.cell}: {failure.why}" for failure in found.failures]
    lines += [SAID, pairs({"run": str(run.folder), "digest": run.record["digest"]})]
    report = run.folder / "report.html"
    if report.is_file():
        lines.append(pairs({"report": str(report)}))
    return "\n".join(lines)


def _counted(found: Found) -> str:
    """Say what the numbers rest on."""
    study = found.bench.arms[0].study
    text = (
        f"{len(found.outcomes):,} worlds of {study.compiled_society.n_residents:,} synthetic "
        f"people, {study.months} months each."
    )
    for file, (number, least) in found.moved.items():
        text += (
            f" In {number:,} of them values of the {file} that did not fit together were moved "
            f"back, to {float(least):.0%} of the way at the least."
        )
    return text


def _grid(found: Found, arm: int, measure: Headline) -> str:
    """Return a measure at the points of a grid, one a row, each with its interval of chance."""
    from sincerity.designs.chance import ENDS, kind_of
    from sincerity.designs.order import shown_value

    points = [p for p in found.points if p.arm == arm and p.measure is measure]
    rows = [
        [
            *(shown_value(value) for value in point.values.values()),
            _number(point.mean),
            *([] if found.bench.file.replicates == 1 else _ends(point.chance)),
            kind_of(point.chance),
        ]
        for point in points
    ]
    ends = [] if found.bench.file.replicates == 1 else ["low", "high"]
    places = [knob.id for knob in found.bench.arms[arm - 1].knobs]
    shown = table([*places, "mean", *ends, ENDS.lower()], rows)
    return f"{measure.label} ({measure.unit})\n{shown}"


def _ends(span: Interval) -> tuple[str, str]:
    """Return the ends of an interval as text; nothing where there are none."""
    return _number(span.low), _number(span.high)


def _of_measure(found: Found, arm: int, measure: Headline) -> str:
    """Return what a design other than a grid says of one measure."""
    from sincerity.designs.chance import bracketed
    from sincerity.designs.order import ordered, ordered_swings
    from sincerity.designs.page_findings import without_indices

    ranked = [row for row in found.ranked if row.arm == arm and row.measure is measure]
    swings = ordered_swings(found, arm, measure)
    central = next((c for c in found.central if c.arm == arm and c.measure is measure), None)
    head = f"{measure.label} ({measure.unit})"
    if central is not None:
        chance = bracketed(central.chance, _number)
        head += f": {_number(central.mean) or 'no number'} at the values of the files {chance}"
    parts: list[str] = []
    if nothing := without_indices(ranked):
        parts.append(nothing)
    elif ranked:
        noise = found.noise_share(arm, measure.name)
        if noise is not None:
            parts.append(f"accidents alone make {noise:.2g} of the variance over the design")
        parts.append(_ranked(ordered(ranked, measure.name)))
    if swings:
        rows = [
            [swing.id, _number(swing.low), _number(swing.high), swing.at_low, swing.at_high]
            for swing in swings[:SHOWN]
        ]
        parts.append(table(["one at a time", "least", "most", "least at", "most at"], rows))
        parts.append("differences from the values of the files; one world each, no interval")
    influence = next((i for i in found.influences if i.arm == arm and i.measure is measure), None)
    if influence is not None:
        span = influence.spread
        parts.append(
            f"nine of ten draws: {_number(span.low)} to {_number(span.high)}, half below "
            f"{_number(influence.middle)}"
        )
    return "\n".join([head, *parts]) if parts else ""


def _ranked(rows: Sequence[Ranked]) -> str:
    """Return factors with their indices."""
    if any(row.effects is not None for row in rows):
        cells = [
            [
                row.factor.id,
                len(row.factor.knobs),
                *(_span(row.effects.mean_size) if row.effects else ("", "")),
                _number(row.effects.spread) if row.effects else "",
            ]
            for row in rows[:SHOWN]
        ]
        return table(["factor", "columns", "mu*", "95 %", "sigma"], cells)
    cells = [
        [row.factor.id, len(row.factor.knobs), *_span(row.first), *_span(row.total)]
        for row in rows[:SHOWN]
    ]
    return table(["factor", "columns", "first order", "95 %", "total", "95 %"], cells)


def _span(index: Index | None) -> tuple[str, str]:
    """Return an index and its interval as text."""
    if index is None:
        return "", ""
    if index.low is None:
        return _number(index.value), ""
    return _number(index.value), f"{_number(index.low)} to {_number(index.high)}"


def _number(number: float | None) -> str:
    """Return a number with thousands apart or three significant digits."""
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"
