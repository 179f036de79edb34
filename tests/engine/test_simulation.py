"""The generic engine: plans as data, blocks, threads, heavy checks, and a model of one's own."""

import math
from pathlib import Path

import numpy as np
import pytest
from benchmarks import small_model

from sincerity.chance import _compile, philox
from sincerity.columns.spec import ColumnSpec, View
from sincerity.columns.table import ColumnTable
from sincerity.engine.block import Block, cut_blocks
from sincerity.engine.plan import Phase, Plan
from sincerity.engine.simulation import Hooks, Simulation
from sincerity.errors import InternalError, UsageError


def column(name, owner="grow", high=100):
    return ColumnSpec(
        name=name,
        dtype="int16",
        unit="points",
        low=0,
        high=high,
        null=None,
        initial=0,
        owner=owner,
        view=View.RECORD,
        meaning="A number.",
    )


def grow(block: Block) -> None:
    block.columns["size"] += 1


GROW = Phase(name="grow", purpose="Everything grows.", run=grow, writes=("size",))


def simulation(*phases, **options):
    owner = next((phase.name for phase in phases if phase.writes), "grow")
    table = ColumnTable([column("size", owner), column("other")])
    return Simulation(Plan(phases or (GROW,)), table, 1000, block_size=128, **options)


def test_that_a_numpy_function_is_a_phase():
    made = simulation()
    made.run(3)
    assert [3] * 1000 == made.columns["size"].tolist()
    assert 3 == made.month


def test_that_columns_can_be_read_and_not_written_from_outside():
    with pytest.raises(ValueError, match="read-only"):
        simulation().columns["size"][0] = 1


def test_that_heavy_checks_catch_a_write_behind_a_read_only_view():
    def trespass(block: Block) -> None:
        block.columns["other"].base[block.first + 3] = 1

    phase = Phase(name="trespass", purpose="Writes elsewhere.", run=trespass, writes=("size",))
    with pytest.raises(InternalError, match="'trespass' changed column 'other'"):
        simulation(phase, debug=True, threads=1).step()


def _trespass_in_numpy(block: Block) -> None:
    block.columns["other"][3] = 1


@_compile.kernel
def _fill_with_one(array):  # type: ignore[no-untyped-def]
    for i in range(array.shape[0]):
        array[i] = 1


def _trespass_compiled(block: Block) -> None:
    _fill_with_one(block.columns["other"])


@pytest.mark.parametrize("trespass", [_trespass_in_numpy, _trespass_compiled])
def test_that_heavy_checks_stop_a_foreign_write_before_it_happens(trespass):
    phase = Phase(name="trespass", purpose="Writes elsewhere.", run=trespass, writes=("size",))
    made = simulation(phase, debug=True)
    with pytest.raises(InternalError, match=r"'trespass' failed in month 0(?s:.*)read-?only"):
        made.step()
    assert not made.columns["other"].any()


def test_that_heavy_checks_leave_the_columns_writable_for_their_owner():
    made = simulation(
        GROW, Phase(name="look", purpose="Looks.", run=lambda block: None), debug=True
    )
    made.run(2)
    assert [2] * 1000 == made.columns["size"].tolist()


def test_that_a_phase_that_writes_a_column_of_another_owner_is_refused():
    phase = Phase(name="shrink", purpose="Shrinks.", run=grow, writes=("other",))
    with pytest.raises(UsageError, match=r"writes the column 'other'.* 'grow'"):
        simulation(GROW, phase)


def test_that_a_phase_that_writes_a_column_that_is_not_declared_is_refused():
    phase = Phase(name="shrink", purpose="Shrinks.", run=grow, writes=("width",))
    with pytest.raises(UsageError, match="phase 'shrink' writes the column 'width'"):
        simulation(GROW, phase)


def test_that_heavy_checks_catch_a_value_out_of_range():
    def overdo(block: Block) -> None:
        block.columns["size"][5] = 101

    phase = Phase(name="overdo", purpose="Too much.", run=overdo, writes=("size",))
    with pytest.raises(InternalError, match="holds 101 at slot 5"):
        simulation(phase, debug=True, threads=1).step()


@pytest.mark.parametrize("threads", [1, 3])
def test_that_a_failing_phase_is_named_with_its_month_and_block(threads):
    def fail(block: Block) -> None:
        if block.index == 2:
            raise ZeroDivisionError("no such thing")

    phase = Phase(name="fail", purpose="Fails.", run=fail)
    with pytest.raises(InternalError, match="phase 'fail' failed in month 0, block 2"):
        simulation(phase, threads=threads).step()


def test_that_an_interrupt_leaves_the_threads_free_and_the_month_unfinished():
    def interrupt(block: Block) -> None:
        raise KeyboardInterrupt

    made = simulation(Phase(name="stop", purpose="Stops.", run=interrupt), threads=2)
    with pytest.raises(KeyboardInterrupt):
        made.step()
    assert 0 == made.month
    for go_on in (made.step, made.digest):
        with pytest.raises(UsageError, match="cut short"):
            go_on()


def test_that_a_run_ends_where_addresses_end(monkeypatch):
    made = simulation()
    monkeypatch.setattr("sincerity.engine.simulation.MAX_MONTHS", 2)
    made.run(2)
    with pytest.raises(UsageError, match="at most 2 months"):
        made.step()


def test_that_a_plan_refuses_a_phase_twice_and_a_column_with_two_owners():
    with pytest.raises(UsageError, match="phase 'grow' twice"):
        Plan((GROW, GROW))
    other = Phase(name="shrink", purpose="Shrinks.", run=grow, writes=("size",))
    with pytest.raises(UsageError, match="written column 'size' twice"):
        Plan((GROW, other))


def test_that_a_plan_can_be_cut_and_described():
    last = Phase(name="look", purpose="Looks.", run=lambda block: None, reads=("size",))
    plan = Plan((GROW, last))
    assert ["grow"] == [phase.name for phase in plan.until("grow")]
    assert "Looks." == plan.describe()[1]["purpose"]
    with pytest.raises(UsageError, match="no phase 'nothing'"):
        plan.until("nothing")


def test_that_blocks_are_cut_at_whole_units_and_cover_everything():
    for slots, size, unit in ((1000, 128, 64), (1000, 130, 20), (65, 64, 64), (10, 64, 4)):
        blocks = cut_blocks(slots, size, unit)
        assert slots == sum(length for _, length in blocks)
        assert all(first % unit == 0 for first, _ in blocks)


def test_that_hooks_see_every_month():
    seen = []
    hooks = Hooks(
        before_month=lambda month: seen.append(("before", month)),
        after_month=lambda month: seen.append(("after", month)),
    )
    simulation(hooks=hooks).run(2)
    assert [("before", 0), ("after", 0), ("before", 1), ("after", 1)] == seen


def test_that_a_timed_simulation_knows_the_cost_of_each_phase():
    made = simulation(timed=True)
    made.run(2)
    assert made.timing.phase_seconds["grow"] > 0
    assert made.timing.loop_seconds > 0


def _small_model_in_plain_python(people: int, months: int, seed: int) -> list[int]:
    score, left = [1000] * people, [0] * people
    bad, deterred_bad, good = (
        int(x) for x in (small_model.BAD, small_model.BAD_DETERRED, small_model.GOOD)
    )
    for month in range(months):
        listed = [value > 0 for value in left]
        for person in range(people):
            family = person // 5 * 5
            others = sum(listed[family : family + 5]) - listed[person]
            limit = deterred_bad if others else bad
            if philox.dense_word(seed, small_model.VIOLATION, month, person) < limit:
                score[person] -= 50
            if philox.dense_word(seed, small_model.GOOD_DEED, month, person) < good:
                score[person] += 10
            if left[person]:
                left[person] -= 1
            elif score[person] < 850:
                left[person] = 24
    return score


def test_that_the_small_common_model_through_the_plan_equals_plain_python():
    people, months = 200, 40
    model = small_model.plan_model(people, 2, seed=9)
    model.run(months)
    assert _small_model_in_plain_python(people, months, 9) == model.columns["score"].tolist()


def test_that_the_small_common_model_has_its_published_share_below_the_limit():
    people = 2_000_000
    model = small_model.plan_model(people, 2)
    model.run(24)
    share = float((model.columns["score"] < 850).mean())
    assert abs(share - 1233.3e-6) < 5 * math.sqrt(1233.3e-6 / people)


def test_that_every_module_with_kernels_makes_the_compiler_cache_stale_when_edited():
    package = Path(_compile.__file__).parents[1]
    marks = ("@kernel", "@helper", "@inlined")
    kernel_modules = {
        path
        for path in package.rglob("*.py")
        if any(line.startswith(marks) for line in path.read_text(encoding="utf-8").splitlines())
    }
    assert len(kernel_modules) > 5
    assert kernel_modules <= set(_compile.kernel_sources())


def test_that_the_compiler_cache_is_private_to_its_owner():
    folder = _compile.cache_folder()
    assert 0o700 == folder.stat().st_mode & 0o777
    assert np.array_equal(_compile.kernel_sources(), sorted(_compile.kernel_sources()))
