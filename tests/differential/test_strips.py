"""Draws are made in strips of so many people, and where a strip ends shows nowhere.

Shipped strips are longer than a generated society, so these worlds get short ones: of one tile, and
of a length that ends inside tiles, so that each phase crosses them in every township. The phase
sanction, which looks at whole households, always gets strips of one tile.
"""

from dataclasses import replace

import numpy as np
import pytest

from sincerity.phases import sanction
from sincerity.phases.buffers import Buffers, allocate_buffers
from sincerity.world import frame
from tests.differential.compare import differences, make_twin
from tests.differential.worlds import generate

ONE_BLOCK = 2**16
TILE = 64
WORLDS_AND_STRIPS = [(number, TILE) for number in range(10)] + [(number, 20) for number in range(4)]


@pytest.mark.parametrize(("number", "strip_slots"), WORLDS_AND_STRIPS)
def test_that_engine_and_twin_agree_when_a_block_has_many_strips(
    number: int, strip_slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_short_strips(block_slots: int) -> Buffers:
        words = np.full(strip_slots, 0, dtype=np.uint32)
        return replace(allocate_buffers(block_slots), words=words)

    monkeypatch.setattr(frame, "allocate_buffers", with_short_strips)
    monkeypatch.setattr(sanction, "STRIP", TILE)
    world = replace(generate(number), block_size=ONE_BLOCK)
    assert 2 * TILE <= make_twin(world).society.slots
    assert [] == differences(world)
