"""Engine and twin agree on the shipped files too, not only on generated ones."""

from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction
from typing import Any

import pytest

from sincerity.conduct import Conduct
from sincerity.conduct.firms import FIRM_GROUPS
from sincerity.conduct.groups import GROUPS
from sincerity.conduct.rates import monthly_bound
from sincerity.library import scheme_names
from sincerity.society.compile import compile_society
from sincerity.society.recipe import Recipe, TinyRecipe
from sincerity.study import Study
from tests.differential.compare import differences
from tests.differential.worlds import GeneratedWorld, generate

RESIDENTS = 310
MONTHS = 14
"""Long enough for a January and a grading after twelve months."""
MOST_A_MONTH = Decimal("0.95")
"""Candidate acts of the busiest class of people or firms, where everything is frequent."""
SOCIETY_OF = {
    "childcare-benefits": "childcare-parents",
    "midas": "michigan-claimants",
    "robodebt": "robodebt-claimants",
}
"""Schemes that are about a society of their own."""
STAGES = ("office", "joint")
"""Stages of integration other than what the schemes say of themselves."""


def _small(recipe: Recipe) -> TinyRecipe:
    """Return a society of the same tables with few people, which no file may have."""
    residents = recipe.residents.model_copy(update={"value": RESIDENTS, "range": None})
    return TinyRecipe.model_validate(
        recipe.model_dump(by_alias=True) | {"residents": residents.model_dump()}
    )


def _busy(conduct: Conduct) -> Conduct:
    """Return the same kinds of act, all of them frequent: few people do in a year what many do."""
    room = MOST_A_MONTH - conduct.invented_bound.value
    kinds = []
    for kind in conduct.kinds:
        most = max(monthly_bound(kind, group) for group in GROUPS)
        kinds.append(_at_most(kind, most, room / len(conduct.kinds)))
    firm_kinds = []
    for firm_kind in conduct.firm_kinds:
        most = max(firm_kind.monthly_rate(group) for group in FIRM_GROUPS)
        firm_kinds.append(_at_most(firm_kind, most, MOST_A_MONTH / len(conduct.firm_kinds)))
    return conduct.model_copy(update={"kinds": tuple(kinds), "firm_kinds": tuple(firm_kinds)})


def _at_most(kind: Any, most: Fraction, room: Decimal) -> Any:
    """Return a kind whose busiest class does it so often a month."""
    times = room * most.denominator / most.numerator
    value = (kind.rate.value * times).quantize(Decimal("0.01"), ROUND_DOWN)
    rate = kind.rate.model_copy(update={"value": value, "range": None})
    return kind.model_copy(update={"rate": rate})


def _shipped(name: str, integration: str | None = None) -> GeneratedWorld:
    """Return a small world under a shipped scheme, among the agencies that it names."""
    inputs = Study(
        name,
        SOCIETY_OF.get(name, "teaching-town"),
        set={"office.seen_factor": "4"},
        integration=integration,
    ).inputs
    return GeneratedWorld(
        number=-1,
        society=_small(inputs.society),
        scheme=inputs.scheme,
        conduct=inputs.conduct,
        parameters=inputs.parameters,
        seed=7,
        replicate=1,
        months=MONTHS,
        block_size=512,
        institutions=inputs.institutions,
        integration=inputs.integration,
    )


@pytest.mark.parametrize("name", ["suining-2010", "one-score", "robodebt"])
def test_that_engine_and_twin_agree_on_shipped_files(name: str) -> None:
    assert [] == differences(_shipped(name))


@pytest.mark.parametrize("name", scheme_names())
def test_that_engine_and_twin_agree_on_a_shipped_scheme_where_much_happens(name: str) -> None:
    world = _shipped(name)
    assert [] == differences(replace(world, conduct=_busy(world.conduct)))


@pytest.mark.parametrize("stage", STAGES)
def test_that_engine_and_twin_agree_on_one_scheme_at_another_stage(stage: str) -> None:
    world = _shipped("one-score", stage)
    assert [] == differences(replace(world, conduct=_busy(world.conduct)))


def test_that_engine_and_twin_agree_when_a_household_moves_in() -> None:
    world = generate(0)
    assert isinstance(world.society, TinyRecipe)
    society = compile_society(world.society).with_household(2, (40, 38, 9), (0, 1, 1))
    assert [] == differences(world.with_society(society))
