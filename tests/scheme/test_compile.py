"""Schemes as integers: what new keys come to, and that their absence changes nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sincerity.conduct import load_conduct
from sincerity.errors import InternalError
from sincerity.scheme import check_scheme, load_scheme
from sincerity.scheme.compile import MEANS_NUMBERS, CompiledScheme, compile_scheme
from sincerity.scheme.model_words import INTEGRATIONS, MEANS
from sincerity.society.codes import MEANS as MEANS_OF_SOCIETIES
from tests.scheme.texts import BASE, EVERY_KEY, changed

CONDUCT = load_conduct()
KINDS = tuple((kind.id, tuple(stage.id for stage in kind.stages)) for kind in CONDUCT.kinds)
NAMES = CONDUCT.kind_ids


def compiled(text: str) -> CompiledScheme:
    """Return a text that must be a scheme, in integers."""
    scheme = check_scheme(text, conduct=CONDUCT).scheme
    assert scheme is not None
    return compile_scheme(scheme, KINDS, CONDUCT.firm_kind_ids)


def test_that_means_have_the_numbers_of_societies() -> None:
    assert tuple(MEANS) == MEANS_OF_SOCIETIES
    assert list(MEANS_NUMBERS) == sorted(MEANS, key=MEANS_OF_SOCIETIES.index)
    assert [0, 1, 2] == [MEANS_NUMBERS[word] for word in MEANS_OF_SOCIETIES]


def test_that_stages_of_sharing_are_those_of_institutions_and_one_office() -> None:
    from sincerity.institutions.model import STAGES

    assert ("office", *STAGES) == INTEGRATIONS


@pytest.mark.parametrize("name", ["suining-2010", "rongcheng", "village-points"])
def test_that_an_older_scheme_has_nothing_of_what_is_new(name: str) -> None:
    scheme = compile_scheme(load_scheme(name), KINDS)
    assert (None, "office", Decimal(1)) == (
        scheme.operator,
        scheme.integration,
        scheme.supervision_factor,
    )
    assert (frozenset(), frozenset()) == (scheme.supervised_grades, scheme.supervised_lists)
    assert not scheme.restitution
    assert scheme.firms is None
    for listing in scheme.lists:
        assert ((), frozenset()) == (listing.kind_grounds, listing.list_grounds)
        assert (0, frozenset()) == (listing.grace_months, listing.exempt)
        assert (False, None, frozenset(), False) == (
            listing.performance,
            listing.repair_after,
            listing.repair_open,
            listing.exit_by_grade,
        )
        assert listing.gives_notice == scheme.gives_notice
    assert [(None, False)] * len(scheme.doors) == [(d.door, d.household) for d in scheme.doors]
    assert all(1 <= door.severity <= 5 for door in scheme.doors)


def test_that_lists_become_integers() -> None:
    scheme = compiled(EVERY_KEY)
    debtors, severe = scheme.lists
    loan, bribe = NAMES.index("loan_breach"), NAMES.index("bribe_paying")
    assert ((loan, 2), (bribe, 0)) == debtors.kind_grounds
    assert frozenset({1}) == debtors.grades
    assert (1, 24, True) == (debtors.grace_months, debtors.term_months, debtors.gives_notice)
    assert frozenset({"minors", "students", "representatives"}) == debtors.exempt
    assert (True, 6, frozenset({0, 1}), True) == (
        debtors.performance,
        debtors.repair_after,
        debtors.repair_open,
        debtors.exit_by_grade,
    )
    assert (frozenset({0}), 255) == (severe.list_grounds, severe.term_months)
    assert (False, None, frozenset()) == (
        severe.performance,
        severe.repair_after,
        severe.repair_open,
    )


def test_that_doors_watching_and_remedies_become_integers() -> None:
    scheme = compiled(EVERY_KEY)
    assert ("court", "joint") == (scheme.operator, scheme.integration)
    (door,) = scheme.doors
    assert ("flight", True, 4) == (door.door, door.household, door.severity)
    assert (Decimal("2.5"), frozenset({1}), frozenset({1})) == (
        scheme.supervision_factor,
        scheme.supervised_grades,
        scheme.supervised_lists,
    )
    assert (True, True) == (scheme.objection, scheme.restitution)


def test_that_firms_become_integers() -> None:
    firms = compiled(EVERY_KEY).firms
    assert firms is not None
    assert (100, 0, 100) == (firms.base, firms.floor, firms.cap)
    unsafe, fraud = (CONDUCT.firm_kind_ids.index(kind) for kind in ("safety_breach", "fraud"))
    assert 0 == firms.rule_at[unsafe]
    assert {-1} == {rule for kind, rule in enumerate(firms.rule_at) if kind != unsafe}
    assert (True, -20, 12) == (
        firms.rules[0].known,
        firms.rules[0].points,
        firms.rules[0].recovery_months,
    )
    assert (("A", "D"), (60,), 12) == (firms.grades, firms.limits, firms.regrade_months)
    assert firms.listing is not None
    assert (frozenset({fraud}), frozenset({1})) == (firms.listing.kinds, firms.listing.grades)
    assert (24, True) == (firms.listing.term_months, firms.listing.public)
    (sanction,) = firms.sanctions
    assert (frozenset({1}), True, 4, Decimal("0.02")) == (
        sanction.grades,
        sanction.listed,
        sanction.severity,
        sanction.closure,
    )
    assert 1 == firms.representative


def test_that_a_rule_of_unknown_points_charges_no_firm() -> None:
    firms = compiled(EVERY_KEY.replace("points: -20", "points: unknown")).firms
    assert firms is not None
    assert {-1} == set(firms.rule_at)
    assert (False, 0) == (firms.rules[0].known, firms.rules[0].points)


@pytest.mark.parametrize(
    ("notice", "told"), [("before", True), ("after", True), ("none", False), ("unknown", False)]
)
def test_that_the_notice_of_a_list_stands_before_that_of_the_process(
    notice: str, told: bool
) -> None:
    scheme = compiled(EVERY_KEY.replace("    notice: before\n", f"    notice: {notice}\n"))
    assert [told, True] == [listing.gives_notice for listing in scheme.lists]


@pytest.mark.parametrize("word", ["available", "none", "unknown"])
def test_that_only_a_known_remedy_counts(word: str) -> None:
    text = EVERY_KEY.replace("performance: available", f"performance: {word}")
    text = text.replace("restitution: {value: available", f"restitution: {{value: {word}")
    scheme = compiled(text)
    is_known = word == "available"
    assert (is_known, is_known) == (scheme.restitution, scheme.lists[0].performance)


def test_that_an_unknown_remedy_counts_as_what_is_assumed() -> None:
    assumed = "performance: {value: unknown, assume: available}"
    assert compiled(EVERY_KEY.replace("performance: available", assumed)).lists[0].performance


@pytest.mark.parametrize("where", ["rules", "lists", "firms"])
def test_that_a_kind_the_catalogue_lacks_is_no_fault_of_the_file_here(where: str) -> None:
    texts = {
        "rules": changed("kind: red_light", "kind: unheard_of"),
        "lists": EVERY_KEY.replace("kind: bribe_paying", "kind: unheard_of"),
        "firms": EVERY_KEY.replace("kinds: [fraud]", "kinds: [unheard_of]"),
    }
    scheme = check_scheme(texts[where]).scheme
    assert scheme is not None
    with pytest.raises(InternalError, match="unheard_of"):
        compile_scheme(scheme, KINDS, CONDUCT.firm_kind_ids)


def test_that_a_plain_scheme_compiles_without_kinds_of_firms() -> None:
    scheme = check_scheme(BASE).scheme
    assert scheme is not None
    assert compile_scheme(scheme, KINDS) == compile_scheme(scheme, KINDS, CONDUCT.firm_kind_ids)
