"""Runaway detection (Ensign et al. 2018): attention follows records follows attention.

Each slot is a laboratory of its own: two districts, one visit a month, no answer from those who are
watched. The phase below stands on the public plan alone. Who is visited is drawn by the share of
records; what is found there is added to the records of that district. Tolerance: exact chi-square
at 1e-4, and five standard errors between independent laboratories; seeds are fixed.
"""

import math
from collections.abc import Callable

import numpy as np
import pytest

import sincerity as lab

VISIT, ACCEPT = 200, 201
UNIT = 100_000
"""Records are kept in units of 1e-5, so that rates with five decimals are whole numbers."""
Rule = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def by_records(word: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return where the first district is visited: with the share of records that it has."""
    return word * (first + second) >> np.uint64(32) < first


def to_the_larger(word: np.ndarray, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return where the first district has more records: a wrong rule, which must be told apart."""
    return first >= second


def laboratory(
    prior: tuple[int, int],
    found: tuple[int, int],
    *,
    labs: int,
    seed: int,
    rule: Rule = by_records,
    repaired: bool = False,
) -> lab.Simulation:
    """Return laboratories that start with the same records and add what a visit finds."""
    columns = lab.ColumnTable(
        [
            lab.ColumnSpec(
                name=f"records_{district}",
                dtype="uint32",
                unit="records / 100,000",
                low=0,
                high=2**32 - 1,
                null=None,
                initial=start,
                owner="visit",
                view=lab.View.RECORD,
                meaning="Incidents on record in a district.",
            )
            for district, start in zip("ab", prior, strict=True)
        ]
    )

    def visit(block: lab.Block) -> None:
        words = np.empty((2, -(-block.size // 4) * 4), dtype=np.uint32)
        lab.fill_dense(block.seed, VISIT, block.month, block.first, words[0])
        lab.fill_dense(block.seed, ACCEPT, block.month, block.first, words[1])
        chosen, accepted = words[:, : block.size].astype(np.uint64)
        first, second = (block.columns[f"records_{d}"].astype(np.uint64) for d in "ab")
        at_first = rule(chosen, first, second)
        enter = np.full(block.size, True)
        if repaired:
            # The more a district is visited, the less of what is found there is entered.
            visited = np.where(at_first, first, second)
            enter = accepted * (first + second) >> np.uint64(32) >= visited
        block.columns["records_a"] += np.where(at_first & enter, found[0], 0).astype(np.uint32)
        block.columns["records_b"] += np.where(~at_first & enter, found[1], 0).astype(np.uint32)

    plan = lab.Plan(
        (
            lab.Phase(
                name="visit",
                purpose="One visit, by the share of records; what is found is entered.",
                run=visit,
                writes=("records_a", "records_b"),
            ),
        )
    )
    return lab.Simulation(plan, columns, labs, seed=seed)


def _share(made: lab.Simulation) -> np.ndarray:
    first, second = (made.columns[f"records_{d}"].astype(np.float64) for d in "ab")
    return first / (first + second)


def _beta_binomial(n: int, a: float, b: float) -> np.ndarray:
    def log_beta(x: float, y: float) -> float:
        return math.lgamma(x) + math.lgamma(y) - math.lgamma(x + y)

    return np.array(
        [
            math.exp(
                math.lgamma(n + 1)
                - math.lgamma(k + 1)
                - math.lgamma(n - k + 1)
                + log_beta(k + a, n - k + b)
                - log_beta(a, b)
            )
            for k in range(n + 1)
        ]
    )


def _chi_square(counts: np.ndarray, law: np.ndarray) -> tuple[float, int]:
    """Return the statistic over cells joined until each expects twenty, and its degrees."""
    statistic, cells, seen, expected = 0.0, 0, 0.0, 0.0
    for count, chance in zip(counts, law * counts.sum(), strict=True):
        seen += count
        expected += chance
        if expected >= 20:
            statistic += (seen - expected) ** 2 / expected
            cells += 1
            seen = expected = 0.0
    return statistic, cells - 1


def _bound(degrees: int) -> float:
    """Return the chi-square quantile at 1 - 1e-4 (Wilson and Hilferty)."""
    z = 3.719
    return degrees * (1 - 2 / (9 * degrees) + z * math.sqrt(2 / (9 * degrees))) ** 3


@pytest.mark.parametrize("prior", [(5, 1), (1, 1)])
def test_that_equal_rates_give_polyas_urn(prior):
    visits, labs = 200, 40_000
    made = laboratory(prior, (1, 1), labs=labs, seed=41)
    made.run(visits)
    counts = np.bincount(made.columns["records_a"] - prior[0], minlength=visits + 1)
    law = _beta_binomial(visits, *prior)
    assert abs(law.sum() - 1) < 1e-9
    statistic, degrees = _chi_square(counts, law)
    assert degrees > 50
    assert statistic < _bound(degrees)


def test_that_always_visiting_the_larger_district_would_be_told_apart():
    visits = 200
    made = laboratory((5, 1), (1, 1), labs=4_000, seed=42, rule=to_the_larger)
    made.run(visits)
    counts = np.bincount(made.columns["records_a"] - 5, minlength=visits + 1)
    statistic, degrees = _chi_square(counts, _beta_binomial(visits, 5, 1))
    assert statistic > 100 * _bound(degrees)


def test_that_a_biased_start_never_washes_out():
    labs = 40_000
    made = laboratory((5, 1), (1, 1), labs=labs, seed=43)
    made.run(2000)
    share = _share(made)
    assert abs(share.mean() - 5 / 6) < 5 * share.std() / math.sqrt(labs)
    assert abs(share.std() - 0.140648) < 5 * 0.140648 / math.sqrt(2 * labs) * 1.5


def _exact_share(
    prior: tuple[int, int], found: tuple[int, int], visits: int
) -> tuple[float, float]:
    """Return mean and standard deviation of the share after visits, by exact recursion."""
    law = np.zeros(visits + 1)
    law[0] = 1.0
    number = np.arange(visits + 1)
    for visit in range(visits):
        first = prior[0] + found[0] * number
        second = prior[1] + found[1] * (visit - number)
        chance = np.where(number <= visit, first / np.maximum(first + second, 1), 0.0)
        moved = law * chance
        law = law - moved
        law[1:] += moved[:-1]
    first = prior[0] + found[0] * number
    second = prior[1] + found[1] * (visits - number)
    share = first / (first + second)
    mean = float((law * share).sum())
    return mean, math.sqrt(float((law * (share - mean) ** 2).sum()))


@pytest.mark.parametrize(
    ("prior", "found", "mean", "spread"),
    [
        ((60_900_000, 37_900_000), (368_511, 281_647), 0.70159, 0.02058),
        ((609_000, 379_000), (368_511, 281_647), 0.83631, 0.15409),
        ((60_900_000, 700_000), (368_511, 235_592), 0.99433, 0.00279),
        ((609_000, 7_000), (368_511, 235_592), 0.99835, 0.01142),
    ],
)
def test_that_unequal_rates_run_away_as_published(prior, found, mean, spread):
    labs, visits = 10_000, 1000
    exact_mean, exact_spread = _exact_share(prior, found, visits)
    # The published inputs have more decimals than these whole numbers.
    assert abs(exact_mean - mean) < 2e-5
    assert abs(exact_spread - spread) < 2e-5
    made = laboratory(prior, found, labs=labs, seed=44)
    made.run(visits)
    share = _share(made)
    assert abs(share.mean() - exact_mean) < 5 * exact_spread / math.sqrt(labs)


def test_that_the_repair_restores_proportion():
    labs, visits = 2_000, 4000
    found = (368_511, 281_647)
    true_share = found[0] / sum(found)
    assert abs(true_share - 0.566803) < 1e-5
    made = laboratory((609_000, 379_000), found, labs=labs, seed=45, repaired=True)
    made.run(visits)
    share = _share(made)
    # What is left of the start after so many visits is below a hundredth.
    assert abs(share.mean() - true_share) < 0.01
    assert share.std() < 0.02
