"""What people think, say and answer: bounds, signs, the sample, and that it moves nothing else."""

import math

import numpy as np
import pytest

from sincerity.phases.classes import CLASSES, split_class
from sincerity.phases.opinion import (
    APPROVAL_RULES,
    DOOR,
    EXPRESSION_RULES,
    HOUSEHOLD,
    PERK,
    WRONGED_BEFORE,
    WRONGED_NOW,
    expressed_approval,
    fairness,
    harm_of,
    private_approval,
    refusal,
)
from sincerity.phases.tally_arrays import ANSWERS, EXPRESSED_SUM, PRIVATE_SUM, REFUSED
from sincerity.world.compile_voice import sample_design
from tests.world import door_worlds as doors

BYTES = (0, 1, 77, 128, 254, 255)
STRAINED, RURAL, YOUNG = 1, 0, 2
EXTREME = {
    f"approval.{name}": "255"
    for name in (
        "base", "urban", "older", "secure", "insolvent", "party", "leaning", "framing", "lesson",
        "perk", "door", "wronged", "wronged_before", "household", "near", "fair_base", "fair_vague",
    )
}  # fmt: skip


@pytest.fixture(scope="module")
def tables(town):
    """Return the tables of opinion of a world under some parameters."""

    def make(**values: str):
        named = {name.replace("_", ".", 1): value for name, value in values.items()}
        made = doors.world(town, doors.scheme([doors.sanction("bar")]), None, parameters=named)
        return made.tables.voice.opinion

    return make


def some_class(**wanted: int) -> int:
    """Return a class of strained, rural, younger adults, save for what is wanted."""
    like = {"means": STRAINED, "urban": RURAL, "age_band": YOUNG, "sex": 0, "driver": 0} | wanted
    return next(
        number
        for number in range(CLASSES)
        if all(getattr(split_class(number), name) == value for name, value in like.items())
    )


def test_that_all_levels_stay_between_0_and_255(town):
    for extreme in ({}, EXTREME, EXTREME | {"approval.base": "0", "approval.fair_base": "0"}):
        made = doors.world(town, doors.scheme([doors.sanction("bar")]), None, parameters=extreme)
        t = made.tables.voice.opinion
        for c in range(0, CLASSES, 5):
            for lean in (0, 128, 255):
                for aware in (0, 1, 3):
                    for burden in range(0, 32, 5):
                        harm = harm_of(t, burden, 255)
                        thought = private_approval(t, c, True, lean, aware, burden, harm)
                        assert 0 <= harm <= 255
                        assert 0 <= thought <= 255
                        assert 0 <= fairness(t, aware, harm) <= 255
                        for fear in (0, 255):
                            assert thought <= expressed_approval(t, thought, fear, 0) <= 255


def test_that_each_sign_is_the_one_that_its_parameter_says(tables):
    t = tables()
    plain = some_class()

    def thinks(c=plain, party=False, lean=128, aware=0, burden=0, near=0):
        return private_approval(t, c, party, lean, aware, burden, harm_of(t, burden, near))

    alone = thinks()
    assert alone == 160 + (64 * 1 >> 8)
    assert 8 == thinks(some_class(urban=1)) - alone
    assert 8 == thinks(some_class(age_band=4)) - alone
    assert 0 == thinks(some_class(age_band=3)) - alone
    assert 12 == thinks(some_class(means=0)) - alone
    assert -12 == thinks(some_class(means=2)) - alone
    assert -12 == thinks(party=True) - alone
    assert (-64, 63) == (thinks(lean=0) - alone, thinks(lean=255) - alone)
    assert 16 == thinks(aware=1) - alone
    assert 12 == thinks(burden=PERK) - alone
    for burden, loss in ((DOOR, 48), (WRONGED_NOW, 64), (WRONGED_BEFORE, 24), (HOUSEHOLD, 24)):
        assert -loss == thinks(burden=burden) - alone
    assert -(48 + 64) == thinks(burden=DOOR | WRONGED_NOW) - alone
    assert -7 == thinks(near=7) - alone


def test_that_learning_the_rules_costs_what_their_reach_into_rights_says(
    town, suining, base, usual
):
    from sincerity.world.world import World

    # One kind that the scheme punishes is protected by no right: learning costs nothing.
    harmless = doors.world(town, doors.scheme([doors.sanction("bar")]), None)
    assert 0 == harmless.tables.voice.opinion.lesson
    assert 0 < World(town, suining, base, usual).tables.voice.opinion.lesson < 64


@pytest.mark.parametrize("rule", APPROVAL_RULES)
def test_that_a_rival_of_approval_leaves_out_what_it_says(tables, rule):
    t = tables(approval_rule=rule)
    c = some_class()
    alone = private_approval(t, c, False, 128, 0, 0, 0)
    told = private_approval(t, c, False, 128, 1, 0, 0)
    met = private_approval(t, c, False, 128, 0, DOOR | PERK, harm_of(t, DOOR, 0))
    assert told - alone == (0 if rule == "none" else 16)
    assert met - alone == (12 - 48 if rule == "experience" else 0)


@pytest.mark.parametrize("rule", EXPRESSION_RULES)
def test_that_fear_bends_speech_and_silences_by_the_rule(tables, rule):
    t = tables(approval_expression=rule)
    for bold in BYTES:
        said = [int(expressed_approval(t, 100, fear, bold)) for fear in range(256)]
        silent = [int(refusal(t, fear, bold)) for fear in range(256)]
        assert sorted(said) == said
        assert sorted(silent) == silent
        assert said[0] == 100
        moves_speech = rule == "falsification" and bold < 200
        assert (said[-1] > 100) == moves_speech
        assert (silent[-1] > silent[0]) == (rule != "none" and bold < 255)
    assert 255 == expressed_approval(tables(approval_pressed="256"), 0, 255, 0) + 2


@pytest.mark.parametrize("share", ["0.001", "0.004", "0.02", "0.3", "0.75", "1"])
def test_that_the_sample_has_the_share_that_was_asked_for(share):
    from fractions import Fraction

    drawn, visits = sample_design(Fraction(share))
    assert visits in (1, 2, 4, 8, 16, 32, 64)
    assert abs(Fraction(drawn * visits, 64 * 2**32) - Fraction(share)) <= Fraction(1, 2**32)


def test_that_a_survey_asks_its_share_of_adults(frozen):
    society = frozen(40_000)
    made = doors.world(
        society,
        doors.scheme([doors.sanction("bar")]),
        None,
        parameters={"approval.sample": "0.01"},
    )
    made.run(12)
    tallies = made.tallies
    asked = tallies.survey[:, :, : REFUSED + 1].sum()
    adults = made.columns["class"]
    adults = int(((adults >= CLASSES // 3) & (adults < CLASSES)).sum()) * 12
    # One place of a tile at most: no more spread than if everybody were drawn alone.
    assert abs(asked - adults * 0.01) <= 5 * math.sqrt(adults * 0.01)
    assert 0 == tallies.survey[:, : CLASSES // 3].sum()
    for table in (tallies.survey_aware, tallies.survey_counties, tallies.survey_groups[:, 0]):
        assert (tallies.survey.sum(axis=1) == table.sum(axis=1)).all()


def test_that_everybody_is_asked_once_with_a_share_of_one(town):
    made = doors.world(
        town,
        doors.scheme([doors.sanction("bar")]),
        None,
        parameters={
            "approval.sample": "1",
            "approval.refuse": "0",
            "approval.leaning": "0",
            "approval.party": "0",
            "approval.rule": "none",
        },
    )
    made.run(1)
    survey, classes = made.tallies.survey[0], made.columns["class"]
    for c in range(CLASSES // 3, CLASSES):
        people = int((classes == c).sum())
        level = int(made.tables.voice.opinion.group[c])
        assert people == survey[c, : len(ANSWERS)].sum()
        assert people == survey[c, level * 5 >> 8]
        assert people * level == survey[c, PRIVATE_SUM] == survey[c, EXPRESSED_SUM]


QUIET = {"approval.survey": "off"}
OTHER = {
    "approval.sample": "1",
    "approval.rule": "framing",
    "approval.expression": "silence",
    "approval.base": "97",
}


@pytest.mark.parametrize("other", [QUIET, OTHER])
def test_that_asking_people_moves_no_other_number(town, other):
    scheme = doors.scheme([doors.sanction("bar")])
    worlds = [
        doors.world(town, scheme, None, chance="0.01", parameters=p)
        for p in ({"respond.beliefs": "on"}, {"respond.beliefs": "on"} | other)
    ]
    for made in worlds:
        made.run(8)
    first, second = worlds
    for name, values in first.columns.items():
        assert np.array_equal(values, second.columns[name]), name
    for name in (f for f in first.tallies.__slots__ if f not in ("labels",)):
        if not name.startswith("survey"):
            one, two = getattr(first.tallies, name), getattr(second.tallies, name)
            assert np.array_equal(one, two), name
    assert np.array_equal(first.bulletins, second.bulletins)
