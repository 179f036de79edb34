"""All faults in one pass, and what a fault in one place does not hide in another."""

import pytest

from sincerity.conduct import load_conduct
from sincerity.scheme import check_scheme
from tests.scheme.texts import BASE, changed


def codes(text: str) -> list[str]:
    """Return the codes of the errors in a text."""
    return [d.code for d in check_scheme(text, conduct=load_conduct()).errors]


def test_that_form_references_and_logic_are_reported_together() -> None:
    text = changed("label: Running", "lable: Running")
    text = changed("from: 900", "from: 900, source: nowhere", text)
    text = changed("cap: 2000", "cap: 900", text)
    text = changed("title: A town", "title: A town\ntitle: Again", text)
    assert ["E110", "E311", "E103", "E201"] == codes(text)


def test_that_naming_a_malformed_rule_or_grade_is_no_second_fault() -> None:
    text = changed("{id: B, label: rest}", "{id: B, lable: rest}")
    door = "{id: d, label: D, grades: [B], domain: traffic, severity: 2, source: made-up}"
    text += f"sanctions: [{door}]\n"
    assert ["E103"] == codes(text)


def test_that_a_misspelt_key_is_one_fault_and_not_two() -> None:
    assert ["E103"] == codes(changed("points: -50", "pionts: -50"))
    assert ["E103"] == codes(changed("summary:", "sumary:"))


def test_that_faults_come_in_the_order_of_the_file() -> None:
    text = changed("points: -50", "points: -5000")
    text = changed("id: town", "id: Town", text)
    text = changed("from: 900", "from: high", text)
    places = [(d.line, d.column) for d in check_scheme(text).errors]
    assert sorted(places) == places
    assert 3 == len(places)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: -50", "points: '-50'"),
        ("points: -50", "points: true"),
        ("points: -50", "points: 5.0"),
        ("points: -50", "points: [-50]"),
        ("    recovery", "    collective: 1\n    recovery"),
        ("label: Running a red light", "label: 5"),
        ("rules:", "rules: {}\nlists:"),
    ],
)
def test_that_values_are_never_converted_silently(old: str, new: str) -> None:
    assert [] != codes(changed(old, new))


@pytest.mark.parametrize(("inside", "outside"), [(-1000, -1001), (1000, 1001)])
def test_that_points_are_accepted_at_both_ends_of_their_range(inside: int, outside: int) -> None:
    assert [] == codes(changed("points: -50", f"points: {inside}"))
    assert ["E106"] == codes(changed("points: -50", f"points: {outside}"))


@pytest.mark.parametrize("term", ["1 month", "240 months", "20 years"])
def test_that_terms_are_accepted_at_both_ends_of_their_range(term: str) -> None:
    assert [] == codes(changed("24 months", term))


@pytest.mark.parametrize("term", ["241 months", "21 years", "9999 years"])
def test_that_longer_terms_than_can_be_simulated_are_refused(term: str) -> None:
    assert ["E106"] == codes(changed("24 months", term))


def test_that_a_scheme_cannot_be_changed_after_loading() -> None:
    scheme = check_scheme(BASE).scheme
    assert scheme is not None
    with pytest.raises(Exception, match="frozen"):
        scheme.title = "Another"
