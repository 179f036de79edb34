"""Reads from scheme and conduct what the measures need to know about kinds, rules and doors."""

from __future__ import annotations

from typing import Any

from sincerity.measures.codebook import Codebook


def codebook(scheme: Any, conduct: Any) -> Codebook:
    """Return what the labels of the tallies stand for under this scheme and catalogue."""
    kinds = {kind.id: kind for kind in conduct.kinds}
    sanctions = {door.id: "sanction" for door in scheme.sanctions}
    perks = {door.id: "perk" for door in scheme.perks}
    return Codebook(
        kind_domain={name: str(kind.domain) for name, kind in kinds.items()},
        kind_protection={name: str(kind.protection.level) for name, kind in kinds.items()},
        kind_sign={name: str(kind.sign) for name, kind in kinds.items()},
        kind_harms_others={name: bool(kind.harms_others) for name, kind in kinds.items()},
        rule_kind={rule.id: rule.on.kind for rule in scheme.rules},
        rule_takes={rule.id: takes_points(rule) for rule in scheme.rules},
        door_side={**sanctions, **perks},
        list_grounds={
            item.id: grounds(scheme, item) for item in scheme.lists if item.colour == "black"
        },
    )


def grounds(scheme: Any, listing: Any) -> tuple[str, ...]:
    """Return the kinds of conduct of which a record can lead to the list, in order of the file."""
    entry = listing.entry
    by_record = [trigger.kind for trigger in entry.kinds]
    takes, gives = entry.points_at_most is not None, entry.points_at_least is not None
    # Points may grow by rules on repetition, so every rule of the right sign may lead there.
    by_points = [
        rule.on.kind
        for rule in scheme.rules
        if (takes and (rule.lowest_points or 0) < 0) or (gives and (rule.highest_points or 0) > 0)
    ]
    return tuple(dict.fromkeys((*by_record, *by_points)))


def takes_points(rule: Any) -> bool:
    """Say whether a rule counts among those that take points, by the middle of its range."""
    return (rule.lowest_points or 0) + (rule.highest_points or 0) <= 0
