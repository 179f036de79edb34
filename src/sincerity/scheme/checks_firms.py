"""Check the firms' part of a scheme: names, scores and bands, and whom it reaches."""

from __future__ import annotations

from typing import Any

from sincerity.errors import Diagnostic
from sincerity.scheme.checks_names import each_known, ids_of, known
from sincerity.scheme.checks_score import check_bands, check_bounds
from sincerity.scheme.model import Scheme
from sincerity.scheme.model_firms import FirmRule, Firms
from sincerity.scheme.nodes import Locations, Path

__all__ = ["check_firms", "check_firms_references"]


def check_firms_references(
    scheme: Scheme, locations: Locations, data: Any, lists: list[str]
) -> list[Diagnostic]:
    """Return faults of grades and lists that the firms' part names.

    Parameters
    ----------
    data
        Plain data of the whole file, malformed parts included.
    lists
        Ids of the lists of people.
    """
    firms = scheme.firms
    if firms is None:
        return []
    grades = ids_of(data, "firms", "grades", "bands")
    faults = []
    if firms.listing is not None:
        at: Path = ("firms", "list", "entry", "grades")
        faults += each_known(locations, at, "E202", "grade", firms.listing.entry.grades, grades)
        if firms.listing.id in lists:
            first: Path = ("lists", lists.index(firms.listing.id), "id")
            faults.append(
                locations.diagnostic(
                    "E212",
                    ("firms", "list", "id"),
                    f"the id '{firms.listing.id}' is that of a list of people too",
                    help="give the list of firms an id of its own",
                    related=[locations.related(first, "first used here")],
                )
            )
    for index, sanction in enumerate(firms.sanctions):
        at = ("firms", "sanctions", index, "grades")
        faults += each_known(locations, at, "E202", "grade", sanction.grades, grades)
    if firms.representative is not None:
        at = ("firms", "representative")
        faults += known(locations, at, "E204", "list", firms.representative, lists)
    return faults


def check_firms(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Return faults of numbers, grounds and reach of the firms' part."""
    firms = scheme.firms
    if firms is None:
        return []
    faults = check_bounds(firms, ("firms",), locations)
    if firms.grades is not None:
        faults += check_bands(firms, firms.grades, ("firms", "grades", "bands"), locations)
    for index, rule in enumerate(firms.rules):
        faults += _rule(rule, ("firms", "rules", index), locations)
    if firms.listing is not None:
        entry = firms.listing.entry
        if not entry.kinds and not entry.grades:
            sentence = f"nothing puts a firm on list '{firms.listing.id}'"
            at: Path = ("firms", "list", "entry")
            help_ = "give 'kinds' or 'grades'"
            faults.append(locations.diagnostic("E313", at, sentence, help=help_))
    for index, sanction in enumerate(firms.sanctions):
        if not sanction.grades and not sanction.listed:
            sentence = f"sanction '{sanction.id}' belongs to no grade of firms and not to the list"
            at = ("firms", "sanctions", index)
            help_ = "give 'grades' or 'listed: true'"
            faults.append(locations.diagnostic("E309", at, sentence, help=help_))
    faults += _without_list(firms, locations)
    faults += _representative(scheme, firms, locations)
    return faults


def _rule(rule: FirmRule, path: Path, locations: Locations) -> list[Diagnostic]:
    """Check the numbers of one rule."""
    faults = []
    if rule.points.used == 0:
        sentence = f"rule '{rule.id}' moves no points"
        help_ = "write the points, or unknown"
        faults.append(locations.diagnostic("E306", (*path, "points"), sentence, help=help_))
    if rule.recovery.used == "unknown" and not rule.is_inert:
        sentence = f"rule '{rule.id}': the term of recovery is unknown and nothing is assumed"
        help_ = "add 'assume: none' or 'assume: 24 months'; results show it as assumed"
        faults.append(locations.diagnostic("D002", (*path, "recovery"), sentence, help=help_))
    return faults


def _without_list(firms: Firms, locations: Locations) -> list[Diagnostic]:
    """Report what follows from a list of firms that is not there."""
    if firms.listing is not None:
        return []
    places: list[tuple[Path, str]] = [
        (("firms", "sanctions", index, "listed"), f"sanction '{sanction.id}' falls on listed firms")
        for index, sanction in enumerate(firms.sanctions)
        if sanction.listed
    ]
    if firms.representative is not None:
        sentence = "the representatives of listed firms are entered on a list"
        places.append((("firms", "representative"), sentence))
    return [
        locations.diagnostic(
            "E331", at, f"{sentence}, but there is no list of firms", help="add 'firms.list'"
        )
        for at, sentence in places
    ]


def _representative(scheme: Scheme, firms: Firms, locations: Locations) -> list[Diagnostic]:
    """Point out a list that spares those who are to be entered on it."""
    spared = any(
        listing.id == firms.representative and "representatives" in listing.exempt
        for listing in scheme.lists
    )
    if not spared:
        return []
    sentence = f"list '{firms.representative}' exempts the representatives that are entered on it"
    at: Path = ("firms", "representative")
    return [locations.diagnostic("E333", at, sentence, severity="warning")]
