"""The tables of settings that were counted person by person, and of what pairing gains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sincerity.measures.contrast import Compared, Contrast, Counted

if TYPE_CHECKING:
    import polars as pl

__all__ = ["months_frame", "pairing_frame", "pairing_row", "people_frame", "people_rows"]


def people_frame(contrasts: Sequence[Contrast]) -> pl.DataFrame:
    """Return every count of people by group, for each reform."""
    import polars as pl

    rows = [row for contrast in contrasts for row in people_rows(contrast)]
    return pl.DataFrame(rows, infer_schema_length=None)


def people_rows(contrast: Contrast) -> Iterator[dict[str, Any]]:
    """Yield each count of a pair of settings for everyone with its intervals, then by group."""
    if contrast.persons is None:
        return
    persons = contrast.persons
    for counted in persons.counted:
        for place, group in enumerate(persons.groups):
            yield {
                "base": contrast.second,
                "reform": contrast.first,
                "count": counted.measure.name,
                "label": counted.measure.label,
                "unit": counted.measure.unit,
                "group": group,
                "mean": counted.by_group[place],
                **_ends(counted, is_whole=place == 0),
                "residents_at_end": persons.residents[place],
            }


def months_frame(contrasts: Sequence[Contrast]) -> pl.DataFrame:
    """Return people in each cell month by month, for each reform, as means over the replicates."""
    import polars as pl

    rows = [
        (contrast.second, contrast.first, name, month, number)
        for contrast in contrasts
        if contrast.persons is not None
        for name, numbers in contrast.persons.by_month.items()
        for month, number in enumerate(numbers, 1)
    ]
    schema = {
        "base": pl.String,
        "reform": pl.String,
        "count": pl.String,
        "month": pl.Int64,
        "people": pl.Float64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def pairing_frame(contrasts: Sequence[Contrast]) -> pl.DataFrame:
    """Return what pairing gains in each measure, for each reform."""
    import polars as pl

    rows = [pairing_row(both, compared) for both in contrasts for compared in both.compared]
    return pl.DataFrame(rows, infer_schema_length=None)


def pairing_row(contrast: Contrast, compared: Compared) -> dict[str, Any]:
    """Return one measure with both variances, their ratio, and the replicates that are enough."""
    found = compared.pairing
    return {
        "first_setting": contrast.first,
        "second_setting": contrast.second,
        "measure": compared.measure.name,
        "unit": compared.measure.unit,
        "pairs": found.pairs,
        "variance_paired": found.paired,
        "variance_unpaired": found.unpaired,
        "variance_ratio": found.gain,
        "variance_ratio_low": found.low,
        "variance_ratio_high": found.high,
        "degrees_of_freedom": found.freedom,
        "precision": contrast.precision,
        "replicates_needed": found.needed,
        "replicates_needed_unpaired": found.needed_unpaired,
    }


def _ends(counted: Counted, *, is_whole: bool) -> dict[str, Any]:
    """Return both intervals of a count over everyone; groups have none."""
    chance, assumption = counted.level.chance, counted.level.assumption
    return {
        "chance_low": chance.low if is_whole else None,
        "chance_high": chance.high if is_whole else None,
        "replicates": chance.n,
        "assumption_low": assumption.low if is_whole else None,
        "assumption_high": assumption.high if is_whole else None,
        "draws": assumption.n,
    }
