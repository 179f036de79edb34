"""What follows from the score: doors far from the conduct, grave ones after one act, basic needs.

Limbs 6a (unrelated context) and 6b (out of proportion) of the yardstick are alternatives; what is
counted here are indicators, not tests.
"""

from __future__ import annotations

from collections.abc import Iterator

from sincerity.scheme.conduct_view import ConductView, kinds_by_id
from sincerity.scheme.lint.finding import AI_ACT, Finding
from sincerity.scheme.lint.grounds import Grounds, grounds_of
from sincerity.scheme.model import Door, Scheme
from sincerity.scheme.nodes import Locations

__all__ = ["door_findings"]

GRAVE_SEVERITY = 4
BASIC_NEEDS = ("welfare", "education", "housing", "utilities")


def door_findings(scheme: Scheme, locations: Locations, conduct: ConductView) -> Iterator[Finding]:
    """Yield what there is to ask about sanctions and perks."""
    domains = {kind.id: kind.domain for kind in kinds_by_id(conduct).values()}
    for index, door in enumerate(scheme.sanctions):
        grounds = grounds_of(scheme, door)
        yield from _unrelated(door, index, grounds, domains, locations)
        if door.severity >= GRAVE_SEVERITY and grounds.single:
            yield _after_one_act(door, index, grounds, locations)
        if door.domain == "movement":
            yield Finding(
                "R113",
                "limit on movement",
                "freedom of movement: ICCPR 12",
                f"sanction '{door.id}': {door.label}",
                f"severity {door.severity}, through {_through(door)}",
                "Which aim of the article does it serve, for how long, and who may lift it?",
                locations.span(("sanctions", index)),
            )
    for index, door in enumerate(scheme.perks):
        if door.domain in BASIC_NEEDS:
            yield Finding(
                "R112",
                "basic need as a perk",
                f"relative detriment: {AI_ACT}; ICESCR 9 to 13",
                f"perk '{door.id}': {door.label}",
                f"opens in the domain {door.domain} through {_through(door)}",
                "What do those without the perk wait for or go without because others come first?",
                locations.span(("perks", index)),
            )


def _unrelated(
    door: Door,
    index: int,
    grounds: Grounds,
    domains: dict[str, str],
    locations: Locations,
) -> Iterator[Finding]:
    """R106: a sanction in another part of life than the conduct."""
    known = [(lead, domains[lead.kind]) for lead in grounds.leads if lead.kind in domains]
    foreign = [(lead, domain) for lead, domain in known if domain != door.domain]
    if not foreign:
        return
    others = ", ".join(sorted({domain for _, domain in foreign}))
    examples = ", ".join(f"'{lead.name}'" for lead, _ in foreign[:3])
    noun = "rules and records" if grounds.by_record else "rules"
    yield Finding(
        "R106",
        "unrelated detriment",
        f"{AI_ACT}, limb (i); GDPR 5(1)(b); PIPL 6",
        f"sanction '{door.id}': {door.label}",
        f"closes in the domain {door.domain} through {_through(door)}; {len(foreign)} of "
        f"{len(known)} {noun} that lead there are about other domains ({others}), "
        f"such as {examples}",
        "What does this conduct say about the person's dealings in the domain that closes?",
        locations.span(("sanctions", index)),
    )


def _after_one_act(door: Door, index: int, grounds: Grounds, locations: Locations) -> Finding:
    """R108: a grave sanction that one act suffices for."""
    names = ", ".join(f"'{name}'" for name in grounds.single[:5])
    more = len(grounds.single) - 5
    return Finding(
        "R108",
        "grave sanction after one act",
        f"proportionality: {AI_ACT}, limb (ii); ICCPR limits; Guo Ban Fa 2020-49",
        f"sanction '{door.id}': {door.label}",
        f"severity {door.severity}; one act under {names}"
        + (f" or {more} more {'grounds' if grounds.by_record else 'rules'}" if more > 0 else "")
        + " is enough for a person at the starting score",
        "How is this sanction graded to the gravity of each of these acts?",
        locations.span(("sanctions", index)),
    )


def _through(door: Door) -> str:
    """Say which grades and lists lead to a door."""
    parts = []
    if door.grades:
        parts.append(f"grade {' or '.join(door.grades)}")
    if door.lists:
        parts.append(f"list {' or '.join(door.lists)}")
    return " and ".join(parts) or "nothing"
