"""Counts of people in two worlds: against plain loops on random states, and against tallies."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from sincerity import Study, UsageError
from sincerity.columns.digest import column_sum
from sincerity.engine.block import Block
from sincerity.world.joint import Joint, blank, count_end, count_month, remember, watch
from sincerity.world.joint_rows import END_ROWS, MONTH_ROWS
from sincerity.world.world import World

SLOTS, MONTHS = 256, 5
NOBODY = 255


def numbers(name: str, size: int, below: int) -> np.ndarray:
    """Return numbers that look random and are the same in every run."""
    found = [column_sum(f"{name}/{k}", np.array([k], dtype=np.int64)) for k in range(size)]
    return np.array([number >> 20 for number in found]) % below


def few(name: str, most: int) -> np.ndarray:
    """Return words of some places: the place and a value from 1."""
    values = numbers(name, SLOTS, 6 * most)
    places = np.flatnonzero((values > 0) & (values <= most))
    return (places << 8 | values[places]).astype(np.uint32)


def state(name: str, month: int, *, lists: bool = True) -> Block:
    """Return a block in some state; without lists it has no such column."""
    at = f"{name}/{month}"
    columns = {
        "class": numbers("class", SLOTS, 144).astype(np.uint8),
        "means": numbers(f"{at}/means", SLOTS, 3).astype(np.uint8),
        "grade": numbers(f"{at}/grade", SLOTS, 4).astype(np.uint8),
        "listed": numbers(f"{at}/listed", SLOTS, 256).astype(np.uint8),
    }
    columns["grade"][numbers(f"{at}/covered", SLOTS, 3) == 0] = NOBODY
    columns["listed"][numbers(f"{at}/free", SLOTS, 4) > 0] = 0
    if not lists:
        del columns["listed"]
    local = SimpleNamespace(marks=few(f"{at}/marks", 3), before_doors=few(f"{at}/doors", 9))
    return Block(0, 0, SLOTS, columns, np.uint64(1), local=local)


def value_of(words: np.ndarray) -> dict[int, int]:
    """Return the values of the few by place."""
    return {int(word) >> 8: int(word) & 255 for word in words}


def add(counts: dict[tuple[str, int], int], row: str, person_class: int, number: int = 1) -> None:
    """Count somebody."""
    counts[row, person_class] = counts.get((row, person_class), 0) + number


def cell(in_base: bool, in_reform: bool) -> str:
    """Return in which worlds something is so."""
    return "both" if in_base and in_reform else "base_only" if in_base else "reform_only"


@pytest.mark.parametrize("lists", [(True, True), (True, False), (False, False)])
def test_that_kernels_count_as_a_plain_loop_does(lists: tuple[bool, bool]) -> None:
    memory = remember(SLOTS, same_grades=True)
    gap, ever = [0] * SLOTS, [[False, False] for _ in range(SLOTS)]
    base = reform = state("base", 0)
    for month in range(MONTHS):
        base, reform = (
            state(name, month, lists=has)
            for name, has in zip(("base", "reform"), lists, strict=True)
        )
        counts = blank(MONTH_ROWS)
        count_month(base, reform, memory, counts)
        wanted: dict[tuple[str, int], int] = {}
        marks = [value_of(block.local.marks) for block in (base, reform)]
        doors = [value_of(block.local.before_doors) for block in (base, reform)]
        for i in range(SLOTS):
            of = int(base.columns["class"][i])
            states: dict[str, list[bool]] = {
                "listed": [
                    bool(int(b.columns["listed"][i]) & 15) if "listed" in b.columns else False
                    for b in (base, reform)
                ],
                "closed": [i in found for found in doors],
                "wronged": [bool(found.get(i, 0) & 1) for found in marks],
            }
            for name, (first, second) in states.items():
                if first or second:
                    add(wanted, f"{name}_{cell(first, second)}", of)
            for name in ("grade", "means"):
                first, second = (int(b.columns[name][i]) for b in (base, reform))
                if first != second and NOBODY not in (first, second):
                    add(wanted, f"{name}_{'above' if second < first else 'below'}", of)
            gap[i] += doors[1].get(i, 0) - doors[0].get(i, 0)
            ever[i] = [now or was for now, was in zip(states["closed"], ever[i], strict=True)]
        assert wanted == found_in(counts, MONTH_ROWS)
    assert gap == memory.gap.tolist()
    end = blank(END_ROWS)
    differing = count_end(base, reform, memory, end)
    wanted = {}
    marks = [value_of(block.local.marks) for block in (base, reform)]
    for i in range(SLOTS):
        of = int(base.columns["class"][i])
        states = {
            "listed": [
                bool(int(b.columns["listed"][i]) >> 4) if "listed" in b.columns else False
                for b in (base, reform)
            ],
            "closed": ever[i],
            "wronged": [bool(found.get(i, 0) & 2) for found in marks],
        }
        for name, (first, second) in states.items():
            if first or second:
                add(wanted, f"ever_{name}_{cell(first, second)}", of)
        if gap[i]:
            word = "fewer" if gap[i] < 0 else "more"
            add(wanted, f"people_{word}", of)
            add(wanted, f"months_{word}", of, abs(gap[i]))
    assert wanted == found_in(end, END_ROWS)
    common = {name for name in base.columns if name in reform.columns}
    assert common == set(differing)
    assert 0 == differing["class"] < differing["means"]


def found_in(counts: np.ndarray, rows: tuple[str, ...]) -> dict[tuple[str, int], int]:
    """Return all counts that are not zero by row and class."""
    return {(rows[r], int(c)): int(counts[r, c]) for r, c in zip(*np.nonzero(counts), strict=True)}


def test_that_a_gap_stays_inside_its_type() -> None:
    memory = remember(SLOTS, same_grades=False)
    memory.gap[:] = 32_760
    base, reform = state("base", 0), state("reform", 0)
    base.local.before_doors = np.empty(0, dtype=np.uint32)
    reform.local.before_doors = np.array([5 << 8 | 64], dtype=np.uint32)
    count_month(base, reform, memory, blank(MONTH_ROWS))
    assert (32_767, 32_760) == (int(memory.gap[5]), int(memory.gap[6]))


def _sanction_months(world: World) -> int:
    found = world.tallies
    own = int(found.door_months[:, : found.labels.sanctions].sum())
    return own + int(found.spill_months.sum()) + int(found.stale_months.sum())


@pytest.mark.parametrize("names", [("court-list-2017", "one-score"), ("none", "suining-2010")])
def test_that_people_in_both_worlds_come_to_what_each_world_has_counted(
    names: tuple[str, str],
) -> None:
    base, reform = (Study(name, "teaching-town", months=10, seed=4).world() for name in names)
    joint = Joint(base, reform)
    for _ in range(10):
        base.step()
        reform.step()
        joint.count()
    counts = joint.finish()
    months: dict[str, Any] = dict(zip(MONTH_ROWS, counts.months.sum(axis=2).T, strict=True))
    for world, alone in ((base, "base_only"), (reform, "reform_only")):
        found = world.tallies
        closed = months[f"closed_{alone}"] + months["closed_both"]
        assert found.sanctioned_months.tolist() == closed.tolist()
        wronged = months[f"wronged_{alone}"] + months["wronged_both"]
        assert found.wronged_months.tolist() == wronged.tolist()
    end = dict(zip(END_ROWS, counts.end.sum(axis=1).tolist(), strict=True))
    assert end["months_more"] - end["months_fewer"] == (
        _sanction_months(reform) - _sanction_months(base)
    )


def test_that_looking_on_changes_no_digest_and_layout_no_count() -> None:
    found = []
    for threads in (1, 2):
        base, reform = (
            Study(name, "teaching-town", months=6, threads=threads).world()
            for name in ("court-list-2017", "court-list-2013")
        )
        joint = Joint(base, reform)
        for _ in range(6):
            base.step()
            reform.step()
            joint.count()
        counts = joint.finish()
        found.append((counts.months.tolist(), counts.end.tolist(), base.digest()))
    assert found[0] == found[1]
    alone = Study("court-list-2017", "teaching-town", months=6).world()
    alone.run(6)
    assert alone.digest() == found[0][2]


def test_that_worlds_of_two_societies_are_refused() -> None:
    town = Study("none", "teaching-town").world()
    with pytest.raises(UsageError, match="on one society"):
        Joint(town, Study("none", "generic-district").world())


def test_that_only_whoever_asks_has_a_list_of_people_before_doors() -> None:
    world = Study("court-list-2017", "teaching-town", months=2).world()
    assert all(block.local.before_doors is None for block in world.blocks)
    watch(world.blocks)
    world.run(2)
    stands = [len(block.local.before_doors) for block in world.blocks]
    assert sum(stands) == int(world.tallies.sanctioned_months[-1]) > 0
