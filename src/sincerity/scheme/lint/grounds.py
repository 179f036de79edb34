"""What leads to a door: charges by way of a grade or a list, records that put a name on a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sincerity.scheme.model import Door, Listing, Rule, Scheme

__all__ = ["Grounds", "Lead", "grounds_of"]


@dataclass(frozen=True, slots=True)
class Lead:
    """A rule or a record that can lead to a door, and the kind of conduct it is about."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """What can lead to a door, and what does so with a single act."""

    leads: tuple[Lead, ...]
    single: tuple[str, ...]
    by_record: bool


def grounds_of(scheme: Scheme, door: Door) -> Grounds:
    """Return what can lead to a door: by grade, by override, by charge or record on a list."""
    taking = [rule for rule in scheme.rules if (rule.lowest_points or 0) < 0]
    leading: dict[str, Lead] = {}
    single: dict[str, None] = {}
    lists = _with_feeders(scheme, door.lists)
    grades = {*door.grades, *(grade for listing in lists for grade in listing.entry.grades)}
    if grades and scheme.grades is not None:
        for rule in taking:
            leading[rule.id] = Lead(rule.id, rule.on.kind)
            if _grade_after(scheme, rule) in grades:
                single[rule.id] = None
    for listing in lists:
        limit = listing.entry.points_at_most
        for rule in taking:
            if limit is not None and (rule.lowest_points or 0) <= limit.value:
                leading[rule.id] = Lead(rule.id, rule.on.kind)
                single[rule.id] = None
    records = [trigger for listing in lists for trigger in listing.entry.kinds]
    for trigger in records:
        name = trigger.kind if trigger.stage is None else f"{trigger.kind}.{trigger.stage}"
        leading[f"record {name}"] = Lead(name, trigger.kind)
        single[name] = None
    return Grounds(tuple(leading.values()), tuple(single), bool(records))


def _with_feeders(scheme: Scheme, names: Sequence[str]) -> list[Listing]:
    """Return lists by their ids, with the lists that they take names from."""
    wanted = list(names)
    for name in wanted:  # grows while it is walked
        for listing in scheme.lists:
            if listing.id == name:
                wanted += [feeder for feeder in listing.entry.lists if feeder not in wanted]
    return [listing for listing in scheme.lists if listing.id in wanted]


def _grade_after(scheme: Scheme, rule: Rule) -> str | None:
    """Return the grade of a person at the base after one charge of a rule at its worst."""
    assert scheme.grades is not None
    bands = scheme.grades.bands
    points = scheme.score.base.value + (rule.lowest_points or 0)
    found = len(bands) - 1
    for number, band in enumerate(bands):
        if band.from_points is not None and points >= band.from_points.value:
            found = number
            break
    if rule.override is not None:
        ids = [band.id for band in bands]
        found = max(found, ids.index(rule.override.grade))
    return bands[found].id
