"""Dissent and self-censorship (Daymude, Axelrod and Forrest 2025), on the public plan.

Each slot wants to dissent so much (d), is so bold (b), and chooses the act that serves it best
under an authority with a tolerance (t), a severity (s) and a surveillance (v): an act a is seen
with the chance v + (1-v)a, and what is seen beyond the tolerance is punished, by s or by s(a-t).
The closed form is checked against the utility it maximises; the phase, in whole numbers, against
the closed form; a population against published and derived means, within five standard errors.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest

import sincerity as lab

DESIRE, SEEN = 200, 201
UNIT = 1 << 16
"""Acts, desires and boldness are kept in units of 2^-16."""
PARTS = 1000
"""Settings of the authority are whole thousandths."""
PEOPLE = 100_000
Traits = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Authority:
    """Tolerance, severity and surveillance in thousandths, and the shape of punishment."""

    tolerance: int
    severity: int
    surveillance: int
    proportional: bool

    def best_act(self, d: float, b: float) -> float:
        """Return the act of greatest utility: the closed form, in real numbers."""
        t, s, v = (x / PARTS for x in (self.tolerance, self.severity, self.surveillance))
        if d <= t:
            return d
        if self.proportional:
            if v == 1:
                return d if b >= s else t
            return min(d, max(t, (t + (b - v * s) / ((1 - v) * s)) / 2))
        if b > (1 - v) * s and d >= (b * t + v * s) / (b - (1 - v) * s):
            return d
        return t

    def utility(self, act: float, d: float, b: float) -> float:
        """Return what an act is worth to somebody."""
        t, s, v = (x / PARTS for x in (self.tolerance, self.severity, self.surveillance))
        seen = v + (1 - v) * act
        beyond = act - t if self.proportional else 1.0
        return -b * (d - act) - (seen * s * beyond if act > t else 0.0)

    def act(self, d: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Return the best acts in units of 2^-16, in whole numbers throughout."""
        t, s, v = self.tolerance, self.severity, self.surveillance
        tolerated = UNIT * t // PARTS
        unseen = (PARTS - v) * s
        if self.proportional:
            above = UNIT * t * unseen + PARTS * (b * PARTS**2 - v * s * UNIT)
            best = np.minimum(d, np.maximum(tolerated, above // (2 * PARTS * unseen)))
        else:
            margin = b * PARTS**2 - unseen * UNIT
            dares = (margin > 0) & (d * margin >= UNIT * (b * t * PARTS + v * s * UNIT))
            best = np.where(dares, d, tolerated)
        return np.where(d <= tolerated, d, best)

    def seen_below(self, act: np.ndarray) -> np.ndarray:
        """Return the 32-bit threshold of being seen."""
        watched = self.surveillance * UNIT + (PARTS - self.surveillance) * act
        return (watched << 16) // PARTS

    def punishment(self, act: np.ndarray) -> np.ndarray:
        """Return the punishment of acts that are seen, in units of 2^-16."""
        beyond = act * PARTS - self.tolerance * UNIT
        size = beyond // PARTS if self.proportional else np.full_like(act, UNIT)
        return np.where(beyond > 0, self.severity * size // PARTS, 0)


def _uniform(words: np.ndarray) -> np.ndarray:
    return (words >> 16).astype(np.int64)


def _all_bold(words: np.ndarray) -> np.ndarray:
    return np.full(len(words), UNIT)


def _column(name: str, high: int, meaning: str) -> lab.ColumnSpec:
    return lab.ColumnSpec(
        name=name,
        dtype="uint32",
        unit="2^-16",
        low=0,
        high=high,
        null=None,
        initial=0,
        owner="dissent",
        view=lab.View.TRUTH,
        meaning=meaning,
    )


def population(
    authority: Authority,
    *,
    seed: int,
    desire: Traits = _uniform,
    boldness: Traits = _all_bold,
    seen_below: Callable[[np.ndarray], np.ndarray] | None = None,
    punishment: Callable[[np.ndarray], np.ndarray] | None = None,
) -> dict[str, np.ndarray]:
    """Return the columns after one month of people who choose, are seen or not, and punished."""
    seen_below = seen_below or authority.seen_below
    punishment = punishment or authority.punishment

    def dissent(block: lab.Block) -> None:
        words = np.empty((3, -(-block.size // 4) * 4), dtype=np.uint32)
        for row, (stream, month) in enumerate(((DESIRE, 0), (DESIRE, 1), (SEEN, 0))):
            lab.fill_dense(block.seed, stream, month, block.first, words[row])
        d, b = desire(words[0, : block.size]), boldness(words[1, : block.size])
        act = authority.act(d, b)
        seen = words[2, : block.size] < seen_below(act)
        block.columns["desire"][:] = d
        block.columns["boldness"][:] = b
        block.columns["act"][:] = act
        block.columns["punished"][:] = np.where(seen, punishment(act), 0)

    names = ("desire", "boldness", "act", "punished")
    plan = lab.Plan(
        (
            lab.Phase(
                name="dissent",
                purpose="People choose how openly to dissent; some are seen and punished.",
                run=dissent,
                writes=names,
            ),
        )
    )
    columns = lab.ColumnTable([_column(name, 2**32 - 1, f"The person's {name}.") for name in names])
    made = lab.Simulation(plan, columns, PEOPLE, seed=seed)
    made.run(1)
    return {name: made.columns[name].astype(np.float64) / UNIT for name in names}


def _off(sample: np.ndarray, expected: float) -> float:
    """Return how many standard errors a mean is away."""
    return abs(float(sample.mean()) - expected) / (float(sample.std()) / math.sqrt(len(sample)))


UNIFORM = Authority(tolerance=250, severity=600, surveillance=200, proportional=False)
PROPORTIONAL = Authority(tolerance=250, severity=1000, surveillance=200, proportional=True)


def _some_authorities() -> list[Authority]:
    rng = np.random.default_rng(51)
    return [
        Authority(*(int(x) for x in rng.integers((0, 50, 0), (950, 2500, 990))), bool(k % 2))
        for k in range(400)
    ]


def test_that_the_closed_form_is_the_best_act():
    rng = np.random.default_rng(52)
    for authority in _some_authorities():
        d, b = float(rng.random()), float(rng.exponential(1.5))
        best = authority.utility(authority.best_act(d, b), d, b)
        acts = [*np.linspace(0, d, 401).tolist(), min(d, authority.tolerance / PARTS)]
        assert max(authority.utility(act, d, b) for act in acts) <= best + 1e-12


@pytest.mark.parametrize(
    ("authority", "threshold"),
    [
        (UNIFORM, 37 / 52),
        (Authority(250, 600, 500, False), 11 / 14),
        (PROPORTIONAL, 5 / 8),
        (Authority(250, 1500, 500, True), 7 / 24),
    ],
)
def test_that_dissent_begins_or_ends_at_the_published_thresholds(authority, threshold):
    below, above = threshold - 1e-12, threshold + 1e-12
    tolerated = authority.tolerance / PARTS
    if authority.proportional:
        assert authority.best_act(below, 1.0) == below
        assert abs(authority.best_act(1.0, 1.0) - threshold) < 1e-12
    else:
        assert authority.best_act(below, 1.0) == tolerated
        assert authority.best_act(above, 1.0) == above


@pytest.mark.parametrize("authority", [UNIFORM, PROPORTIONAL, Authority(250, 1000, 500, True)])
def test_that_the_phase_is_the_closed_form_to_one_unit(authority):
    def spread(words: np.ndarray) -> np.ndarray:
        return (words >> 14).astype(np.int64)

    found = population(authority, seed=53, boldness=spread)
    exact = [
        authority.best_act(d, b) for d, b in zip(found["desire"], found["boldness"], strict=True)
    ]
    assert np.abs(found["act"] - exact).max() <= 1 / UNIT


def test_that_a_population_under_uniform_punishment_is_as_derived():
    found = population(UNIFORM, seed=54)
    d, act = found["desire"], found["act"]
    tolerance = UNIFORM.tolerance / PARTS
    assert _off(d <= tolerance, 0.25) < 5
    assert _off((d > tolerance) & (act < d), 0.461538) < 5
    assert _off((d > tolerance) & (act == d), 0.288462) < 5
    assert _off(act, 0.393491) < 5
    assert _off(found["punished"], 0.153107) < 5


def test_that_a_population_under_proportional_punishment_is_as_derived():
    found = population(PROPORTIONAL, seed=55)
    assert _off(found["act"], 0.429688) < 5
    assert _off(found["punished"], 0.140625) < 5


def _exponential_desire(words: np.ndarray) -> np.ndarray:
    """Desires of mean 0.25: exponential of scale 0.278279, cut at 1."""
    scale = 0.278279
    u = (words + 0.5) / 2**32 * -math.expm1(-1 / scale)
    return np.rint(-scale * np.log1p(-u) * UNIT).astype(np.int64)


def _exponential_boldness(mean: float) -> Traits:
    return lambda words: np.rint(-mean * np.log((words + 0.5) / 2**32) * UNIT).astype(np.int64)


@pytest.mark.parametrize(
    ("mean", "proportional", "act"),
    [
        (1, False, 0.172443),
        (2, False, 0.188881),
        (3, False, 0.200216),
        (8, False, 0.224179),
        (1, True, 0.201802),
        (2, True, 0.220978),
        (3, True, 0.229342),
        (8, True, 0.241571),
    ],
)
def test_that_bolder_people_dissent_more_by_as_much_as_derived(mean, proportional, act):
    authority = Authority(250, 1000, 500, proportional)
    found = population(
        authority,
        seed=56 + mean,
        desire=_exponential_desire,
        boldness=_exponential_boldness(mean),
    )
    assert _off(found["act"], act) < 5


def test_that_being_seen_whatever_one_does_would_be_told_apart():
    found = population(UNIFORM, seed=54, seen_below=lambda act: np.full_like(act, 2**32 // 5))
    assert _off(found["punished"], 0.153107) > 50


def test_that_charging_the_excess_at_a_flat_rate_would_be_told_apart():
    excess = Authority(250, 600, 200, True).punishment
    found = population(UNIFORM, seed=54, punishment=excess)
    assert _off(found["punished"], 0.153107) > 50
