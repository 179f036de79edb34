"""How long entries on lists last, against what the scheme says, by configuration alone.

One kind of act, done by every adult with chance q a month, always seen, is the ground of each list.
A list that is open in the first month only makes a cohort, which can be followed without entries
after it. Tolerance: five standard errors between independent synthetic people. Seeds are fixed.
"""

import math

import numpy as np
import pytest

from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.phases.rows import ENDED, EXIT_PERFORMED, EXIT_REPAIRED, EXIT_TERM
from sincerity.scheme import load_scheme
from sincerity.world.tallies import Tallies
from sincerity.world.world import World
from tests.world.conftest import DATA, NO_ERROR, NO_RESPONSE

Q = 0.1
FIRST_ADULT_CLASS, VACANT_CLASS = 48, 255
CHANGELESS = {
    f"life.means.{place}.{step}": "0"
    for place in ("urban", "rural")
    for step in (
        "secure_to_strained",
        "strained_to_secure",
        "strained_to_insolvent",
        "insolvent_to_strained",
    )
}
SCHEME = """\
schema: scheme/v1
id: terms
title: A list for one kind of act
summary: Whoever does the act is listed.
status: {kind: fictional, note: "a closed form"}
sources:
  closed-form: {title: "Terms of a closed form", mark: fictional}
coverage: {who: residents, source: closed-form}
score: {base: 0, floor: none, cap: none, bounds: ledger, source: closed-form}
rules: []
ladder: each
process:
  notice: {value: after, source: closed-form}
  objection: {value: none, source: closed-form}
lists:
  - id: listed
    label: Listed
    colour: black
    entry: {kinds: [{kind: late_payment}]}
    source: closed-form
"""
COHORT = "    months: [1]\n"
REPAIR = "{repair: {after: 4 months, open_to: [secure, strained]}}"


def world_of(frozen, rows: str, residents: int = 50_000, **parameters: str) -> World:
    """Return a world in which the list has these rows besides its ground."""
    conduct = (DATA / "queue.conduct.yaml").read_text(encoding="utf-8")
    values = {f"remedy.{name}": value for name, value in parameters.items()}
    return World(
        frozen(residents),
        load_scheme(SCHEME + rows),
        load_conduct(conduct.replace("rate: 36\n", f"rate: {Q * 12_000:.0f}\n")),
        load_parameters("base", NO_RESPONSE | NO_ERROR | CHANGELESS | values),
        seed=41,
    )


def members(tallies: Tallies) -> np.ndarray:
    return tallies.list_members[:, 0].sum(axis=1)


def adults_of(world: World) -> int:
    number = world.columns["class"]
    return int(((number >= FIRST_ADULT_CLASS) & (number < VACANT_CLASS)).sum())


def test_that_a_term_is_exact_and_begins_after_the_grace(frozen):
    world = world_of(frozen, COHORT + "    term: 6 months\n    grace: 2 months\n")
    world.run(12)
    tallies = world.tallies
    cohort = int(tallies.list_entries[0, 0].sum())
    adults = adults_of(world)
    assert abs(cohort - Q * adults) < 5 * math.sqrt(adults * Q * (1 - Q))
    assert [0, 0, *[cohort] * 6, 0, 0, 0, 0] == members(tallies).tolist()
    exits = tallies.list_exits[:, 0]
    assert cohort == exits[8, EXIT_TERM] == exits.sum()
    assert 8 * cohort == tallies.list_exit_months[:, 0, EXIT_TERM].sum()


@pytest.mark.parametrize("rows", ["    term: permanent\n", "    term: 10 years\n"])
def test_that_nobody_leaves_before_the_term_without_a_way_out(frozen, rows):
    world = world_of(frozen, COHORT + rows, residents=20_000)
    world.run(60)
    assert 1 == len(set(members(world.tallies).tolist()))
    assert 0 == world.tallies.list_exits.sum()


def hazards_hold(left: np.ndarray, at_risk: np.ndarray, chance: np.ndarray) -> None:
    """Hold counts [month, means] to binomials of those at risk, given the months before."""
    mean = at_risk * chance
    variance = mean * (1 - chance)
    assert abs(float((left - mean).sum())) < 5 * math.sqrt(float(variance.sum()))
    told = variance > 3
    assert told.sum() > 20
    squares = float((((left - mean) ** 2)[told] / variance[told]).sum())
    n = int(told.sum())
    assert abs(squares - n) < 5 * math.sqrt(2 * n + n / 3)


def test_that_times_to_performance_are_geometric_by_means(frozen):
    chance = np.array([0.3, 0.2, 0.1])
    world = world_of(
        frozen,
        COHORT + "    term: permanent\n    exit: {performance: available}\n",
        residents=200_000,
        perform_secure="0.3",
        perform_strained="0.2",
        perform_insolvent="0.1",
    )
    world.run(30)
    tallies = world.tallies
    cohort, left = tallies.listed_by_means[0], tallies.performed
    assert int(cohort.sum()) == int(tallies.list_entries[:, 0].sum())
    assert 0 == left[0].sum()  # not in the month of entry
    gone = np.vstack([np.zeros((1, 3), dtype=int), left.cumsum(axis=0)[:-1]])
    hazards_hold(left[1:], (cohort - gone)[1:], chance)
    # What is done in a month ends the entry at the start of the next: a stay is a month longer than
    # the geometric number of tries.
    exits = tallies.list_exits[:, 0, EXIT_PERFORMED]
    assert np.array_equal(exits[1:], left.sum(axis=1)[:-1])
    stays = np.arange(len(exits)) * exits
    assert int(stays.sum()) == int(tallies.list_exit_months[:, 0, EXIT_PERFORMED].sum())
    assert np.array_equal(members(tallies), cohort.sum() - exits.cumsum())


def test_that_what_cannot_be_paid_is_never_performed(frozen):
    world = world_of(
        frozen,
        COHORT + "    term: permanent\n    exit: {performance: available}\n",
        residents=20_000,
        perform_secure="1",
        perform_strained="1",
        perform_insolvent="0",
    )
    world.run(6)
    tallies = world.tallies
    assert [*tallies.listed_by_means[0][:2], 0] == tallies.performed.sum(axis=0).tolist()
    assert tallies.listed_by_means[0][2] == tallies.listed_by_means[5][2] > 0


def test_that_repair_is_open_when_and_to_whom_the_list_says(frozen):
    chance = np.array([0.3, 0.1, 0.0])
    world = world_of(
        frozen,
        f"{COHORT}    term: permanent\n    exit: {REPAIR}\n",
        residents=100_000,
        repair_secure="0.3",
        repair_strained="0.1",
        repair_insolvent="1",
    )
    world.run(24)
    tallies = world.tallies
    cohort, left = tallies.listed_by_means[0], tallies.repaired
    assert 0 == left[:3].sum()  # after three months and the one in hand: four
    assert left[3].sum() > 0
    gone = np.vstack([np.zeros((1, 3), dtype=int), left.cumsum(axis=0)[:-1]])
    hazards_hold(left[3:], (cohort - gone)[3:], chance)
    assert tallies.list_exits[:, 0, EXIT_REPAIRED].sum() == left[:-1].sum()


def active_ages(world: World) -> int:
    """Return the months that entries still standing have stood, summed."""
    return sum(
        int((world.month - rows["entered"][rows["flags"] & ENDED == 0].astype(int)).sum())
        for rows in (block.local.entries for block in world.blocks)
    )


TERM = 5
LISTED_IN_FORCE = {
    # Standing on the list means: at least one act in the last five months.
    "restart": 1 - (1 - Q) ** TERM,
    # Stays of just five months between gaps of a geometric number of months, 0 possible.
    "none": Q * TERM / (Q * TERM + 1 - Q),
}


def mean_stay(fraction: float) -> float:
    """Return the mean stay of stays between geometric gaps with a given share of time listed."""
    return fraction / (1 - fraction) * (1 - Q) / Q


def spread_of_stays(extension: str) -> float:
    """Return the standard deviation of a stay: of a term after a geometric number of gaps."""
    if extension == "none":
        return 0.0
    gaps = np.arange(1, TERM)
    weights = Q * (1 - Q) ** (gaps - 1)
    again = float(weights.sum())
    mean = float(weights @ gaps) / again
    spread = float(weights @ gaps**2) / again - mean**2
    extensions, spread_of_extensions = again / (1 - again), again / (1 - again) ** 2
    return math.sqrt(extensions * spread + spread_of_extensions * mean**2)


@pytest.mark.parametrize("extension", ["restart", "none"])
def test_that_the_list_is_as_long_as_arrivals_times_mean_stay(frozen, extension):
    world = world_of(
        frozen, f"    term: {TERM} months\n    extension: {extension}\n", residents=30_000
    )
    world.run(120)
    tallies = world.tallies
    adults = adults_of(world)
    on_list = members(tallies)
    # An identity between whole numbers: months on the list, month by month or entry by entry.
    ended = int(tallies.list_exit_months.sum())
    assert int(on_list.sum()) == ended + active_ages(world)
    # How many stand there: months far enough apart are independent.
    share = LISTED_IN_FORCE[extension]
    apart = on_list[39::20]
    error = math.sqrt(adults * share * (1 - share) / len(apart))
    assert 5 * error < 0.03 * adults * share
    assert abs(float(apart.mean()) - adults * share) < 5 * error
    # How long they stay: stays that end in a stretch of settled months are a fair sample.
    exits = int(tallies.list_exits[40:, 0, EXIT_TERM].sum())
    stay = int(tallies.list_exit_months[40:, 0, EXIT_TERM].sum()) / exits
    assert abs(stay - mean_stay(share)) <= 5 * spread_of_stays(extension) / math.sqrt(exits) + 1e-9
    # How many arrive: whoever is not listed, or has just left, with chance q.
    arrivals = float(tallies.list_entries[39::20, 0].sum(axis=1).mean())
    expected = adults * share / mean_stay(share)
    assert abs(arrivals - expected) < 5 * math.sqrt(expected / len(apart))
    # Mutation partner: the other rule would be told apart.
    other = next(value for key, value in LISTED_IN_FORCE.items() if key != extension)
    assert abs(float(apart.mean()) - adults * other) > 5 * error
