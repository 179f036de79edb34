"""Check lists against each other: grounds, rings, waits and terms, exits, who is watched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sincerity.errors import Diagnostic
from sincerity.scheme.checks_names import each_known
from sincerity.scheme.model import Listing, Scheme
from sincerity.scheme.nodes import Locations, Path

__all__ = ["check_lists", "check_lists_references"]


def check_lists_references(
    scheme: Scheme, locations: Locations, grades: Sequence[str], lists: Sequence[str]
) -> list[Diagnostic]:
    """Return faults of grades and lists that lists and supervision name.

    Parameters
    ----------
    grades, lists
        Ids of the file, those of malformed items included.
    """
    faults = []
    for index, listing in enumerate(scheme.lists):
        path: Path = ("lists", index, "entry")
        entry = listing.entry
        at = (*path, "grades")
        faults += each_known(locations, at, "E202", "grade", entry.grades, grades)
        at = (*path, "lists")
        faults += each_known(locations, at, "E204", "list", entry.lists, lists)
    if scheme.supervision is not None:
        named = scheme.supervision
        at = ("supervision", "grades")
        faults += each_known(locations, at, "E202", "grade", named.grades, grades)
        at = ("supervision", "lists")
        faults += each_known(locations, at, "E204", "list", named.lists, lists)
    return faults


def check_lists(scheme: Scheme, locations: Locations, data: Any) -> list[Diagnostic]:
    """Return faults of lists that nobody enters, that ring, or that cannot be left as they say.

    Parameters
    ----------
    data
        Plain data of the whole file: a malformed part may be the ground of a list.
    """
    firms = data.get("firms") if isinstance(data, dict) else None
    by_firm = firms.get("representative") if isinstance(firms, dict) else None
    faults = []
    for index, listing in enumerate(scheme.lists):
        path: Path = ("lists", index)
        if listing.entry.says_nothing and listing.id != by_firm:
            sentence = f"nothing puts a name on list '{listing.id}'"
            help_ = "give points, grades, kinds or lists of entry"
            faults.append(locations.diagnostic("E313", (*path, "entry"), sentence, help=help_))
        faults += _waits(listing, path, locations)
        if listing.ends_by_grade and not listing.entry.grades:
            sentence = f"no grade puts a name on list '{listing.id}', so none takes it off"
            at = (*path, "exit", "grade")
            faults.append(locations.diagnostic("E330", at, sentence, severity="warning"))
    rings = _rings(scheme.lists, locations)
    faults += rings or _late_feeders(scheme.lists, locations)
    supervision = scheme.supervision
    if supervision is not None and not supervision.grades and not supervision.lists:
        sentence = "supervision names no grade and no list: nobody is watched more closely"
        help_ = "give 'grades' or 'lists', or leave 'supervision' out"
        at = ("supervision",)
        faults.append(locations.diagnostic("E326", at, sentence, key=True, help=help_))
    if scheme.withdrawal is not None and scheme.grades is None:
        sentence = "no grades can be withdrawn: this scheme has none"
        help_ = "leave 'withdrawal' out"
        at = ("withdrawal",)
        fault = locations.diagnostic("E335", at, sentence, key=True, severity="warning", help=help_)
        faults.append(fault)
    return faults


def _waits(listing: Listing, path: Path, locations: Locations) -> list[Diagnostic]:
    """Check that grace and repair fall inside the term."""
    term = listing.term_months
    if term is None:
        return []
    faults = []
    grace = listing.grace_months
    if grace >= term:
        sentence = (
            f"the grace of {grace} months is not shorter than the term of {term}: "
            f"list '{listing.id}' waits as long as it lasts"
        )
        at = locations.own((*path, "grace"), (*path, "term"))
        help_ = "check which of the two the text gives"
        faults.append(locations.diagnostic("E323", at, sentence, help=help_))
    repair = listing.repair
    if repair is not None and repair.after.used.months >= grace + term:
        sentence = (
            f"repair opens after {repair.after.used}, when the entry of {grace + term} months "
            "has ended anyway"
        )
        at = locations.own((*path, "exit", "repair", "after"), (*path, "term"))
        help_ = "shorten the wait, or write 'repair: none'"
        faults.append(locations.diagnostic("E324", at, sentence, help=help_))
    return faults


def _rings(lists: Sequence[Listing], locations: Locations) -> list[Diagnostic]:
    """Report each ring of lists once, at the list of the ring that is written first."""
    numbers = {listing.id: index for index, listing in enumerate(lists)}
    faults = []
    reported: set[frozenset[int]] = set()
    for start in range(len(lists)):
        ring = _ring_through(start, lists, numbers)
        if not ring or frozenset(ring) in reported:
            continue
        reported.add(frozenset(ring))
        feeder = lists[start].entry.lists.index(lists[ring[1 % len(ring)]].id)
        names = " from ".join(f"'{lists[index].id}'" for index in (*ring, start))
        faults.append(
            locations.diagnostic(
                "E322",
                ("lists", start, "entry", "lists", feeder),
                f"lists that lead back to themselves: {names}",
                help="take one of them out of 'entry.lists'",
            )
        )
    return faults


def _late_feeders(lists: Sequence[Listing], locations: Locations) -> list[Diagnostic]:
    """Point out lists that stand before one that they take names from."""
    numbers = {listing.id: index for index, listing in enumerate(lists)}
    return [
        locations.diagnostic(
            "E334",
            ("lists", index, "entry", "lists", place),
            f"list '{listing.id}' stands before '{name}', so names reach it a month later",
            severity="note",
            help=f"write '{name}' first, if they should reach it in the same month",
            related=[locations.related(("lists", numbers[name]), f"list '{name}'")],
        )
        for index, listing in enumerate(lists)
        for place, name in enumerate(listing.entry.lists)
        if numbers.get(name, 0) > index
    ]


def _ring_through(
    start: int, lists: Sequence[Listing], numbers: dict[str, int]
) -> tuple[int, ...] | None:
    """Return the shortest way from a list back to it, each step to a list that feeds the last."""
    ways: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    for way in ways:  # grows while it is walked: nearest lists first
        for name in lists[way[-1]].entry.lists:
            feeder = numbers.get(name)
            if feeder == start:
                return way
            if feeder is not None and feeder not in seen:
                seen.add(feeder)
                ways.append((*way, feeder))
    return None
