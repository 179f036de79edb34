"""Court lists, joint punishment, one score, credit file: what the texts say, against the files."""

from functools import cache

import pytest

from sincerity.institutions import surroundings
from sincerity.scheme.load import check_scheme, load_scheme
from sincerity.scheme.model import Listing, Scheme

COURT_LISTS = ("court-list-2013", "court-list-2017", "court-list-2025")
NATIONAL = (*COURT_LISTS, "joint-punishment-2016", "limits-2020", "one-score")
GROUNDS_OF_2017 = {
    "refusing": {"judgment_default"},
    "dodging": {
        "asset_hiding",
        "asset_report_breach",
        "settlement_breach",
        "spending_ban_breach",
    },
    "obstructing": {"enforcement_obstruction"},
}
SPENDING_BAN = {
    "flight",
    "soft_sleeper",
    "hotel",
    "housing_purchase",
    "car_plate",
    "insurance_policy",
    "private_school",
}
"""Doors of the rules of 2010; high-speed trains came in 2015."""


@cache
def named(name: str, **settings: str) -> Scheme:
    return load_scheme(name, settings)


def listing(scheme: Scheme, name: str) -> Listing:
    return next(one for one in scheme.lists if one.id == name)


def kinds_of(one: Listing) -> set[str]:
    return {trigger.kind for trigger in one.entry.kinds}


def doors_of(scheme: Scheme) -> set[str]:
    return {door.door for door in scheme.sanctions if door.door is not None}


@pytest.mark.parametrize("name", [*NATIONAL, "credit-file", "midas", "robodebt"])
def test_that_agencies_doors_and_kinds_that_a_scheme_names_exist(name: str) -> None:
    loaded = check_scheme(name, surroundings=surroundings)
    assert () == loaded.errors
    assert loaded.scheme is not None
    assert loaded.scheme.operator is not None
    assert all(door.door is not None for door in loaded.scheme.sanctions)


@pytest.mark.parametrize("name", NATIONAL)
def test_that_each_option_of_a_setting_loads(name: str) -> None:
    for setting, found in named(name).settings.items():
        for option in found.options:
            assert () == check_scheme(name, {setting: option}, surroundings=surroundings).errors


@pytest.mark.parametrize("name", COURT_LISTS)
def test_that_a_court_list_scores_nobody_and_is_enacted(name: str) -> None:
    scheme = named(name)
    assert () == scheme.rules
    assert scheme.grades is None
    assert ("enacted", "China") == (scheme.status.kind, scheme.status.place)
    assert SPENDING_BAN <= doors_of(scheme)


@pytest.mark.parametrize("name", COURT_LISTS)
def test_that_only_a_judgment_that_stays_unpaid_is_a_ground(name: str) -> None:
    stages = {
        trigger.stage
        for one in named(name).lists
        for trigger in one.entry.kinds
        if trigger.kind == "judgment_default"
    }
    assert {"unpaid"} == stages


def test_that_high_speed_trains_closed_after_2013() -> None:
    assert ["high_speed_train" in doors_of(named(name)) for name in COURT_LISTS] == [
        False,
        True,
        True,
    ]


def test_that_the_six_grounds_of_2017_have_their_terms() -> None:
    scheme = named("court-list-2017")
    assert GROUNDS_OF_2017 == {name: kinds_of(listing(scheme, name)) for name in GROUNDS_OF_2017}
    refusing, dodging, obstructing = (listing(scheme, name) for name in GROUNDS_OF_2017)
    assert refusing.term_months is None
    assert refusing.ends_by_performance
    assert (24, "V") == (dodging.term_months, dodging.term.mark)
    assert dodging.ends_by_performance
    assert (36, 60) == tuple(obstructing.term.range or ())
    assert all("minors" in one.exempt for one in scheme.lists)


def test_that_no_list_before_2025_lets_those_off_who_cannot_pay() -> None:
    for name in ("court-list-2013", "court-list-2017"):
        assert all(one.repair is None for one in named(name).lists)


def test_that_the_opinion_of_2019_spares_people_and_gives_time() -> None:
    before = named("court-list-2017")
    after = named("court-list-2017", opinion_2019="followed")
    assert 0 == listing(before, "refusing").grace_months
    assert 1 <= listing(after, "refusing").grace_months <= 3
    assert "students" in listing(after, "refusing").exempt
    assert "representatives" in listing(after, "representatives").exempt
    assert "representatives" not in listing(before, "representatives").exempt


def test_that_the_practice_of_2025_has_three_levels_grace_and_a_way_off_for_the_insolvent() -> None:
    scheme = named("court-list-2025")
    assert ["minor", "usual", "grave"] == [one.id for one in scheme.lists]
    minor = listing(scheme, "minor")
    assert 1 <= minor.grace_months <= 3
    assert minor.repair is not None
    assert ("insolvent",) == minor.repair.open_to
    assert {"minors", "students"} <= set(minor.exempt)
    assert scheme.firms is not None
    assert scheme.firms.representative is None
    as_before = named("court-list-2025", cannot_pay_filter="unfiltered")
    assert listing(as_before, "minor").repair is None
    assert any("cannot keep a debtor off" in point for point in scheme.unknowns)


def test_that_fewer_doors_close_for_the_lightest_level() -> None:
    scheme = named("court-list-2025")
    closing = {
        one.id: {door.id for door in scheme.sanctions if one.id in door.lists}
        for one in scheme.lists
    }
    assert closing["minor"] < closing["usual"] == closing["grave"]


@pytest.mark.parametrize("name", ["court-list-2013", "court-list-2017"])
def test_that_representatives_of_listed_firms_were_reached(name: str) -> None:
    scheme = named(name)
    assert scheme.firms is not None
    assert "representatives" == scheme.firms.representative
    assert listing(scheme, "representatives").entry.says_nothing
    assert any("representatives" in door.lists for door in scheme.sanctions)


def test_that_school_fees_reach_the_household_and_journeys_do_not() -> None:
    for name in COURT_LISTS:
        reaching = {door.door for door in named(name).sanctions if door.reach}
        assert {"private_school"} == reaching


def test_that_joint_punishment_has_the_four_classes_red_lists_and_closer_watching() -> None:
    scheme = named("joint-punishment-2016")
    grounds = kinds_of(listing(scheme, "dishonest"))
    assert {"counterfeit_goods", "commercial_fraud", "service_refusal"} <= grounds
    assert "judgment_default" in kinds_of(listing(scheme, "debtors"))
    assert "red" == listing(scheme, "trustworthy").colour
    assert scheme.supervision is not None
    assert scheme.supervision.factor.used > 1
    assert "GAP" == scheme.supervision.factor.mark
    assert scheme.firms is not None
    assert "dishonest" == scheme.firms.representative
    assert len({door.domain for door in scheme.sanctions}) >= 8
    assert "joint" == scheme.integration


def test_that_limits_of_2020_only_take_away_but_for_ways_back() -> None:
    before, after = named("joint-punishment-2016"), named("limits-2020")
    for one in after.lists:
        assert kinds_of(one) <= kinds_of(listing(before, one.id))
        if one.colour == "black":
            assert one.repair is not None
            assert "insolvent" in one.repair.open_to
            assert "minors" in one.exempt
    assert {door.id for door in after.sanctions} < {door.id for door in before.sanctions}
    old = {door.id: set(door.lists) for door in before.sanctions}
    assert all(set(door.lists) <= old[door.id] for door in after.sanctions)
    assert after.firms is not None
    assert after.firms.representative is None
    assert ("before", "available") == (after.process.notice.value, after.process.objection.value)


def test_that_banks_are_not_made_to_refuse_under_the_limits() -> None:
    _, institutions = surroundings("base")
    banks = {door.id for door in institutions.doors if door.agency == "commercial_banks"}
    assert banks & doors_of(named("joint-punishment-2016"))
    assert not banks & doors_of(named("limits-2020"))


def test_that_the_one_score_is_said_to_have_been_feared_and_never_enacted() -> None:
    status = named("one-score").status
    assert ("feared", "2016") == (status.kind, status.start)
    assert "Feared in 2016, never enacted nationally" in (status.note or "")


def test_that_the_one_score_joins_four_kinds_of_credit_with_weights_that_nobody_knows() -> None:
    scheme = named("one-score")
    kinds = {dimension.id for dimension in scheme.score.dimensions}
    assert {"political", "commercial", "social", "legal"} == kinds
    assert kinds == {rule.dimension for rule in scheme.rules}
    for rule in scheme.rules:
        number = rule.points if rule.discretion is None else rule.discretion.low
        assert number is not None
        assert ("GAP", True) == (number.mark, number.range is not None), rule.id


@pytest.mark.parametrize("kind", ["political", "commercial", "social", "legal"])
def test_that_a_weight_doubles_the_points_of_one_kind_of_credit_alone(kind: str) -> None:
    even, heavy = named("one-score"), named("one-score", weights=kind)
    for rule in even.rules:
        times = 2 if rule.dimension == kind else 1
        changed = heavy.rule(rule.id)
        expected = (times * (rule.lowest_points or 0), times * (rule.highest_points or 0))
        assert expected == (changed.lowest_points, changed.highest_points), rule.id


def test_that_low_grades_meet_closed_doors_everywhere_and_are_watched() -> None:
    scheme = named("one-score")
    assert len({door.domain for door in scheme.sanctions}) >= 11
    reaching = {door.door for door in scheme.sanctions if door.reach}
    assert {"school_place", "university_place", "public_post"} <= reaching
    assert scheme.supervision is not None
    assert ("C", "D") == scheme.supervision.grades
    assert "one_store" == scheme.integration
    assert scheme.firms is not None
    assert {"safety_breach", "fraud", "pollution", "arrears"} <= {
        rule.on.kind for rule in scheme.firms.rules
    }


def test_that_the_credit_file_knows_debts_alone_and_closes_credit_alone() -> None:
    scheme = named("credit-file")
    conduct, _ = surroundings("base")
    assert {"finance"} == {conduct.kind(rule.on.kind).domain for rule in scheme.rules}
    assert {"finance"} == {door.domain for door in scheme.sanctions}
    assert () == scheme.lists
    thin = named("credit-file", country="china").coverage.share
    assert thin.used < scheme.coverage.share.used
    assert "D" == thin.mark


BENEFITS = {
    "midas": ("midas", {"fraudulent_claim"}, "after"),
    "robodebt": ("robodebt", {"honest_overpayment"}, "before"),
    "childcare-benefits": ("childcare", {"fraudulent_claim", "paperwork_fault"}, "after"),
}


@pytest.mark.parametrize("name", sorted(BENEFITS))
def test_that_a_benefit_system_lists_what_its_text_names_among_its_own_claimants(name: str) -> None:
    institutions, kinds, notice = BENEFITS[name]
    scheme = named(name)
    assert (institutions, "benefit_agency") == (scheme.institutions, scheme.operator)
    assert "claims" == surroundings(scheme.institutions)[0].id
    assert [kinds] == [kinds_of(one) for one in scheme.lists]
    assert notice == scheme.process.notice.value
    assert "repealed" == scheme.status.kind
    assert any(door.severity >= 4 and door.domain == "welfare" for door in scheme.sanctions)


@pytest.mark.parametrize("name", [*NATIONAL, "credit-file", *BENEFITS])
def test_that_each_scheme_says_what_is_not_known(name: str) -> None:
    assert len(named(name).unknowns) >= 5
