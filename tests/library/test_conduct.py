"""The conduct catalogue: rates and bounds by class, protection, and every fault it can have."""

from fractions import Fraction
from pathlib import Path

import pytest

from sincerity.conduct import load_conduct
from sincerity.conduct.codes import CONDUCT_CODES
from sincerity.conduct.firms import FIRM_GROUPS, OWNERSHIPS, SECTORS, SIZES, FirmGroup
from sincerity.conduct.groups import GROUPS, Group
from sincerity.conduct.rates import monthly_bound, monthly_rate, total_bound
from sincerity.errors import InputFileError, UsageError
from sincerity.phases.classes import CLASSES, split_class
from sincerity.scheme.load import load_scheme

DATA = Path(__file__).parents[1] / "data"

SMALL = """\
schema: conduct/v1
id: small
title: A small catalogue
sources:
  made-up: {title: Made up, mark: fictional}
invented_bound: {value: 0.001, source: made-up}
kinds:
  - id: red_light
    label: Running a red light
    domain: traffic
    sign: harm
    harms_others: true
    protection: {level: none}
    who: [driver]
    rate: 120
    by: {age: {18_29: 1.5}, sex: {male: 2}, means: {insolvent: 0.5}}
    bound: 1.25
    seen: 0.5
    source: made-up
    stages: [{id: seen}, {id: fined, chance: 0.5}]
"""


FIRMS = """\
firm_kinds:
  - id: pollution
    label: Pollution
    domain: welfare
    rate: 1200
    by: {sector: {food: 2}, size: {large: 3}, ownership: {state: 0.5}}
    victims: 20
    seen: 0.25
    source: made-up
"""


def faults_of(text: str) -> list[tuple[str, int]]:
    with pytest.raises(InputFileError) as caught:
        load_conduct(text)
    return [(fault.code, fault.line) for fault in caught.value.diagnostics]


def line_of(words: str) -> int:
    return next(n for n, row in enumerate(SMALL.splitlines(), start=1) if words in row)


@pytest.mark.parametrize("group", GROUPS, ids=str)
def test_that_candidates_of_a_class_stay_within_the_budget_of_shipped_catalogues(
    group: Group,
) -> None:
    # Only one class, few of whose people there are, comes near: insolvent drivers in town.
    assert total_bound(load_conduct(), group) <= Fraction(16, 100)


def test_that_candidates_of_the_average_class_stay_below_a_tenth_a_month() -> None:
    conduct = load_conduct()
    assert sum(total_bound(conduct, group) for group in GROUPS) / len(GROUPS) < Fraction(1, 10)


def test_that_classes_are_numbered_as_in_the_world() -> None:
    assert CLASSES == len(GROUPS)
    for number, group in enumerate(GROUPS):
        parts = split_class(number)
        assert parts.driver == group.is_driver
        assert (parts.means == 2) == (group.means == "insolvent")
        assert (parts.urban == 1) == (group.place == "urban")
        assert (parts.sex == 0) == (group.sex == "male")
        assert (parts.age_band >= 2) == group.is_adult


def test_that_a_rate_is_the_product_of_its_multipliers_over_12_000() -> None:
    conduct = load_conduct(SMALL)
    kind = conduct.kind("red_light")
    by_name = {str(group): group for group in GROUPS}
    young = by_name["18_29, male, urban, driver, insolvent"]
    assert Fraction(120 * 15 * 2 * 5, 12_000 * 100) == monthly_rate(kind, young)
    assert Fraction(120, 12_000) == monthly_rate(
        kind, by_name["60_plus, female, rural, driver, secure"]
    )
    assert 0 == monthly_rate(kind, by_name["60_plus, female, rural, no driver, secure"])
    assert monthly_rate(kind, young) * Fraction(5, 4) == monthly_bound(kind, young)
    expected = monthly_bound(kind, young) + Fraction(1, 1000)
    assert expected == total_bound(conduct, young)


def test_that_all_kinds_of_the_published_tables_and_the_unscored_protected_ones_exist() -> None:
    conduct = load_conduct()
    assert 40 <= len(conduct.kinds) <= 60
    for name in ("suining-2010", "rongcheng", "village-points"):
        for rule in load_scheme(name).rules:
            kind = conduct.kind(rule.on.kind)
            assert kind.stage_number(rule.on.stage) >= 0
    for name in (
        "true_accusation",
        "online_criticism",
        "petition",
        "peaceful_gathering",
        "worship_gathering",
        "report_public_problem",
    ):
        assert "qualified" == conduct.kind(name).protection.level


def test_that_having_a_belief_is_protected_absolutely_and_showing_it_under_conditions() -> None:
    conduct = load_conduct()
    absolute = [kind.id for kind in conduct.kinds if kind.protection.level == "absolute"]
    assert ["taking_up_belief"] == absolute
    for name in ("deemed_cult", "worship_gathering"):
        assert "18(3)" in (conduct.kind(name).protection.article or "")


def test_that_a_scored_protected_act_is_never_counted_as_harm_prevented() -> None:
    spoken = [kind for kind in load_conduct().kinds if kind.protection.level != "none"]
    assert {"false_accusation"} == {kind.id for kind in spoken if kind.harms_others}


def test_that_shows_of_loyalty_are_not_protected_acts_that_fear_takes_away() -> None:
    shows = [kind for kind in load_conduct().kinds if kind.sign == "conform"]
    assert 2 == len(shows)
    assert {"none"} == {kind.protection.level for kind in shows}


def test_that_acts_of_people_who_cannot_pay_are_debts() -> None:
    found = {kind.domain for kind in load_conduct().kinds if kind.cannot_pay}
    assert {"finance", "commerce", "utilities"} == found


def test_that_the_four_ladders_of_debt_end_in_about_three_findings_a_thousand_adults() -> None:
    conduct = load_conduct()
    findings = Fraction(0)
    for name in ("loan_breach", "private_loan_breach", "guarantee_breach", "contract_breach"):
        kind = conduct.kind(name)
        reached = Fraction(kind.rate.value)
        for chance in kind.later_chances:
            reached *= Fraction(chance)
        findings += reached
    assert Fraction(288, 100) == findings


def test_that_four_in_ten_who_do_not_pay_a_judgment_have_nothing_to_pay_with() -> None:
    kind = load_conduct().kind("judgment_default")
    # Means at the start of a Chinese county, half of it in town; see `life.means`.
    shares = {"secure": Fraction(83, 100), "strained": Fraction(145, 1000)}
    shares["insolvent"] = 1 - sum(shares.values())
    weights = {
        means: share * Fraction(getattr(kind.by.means, means)) for means, share in shares.items()
    }
    assert 0.95 <= sum(weights.values()) <= 1.05
    assert 0.40 <= weights["insolvent"] / sum(weights.values()) <= 0.46
    assert 6 == kind.rate.value


@pytest.mark.parametrize("name", ["walk", "walk-ruin"])
def test_that_the_walks_of_the_closed_forms_move_once_every_month(name: str) -> None:
    conduct = load_conduct(DATA / f"{name}.conduct.yaml")
    assert "single" == conduct.arrivals
    assert {Fraction(1)} == {total_bound(conduct, group) for group in GROUPS}
    load_scheme(DATA / "walk.scheme.yaml")


def test_that_a_catalogue_written_out_loads_to_an_equal_one() -> None:
    for source in ("base", SMALL):
        conduct = load_conduct(source)
        assert conduct == load_conduct(conduct.to_resolved_yaml())


def test_that_an_unknown_kind_is_answered_with_the_closest_one() -> None:
    with pytest.raises(UsageError, match="did you mean 'petition'"):
        load_conduct().kind("petitoin")


BAD = [
    ("E401", "seen: 0.5", "seen: {value: 0.5, range: [0.6, 0.9]}"),
    ("E402", "seen: 0.5", "seen: {value: 0.5, mark: M-}"),
    ("E402", "rate: 120", "rate: {value: 120, mark: GAP}"),
    ("E403", "seen: 0.5", "seen: {value: 0.5, range: [0.9, 0.1]}"),
    ("E404", "seen: 0.5", "seen: 1.5"),
    ("E404", "seen: 0.5", "seen: {value: 0.5, range: [-0.1, 0.6]}"),
    ("E404", "stages:", "stages: [{id: seen}, {id: fined, chance: 50}]"),
    ("E404", "invented_bound:", "invented_bound: {value: 2, source: made-up}"),
    ("E405", "bound: 1.25", "bound: 0.5"),
    ("E405", "rate: 120", "rate: -1"),
    ("E405", "rate: 120", "rate: 12001"),
    ("E405", "by:", "by: {sex: {male: -2}}"),
    ("E407", "stages:", "stages: [{id: seen, chance: 0.5}, {id: fined, chance: 0.5}]"),
    ("E407", "stages:", "stages: [{id: seen}, {id: fined}]"),
    ("E408", "stages:", "stages: [{id: seen}, {id: seen, chance: 0.5}]"),
    ("E409", "who: [driver]", "who: [dirver]"),
    ("E409", "who: [driver]", "who: [driver, driver]"),
    ("E410", "protection:", "protection: {level: qualified, article: ICCPR 21}"),
    ("E103", "by:", "by: {age: {18_30: 2}}"),
    ("E104", "sign: harm", "sign: harmful"),
    ("E105", "rate: 120", "rate: often"),
    ("E201", "source: made-up", "source: made-upp"),
    ("D001", "    source: made-up", "    note: no source"),
]


@pytest.mark.parametrize(("code", "where", "instead"), BAD)
def test_that_a_fault_has_its_code_and_its_line(code: str, where: str, instead: str) -> None:
    rows = SMALL.splitlines()
    line = max(n for n, row in enumerate(rows) if where in row)
    indent = " " * (len(rows[line]) - len(rows[line].lstrip(" ")))
    rows[line] = indent + instead.lstrip(" ")
    found = faults_of("\n".join(rows) + "\n")
    expected_line = line_of("id: red_light") if code == "D001" else line + 1
    assert (code, expected_line) in found


def test_that_bounds_that_fill_more_than_a_month_are_refused_with_the_class_at_fault() -> None:
    with pytest.raises(InputFileError, match=r"E406 .*18_29, male, .* driver") as caught:
        load_conduct(SMALL.replace("rate: 120", "rate: 6000"))
    assert ["E406"] == [fault.code for fault in caught.value.diagnostics]


def test_that_an_id_used_twice_shows_both_places() -> None:
    head, tail = SMALL.split("kinds:\n")
    found = head + "kinds:\n" + tail + tail
    with pytest.raises(InputFileError) as caught:
        load_conduct(found)
    (fault,) = caught.value.diagnostics
    assert "E408" == fault.code
    assert line_of("id: red_light") == fault.related[0].line


def test_that_all_faults_come_in_one_pass() -> None:
    text = SMALL.replace("seen: 0.5", "seen: 7").replace("bound: 1.25", "bound: 0")
    assert ["E405", "E404"] == [code for code, _ in faults_of(text)]


def test_that_each_code_of_a_catalogue_is_tried_here() -> None:
    tried = {code for code, _, _ in BAD} | {"E406"} | {code for code, _, _ in BAD_FIRMS}
    assert {code.code for code in CONDUCT_CODES} <= tried


def test_that_a_condition_with_a_slip_is_answered_with_the_right_word() -> None:
    with pytest.raises(InputFileError, match="did you mean 'driver'"):
        load_conduct(SMALL.replace("[driver]", "[dirver]"))


def test_that_gravity_is_two_and_nobody_is_named_unless_the_file_says_so() -> None:
    kind = load_conduct(SMALL).kind("red_light")
    assert (2, None) == (kind.gravity, kind.accuses)
    grave = SMALL.replace("sign: harm", 'sign: harm\n    gravity: 5\n    accuses: "true"')
    assert (5, "true") == (
        load_conduct(grave).kind("red_light").gravity,
        load_conduct(grave).kind("red_light").accuses,
    )


def test_that_every_kind_that_harms_states_its_gravity_and_accusations_their_truth() -> None:
    conduct = load_conduct()
    for kind in conduct.kinds:
        assert (kind.sign == "harm") == ("gravity" in kind.model_fields_set), kind.id
    named = {kind.id: kind.accuses for kind in conduct.kinds if kind.accuses is not None}
    assert {"false_accusation": "false", "true_accusation": "true"} == named


def test_that_a_rate_of_firms_is_the_product_of_its_multipliers_over_12_000() -> None:
    kind = load_conduct(SMALL + FIRMS).firm_kind("pollution")
    assert Fraction(1200 * 2 * 3, 12_000 * 2) == kind.monthly_rate(
        FirmGroup("food", "large", "state")
    )
    assert Fraction(1, 10) == kind.monthly_rate(FirmGroup("trade", "micro", "private"))
    assert 2 == kind.gravity


def test_that_classes_of_firms_are_numbered_by_sector_then_size_then_ownership() -> None:
    assert 6 * 4 * 4 == len(FIRM_GROUPS)
    for number, group in enumerate(FIRM_GROUPS):
        sector, size = SECTORS.index(group.sector), SIZES.index(group.size)
        assert number == (sector * 4 + size) * 4 + OWNERSHIPS.index(group.ownership)


def test_that_the_base_catalogue_has_the_four_kinds_of_firms_and_a_few_small_ones() -> None:
    conduct = load_conduct()
    assert {"safety_breach", "fraud", "arrears", "pollution"} <= set(conduct.firm_kind_ids)
    busiest = max(
        sum(kind.monthly_rate(group) for kind in conduct.firm_kinds) for group in FIRM_GROUPS
    )
    assert busiest < Fraction(1, 10)
    with pytest.raises(UsageError, match="did you mean 'arrears'"):
        conduct.firm_kind("arears")


def test_that_a_catalogue_with_firms_written_out_loads_to_an_equal_one() -> None:
    conduct = load_conduct(SMALL + FIRMS)
    assert conduct == load_conduct(conduct.to_resolved_yaml())


BAD_FIRMS = [
    ("E401", "seen: 0.25", "seen: {value: 0.25, range: [0.6, 0.9]}"),
    ("E402", "victims: 20", "victims: {value: 20, mark: M-}"),
    ("E404", "seen: 0.25", "seen: 25"),
    ("E405", "rate: 1200", "rate: 12001"),
    ("E405", "{large: 3}", "{large: -1}"),
    ("E103", "size: {large: 3}", "means: {insolvent: 2}"),
    ("E106", "victims: 20", "victims: 10001"),
    ("E105", "victims: 20", "victims: 0.5"),
    ("E106", "domain: welfare", "domain: welfare\n    gravity: 6"),
    ("E411", "rate: 1200", "rate: 2400"),
    ("E408", "- id: pollution", "- id: red_light"),
]


@pytest.mark.parametrize(("code", "old", "new"), BAD_FIRMS)
def test_that_a_fault_of_a_kind_of_firms_has_its_code_and_its_place(
    code: str, old: str, new: str
) -> None:
    assert old in FIRMS
    found = faults_of(SMALL + FIRMS.replace(old, new))
    first_line = len(SMALL.splitlines()) + 1
    assert [code] == [fault for fault, _ in found]
    assert all(line >= first_line for _, line in found)


def test_that_an_accusation_is_false_or_true_with_or_without_quotes() -> None:
    bare = SMALL.replace("sign: harm", "sign: harm\n    accuses: false")
    found = load_conduct(bare)
    assert "false" == found.kind("red_light").accuses
    assert found == load_conduct(found.to_resolved_yaml())
    text = SMALL.replace("sign: harm", "sign: harm\n    accuses: maybe")
    assert ["E104"] == [code for code, _ in faults_of(text)]
