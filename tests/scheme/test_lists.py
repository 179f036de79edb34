"""Lists that feed lists, waits inside terms, exits: what is refused and what a case sees of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sincerity.conduct import load_conduct
from sincerity.scheme import check_scheme
from tests.scheme.test_cases import run
from tests.scheme.texts import BASE, EVERY_KEY, changed

CONDUCT = load_conduct()
NAMES = ("a", "b", "c", "d")
FIXED = settings(derandomize=True, deadline=None, database=None, max_examples=80)
feeding = st.lists(st.sets(st.sampled_from(NAMES)), min_size=4, max_size=4)


def lists(feeders: dict[str, list[str]], more: str = "") -> str:
    """Return the small town with lists that take names from others."""
    rows = [
        f"  - {{id: {name}, label: L, colour: black, term: 2 months, source: made-up{more}, "
        f"entry: {{points_at_most: -50, lists: [{', '.join(others)}]}}}}\n"
        for name, others in feeders.items()
    ]
    return BASE + "lists:\n" + "".join(rows)


def on_a_ring(feeders: dict[str, list[str]]) -> set[str]:
    """Return the lists that lead back to themselves, by walking all ways."""
    reach = {name: set(others) for name, others in feeders.items()}
    for _ in feeders:
        reach = {
            name: found.union(*(reach[other] for other in found)) for name, found in reach.items()
        }
    return {name for name, found in reach.items() if name in found}


@given(feeding)
@FIXED
def test_that_every_list_on_a_ring_is_named_and_no_other(found: list[set[str]]) -> None:
    feeders = {name: sorted(others) for name, others in zip(NAMES, found, strict=True)}
    errors = check_scheme(lists(feeders)).errors
    assert {"E322"} >= {error.code for error in errors}
    named = {name for error in errors for name in NAMES if f"'{name}'" in error.message}
    assert on_a_ring(feeders) == named


@pytest.mark.parametrize(
    ("grace", "after", "codes"),
    [
        ("1 month", "0 months", []),
        ("2 months", "0 months", ["E323"]),
        ("0 months", "1 month", []),
        ("0 months", "2 months", ["E324"]),
        ("1 month", "2 months", []),
        ("1 month", "3 months", ["E324"]),
        ("5 years", "20 years", ["E323", "E324"]),
    ],
)
def test_that_waits_fall_inside_the_term(grace: str, after: str, codes: list[str]) -> None:
    more = f", grace: {grace}, exit: {{repair: {{after: {after}}}}}"
    text = lists({"a": []}, more)
    assert codes == [error.code for error in check_scheme(text).errors]
    for_ever = text.replace("term: 2 months", "term: permanent")
    assert () == check_scheme(for_ever).errors


def test_that_a_wait_of_no_time_is_written_and_read_back() -> None:
    scheme = check_scheme(lists({"a": []}, ", grace: 0 months")).scheme
    assert scheme is not None
    assert scheme == check_scheme(scheme.to_resolved_yaml()).scheme
    assert 0 == scheme.lists[0].grace_months


@pytest.mark.parametrize("word", ["none", "2", "two months", "-1 months"])
def test_that_a_wait_is_a_length_of_time(word: str) -> None:
    errors = check_scheme(lists({"a": []}, f", grace: {word}")).errors
    assert ["E108"] == [error.code for error in errors]


@pytest.mark.parametrize(
    ("exit_", "stuck"),
    [
        ("", True),
        (", exit: {repair: none}", True),
        (", exit: {performance: unknown}", True),
        (", exit: {performance: available}", False),
        (", exit: {repair: {after: 6 months}}", False),
        (", exit: {grade: true}", True),
    ],
)
def test_that_a_sanction_ends_when_its_list_has_a_way_off(exit_: str, stuck: bool) -> None:
    text = lists({"a": []}, exit_).replace("term: 2 months", "term: permanent")
    text += "sanctions: [{id: d, label: D, lists: [a], domain: traffic, severity: 2, "
    text += "source: made-up}]\n"
    assert stuck == any(d.code == "E314" for d in check_scheme(text).diagnostics)


def test_that_a_list_of_a_grade_alone_is_left_with_the_grade() -> None:
    text = lists({"a": []}, ", exit: {grade: true}").replace("term: 2 months", "term: permanent")
    text = changed("points_at_most: -50, lists: []", "grades: [B]", text)
    scheme = check_scheme(text).scheme
    assert scheme is not None
    assert scheme.lists[0].has_exit


RECORD = """\
lists:
  - {id: found, label: F, colour: black, entry: {kinds: [{kind: loan_breach, stage: sued}]}, \
term: 2 months, source: made-up}
  - {id: fed, label: D, colour: black, entry: {lists: [found]}, term: 3 months, source: made-up}
"""


@pytest.mark.parametrize(
    ("stage", "expect"),
    [
        ("", "{month: 1, lists: []}"),
        (", stage: breach", "{month: 1, lists: []}"),
        (", stage: sued", "{month: 1, lists: [found, fed]}"),
        (", stage: found", "{month: 2, lists: [found, fed]}, {month: 3, lists: [fed]}"),
        (", stage: found", "{month: 3, lists: [fed]}, {month: 4, lists: []}"),
    ],
)
def test_that_a_record_of_its_stage_leads_to_a_list_and_on_to_another(
    stage: str, expect: str, tmp_path: Path
) -> None:
    given_ = f"{{month: 1, kind: loan_breach{stage}}}"
    report = run(tmp_path, BASE + RECORD, given_, expect)
    assert [] == [reason for result in report.results for reason in result.reasons]


def test_that_a_list_before_the_one_that_feeds_it_takes_names_a_month_later(
    tmp_path: Path,
) -> None:
    head, found, fed = RECORD.splitlines(keepends=True)
    late = BASE + head + fed + found
    given_ = "{month: 1, kind: loan_breach, stage: sued}"
    expect = "{month: 1, lists: [found]}, {month: 2, lists: [found, fed]}, {month: 5, lists: []}"
    assert run(tmp_path, late, given_, expect).passed
    assert ["E334"] == [d.code for d in check_scheme(late).diagnostics]
    assert () == check_scheme(BASE + RECORD).diagnostics


def test_that_a_list_feeds_another_once_its_grace_is_over(tmp_path: Path) -> None:
    text = changed("term: 2 months", "grace: 1 month, term: 2 months", BASE + RECORD)
    given_ = "{month: 1, kind: loan_breach, stage: sued}"
    expect = (
        "{month: 1, lists: [found]}, {month: 2, lists: [found, fed]}, "
        "{month: 3, lists: [found, fed]}, {month: 4, lists: [fed]}, {month: 5, lists: []}"
    )
    report = run(tmp_path, text, given_, expect)
    assert [] == [reason for result in report.results for reason in result.reasons]


def test_that_an_entry_by_grade_ends_with_the_grade_and_another_does_not(tmp_path: Path) -> None:
    text = changed("recovery: 24 months", "recovery: 2 months")
    text = changed("points: -50", "points: -200", text)
    text += (
        "lists:\n"
        "  - {id: graded, label: G, colour: black, entry: {grades: [B]}, term: 12 months, "
        "exit: {grade: true}, source: made-up}\n"
        "  - {id: stays, label: S, colour: black, entry: {grades: [B]}, term: 12 months, "
        "source: made-up}\n"
        "  - {id: charged, label: C, colour: black, entry: {grades: [B], points_at_most: -200}, "
        "term: 12 months, exit: {grade: true}, source: made-up}\n"
    )
    expect = (
        "{month: 2, lists: [charged, graded, stays]}, {month: 3, grade: A, lists: [charged, stays]}"
    )
    report = run(tmp_path, text, "{month: 1, kind: red_light}", expect)
    assert [] == [reason for result in report.results for reason in result.reasons]


def test_that_the_representative_of_a_listed_firm_is_ground_enough() -> None:
    text = EVERY_KEY.replace("entry: {lists: [debtors]}", "entry: {}")
    assert () == check_scheme(text, conduct=CONDUCT).errors
    nobody = text.replace("  representative: severe\n", "")
    assert ["E313"] == [error.code for error in check_scheme(nobody).errors]


def test_that_a_malformed_firms_part_hides_no_ground() -> None:
    text = EVERY_KEY.replace("entry: {lists: [debtors]}", "entry: {}")
    text = text.replace("  cap: 100\n", "  cap: a hundred\n")
    assert ["E104"] == [error.code for error in check_scheme(text, conduct=CONDUCT).errors]
