"""list: overrides, grades, and who enters or leaves a published list.

Sees records (this month's charges) and scores. Draws nothing.
"""

from sincerity.reference.events import TRUE, Charge
from sincerity.reference.reading import PERMANENT, ListRule
from sincerity.reference.state import TwinState

TRUE_ONLY, WITH_FALSE = 0, 1
"""Whether all charges of a person who enters a list were true."""


def lists(world: TwinState, charged: dict[int, list[Charge]]) -> None:
    """Let terms run, pin and regrade people, then enter those with a ground on a list."""
    for slot in world.people:
        run_terms(world, slot)
        if not world.is_covered(slot):
            continue
        charges = charged.get(slot, [])
        if world.scheme.grades:
            override(world, slot, charges)
            regrade(world, slot)
        for number, rule in enumerate(world.scheme.lists):
            if has_ground(world, slot, rule, charges):
                enter(world, slot, number, charges)


def run_terms(world: TwinState, slot: int) -> None:
    """Take one month off a pinned grade and off each listing that is not permanent."""
    if world.pin_left[slot] > 0:
        world.pin_left[slot] -= 1
        if world.pin_left[slot] == 0:
            world.pin[slot] = 0
    for left in world.list_left:
        if 0 < left[slot] < PERMANENT:
            left[slot] -= 1


def override(world: TwinState, slot: int, charges: list[Charge]) -> None:
    """Hold a person to at least the grade that a rule goes straight to, for the longest term."""
    for charge in charges:
        rule = world.scheme.rules[charge.rule]
        if rule.override_grade is not None:
            world.pin[slot] = max(world.pin[slot], rule.override_grade + 1)
            world.pin_left[slot] = max(world.pin_left[slot], rule.override_months)


def regrade(world: TwinState, slot: int) -> None:
    """Read the grade off the score when it is time to; a pin may hold it lower."""
    due = (world.month + 1) % world.scheme.regrade_months == 0
    if due or slot in world.newly_covered:
        world.grade[slot] = world.scheme.band_of(world.score[slot])
    if world.pin[slot] > 0:
        world.grade[slot] = max(world.grade[slot], world.pin[slot] - 1)


def has_ground(world: TwinState, slot: int, rule: ListRule, charges: list[Charge]) -> bool:
    """Return whether anything puts this person on a list this month."""
    if rule.run_months and world.month + 1 not in rule.run_months:
        return False
    low, high = rule.points_at_most, rule.points_at_least
    return (
        any(low is not None and charge.points <= low for charge in charges)
        or any(high is not None and charge.points >= high for charge in charges)
        or (world.grade[slot] in rule.grades)
    )


def enter(world: TwinState, slot: int, number: int, charges: list[Charge]) -> None:
    """Put a person on a list, or let a new ground restart the term of one who stands there."""
    rule, left = world.scheme.lists[number], world.list_left[number]
    if left[slot] == 0:
        left[slot] = rule.term_months
        is_false = any(charge.cause != TRUE for charge in charges)
        world.count("list_entries", number, WITH_FALSE if is_false else TRUE_ONLY)
    elif rule.restarts:
        left[slot] = rule.term_months
