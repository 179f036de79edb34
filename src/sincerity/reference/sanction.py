"""sanction: which doors are closed or opened to whom this month.

Sees grades and lists. Draws nothing.
"""

from sincerity.reference.state import TwinState


def sanction(world: TwinState) -> None:
    """Count people by grade, by list, and before each door, once a person."""
    uncovered = max(world.scheme.grades, 1)
    for slot in world.people:
        group = world.classes[slot]
        if not world.is_covered(slot):
            world.count("class_grade", group, uncovered)
            continue
        world.count("class_grade", group, world.grade[slot] if world.scheme.grades else 0)
        standing = [n for n, left in enumerate(world.list_left) if left[slot] > 0]
        for number in standing:
            world.count("list_members", number, group)
        for number, door in enumerate(world.scheme.doors):
            by_grade = world.grade[slot] in door.grades
            if by_grade or any(n in door.lists for n in standing):
                world.count("door_months", number, group)
