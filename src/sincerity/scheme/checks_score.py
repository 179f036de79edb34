"""Check scores and their bands: numbers that agree, grades that cover every score once."""

from __future__ import annotations

from sincerity.errors import Diagnostic
from sincerity.scheme.model import Scheme
from sincerity.scheme.model_score import Bounded, Grades
from sincerity.scheme.nodes import Locations, Path

__all__ = ["check_bands", "check_bounds", "check_score"]


def check_bounds(score: Bounded, root: Path, locations: Locations) -> list[Diagnostic]:
    """Check base, floor and cap against each other.

    Parameters
    ----------
    root
        Where the score stands in the file.
    """
    faults = []
    floor, cap, base = score.floor_points, score.cap_points, score.base.value
    if floor is not None and cap is not None and floor >= cap:
        sentence = f"the floor {floor} is not below the cap {cap}"
        at = locations.own((*root, "floor"), (*root, "cap"))
        faults.append(locations.diagnostic("E311", at, sentence))
    elif (floor is not None and base < floor) or (cap is not None and base > cap):
        sentence = f"the base {base} lies outside the floor and the cap"
        bound = "floor" if floor is not None and base < floor else "cap"
        at = locations.own((*root, "base"), (*root, bound))
        faults.append(locations.diagnostic("E311", at, sentence))
    return faults


def check_score(scheme: Scheme, locations: Locations) -> list[Diagnostic]:
    """Check the score of people: bounds, the lack of any, dimensions."""
    score = scheme.score
    floor, cap, base = score.floor_points, score.cap_points, score.base.value
    faults = check_bounds(score, ("score",), locations)
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


def check_bands(
    score: Bounded, grades: Grades, root: Path, locations: Locations
) -> list[Diagnostic]:
    """Check that the bands cover all scores once, best first.

    Parameters
    ----------
    root
        Where the bands stand in the file.
    """
    faults = []
    bands = grades.bands
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
    cap, floor = score.cap_points, score.floor_points
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
