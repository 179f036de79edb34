r"""Objections wait in a queue whose stationary law is known exactly.

A hundred small counties in which every adult does one act a month with chance p, every act is seen
and charged, everybody is told, and everybody objects. An office decides C objections a month. So
the number Q that a county's office leaves over in a month obeys Lindley's recursion

    Q' = max(Q + A - C, 0),     A binomial(adults, p), independent from month to month,

which is a Markov chain on 0, 1, 2, ... with P(i, j) = P(A = j + C - i) for j > 0 and
P(i, 0) = P(A <= C - i). Its stationary law solves law = law P on the first `STATES` states, the
last of which takes what would go beyond. What the cut leaves out is bounded by Lundberg's
inequality: since Q is distributed as the greatest value of a walk with steps A - C, P(Q >= x) is at
most exp(-theta x), theta the positive root of E exp(theta (A - C)) = 1. A test holds this below
1e-12.

An objection filed in month t is pending at the ends of months t, ..., d - 1 if it is decided in d,
so pending objections summed over month ends are months waited summed over objections: Little's law,
here an identity between whole numbers. At a month's end there are P = Q + A of them, so the mean
wait is W = E(P) / E(A) = 1 + E(Q) / E(A).

Tolerance: five standard errors between counties, which are independent replicates. Seeds are fixed.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from sincerity.conduct import load_conduct
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.society import CompiledSociety, compile_society, load_society
from sincerity.world.world import World, residents_of_counties
from tests.world.conftest import DATA, NO_ERROR, NO_RESPONSE

CHANCE = Fraction(36, 12_000)  # of queue.conduct.yaml, an adult and month
DECIDED = 3
STATES = 120
MOST_ADULTS = 860
"""No county has more."""
WARM_UP, MONTHS = 120, 420
FIRST_ADULT_CLASS, VACANT_CLASS = 48, 255
EVERYBODY_OBJECTS = {
    "remedy.can_secure": "1",
    "remedy.can_strained": "1",
    "remedy.can_insolvent": "1",
    "remedy.fear": "0",
}


def arrivals(adults: int, chance: float, most: int) -> np.ndarray:
    """Return P(A = 0), ..., P(A = most) of a binomial law, by the ratio of its terms."""
    law = np.empty(most + 1)
    law[0] = (1 - chance) ** adults
    for k in range(most):
        law[k + 1] = law[k] * (adults - k) / (k + 1) * chance / (1 - chance)
    return law


def stationary(law: np.ndarray, decided: int) -> np.ndarray:
    """Return the stationary law of what an office that decides so many a month leaves over."""
    step = np.zeros((STATES, STATES))
    for i in range(STATES):
        for a, chance in enumerate(law):
            step[i, min(max(i + a - decided, 0), STATES - 1)] += chance
    # One of the equations law = law @ step follows from the others; the sum of one takes its place.
    equations = step.T - np.eye(STATES)
    equations[-1] = 1
    return np.linalg.solve(equations, np.eye(STATES)[-1])


@cache
def law_of(adults: int) -> np.ndarray:
    """Return the stationary law of a county with so many adults."""
    return stationary(arrivals(adults, float(CHANCE), 40), DECIDED)


def mean_of(law: np.ndarray) -> float:
    return float(law @ np.arange(len(law)))


def test_that_the_matrix_gives_the_mean_that_a_generating_function_gives():
    # With one decision a month, X = Q + A and Q' = X - 1 + (X = 0). Stationarity of Q and of its
    # square give P(X = 0) = 1 - E(A) and E(Q) = (E(A^2) - E(A)) / (2 (1 - E(A))).
    adults, chance = 800, 0.001
    law = arrivals(adults, chance, 60)
    mean = adults * chance
    square = mean * (1 - chance) + mean**2
    assert abs(mean_of(stationary(law, 1)) - (square - mean) / (2 * (1 - mean))) < 1e-9


def test_that_the_cut_leaves_out_next_to_nothing():
    law = arrivals(MOST_ADULTS, float(CHANCE), 40)
    low, high = 1e-6, 2.0
    for _ in range(100):
        theta = (low + high) / 2
        growth = float(law @ np.exp(theta * (np.arange(len(law)) - DECIDED)))
        low, high = (theta, high) if growth < 1 else (low, theta)
    assert math.exp(-low * STATES) < 1e-12
    assert abs(float(law.sum()) - 1) < 1e-12


@dataclass(frozen=True)
class Watched:
    """A world of counties that was watched month by month."""

    world: World
    adults: np.ndarray
    left_over: np.ndarray
    """[month, county] objections that the month's decisions left over"""
    pending: np.ndarray
    """[month, county] objections at the month's end"""
    filed: np.ndarray
    """[month, county]"""


def _objections(world: World) -> np.ndarray:
    """Return slot, ticket and month of filing of all pending objections, a row each."""
    return np.concatenate(
        [
            np.stack(
                [
                    rows["place"].astype(np.int64) + block.first,
                    rows["ticket"],
                    rows["filed"].astype(np.int64),
                ],
                axis=1,
            )
            for block in world.blocks
            for rows in (block.local.objections,)
        ]
    )


@pytest.fixture(scope="module")
def counties() -> CompiledSociety:
    recipe = load_society("hundred-counties").model_copy(update={"ageing": "frozen"})
    return compile_society(recipe, residents=100_000)


def capacity_for(decided: int, residents: int) -> str:
    """Return the shortest rate a 1,000 residents with which an office decides just so many."""
    return f"{math.ceil(decided / residents * 1000 * 10**7) / 10**7:.7f}"


@pytest.fixture(scope="module")
def watched(counties) -> Watched:
    residents = residents_of_counties(counties)
    usual = int(np.bincount(residents).argmax())
    parameters = load_parameters(
        "base",
        NO_RESPONSE
        | NO_ERROR
        | EVERYBODY_OBJECTS
        | {"remedy.capacity": capacity_for(DECIDED, usual)},
    )
    world = World(
        counties,
        load_scheme(DATA / "queue.scheme.yaml"),
        load_conduct(DATA / "queue.conduct.yaml"),
        parameters,
        seed=31,
    )
    first, alike = counties.county_first_slot, residents == usual
    assert alike.sum() >= 80
    number = world.columns["class"]
    is_adult = (number >= FIRST_ADULT_CLASS) & (number < VACANT_CLASS)
    adults = np.add.reduceat(is_adult.astype(np.int64), first[:-1])
    assert adults.max() <= MOST_ADULTS
    tables = {name: np.zeros((MONTHS, len(residents)), dtype=int) for name in ("left", "all")}
    for month in range(MONTHS):
        world.step()
        slot, _, filed = _objections(world).T
        county = np.searchsorted(first, slot, side="right") - 1
        tables["all"][month] = np.bincount(county, minlength=len(residents))
        tables["left"][month] = np.bincount(county[filed < month], minlength=len(residents))
    filings = np.stack(
        [
            np.bincount(
                counties.county_of_township, weights=bulletin, minlength=len(residents)
            ).astype(int)
            for bulletin in world.bulletins[:, :, world.tallies.labels.bulletin.index("filed")]
        ]
    )
    return Watched(
        world,
        adults[alike],
        tables["left"][:, alike],
        tables["all"][:, alike],
        filings[:, alike],
    )


def test_that_filings_are_binomial(watched):
    expected = watched.adults * float(CHANCE)
    z = (watched.filed - expected) / np.sqrt(expected * (1 - float(CHANCE)))
    n = z.size
    assert abs(float(z.sum())) < 5 * math.sqrt(n)
    assert abs(float((z**2).sum()) - n) < 5 * math.sqrt(n * float((z**4).mean()))


def test_that_what_is_left_over_follows_the_stationary_law(watched):
    of_county = np.stack([law_of(adults) for adults in watched.adults.tolist()])
    settled = watched.left_over[WARM_UP:]
    n = settled.shape[1]

    def five_errors(of_counties: np.ndarray) -> float:
        return 5 * float(of_counties.std(ddof=1)) / math.sqrt(n)

    gap = settled.mean(axis=0) - np.array([mean_of(law) for law in of_county])
    assert five_errors(gap) < 0.25 * mean_of(of_county.mean(axis=0))  # the test has power
    assert five_errors((settled == 0).mean(axis=0)) < 0.1
    assert abs(float(gap.mean())) < five_errors(gap)
    assert settled.max() < STATES / 2
    for state in range(12):
        share = (settled == state).mean(axis=0) - of_county[:, state]
        assert abs(float(share.mean())) < five_errors(share), state


def test_that_no_objection_is_decided_in_the_month_in_which_it_is_filed(watched):
    assert np.array_equal(watched.pending, watched.left_over + watched.filed)
    before = np.vstack([np.zeros_like(watched.pending[:1]), watched.pending[:-1]])
    decided = before - watched.left_over
    assert np.array_equal(decided, np.minimum(before, DECIDED))


def test_that_a_little_more_room_would_be_told_apart(watched):
    # Mutation partner: with a twentieth less to decide, the mean is out by more than five errors.
    gap = watched.left_over[WARM_UP:].mean(axis=0)
    mean = float(watched.adults.mean()) * float(CHANCE)
    less = stationary(arrivals(round(watched.adults.mean()), 0.95 * float(CHANCE), 40), DECIDED)
    assert mean < DECIDED
    error = float(gap.std(ddof=1)) / math.sqrt(len(gap))
    assert abs(float(gap.mean()) - mean_of(less)) > 5 * error


def test_that_the_mean_wait_is_that_of_littles_law(watched):
    through_filed = watched.filed.cumsum(axis=0)
    decided = through_filed - watched.pending
    waits = []
    for county in range(watched.filed.shape[1]):
        first, last = through_filed[WARM_UP, county], through_filed[-40, county]
        tickets = np.arange(first, last)
        filed = np.searchsorted(through_filed[:, county], tickets, side="right")
        left = np.searchsorted(decided[:, county], tickets, side="right")
        assert left.max() < MONTHS
        assert left.min() > WARM_UP
        waits.append(float((left - filed).mean()))
    expected = np.array(
        [
            1 + mean_of(law_of(adults)) / (adults * float(CHANCE))
            for adults in watched.adults.tolist()
        ]
    )
    gap = np.array(waits) - expected
    error = float(gap.std(ddof=1)) / math.sqrt(len(gap))
    assert 5 * error < 0.15 * float(expected.mean())
    assert abs(float(gap.mean())) < 5 * error


def test_that_pending_objections_are_months_waited(watched, counties):
    # Over all counties, in whole numbers.
    world = watched.world
    tallies = world.tallies
    slot, ticket, filed = _objections(world).T
    filings, upheld, rejected = tallies.objections.sum(axis=(0, 1)).tolist()
    assert filings == upheld + rejected + len(slot)
    pending_by_month = (
        tallies.objections[:, :, 0].sum(axis=1).cumsum()
        - tallies.objections[:, :, 1:].sum(axis=(1, 2)).cumsum()
    )
    waited = int(tallies.objection_delay.sum()) + int((MONTHS - filed).sum())
    assert int(pending_by_month.sum()) == waited
    # The queue is one of turns: what waits in a county are its latest tickets, none left out.
    county = np.searchsorted(counties.county_first_slot, slot, side="right") - 1
    for number in set(county.tolist()):
        mine = np.sort(ticket[county == number])
        assert np.array_equal(mine, np.arange(mine[0], mine[0] + len(mine)))
