"""Inputs at other values: exact, inside the bounds of every file, and readable as files."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from sincerity import UsageError, load_conduct, load_institutions, load_parameters
from sincerity.runs.model import RunInputs
from sincerity.scheme.load import check_scheme
from sincerity.scheme.quantities import Duration
from sincerity.study.apply import Kept, apply
from sincerity.study.assumptions import assumptions, every_value
from sincerity.study.design import Design


def values_of(inputs: RunInputs) -> dict[str, object]:
    """Return every value of the inputs by id."""
    return {found.id: found.value for found in every_value(inputs)}


def test_that_values_of_every_file_are_changed_and_nothing_else(listed: RunInputs) -> None:
    wanted = {
        "respond.caught": 40,
        "respond.deterrence": "expected_loss",
        "scheme.supervision.factor": Decimal("2.5"),
        "scheme.lists.debtors.term": 36,
        "conduct.kinds.red_light.rate": Decimal("75.5"),
        "institutions.agencies.court.sees.loan_breach": Decimal("0.5"),
        "institutions.shared_causes.2.times": Decimal(3),
    }
    new = apply(listed, wanted)
    before, after = values_of(listed), values_of(new)
    assert wanted == {name: after[name] for name in before if before[name] != after[name]}
    term = new.scheme.lists[0].term.value
    assert (Duration(36), Duration) == (term, type(term))
    assert Decimal("75.5") == new.conduct.kind("red_light").rate.value


def test_that_no_change_gives_the_very_same_inputs(listed: RunInputs) -> None:
    assert apply(listed, {}) is listed
    central = {found.id: found.value for found in assumptions(listed)}
    assert apply(listed, central) is listed


def test_that_a_delay_moves_between_the_ends_of_its_range(listed: RunInputs) -> None:
    name = "institutions.agencies.civil_affairs.enters"  # [1, 3] in [0, 1] to [2, 12]
    delays = [
        apply(listed, {name: Decimal(mean)}).institutions.agency("civil_affairs").enters.value
        for mean in ("0.5", "7", "3.75")
    ]
    assert [(0, 1), (2, 12), (1, 6)] == delays


def test_that_another_answer_is_taken_where_sources_differ(office: RunInputs) -> None:
    answer = {"capped": "uncapped", "uncapped": "capped"}[office.scheme.settings["cap"].chosen]
    new = apply(office, {"scheme.settings.cap": answer})
    assert answer == new.scheme.settings["cap"].chosen
    assert new.scheme.score.cap_points != office.scheme.score.cap_points
    back = apply(new, {"scheme.settings.cap": office.scheme.settings["cap"].chosen})
    assert office.scheme == back.scheme


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("respond.cought", 40, "no assumption"),
        ("respond.caught", 300, "plausible from 26 to 205"),
        ("respond.deterrence", "terror", "no choice"),
        ("conduct.kinds.red_light.rate", Decimal(19), "plausible from 20 to 200"),
        ("scheme.settings.cap", "half", "half"),
    ],
)
def test_that_what_no_file_holds_plausible_is_refused(
    office: RunInputs, name: str, value: object, says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        apply(office, {name: value})  # type: ignore[dict-item]


@pytest.mark.parametrize("draw", [0, 31, 63])
def test_that_drawn_files_pass_the_checks_of_their_readers(listed: RunInputs, draw: int) -> None:
    """The files are written out and read again, as if a person had typed the drawn numbers."""
    design = Design(64)
    new = apply(listed, {a.id: design.value(a, draw) for a in assumptions(listed)})
    conduct = load_conduct(new.conduct.to_resolved_yaml())
    institutions = load_institutions(new.institutions.to_resolved_yaml(), conduct=conduct)
    assert (new.conduct, new.institutions) == (conduct, institutions)
    assert new.parameters == load_parameters(new.parameters.to_resolved_yaml())
    loaded = check_scheme(new.scheme.to_resolved_yaml(), conduct=conduct, institutions=institutions)
    assert () == loaded.errors
    assert new.scheme == loaded.scheme


def test_that_numbers_that_do_not_fit_together_move_back_until_they_do(
    listed: RunInputs,
) -> None:
    """A grace of 20 months does not fit a term of 12; both move back from where they were asked."""
    wanted = {"scheme.lists.debtors.grace": 20, "scheme.lists.debtors.term": 12}
    found = apply(listed, wanted).scheme.lists[0]
    assert 1 < found.grace_months < 20
    assert 12 < found.term.value < 24
    assert found.grace_months < found.term.value


def test_that_a_file_changed_before_is_taken_again_for_the_same_file_alone(
    listed: RunInputs, office: RunInputs
) -> None:
    kept: Kept = {}
    wanted = {"respond.caught": 40, "conduct.kinds.red_light.rate": Decimal(75)}
    first, again = apply(listed, wanted, kept), apply(listed, wanted, kept)
    assert first.conduct is again.conduct
    other = replace(listed, parameters=listed.parameters.with_values({"respond.unfair": 1}))
    new = apply(other, wanted, kept)
    assert first.conduct is new.conduct
    assert (40, 1) == (new.parameters["respond.caught"], new.parameters["respond.unfair"])
    assert 64 == apply(listed, {}, kept).parameters["respond.unfair"]
    assert office.scheme is apply(office, {"respond.caught": 40}, kept).scheme


def test_that_no_office_invents_more_than_there_is_room_for(office: RunInputs) -> None:
    bound = office.conduct.invented_bound.model_copy(update={"value": Decimal("0.0001")})
    tight = replace(office, conduct=office.conduct.model_copy(update={"invented_bound": bound}))
    found = apply(tight, {"office.invented": Decimal("0.0005")}).parameters["office.invented"]
    assert Decimal("0.00002") < found <= Decimal("0.0001")  # type: ignore[operator]


def test_that_rates_stay_within_what_one_word_can_count(listed: RunInputs) -> None:
    kinds = tuple(
        kind.model_copy(
            update={"rate": kind.rate.model_copy(update={"range": (Decimal(0), Decimal(11_000))})}
        )
        for kind in listed.conduct.kinds
    )
    wide = replace(listed, conduct=listed.conduct.model_copy(update={"kinds": kinds}))
    ids = [f"conduct.kinds.{kind.id}.rate" for kind in kinds[:5]]
    found = apply(wide, dict.fromkeys(ids, Decimal(11_000))).conduct
    load_conduct(found.to_resolved_yaml())
    assert all(
        old.rate.value <= new.rate.value < 11_000
        for old, new in zip(kinds[:5], found.kinds, strict=False)
    )
