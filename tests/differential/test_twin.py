"""The engine equals its plain-Python twin in every whole number of generated worlds."""

from collections import Counter
from dataclasses import fields
from typing import NamedTuple

import pytest

from sincerity.world.tallies import Tallies
from tests.differential.compare import TABLES, Difference, differences
from tests.differential.coverage import EVENTS, watching
from tests.differential.recorded import engine_of
from tests.differential.worlds import generate

WORLDS = 200
LEAST = 20
"""How often the worlds of the test run have to reach each kind of event."""
LONG_RUN = range(WORLDS, 3000)


class Comparison(NamedTuple):
    """What comparing the worlds of the test run came to."""

    differences: list[Difference]
    events: Counter[str]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Compare the worlds of the test run once, counting what happens in them."""
    with watching() as events:
        found = [
            first for n in range(WORLDS) for first in differences(generate(n), engine_of(n))[:1]
        ]
    return Comparison(found, events)


def test_that_engine_and_twin_agree_in_every_whole_number(comparison: Comparison) -> None:
    assert [] == comparison.differences, "\n".join(map(str, comparison.differences[:5]))


def test_that_the_worlds_reach_every_kind_of_event_often(comparison: Comparison) -> None:
    rare = {event: comparison.events[event] for event in EVENTS if comparison.events[event] < LEAST}
    assert {} == rare


def test_that_no_event_is_counted_under_a_name_that_is_not_required(
    comparison: Comparison,
) -> None:
    assert set() == {event for event, n in comparison.events.items() if n} - set(EVENTS)


@pytest.mark.long
def test_that_engine_and_twin_agree_in_thousands_of_worlds() -> None:
    found = [first for n in LONG_RUN for first in differences(generate(n))[:1]]
    assert [] == found, "\n".join(map(str, found[:5]))


def test_that_every_tally_of_the_engine_is_compared() -> None:
    apart = {"labels", "score_bin_edges", "census_months", "census", "census_score_sum"}
    assert {field.name for field in fields(Tallies)} - apart == {
        name for names in TABLES.values() for name in names
    }
