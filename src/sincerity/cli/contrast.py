"""Two settings side by side, as `sincerity run --against` prints them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.cli.boundary import PROBLEMS
from sincerity.cli.console import Console, pairs, table

if TYPE_CHECKING:
    from sincerity.measures.contrast import Compared, Contrast
    from sincerity.measures.spread import Interval
    from sincerity.study.contrast_folder import ContrastRun
    from sincerity.study.ensemble import Ensemble

SAID = "In this model, under these assumptions. All people are synthetic."


def compare_settings(
    ensemble: Ensemble,
    output: Path | None,
    console: Console,
    *,
    results: Path,
    report: bool,
    plan: Mapping[str, Any] | None,
) -> int:
    """Run a comparison and print its table; with a plan, only say what would be run.

    Returns
    -------
    int
        Exit code: 1 if some worlds could not be run.
    """
    from sincerity.study.contrast_folder import run_contrast

    _ = ensemble.settings  # a fault of the call or of a file comes before any word of a world
    if plan is not None:
        whole = {**plan, **_plan(ensemble)}
        console.result(whole, pairs(whole) + "\nnothing was run")
        return 0
    start = partial(run_contrast, ensemble, output, results=results, report=report)
    run = run_shown(start, console)
    console.result(_json(run), _text(run))
    return PROBLEMS if run.contrast.failures else 0


def run_shown(start: Callable[..., ContrastRun], console: Console) -> ContrastRun:
    """Run many worlds with their progress shown, and say what an interrupt leaves behind."""
    from sincerity.cli.worlds import shown_worlds

    where: list[Path] = []
    try:
        with shown_worlds(console) as show:
            return start(progress=show, place_known=where.append)
    except KeyboardInterrupt:
        if where:
            console.note(
                f"the worlds that are done are kept in {where[0]}; "
                "the same command goes on from there"
            )
        raise


def _plan(ensemble: Ensemble) -> dict[str, Any]:
    """Return what a comparison would do."""
    first, second = ensemble.settings
    return {
        "against": second.name,
        "settings": f"{first.name}, {second.name}",
        "replicates": ensemble.replicates,
        "draws": ensemble.draws,
        "assumptions_varied": len(ensemble.varied) if ensemble.draws else 0,
        "worlds": ensemble.worlds,
    }


def _json(run: ContrastRun) -> dict[str, Any]:
    """Return what ``run --against --json`` prints."""
    from sincerity.study.contrast_tables import result_row

    contrast = run.contrast
    return {
        "settings": [contrast.first, contrast.second],
        "replicates": contrast.replicates,
        "draws": contrast.draws,
        "assumptions_varied": contrast.varied if contrast.draws else 0,
        "residents": run.record["contrast"]["residents"],
        "measures": [result_row(contrast, compared) for compared in contrast.compared],
        "failed": [{"cell": f.cell, "why": f.why} for f in contrast.failures],
        "digest": run.record["digest"],
        "run": str(run.folder),
    }


def _text(run: ContrastRun) -> str:
    """Return the table of a comparison for a reader."""
    contrast = run.contrast
    return "\n".join(
        [
            measures_table(contrast),
            "",
            *closing_lines(run, "Difference: first less second."),
        ]
    )


def measures_table(contrast: Contrast) -> str:
    """Return the measures of two settings: differences with both intervals, then levels."""
    from sincerity.measures.spread import FEW

    headings = ["measure", "difference"]
    headings += ["assumptions 5 to 95 %"] if contrast.draws else []
    few = "chance, least to most" if contrast.replicates > 1 else "one pair, no interval"
    headings += ["chance 95 %" if contrast.replicates >= FEW else few]
    return table(
        [*headings, contrast.first, contrast.second],
        [_row(compared, contrast) for compared in moving(contrast)],
    )


def moving(contrast: Contrast) -> list[Compared]:
    """Return the measures that are a number other than zero in some world."""
    return [compared for compared in contrast.compared if not _is_nothing(compared)]


def closing_lines(run: ContrastRun, difference: str) -> list[str]:
    """Return what stands below the tables: how many worlds, what is missing, and where it is."""
    contrast = run.contrast
    residents = run.record["contrast"]["residents"]
    lines = [
        f"{contrast.replicates} pairs of replicates and {contrast.draws} pairs of draws of "
        f"{contrast.varied if contrast.draws else 0} assumptions; {residents:,} synthetic people "
        f"a world. {difference}"
    ]
    if absent := len(contrast.compared) - len(moving(contrast)):
        lines.append(f"{absent} measures are zero or without a number in every world.")
    lines += [f"missing: {failure.cell}: {failure.why}" for failure in contrast.failures]
    lines += [SAID, pairs({"run": str(run.folder), "digest": run.record["digest"]})]
    report = run.folder / "report.html"
    if report.is_file():
        lines.append(pairs({"report": str(report)}))
    return lines


def _row(compared: Compared, contrast: Contrast) -> list[str]:
    """Return one measure as cells."""
    difference = compared.difference
    row = [f"{compared.measure.label} ({compared.measure.unit})", number(difference.mean)]
    if contrast.draws:
        row.append(interval(difference.assumption))
    row.append(interval(difference.chance))
    return [*row, number(compared.first.mean), number(compared.second.mean)]


def _is_nothing(compared: Compared) -> bool:
    """Say whether a measure is zero, or no number, in every world."""
    levels = (compared.first, compared.second)
    ends = [
        end
        for level in levels
        for span in (level.chance, level.assumption)
        for end in (span.low, span.high)
    ]
    return not any(ends)


def interval(span: Interval) -> str:
    """Return an interval as text."""
    return "" if span.low is None else f"{number(span.low)} to {number(span.high)}"


def number(value: float | None) -> str:
    """Return a number with thousands apart or four significant digits."""
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
