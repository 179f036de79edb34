"""Real worlds of a calibration: dated rules and numbers take effect in their month and no other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sincerity import UsageError, World
from sincerity.calibrate import load_targets
from sincerity.calibrate.history import middle_point
from sincerity.calibrate.model import Forecast, Setup, Targets
from sincerity.calibrate.worlds import Bench, asked_of, society_named

SMALL = 50_000


def shortened(until: str, residents: int = SMALL) -> Targets:
    """Return the court list's targets with a run that ends early, in a small society."""
    targets = load_targets("court-list")
    run = targets.run.model_copy(update={"until": until, "residents": residents})
    rows = tuple(row for row in targets.rows if row.until[:7] <= until)
    return targets.model_copy(update={"run": run, "rows": rows, "forecasts": ()})


@pytest.fixture(scope="module")
def bench() -> Bench:
    targets = shortened("2016-03")
    return Bench(targets, society_named(targets.run.society))


VALUES = dict(middle_point(load_targets("court-list")).values)


def test_that_rules_and_dated_numbers_change_in_their_months() -> None:
    targets = load_targets("court-list")
    whole = Bench(targets, society_named("national-sample"))
    found = whole.stretches(VALUES)
    assert 143 == whole.months
    months = [month for month, _ in found]
    dates = [f"{(2013 * 12 + 10 + m) // 12}-{(2013 * 12 + 10 + m) % 12 + 1:02d}" for m in months]
    assert dates == ["2013-11", "2015-07", "2016-01", "2017-05", "2019-12", "2021-03", "2025-03"]
    schemes = [inputs.scheme.id.removeprefix("court-list-from-") for _, inputs in found]
    of_2013 = ["2013-11", "2015-07", "2015-07"]
    assert [*of_2013, "2017-05", "2019-12", "2019-12", "2025-03"] == schemes
    use = [inputs.parameters["office.seen_factor"] for _, inputs in found]
    early, late = VALUES["early_use"], VALUES["late_use"]
    assert [early, early, 1, 1, 1, late, late] == use
    lifted = [inputs.parameters["remedy.repair_insolvent"] for _, inputs in found]
    assert [Decimal("0.005")] * 6 + [VALUES["lifted"]] == lifted
    rates = {inputs.conduct.kind("judgment_default").rate.value for _, inputs in found}
    assert {VALUES["unpaid"]} == rates


def test_that_a_setting_is_run_as_the_world_that_anybody_could_run(bench: Bench) -> None:
    (_, first), (trains, second), (full, third) = bench.stretches(VALUES)
    world = World(
        bench.compiled,
        first.scheme,
        first.conduct,
        first.parameters,
        institutions=first.institutions,
        integration="joint",
        seed=1,
        replicate=5,
    )
    world.run(trains)
    world.change_rules(second.scheme, second.parameters)
    world.run(full - trains)
    world.change_rules(third.scheme, third.parameters)
    world.run(3)
    outcome = bench.run(VALUES, 5)
    assert world.digest() == outcome.digest
    assert world.month == bench.months
    tallies = world.tallies
    people = tallies.list_entries[:26, :3].sum()
    assert people * bench.people_each / 1e6 == pytest.approx(outcome.headline["listed_2015"])
    blocked = tallies.door_attempts[:26, 0, 0].sum() * float(VALUES["flight_tries"]) * 0.8333
    assert blocked * bench.people_each / 1e6 == pytest.approx(outcome.headline["flights_2015"])


def test_that_high_speed_trains_close_in_july_2015_and_not_before(bench: Bench) -> None:
    stretches = bench.stretches(VALUES)
    world = bench._finished(stretches, 5)
    sanctions = world.tallies.labels.doors
    trains = sanctions.index("no_high_speed_train")
    by_month = world.tallies.door_attempts[:, trains].sum(axis=1)
    # until then the sanction closes soft sleepers, which few try
    assert by_month[:20].mean() < by_month[20:].mean() / 5


def test_that_the_early_use_of_the_list_is_what_the_setting_says(bench: Bench) -> None:
    few = {**VALUES, "early_use": Decimal("0.15")}
    many = {**VALUES, "early_use": Decimal(1)}
    # the same accidents: four or more entries under full use for one under little
    ratio = bench.run(many, 5).headline["listed_2015"] / bench.run(few, 5).headline["listed_2015"]
    assert 4 < ratio < 8


def test_that_accidents_and_threads_are_told_apart(bench: Bench) -> None:
    first = bench.run(VALUES, 5).digest
    assert first == replace(bench, threads=1).run(VALUES, 5).digest
    assert first != bench.run(VALUES, 6).digest


def test_that_firms_are_left_out_or_asked_for_as_the_rows_say() -> None:
    court, tax = load_targets("court-list"), load_targets("tax-rating")
    sample = society_named("national-sample")
    assert Bench(court, sample).recipe.firms is None
    assert Bench(tax, sample).recipe.firms is not None
    with pytest.raises(UsageError, match="has no firms"):
        _ = Bench(tax, society_named("michigan-claimants")).recipe


def test_that_a_society_is_frozen_in_age_and_starts_with_the_rows() -> None:
    recipe = Bench(load_targets("credit-file"), society_named("generic-district")).recipe
    assert ("frozen", "2005-01", 100_000) == (recipe.ageing, recipe.start, recipe.residents.value)
    assert "yearly" == society_named("generic-district").ageing


def test_that_another_society_keeps_its_own_size() -> None:
    run: Setup = load_targets("credit-file").run
    other = Bench(load_targets("credit-file"), society_named("teaching-town")).recipe
    assert 20_000 == other.residents.value != run.residents


def test_that_a_year_that_the_run_does_not_hold_whole_is_named_by_its_months() -> None:
    labels = [asked.label for asked in asked_of(load_targets("court-list"))]
    assert "Entries, 2024" in labels
    assert "Entries, January to September 2025" in labels
    forecast = Forecast(
        id="in", label="Entries", reading="listed", unit="entries", first=2013, last=2014
    )
    late = load_targets("court-list").model_copy(update={"rows": (), "forecasts": (forecast,)})
    found = asked_of(late)
    assert ["Entries, November to December 2013", "Entries, 2014"] == [a.label for a in found]
    assert [(0, 2), (2, 14)] == [(a.span.first, a.span.last) for a in found]
