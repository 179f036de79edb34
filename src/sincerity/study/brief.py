"""From the folder of a finished comparison to a brief of two pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.measures.contrast import NEVER_RANKED
from sincerity.measures.headline import headline_named
from sincerity.phases.tally_arrays import BURDENS
from sincerity.report.brief import Brief, BriefFigure, BriefMover, BriefNumber, BriefSide
from sincerity.report.wording import STATUS
from sincerity.runs.record import CONTRAST_KIND, RECORD_NAME
from sincerity.study.cells import LETTERS
from sincerity.study.parameter_table import INFLUENCE_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sincerity.scheme.model import Scheme

__all__ = ["brief_of"]

FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Wrongful burden", tuple(f"burden_{burden}_rate" for burden in BURDENS)),
    ("People and doors", ("people_wronged", "objections_filed", "objections_upheld")),
    ("Harm to others prevented", ("harms_prevented", "victims_prevented")),
)
"""Title and measures of each figure; those of one figure have units that stand on one scale."""
_MOVERS = 6


def brief_of(folder: Path, reform: str | None = None) -> Brief:
    """Return what the brief of a comparison says.

    Parameters
    ----------
    folder
        Folder of a finished comparison.
    reform
        Which of several reforms; the first when left out.

    Raises
    ------
    UsageError
        The folder holds no finished comparison, or no such reform.
    """
    import polars as pl

    record = _record(folder)
    results = pl.read_parquet(folder / "results.parquet")
    pairs = results.select("first_setting", "second_setting").unique(maintain_order=True).rows()
    first, second = next((pair for pair in pairs if reform in (None, pair[0])), (None, None))
    if first is None or second is None:
        known = ", ".join(pair[0] for pair in pairs)
        raise UsageError(f"{folder} compares no '{reform}'; there are: {known}")
    rows = {
        row["measure"]: row
        for row in results.filter(
            (pl.col("first_setting") == first) & (pl.col("second_setting") == second)
        ).iter_rows(named=True)
    }
    contrast = record["contrast"]
    sides = _sides(folder, (first, second), contrast)
    draws = int(contrast["pairs_of_draws"])
    return Brief(
        first=sides[0],
        second=sides[1],
        society=str(contrast["first"]["society"]),
        residents=int(contrast["residents"]),
        months=int(contrast["months"]),
        replicates=int(contrast["pairs_of_replicates"]),
        draws=draws,
        assumptions=int(contrast["assumptions_varied"]),
        figures=[
            BriefFigure(title, [_number(rows[name], has_draws=draws > 0) for name in names])
            for title, names in FIGURES
        ],
        movers=_movers(folder, first, several=len(pairs) > 1) if draws else [],
        command=str(contrast["command"]),
        version=str(record["code"]["version"]),
        digest=str(record["digest"]),
        is_nothing=first in contrast.get("nothing_differs", ()),
    )


def _record(folder: Path) -> dict[str, Any]:
    """Return the record of a finished comparison."""
    try:
        record = json.loads((folder / RECORD_NAME).read_bytes())
    except (OSError, ValueError):
        record = None
    if not isinstance(record, dict) or record.get("kind") != CONTRAST_KIND:
        raise UsageError(
            f"{folder} holds no finished comparison; 'sincerity compare BASE REFORM' makes one"
        )
    return record


def _sides(folder: Path, names: tuple[str, str], contrast: Mapping[str, Any]) -> list[BriefSide]:
    """Return both settings with the status of their schemes, and the stage where it differs."""
    from sincerity.scheme.load import load_scheme

    places = [contrast["settings"].index(name) for name in names]
    asked = [contrast["first"], contrast["second"], *contrast.get("others", ())]
    schemes = [load_scheme(folder / "resolved" / LETTERS[at] / "scheme.yaml") for at in places]
    stages = [str(asked[at]["integration"]).replace("_", " ") for at in places]
    by_stage = stages[0] != stages[1]
    return [
        BriefSide(
            name.replace("_", " "),
            f"“{scheme.title}”" + (f" with integration “{stage}”" * by_stage),
            _status(scheme),
            scheme.status.note or "",
        )
        for name, scheme, stage in zip(names, schemes, stages, strict=True)
    ]


def _status(scheme: Scheme) -> str:
    """Return the status of a scheme in a phrase."""
    status = scheme.status
    years = " to ".join(day for day in (status.start, status.until) if day and day != "unknown")
    words = [STATUS.get(status.kind, status.kind), status.place, years]
    return ", ".join(word for word in words if word)


def _number(row: dict[str, Any], *, has_draws: bool) -> BriefNumber:
    """Return one difference with the interval that is the one to go by."""
    which = "assumption" if has_draws else "chance"
    return BriefNumber(
        label=row["label"],
        unit=row["unit"],
        form=headline_named(row["measure"]).form,
        difference=row["difference"],
        low=row[f"difference_{which}_low"],
        middle=row["difference_assumption_middle"] if has_draws else row["difference"],
        high=row[f"difference_{which}_high"],
        first=row["first"],
        second=row["second"],
    )


def _movers(folder: Path, first: str, *, several: bool) -> list[BriefMover]:
    """Return the assumptions that move most with the differences of the figures."""
    import polars as pl

    wanted = [name for _, names in FIGURES for name in names if name not in NEVER_RANKED]
    frame = pl.read_parquet(folder / INFLUENCE_NAME)
    if several:
        frame = frame.filter(pl.col("first_setting") == first)
    frame = frame.filter(
        pl.col("stands_out") & pl.col("difference").is_not_null() & pl.col("measure").is_in(wanted)
    ).sort(pl.col("difference").abs(), descending=True)
    found: list[BriefMover] = []
    for row in frame.iter_rows(named=True):
        label = headline_named(row["measure"]).label
        if sum(mover.measure == label for mover in found) < 2 and len(found) < _MOVERS:
            word = f" = {row['word']}" if row["word"] else ""
            found.append(
                BriefMover(label, row["id"] + word, row["difference"], row["changes_sign_at"])
            )
    return found
