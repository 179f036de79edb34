"""tally: whole numbers by group for the tables, and by township for next month's bulletin.

Sees everything; decides nothing; draws nothing.
"""

from collections import Counter

from sincerity.reference.events import Act, Charge
from sincerity.reference.state import TwinState
from sincerity.scheme.arithmetic import HARD_CAP, HARD_FLOOR

SCORE_BINS = 64
Table = Counter[tuple[int, ...]]


def tally(world: TwinState, acts: list[Act], charged: dict[int, list[Charge]]) -> None:
    """Count everybody once and publish the month's bulletin."""
    bulletin = [dict.fromkeys(MEASURES, 0) for _ in world.society.places.county_of_township]
    for slot, person in world.people.items():
        group = world.classes[slot]
        world.count("awareness", world.awareness[slot], group)
        world.count("certainty_sum", by=world.certainty[slot])
        world.count("fear_sum", by=world.fear[slot])
        town = bulletin[person.township]
        town["residents"] += 1
        if not world.is_covered(slot):
            continue
        points = world.scheme.read(world.score[slot])
        world.count("class_score", group, score_bin(world, points))
        world.count("score_sum", group, by=points)
        town["covered"] += 1
        town["visible"] += is_visible(world, slot)
        town["low_grade"] += in_worst_band(world, slot)
        town["listed"] += bool(world.in_effect(slot))
        town["charged"] += any(charge.points < 0 for charge in charged.get(slot, []))
    for act in acts:
        if world.kinds[act.kind].is_protected:
            bulletin[world.people[act.actor].township]["protected_acts"] += 1
        if world.kinds[act.kind].is_problem:
            bulletin[world.people[act.actor].township]["reported"] += 1
    for slot in world.problems:
        bulletin[world.people[slot].township]["problems"] += 1
    for objection in world.objections:
        if objection.filed == world.month:
            bulletin[world.people[objection.person].township]["filed"] += 1
    for measure in ("protesters", "speakers"):
        for slot in getattr(world, measure):
            bulletin[world.people[slot].township][measure] += 1
    for township, county in enumerate(world.society.places.county_of_township):
        bulletin[township]["withdrawn"] += world.are_withdrawn(county)
    world.bulletins.append(bulletin)


MEASURES = (
    "residents",
    "covered",
    "visible",
    "charged",
    "low_grade",
    "listed",
    "protected_acts",
    "problems",
    "reported",
    "filed",
    "protesters",
    "speakers",
    "withdrawn",
)
"""Measures of the bulletin, one number a township and month."""


def in_worst_band(world: TwinState, slot: int) -> bool:
    """Return whether a covered person has the lowest of at least two grades."""
    return world.scheme.grades >= 2 and world.grade[slot] == world.scheme.grades - 1


def is_visible(world: TwinState, slot: int) -> bool:
    """Return whether others can see that a covered person is punished.

    Being named on a public list counts, and so does the worst grade where it closes a door.
    """
    named = any(world.scheme.lists[entry.listing].is_public for entry in world.in_effect(slot))
    worst = world.scheme.grades - 1
    closes_doors = any(door.closes and worst in door.grades for door in world.scheme.doors)
    return named or (closes_doors and in_worst_band(world, slot))


def score_bin(world: TwinState, points: int) -> int:
    """Return which of 64 equal bins holds a score; the end bins take what lies outside."""
    low, width = score_bins(world)
    return max(0, min((points - low) // width, SCORE_BINS - 1))


def score_bins(world: TwinState) -> tuple[int, int]:
    """Return the lowest edge and the width of the score bins, in points.

    They span floor to cap; for a bound that is not given, or at the end of what a score can hold,
    they reach 1,000 points below the base or 279 above it.
    """
    scheme = world.scheme
    low, high = scheme.base - 1000, scheme.base + 279
    if scheme.floor is not None and scheme.floor > HARD_FLOOR:
        low = scheme.floor
    if scheme.cap is not None and scheme.cap < HARD_CAP:
        high = scheme.cap
    return low, max(1, -(-(high - low + 1) // SCORE_BINS))


def census(world: TwinState) -> tuple[Table, Table]:
    """Return residents by (attribute, category, grade), and points by (attribute, category).

    The last column of grades counts those not covered; without grades the first one all others.
    """
    residents: Table = Counter()
    points: Table = Counter()
    for slot, person in world.people.items():
        column = world.grade_column(slot)
        categories = (
            person.work,
            person.migrant,
            person.party,
            person.online,
            int(world.is_undeterrable(slot)),
        )
        for attribute, category in enumerate(categories):
            residents[attribute, category, column] += 1
            if world.is_covered(slot):
                points[attribute, category] += world.scheme.read(world.score[slot])
    return residents, points
