"""Who is on a list and who can leave it: protected conduct, children, the poor, other lists."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.conduct_view import ConductView, kinds_by_id
from sincerity.scheme.lint.finding import Finding
from sincerity.scheme.lint.people import ADULT_AGE_YEARS
from sincerity.scheme.model import Listing, Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["list_findings"]


def list_findings(scheme: Scheme, locations: Locations, conduct: ConductView) -> Iterator[Finding]:
    """Yield what there is to ask about lists that burden people."""
    for index, listing in enumerate(scheme.lists):
        if listing.colour == "red":
            continue
        yield from _protected(listing, index, locations, conduct)
        yield from _shut_to_the_poor(listing, index, locations)
        yield from _children(scheme, listing, index, locations)
        if listing.entry.lists:
            yield _listed_for_being_listed(listing, index, locations)


def _protected(
    listing: Listing, index: int, locations: Locations, conduct: ConductView
) -> Iterator[Finding]:
    """R124: a list that records of protected conduct lead to."""
    kinds = kinds_by_id(conduct)
    for number, trigger in enumerate(listing.entry.kinds):
        kind = kinds.get(trigger.kind)
        if kind is None or kind.protection.level == "none":
            continue
        article = kind.protection.article or "an article the catalogue does not name"
        note = f"; {kind.protection.note}" if kind.protection.note else ""
        question = (
            "The right admits no limit: what in the text keeps the list away from the belief?"
            if kind.protection.level == "absolute"
            else "Which aim named in the article is pursued, by which published rule, and why is "
            "nothing milder enough?"
        )
        yield Finding(
            "R124",
            "listed for protected conduct",
            f"{article} ({kind.protection.level} protection)",
            f"list '{listing.id}': {listing.label}",
            f"a record of '{kind.label}' in the domain {kind.domain} is enough{note}",
            question,
            locations.span(("lists", index, "entry", "kinds", number)),
        )


def _shut_to_the_poor(listing: Listing, index: int, locations: Locations) -> Iterator[Finding]:
    """R117: ways off a list that insolvent people cannot take."""
    way, repair = listing.exit, listing.repair
    if (
        way is None
        or listing.ends_only_by_grade
        or (repair is not None and "insolvent" in repair.open_to)
    ):
        return
    ways = []
    if listing.ends_by_performance:
        ways.append("by doing what is owed")
    if repair is not None:
        ways.append(f"by repair, open to the {' and '.join(repair.open_to)}")
    if not ways:
        return
    term = listing.term_months
    left = "never leave" if term is None else f"wait for the end of the term, {listing.term.used}"
    yield Finding(
        "R117",
        "no exit open to the insolvent",
        "repair open to the poor: Guo Ban Fa 2020-49; Supreme People's Court 2019-35; ICCPR 11",
        f"list '{listing.id}': {listing.label}",
        f"one leaves early {' or '.join(ways)}; those who cannot pay {left}",
        "How does a person who cannot pay show it, and what then opens the way off the list?",
        locations.span(("lists", index, "exit"), key=True),
    )


def _children(
    scheme: Scheme, listing: Listing, index: int, locations: Locations
) -> Iterator[Finding]:
    """R118: a list that does not spare minors; charges on minors are asked about by R109."""
    age = scheme.coverage.min_age
    lowest = min([age.value, *(age.range or ())])
    by_firm = scheme.firms is not None and scheme.firms.representative == listing.id
    without_score = bool(listing.entry.kinds or listing.entry.lists or by_firm)
    asked = without_score or bool(listing.exempt)
    if lowest >= ADULT_AGE_YEARS or "minors" in listing.exempt or not asked:
        return
    spared = f"exempt are {' and '.join(listing.exempt)}" if listing.exempt else "nobody is exempt"
    at = ("lists", index, "exempt") if listing.exempt else ("lists", index)
    yield Finding(
        "R118",
        "minors are listed",
        "Convention on the Rights of the Child; ICCPR 24; rules against listing minors",
        f"list '{listing.id}': {listing.label}",
        f"people from {lowest} years are covered and {spared}",
        "What keeps the name of a child off this list, and when is it forgotten?",
        locations.span(at),
    )


def _listed_for_being_listed(listing: Listing, index: int, locations: Locations) -> Finding:
    """R121: a list whose ground is another list."""
    return Finding(
        "R121",
        "listed for being listed",
        "proportionality: ICCPR limits; Guo Ban Fa 2020-49",
        f"list '{listing.id}': {listing.label}",
        f"standing on {' or '.join(listing.entry.lists)} is enough; what led there is not asked "
        "again",
        "What did the person do that the other list has not answered already?",
        locations.span(("lists", index, "entry", "lists")),
    )
