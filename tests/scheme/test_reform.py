"""Reforms and settings: what changes, where it says it comes from, and what is refused."""

from pathlib import Path

import pytest

from sincerity.errors import InputFileError, UsageError
from sincerity.scheme import check_scheme, load_scheme
from sincerity.scheme.model import Scheme
from tests.scheme.texts import BASE, EVERY_KEY

HEAD = "schema: scheme/v1\nid: changed-town\ntitle: Changed\nextends: town\n"


def reformed(folder: Path, text: str) -> Scheme:
    """Load a reform of the small town."""
    (folder / "town.scheme.yaml").write_text(BASE, encoding="utf-8")
    file = folder / "reform.scheme.yaml"
    file.write_text(HEAD + text, encoding="utf-8")
    return load_scheme(file)


def test_that_set_add_and_remove_change_exactly_what_they_name(tmp_path: Path) -> None:
    base = check_scheme(BASE).scheme
    scheme = reformed(
        tmp_path,
        "remove: [score.cap]\n"
        "add: {rules: [{id: bribe, label: Bribe, on: {kind: bribe_paying}, points: -5}]}\n"
        "set: {rules.red_light.points: -30, rules.bribe.recovery: 1 year}\n",
    )
    assert base is not None
    assert "changed-town" == scheme.id
    assert "none" == scheme.score.cap.value
    assert ["red_light", "bribe"] == [rule.id for rule in scheme.rules]
    assert scheme.rules[0].points is not None
    assert -30 == scheme.rules[0].points.value
    assert 12 == scheme.rules[1].recovery.value
    assert base.rules[0].recovery == scheme.rules[0].recovery
    assert base.grades == scheme.grades
    assert base.coverage == scheme.coverage


def test_that_a_reform_reaches_lists_exits_doors_and_firms(tmp_path: Path) -> None:
    (tmp_path / "every.scheme.yaml").write_text(EVERY_KEY, encoding="utf-8")
    file = tmp_path / "reform.scheme.yaml"
    file.write_text(
        "schema: scheme/v1\nid: milder\nextends: every.scheme.yaml\n"
        "remove: [lists.debtors.exit.repair, supervision, firms.sanctions.no_tender.closure]\n"
        "add:\n"
        "  lists.debtors.entry.kinds: [{kind: tax_evasion}]\n"
        "  firms.rules: [{id: dirty, label: D, on: {kind: pollution}, points: -30}]\n"
        "set:\n"
        "  integration: islands\n"
        "  lists.debtors.grace: 2 months\n"
        "  lists.severe.exit.repair: {after: 1 year, open_to: [insolvent]}\n"
        "  sanctions.no_flight.reach: []\n"
        "  firms.list.term: 6 months\n"
        "  firms.rules.unsafe.points: -10\n",
        encoding="utf-8",
    )
    scheme = load_scheme(file)
    debtors, severe = scheme.lists
    assert ("islands", None) == (scheme.integration, scheme.supervision)
    assert ["loan_breach", "bribe_paying", "tax_evasion"] == [t.kind for t in debtors.entry.kinds]
    assert (2, None) == (debtors.grace_months, debtors.repair)
    assert debtors.ends_by_performance
    assert severe.repair is not None
    assert (12, ("insolvent",)) == (severe.repair.after.used, severe.repair.open_to)
    assert () == scheme.sanctions[0].reach
    firms = scheme.firms
    assert firms is not None
    assert firms.listing is not None
    assert [-10, -30] == [rule.points.used for rule in firms.rules]
    assert (6, 0) == (firms.listing.term_months, firms.sanctions[0].closure.used)
    assert debtors.grace is not None
    for changed in (debtors.grace, severe.repair.after, firms.listing.term, firms.rules[0].points):
        assert ("change-by-milder", "fictional") == (changed.source, changed.mark)


def test_that_a_changed_value_never_borrows_the_source_of_what_it_replaces(tmp_path: Path) -> None:
    scheme = reformed(tmp_path, "set: {rules.red_light.points: -30}\n")
    points = scheme.rules[0].points
    assert points is not None
    assert ("change-by-changed-town", "fictional") == (points.source, points.mark)
    assert "made-up" == scheme.rules[0].source


def test_that_a_reform_can_name_its_own_source(tmp_path: Path) -> None:
    text = "sources: {bill: {title: A bill, mark: V}}\nsource: bill\n"
    text += "set: {rules.red_light.points: -30}\n"
    points = reformed(tmp_path, text).rules[0].points
    assert points is not None
    assert ("bill", "V") == (points.source, points.mark)


def test_that_a_reform_without_a_status_is_fictional(tmp_path: Path) -> None:
    (tmp_path / "reform.scheme.yaml").write_text(
        "schema: scheme/v1\nid: milder\ntitle: Milder\nextends: suining-2010\n", encoding="utf-8"
    )
    scheme = load_scheme(tmp_path / "reform.scheme.yaml")
    assert "fictional" == scheme.status.kind
    assert scheme.status.place is None


def test_that_a_reform_of_a_reform_applies_both(tmp_path: Path) -> None:
    reformed(tmp_path, "set: {rules.red_light.points: -30}\n")
    second = tmp_path / "second.scheme.yaml"
    second.write_text(
        "schema: scheme/v1\nid: second\nextends: reform.scheme.yaml\nset: {score.base: 900}\n",
        encoding="utf-8",
    )
    scheme = load_scheme(second)
    assert scheme.rules[0].points is not None
    assert (-30, 900) == (scheme.rules[0].points.value, scheme.score.base.value)


def test_that_a_fault_in_a_reform_points_into_the_reform(tmp_path: Path) -> None:
    with pytest.raises(InputFileError) as caught:
        reformed(tmp_path, "set: {rules.red_light.points: many}\n")
    found = caught.value.diagnostics[0]
    assert ("E104", 5) == (found.code, found.line)
    assert found.file.endswith("reform.scheme.yaml")


def test_that_all_edits_that_lead_nowhere_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputFileError) as caught:
        reformed(tmp_path, "remove: [rules.a, rules.red_ligth]\nset: {score.floor.x.y: 1}\n")
    assert ["E210"] * 3 == [d.code for d in caught.value.diagnostics]
    assert "did you mean 'red_light'?" in [d.hint for d in caught.value.diagnostics]


@pytest.mark.parametrize(("answer", "cap"), [("uncapped", "none"), ("capped", 1000)])
def test_that_a_setting_gives_the_value_and_the_source_of_its_answer(
    answer: str, cap: int | str
) -> None:
    scheme = load_scheme("suining-2010", {"cap": answer})
    option = scheme.settings["cap"].options[answer]
    assert cap == scheme.score.cap.value
    assert (option.source, option.mark) == (scheme.score.cap.source, scheme.score.cap.mark)
    assert answer == scheme.settings["cap"].chosen


def test_that_an_unknown_setting_or_answer_is_refused_with_the_closest() -> None:
    with pytest.raises(UsageError, match="did you mean 'cap'"):
        load_scheme("suining-2010", {"cpa": "capped"})
    with pytest.raises(UsageError, match="did you mean 'capped'"):
        load_scheme("suining-2010", {"cap": "caped"})


def test_that_what_a_reform_removes_is_removed_from_the_answers_of_settings(
    tmp_path: Path,
) -> None:
    removed = "remove: [rules.petition]\n"
    for answer in ("even", "political", "legal"):
        path = tmp_path / "reform.scheme.yaml"
        path.write_text(f"schema: scheme/v1\nextends: one-score\nid: less\n{removed}")
        scheme = load_scheme(path, {"weights": answer})
        set_by = scheme.settings["weights"].options["political"].set
        assert "rules.petition.points" not in set_by
        assert "rules.office_blockade.points" in set_by
        # A file that says all that it says, read again, can be asked for any other answer.
        assert load_scheme(scheme.to_resolved_yaml(), {"weights": "political"})


def test_that_an_answer_not_taken_must_lead_somewhere_too() -> None:
    text = BASE + (
        "settings:\n"
        "  cap:\n"
        "    question: Is there a cap?\n"
        "    default: here\n"
        "    options:\n"
        "      here: {set: {score.cap: 1500}, source: made-up}\n"
        "      there: {set: {scores.cap: 1500}, source: made-up}\n"
    )
    (found,) = check_scheme(text).errors
    assert ("E210", True) == (found.code, "scores" in found.message)


def test_that_references_to_what_is_removed_are_one_fault_at_the_line_that_removes_it() -> None:
    text = "schema: scheme/v1\nextends: court-list-2017\nid: less\nremove:\n"
    text += "  - lists.representatives\n"
    (found,) = check_scheme(text).errors
    assert ("E204", "<text>", 5) == (found.code, found.file, found.line)
    assert "places still refer to it" in found.message
    assert 4 == len(found.related)
    assert all(place.file.endswith("court-list-2017.scheme.yaml") for place in found.related)
