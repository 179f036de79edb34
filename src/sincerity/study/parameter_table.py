"""Every number and word behind a run as one table: how well it is known, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.errors import UsageError
from sincerity.measures.contrast import Contrast
from sincerity.study.assumptions import Assumption

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "INFLUENCE_NAME",
    "PARAMETER_COLUMNS",
    "Strength",
    "influence_frame",
    "parameter_rows",
    "plain",
    "read_strengths",
]

INFLUENCE_NAME = "influence.parquet"

PARAMETER_COLUMNS = (
    "id",
    "value",
    "unit",
    "range",
    "source",
    "mark",
    "used_in",
    "varied",
    "influence",
    "word",
    "stands_out",
)
"""Columns of the table of parameters. Influence is a rank correlation; empty where not known."""


@dataclass(frozen=True, slots=True)
class Strength:
    """How strongly one assumption moves with one measure; of a choice, by its strongest word."""

    rho: float
    word: str | None
    stands_out: bool


def parameter_rows(
    values: Sequence[Assumption], strengths: Mapping[str, Strength] | None = None
) -> list[dict[str, Any]]:
    """Return one row a value, in the order of the files; rows are never put in another order."""
    known = strengths or {}
    rows = []
    for found in values:
        strength = known.get(found.id)
        rows.append(
            {
                "id": found.id,
                "value": plain(found.value),
                "unit": found.unit,
                "range": _range(found),
                "source": found.source,
                "mark": found.mark,
                "used_in": ", ".join(found.used_in),
                "varied": found.is_open,
                "influence": None if strength is None else strength.rho,
                "word": None if strength is None else strength.word,
                "stands_out": None if strength is None else strength.stands_out,
            }
        )
    return rows


def influence_frame(contrast: Contrast) -> pl.DataFrame:
    """Return every rank correlation of a study: measure by measure, assumption by assumption."""
    import polars as pl

    pairs = [(c.measure.name, mover) for c in contrast.compared for mover in c.movers]
    movers = [mover for _, mover in pairs]
    return pl.DataFrame(
        {
            "measure": [name for name, _ in pairs],
            "id": [mover.id for mover in movers],
            "word": pl.Series([mover.word for mover in movers], dtype=pl.String),
            "difference": pl.Series([m.difference for m in movers], dtype=pl.Float64),
            "first": pl.Series([m.first for m in movers], dtype=pl.Float64),
            "second": pl.Series([m.second for m in movers], dtype=pl.Float64),
            "stands_out": pl.Series([m.stands_out for m in movers], dtype=pl.Boolean),
            "changes_sign_at": pl.Series([m.changes_sign_at for m in movers], dtype=pl.Float64),
        },
        schema_overrides={"measure": pl.String, "id": pl.String},
    )


def read_strengths(folder: Path, measure: str) -> dict[str, Strength]:
    """Return how strongly each assumption moves with the difference in a measure, by id.

    Parameters
    ----------
    folder
        Folder of a finished comparison of two settings.

    Raises
    ------
    UsageError
        It is no such folder, or has no such measure.
    """
    import polars as pl

    from sincerity.runs.parquet import read_table

    path = folder / INFLUENCE_NAME
    if not path.is_file():
        raise UsageError(
            f"{folder} holds no {INFLUENCE_NAME}; "
            "name a folder that 'sincerity run --against' has written"
        )
    frame = pl.from_arrow(read_table(path))
    assert isinstance(frame, pl.DataFrame)
    measures = frame["measure"].unique(maintain_order=True).to_list()
    if measure not in measures:
        shown = ", ".join(measures) or "none: no assumption was varied"
        raise UsageError(f"there is no measure '{measure[:60]}' in {folder}; there are: {shown}")
    found: dict[str, Strength] = {}
    for row in frame.filter(pl.col("measure") == measure).iter_rows(named=True):
        rho = row["difference"]
        if rho is None:
            continue
        before = found.get(row["id"])
        if before is None or abs(rho) > abs(before.rho):
            found[row["id"]] = Strength(rho, row["word"], row["stands_out"])
    return found


def plain(value: object) -> str:
    """Return a value as files write it, a decimal without superfluous zeros.

    Examples
    --------
    >>> plain(Decimal("0.500")), plain(Decimal("20")), plain("none")
    ('0.5', '20', 'none')
    """
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if isinstance(value, Decimal) and "." in text else text


def _range(found: Assumption) -> str:
    """Return how far a value may lie, in words."""
    if found.is_choice:
        return " / ".join(found.choices)
    if found.low is None or found.high is None:
        return ""
    return f"{plain(found.low)} to {plain(found.high)}"
