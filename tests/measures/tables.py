"""What the made-up tallies stand for, and how to read one number out of the tidy table."""

from __future__ import annotations

import polars as pl

from sincerity.measures.build import metrics_table
from sincerity.measures.codebook import Codebook
from sincerity.world.tallies import Tallies
from tests.measures.fake_tallies import fake_tallies

BOOK = Codebook(
    kind_domain={"red_light": "traffic", "worship": "belief", "good_deed": "honour"},
    kind_protection={"red_light": "none", "worship": "absolute", "good_deed": "none"},
    kind_sign={"red_light": "harm", "worship": "neutral", "good_deed": "good"},
    kind_harms_others={"red_light": True, "worship": False, "good_deed": False},
    rule_kind={"red_light": "red_light", "worship": "worship", "good_deed": "good_deed"},
    rule_takes={"red_light": True, "worship": True, "good_deed": False},
    door_side={"no_licence": "sanction", "school_place": "perk"},
    list_grounds={"first_publication": ("red_light", "worship")},
)


def everything() -> Tallies:
    """Return tallies of a world with agencies, two lists, two sanctions, a perk and firms."""
    return fake_tallies(
        lists=("first_publication", "second"),
        doors=("no_licence", "no_flight", "school_place"),
        sanctions=2,
        agencies=("court", "police", "bank"),
        firm_kinds=("fraud", "pollution"),
        firm_grades=("A", "B"),
    )


def frame_of(tallies: Tallies) -> pl.DataFrame:
    """Return the metrics of the tallies."""
    frame = pl.from_arrow(metrics_table(tallies, BOOK))
    assert isinstance(frame, pl.DataFrame)
    return frame


def pick(frame: pl.DataFrame, metric: str, month: int, group: str = "all") -> tuple[float, int]:
    row = frame.filter(
        (pl.col("metric") == metric) & (pl.col("month") == month) & (pl.col("group") == group)
    )
    assert row.height == 1, (metric, month, group, row.height)
    return row["value"][0], row["n"][0]
