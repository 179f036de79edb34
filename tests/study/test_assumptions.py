"""What counts as an assumption, where it stands, and which run reads it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sincerity import Study
from sincerity.runs.model import RunInputs
from sincerity.scheme.quantities import Quantity
from sincerity.study.assumptions import Assumption, assumptions, every_value
from sincerity.study.places import quantities, with_changed_quantities
from sincerity.study.reading import assumptions_read


def by_id(found: tuple[Assumption, ...]) -> dict[str, Assumption]:
    """Return assumptions by id; each id stands once."""
    named = {item.id: item for item in found}
    assert len(found) == len(named)
    return named


def test_that_every_open_number_of_every_file_is_found_once(office: RunInputs) -> None:
    """Counted in the resolved files themselves: a range and no mark V is an assumption."""
    found = by_id(assumptions(office))
    numbers = [a for a in found.values() if not a.is_choice and a.file != "parameters"]
    counted = 0
    for model in (office.scheme, office.conduct, office.institutions):
        for item in quantities(model):
            span = item.quantity.range
            counted += span is not None and span[0] != span[1] and item.quantity.mark != "V"
    assert counted - 1 == len(numbers)  # the room for invented records is no assumption
    assert "conduct.invented_bound" not in found
    parameters = [p.id for p in office.parameters.parameters if p.range and p.mark != "V"]
    assert set(parameters) == {a.id for a in found.values() if a.file == "parameters"} - {
        "respond.deterrence",
        "respond.chill",
        "respond.perks",
        "respond.visible_place",
        "approval.rule",
        "approval.expression",
        "protest.thresholds",
        "protest.others",
    }


def test_that_an_assumption_says_what_it_is_and_who_says_so(office: RunInputs) -> None:
    found = by_id(every_value(office))
    wrong = found["institutions.agencies.court.wrong_person"]
    assert ("institutions", "agencies.court.wrong_person") == (wrong.file, wrong.place)
    assert "County court: wrong person" == wrong.label
    assert ("M-", "judgement", "chance per record") == (wrong.mark, wrong.source, wrong.unit)
    assert wrong.low is not None
    assert wrong.low < wrong.value < wrong.high
    seen = found["conduct.kinds.red_light.seen"]
    assert (Decimal("0.02"), Decimal("0.2"), Decimal("0.6")) == (seen.low, seen.value, seen.high)
    assert ("observe",) == seen.used_in
    term = found["scheme.rules.red_light.recovery"]
    assert (24, 24, 60, "months") == (term.value, term.low, term.high, term.unit)


def test_that_every_open_number_has_a_unit_and_a_phase_that_reads_it(
    office: RunInputs, listed: RunInputs
) -> None:
    for inputs in (office, listed):
        for found in assumptions(inputs):
            assert found.unit, found.id
            assert found.used_in, found.id


def test_that_a_delay_stands_for_the_mean_of_its_ends(office: RunInputs) -> None:
    found = by_id(assumptions(office))["institutions.agencies.civil_affairs.enters"]
    assert (Decimal("0.5"), Decimal(2), Decimal(7)) == (found.low, found.value, found.high)


def test_that_numbers_with_the_mark_v_do_not_vary(office: RunInputs) -> None:
    found = by_id(every_value(office))
    vouched = [a for a in found.values() if a.mark == "V"]
    assert vouched
    assert not any(a.is_open for a in vouched)


def test_that_rivals_vary_and_switches_do_not(office: RunInputs) -> None:
    found = by_id(assumptions(office))
    assert ("none", "certainty_first", "expected_loss") == found["respond.deterrence"].choices
    assert "respond.beliefs" not in found
    assert {"capped", "uncapped"} == set(found["scheme.settings.cap"].choices)


def test_that_what_the_caller_set_is_no_assumption_of_the_run() -> None:
    study = Study(
        "suining-2010",
        "teaching-town",
        settings={"cap": "capped"},
        set={"respond.chill": "none", "office.wrong_person": "0.02"},
    )
    found = by_id(assumptions(study.inputs))
    assert not {"scheme.settings.cap", "respond.chill", "office.wrong_person"} & set(found)
    every = by_id(every_value(study.inputs))
    assert Decimal("0.02") == every["office.wrong_person"].value
    assert every["office.wrong_person"].is_set


def test_that_one_office_reads_no_agency_and_agencies_read_no_office(
    office: RunInputs, listed: RunInputs
) -> None:
    alone, apart = by_id(assumptions_read(office)), by_id(assumptions_read(listed))
    assert not any(name.startswith("institutions.agencies") for name in alone)
    assert {"office.wrong_person", "office.invented"} <= set(alone)
    assert "conduct.kinds.red_light.seen" in alone
    assert "institutions.agencies.court.wrong_person" in apart
    assert not {"office.wrong_person", "conduct.kinds.red_light.seen"} & set(apart)
    assert "office.report_believed" in apart


def test_that_only_the_stage_of_the_run_and_doors_of_the_scheme_are_read(
    listed: RunInputs,
) -> None:
    found = by_id(assumptions_read(replace(listed, integration="joint")))
    stages = {a.place.split(".")[1] for a in found.values() if a.place.startswith("stages.")}
    doors = {a.place.split(".")[1] for a in found.values() if a.place.startswith("doors.")}
    assert {"joint"} == stages
    assert {"flight", "loan"} == doors


def test_that_firms_are_read_where_the_society_has_some(listed: RunInputs) -> None:
    without = replace(listed, society=listed.society.model_copy(update={"firms": None}))
    assert any(a.id.startswith("firms.") for a in assumptions_read(listed))
    assert not any("firms" in a.used_in for a in assumptions_read(without))


def test_that_changing_nothing_returns_the_very_same_file(office: RunInputs) -> None:
    same = with_changed_quantities(office.institutions, lambda steps, quantity: quantity)
    assert office.institutions is same


def test_that_a_change_reaches_the_quantity_of_that_place_alone(office: RunInputs) -> None:
    def change(steps: tuple[str, ...], quantity: Quantity[Decimal]) -> Quantity[Decimal]:
        if ".".join(steps) == "agencies.court.sees.loan_breach":
            return quantity.model_copy(update={"value": Decimal("0.123")})
        return quantity

    new = with_changed_quantities(office.institutions, change)
    before = {item.place: item.quantity for item in quantities(office.institutions)}
    after = {item.place: item.quantity for item in quantities(new)}
    differ = [place for place in before if before[place] != after[place]]
    assert ["agencies.court.sees.loan_breach"] == differ
    assert before.keys() == after.keys()
