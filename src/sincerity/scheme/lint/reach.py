"""Whom an entry reaches beyond its cause: households, firms' people, the watched, other bodies."""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.conduct_view import ConductView, kinds_by_id
from sincerity.scheme.institutions_view import InstitutionsView
from sincerity.scheme.lint.finding import Finding
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["reach_findings"]

_COLLECTIVE = "no collective punishment: ICCPR 14 and 24; Supreme People's Court 2019-35"


def reach_findings(
    scheme: Scheme,
    locations: Locations,
    conduct: ConductView,
    institutions: InstitutionsView | None,
) -> Iterator[Finding]:
    """Yield what there is to ask about those whom a record reaches without an act of theirs."""
    yield from _households(scheme, locations)
    yield from _supervision(scheme, locations)
    yield from _firms(scheme, locations)
    yield from _sharing(scheme, locations, conduct)
    if institutions is not None:
        yield from _private_bodies(scheme, locations, institutions)


def _households(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R115: doors that close for those who live with a person."""
    for index, door in enumerate(scheme.sanctions):
        if "household" in door.reach:
            yield Finding(
                "R115",
                "closed to those who live with a person",
                _COLLECTIVE,
                f"sanction '{door.id}': {door.label}",
                f"closes, at severity {door.severity}, for everyone in the household, children "
                "included",
                "What did those who live with the person do, and what could they have done?",
                locations.span(("sanctions", index, "reach")),
            )


def _supervision(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R116: people watched more closely because of a record."""
    supervision = scheme.supervision
    if supervision is None or supervision.factor.used <= 1:
        return
    who = [f"grade {' or '.join(supervision.grades)}"] if supervision.grades else []
    who += [f"list {' or '.join(supervision.lists)}"] if supervision.lists else []
    yield Finding(
        "R116",
        "watched more for having been seen",
        "equal treatment and private life: ICCPR 17 and 26; accuracy: GDPR 5(1)(d)",
        f"supervision of {' and '.join(who)}",
        f"an act of theirs is {supervision.factor.used} times as likely to be seen as the same act "
        "of somebody else, and what is seen keeps them there",
        "How does the office tell people who do more from people of whom more is seen?",
        locations.span(("supervision",), key=True),
    )


def _firms(scheme: Scheme, locations: Locations) -> Iterator[Finding]:
    """R119 and R123: people reached through a firm."""
    firms = scheme.firms
    if firms is None:
        return
    if firms.representative is not None:
        doors = sum(firms.representative in door.lists for door in scheme.sanctions)
        yield Finding(
            "R119",
            "representative listed for a firm",
            "personal responsibility: ICCPR 14(2); Guo Ban Fa 2020-49",
            f"firms: representative entered on list '{firms.representative}'",
            f"sanctions of the list: {doors}; whether the representative took part in the act is "
            "not asked",
            "What did the representative decide, and what if the name is only lent?",
            locations.span(("firms", "representative")),
        )
    for index, sanction in enumerate(firms.sanctions):
        if sanction.closure.used > 0:
            yield Finding(
                "R123",
                "workers lose their work",
                f"work: ICESCR 6 and 7; {_COLLECTIVE}",
                f"firms: sanction '{sanction.id}': {sanction.label}",
                f"a firm under it closes with a chance of {sanction.closure.used} a month; its "
                "workers are then without work",
                "What is done for those who work there and had no part in the act?",
                locations.span(("firms", "sanctions", index)),
            )


def _sharing(scheme: Scheme, locations: Locations, conduct: ConductView) -> Iterator[Finding]:
    """R125: records made for one purpose that serve all others."""
    if scheme.integration not in ("joint", "one_store"):
        return
    domains = {kind.id: kind.domain for kind in kinds_by_id(conduct).values()}
    kinds = {rule.on.kind for rule in scheme.rules}
    kinds |= {trigger.kind for listing in scheme.lists for trigger in listing.entry.kinds}
    asked = {domains[kind] for kind in kinds if kind in domains}
    closed = {door.domain for door in scheme.sanctions}
    yield Finding(
        "R125",
        "records that serve every purpose",
        "purpose limitation: GDPR 5(1)(b); PIPL 6; Guo Ban Fa 2020-49",
        f"integration: {scheme.integration}",
        f"records about {', '.join(sorted(asked)) or 'nothing'} reach all agencies; doors close in "
        f"{', '.join(sorted(closed)) or 'no part of life'}",
        "Which agency needs which record for which task, and who decides that it gets no other?",
        locations.span(("integration",)),
    )


def _private_bodies(
    scheme: Scheme, locations: Locations, institutions: InstitutionsView
) -> Iterator[Finding]:
    """R120: sanctions that private bodies are made to carry out."""
    agencies = {agency.id: agency for agency in institutions.agencies}
    keepers = {door.id: agencies.get(door.agency) for door in institutions.doors}
    for index, door in enumerate(scheme.sanctions):
        keeper = keepers.get(door.door) if door.door is not None else None
        if keeper is None or not keeper.private:
            continue
        yield Finding(
            "R120",
            "private bodies made to enforce",
            "no forced private enforcement: Guo Ban Fa 2020-49",
            f"sanction '{door.id}': {door.label}",
            f"people are turned away by '{keeper.label}', a private body",
            "Which law makes it refuse people, and who answers when the record is wrong?",
            locations.span(("sanctions", index, "door")),
        )
