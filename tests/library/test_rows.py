"""The rows of the published tables, written out here once more, against the shipped schemes.

A row is (behaviour as the source has it, rules that encode it, points, marks of its sources). The
tables are a second copy on purpose: a slip in either file shows as a difference.
"""

from functools import cache

import pytest

from sincerity.conduct import load_conduct
from sincerity.scheme.load import load_scheme
from sincerity.scheme.model import Rule, Scheme

Points = int | str | tuple[int, int]

SUINING: list[tuple[str, tuple[str, ...], Points, str]] = [
    ("national-level honour", ("national_honour",), 100, "V"),
    ("act of bravery", ("bravery",), 10, "V"),
    ("minor traffic offence", ("minor_traffic",), -20, "V"),
    ("running a red light", ("red_light",), -50, "V"),
    ("drunk driving", ("drunk_driving",), -50, "V"),
    ("paying a bribe", ("bribe_paying",), -50, "V"),
    ("not caring for elderly relatives", ("elder_neglect",), -50, "V"),
    ("taking part in a group deemed a cult", ("deemed_cult",), -50, "V"),
    ("disturbance blocking party or state offices", ("office_blockade",), -50, "V"),
    ("online false accusation", ("false_accusation",), -100, "V"),
    ("serious warning inside the Party", ("party_warning",), -30, "V"),
    ("child outside the birth plan", ("child_outside_plan",), -35, "M+"),
    ("loan default, by size", ("loan_default",), (-50, -30), "M+"),
    ("second child", ("second_child",), "unknown", "V"),
    ("bank-card arrears", ("bank_card_arrears",), "unknown", "V"),
    ("utility arrears", ("utility_arrears",), "unknown", "V"),
    ("sex-work offences", ("sex_work_offence",), "unknown", "V"),
    ("raising investment for the county", ("raising_investment",), "unknown", "V"),
    ("fostering a child", ("fostering_child",), "unknown", "V"),
]

RONGCHENG: list[tuple[str, tuple[str, ...], Points, str]] = [
    (
        "not performing lending, guarantee, lease, insurance contract",
        ("loan_breach", "guarantee_breach", "contract_breach"),
        -20,
        "V",
    ),
    (
        "sued for it and found in breach",
        ("loan_breach_found", "guarantee_breach_found", "contract_breach_found"),
        -50,
        "V",
    ),
    ("bank loan arrears, card overdraft or overdue, a cycle", ("loan_arrears",), -10, "V"),
    ("private lending breach", ("private_loan_breach",), -20, "V"),
    ("investigated for illegal fundraising or lending", ("illegal_fundraising",), -40, "V"),
    ("guarantee breach", ("guarantee_breach",), -20, "V"),
    ("sued over a debt and found responsible", ("debt_found",), -30, "V"),
    ("pyramid selling or commercial fraud", ("commercial_fraud",), -30, "V"),
    ("making or selling fakes", ("counterfeit_goods",), -30, "V"),
    ("other untrustworthy circumstances", ("other_untrustworthy",), (-50, -5), "V"),
    ("late public-service fees", ("utility_arrears",), -20, "V"),
    ("court or arbitrator finds fee arrears", ("utility_arrears_found",), -50, "V"),
    ("tampering with public heating or water", ("utility_tampering",), -50, "V"),
    ("stealing water, gas, power, heat", ("utility_theft",), -60, "V"),
    ("destroying utility equipment with harm", ("utility_destruction",), -100, "V"),
    ("refusing investigation, false materials", ("refusing_investigation",), "unknown", "GAP"),
    ("ordinary ticket", ("traffic_ticket",), -5, "V*"),
    ("drunk driving: override to C", ("drunk_driving",), "unknown", "GAP"),
    ("city-level award", ("city_award",), 30, "V*"),
]

VILLAGE: list[tuple[str, tuple[str, ...], Points, str]] = [
    ("8 hours' work installing a village basketball hoop", ("village_work",), 2, "V"),
    ("donating a 3,000-yuan television", ("donation",), 30, "V"),
    ("having a son in the army, to a relative", ("relative_in_army",), 10, "V"),
]

TABLES = {"suining-2010": SUINING, "rongcheng": RONGCHENG, "village-points": VILLAGE}
ROWS = [(name, *row) for name, table in TABLES.items() for row in table]

BEYOND_THE_TABLES = {
    "suining-2010": set(),
    "rongcheng": {"red_light_ticket", "volunteering", "blood_donation", "family_virtue_award"},
    "village-points": set(),
}
"""Rules that read a row more widely or take a range of single deeds from memory; never marked V."""


@cache
def scheme_named(name: str) -> Scheme:
    return load_scheme(name)


def points_of(rule: Rule) -> Points:
    if rule.discretion is not None:
        return (rule.discretion.low.value, rule.discretion.high.value)
    assert rule.points is not None
    return rule.points.value


def mark_of(rule: Rule) -> str | None:
    if rule.discretion is not None:
        return rule.discretion.low.mark
    assert rule.points is not None
    return rule.points.mark


@pytest.mark.parametrize(("scheme", "behaviour", "rules", "points", "mark"), ROWS)
def test_that_a_published_row_is_encoded_as_published(
    scheme: str, behaviour: str, rules: tuple[str, ...], points: Points, mark: str
) -> None:
    for rule in rules:
        found = scheme_named(scheme).rule(rule)
        assert points == points_of(found), behaviour
        assert mark == mark_of(found), behaviour


@pytest.mark.parametrize("scheme", sorted(TABLES))
def test_that_no_rule_stands_in_a_scheme_without_a_row(scheme: str) -> None:
    encoded = {rule for _, rules, _, _ in TABLES[scheme] for rule in rules}
    shipped = {rule.id for rule in scheme_named(scheme).rules}
    assert encoded | BEYOND_THE_TABLES[scheme] == shipped


@pytest.mark.parametrize(
    ("scheme", "rule"), [(s, r) for s, rules in BEYOND_THE_TABLES.items() for r in sorted(rules)]
)
def test_that_a_rule_beyond_the_rows_is_not_said_to_have_been_seen(scheme: str, rule: str) -> None:
    assert mark_of(scheme_named(scheme).rule(rule)) in ("D", "M")


def test_that_unknown_points_are_listed_among_the_unknowns() -> None:
    suining = load_scheme("suining-2010")
    inert = [rule for rule in suining.rules if rule.is_inert]
    assert 6 == len(inert)
    said = " ".join(suining.unknowns)
    for word in ("second child", "bank-card", "utility", "sex-work", "investment", "fostering"):
        assert word in said


def test_that_the_frame_of_suining_is_as_published() -> None:
    scheme = load_scheme("suining-2010")
    bases = {d.id: d.base.value for d in scheme.score.dimensions if d.base is not None}
    expected = {
        "commercial_service": 150,
        "social_service": 120,
        "social_management": 530,
        "special": 200,
    }
    assert expected == bases
    assert 1000 == scheme.score.base.value == sum(bases.values())
    assert scheme.grades is not None
    limits = [(b.id, b.from_points.value if b.from_points else None) for b in scheme.grades.bands]
    assert [("A", 970), ("B", 850), ("C", 600), ("D", None)] == limits
    assert 12 == scheme.grades.regrade.value


def test_that_the_bands_of_rongcheng_are_as_published() -> None:
    grades = load_scheme("rongcheng").grades
    assert grades is not None
    limits = [(b.id, b.from_points.value if b.from_points else None) for b in grades.bands]
    expected = [("AAA", 1050), ("AA", 1030), ("A", 960), ("B", 850), ("C", 600), ("D", None)]
    assert expected == limits


def test_that_the_cap_of_suining_is_a_setting_because_sources_conflict() -> None:
    assert load_scheme("suining-2010").score.cap_points is None
    assert 1000 == load_scheme("suining-2010", {"cap": "capped"}).score.cap_points


def test_that_the_conflicts_over_suining_are_kept_in_sight() -> None:
    said = " ".join(load_scheme("suining-2010").unknowns)
    for trace in ("812", "3,000", "2014", "1,000", "instalment"):
        assert trace in said


def test_that_the_revision_drops_the_grades_and_every_door_that_hung_on_them() -> None:
    before, after = load_scheme("suining-2010"), load_scheme("suining-revised")
    assert after.grades is None
    assert () == after.sanctions == after.perks
    assert before.rules == after.rules
    assert before.lists == after.lists
    assert len(after.unknowns) > len(before.unknowns)


def test_that_a_relative_is_rewarded_for_somebody_elses_service() -> None:
    collective = [rule.id for rule in load_scheme("village-points").rules if rule.collective]
    assert ["relative_in_army"] == collective


def test_that_the_open_ended_row_of_rongcheng_is_marked_open_ended() -> None:
    found = [rule.id for rule in load_scheme("rongcheng").rules if rule.open_ended]
    assert ["other_untrustworthy"] == found


def test_that_weak_memories_of_political_rows_are_not_encoded() -> None:
    conduct = load_conduct()
    domains = {conduct.kind(rule.on.kind).domain for rule in load_scheme("rongcheng").rules}
    assert not domains & {"expression", "assembly", "belief", "political"}
