"""Kernels are called with arguments of the same types throughout a world, as `Calls` relies on."""

import numba
import numpy as np
import pytest

from sincerity.chance._compile import Calls, kernel
from sincerity.institutions import load_institutions
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme
from sincerity.world.world import World

MONTHS = 14


class Checked(Calls):
    """Calls as `Calls` does, and notes the types of every call."""

    def __init__(self):
        super().__init__()
        self.types = {}

    def __call__(self, function, *arguments):
        of_call = tuple(numba.typeof(argument) for argument in arguments)
        self.types.setdefault(function, set()).add(of_call)
        return super().__call__(function, *arguments)


@pytest.mark.parametrize(
    ("scheme", "integration"),
    [("suining-2010", "office"), ("court-list-2017", "joint"), ("one-score", "one_store")],
)
def test_that_the_types_of_a_kernels_arguments_never_change(town, base, usual, scheme, integration):
    world = World(
        town,
        load_scheme(scheme),
        base,
        usual,
        institutions=load_institutions("base"),
        integration=integration,
        threads=1,
        block_size=2**12,
    )
    checked = Checked()
    for block in world.blocks:
        block.call = checked
    world.run(MONTHS)
    assert len(checked.types) > 10
    changing = {function: types for function, types in checked.types.items() if len(types) > 1}
    assert {} == changing


def test_that_a_world_looks_kernels_up_again_after_its_rules_changed(town, suining, base, usual):
    world = World(town, suining, base, usual, threads=1)
    world.run(1)
    calls = world.blocks[0].call
    assert calls._code
    world.change_rules(suining, load_parameters("base"))
    assert {} == calls._code


@kernel
def _twice(values):
    for i in range(values.shape[0]):
        values[i] *= 2
    return values.shape[0]


def test_that_a_remembered_kernel_does_and_returns_what_it_does_when_called_in_full():
    calls, values = Calls(), np.arange(5)
    assert [5, 5, 5] == [calls(_twice, values) for _ in range(3)]
    assert [0, 8, 16, 24, 32] == values.tolist()


def test_that_a_function_that_is_not_compiled_is_called_as_it_is():
    calls = Calls()
    assert [3, 3] == [calls(max, 1, 3), calls(max, 3, 2)]
