"""The order of safeguards, and when one is said to prevent the same with less burden."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sincerity.measures.contrast import Compared, Contrast, Level, Sides
from sincerity.measures.headline import HEADLINES
from sincerity.measures.safeguards import HARMS, SafeguardRow, safeguarded
from sincerity.measures.spread import assumption_interval, chance_interval
from sincerity.phases.tally_arrays import BURDENS

BURDEN = [f"burden_{name}_rate" for name in BURDENS]
LESS: list[Sides] = [(6.0, 10.0), (7.0, 11.0), (5.5, 9.0), (6.0, 10.5)]
"""Four pairs of worlds in which the reform has about four less."""
SAME: list[Sides] = [(100.0, 100.0)] * 4


def level(pairs: Sequence[Sides], draws: Sequence[Sides]) -> Level:
    found = [a - b for a, b in pairs if a is not None and b is not None]
    drawn = [a - b for a, b in draws if a is not None and b is not None]
    mean = sum(found) / len(found) if found else None
    return Level(mean, chance_interval(found), assumption_interval(drawn), None)


def one_safeguard(
    replicates: dict[str, list[Sides]], draws: dict[str, list[Sides]] | None = None
) -> SafeguardRow:
    """Return the row of one reform; measures that are not named are the same in both worlds."""
    return rows([(replicates, draws)])[0]


def rows(
    given: Sequence[tuple[dict[str, list[Sides]], dict[str, list[Sides]] | None]],
) -> tuple[SafeguardRow, ...]:
    contrasts = []
    for replicates, draws in given:
        n = len(next(iter(replicates.values())))
        drawn = 0 if draws is None else len(next(iter(draws.values())))
        compared = []
        for measure in HEADLINES:
            if measure.name not in (*BURDEN, *HARMS):
                continue
            whole = replicates.get(measure.name, [(50.0, 50.0)] * n)
            by_draw = (draws or {}).get(measure.name, [(50.0, 50.0)] * drawn)
            found = level(whole, by_draw)
            compared.append(
                Compared(measure, found, found, found, by_replicate=whole, by_draw=by_draw)
            )
        contrasts.append(
            Contrast(
                first="reform",
                second="base",
                compared=compared,
                replicates=n,
                draws=drawn,
                varied=1,
                by_chance=1.0,
                failures=(),
                is_nothing=False,
                persons=None,
            )
        )
    names = [(f"reform-{k}", "a change") for k in range(len(contrasts))]
    return safeguarded(contrasts, names).rows


def test_that_less_burden_at_the_same_harm_is_less_restrictive() -> None:
    assert one_safeguard({BURDEN[0]: LESS}).is_less_restrictive
    row = one_safeguard({BURDEN[0]: LESS}, {BURDEN[0]: LESS * 5})
    assert (row.is_less_restrictive, row.holds_in) == (True, 1.0)


def test_that_nothing_is_said_of_what_changes_nothing() -> None:
    row = one_safeguard({BURDEN[0]: SAME}, {BURDEN[0]: SAME})
    assert (row.is_less_restrictive, row.holds_in) == (False, 0.0)


def test_that_harm_given_up_in_many_draws_counts_draw_by_draw() -> None:
    harm: list[Sides] = [(100.0, 100.0), (2.5, 10.0)]
    row = one_safeguard(
        {BURDEN[0]: LESS, HARMS[0]: SAME}, {BURDEN[0]: LESS[:2] * 10, HARMS[0]: harm * 10}
    )
    assert (row.is_less_restrictive, row.holds_in) == (False, 0.5)


def test_that_a_column_that_rises_in_the_draws_counts_against_it() -> None:
    rising: list[Sides] = [(40.0, 10.0)] * 8
    row = one_safeguard({BURDEN[0]: LESS}, {BURDEN[0]: LESS * 2, BURDEN[3]: rising})
    assert (row.is_less_restrictive, row.holds_in) == (False, 0.0)


def test_that_draws_that_share_one_series_of_accidents_are_not_enough() -> None:
    noise: list[Sides] = [(8.0, 10.0), (12.0, 9.0), (9.0, 11.0), (11.0, 10.0)]
    row = one_safeguard({BURDEN[0]: noise}, {BURDEN[0]: LESS * 5})
    assert row.holds_in == 1.0
    assert not row.is_less_restrictive


@pytest.mark.parametrize("few", [1, 2])
def test_that_few_replicates_say_nothing(few: int) -> None:
    assert not one_safeguard({BURDEN[0]: LESS[:few]}).is_less_restrictive


@pytest.mark.parametrize("measure", [BURDEN[0], BURDEN[4], HARMS[1]])
def test_that_a_missing_number_counts_against_it(measure: str) -> None:
    missing: dict[str, list[Sides]] = {BURDEN[0]: LESS, measure: [(None, 10.0)] * 4}
    assert not one_safeguard(missing).is_less_restrictive
    row = one_safeguard({BURDEN[0]: LESS}, {BURDEN[0]: LESS} | missing)
    assert (row.is_less_restrictive, row.holds_in) == (False, 0.0)


def test_that_a_missing_mean_stands_last_and_has_no_place() -> None:
    nothing: dict[str, list[Sides]] = {BURDEN[0]: [(None, None)] * 4}
    more: dict[str, list[Sides]] = {BURDEN[0]: [(b, a) for a, b in LESS]}
    found = rows([(nothing, None), (more, None), ({BURDEN[0]: LESS}, None)])
    assert [("reform-2", 1), ("reform-1", 2), ("reform-0", None)] == [
        (row.name, row.place) for row in found
    ]


def test_that_each_kind_of_harm_has_a_place_of_its_own() -> None:
    acts: list[Sides] = [(90.0, 100.0)] * 4
    people: list[Sides] = [(99.0, 100.0)] * 4
    found = rows(
        [({BURDEN[0]: LESS, HARMS[0]: acts}, None), ({BURDEN[0]: SAME, HARMS[1]: people}, None)]
    )
    assert {("reform-0", (2, 1)), ("reform-1", (1, 2))} == {
        (row.name, row.harm_places) for row in found
    }
