"""Entries on lists: what each is made of, that none is lost, and how far news of them travels."""

import math

import numpy as np
import pytest

from sincerity.phases.rows import (
    CAUSE_MISJUDGED,
    ENDED,
    ENTRY_CAUSES,
    NEVER,
    NO_KIND,
    NO_SLOT,
)
from sincerity.study import Study
from sincerity.world.kept import entry_rows
from sincerity.world.world import World
from tests.world import door_worlds as doors

PEOPLE = 20_000
MONTHS = 18
LATE = {"remedy.capacity": "20", "remedy.upheld_right": "0.5", "respond.fear_own": "13"}
"""Many objections are upheld, so that entries end in that way too."""


@pytest.fixture(scope="module")
def run() -> World:
    world = Study("one-score", "teaching-town", months=MONTHS, set=LATE).world()
    world.run(MONTHS)
    return world


def test_that_every_entry_has_a_cause_an_agency_and_an_end_or_none(run: World) -> None:
    agencies, kinds = len(run.tallies.labels.agencies), len(run.tallies.labels.kinds)
    rows = entry_rows(run)
    assert 100 < len(rows)
    by_record = 0
    for _, _, entered, starts, ends, cause, kind, agency, *origin, flags, _ in rows:
        assert 0 <= entered < MONTHS
        assert entered <= starts < ends
        assert ends == NEVER or ends - entered <= 2 * 255
        assert 0 <= cause < len(ENTRY_CAUSES)
        assert 0 <= agency < agencies
        month, person, slot = origin
        assert 0 <= month <= entered
        assert 0 <= person < run.society.n_slots
        if cause <= CAUSE_MISJUDGED:
            by_record += 1
            assert 0 <= kind < kinds
        else:
            assert (NO_KIND, NO_SLOT) == (kind, slot)
        assert (flags & ENDED != 0) == (ends < MONTHS)
    assert 0 < by_record < len(rows)


def test_that_entries_less_exits_are_those_that_stand(run: World) -> None:
    tallies = run.tallies
    entered, left = tallies.list_entries.sum(axis=(0, 2)), tallies.list_exits.sum(axis=(0, 2))
    assert 0 < left.sum() < entered.sum()
    standing = np.zeros_like(entered)
    for _, number, *_, flags, _ in entry_rows(run):
        standing[number] += flags & ENDED == 0
    assert standing.tolist() == (entered - left).tolist()


def test_that_reach_is_the_operator_and_every_agency_with_the_chance_of_its_link(frozen) -> None:
    heard = 0.6
    institutions = doors.institutions([], hears=str(heard), months=(0, 3))
    world = doors.world(frozen(PEOPLE), doors.scheme([]), institutions, chance="0.5")
    world.run(2)
    entries, know, squares = world.tallies.reach[:, 0].sum(axis=0).tolist()
    assert world.tallies.list_entries.sum() == entries > 10_000
    spread = math.sqrt(2 * heard * (1 - heard))
    assert abs(know / entries - (1 + 2 * heard)) < 5 * spread / math.sqrt(entries)
    variance = squares / entries - (know / entries) ** 2
    assert abs(variance / spread**2 - 1) < 0.05


def test_that_nobody_else_comes_to_know_on_islands_and_everybody_in_one_store(frozen) -> None:
    for integration, agencies in (("islands", 1), ("one_store", 3)):
        institutions = doors.institutions([], hears="0.6")
        world = doors.world(frozen(PEOPLE), doors.scheme([]), institutions, integration=integration)
        world.run(1)
        entries, know, squares = world.tallies.reach[0, 0].tolist()
        assert entries > 10_000
        assert (agencies, agencies**2) == (know / entries, squares / entries)
