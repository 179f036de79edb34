"""govern: what a county makes of the problems it is told of, and what the centre sees of them.

Sees what happened in each township. Plain sums at the month's end; draws nothing.
"""

from fractions import Fraction
from math import floor

from sincerity.reference.events import Act
from sincerity.reference.state import TwinState

ARISEN, REPORTED, SOLVED, SEEN = 0, 1, 2, 3
"""Columns of the table of problems."""


def govern(world: TwinState, acts: list[Act]) -> None:
    """Let every county hear of problems, solve what it has time for, and pass on what it shows."""
    capacity = Fraction(world.parameters["govern.capacity"]) / 1000
    free = 1 - Fraction(world.parameters["govern.measured_effort"])
    hidden = world.chance_16("govern.hide")
    for county, residents in world.residents.items():
        arisen = sum(world.county_of(slot) == county for slot in world.problems)
        reported = sum(
            world.county_of(act.actor) == county for act in acts if world.kinds[act.kind].is_problem
        )
        world.open_problems[county] += reported
        room = share_of_month(world.month, capacity * free * residents)
        solved = min(world.open_problems[county], room)
        world.open_problems[county] -= solved
        world.count("problems", ARISEN, by=arisen)
        world.count("problems", REPORTED, by=reported)
        world.count("problems", SOLVED, by=solved)
        world.count("problems", SEEN, by=reported - (reported * hidden >> 16))


def share_of_month(month: int, a_month: Fraction) -> int:
    """Return how many whole cases of a rate fall to a month, so that nothing is lost for good."""
    return floor((month + 1) * a_month) - floor(month * a_month)
