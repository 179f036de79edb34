"""Check what a well-formed scheme says: references that lead somewhere, numbers that agree.

References (E2) are errors. Logic (E3) is an error where no meaning can be given, and a warning
where the meaning is plain but probably not intended.

    checks_names         names that lead somewhere, ids used once
    checks_score         scores and bands
    checks_lists         lists, exits, supervision
    checks_firms         the firms' part
    checks_conduct       kinds of conduct, against a catalogue
    checks_institutions  agencies and doors, against an institutions file
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sincerity.errors import Diagnostic
from sincerity.library import institutions_names
from sincerity.scheme.checks_firms import check_firms, check_firms_references
from sincerity.scheme.checks_lists import check_lists, check_lists_references
from sincerity.scheme.checks_names import each_known, ids_of, known, repeated_ids
from sincerity.scheme.checks_score import check_bands, check_score
from sincerity.scheme.model import Rule, Scheme
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.quantities import Quantity

__all__ = ["check_logic", "check_references"]


def check_references(scheme: Scheme, locations: Locations, data: Any) -> list[Diagnostic]:
    """Return faults of names that lead nowhere or are used twice.

    Parameters
    ----------
    data
        Plain data of the whole file: an item that is malformed, and so not in `scheme`, may
        still be named by others without a second fault.
    """
    grades = ids_of(data, "grades", "bands")
    lists = ids_of(data, "lists")
    dimensions = ids_of(data, "score", "dimensions")
    faults = repeated_ids(locations, data)
    for path, rule in _items(scheme, "rules"):
        if rule.dimension is not None:
            at = (*path, "dimension")
            faults += known(locations, at, "E203", "dimension", rule.dimension, dimensions)
        if rule.override is not None:
            at = (*path, "override", "grade")
            faults += known(locations, at, "E202", "grade", rule.override.grade, grades)
    faults += check_lists_references(scheme, locations, grades, lists)
    faults += known(
        locations,
        ("institutions",),
        "E218",
        "institutions file",
        scheme.institutions,
        list(institutions_names()),
    )
    for section in ("sanctions", "perks"):
        for path, door in _items(scheme, section):
            at = (*path, "grades")
            faults += each_known(locations, at, "E202", "grade", door.grades, grades)
            at = (*path, "lists")
            faults += each_known(locations, at, "E204", "list", door.lists, lists)
    faults += check_firms_references(scheme, locations, data, lists)
    return faults


def check_logic(scheme: Scheme, locations: Locations, data: Any) -> list[Diagnostic]:
    """Return faults of numbers and terms that do not agree with each other.

    Parameters
    ----------
    data
        Plain data of the whole file, malformed parts included.
    """
    faults = check_score(scheme, locations)
    faults += _status(scheme, locations)
    faults += _sharing(scheme, locations, data)
    if scheme.grades is not None:
        faults += check_bands(scheme.score, scheme.grades, ("grades", "bands"), locations)
    for path, rule in _items(scheme, "rules"):
        faults += _rule(rule, path, locations)
    faults += check_lists(scheme, locations, data)
    faults += _doors(scheme, locations)
    faults += check_firms(scheme, locations)
    faults += _process(scheme, locations)
    faults += _ranges(scheme, (), locations)
    return faults


def _items(scheme: Scheme, section: str) -> Iterator[tuple[Path, Any]]:
    """Yield the items of a list of the scheme with their paths."""
    for index, item in enumerate(getattr(scheme, section)):
        yield (section, index), item


def _status(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Check that a scheme does not end before it begins."""
    start, until = scheme.status.start, scheme.status.until
    if start is None or until is None or "unknown" in {start, until}:
        return []
    length = min(len(start), len(until))
    if until[:length] >= start[:length]:
        return []
    sentence = f"the scheme ends ({until}) before it begins ({start})"
    return [locations.diagnostic("E318", ("status", "until"), sentence)]


def _sharing(scheme: Scheme, locations: Locations, data: Any) -> list[Diagnostic]:
    """Check that a scheme that is read across agencies says whose scheme it is."""
    says_operator = isinstance(data, dict) and "operator" in data
    if scheme.integration == "office" or says_operator:
        return []
    sentence = f"under '{scheme.integration}' some agency must charge and list, and none is named"
    help_ = "add 'operator' with an agency of the institutions file"
    return [locations.diagnostic("E328", ("integration",), sentence, help=help_)]


def _process(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Check that what an objection gives back can be asked for."""
    process = scheme.process
    if process.restitution.used != "available" or process.objection.used != "none":
        return []
    sentence = "an upheld objection gives points back, but nobody can object"
    at: Path = ("process", "restitution")
    return [locations.diagnostic("E332", at, sentence, severity="warning")]


def _rule(rule: Rule, path: Path, locations: Locations) -> list[Diagnostic]:
    """Check the numbers of one rule."""
    faults = []
    low, high = rule.lowest_points, rule.highest_points
    if low == 0 and high == 0:
        sentence = f"rule '{rule.id}' moves no points"
        at = (*path, "points")
        help_ = "write the points, or unknown"
        faults.append(locations.diagnostic("E306", at, sentence, help=help_))
    if rule.discretion is not None and low is not None and high is not None and low > high:
        sentence = f"'low' {low} is above 'high' {high}"
        faults.append(locations.diagnostic("E312", (*path, "discretion", "low"), sentence))
    if rule.recovery.used == "unknown" and not rule.is_inert:
        faults.append(
            locations.diagnostic(
                "D002",
                (*path, "recovery"),
                f"rule '{rule.id}': the term of recovery is unknown and nothing is assumed",
                help="add 'assume: none' or 'assume: 24 months'; results show it as assumed",
            )
        )
    cap = rule.cap.points.value if rule.cap is not None and rule.cap.points is not None else None
    if cap is not None and low is not None and high is not None:
        largest = max(abs(low), abs(high))
        if cap < largest:
            sentence = f"the cap of {cap} points is below one charge of {largest}"
            at = (*path, "cap", "points")
            faults.append(locations.diagnostic("E315", at, sentence, severity="warning"))
    return faults


def _doors(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Check that each door belongs to a grade or a list, and that there is a way out."""
    faults = []
    permanent = {
        listing.id
        for listing in scheme.lists
        if listing.term.value == "permanent" and not listing.has_exit
    }
    for section, noun in (("sanctions", "sanction"), ("perks", "perk")):
        for path, door in _items(scheme, section):
            if not door.grades and not door.lists:
                sentence = f"{noun} '{door.id}' belongs to no grade and no list"
                help_ = "give 'grades' or 'lists'"
                faults.append(locations.diagnostic("E309", path, sentence, help=help_))
            stuck = [name for name in door.lists if name in permanent]
            if stuck and section == "sanctions":
                sentence = f"sanction '{door.id}' never ends: list '{stuck[0]}' is permanent"
                at = (*path, "lists")
                faults.append(locations.diagnostic("E314", at, sentence, severity="warning"))
    return faults


def _ranges(model: BaseModel, path: Path, locations: Locations) -> list[Diagnostic]:
    """Check that every range has its ends in order and holds its value."""
    faults: list[Diagnostic] = []
    if isinstance(model, Quantity):
        return _range(model, path, locations)
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        below = (*path, field.alias or name)
        if isinstance(value, BaseModel):
            faults += _ranges(value, below, locations)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    faults += _ranges(item, (*below, index), locations)
    return faults


def _range(quantity: Quantity[Any], path: Path, locations: Locations) -> list[Diagnostic]:
    """Check one range."""
    if quantity.range is None:
        return []
    low, high = quantity.range
    value = quantity.used
    if isinstance(low, str) or isinstance(high, str):
        return []  # a word such as none or permanent has no order
    if low > high:
        sentence = f"the range runs from {low} down to {high}"
        return [locations.diagnostic("E312", (*path, "range"), sentence)]
    if not isinstance(value, str) and not low <= value <= high:
        sentence = f"the value {value} lies outside its own range {low} to {high}"
        return [locations.diagnostic("E312", (*path, "range"), sentence)]
    return []
