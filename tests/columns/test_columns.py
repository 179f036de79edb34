"""State columns: declared ranges, the digest that no order changes, and what follows from them."""

import numpy as np
import pytest

from sincerity.columns.digest import column_sum, pairs_sum, state_digest
from sincerity.columns.spec import ColumnSpec, View
from sincerity.columns.table import ColumnTable
from sincerity.errors import InternalError


def spec(name="points", **changes):
    fields = {
        "name": name,
        "dtype": "int16",
        "unit": "points",
        "low": -100,
        "high": 100,
        "null": -32768,
        "initial": 0,
        "owner": "score",
        "view": View.RECORD,
        "meaning": "A number of points.",
    }
    return ColumnSpec(**(fields | changes))


def test_that_a_range_wider_than_its_type_is_refused():
    with pytest.raises(InternalError, match="cannot hold"):
        spec(high=40000)


def test_that_two_columns_may_not_share_a_name():
    with pytest.raises(InternalError, match="share a name"):
        ColumnTable([spec(), spec()])


@pytest.mark.parametrize("value", [-101, 101])
def test_that_a_value_just_outside_its_range_is_named_with_its_slot(value):
    table = ColumnTable([spec()])
    arrays = table.allocate(10)
    arrays["points"][7] = value
    with pytest.raises(InternalError, match=f"holds {value} at slot 107"):
        table.check(arrays, first_slot=100)


@pytest.mark.parametrize("value", [-100, 100, -32768])
def test_that_both_ends_of_a_range_and_the_null_are_accepted(value):
    table = ColumnTable([spec()])
    arrays = table.allocate(3)
    arrays["points"][1] = value
    assert table.check(arrays) is None


def test_that_a_digest_is_the_sum_over_any_cut_of_the_slots():
    values = np.arange(1000, dtype=np.int16)
    whole = column_sum("a", values)
    parts = sum(column_sum("a", values[i : i + 64], i) for i in range(0, 1000, 64))
    assert whole == parts % 2**64


def test_that_a_digest_changes_with_a_value_a_slot_and_a_name():
    values = np.arange(100, dtype=np.int16)
    changed = values.copy()
    changed[50] += 1
    swapped = values.copy()
    swapped[[3, 4]] = swapped[[4, 3]]
    sums = {
        column_sum("a", values),
        column_sum("a", changed),
        column_sum("a", swapped),
        column_sum("b", values),
    }
    assert 4 == len(sums)


def test_that_waiting_items_sum_up_in_any_order():
    slots, amounts = np.array([5, 9, 5]), np.array([50, -20, 30])
    assert pairs_sum("w", slots, amounts) == pairs_sum("w", slots[::-1], amounts[::-1])


def test_that_derived_columns_stay_out_of_the_digest():
    table = ColumnTable([spec(), spec("copy", cached=True)])
    arrays = table.allocate(5)
    before = state_digest(table, arrays, {})
    arrays["copy"][0] = 5
    assert before == state_digest(table, arrays, {})
    arrays["points"][0] = 5
    assert before != state_digest(table, arrays, {})


def test_that_the_schema_and_the_documentation_carry_unit_and_meaning():
    table = ColumnTable([spec()])
    assert b"points" == table.arrow_schema().field("points").metadata[b"unit"]
    assert "A number of points." == table.document()[0]["meaning"]
