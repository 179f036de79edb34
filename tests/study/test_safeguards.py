"""Safeguards: each is a reform file of one change, and burden alone puts them in order."""

import re

import pytest

from sincerity import library
from sincerity.errors import UsageError
from sincerity.measures.contrast import NEVER_RANKED
from sincerity.measures.safeguards import ORDERS, require_order
from sincerity.scheme import load_scheme
from sincerity.study import Study
from sincerity.study.compare import compare
from sincerity.study.safeguarding import Safeguarding
from sincerity.study.safeguards import EXPIRY_MONTHS, SAFEGUARDS, TOGETHER, chosen_safeguards

SCHEMES = [name for name in library.scheme_names() if name != "none"]


def _safeguarding(scheme, *names, **asked):
    study = Study(scheme, "teaching-town", months=asked.pop("months", 4))
    return Safeguarding(study, chosen_safeguards(names), draws=0, replicates=2, **asked)


@pytest.mark.parametrize("name", SCHEMES)
def test_that_every_safeguard_can_be_brought_into_every_scheme_that_ships(name):
    study = Study(name, "teaching-town")
    for reform in Safeguarding(study).reforms:
        scheme = reform.scheme
        assert scheme.id == f"{name}-with-{reform.name}"
        for safeguard in SAFEGUARDS:
            if safeguard.name in (reform.name, TOGETHER) and safeguard.name != "opt-in":
                left = safeguard.edits(scheme, study.inputs.conduct)
                assert not left, f"{reform.name} leaves {left}"


def test_that_a_reform_file_says_its_one_change_and_nothing_else(tmp_path):
    (notice,) = _safeguarding("suining-2010", "notice").reforms
    said = notice.text.split("source: safeguard\n")[1]
    assert said == "set:\n  process.notice: before\n"
    path = tmp_path / "reform.scheme.yaml"
    path.write_text(notice.text, encoding="utf-8")
    assert load_scheme(path) == notice.scheme


def test_that_protected_conduct_is_neither_scored_nor_listed_once_it_is_taken_out():
    study = Study("one-score", "teaching-town")
    protected = {k.id for k in study.inputs.conduct.kinds if k.protection.level != "none"}
    (reform,) = Safeguarding(study, chosen_safeguards(["protected-conduct"])).reforms
    named = {rule.on.kind for rule in reform.scheme.rules}
    named |= {kind.kind for listing in reform.scheme.lists for kind in listing.entry.kinds}
    assert protected & {rule.on.kind for rule in study.inputs.scheme.rules}
    assert not protected & named


@pytest.mark.parametrize("name", ["protected-conduct", TOGETHER])
def test_that_every_answer_to_a_question_of_the_scheme_can_still_be_taken(name):
    reforms = Safeguarding(Study("one-score", "teaching-town")).reforms
    (scheme,) = (reform.scheme for reform in reforms if reform.name == name)
    text = scheme.to_resolved_yaml()
    for question, setting in scheme.settings.items():
        for answer in setting.options:
            assert load_scheme(text, {question: answer}).settings[question].chosen == answer


@pytest.mark.parametrize("name", ["suining-2010", "court-list-2013", "rongcheng"])
def test_that_nothing_outlasts_its_expiry_in_any_draw(name):
    (reform,) = (
        r for r in Safeguarding(Study(name, "teaching-town")).reforms if r.name == "expiry"
    )
    terms = [rule.recovery for rule in reform.scheme.rules if (rule.lowest_points or 0) < 0]
    terms += [listing.term for listing in reform.scheme.lists if listing.colour != "red"]
    assert terms
    for term in terms:
        for value in (term.used, *(term.range or ())):
            assert value.months <= EXPIRY_MONTHS
    assert all(listing.extension == "none" for listing in reform.scheme.lists)


def test_that_an_answer_that_is_set_is_drawn_on_neither_side():
    study = Study("suining-2010", "teaching-town", months=4, settings={"cap": "capped"})
    safeguarding = Safeguarding(study, chosen_safeguards(["notice"]))
    settings = safeguarding.comparing.ensemble.settings
    assert {setting.inputs.scheme.settings["cap"].chosen for setting in settings} == {"capped"}
    assert {setting.inputs.settings["cap"] for setting in settings} == {"capped"}
    drawn = [found.id for found in safeguarding.comparing.ensemble.varied]
    assert drawn
    assert "scheme.settings.cap" not in drawn


def test_that_a_scheme_with_a_question_on_the_spot_is_written_out_beside_its_reforms():
    files = _safeguarding("credit-file", "expiry").files()
    assert set(files) == {"credit-file-with-expiry.scheme.yaml", "base.scheme.yaml"}
    assert "extends: base.scheme.yaml" in files["credit-file-with-expiry.scheme.yaml"]


def test_that_there_is_nothing_to_safeguard_where_nothing_is_scored():
    with pytest.raises(UsageError, match="nothing to safeguard"):
        _ = _safeguarding("none").reforms


def test_that_an_unknown_safeguard_is_met_with_the_nearest_one():
    with pytest.raises(UsageError, match="notice"):
        chosen_safeguards(["notise"])


def test_that_burden_alone_puts_safeguards_in_order():
    for word in (*NEVER_RANKED, "control", "compliance", "recall", "harms_prevented", "detection"):
        with pytest.raises(UsageError, match="column of wrongful burden"):
            require_order(word)
    assert {require_order(word) for word in ORDERS} == set(ORDERS)
    assert not [word for word in ORDERS if re.search("lost|control|compli|detect|found", word)]


def test_that_an_effect_comes_back_from_the_reform_file_alone(tmp_path):
    safeguarding = _safeguarding("suining-2010", "protected-conduct")
    run, table = safeguarding.run(tmp_path / "run", report=False)
    (name,) = [path.name for path in (tmp_path / "run" / "reforms").iterdir()]
    again = compare(
        "suining-2010",
        tmp_path / "run" / "reforms" / name,
        society="teaching-town",
        months=4,
        draws=0,
        replicates=2,
        output=tmp_path / "again",
        report=False,
    )
    assert [c.difference for c in run.contrast.compared] == [
        c.difference for c in again.contrast.compared
    ]
    assert [row.name for row in table.rows] == ["protected-conduct"]
    assert (tmp_path / "run" / "safeguards.csv").is_file()
