"""Rights lints: questions with evidence, never verdicts."""

import re

import pytest

from sincerity import library
from sincerity.conduct import load_conduct
from sincerity.institutions import load_institutions
from sincerity.scheme import check_scheme
from sincerity.scheme.codes import all_codes, errors_markdown
from sincerity.scheme.lint import Finding, lint_scheme
from tests.scheme.corpus import corpus
from tests.scheme.texts import BASE, EVERY_KEY, changed

CONDUCT = load_conduct()
INSTITUTIONS = load_institutions("base")
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
    return [finding for one in loaded for finding in lint_scheme(one, CONDUCT, INSTITUTIONS)]


def own_words(finding: Finding) -> str:
    """Return what a finding says without the words of the file, which stand in its text and in
    quotes."""
    said = (finding.title, finding.yardstick, finding.evidence, finding.question)
    return re.sub(r"(?<!\w)'[^']+'", "", " ".join(said))


def test_that_no_finding_holds_a_word_of_verdict() -> None:
    texts = [own_words(finding) for finding in every_finding()]
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


LISTED = (
    BASE
    + "lists: [{id: names, label: N, colour: black, entry: {kinds: [{kind: loan_breach}]}, "
    + "term: 1 year, source: made-up}]\n"
)


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("term: 1 year", "term: 1 year", set()),
        ("kind: loan_breach", "kind: petition", {"R124"}),
        (
            "colour: black, entry: {kinds: [{kind: loan_breach",
            "colour: red, entry: {kinds: [{kind: petition",
            set(),
        ),
        ("min_age: 18", "min_age: 16", {"R109", "R118"}),
        ("min_age: 18", "min_age: {value: 18, range: [17, 18]}", {"R109", "R118"}),
        ("term: 1 year", "term: 1 year, notice: none", set()),
        ("term: 1 year", "term: 1 year, notice: none, public: true", {"R107", "R111"}),
        ("term: 1 year", "term: 1 year, exit: {performance: available}", {"R117"}),
        ("term: 1 year", "term: 1 year, exit: {performance: unknown}", set()),
        ("term: 1 year", "term: 1 year, exit: {repair: {after: 1 month}}", set()),
        (
            "term: 1 year",
            "term: 1 year, exit: {performance: available, repair: {after: 1 month}}",
            set(),
        ),
        (
            "term: 1 year",
            "term: 1 year, exit: {repair: {after: 1 month, open_to: [strained]}}",
            {"R117"},
        ),
        ("term: 1 year", "term: permanent, exit: {performance: available}", {"R102", "R117"}),
        (
            "objection: {value: available, source: made-up}",
            "objection: {value: available, source: made-up}, "
            "restitution: {value: none, source: made-up}",
            {"R122"},
        ),
    ],
)
def test_that_a_list_of_records_is_asked_who_enters_and_who_can_leave(
    old: str, new: str, codes: set[str]
) -> None:
    assert codes == {finding.code for finding in findings_of(changed(old, new, LISTED))}


def test_that_exempt_minors_are_not_asked_about() -> None:
    text = changed("min_age: 18", "min_age: 16", LISTED)
    text = changed("term: 1 year", "term: 1 year, exempt: [minors, students]", text)
    assert {"R109"} == {finding.code for finding in findings_of(text)}


def test_that_a_list_of_charges_is_asked_about_minors_only_where_it_exempts_others() -> None:
    text = changed("min_age: 18", "min_age: 16", LISTED)
    text = changed("{kinds: [{kind: loan_breach}]}", "{points_at_most: -50}", text)
    assert {"R109"} == {finding.code for finding in findings_of(text)}
    text = changed("term: 1 year", "term: 1 year, exempt: [students]", text)
    assert {"R109", "R118"} == {finding.code for finding in findings_of(text)}


def test_that_a_list_without_a_way_to_object_is_asked_about_without_any_rule() -> None:
    text = LISTED[: LISTED.index("rules:")] + LISTED[LISTED.index("grades:") :]
    assert set() == {finding.code for finding in findings_of(text)}
    text = changed("objection: {value: available", "objection: {value: none", text)
    assert {"R103"} == {finding.code for finding in findings_of(text)}


@pytest.mark.parametrize("fed", [False, True])
def test_that_a_sanction_is_asked_about_the_records_that_lead_there(fed: bool) -> None:
    more = (
        ", {id: fed, label: F, colour: black, entry: {lists: [names]}, term: 1 year, "
        "source: made-up}]"
    )
    text = changed("1 year, source: made-up}]", f"1 year, source: made-up}}{more}", LISTED)
    text += (
        f"sanctions: [{{id: d, label: D, lists: [{'fed' if fed else 'names'}], "
        "domain: education, severity: 5, source: made-up}]\n"
    )
    found = findings_of(text)
    assert {"R106", "R108", "R121"} == {finding.code for finding in found}
    assert all("'loan_breach'" in f.evidence for f in found if f.code in {"R106", "R108"})


DOOR = (
    "sanctions: [{id: d, label: D, grades: [B], domain: traffic, severity: 2, source: made-up}]\n"
)
FIRMS = (
    "firms: {base: 9, list: {id: bad, label: Bad, colour: black, entry: {kinds: [fraud]}, "
    "term: 1 year}, sanctions: [{id: shut, label: S, listed: true, domain: commerce, "
    "severity: 2, closure: 0}], source: made-up}\n"
)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (DOOR.replace("severity: 2", "severity: 2, reach: [household]"), "R115"),
        ("supervision: {factor: 1.5, grades: [B], source: made-up}\n", "R116"),
        ("supervision: {factor: 1, grades: [B], source: made-up}\n", None),
        (FIRMS, None),
        (FIRMS.replace("closure: 0", "closure: 0.001"), "R123"),
        (FIRMS.replace("base: 9", "base: 9, representative: names"), "R119"),
        ("operator: court\nintegration: vertical\n", None),
        ("operator: court\nintegration: joint\n", "R125"),
        ("operator: court\nintegration: one_store\n", "R125"),
    ],
)
def test_that_reach_beyond_the_person_raises_exactly_its_question(
    more: str, code: str | None
) -> None:
    found = {finding.code for finding in findings_of(LISTED + more)}
    assert ({code} if code is not None else set()) == found


def test_that_a_perk_that_reaches_the_household_is_not_asked_about() -> None:
    perk = DOOR.replace("sanctions", "perks")
    perk = perk.replace("severity: 2", "severity: 2, reach: [household]")
    assert () == findings_of(BASE + perk)


@pytest.mark.parametrize(
    ("door", "codes"), [("flight", {"R113", "R120"}), ("high_speed_train", {"R113"})]
)
def test_that_private_bodies_are_asked_about_where_institutions_are_known(
    door: str, codes: set[str]
) -> None:
    text = LISTED + DOOR.replace("severity: 2", f"severity: 2, door: {door}").replace(
        "domain: traffic", "domain: movement"
    )
    loaded = check_scheme(text, conduct=CONDUCT, institutions=INSTITUTIONS)
    with_them = {f.code for f in lint_scheme(loaded, CONDUCT, INSTITUTIONS)} - {"R106"}
    without = {f.code for f in lint_scheme(loaded, CONDUCT)} - {"R106"}
    assert codes == with_them
    assert codes - {"R120"} == without


def test_that_every_key_raises_its_questions_at_places_of_its_own() -> None:
    loaded = check_scheme(EVERY_KEY, conduct=CONDUCT, institutions=INSTITUTIONS)
    found = lint_scheme(loaded, CONDUCT, INSTITUTIONS)
    lines = EVERY_KEY.split("\n")
    at = {finding.code: lines[finding.span.line - 1] for finding in found}
    for code, key in (
        ("R115", "reach:"),
        ("R116", "supervision:"),
        ("R117", "exit:"),
        ("R119", "representative:"),
        ("R121", "lists: [debtors]"),
        ("R123", "closure:"),
        ("R125", "integration:"),
    ):
        assert key in at[code]
