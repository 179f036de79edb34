"""The comparison has power: it notices each fault that is planted in the twin."""

import pytest

from tests.differential.compare import differences
from tests.differential.faults import FAULTS
from tests.differential.patching import patched
from tests.differential.recorded import engine_of
from tests.differential.worlds import generate

MOST_WORLDS = 60
"""A fault that shows in none of these worlds counts as unnoticed."""
TELLING = (0, 3, 17, 4, 8, 6)
"""Worlds in which much happens that happens in few: they come first, to find most faults soon."""
WORLDS = (*TELLING, *(number for number in range(MOST_WORLDS) if number not in TELLING))


@pytest.mark.parametrize("name", FAULTS)
def test_that_the_comparison_notices_a_planted_fault(name: str) -> None:
    with patched(FAULTS[name]):
        assert any(differences(generate(number), engine_of(number)) for number in WORLDS)
