"""Worlds in which protected acts are seen more often: no measure of quality gets better by it.

Nobody responds, so the same synthetic people do the same acts in both worlds, and what differs is
what is seen of worship, petitions and accusations alone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from sincerity.conduct.model import Conduct
from sincerity.institutions.model import STAGES, Institutions
from sincerity.measures.build import metrics_table
from sincerity.parameters import load_parameters
from sincerity.runs.codebook import codebook
from sincerity.scheme.model import Scheme
from sincerity.society import CompiledSociety, compile_society, load_society
from sincerity.world.world import World

SOURCE = {"source": "made-up"}
SOURCES = {"made-up": {"title": "Made up for a test", "mark": "fictional"}}
QUIET = {"respond.beliefs": "off", "office.wrong_person": "0.05", "office.invented": "0.0005"}
MONTHS = 4
PROTECTED = ("worship", "petition", "accusation")
SEEN, SEEN_MORE = Decimal("0.05"), Decimal("0.9")

BETTER = (
    "record_precision",
    "record_recall",
    "list_precision_at_least.all",
    "list_recall_at_least.all",
    "list_precision_at_least.thieves",
    "list_recall_at_least.thieves",
)
WORSE = ("record_miss_rate", "record_false_alarm_rate")


def conduct(seen: Decimal) -> Conduct:
    """Return theft, and three protected kinds that an office sees with the chance given."""

    def kind(name: str, level: str, sign: str, *, harms: bool, rate: int) -> dict[str, Any]:
        return SOURCE | {
            "id": name,
            "label": name,
            "domain": "political",
            "sign": sign,
            "harms_others": harms,
            "protection": {"level": level},
            "rate": rate,
            "seen": seen if name in PROTECTED else Decimal("0.3"),
        }

    return Conduct.model_validate(
        {
            "schema": "conduct/v1",
            "id": "protected",
            "title": "Theft and protected acts",
            "sources": SOURCES,
            "invented_bound": {"value": Decimal("0.01"), "source": "made-up"},
            "kinds": [
                kind("theft", "none", "harm", harms=True, rate=400),
                kind("worship", "absolute", "neutral", harms=False, rate=400),
                kind("petition", "qualified", "neutral", harms=False, rate=200),
                # harms others and is protected all the same: no more to be found than the others
                kind("accusation", "qualified", "harm", harms=True, rate=200),
            ],
        }
    )


def institutions(sees: Decimal) -> Institutions:
    """Return two agencies that see theft alike and protected acts with the chance given."""
    link = {"chance": 1, "months": [0, 1]}
    chances = {"theft": Decimal("0.3")} | dict.fromkeys(PROTECTED, sees)
    return Institutions.model_validate(
        {
            "schema": "institutions/v1",
            "id": "two",
            "title": "Two agencies",
            "sources": SOURCES,
            "agencies": [
                SOURCE
                | {
                    "id": name,
                    "label": name,
                    "level": "county",
                    "sector": name,
                    "sees": chances,
                    "invents": Decimal("0.0005"),
                    "wrong_person": Decimal("0.05"),
                    "enters": [0, 1],
                    "complies": 1,
                }
                for name in ("police", "court")
            ],
            "stages": {
                stage: SOURCE | {"label": stage, "vertical": link, "horizontal": link}
                for stage in STAGES
            },
        }
    )


def scheme() -> Scheme:
    """Return a list of everybody with a record, and one of thieves alone."""

    def listing(name: str, *kinds: str) -> dict[str, Any]:
        return SOURCE | {
            "id": name,
            "label": name,
            "colour": "black",
            "entry": {"kinds": [{"kind": kind} for kind in kinds]},
            "term": "3 months",
        }

    return Scheme.model_validate(
        {
            "schema": "scheme/v1",
            "id": "protected",
            "title": "Protected",
            "summary": "Whoever has a record is listed.",
            "status": {"kind": "fictional"},
            "sources": SOURCES,
            "operator": "police",
            "coverage": SOURCE | {"who": "residents"},
            "score": SOURCE | {"base": 0},
            "grades": "none",
            "lists": [listing("all", "theft", *PROTECTED), listing("thieves", "theft")],
        }
    )


@pytest.fixture(scope="module")
def town() -> CompiledSociety:
    return compile_society(load_society("teaching-town"))


def measured(town: CompiledSociety, seen: Decimal, integration: str) -> dict[str, float]:
    """Return the last month's metrics of a world that sees protected acts with the chance given."""
    catalogue = conduct(seen)
    world = World(
        town,
        scheme(),
        catalogue,
        load_parameters("base", QUIET),
        institutions=None if integration == "office" else institutions(seen),
        integration=integration,
        seed=5,
    )
    world.run(MONTHS)
    frame = pl.DataFrame(metrics_table(world.tallies, codebook(scheme(), catalogue)))
    last = frame.filter((pl.col("month") == MONTHS) & (pl.col("group") == "all"))
    return dict(zip(last["metric"].to_list(), last["value"].to_list(), strict=True))


@pytest.mark.parametrize("integration", ["office", "one_store"])
def test_that_seeing_more_of_protected_acts_improves_no_measure_of_quality(
    town: CompiledSociety, integration: str
) -> None:
    before = measured(town, SEEN, integration)
    after = measured(town, SEEN_MORE, integration)
    assert before["acts.petition"] == after["acts.petition"]  # the same people do the same
    assert after["protected_records"] > 5 * before["protected_records"] > 0
    for name in BETTER:
        assert 0 < after[name] <= before[name] < 1, name
    for name in WORSE:
        assert 1 > after[name] >= before[name] > 0, name
    assert after["record_precision"] < before["record_precision"] / 2
