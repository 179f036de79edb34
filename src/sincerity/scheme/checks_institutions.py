"""Check the agency and the doors that a scheme names against an institutions file."""

from __future__ import annotations

from collections.abc import Sequence

from sincerity.errors import Diagnostic
from sincerity.scheme.institutions_view import InstitutionsView
from sincerity.scheme.model import Scheme
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_institutions"]

MAX_LISTED = 8


def check_institutions(
    scheme: Scheme, locations: Locations, institutions: InstitutionsView | None
) -> list[Diagnostic]:
    """Return faults of an operator or a door that does not exist, and doubts about those that do.

    Parameters
    ----------
    institutions
        Without a file there is nothing to check against, and nothing is found.
    """
    if institutions is None:
        return []
    faults = _operator(scheme, locations, institutions)
    for section in ("sanctions", "perks"):
        for index, door in enumerate(getattr(scheme, section)):
            if door.door is None:
                continue
            path: Path = (section, index, "door")
            if door.door not in institutions.door_ids:
                faults.append(
                    locations.diagnostic(
                        "E215",
                        path,
                        f"the institutions have no door '{door.door[:60]}'",
                        hint=did_you_mean(door.door, institutions.door_ids),
                        help=_offered("doors", institutions.door_ids),
                    )
                )
                continue
            tried = next(d for d in institutions.doors if d.id == door.door)
            if tried.domain != door.domain:
                sentence = (
                    f"'{door.id}' is about {door.domain}, but the door '{tried.id}' belongs to "
                    f"{tried.domain}"
                )
                faults.append(locations.diagnostic("E329", path, sentence, severity="warning"))
    return faults


def _operator(
    scheme: Scheme, locations: Locations, institutions: InstitutionsView
) -> list[Diagnostic]:
    """Check the agency that charges and lists."""
    if scheme.operator is None:
        return []
    if scheme.operator not in institutions.agency_ids:
        return [
            locations.diagnostic(
                "E214",
                ("operator",),
                f"the institutions have no agency '{scheme.operator[:60]}'",
                hint=did_you_mean(scheme.operator, institutions.agency_ids),
                help=_offered("agencies", institutions.agency_ids),
            )
        ]
    asked = {rule.on.kind for rule in scheme.rules}
    asked |= {trigger.kind for listing in scheme.lists for trigger in listing.entry.kinds}
    agency = next(a for a in institutions.agencies if a.id == scheme.operator)
    if not asked or asked & set(agency.sees):
        return []
    sentence = (
        f"agency '{agency.id}' sees no kind of conduct that this scheme answers to: only what "
        "others pass on can reach it"
    )
    return [locations.diagnostic("E327", ("operator",), sentence, severity="warning")]


def _offered(noun: str, names: Sequence[str]) -> str:
    """Say which names there are, at most 8 of them."""
    more = f" and {len(names) - MAX_LISTED} more" if len(names) > MAX_LISTED else ""
    return f"{noun}: {', '.join(names[:MAX_LISTED])}{more}" if names else f"there are no {noun}"
