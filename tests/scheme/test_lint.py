"""Rights lints: questions with evidence, never verdicts."""

import re

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.scheme import check_scheme
from sincerity.scheme.codes import all_codes, errors_markdown
from sincerity.scheme.lint import Finding, lint_scheme
from tests.scheme.corpus import corpus
from tests.scheme.texts import BASE, changed

CONDUCT = load_conduct()
VERDICTS = re.compile(r"prohibit|lawful|illegal|unfair|\bfair\b|unbiased|violat", re.IGNORECASE)


def findings_of(text: str) -> tuple[Finding, ...]:
    """Return the findings on a text that must be a scheme."""
    loaded = check_scheme(text, conduct=CONDUCT)
    assert () == loaded.errors
    return lint_scheme(loaded, CONDUCT)


def every_finding() -> list[Finding]:
    """Return the findings on all shipped schemes and on the good files of the corpus."""
    loaded = [check_scheme(name, conduct=CONDUCT) for name in library.scheme_names()]
    loaded += [
        check_scheme(file.path, conduct=CONDUCT)
        for file in corpus()
        if file.family == "good" and ".cases." not in file.name
    ]
    return [finding for one in loaded for finding in lint_scheme(one, CONDUCT)]


def test_that_no_finding_holds_a_word_of_verdict() -> None:
    texts = [str(finding) for finding in every_finding()]
    texts += [finding.to_diagnostic().to_text() for finding in every_finding()]
    texts += [f"{c.title} {c.cause} {c.fix}" for c in all_codes() if c.code.startswith("R")]
    assert 40 < len(texts)
    assert [] == [text for text in texts if VERDICTS.search(text)]


def test_that_the_handbook_holds_no_word_of_verdict() -> None:
    assert [] == VERDICTS.findall(errors_markdown())


def test_that_each_finding_has_a_yardstick_a_text_evidence_and_a_question() -> None:
    for finding in every_finding():
        shown = str(finding)
        for part in ("yardstick:", "text:", "evidence:", "question:"):
            assert part in shown
        assert finding.question.endswith("?")
        assert finding.span.line >= 1


def test_that_a_scheme_without_the_marks_of_harm_has_no_finding() -> None:
    assert () == findings_of(BASE)


def test_that_the_scheme_that_scores_nobody_has_no_finding() -> None:
    assert () == lint_scheme(check_scheme("none", conduct=CONDUCT), CONDUCT)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kind: red_light", "kind: petition", "R101"),
        ("recovery: 24 months", "recovery: none", "R102"),
        ("objection: {value: available", "objection: {value: none", "R103"),
        ("objection: {value: available", "objection: {value: unknown", "R103"),
        ("    recovery", "    collective: true\n    recovery", "R104"),
        ("    recovery", "    open_ended: true\n    recovery", "R105"),
        ("points: -50", "discretion: {low: -50, high: -5}", "R105"),
        ("min_age: 18", "min_age: 17", "R109"),
        ("min_age: 18", "min_age: {value: 18, range: [16, 18]}", "R109"),
    ],
)
def test_that_one_change_raises_exactly_its_question(old: str, new: str, code: str) -> None:
    assert {code} == {finding.code for finding in findings_of(changed(old, new))}


@pytest.mark.parametrize(
    ("domain", "severity", "points", "codes"),
    [
        ("traffic", 5, -50, set()),
        ("welfare", 2, -50, {"R106"}),
        ("traffic", 4, -200, {"R108"}),
        ("traffic", 3, -200, set()),
        ("movement", 1, -50, {"R106", "R113"}),
    ],
)
def test_that_sanctions_are_asked_about_domain_and_gravity(
    domain: str, severity: int, points: int, codes: set[str]
) -> None:
    door = f"grades: [B], domain: {domain}, severity: {severity}, source: made-up"
    text = changed("points: -50", f"points: {points}")
    text += f"sanctions: [{{id: d, label: D, {door}}}]\n"
    assert codes == {finding.code for finding in findings_of(text)}


def test_that_a_sanction_through_a_list_is_asked_about_the_charges_that_lead_there() -> None:
    text = BASE + (
        "lists: [{id: names, label: N, colour: black, entry: {points_at_most: -40}, term: 1 month, "
        "source: made-up}]\n"
        "sanctions: [{id: d, label: D, lists: [names], domain: education, severity: 4, "
        "source: made-up}]\n"
    )
    assert {"R106", "R108"} == {finding.code for finding in findings_of(text)}
    milder = text.replace("points_at_most: -40", "points_at_most: -60")
    assert set() == {finding.code for finding in findings_of(milder)}


def test_that_a_scheme_with_errors_has_no_findings() -> None:
    loaded = check_scheme(changed("points: -50", "points: 0"), conduct=CONDUCT)
    assert () == lint_scheme(loaded, CONDUCT)
