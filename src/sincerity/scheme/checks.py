"""Check what a well-formed scheme says: references that lead somewhere, numbers that agree.

References (E2) are errors. Logic (E3) is an error where no meaning can be given, and a warning
where the meaning is plain but probably not intended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from sincerity.errors import Diagnostic
from sincerity.scheme.model import Grades, Rule, Scheme
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.quantities import Quantity
from sincerity.scheme.suggest import did_you_mean

__all__ = ["check_logic", "check_references", "ids_of"]


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
    faults = _repeated_ids(locations, data)
    for path, rule in _items(scheme, "rules"):
        if rule.dimension is not None:
            at = (*path, "dimension")
            faults += _known(locations, at, "E203", "dimension", rule.dimension, dimensions)
        if rule.override is not None:
            at = (*path, "override", "grade")
            faults += _known(locations, at, "E202", "grade", rule.override.grade, grades)
    for path, listing in _items(scheme, "lists"):
        faults += _each_known(
            locations, (*path, "entry", "grades"), "E202", "grade", listing.entry.grades, grades
        )
    for section in ("sanctions", "perks"):
        for path, door in _items(scheme, section):
            at = (*path, "grades")
            faults += _each_known(locations, at, "E202", "grade", door.grades, grades)
            at = (*path, "lists")
            faults += _each_known(locations, at, "E204", "list", door.lists, lists)
    return faults


def check_logic(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Return faults of numbers and terms that do not agree with each other."""
    faults = _score(scheme, locations)
    faults += _status(scheme, locations)
    if scheme.grades is not None:
        faults += _bands(scheme, scheme.grades, locations)
    for path, rule in _items(scheme, "rules"):
        faults += _rule(rule, path, locations)
    for path, listing in _items(scheme, "lists"):
        by_firm = scheme.firms is not None and scheme.firms.representative == listing.id
        if listing.entry.says_nothing and not by_firm:
            sentence = f"nothing puts a name on list '{listing.id}'"
            help_ = "give points, grades, kinds or lists of entry"
            faults.append(locations.diagnostic("E313", (*path, "entry"), sentence, help=help_))
    faults += _doors(scheme, locations)
    faults += _ranges(scheme, (), locations)
    return faults


def ids_of(data: Any, *path: str) -> list[str]:
    """Return the ids of the list items at a path of plain data, however malformed."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    if not isinstance(data, list):
        return []
    found = (item.get("id") for item in data if isinstance(item, dict))
    return [name for name in found if isinstance(name, str)]


def _items(scheme: Scheme, section: str) -> Iterator[tuple[Path, Any]]:
    """Yield the items of a list of the scheme with their paths."""
    for index, item in enumerate(getattr(scheme, section)):
        yield (section, index), item


def _known(
    locations: Locations, path: Path, code: str, noun: str, name: str, known: Sequence[str]
) -> list[Diagnostic]:
    """Report a name that is not among those known."""
    if name in known:
        return []
    offered = f"{noun}s here: {', '.join(known)}" if known else f"this scheme has no {noun}s"
    return [
        locations.diagnostic(
            code,
            path,
            f"there is no {noun} '{name[:60]}'",
            hint=did_you_mean(name, known),
            help=offered,
        )
    ]


def _each_known(
    locations: Locations,
    path: Path,
    code: str,
    noun: str,
    names: Iterable[str],
    known: Sequence[str],
) -> list[Diagnostic]:
    """Report each name of a list that is not among those known."""
    return [
        fault
        for index, name in enumerate(names)
        for fault in _known(locations, (*path, index), code, noun, name, known)
    ]


def _repeated_ids(locations: Locations, data: Any) -> list[Diagnostic]:
    """Report ids that two items of one list share."""
    faults = []
    sections: tuple[tuple[str, ...], ...] = (
        ("rules",),
        ("lists",),
        ("sanctions",),
        ("perks",),
        ("grades", "bands"),
        ("score", "dimensions"),
    )
    for section in sections:
        items = data
        for step in section:
            items = items.get(step) if isinstance(items, dict) else None
        first: dict[str, int] = {}
        for index, item in enumerate(items if isinstance(items, list) else []):
            name = item.get("id") if isinstance(item, dict) else None
            if not isinstance(name, str):
                continue
            if name in first:
                before: Path = (*section, first[name], "id")
                faults.append(
                    locations.diagnostic(
                        "E212",
                        (*section, index, "id"),
                        f"the id '{name[:60]}' is used twice in '{section[-1]}'",
                        help="ids are never used again, not even for a later version",
                        related=[locations.related(before, "first used here")],
                    )
                )
            first.setdefault(name, index)
    return faults


def _score(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Check base, floor, cap and dimensions against each other."""
    faults = []
    score = scheme.score
    floor, cap, base = score.floor_points, score.cap_points, score.base.value
    if floor is not None and cap is not None and floor >= cap:
        sentence = f"the floor {floor} is not below the cap {cap}"
        at = locations.own(("score", "floor"), ("score", "cap"))
        faults.append(locations.diagnostic("E311", at, sentence))
    elif (floor is not None and base < floor) or (cap is not None and base > cap):
        sentence = f"the base {base} lies outside the floor and the cap"
        bound = "floor" if floor is not None and base < floor else "cap"
        at = locations.own(("score", "base"), ("score", bound))
        faults.append(locations.diagnostic("E311", at, sentence))
    if scheme.rules and floor is None and cap is None:
        faults.append(
            locations.diagnostic(
                "E308",
                ("score",),
                "the score has neither a floor nor a cap: it can run away in both directions",
                key=True,
                severity="warning",
                help="give 'floor' or 'cap', or leave it if the text has none",
            )
        )
    bases = [dimension.base.value for dimension in score.dimensions if dimension.base is not None]
    if bases and len(bases) == len(score.dimensions) and sum(bases) != base:
        sentence = f"the dimensions start with {sum(bases)} points together, the score with {base}"
        faults.append(locations.diagnostic("E310", ("score", "dimensions"), sentence, key=True))
    return faults


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


def _bands(scheme: Scheme, grades: Grades, locations: Locations) -> list[Diagnostic]:
    """Check that the bands cover all scores once, best first."""
    faults = []
    bands = grades.bands
    root: Path = ("grades", "bands")
    for index, band in enumerate(bands[:-1]):
        if band.from_points is None:
            sentence = f"band '{band.id}' says no lowest score, but is not the last"
            faults.append(locations.diagnostic("E304", (*root, index), sentence, help="add 'from'"))
    last = bands[-1]
    if last.from_points is not None:
        sentence = f"scores below {last.from_points.value} are in no band"
        help_ = f"leave 'from' out of the last band '{last.id}'"
        at = (*root, len(bands) - 1, "from")
        faults.append(locations.diagnostic("E304", at, sentence, help=help_))
    for index in range(1, len(bands)):
        faults += _neighbours(grades, index, root, locations)
    cap, floor = scheme.score.cap_points, scheme.score.floor_points
    if cap is not None and floor is not None and floor >= cap:
        return faults  # reported with the score
    for index, band in enumerate(bands):
        start = band.from_points
        if start is not None and cap is not None and start.value > cap:
            sentence = f"band '{band.id}' starts at {start.value}, above the cap {cap}"
            faults.append(_unreachable(locations, (*root, index, "from"), sentence))
        if index + 1 < len(bands) and start is not None and floor is not None:
            below = bands[index + 1]
            if start.value <= floor:
                sentence = f"band '{below.id}' lies below the floor {floor}"
                faults.append(_unreachable(locations, (*root, index + 1, "id"), sentence))
    return faults


def _unreachable(locations: Locations, path: Path, sentence: str) -> Diagnostic:
    """Return the warning for a band that nobody can be in."""
    return locations.diagnostic(
        "E303", path, f"{sentence}: nobody can be in it", severity="warning"
    )


def _neighbours(grades: Grades, index: int, root: Path, locations: Locations) -> list[Diagnostic]:
    """Check one band against the better one before it."""
    better, worse = grades.bands[index - 1], grades.bands[index]
    start = better.from_points
    if start is None:
        return []
    related = [locations.related((*root, index - 1, "from"), f"band '{better.id}' starts here")]
    faults = []
    if worse.from_points is not None and worse.from_points.value >= start.value:
        sentence = (
            f"band '{worse.id}' starts at {worse.from_points.value}, "
            f"not below band '{better.id}' at {start.value}"
        )
        at = (*root, index, "from")
        help_ = "bands are written best first"
        faults.append(locations.diagnostic("E301", at, sentence, help=help_, related=related))
    if worse.to_points is not None and worse.to_points.value != start.value - 1:
        top = worse.to_points.value
        way = "overlaps" if top >= start.value else "leaves a gap to"
        code = "E301" if top >= start.value else "E302"
        sentence = f"band '{worse.id}' ends at {top} and {way} band '{better.id}' at {start.value}"
        help_ = f"end '{worse.id}' at {start.value - 1} or leave 'to' out"
        at = (*root, index, "to")
        faults.append(locations.diagnostic(code, at, sentence, help=help_, related=related))
    return faults


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
    permanent = {listing.id for listing in scheme.lists if listing.term.value == "permanent"}
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
