"""Which conduct is scored: protected, open-ended, charged twice, or rewarded loyalty."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.lint.finding import Finding, points_in_words
from sincerity.scheme.model import Rule, Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["conduct_findings"]


def conduct_findings(
    scheme: Scheme, locations: Locations, conduct: ConductView
) -> Iterator[Finding]:
    """Yield what there is to ask about the conduct that rules answer to."""
    kinds = kinds_by_id(conduct)
    for index, rule in enumerate(scheme.rules):
        kind = kinds.get(rule.on.kind)
        if kind is not None:
            yield from _protected(rule, kind, index, locations)
            yield from _loyalty(rule, kind, index, locations)
        yield from _open_ended(rule, index, locations)
    if scheme.ladder == "each":
        yield from _ladders(scheme, locations)


def _protected(rule: Rule, kind: KindView, index: int, locations: Locations) -> Iterator[Finding]:
    """R101: points for conduct that a right protects."""
    level = kind.protection.level
    if level == "none":
        return
    article = kind.protection.article or "an article the catalogue does not name"
    note = f"; {kind.protection.note}" if kind.protection.note else ""
    moves = points_in_words(rule.lowest_points, rule.highest_points)
    question = (
        "The right admits no limit: what in the text keeps points away from the belief itself?"
        if level == "absolute"
        else "Which aim named in the article is pursued, by which published rule, and why is "
        "nothing milder enough?"
    )
    yield Finding(
        "R101",
        "scored protected conduct",
        f"{article} ({level} protection)",
        f"rule '{rule.id}': {rule.label}",
        f"{moves} for '{kind.label}' in the domain {kind.domain}{note}",
        question,
        locations.span(("rules", index)),
    )


def _loyalty(rule: Rule, kind: KindView, index: int, locations: Locations) -> Iterator[Finding]:
    """R114: points for shows of loyalty."""
    if kind.sign != "conform" or (rule.highest_points or 0) <= 0:
        return
    yield Finding(
        "R114",
        "rewarded loyalty",
        "ICCPR 18(2) and 19(1): nobody is made to profess or to hold a view",
        f"rule '{rule.id}': {rule.label}",
        f"{points_in_words(rule.lowest_points, rule.highest_points)} for '{kind.label}', "
        "which the catalogue counts as an act of conforming",
        "What does a person lose who stays silent, compared with neighbours who do not?",
        locations.span(("rules", index)),
    )


def _open_ended(rule: Rule, index: int, locations: Locations) -> Iterator[Finding]:
    """R105: nobody can tell beforehand what is charged, or how much."""
    if not rule.open_ended and not rule.leaves_a_choice:
        return
    reasons = []
    if rule.open_ended:
        reasons.append("the text names no definite conduct")
    if rule.leaves_a_choice:
        moves = points_in_words(rule.lowest_points, rule.highest_points)
        reasons.append(f"an official chooses: {moves}")
    yield Finding(
        "R105",
        "open-ended item",
        "foreseeability: ICCPR 17 and 19(3)",
        f"rule '{rule.id}': {rule.label}",
        "; ".join(reasons),
        "Who decides that an act falls under it, by which written test, and who can check?",
        locations.span(("rules", index)),
    )


def _ladders(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R110: one act charged at several stages."""
    by_kind: dict[str, list[int]] = {}
    for index, rule in enumerate(scheme.rules):
        if not rule.is_inert and (rule.lowest_points or 0) < 0:
            by_kind.setdefault(rule.on.kind, []).append(index)
    for kind, indices in by_kind.items():
        if len(indices) < 2:
            continue
        rules = [scheme.rules[index] for index in indices]
        total = -sum(rule.lowest_points or 0 for rule in rules)
        largest = max(-(rule.lowest_points or 0) for rule in rules)
        names = ", ".join(f"'{rule.id}'" for rule in rules)
        yield Finding(
            "R110",
            "one act charged at several stages",
            "proportionality: ICCPR limits; Guo Ban Fa 2020-49",
            f"rules {names}",
            f"one act of '{kind}' can take {total} points, against {largest} for its gravest stage",
            "Does the text mean each stage to be charged, or only the gravest one reached?",
            locations.span(("rules", indices[-1])),
        )
