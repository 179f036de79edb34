"""Results that are known exactly, reached by public configuration alone.

Tolerance: five standard errors between independent synthetic people; sizes are such that five
standard errors are under 2 % of the value wherever a share is compared. Seeds are fixed.
"""

import math

import numpy as np
import pytest

from sincerity.conduct.groups import GROUPS
from sincerity.conduct.rates import monthly_rate
from sincerity.parameters import load_parameters
from sincerity.world.world import World
from tests.world.conftest import NO_ERROR, NO_RESPONSE

PEOPLE = 100_000


def _covered(world: World) -> np.ndarray:
    score = world.columns["score"]
    return score[score != -32768]


def test_that_a_walk_staying_at_both_ends_reaches_its_stationary_law(frozen, walk):
    p, top = 0.48, 10
    world = walk(frozen(PEOPLE), "walk.conduct.yaml", seed=11)
    world.run(500)
    counts = np.bincount(_covered(world), minlength=top + 1)
    weights = np.array([(p / (1 - p)) ** i for i in range(top + 1)])
    law = weights / weights.sum()
    assert abs(law[0] - 0.131400) < 1e-6  # the published value of this closed form
    expected = law * counts.sum()
    chi_square = float(((counts - expected) ** 2 / expected).sum())
    assert chi_square < 35.6  # 10 degrees of freedom at 1e-4
    mean = float(_covered(world).mean())
    assert abs(mean - 4.209811) < 5 * float(_covered(world).std()) / math.sqrt(counts.sum())


def test_that_a_walk_bouncing_at_its_ends_would_be_told_apart():
    # Mutation partner: reflection instead of staying gives another law, which the test refuses.
    p, top = 0.48, 10
    step = np.zeros((top + 1, top + 1))
    for i in range(top + 1):
        step[i, min(i + 1, top) if i < top else top - 1] += p
        step[i, max(i - 1, 0) if i > 0 else 1] += 1 - p
    law = np.linalg.matrix_power((step + np.eye(top + 1)) / 2, 4096)[0]
    weights = np.array([(p / (1 - p)) ** i for i in range(top + 1)])
    stationary = weights / weights.sum()
    assert PEOPLE * float(((law - stationary) ** 2 / stationary).sum()) > 1000


def test_that_ruin_comes_before_the_cap_with_its_known_chance_and_time(frozen, walk):
    world = walk(frozen(PEOPLE), "walk-ruin.conduct.yaml", seed=12)
    covered = world.columns["score"] != -32768
    outcome = np.zeros(len(covered), dtype=np.int8)
    months = np.zeros(len(covered), dtype=np.int64)
    for month in range(1, 600):
        world.step()
        score = world.columns["score"]
        for value, mark in ((0, 1), (10, 2)):
            now = covered & (outcome == 0) & (score == value)
            outcome[now] = mark
            months[now] = month
        if np.all(outcome[covered] > 0):
            break
    n = int(covered.sum())
    assert n == int((outcome > 0).sum())
    r = 0.55 / 0.45
    chance = (r**5 - r**10) / (1 - r**10)
    assert abs(chance - 0.731717) < 1e-6
    assert abs(np.mean(outcome[covered] == 1) - chance) < 5 * math.sqrt(chance * (1 - chance) / n)
    spread = float(months[covered].std()) / math.sqrt(n)
    assert 5 * spread < 0.02 * 23.171740
    assert abs(float(months[covered].mean()) - 23.171740) < 5 * spread
    listed = world.columns["listed"][covered] & 1 == 1
    assert bool(np.all(listed[outcome[covered] == 1]))  # whoever was ruined stays on the list


def test_that_conduct_is_poisson_with_the_catalogues_rates_when_nothing_responds(
    frozen, suining, base
):
    world = World(
        frozen(PEOPLE), suining, base, load_parameters("base", NO_RESPONSE | NO_ERROR), seed=13
    )
    world.run(36)
    tallies = world.tallies
    people = tallies.class_grade.sum(axis=2)  # month, class
    by_class_alone = [
        number for number, kind in enumerate(base.kinds) if not set(kind.who) - {"driver", "adult"}
    ]
    assert len(by_class_alone) > 20
    total_z = 0.0
    for number in by_class_alone:
        rates = np.array([float(monthly_rate(base.kinds[number], group)) for group in GROUPS])
        expected = float((people * rates).sum())
        observed = int(tallies.acts[:, number].sum())
        z = (observed - expected) / math.sqrt(expected)
        assert abs(z) < 5
        total_z += z**2
    n = len(by_class_alone)
    assert abs(total_z - n) < 5 * math.sqrt(2 * n)
    # Dispersion: month by month, the counts of all these kinds vary as Poisson counts do.
    monthly = tallies.acts[:, by_class_alone].sum(axis=2)
    expected_monthly = np.stack(
        [
            people @ np.array([float(monthly_rate(base.kinds[k], group)) for group in GROUPS])
            for k in by_class_alone
        ],
        axis=1,
    )
    kept = expected_monthly > 5
    chi = float((((monthly - expected_monthly) ** 2) / expected_monthly)[kept].sum())
    freedom = int(kept.sum())
    assert abs(chi - freedom) < 5 * math.sqrt(2 * freedom)


@pytest.mark.parametrize("place", ["urban", "rural"])
def test_that_means_settle_at_the_stationary_shares_of_their_chain(frozen, suining, base, place):
    a, b, c, d = "0.02", "0.10", "0.03", "0.05"
    steps = {
        "secure_to_strained": a,
        "strained_to_secure": b,
        "strained_to_insolvent": c,
        "insolvent_to_strained": d,
    }
    chances = {f"life.means.{place}.{step}": value for step, value in steps.items()}
    world = World(
        frozen(50_000), suining, base, load_parameters("base", NO_RESPONSE | chances), seed=14
    )
    world.run(300)
    number = world.columns["class"].astype(int)
    adults = (number < 144) & (number // 24 >= 2) & ((number // 6) % 2 == (place == "urban"))
    counts = np.bincount(world.columns["means"][adults], minlength=3)
    weights = np.array([float(b) * float(d), float(a) * float(d), float(a) * float(c)])
    expected = weights / weights.sum() * counts.sum()
    assert float(((counts - expected) ** 2 / expected).sum()) < 18.4  # 2 degrees, 1e-4
