"""consequence: what closed doors and closed firms do to work, now, and to means, next month.

Sees who was turned away and who was laid off. Draws nothing.
"""

from sincerity.reference.events import Blocked
from sincerity.reference.state import TwinState


def consequence(world: TwinState, blocked: list[Blocked]) -> None:
    """Let months out of work run, begin those of this month, and note whose means will fall."""
    for slot in world.people:
        world.idle_left[slot] = max(world.idle_left[slot] - 1, 0)
    lost = [(hit.person, hit.idle_months) for hit in blocked]
    for slot, months in lost + world.layoffs.pop(world.month, []):
        world.idle_left[slot] = max(world.idle_left[slot], months)
    falling = {hit.person for hit in blocked if hit.falls}
    world.falls[world.month + 1] = falling
    world.count("falls_caused", by=len(falling))
    world.count("idle_people", by=sum(months > 0 for months in world.idle_left.values()))
