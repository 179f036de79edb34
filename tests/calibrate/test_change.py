"""Putting numbers into input files: the right one, exactly, and nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from sincerity import InternalError, Study, UsageError
from sincerity.calibrate import load_targets, target_names
from sincerity.calibrate.change import changed_inputs, with_value
from sincerity.calibrate.history import middle_point, value_of
from sincerity.calibrate.worlds import Bench, society_named
from sincerity.conduct import load_conduct
from sincerity.institutions import load_institutions
from sincerity.runs.model import RunInputs


@pytest.fixture(scope="module")
def inputs() -> RunInputs:
    return Study("court-list-2017", "teaching-town", months=1).inputs


def test_that_a_quantity_keeps_its_source_and_takes_the_number() -> None:
    before = load_conduct()
    steps = ("kinds", "judgment_default", "rate")
    after = with_value(before, steps, Decimal("7.25"))
    old, new = before.kind("judgment_default"), after.kind("judgment_default")
    assert Decimal("7.25") == new.rate.value
    assert (old.rate.source, old.rate.range) == (new.rate.source, new.rate.range)
    assert old.rate.value != new.rate.value
    others = [kind.id for kind in before.kinds if kind.id != "judgment_default"]
    assert all(before.kind(name) == after.kind(name) for name in others)


def test_that_a_plain_number_inside_a_table_is_taken_too() -> None:
    steps = ("kinds", "judgment_default", "by", "means", "insolvent")
    after = with_value(load_conduct(), steps, Decimal(9)).kind("judgment_default")
    assert (Decimal(9), Decimal("0.45")) == (after.by.means.insolvent, after.by.means.secure)


def test_that_a_place_inside_a_mapping_is_found() -> None:
    steps = ("agencies", "court", "sees", "judgment_default")
    after = with_value(load_institutions(), steps, Decimal("0.5"))
    court = next(agency for agency in after.agencies if agency.id == "court")
    assert Decimal("0.5") == court.sees["judgment_default"].value


def test_that_parameters_are_changed_within_their_hard_limits(inputs: RunInputs) -> None:
    changed = changed_inputs(inputs, {"parameters.remedy.perform_secure": Decimal("0.25")})
    assert Decimal("0.25") == changed.parameters["remedy.perform_secure"]
    assert inputs.parameters["remedy.perform_secure"] != Decimal("0.25")
    with pytest.raises(UsageError, match="E504"):
        changed_inputs(inputs, {"parameters.remedy.perform_secure": Decimal(2)})


@pytest.mark.parametrize(
    "place",
    [
        "conduct.kinds.no_such_kind.rate",
        "conduct.kinds.judgment_default.rates",
        "conduct.kinds.judgment_default",
        "conduct.kinds.judgment_default.label",
        "society.residents",
    ],
)
def test_that_a_place_that_leads_nowhere_is_a_fault_of_the_program(
    inputs: RunInputs, place: str
) -> None:
    with pytest.raises(InternalError):
        changed_inputs(inputs, {place: Decimal(1)})


@pytest.mark.parametrize("name", target_names())
def test_that_every_free_parameter_reaches_the_inputs(name: str) -> None:
    targets = load_targets(name)
    bench = Bench(targets, society_named(targets.run.society))
    middle = middle_point(targets).values
    before = bench.stretches(middle)
    for free in targets.free:
        moved = {**middle, free.id: value_of(free, (middle_point(targets).positions[free.id]) / 2)}
        counted = all(place.at.startswith("readings.") for place in free.sets)
        assert counted == (before == bench.stretches(moved)), free.id


WIDER = {"credit-file": {"invented"}}
"""Free parameters with a range of their own beside that of the files; their notes say why."""


def _ends(inputs: RunInputs, place: str) -> tuple[Decimal, Decimal] | None:
    """Return the range that an input file states at a place; None where it states none."""
    file, _, rest = place.partition(".")
    node: Any = getattr(inputs, file)
    if file == "parameters":
        found = next(known for known in node.parameters if known.id == rest).range
        return None if found is None else (Decimal(found[0]), Decimal(found[1]))
    for step in rest.split("."):
        if isinstance(node, tuple):
            node = next(item for item in node if item.id == step)
        elif isinstance(node, dict):
            node = node[step]
        else:
            names = type(node).model_fields.items()
            node = getattr(node, next(n for n, about in names if (about.alias or n) == step))
    ends = getattr(node, "range", None)
    return None if ends is None else (Decimal(ends[0]), Decimal(ends[1]))


@pytest.mark.parametrize("name", target_names())
def test_that_nothing_is_fitted_outside_the_ranges_of_the_files(name: str) -> None:
    targets = load_targets(name)
    bench = Bench(targets, society_named(targets.run.society))
    (_, inputs), *_ = bench.stretches({})
    outside = {
        free.id
        for free in targets.free
        for place in free.sets
        if not place.at.startswith("readings.")
        and (ends := _ends(inputs, place.at)) is not None
        and not all(ends[0] <= end * place.times <= ends[1] for end in free.range)
    }
    assert WIDER.get(name, set()) == outside
    for free in targets.free:
        assert free.id not in outside or free.note
