"""Watch-list arithmetic by configuration alone (National Research Council 2003 and others).

A million synthetic people, one month. Tolerance: five standard errors of a share among independent
people, which are checked to be below 2.5 % of the share (more where the share is rare, as each test
says), so that a loose interval cannot pass. Seeds are fixed.
"""

import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from sincerity.phases.rows import CAUSE_INVENTED, CAUSE_TRUE
from sincerity.society import CompiledSociety
from tests.world import watching

PEOPLE = 1_000_000


@pytest.fixture(scope="module")
def people(frozen) -> CompiledSociety:
    return frozen(PEOPLE)


def _assert_share(count: int, chance: float, among: int, *, relative: float = 0.025) -> None:
    spread = 5 * math.sqrt(chance * (1 - chance) / among)
    assert spread < relative * chance, "too few people to tell"
    assert abs(count / among - chance) < spread


@pytest.mark.parametrize(
    ("prevalence", "sensitivity", "specificity", "ppv"),
    [
        ("0.001", "0.99", "0.99", 0.090164),
        ("0.01", "0.95", "0.95", 0.161017),
        ("0.001", "0.80", "0.84", 0.004980),
    ],
)
def test_that_precision_at_low_prevalence_is_what_bayes_says(
    people, prevalence, sensitivity, specificity, ppv
):
    p, se, sp = Decimal(prevalence), Decimal(sensitivity), Decimal(specificity)
    alarms = (1 - p) * (1 - sp)  # among the many who did nothing
    made = watching.world(
        people,
        watching.conduct(p, alarms, "single"),
        watching.institutions(1, sees=se, invents=alarms),
        watching.scheme(),
        integration="islands",
        seed=21,
    )
    entries = made.tallies.list_entries[0, 0]
    true, false = int(entries[CAUSE_TRUE]), int(entries[CAUSE_INVENTED])
    assert abs(float(p * se / (p * se + alarms)) - ppv) < 1e-6
    flagged = true + false
    spread = 5 * math.sqrt(ppv * (1 - ppv) / flagged)
    # Few are flagged truly, so this share has the widest interval of all.
    assert spread < 0.25 * ppv
    assert abs(true / flagged - ppv) < spread
    n = people.n_residents
    assert abs(false / n - float(alarms)) < 5 * math.sqrt(float(alarms) / n)


@pytest.mark.parametrize(
    ("agencies", "error", "union"),
    [
        (5, "0.01", 0.049010),
        (10, "0.01", 0.095618),
        (20, "0.01", 0.182093),
        (44, "0.01", 0.357388),
        (44, "0.05", 0.895326),
    ],
)
def test_that_independent_errors_add_up_over_agencies(people, agencies, error, union):
    made = watching.world(
        people,
        watching.conduct(Decimal(0), Decimal(1), "single"),
        watching.institutions(agencies, invents=Decimal(error)),
        watching.scheme(),
        seed=22,
    )
    assert abs(1 - (1 - float(error)) ** agencies - union) < 1e-6
    listed = int(made.tallies.list_entries[0, 0, CAUSE_INVENTED])
    _assert_share(listed, union, people.n_residents)
    by_agency = made.tallies.agency_records[0, :, CAUSE_INVENTED] / people.n_residents
    wide = 5 * math.sqrt(float(error) * (1 - float(error)) / people.n_residents)
    assert np.abs(by_agency - float(error)).max() < wide  # each keeps to its own rate


def test_that_on_islands_only_the_own_errors_of_the_operator_count(people):
    made = watching.world(
        people,
        watching.conduct(Decimal(0), Decimal(1), "single"),
        watching.institutions(44, invents=Decimal("0.01")),
        watching.scheme(),
        integration="islands",
        seed=23,
    )
    listed = int(made.tallies.list_entries[0, 0, CAUSE_INVENTED])
    _assert_share(listed, 0.01, people.n_residents, relative=0.06)


def test_that_poisson_arrivals_give_the_same_union(people):
    # Intensities: ten agencies at one in a hundred make a tenth of a candidate a month.
    made = watching.world(
        people,
        watching.conduct(Decimal(0), Decimal("0.2"), "poisson"),
        watching.institutions(10, invents=Decimal("0.01")),
        watching.scheme(),
        seed=24,
    )
    listed = int(made.tallies.list_entries[0, 0, CAUSE_INVENTED])
    _assert_share(listed, 0.095618, people.n_residents)


def _beta_classes(a: float, b: float, nodes: int) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return shares and error rates of classes that stand for a beta law, by Gauss quadrature.

    The eigenvalues of the law's Jacobi matrix (Golub and Welsch 1969) integrate polynomials of
    degree up to 2 * nodes - 1 exactly, and the union over k agencies is one of degree k.
    """
    alpha, beta = b - 1, a - 1  # Jacobi weights on (-1, 1); p = (1 + x) / 2
    n = np.arange(1, nodes)
    total = alpha + beta
    diagonal = np.empty(nodes)
    diagonal[0] = (beta - alpha) / (total + 2)
    m = n
    diagonal[1:] = (beta**2 - alpha**2) / ((2 * m + total) * (2 * m + total + 2))
    square = (
        4
        * n
        * (n + alpha)
        * (n + beta)
        * (n + total)
        / ((2 * n + total) ** 2 * ((2 * n + total) ** 2 - 1))
    )
    square[0] = 4 * (1 + alpha) * (1 + beta) / ((2 + total) ** 2 * (3 + total))
    matrix = np.diag(diagonal) + np.diag(np.sqrt(square), 1) + np.diag(np.sqrt(square), -1)
    values, vectors = np.linalg.eigh(matrix)
    rates, shares = (1 + values) / 2, vectors[0] ** 2
    return tuple(
        (Decimal(repr(float(s))), Decimal(repr(float(r))))
        for s, r in zip(shares, rates, strict=True)
    )


@pytest.mark.parametrize(("agencies", "union"), [(5, 0.040921), (10, 0.067803), (44, 0.151442)])
def test_that_shared_causes_lower_the_union_while_each_agency_errs_as_often(
    people, agencies, union
):
    # Beta-binomial with mean 0.01 and intra-class correlation 0.1.
    a, b = 0.09, 8.91
    law = math.exp(
        math.lgamma(a + b)
        - math.lgamma(b)
        + math.lgamma(b + agencies)
        - math.lgamma(a + b + agencies)
    )
    assert abs(1 - law - union) < 1e-6
    made = watching.world(
        people,
        watching.conduct(Decimal(0), Decimal(1), "single"),
        watching.institutions(
            agencies, invents=Decimal("0.01"), shared_causes=_beta_classes(a, b, 23)
        ),
        watching.scheme(),
        seed=25,
    )
    listed = int(made.tallies.list_entries[0, 0, CAUSE_INVENTED])
    _assert_share(listed, union, people.n_residents)
    error = float(made.tallies.agency_records[0, :, CAUSE_INVENTED].mean()) / people.n_residents
    # Agencies err together: the mean over them varies more than that of independent ones.
    spread = math.sqrt(0.01 * 0.99 * (1 + 0.1 * (agencies - 1)) / agencies / people.n_residents)
    assert abs(error - 0.01) < 5 * spread


def test_that_a_rule_of_two_agencies_out_of_ten_is_far_rarer(people):
    # Each record takes a point; two points lead to the list.
    error = 0.01
    chance = 1 - (1 - error) ** 10 - 10 * error * (1 - error) ** 9
    assert abs(chance - 0.004266) < 1e-6
    lists = [
        watching.SOURCED
        | {
            "id": "twice",
            "label": "Two records",
            "colour": "black",
            "entry": {"grades": ["low"]},
            "term": "permanent",
        }
    ]
    made = watching.world(
        people,
        watching.conduct(Decimal(0), Decimal(1), "single"),
        watching.institutions(10, invents=Decimal("0.01")),
        watching.scheme(
            lists=lists,
            rules=[
                watching.SOURCED
                | {"id": "record", "label": "A record", "on": {"kind": "act"}, "points": -1}
            ],
            grades=watching.SOURCED
            | {
                "regrade": "1 month",
                "bands": [
                    watching.SOURCED | {"id": "fine", "label": "Fine", "from": -1},
                    watching.SOURCED | {"id": "low", "label": "Low"},
                ],
            },
        ),
        seed=26,
    )
    listed = int(made.tallies.list_entries[0, 0].sum())
    _assert_share(listed, chance, people.n_residents, relative=0.08)


def test_that_one_hop_exposure_follows_household_size_and_the_friendship_paradox(people):
    # A door that also stands before those who live with the listed.
    p = 0.03
    made = watching.world(
        people,
        watching.conduct(Decimal("0.03"), Decimal(0), "single"),
        watching.institutions(1, sees=Decimal(1)),
        watching.scheme(
            sanctions=[
                watching.SOURCED
                | {
                    "id": "door",
                    "label": "A door",
                    "lists": ["watch"],
                    "reach": ["household"],
                    "domain": "movement",
                    "severity": 1,
                }
            ]
        ),
        integration="islands",
        seed=27,
    )
    size = people.tpl_size.reshape(-1, 64).astype(np.int64)[people.template]
    by_size = np.bincount(size[size > 0])  # people by size of their household
    ties = np.arange(len(by_size)) - 1
    exposed = 1 - (1 - p) ** np.maximum(ties, 0)
    expected = float((by_size * (1 - p) * exposed).sum())
    found = int(made.tallies.spill_months[0, 0])
    # Members of one household are exposed together: at most a household's size squared each.
    variance = float((by_size * np.maximum(ties, 1) * exposed * (1 - exposed)).sum())
    assert 5 * math.sqrt(variance) < 0.035 * expected
    assert abs(found - expected) < 5 * math.sqrt(variance)
    mean_ties = float((by_size * ties).sum() / by_size.sum())
    squares = float((by_size * ties**2).sum() / by_size.sum())
    assert squares / mean_ties > mean_ties  # the ties of someone's tie are more than one's own


def test_that_the_identity_between_precision_and_error_rates_holds(people):
    # FPR = p / (1 - p) * (1 - PPV) / PPV * (1 - FNR), exactly, in counts.
    p = Decimal("0.3")
    made = watching.world(
        people,
        watching.conduct(p, Decimal("0.12"), "single"),
        watching.institutions(1, sees=Decimal("0.6"), invents=Decimal("0.12")),
        watching.scheme(),
        integration="islands",
        seed=28,
    )
    entries = made.tallies.list_entries[0, 0]
    true, false = int(entries[CAUSE_TRUE]), int(entries[CAUSE_INVENTED])
    did = int(made.tallies.acts[0, 0].sum())
    n = people.n_residents
    ppv, miss = Fraction(true, true + false), Fraction(did - true, did)
    share = Fraction(did, n)
    left = Fraction(false, n - did)
    right = share / (1 - share) * (1 - ppv) / ppv * (1 - miss)
    assert left == right
    assert abs(float(left) - float(right)) < 1e-12
