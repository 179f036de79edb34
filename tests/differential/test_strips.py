"""Draws are made in strips of so many people, and where a strip ends shows nowhere.

Shipped strips are longer than a generated society, so these worlds get short ones: of one tile, and
of a length that ends inside tiles, so that each phase crosses them in every township.
"""

from dataclasses import replace

import pytest

from sincerity.phases import buffers
from tests.differential.compare import differences, make_twin
from tests.differential.worlds import generate

ONE_BLOCK = 2**16
WORLDS_AND_STRIPS = [(number, 64) for number in range(10)] + [(number, 20) for number in range(4)]


@pytest.mark.parametrize(("number", "strip_slots"), WORLDS_AND_STRIPS)
def test_that_engine_and_twin_agree_when_a_block_has_many_strips(
    number: int, strip_slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buffers, "STRIP", strip_slots)
    world = replace(generate(number), block_size=ONE_BLOCK)
    slots = make_twin(world).society.slots
    assert len(buffers.allocate_buffers(slots).words) * 4 < slots
    assert [] == differences(world)
