"""Reforms beside a base, as `sincerity compare` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sincerity.cli.console import table
from sincerity.cli.contrast import closing_lines, interval, measures_table, moving, number

if TYPE_CHECKING:
    from sincerity.measures.contrast import Contrast
    from sincerity.measures.pairing import Pairing
    from sincerity.study.contrast_folder import ContrastRun

NOTHING = (
    "NOTHING DIFFERS: in every pair the two worlds are the same in every number of every person."
)
NO_VARIANCE = "no variance left"
"""The gain where worlds vary and their difference never does: there is nothing to divide by."""
COUNTED = (
    "people_fewer",
    "people_more",
    "months_fewer",
    "months_more",
    "ever_closed_base_only",
    "ever_closed_reform_only",
    "ever_closed_both",
    "ever_wronged_base_only",
    "ever_wronged_reform_only",
    "ever_wronged_both",
)
"""Counts of people that are printed; all of them go into JSON and the folder."""


def compare_json(run: ContrastRun) -> dict[str, Any]:
    """Return what ``compare --json`` prints."""
    from sincerity.study.contrast_tables import result_row
    from sincerity.study.pair_tables import pairing_row, people_rows

    contrast = run.contrast
    return {
        "base": contrast.second,
        "reforms": [
            {
                "reform": both.first,
                "nothing_differs": both.is_nothing,
                "measures": [result_row(both, compared) for compared in both.compared],
                "people": [row for row in people_rows(both) if row["group"] == "all"],
                "columns_that_differ": dict(both.persons.differing) if both.persons else {},
                "pairing": [pairing_row(both, compared) for compared in both.compared],
            }
            for both in run.contrasts
        ],
        "replicates": contrast.replicates,
        "draws": contrast.draws,
        "assumptions_varied": contrast.varied if contrast.draws else 0,
        "residents": run.record["contrast"]["residents"],
        "failed": [{"cell": f.cell, "why": f.why} for f in contrast.failures],
        "digest": run.record["digest"],
        "run": str(run.folder),
    }


def compare_text(run: ContrastRun) -> str:
    """Return the tables of a comparison for a reader."""
    from sincerity.measures.joint import COUPLING

    lines: list[str] = []
    if len(run.contrasts) > 1:
        lines += ["Reforms side by side", "", _beside(run), ""]
    for contrast in run.contrasts:
        lines += [f"{contrast.first} less {contrast.second}", ""]
        if contrast.is_nothing:
            lines += [NOTHING, ""]
        lines += [measures_table(contrast), ""]
        if contrast.persons is not None:
            lines += ["Person by person, means over the replicates", "", _people(contrast), ""]
        if any(compared.pairing.unpaired for compared in contrast.compared):
            lines += ["What pairing gains, where worlds vary", "", _pairing(contrast), ""]
    return "\n".join([*lines, COUPLING, *closing_lines(run, "Difference: reform less base.")])


def _beside(run: ContrastRun) -> str:
    """Return the differences of all reforms, measure by measure, then the base."""
    shown = {c.measure.name for contrast in run.contrasts for c in moving(contrast)}
    rows = [
        [
            f"{row[0].measure.label} ({row[0].measure.unit})",
            *(number(compared.difference.mean) for compared in row),
            number(row[0].second.mean),
        ]
        for row in zip(*(contrast.compared for contrast in run.contrasts), strict=True)
        if row[0].measure.name in shown
    ]
    names = [f"{contrast.first}: difference" for contrast in run.contrasts]
    return table(["measure", *names, run.contrast.second], rows)


def _people(contrast: Contrast) -> str:
    """Return the main counts of people in both worlds."""
    assert contrast.persons is not None
    headings = ["people", "mean"]
    headings += ["assumptions 5 to 95 %"] if contrast.draws else []
    rows = []
    for name in COUNTED:
        counted = contrast.persons.named(name)
        row = [f"{counted.measure.label} ({counted.measure.unit})", number(counted.level.mean)]
        row += [interval(counted.level.assumption)] if contrast.draws else []
        rows.append([*row, interval(counted.level.chance)])
    return table([*headings, "chance"], rows)


def _pairing(contrast: Contrast) -> str:
    """Return what pairing gains in each measure that varies."""
    share = f"±{100 * contrast.precision:.3g} %"
    headings = [
        "measure",
        "variance ratio",
        "95 %",
        f"replicates for {share}",
        "the same, unpaired",
    ]
    rows = [
        [compared.measure.label, *_gain(compared.pairing)]
        for compared in contrast.compared
        if compared.pairing.unpaired
    ]
    return table(headings, rows)


def _gain(found: Pairing) -> list[str]:
    """Return what pairing gains in one measure as cells."""
    gain = NO_VARIANCE if found.paired == 0 else ""
    gain = gain if found.gain is None else f"{found.gain:.3g}"
    ends = "" if found.low is None else f"{found.low:.3g} to {found.high:.3g}"
    needed = ("" if n is None else f"{n:,}" for n in (found.needed, found.needed_unpaired))
    return [gain, ends, *needed]
