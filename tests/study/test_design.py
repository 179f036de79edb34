"""The design: one position in each stratum, columns that do not know of each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sincerity import UsageError
from sincerity.runs.model import RunInputs
from sincerity.study.assumptions import Assumption, assumptions
from sincerity.study.design import Design, is_logarithmic, value_at


def number(low: str, high: str, value: str | int = "1") -> Assumption:
    """Return an assumption of a number."""
    exact = value if isinstance(value, int) else Decimal(value)
    ends = Decimal(low), Decimal(high)
    return Assumption(
        "a.b", "parameters", "a.b", "A", exact, *ends, "M-", "judgement", ("score",), "factor"
    )


WORDS = replace(number("0", "1"), value="x", low=None, high=None, choices=("x", "y", "z"))


@given(st.integers(2, 80), st.integers(0, 2**64 - 1), st.text("abc.", min_size=1, max_size=8))
def test_that_each_stratum_holds_one_position(draws: int, seed: int, name: str) -> None:
    column = Design(draws, seed).column(name)
    assert all(0 <= position < 1 for position in column)
    assert list(range(draws)) == sorted(int(position * draws) for position in column)


def test_that_a_column_depends_on_its_own_name_and_seed_alone() -> None:
    assert Design(64, 1).column("respond.caught") == Design(64, 1).column("respond.caught")
    assert Design(64, 1).column("respond.caught") != Design(64, 2).column("respond.caught")
    assert Design(64, 1).column("respond.caught") != Design(64, 1).column("respond.unfair")


def test_that_columns_are_as_good_as_unrelated() -> None:
    """Over 300 pairs of columns the mean square of the correlation is 1 / (draws - 1)."""
    from sincerity.study.ranks import rank_correlation

    design = Design(64)
    columns = [[float(u) for u in design.column(f"column.{k}")] for k in range(25)]
    squares = [
        (rank_correlation(one, other) or 0) ** 2
        for k, one in enumerate(columns)
        for other in columns[:k]
    ]
    mean = sum(squares) / len(squares)
    assert 1 / 63 == pytest.approx(mean, abs=5 * (2**0.5 / 63) / len(squares) ** 0.5)


def test_that_an_even_range_is_drawn_evenly_and_exactly() -> None:
    found = [value_at(number("0", "0.5"), Fraction(k, 4)) for k in range(5)]
    assert ["0", "0.125", "0.25", "0.375", "0.5"] == [str(Decimal(v).normalize()) for v in found]


def test_that_a_range_over_sizes_is_drawn_in_its_logarithm() -> None:
    wide = number("0.001", "0.1", "0.01")
    assert is_logarithmic(wide)
    assert Decimal("0.01") == value_at(wide, Fraction(1, 2))
    assert Decimal("0.00316228") == value_at(wide, Fraction(1, 4))
    assert (Decimal("0.001"), Decimal("0.1")) == (
        value_at(wide, Fraction(0)),
        value_at(wide, Fraction(1)),
    )
    assert not is_logarithmic(number("0", "0.1"))
    assert not is_logarithmic(number("0.011", "0.1"))
    assert is_logarithmic(number("0.01", "0.1"))


def test_that_whole_numbers_are_equally_likely_both_ends_included() -> None:
    months = number("3", "6", 4)
    found = [value_at(months, Fraction(k, 16)) for k in range(16)]
    assert [3] * 4 + [4] * 4 + [5] * 4 + [6] * 4 == found
    assert all(type(value) is int for value in found)


def test_that_words_are_equally_likely() -> None:
    found = [value_at(WORDS, Fraction(k, 9)) for k in range(9)]
    assert ["x"] * 3 + ["y"] * 3 + ["z"] * 3 == found


@given(st.fractions(0, Fraction(2**32 - 1, 2**32)))
def test_that_a_value_never_leaves_its_range(position: Fraction) -> None:
    for low, high in (("0.0000001", "0.0000018"), ("0.7", "1"), ("25", "400"), ("-5", "5")):
        for value in ("1", 1) if "." not in low else ("1",):
            found = value_at(number(low, high, value), position)
            assert Decimal(low) <= Decimal(found) <= Decimal(high)


def test_that_a_number_without_a_range_is_refused() -> None:
    with pytest.raises(UsageError, match="no range"):
        value_at(replace(number("0", "1"), low=None), Fraction(1, 2))


def test_that_every_assumption_of_a_run_can_be_drawn(office: RunInputs) -> None:
    design = Design(64)
    for found in assumptions(office)[::7]:
        values = [design.value(found, draw) for draw in range(64)]
        assert len(set(values)) > 1, found.id
        if not found.is_choice:
            assert found.low <= min(values) <= max(values) <= found.high  # type: ignore[operator]
