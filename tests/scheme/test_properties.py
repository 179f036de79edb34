"""The table of 21 properties: what a file says, where it is silent, what asks for a run."""

import re
from functools import cache

import pytest

from sincerity import library
from sincerity.institutions import surroundings
from sincerity.scheme import check_scheme
from sincerity.scheme.codes_rights import RIGHTS_CODES
from sincerity.scheme.lint.properties import (
    PROPERTIES,
    RUN,
    SAYS,
    SILENT,
    STATES,
    PropertyRow,
    properties,
)
from sincerity.scheme.quantities import MARKS
from tests.scheme.texts import BASE, EVERY_KEY, changed

VERDICTS = re.compile(
    r"prohibit|lawful|illegal|unfair|\bfair\b|unbiased|violat|complian|comply|\bpass(es|ed)?\b"
    r"|\bfail|adequate|sufficient|satisf|breache?s? of law",
    re.IGNORECASE,
)
BY_RUN = {"accuracy", "equality", "security"}
NEVER_WRITTEN = {"explanation", "voluntariness", "oversight"}


def rows_of(text: str, *, with_institutions: bool = True) -> dict[str, PropertyRow]:
    """Return the rows of a scheme, by the id of their property."""
    loaded = check_scheme(text, surroundings=surroundings)
    assert () == loaded.errors
    assert loaded.scheme is not None
    conduct, institutions = surroundings(loaded.scheme.institutions)
    rows = properties(loaded.scheme, conduct, institutions if with_institutions else None)
    return {row.about.id: row for row in rows}


@cache
def shipped(name: str) -> dict[str, PropertyRow]:
    """Return the rows of a shipped scheme."""
    return rows_of(name)


def test_that_there_are_21_properties_in_the_order_of_their_numbers() -> None:
    assert list(range(1, 22)) == [about.number for about in PROPERTIES]
    assert 21 == len({about.id for about in PROPERTIES}) == len({a.title for a in PROPERTIES})


def test_that_each_property_has_yardsticks_with_marks_a_question_and_a_measure() -> None:
    for about in PROPERTIES:
        marks = re.findall(r"\(([VM][+*-]?)\)", about.yardstick)
        assert marks, about.id
        assert set(marks) <= set(MARKS), about.id
        assert about.question.endswith("?"), about.id
        assert len(about.run) > 20, about.id


def test_that_every_finding_on_rights_stands_under_one_property() -> None:
    placed = [code for about in PROPERTIES for code in about.codes]
    assert sorted(code.code for code in RIGHTS_CODES) == sorted(placed)


@pytest.mark.parametrize("name", library.scheme_names())
def test_that_each_shipped_scheme_has_21_rows_without_a_word_of_verdict(name: str) -> None:
    rows = shipped(name)
    assert 21 == len(rows)
    for row in rows.values():
        assert row.state in STATES
        assert row.text
        assert row.to_json()["number"] == row.about.number
        assert [] == [found.group() for found in VERDICTS.finditer(str(row))], row.about.id


@pytest.mark.parametrize("name", [n for n in library.scheme_names() if n != "none"])
def test_that_what_no_file_can_say_is_never_said(name: str) -> None:
    rows = shipped(name)
    assert {RUN} == {rows[which].state for which in BY_RUN}
    assert {SILENT} == {rows[which].state for which in NEVER_WRITTEN}


def test_that_a_scheme_that_does_nothing_says_so_in_every_row() -> None:
    assert {(SAYS, "none")} == {(row.state, row.cell) for row in shipped("none").values()}


def test_that_a_scheme_for_firms_does_nothing_to_people_but_to_those_who_work_there() -> None:
    rows = shipped("tax-rating")
    assert {"firms"} == {rows[w].cell for w in ("purpose", "movement", "children", "privacy")}
    assert "workers" == rows["collective"].figure


LIST = (
    "lists: [{id: names, label: N, colour: black, entry: {kinds: [{kind: loan_breach}]}, "
    "term: 1 year, source: made-up}]\n"
)
NO_REVIEW = "{value: none, source: made-up}"
DOOR = (
    "sanctions: [{id: d, label: D, lists: [names], domain: movement, severity: 4, "
    "source: made-up}]\n"
)


@pytest.mark.parametrize(
    ("which", "old", "new", "state", "cell"),
    [
        ("legal_basis", "", "", SILENT, "silent: fictional"),
        ("legal_basis", "kind: fictional", "kind: enacted", SAYS, "enacted"),
        ("legal_basis", "kind: fictional", "kind: feared", SILENT, "silent: feared"),
        ("notice", "", "", SAYS, "before"),
        ("notice", "notice: {value: before", "notice: {value: after", SAYS, "after"),
        ("notice", "notice: {value: before", "notice: {value: unknown", SILENT, "silent"),
        ("foreseeability", "", "", SAYS, "1 of 1"),
        ("foreseeability", "    recovery", "    open_ended: true\n    recovery", SAYS, "0 of 1"),
        ("foreseeability", "points: -50", "discretion: {low: -50, high: -5}", SAYS, "0 of 1"),
        ("foreseeability", "points: -50", "points: unknown", SAYS, "0 of 1"),
        ("expiry", "", "", SAYS, "24 months"),
        ("expiry", "recovery: 24 months", "recovery: none", SAYS, "for ever"),
        (
            "expiry",
            "recovery: 24 months",
            "recovery: {value: unknown, assume: none}",
            SILENT,
            "silent",
        ),
        ("repair", "", "", SILENT, "silent"),
        ("remedy", "", "", SAYS, "available"),
        ("remedy", "objection: {value: available", "objection: {value: none", SAYS, "none"),
        ("remedy", "objection: {value: available", "objection: {value: unknown", SILENT, "silent"),
        ("human_review", "", "", SILENT, "silent"),
        ("human_review", "objection:", f"review: {NO_REVIEW}, objection:", SAYS, "none"),
        ("collective", "", "", SAYS, "nobody"),
        ("collective", "    recovery", "    collective: true\n    recovery", SAYS, "kin"),
        ("protected_conduct", "", "", SAYS, "0 of 1"),
        ("protected_conduct", "kind: red_light", "kind: petition", SAYS, "1 of 1"),
        ("movement", "", "", SAYS, "none"),
        ("children", "", "", SAYS, "from 18"),
        ("children", "min_age: 18", "min_age: 7", SAYS, "from 7"),
        ("private_enforcement", "", "", SAYS, "none"),
    ],
)
def test_that_one_change_of_a_file_changes_its_row(
    which: str, old: str, new: str, state: str, cell: str
) -> None:
    row = rows_of(changed(old, new) if old else BASE)[which]
    assert (state, cell) == (row.state, row.cell)


@pytest.mark.parametrize(
    ("which", "old", "new", "cell"),
    [
        ("purpose", "", "", "1 of 1"),
        ("purpose", "domain: movement", "domain: finance", "0 of 1"),
        ("proportionality", "", "", "1 of 1"),
        ("proportionality", "severity: 4", "severity: 3", "none"),
        ("expiry", "term: 1 year", "term: 60 months", "60 months"),
        ("expiry", "term: 1 year", "term: permanent", "for ever"),
        (
            "expiry",
            "term: 1 year",
            "term: permanent, exit: {performance: {value: available, source: made-up}}",
            "open end",
        ),
        ("repair", "", "", "silent"),
        (
            "repair",
            "term: 1 year",
            "term: 1 year, exit: {performance: {value: available, source: made-up}}",
            "0 of 1",
        ),
        (
            "repair",
            "term: 1 year",
            "term: 1 year, exit: {repair: {after: 1 month, open_to: [insolvent]}}",
            "1 of 1",
        ),
        (
            "repair",
            "term: 1 year",
            "term: 1 year, exit: {performance: {value: unknown, source: made-up}}",
            "silent",
        ),
        ("collective", "domain: movement", "reach: [household], domain: movement", "household"),
        ("movement", "", "", "1"),
        ("privacy", "", "", "0 of 1"),
        ("privacy", "term: 1 year", "term: 1 year, public: true", "1 of 1"),
        ("private_enforcement", "", "", "silent"),
        ("private_enforcement", "severity: 4", "severity: 4, door: flight", "1 of 1"),
        ("private_enforcement", "severity: 4", "severity: 4, door: travel_abroad", "0 of 1"),
    ],
)
def test_that_lists_and_doors_are_counted(which: str, old: str, new: str, cell: str) -> None:
    text = "\n".join(line for line in BASE.splitlines() if line) + "\n"
    head, tail = text.split("rules:\n")[0], "process:" + text.split("process:")[1]
    scheme = head + LIST + DOOR + tail
    assert cell == rows_of(changed(old, new, scheme) if old else scheme)[which].cell


def test_that_without_institutions_nothing_is_said_of_private_bodies() -> None:
    assert "1 of 1" == rows_of(EVERY_KEY)["private_enforcement"].cell
    alone = rows_of(EVERY_KEY, with_institutions=False)["private_enforcement"]
    assert SILENT == alone.state


def test_that_every_way_of_reaching_others_is_named() -> None:
    row = rows_of(EVERY_KEY)["collective"]
    assert "household, listed, firm's head, workers" == row.figure
    for words in ("household", "fed by it", "represent a listed firm", "that closes"):
        assert words in row.text


def test_that_marks_stand_beside_what_is_quoted() -> None:
    assert "objection: available (M+)" in shipped("court-list-2017")["remedy"].text
    assert "list 'minor' takes effect after 2 months (M+) of grace" in (
        shipped("court-list-2025")["notice"].evidence
    )


def test_that_an_assumed_wait_is_called_assumed() -> None:
    row = shipped("one-score")["expiry"]
    assert "as is assumed" in row.text
    assert "with a wait that is known: none of 32 rules" in row.evidence


def test_that_the_rows_of_the_court_list_follow_its_rules_through_the_years() -> None:
    early, middle, late = (shipped(f"court-list-{year}") for year in (2013, 2017, 2025))
    assert ("silent", "silent", "before") == tuple(r["notice"].cell for r in (early, middle, late))
    assert "open end" == early["expiry"].cell == middle["expiry"].cell
    assert "36 months" == late["expiry"].cell
    assert ("0 of 2", "0 of 4", "2 of 3") == tuple(r["repair"].cell for r in (early, middle, late))
    heads = ["firm's head" in rows["collective"].figure for rows in (early, middle, late)]
    assert [True, True, False] == heads


def test_that_limits_narrow_what_joint_punishment_reached() -> None:
    before, after = shipped("joint-punishment-2016"), shipped("limits-2020")
    counts = [int(rows["protected_conduct"].cell.split()[0]) for rows in (before, after)]
    assert [3, 1] == counts
    private = [int(rows["private_enforcement"].cell.split()[0]) for rows in (before, after)]
    assert [5, 2] == private
    assert ("silent", "available") == (before["remedy"].cell, after["remedy"].cell)


def test_that_the_one_score_joins_nearly_all_parts_of_life_and_the_credit_file_none() -> None:
    joined, all_pairs = map(int, shipped("one-score")["purpose"].cell.split(" of "))
    assert joined > 0.9 * all_pairs > 500
    assert "0 of 9" == shipped("credit-file")["purpose"].cell
