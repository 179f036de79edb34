"""The tables of a study, for other programs: every world, every point, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sincerity.designs.found import Found, Ranked
from sincerity.designs.indices import Index
from sincerity.measures.headline import NAMES
from sincerity.measures.spread import Interval
from sincerity.runs.parquet import write_table
from sincerity.study.contrast_tables import write_csv

if TYPE_CHECKING:
    import polars as pl

__all__ = ["factor_rows", "result_rows", "write_tables"]

Row = dict[str, Any]


def write_tables(folder: Path, found: Found) -> None:
    """Write worlds, points, results and whatever the design has besides into a folder."""
    import polars as pl

    write_table(folder / "worlds.parquet", _worlds(found).to_arrow())
    points = list(_points(found))
    if points:
        frame = pl.DataFrame(points, infer_schema_length=None)
        write_table(folder / "points.parquet", frame.to_arrow())
    for name, rows in (
        ("results", list(result_rows(found))),
        ("factors", list(factor_rows(found))),
        ("pairs", list(_pairs(found))),
        ("influence", list(_influence(found))),
        ("tornado", list(_swings(found))),
    ):
        if rows:
            frame = pl.DataFrame(rows, infer_schema_length=None)
            write_table(folder / f"{name}.parquet", frame.to_arrow())
            write_csv(folder / f"{name}.csv", frame)


def result_rows(found: Found) -> Iterator[Row]:
    """Yield one row for each arm and measure, or for each point of a grid, in their order."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    for point in found.points:
        yield {
            "arm": labels[point.arm],
            "point": point.number,
            **point.values,
            "measure": point.measure.name,
            "unit": point.measure.unit,
            "mean": _float(point.mean),
            **_ends("chance", point.chance),
        }
    spreads = {(i.arm, i.measure.name): i for i in found.influences}
    for central in found.central:
        row: Row = {
            "arm": labels[central.arm],
            "measure": central.measure.name,
            "unit": central.measure.unit,
            "mean": _float(central.mean),
            **_ends("chance", central.chance),
            "variance_of_design": found.spreads.get((central.arm, central.measure.name)),
            "share_of_accidents": found.noise_share(central.arm, central.measure.name),
        }
        spread = spreads.get((central.arm, central.measure.name))
        if spread is not None:
            row |= {**_ends("assumption", spread.spread), "assumption_middle": spread.middle}
        yield row


def _worlds(found: Found) -> pl.DataFrame:
    """Return every measure of every world, one number a row."""
    import polars as pl

    labels = {arm.number: arm.label for arm in found.bench.arms}
    rows = [
        (labels[cell.arm], cell.part, cell.number, cell.replicate, name, _float(value))
        for cell, outcome in found.outcomes.items()
        for name in NAMES  # a world read from its file has them in another order
        for value in [outcome.headline[name]]
    ]
    schema = {
        "arm": pl.String,
        "part": pl.String,
        "number": pl.Int64,
        "replicate": pl.Int64,
        "measure": pl.String,
        "value": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _points(found: Found) -> Iterator[Row]:
    """Yield where each value stands in each world that keeps them."""
    for cell, outcome in found.outcomes.items():
        arm = found.bench.arms[cell.arm - 1]
        for knob in arm.knobs:
            if knob.id in outcome.values:
                yield {
                    "arm": arm.label,
                    "part": cell.part,
                    "number": cell.number,
                    "replicate": cell.replicate,
                    "id": knob.id,
                    "value": outcome.values[knob.id],
                }


def factor_rows(found: Found) -> Iterator[Row]:
    """Yield one row for each factor and measure of a Saltelli or Morris design."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    for ranked in found.ranked:
        yield {
            "arm": labels[ranked.arm],
            "measure": ranked.measure.name,
            "factor": ranked.factor.id,
            "label": ranked.factor.label,
            "columns": len(ranked.factor.knobs),
            **_indices(ranked),
            "rows": ranked.rows,
        }


def _indices(ranked: Ranked) -> Row:
    """Return the indices of a factor, or its elementary effects."""
    if ranked.effects is not None:
        return {
            "mean_effect": ranked.effects.mean,
            **_index("mean_size", ranked.effects.mean_size),
            "spread": ranked.effects.spread,
        }
    return {**_index("first", ranked.first), **_index("total", ranked.total)}


def _pairs(found: Found) -> Iterator[Row]:
    """Yield one row for every two factors and measure."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    for pair in found.pairs:
        yield {
            "arm": labels[pair.arm],
            "measure": pair.measure.name,
            "one": pair.one.id,
            "other": pair.other.id,
            **_index("second", pair.second),
        }


def _influence(found: Found) -> Iterator[Row]:
    """Yield one row for each column of a hypercube and measure."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    for influence in found.influences:
        for place, label, word, rho in influence.ranks:
            yield {
                "arm": labels[influence.arm],
                "measure": influence.measure.name,
                "id": place,
                "label": label,
                "word": word,
                "rank_correlation": rho,
                "stands_out": rho is not None and abs(rho) > influence.by_chance,
            }


def _swings(found: Found) -> Iterator[Row]:
    """Yield one row for each value at an end of its range, and measure."""
    labels = {arm.number: arm.label for arm in found.bench.arms}
    for swing in found.swings:
        yield {
            "arm": labels[swing.arm],
            "measure": swing.measure.name,
            "id": swing.knob.id,
            "label": swing.knob.assumption.label,
            "value": swing.value,
            "result": swing.result,
            "difference": swing.difference,
        }


def _index(name: str, index: Index | None) -> Row:
    """Return an index and its interval."""
    if index is None:
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    return {name: index.value, f"{name}_low": index.low, f"{name}_high": index.high}


def _ends(name: str, span: Interval) -> Row:
    """Return an interval and what it rests on."""
    return {
        f"{name}_low": _float(span.low),
        f"{name}_high": _float(span.high),
        f"{name}_by": span.how,
        f"{name}_worlds": span.n,
    }


def _float(number: float | int | None) -> float | None:
    """Return a number as floating point, so that a column has one type."""
    return None if number is None else float(number)
