"""Who lives together: roles, the rules of a recipe, and a plan for every household.

A plan says how many heads, children, grandparents and other adults a household of a size has. The
shares come from the recipe; `sincerity.society.households` then deals people into the plans.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from sincerity.society.draws import Draws

ADULT_AGE = 18
OLDEST_CHILD = 29
"""Highest age in years at which someone is dealt as a child of the household."""


class Role(IntEnum):
    """A synthetic person's place in the household."""

    VACANT = 0
    HEAD = 1
    PARTNER = 2
    CHILD = 3
    PARENT = 4
    GRANDCHILD = 5
    OTHER = 6


class Member(NamedTuple):
    """One synthetic person of the library: age in years at the start, sex 0 male 1 female, role."""

    age_years: int
    sex: int
    role: Role


Household = tuple[Member, ...]


class CompositionError(ValueError):
    """The tables ask for households that cannot be put together."""


@dataclass(frozen=True, slots=True)
class Composition:
    """How households of a size are made up; shares in 0..1, gaps in years.

    Attributes
    ----------
    couple_of_two, lone_parent_of_two, skipped_of_two
        Shares of two-person households that are a couple, a parent with a child, a grandparent with
        a grandchild; the rest are two other adults.
    lone_parent
        Share of larger households with children that have one parent.
    skipped_generation
        Share of three-person households that are two grandparents with a grandchild.
    three_generations_of_four, three_generations_of_five_plus
        Shares of households of four, and of five or more, with a parent of a parent.
    both_grandparents
        Share of three-generation households with two grandparents where they fit.
    children_at_most
        Most children dealt to one pair of parents while other adults could fill the household.
    parent_gap_years, partner_gap_years
        Bounds of a parent's age minus a child's, and of the man's age minus the woman's.
    usual_parent_gap_years, usual_partner_gap_years
        Where each gap is most frequent; none makes every gap within its bounds alike.
    """

    couple_of_two: Fraction
    lone_parent_of_two: Fraction
    skipped_of_two: Fraction
    lone_parent: Fraction
    skipped_generation: Fraction
    three_generations_of_four: Fraction
    three_generations_of_five_plus: Fraction
    both_grandparents: Fraction
    children_at_most: int
    parent_gap_years: tuple[int, int]
    partner_gap_years: tuple[int, int]
    usual_parent_gap_years: int | None = None
    usual_partner_gap_years: int | None = None


@dataclass(slots=True)
class Plan:
    """Who a household is to hold, before anyone is dealt: numbers of people by role."""

    heads: int
    """Adults who head it together: one, or a couple."""
    children: int = 0
    grandparents: int = 0
    others: int = 0
    skipped: bool = False
    """The children are grandchildren of the heads."""


def plan_households(
    sizes: Mapping[int, int], rules: Composition, minors: int, young_adults: int, draws: Draws
) -> list[Plan]:
    """Plan households of the given numbers by size, with a child's place for every minor.

    Parameters
    ----------
    minors, young_adults
        People under 18, and from 18 to 29, who are to be housed.

    Raises
    ------
    CompositionError
        If the households are too small for the children.
    """
    plans = [_plan(size, rules, draws) for size in sorted(sizes) for _ in range(sizes[size])]
    _match_children(plans, minors, young_adults)
    return plans


def _plan(size: int, rules: Composition, draws: Draws) -> Plan:
    """Draw the make-up of a household of a size."""
    if size == 1:
        return Plan(heads=1)
    if size == 2:
        return _plan_of_two(rules, draws)
    if size == 3 and draws.happens(rules.skipped_generation):
        return Plan(heads=2, children=1, skipped=True)
    heads = 1 if draws.happens(rules.lone_parent) else 2
    elder = rules.three_generations_of_five_plus if size > 4 else rules.three_generations_of_four
    room = size - heads - 1
    grandparents = 0
    if size > 3 and room and draws.happens(elder):
        grandparents = 2 if room > 1 and draws.happens(rules.both_grandparents) else 1
    children = min(rules.children_at_most, size - heads - grandparents)
    return Plan(heads, children, grandparents, size - heads - grandparents - children)


def _plan_of_two(rules: Composition, draws: Draws) -> Plan:
    """Draw the make-up of a two-person household."""
    word = Fraction(draws.below(2**32), 2**32)
    if word < rules.couple_of_two:
        return Plan(heads=2)
    word -= rules.couple_of_two
    if word < rules.lone_parent_of_two:
        return Plan(heads=1, children=1)
    if word - rules.lone_parent_of_two < rules.skipped_of_two:
        return Plan(heads=1, children=1, skipped=True)
    return Plan(heads=1, others=1)


def _match_children(plans: list[Plan], minors: int, young_adults: int) -> None:
    """Change plans until there is a child's place for every minor, and not far too many.

    Too few places: other adults, then grandparents, then partners of childless couples give theirs
    up. Too many: children's places become other adults', from the households with most of them.
    """
    surplus = sum(plan.children for plan in plans) - minors
    families = [plan for plan in plans if plan.children]
    for field, hosts in (
        ("others", families),
        ("grandparents", families),
        ("others", plans),
        ("heads", [plan for plan in plans if plan.heads == 2 and not plan.children]),
    ):
        for plan in hosts:
            keep = 1 if field == "heads" else 0
            while surplus < 0 and getattr(plan, field) > keep:
                setattr(plan, field, getattr(plan, field) - 1)
                plan.children += 1
                surplus += 1
    if surplus < 0:
        raise CompositionError(
            f"{-surplus} of {minors} minors find no household with an adult; the household sizes "
            f"are too small for the share of children"
        )
    for plan in sorted(families, key=lambda plan: -plan.children):
        while surplus > young_adults * 2 // 3 and plan.children:
            plan.children -= 1
            plan.others += 1
            surplus -= 1
