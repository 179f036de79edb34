"""sanction: which doors are closed or opened to whom, rightly or not, and who tries them.

Sees grades, lists and the taints of entries. Draws nothing itself; see `sincerity.reference.doors`
and `sincerity.reference.attempts`.
"""

from sincerity.reference.attempts import try_doors
from sincerity.reference.burden import FALSE_COLUMN, count_burden, wrongful_sanctions
from sincerity.reference.doors import Closed, closed_doors, closed_to
from sincerity.reference.events import Blocked, Entry
from sincerity.reference.state import TwinState

WRONGED, EVER_WRONGED = 1, 2
"""Bits of a mark: before a door for something not done, now and ever."""


def sanction(world: TwinState) -> tuple[list[Blocked], list[Entry]]:
    """Count people by grade, by list and before each door, and let them try the doors of life.

    Return what being turned away did, and the entries that people found out about.
    """
    own = {slot: closed_to(world, slot) for slot in world.people}
    world.own_doors = {slot: decided_by_own(world, slot) for slot in world.people}
    blocked, discovered = [], []
    for slot in world.people:
        count_standing(world, slot)
        closed = closed_doors(world, slot, own)
        wrongful = wrongful_sanctions(world, slot, closed)
        count_closed(world, slot, closed)
        count_burden(world, slot, wrongful)
        mark(world, slot, bool(wrongful[FALSE_COLUMN]))
        hits, found = try_doors(world, slot, closed, wrongful[FALSE_COLUMN])
        blocked += hits
        discovered += found
    return blocked, discovered


def count_standing(world: TwinState, slot: int) -> None:
    """Count a person by grade, by list, and before each door that grade or list decides."""
    group = world.classes[slot]
    world.count("class_grade", group, world.grade_column(slot))
    if not world.is_covered(slot):
        return
    for entry in world.in_effect(slot):
        world.count("list_members", entry.listing, group)
    for number in world.own_doors[slot]:
        world.count("door_months", number, group)


def decided_by_own(world: TwinState, slot: int) -> set[int]:
    """Return the doors, closed or opened, that a person's own grade or lists decide."""
    standing = [entry.listing for entry in world.in_effect(slot)]
    return {
        number
        for number, door in enumerate(world.scheme.doors)
        if world.grade[slot] in door.grades or any(n in door.lists for n in standing)
    }


def count_closed(world: TwinState, slot: int, closed: Closed) -> None:
    """Count doors closed by others of the household, and by entries that have ended."""
    for number in closed.spilled:
        world.count("spill_months", number)
        world.count("spill_minor_months", number, by=not world.is_adult(slot))
    for number in closed.stale:
        world.count("stale_months", number)
    world.count("sanctioned_months", by=bool(closed.all))


def mark(world: TwinState, slot: int, is_wronged: bool) -> None:
    """Note whether a person stands before a door for something not done, now and ever."""
    was_wronged = bool(world.marks[slot] & WRONGED)
    ever_wronged = bool(world.marks[slot] & EVER_WRONGED)
    starts = is_wronged and not was_wronged
    world.count("wronged_months", by=is_wronged)
    world.count("wronged_started", by=starts)
    world.count("wronged_again", by=starts and ever_wronged)
    world.count("wronged_ended", by=was_wronged and not is_wronged)
    world.marks[slot] = WRONGED * is_wronged | EVER_WRONGED * (is_wronged or ever_wronged)
