"""A person who looks at each record before it counts thins records as two chances say."""

from decimal import Decimal
from fractions import Fraction

import pytest

from sincerity.institutions import checked, load_institutions
from sincerity.parameters import load_parameters
from sincerity.scheme import load_scheme

CATCHES, DROPS = Decimal("0.6"), Decimal("0.1")


@pytest.fixture(scope="module")
def parameters():
    return load_parameters("base", {}).with_values({"check.catches": CATCHES, "check.drops": DROPS})


def _scheme(tmp_path, *, has_check):
    path = tmp_path / "checked.scheme.yaml"
    change = "set: {process.human_check: available}" if has_check else ""
    path.write_text(
        "schema: scheme/v1\nextends: court-list-2017\nid: checked\n" + change, encoding="utf-8"
    )
    return load_scheme(path)


def test_that_without_the_key_nothing_is_touched(tmp_path, parameters):
    institutions = load_institutions("base")
    found = checked(_scheme(tmp_path, has_check=False), institutions, parameters, "joint")
    assert found == (institutions, parameters)
    assert found[0] is institutions
    assert found[1] is parameters


def test_that_agencies_keep_wrong_records_less_often_than_true_ones(tmp_path, parameters):
    scheme, before = _scheme(tmp_path, has_check=True), load_institutions("base")
    after, values = checked(scheme, before, parameters, "joint")
    assert after is not None
    assert values["office.seen_factor"] == parameters["office.seen_factor"]
    for old, new in zip(before.agencies, after.agencies, strict=True):
        w = Fraction(old.wrong_person.used)
        right, wrong = (1 - w) * (1 - Fraction(DROPS)), w * (1 - Fraction(CATCHES))
        assert abs(Fraction(new.wrong_person.used) - wrong / (right + wrong)) < Fraction(1, 10**20)
        assert new.invents.used == old.invents.used * (1 - CATCHES)
        for kind, seen in old.sees.items():
            assert Fraction(new.sees[kind].used) == Fraction(seen.used) * (right + wrong)


def test_that_a_single_office_is_thinned_by_its_own_chances(tmp_path, parameters):
    scheme, before = _scheme(tmp_path, has_check=True), load_institutions("base")
    after, values = checked(scheme, before, parameters, "office")
    assert after is before
    w = Fraction(parameters["office.wrong_person"])
    kept = (1 - w) * (1 - Fraction(DROPS)) + w * (1 - Fraction(CATCHES))
    assert Fraction(values["office.seen_factor"]) == kept * Fraction(
        parameters["office.seen_factor"]
    )
    assert values["office.invented"] == parameters["office.invented"] * (1 - CATCHES)


def test_that_a_check_that_never_drops_anything_changes_no_chance(tmp_path):
    idle = load_parameters("base", {}).with_values({"check.catches": 0, "check.drops": 0})
    before = load_institutions("base")
    after, values = checked(_scheme(tmp_path, has_check=True), before, idle, "joint")
    assert after is not None
    assert [a.wrong_person.used for a in after.agencies] == [
        a.wrong_person.used for a in before.agencies
    ]
    assert dict(values.items()) == dict(idle.items())
