"""Who bears the points: people for the acts of others, and children."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.lint.finding import Finding, points_in_words
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["people_findings"]

ADULT_AGE_YEARS = 18


def people_findings(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """Yield what there is to ask about those whom a charge falls on."""
    for index, rule in enumerate(scheme.rules):
        if rule.collective:
            yield Finding(
                "R104",
                "points for another person's act",
                "no collective punishment: ICCPR 14 and 24; Supreme People's Court 2019-35",
                f"rule '{rule.id}': {rule.label}",
                f"{points_in_words(rule.lowest_points, rule.highest_points)} for an act of "
                "somebody else",
                "What did the person who gains or loses do, and could they have done otherwise?",
                locations.span(("rules", index)),
            )
    age = scheme.coverage.min_age
    lowest = min([age.value, *(age.range or ())])
    if scheme.rules and lowest < ADULT_AGE_YEARS:
        doubt = "" if age.value < ADULT_AGE_YEARS else f" at the low end of its range {age.range}"
        yield Finding(
            "R109",
            "minors are scored",
            "Convention on the Rights of the Child; ICCPR 24",
            f"coverage from {age.value} years" + (f" ({age.note})" if age.note else ""),
            f"people below {ADULT_AGE_YEARS} have a score{doubt}; "
            f"{len(scheme.sanctions)} sanctions apply to them as to anyone",
            "Which sanctions spare children, and when is what they did as a child forgotten?",
            locations.span(("coverage", "min_age"), key=True),
        )
