"""Shipped institutions: sources, ranges, sense; and the published shares that they must give."""

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.conduct.groups import GROUPS
from sincerity.conduct.rates import monthly_rate, total_bound
from sincerity.institutions import Institutions, load_institutions
from sincerity.institutions.attempts import yearly_attempts
from sincerity.scheme.quantities import Quantity
from sincerity.society.loader import load_society
from tests.library.test_sources import VERDICTS
from tests.library.walking import UNVOUCHED, quantities

NAMES = library.institutions_names()
BASE = load_institutions("base")
COMPARATORS = ("childcare", "midas", "robodebt")
CLAIMANTS = {
    "childcare": "childcare-parents",
    "midas": "michigan-claimants",
    "robodebt": "robodebt-claimants",
}
WANTED_DOORS = {
    "flight", "high_speed_train", "soft_sleeper", "hotel", "loan", "credit_card",
    "housing_purchase", "public_post", "licence", "school_place", "relief", "internet_account",
    "travel_abroad", "dating_display", "deposit", "fast_lane", "car_plate", "job",
    "business_registration", "tender",
}  # fmt: skip


def ends(quantity: Quantity[Any]) -> tuple[Any, Any]:
    """Return the ends of a range; of delays the sums, which order them."""
    assert quantity.range is not None
    low, high = quantity.range
    return (sum(low), sum(high)) if isinstance(low, tuple) else (low, high)


def test_that_the_base_and_three_comparators_ship() -> None:
    assert {"base", *COMPARATORS} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_that_every_number_has_source_and_mark_and_every_guess_a_range(name: str) -> None:
    found = load_institutions(name)
    for place, quantity in quantities(found):
        assert quantity.source in found.sources, place
        assert quantity.mark is not None, place
        if quantity.mark in UNVOUCHED:
            low, high = ends(quantity)
            assert low < high, place


@pytest.mark.parametrize("name", NAMES)
def test_that_a_number_said_to_be_derived_shows_its_arithmetic(name: str) -> None:
    for place, quantity in quantities(load_institutions(name)):
        if quantity.mark == "D":
            assert quantity.note is not None, place
            assert quantity.range is not None, place


@pytest.mark.parametrize("name", NAMES)
def test_that_no_text_passes_a_verdict(name: str) -> None:
    text = library.institutions_path(name).read_text(encoding="utf-8")
    assert [] == [match.group() for match in VERDICTS.finditer(text)]


@pytest.mark.parametrize("name", NAMES)
def test_that_nobody_tries_a_door_more_than_once_a_month(name: str) -> None:
    found = load_institutions(name)
    busiest = max(sum(yearly_attempts(door, group) for door in found.doors) for group in GROUPS)
    assert busiest < 12


@pytest.mark.parametrize("name", NAMES)
def test_that_every_door_says_what_children_try(name: str) -> None:
    for door in load_institutions(name).doors:
        assert {"under_14", "from_14"} <= door.by.age.model_fields_set, door.id


def test_that_there_are_some_forty_agencies_at_five_levels() -> None:
    assert 30 <= len(BASE.agencies) <= 60
    assert {0, 1, 2, 3, 4} == {agency.level_number for agency in BASE.agencies}
    levels = defaultdict(set)
    for agency in BASE.agencies:
        levels[agency.sector].add(agency.level)
    assert 8 <= sum(len(found) >= 2 for found in levels.values())
    assert 2 <= sum(len(found) >= 3 for found in levels.values())


def test_that_banks_airlines_and_platforms_are_private_bodies() -> None:
    private = {agency.id for agency in BASE.agencies if agency.private}
    assert {"commercial_banks", "air", "platforms", "insurance"} <= private
    assert not {"court", "police", "tax_office", "rail"} & private


def test_that_somebody_sees_each_kind_and_the_office_it_falls_to_sees_most() -> None:
    best: dict[str, tuple[Decimal, str]] = {}
    for agency in BASE.agencies:
        for kind, chance in agency.sees.items():
            best[kind] = max(best.get(kind, (Decimal(0), "")), (chance.value, agency.id))
    assert set(load_conduct().kind_ids) == set(best)
    for kind, agency_id in {
        "minor_traffic": "traffic_police",
        "drunk_driving": "traffic_police",
        "loan_arrears": "commercial_banks",
        "utility_arrears": "utilities",
        "petition": "petitions_office",
        "party_warning": "party_discipline",
        "online_criticism": "platforms",
        "counterfeit_goods": "market_regulator",
        "child_outside_plan": "family_planning",
    }.items():
        assert agency_id == best[kind][1], kind


def test_that_platforms_cannot_tell_true_accusations_from_false_ones() -> None:
    sees = BASE.agency("platforms").sees
    assert sees["true_accusation"].value == sees["false_accusation"].value


def test_that_doors_lie_in_many_parts_of_life_and_all_the_named_ones_are_there() -> None:
    assert set(BASE.door_ids) >= WANTED_DOORS
    assert 10 <= len({door.domain for door in BASE.doors})


def test_that_the_whole_range_of_invented_records_fits_the_catalogue() -> None:
    top = sum(
        Fraction(ends(agency.given_invents)[1])
        for agency in BASE.agencies
        if agency.given_invents is not None
    )
    rare, often = BASE.causes
    share, times = Fraction(often.share.value), Fraction(ends(often.times)[1])
    mean = (1 - share) * Fraction(ends(rare.times)[0]) + share * times
    assert top * times / mean <= Fraction(load_conduct().invented_bound.value)


def true_findings(found: Institutions) -> Fraction:
    """Return the monthly rate of true findings of harms, per person of average multipliers."""
    conduct = load_conduct(found.conduct)
    (agency,) = found.agencies
    harms = [kind for kind in conduct.kinds if kind.sign == "harm" and kind.id in agency.sees]
    return sum(
        (
            Fraction(kind.rate.value) / 12_000 * Fraction(agency.sees[kind.id].value)
            for kind in harms
        ),
        Fraction(0),
    )


@pytest.mark.parametrize(("name", "wrong"), [("midas", "0.93"), ("robodebt", "0.20")])
def test_that_the_published_share_of_wrong_findings_follows(name: str, wrong: str) -> None:
    found = load_institutions(name)
    false = Fraction(found.agencies[0].invents.value)
    share = false / (false + true_findings(found))
    assert abs(share - Fraction(wrong)) < Fraction(5, 1000)


@pytest.mark.parametrize("name", COMPARATORS)
def test_that_a_comparator_is_one_agency_with_claimants_of_its_own(name: str) -> None:
    found = load_institutions(name)
    assert 1 == len(found.agencies)
    assert "claims" == found.conduct
    recipe = load_society(CLAIMANTS[name])
    assert 1000 <= recipe.residents.value
    assert "frozen" == recipe.ageing
    assert recipe.firms is None


@pytest.mark.parametrize("group", GROUPS, ids=str)
def test_that_candidates_of_claimants_stay_within_the_budget(group) -> None:
    assert total_bound(load_conduct("claims"), group) <= Fraction(15, 100)


def test_that_every_number_of_claims_is_sourced_and_has_a_range() -> None:
    conduct = load_conduct("claims")
    for place, quantity in quantities(conduct):
        assert quantity.source in conduct.sources, place
        assert quantity.mark in UNVOUCHED, place
        low, high = ends(quantity)
        assert low < high, place


def test_that_an_honest_claimant_harms_nobody_by_a_mismatch_or_a_form() -> None:
    conduct = load_conduct("claims")
    for name in ("paperwork_fault", "report_mismatch"):
        assert ("neutral", False) == (conduct.kind(name).sign, conduct.kind(name).harms_others)
    assert ["fraudulent_claim"] == [kind.id for kind in conduct.kinds if kind.harms_others]
    minor = next(group for group in GROUPS if not group.is_adult)
    assert all(0 == monthly_rate(kind, minor) for kind in conduct.kinds)
