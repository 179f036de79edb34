"""The tables of lists: grounds, terms and exemptions of a scheme's lists as arrays."""

from typing import TYPE_CHECKING

import numpy as np

from sincerity.phases.list_tables import MINORS, REPRESENTATIVES, STUDENTS, ListTables
from sincerity.phases.rows import NO_AGENCY, PROTECTED, TRIVIAL
from sincerity.scheme.compile import MAX_STAGES, CompiledScheme

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct, Kind
    from sincerity.scheme.model import Scheme

_EXEMPT = {"minors": MINORS, "students": STUDENTS, "representatives": REPRESENTATIVES}
TRIVIAL_GRAVITY = 1
POINTS_LIMIT = 1000
"""What one act is expected to cost or bring stays within plus and minus this."""


def taint_of(kind: "Kind") -> int:
    """Return the taint bits that a kind of act carries by itself."""
    protected = PROTECTED if kind.protection.level != "none" else 0
    return protected | (TRIVIAL if kind.gravity == TRIVIAL_GRAVITY else 0)


def listing_points(
    scheme: "Scheme", compiled: CompiledScheme, kind: int, severity_points: int
) -> int:
    """Return what being listed for a kind of act weighs, in points, from the doors of its lists.

    A black list weighs the severities of its sanctions, a red list those of its perks.
    """
    total = 0
    for number, (listing, item) in enumerate(zip(scheme.lists, compiled.lists, strict=True)):
        if all(ground != kind for ground, _ in item.kind_grounds):
            continue
        doors = {
            "black": compiled.doors[: compiled.sanctions],
            "red": compiled.doors[compiled.sanctions :],
        }.get(listing.colour, ())
        weight = severity_points * sum(door.severity for door in doors if number in door.lists)
        total += weight if listing.colour == "red" else -weight
    return total


def expected_points(
    scheme: "Scheme", compiled: CompiledScheme, kind: int, severity_points: int
) -> int:
    """Return what one act of a kind is expected to cost or bring, points and lists together."""
    points = compiled.kind_points(kind)
    points += listing_points(scheme, compiled, kind, severity_points)
    return max(-POINTS_LIMIT, min(points, POINTS_LIMIT))


def list_tables(
    scheme: "Scheme", compiled: CompiledScheme, conduct: "Conduct", operator: int = NO_AGENCY
) -> ListTables:
    """Return the tables of a scheme's lists; `operator` is the number of the agency that lists."""
    lists = compiled.lists
    ground = np.full((len(conduct.kinds), MAX_STAGES), 0, dtype=np.uint8)
    grade_ground = np.full(256, 0, dtype=np.uint8)
    for number, item in enumerate(lists):
        for kind, stage in item.kind_grounds:
            ground[kind, stage:] |= np.uint8(1 << number)
        for grade in item.grades:
            grade_ground[grade] |= np.uint8(1 << number)
    firms = compiled.firms
    representative = None if firms is None else firms.representative

    def column(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int64)

    return ListTables(
        n_lists=len(lists),
        ground=ground,
        by_record=int(ground.any()),
        by_points=int(bool(compiled.rules)),
        at_most=column([item.at_most for item in lists]),
        at_least=column([item.at_least for item in lists]),
        grade_ground=grade_ground,
        by_grade=int(grade_ground.any()),
        list_ground=column([sum(1 << n for n in item.list_grounds) for item in lists]),
        term=column([item.term_months for item in lists]),
        grace=column([item.grace_months for item in lists]),
        restart=column([int(item.restart) for item in lists]),
        exempt=column([sum(_EXEMPT[word] for word in item.exempt) for item in lists]),
        exit_by_grade=column([int(item.exit_by_grade) for item in lists]),
        black=np.array([listing.colour == "black" for listing in scheme.lists], dtype=np.uint8),
        representative=-1 if representative is None else representative,
        kind_taint=np.array([taint_of(kind) for kind in conduct.kinds], dtype=np.uint8),
        cannot_pay=np.array([kind.cannot_pay for kind in conduct.kinds], dtype=np.uint8),
        collective=np.array([rule.collective for rule in scheme.rules], dtype=np.uint8),
        operator=operator,
    )
