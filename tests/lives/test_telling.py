"""Sentences of lives: whole, plain, and true to the events they are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sincerity.lives.events import KINDS
from sincerity.lives.life import Life, beside, life_of
from sincerity.lives.reasons import SAYERS, tell
from sincerity.lives.setting import Line, Setting
from sincerity.lives.who import who_is
from sincerity.scheme.load import check_scheme
from sincerity.scheme.resolved import resolved_yaml
from tests.differential.worlds import generate
from tests.lives.watching import everybody, make_world, setting_of, watch

NUMBERS = (0, 6, 11, 12)
"""Worlds that together have every kind of event that is told."""

VERDICTS = re.compile(
    r"\b(guilty|prohibited|lawful|unlawful|illegal|unfair|optimal|successful|effective|None)\b"
)


@pytest.fixture(scope="module", params=NUMBERS)
def lives(request: pytest.FixtureRequest) -> list[Life]:
    """The lives of everybody in a generated world."""
    inputs = generate(request.param)
    world = make_world(inputs)
    setting = setting_of(inputs)
    people = everybody(watch(world, setting))
    world.run(inputs.months)
    blueprint = world.society.blueprint
    return [life_of(p, who_is(blueprint, p.slot), setting, {}) for p in people]


def sentences(life: Life) -> Iterator[str]:
    """Yield everything that is said of a life."""
    for told in life.told:
        yield told.what
        if told.why:
            yield told.why


def test_that_every_kind_of_event_has_its_sentences() -> None:
    assert set(KINDS) == set(SAYERS)


def test_that_sentences_are_whole(lives: list[Life]) -> None:
    for life in lives:
        for text in sentences(life):
            assert re.match(r"[A-Z0-9]", text), text
            assert text.endswith((".", "”")), text
            assert "  " not in text, text
            assert "_" not in re.sub(r"“[^”]*”", "", text), text


def test_that_sentences_give_no_verdict(lives: list[Life]) -> None:
    for life in lives:
        for text in sentences(life):
            assert VERDICTS.search(text) is None, text


def test_that_a_life_is_plain_values(lives: list[Life]) -> None:
    for life in lives:
        read = json.loads(json.dumps(life.to_json()))
        assert read["who"]["person"] == life.who.person
        assert [event["number"] for event in read["events"]] == list(range(1, len(life.told) + 1))
        assert len(read["months"]) == len(life.months)


def test_that_causes_come_before_what_they_cause(lives: list[Life]) -> None:
    for life in lives:
        for told in life.told:
            assert all(number < told.event.number for number in told.event.after)


def test_that_every_charge_goes_back_to_a_record(lives: list[Life]) -> None:
    for life in lives:
        for told in life.told:
            if told.event.what == "charge":
                chain = [item.event.what for item in life.chain([told])]
                assert "record" in chain
                assert chain[-1] == "charge"


def test_that_a_true_record_goes_back_to_the_act(lives: list[Life]) -> None:
    for life in lives:
        for told in life.told:
            if told.event.what == "record" and told.event.is_true:
                acts = [item for item in life.chain([told]) if item.event.what == "act"]
                assert 1 == len(acts)
                assert acts[0].event.facts["kind"] == told.event.facts["kind"]


def test_that_a_story_tells_every_event(lives: list[Life]) -> None:
    life = max(lives, key=lambda item: len(item.told))
    story = re.sub(r"\s+", " ", life.story())
    assert [told.what for told in life.told if told.what not in story] == []


def test_that_a_month_is_told_step_by_step(lives: list[Life]) -> None:
    life = max(lives, key=lambda item: len(item.told))
    busiest = max(life.told, key=lambda told: len(life.of_month(told.event.month))).event.month
    text = re.sub(r"\s+", " ", life.why(busiest))
    for told in life.chain(life.of_month(busiest)):
        assert told.what in text


def test_that_a_life_beside_itself_is_wholly_shared(lives: list[Life]) -> None:
    life = max(lives, key=lambda item: len(item.told))
    both = beside(life, life)
    assert both.other is not None
    assert all(told.shared for told in (*both.told, *both.other.told))
    assert "Nothing." in both.story()


def test_that_a_life_beside_another_marks_what_only_one_has(lives: list[Life]) -> None:
    life = max(lives, key=lambda item: len(item.told))
    fewer = Life(life.who, life.setting, life.months, life.told[:-1], {})
    both = beside(life, fewer)
    assert [told.event.number for told in both.told if not told.shared] == [len(life.told)]


def test_that_rules_are_found_on_their_lines(tmp_path: Path) -> None:
    inputs = generate(12)
    path = tmp_path / "scheme.yaml"
    path.write_text(resolved_yaml(inputs.scheme), encoding="utf-8")
    locations = check_scheme(path, shown_as="scheme.yaml").locations
    assert locations is not None
    found = locations

    def line_of(keys: tuple[str | int, ...]) -> Line:
        return Line("scheme.yaml", found.span(keys).line)

    plain = setting_of(inputs)
    setting = Setting(
        plain.scheme, plain.conduct, plain.institutions, plain.integration, plain.start, line_of
    )
    world = make_world(inputs)
    people = everybody(watch(world, setting))
    world.run(inputs.months)
    lines = path.read_text(encoding="utf-8").splitlines()
    seen = 0
    for person in people:
        for told in tell(setting, person.events):
            for rule in told.rules:
                assert rule.line is not None
                if rule.part in ("rule", "list", "sanction", "perk", "grade"):
                    name = rule.id.split(".")[0]
                    assert name in lines[rule.line.line - 1] or "." in rule.id, str(rule)
                    seen += 1
    assert seen > 50
