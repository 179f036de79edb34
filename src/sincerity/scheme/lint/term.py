"""How long points and names stay."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.lint.finding import Finding, points_in_words
from sincerity.scheme.model import Listing, Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["term_findings"]

_STORAGE = "storage limitation: GDPR 5(1)(e); terms and repair rules of the court list"


def term_findings(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """Yield what there is to ask about terms."""
    for index, rule in enumerate(scheme.rules):
        recovery = rule.recovery
        if (rule.lowest_points or 0) >= 0 or not isinstance(recovery.used, str):
            continue
        said = "assumed to be none, the text is not known" if recovery.value == "unknown" else ""
        yield Finding(
            "R102",
            "no expiry",
            _STORAGE,
            f"rule '{rule.id}': {rule.label}",
            f"{points_in_words(rule.lowest_points, rule.highest_points)}; recovery: "
            f"{said or recovery.value}",
            "After how long, and by what means, does the person stand again where they stood?",
            locations.span(("rules", index)),
        )
    for index, listing in enumerate(scheme.lists):
        if listing.term.value == "permanent" and listing.colour != "red":
            yield Finding(
                "R102",
                "no expiry",
                _STORAGE,
                f"list '{listing.id}': {listing.label}",
                "no term ends the entry; there are other ways off"
                if listing.has_exit
                else "a name never leaves the list",
                "What would have to happen for a name to be taken off?",
                locations.span(("lists", index)),
            )
        if listing.public and listing.colour != "red":
            yield _published(scheme, listing, index, locations)


def _published(scheme: Scheme, listing: Listing, index: int, locations: Locations) -> Finding:
    """R111: names shown to everyone."""
    grounds = []
    if listing.entry.points_at_most is not None:
        value = listing.entry.points_at_most.value
        grounds.append(f"one charge of {value} points or worse")
    if listing.entry.grades:
        grounds.append(f"grade {' or '.join(listing.entry.grades)}")
    if listing.entry.points_at_least is not None:
        grounds.append(f"one charge of {listing.entry.points_at_least.value} points or better")
    if listing.entry.kinds:
        number = len(listing.entry.kinds)
        grounds.append(f"a record of {number} kind{'s' if number > 1 else ''} of conduct")
    if listing.entry.lists:
        grounds.append(f"standing on {' or '.join(listing.entry.lists)}")
    if scheme.firms is not None and scheme.firms.representative == listing.id:
        grounds.append("representing a listed firm")
    return Finding(
        "R111",
        "published names",
        "privacy and reputation: ICCPR 17; GDPR 5(1)(c)",
        f"list '{listing.id}': {listing.label}",
        f"colour {listing.colour}, for {listing.term.value}, on {'; '.join(grounds)}",
        "Why must everyone know, not only those who need to, and what stays findable afterwards?",
        locations.span(("lists", index)),
    )
