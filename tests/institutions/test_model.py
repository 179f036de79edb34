"""Institutions as numbers: links, shared causes, attempts, room for invented records."""

from decimal import Decimal
from fractions import Fraction
from math import expm1, log
from pathlib import Path

import pytest

from sincerity.conduct import load_conduct
from sincerity.conduct.groups import GROUPS
from sincerity.errors import InputFileError, UsageError
from sincerity.institutions import LEVELS, STAGES, Institutions, load_institutions, share_link
from sincerity.institutions.attempts import yearly_attempts
from sincerity.institutions.inventions import candidates_for_inventions, chance_of_invention
from sincerity.library import institutions_names

PLAIN = Path(__file__).parent / "corpus" / "good" / "plain.institutions.yaml"
TEXT = PLAIN.read_text(encoding="utf-8")
BASE = load_institutions("base")


def with_text(old: str, new: str) -> Institutions:
    """Return the plain institutions with one thing in them changed."""
    assert TEXT.count(old) == 1
    return load_institutions(TEXT.replace(old, new))


def test_that_a_file_and_its_text_are_the_same() -> None:
    assert load_institutions(PLAIN) == load_institutions(TEXT) == load_institutions(str(PLAIN))


@pytest.mark.parametrize("name", institutions_names())
def test_that_institutions_written_out_load_to_equal_ones(name: str) -> None:
    found = load_institutions(name)
    assert found == load_institutions(found.to_resolved_yaml())


def test_that_plain_institutions_written_out_load_to_equal_ones() -> None:
    found = load_institutions(TEXT)
    assert found == load_institutions(found.to_resolved_yaml())


def test_that_what_is_not_written_is_nothing_or_everything() -> None:
    found = load_institutions(TEXT)
    assert Decimal(1) == found.agency("court").coverage.urban.value
    assert Decimal("0.8") == found.agency("court").coverage.rural.value
    assert Decimal(1) == found.agency("court").coverage.online.value
    assert 0 == found.agency("air").invents.value
    assert {} == found.agency("air").sees
    assert 0 == found.door("loan").falls.value == found.door("loan").out_of_work.value


def test_that_numbers_are_positions() -> None:
    found = load_institutions(TEXT)
    assert (0, 1) == (found.agency_number("court"), found.agency_number("air"))
    assert (0, 1) == (found.door_number("flight"), found.door_number("loan"))
    assert [1, 4] == [agency.level_number for agency in found.agencies]
    assert ("township", "county", "prefecture", "province", "national") == LEVELS


def test_that_an_unknown_agency_or_door_is_answered_with_the_closest_one() -> None:
    with pytest.raises(UsageError, match="did you mean 'court'"):
        BASE.agency("cuort")
    with pytest.raises(UsageError, match="did you mean 'flight'"):
        BASE.door_number("fligth")
    with pytest.raises(UsageError, match="did you mean 'base'"):
        load_institutions("bse")


def test_that_shared_causes_have_shares_of_one_and_times_of_mean_one() -> None:
    found = load_institutions(TEXT).shared_causes  # shares 3 and 1, times 1 and 5
    assert ((Fraction(3, 4), Fraction(1, 2)), (Fraction(1, 4), Fraction(5, 2))) == found


@pytest.mark.parametrize("name", institutions_names())
def test_that_shared_causes_move_errors_and_make_none(name: str) -> None:
    found = load_institutions(name).shared_causes
    assert 1 == sum(share for share, _ in found)
    assert 1 == sum(share * times for share, times in found)


def test_that_errors_hit_all_alike_where_no_causes_are_given() -> None:
    head, tail = TEXT.split("shared_causes:\n")
    found = load_institutions(head + tail[tail.index("agencies:") :])
    assert ((Fraction(1), Fraction(1)),) == found.shared_causes


@pytest.mark.parametrize(
    ("stage", "a", "b", "expected"),
    [
        ("joint", "court", "court", (Fraction(1), 0, 0)),
        ("islands", "court", "court", (Fraction(1), 0, 0)),
        # three levels at 0.9 and 1..2 months, one border of sectors at 0.6 and 0..3 months
        ("joint", "court", "air", (Fraction(9, 10) ** 3 * Fraction(6, 10), 3, 9)),
        ("joint", "air", "court", (Fraction(9, 10) ** 3 * Fraction(6, 10), 3, 9)),
        ("vertical", "court", "air", (Fraction(0), 0, 6)),
        ("islands", "court", "air", (Fraction(0), 0, 0)),
        ("one_store", "court", "air", (Fraction(1), 0, 0)),
    ],
)
def test_that_a_record_passes_each_level_and_one_border(stage, a, b, expected) -> None:
    found = load_institutions(TEXT)
    assert expected == share_link(found, stage, found.agency(a), found.agency(b))


def test_that_a_sector_shares_up_and_down_at_the_vertical_stage() -> None:
    chance, low, high = share_link(
        BASE, "vertical", BASE.agency("court"), BASE.agency("court_national")
    )
    link = BASE.stages["vertical"].vertical
    assert Fraction(link.chance.value) ** 3 == chance
    assert (3 * link.low, 3 * link.high) == (low, high)


def test_that_sharing_is_the_same_both_ways_and_never_grows_less_with_the_stage() -> None:
    for a in BASE.agencies:
        for b in BASE.agencies:
            chances = [share_link(BASE, stage, a, b)[0] for stage in STAGES]
            assert sorted(chances) == chances
            assert chances[-1] == 1
            for stage in STAGES:
                assert share_link(BASE, stage, a, b) == share_link(BASE, stage, b, a)


def test_that_attempts_are_multiplied_by_class() -> None:
    door = load_institutions(TEXT).door("flight")
    by_name = {str(group): group for group in GROUPS}
    adult = by_name["30_44, male, urban, driver, insolvent"]
    child = by_name["under_14, male, urban, no driver, secure"]
    assert Fraction(2, 10) == yearly_attempts(door, adult)
    assert 0 == yearly_attempts(door, child)


def test_that_the_chance_of_an_invention_is_that_of_any_of_the_agencies() -> None:
    midas = load_institutions("midas")
    assert Fraction("0.015") == chance_of_invention(midas, Fraction(1))
    assert 1 == chance_of_invention(midas, Fraction(100))
    two = TEXT.replace(
        "    private: true\n    source: made-up\n",
        "    private: true\n    source: made-up\n    sees: {loan_breach: 0}\n    invents: 0.5\n",
    ).replace("invents: 0.00001", "invents: 0.25")
    conduct = load_conduct().model_copy(
        update={
            "invented_bound": load_conduct().invented_bound.model_copy(update={"value": Decimal(5)})
        }
    )
    found = load_institutions(two.replace("times: 5", "times: 1"), conduct)
    assert 1 - Fraction(3, 4) * Fraction(1, 2) == chance_of_invention(found, Fraction(1))


def test_that_inventions_need_as_many_candidates_as_make_one_likely_enough() -> None:
    midas = load_institutions("midas")
    needed = candidates_for_inventions(midas, "poisson")
    assert needed is not None
    assert -expm1(-float(needed)) == pytest.approx(0.015, rel=1e-12)
    assert float(needed) == pytest.approx(-log(1 - 0.015), rel=1e-12)
    assert Fraction("0.015") == candidates_for_inventions(midas, "single")


def test_that_a_class_which_errors_hit_often_needs_more_room() -> None:
    found = load_institutions(TEXT)
    needed = candidates_for_inventions(found, "single")
    assert Fraction("0.00001") * Fraction(5, 2) == needed
    # 0.0002 on average fits the catalogue's 0.0005, and just not for the class hit 2.5 times
    with pytest.raises(InputFileError, match="E714"):
        with_text("invents: 0.00001", "invents: 0.0002")
    with_text("invents: 0.00001", "invents: 0.00019")


def test_that_kinds_are_those_of_the_catalogue_that_the_file_names_or_is_given() -> None:
    text = TEXT.replace("loan_breach: 0.5, false_accusation: 0.1", "fraudulent_claim: 0.5")
    with pytest.raises(InputFileError, match="E701"):
        load_institutions(text)
    given = load_institutions(text, load_conduct("claims"))
    named = load_institutions(text.replace("id: plain\n", "id: plain\nconduct: claims\n"))
    assert given.agencies == named.agencies
    with pytest.raises(UsageError, match="no conduct named 'nothing'"):
        load_institutions(text.replace("id: plain\n", "id: plain\nconduct: nothing\n"))


def test_that_all_faults_come_in_one_pass() -> None:
    text = TEXT.replace("rural: 0.8", "rural: 8").replace("agency: air", "agency: airr")
    with pytest.raises(InputFileError) as caught:
        load_institutions(text.replace("enters: [1, 3]", "enters: [3, 1]"))
    assert ["E709", "E704", "E702"] == [fault.code for fault in caught.value.diagnostics]
