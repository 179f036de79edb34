"""Crowds with thresholds (Granovetter 1978), through the model's own threshold on a public plan.

Each person acts this month if the share of people who acted last month reaches the own threshold.
The plan below holds one phase, which asks the kernel that the model's protest asks. Tolerance: five
binomial standard errors for a sample; 1e-4 of the spread for the place of the jump; seeds fixed.
"""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

import sincerity as lab
from sincerity.chance.fixed import normal_share, threshold
from sincerity.chance.streams import Stream
from sincerity.phases.thresholds import (
    LEVEL_ONE,
    STEPS,
    share_reaching,
    threshold_table,
    who_reaches,
)

PEOPLE = 1_000_000
MEAN = "0.25"
JUMP = 0.122221
"""Spread at which the equilibrium of the normal crowd jumps."""


class Crowd:
    """Last month's share of people who acted, as the phase sees it."""

    level = 0


def crowd(
    people: int, table: np.ndarray, words: Callable[[lab.Block], np.ndarray]
) -> tuple[lab.Simulation, Crowd]:
    """Return a crowd in which nobody has acted yet."""
    columns = lab.ColumnTable(
        [
            lab.ColumnSpec(
                name="acts",
                dtype="uint8",
                unit="0 no, 1 yes",
                low=0,
                high=1,
                null=None,
                initial=0,
                owner="decide",
                view=lab.View.PUBLISHED,
                meaning="Whether the person acts this month.",
            )
        ]
    )

    def decide(block: lab.Block) -> None:
        levels = np.full(block.size, block.model.level, dtype=np.int64)
        who_reaches(table, words(block), levels, block.columns["acts"])

    phase = lab.Phase(
        name="decide",
        purpose="Whoever sees enough others act does so too.",
        run=decide,
        writes=("acts",),
    )
    seen = Crowd()

    def look_around(month: int) -> None:
        acting = int(made.columns["acts"].sum())
        seen.level = LEVEL_ONE * acting // people

    made = lab.Simulation(
        lab.Plan((phase,)),
        columns,
        people,
        seed=7,
        hooks=lab.Hooks(model=seen, before_month=look_around),
    )
    return made, seen


def hundred(thresholds: list[int]) -> lab.Simulation:
    """Return a hundred people who act once so many others do.

    A uniform crowd over -0.5 to 99.5 people has the threshold j - 0.5 at the word j / 100: reached
    by j others, and not by fewer.
    """
    table = threshold_table("uniform", "0.495", "0.5")
    words = np.array([j * 2**32 // 100 for j in thresholds], dtype=np.uint32)
    made, _ = crowd(100, table, lambda block: words[block.first : block.first + block.size])
    return made


def test_that_thresholds_from_0_to_99_bring_everyone_out():
    made = hundred(list(range(100)))
    counts = []
    for _ in range(101):
        made.step()
        counts.append(int(made.columns["acts"].sum()))
    assert list(range(1, 101)) == counts[:100]
    assert 100 == counts[-1]


def test_that_one_threshold_of_1_turned_into_2_leaves_one_person_alone():
    made = hundred([0, 2, *range(2, 100)])
    made.run(101)
    assert 1 == int(made.columns["acts"].sum())
    assert 1 == int(made.columns["acts"][0])


def normal(value: float) -> float:
    return (1 + math.erf(value / math.sqrt(2))) / 2


def own_words(block: lab.Block) -> np.ndarray:
    """Return the words that stand for thresholds: the same in every month."""
    words = np.empty(-(-block.size // 4) * 4, dtype=np.uint32)
    lab.fill_dense(block.seed, int(Stream.PROTEST), 0, block.first, words)
    return words[: block.size]


@pytest.mark.parametrize(
    ("spread", "end"), [("0.1", 0.00770), ("0.12", 0.04021), ("0.3", 0.9934), ("0.6", 0.8354)]
)
def test_that_a_million_people_follow_the_map_of_normal_thresholds(spread, end):
    made, seen = crowd(PEOPLE, threshold_table("normal", MEAN, spread), own_words)
    before = 0.0
    for _ in range(60):
        made.step()
        expected = normal((before - 0.25) / float(spread))
        found = int(made.columns["acts"].sum()) / PEOPLE
        error = math.sqrt(expected * (1 - expected) / PEOPLE)
        assert abs(found - expected) <= 5 * error
        before = found
    assert found == pytest.approx(end, abs=0.004)
    assert seen.level > 0


def equilibrium(spread: float) -> float:
    """Return where the share of an endless crowd ends, from nobody, by the model's own table."""
    table = threshold_table("normal", MEAN, str(spread))
    share, level = 0, -1
    while share >> 8 != level:
        level = share >> 8
        share = int(share_reaching(table, level))
    return share / 2**32


def test_that_the_equilibrium_jumps_at_the_known_spread():
    below, above = equilibrium(round(JUMP - 1e-6, 6)), equilibrium(round(JUMP + 1e-6, 6))
    assert below == pytest.approx(0.06195, abs=5e-4)
    assert above > 0.97


@pytest.mark.parametrize("rule", ["normal", "uniform", "degenerate"])
def test_that_the_share_that_reaches_a_level_never_falls_with_the_level(rule):
    table = threshold_table(rule, "0.4", "0.15")
    shares = [int(share_reaching(table, level)) for level in range(0, LEVEL_ONE + 2, 9_973)]
    assert sorted(shares) == shares
    assert 0 == int(share_reaching(table, -1))
    assert 2**32 == int(share_reaching(table, 2 * LEVEL_ONE)) or rule == "normal"
    assert shares[-1] <= 2**32


def test_that_everyone_of_one_mind_acts_at_once_or_not_at_all():
    table = threshold_table("degenerate", "0.5", "0.2")
    half = LEVEL_ONE // 2
    assert 2**32 == int(share_reaching(table, half))
    assert 0 == int(share_reaching(table, half - LEVEL_ONE // 4096))


def test_that_nobody_acts_without_thresholds():
    assert 0 == int(share_reaching(threshold_table("none", "0.1", "0.1"), LEVEL_ONE))


@pytest.mark.parametrize(("mean", "spread"), [("0.9", "0.2"), ("0.5", "0.05"), ("-0.31", "0.47")])
def test_that_a_table_of_normal_thresholds_is_that_of_forty_digits(mean: str, spread: str) -> None:
    table = threshold_table("normal", mean, spread)
    for step in range(0, STEPS + 1, 7):
        deviations = (Fraction(step, STEPS) - Fraction(mean)) / Fraction(spread)
        assert threshold(normal_share(deviations)) == table[step]
