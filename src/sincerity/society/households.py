"""Households with consistent ages, dealt out of exact quotas of people.

Idea
    Synthetic reconstruction without replacement. Every household gets a plan (who lives in it, by
    role); then people are dealt from an urn that holds exactly the quota of each age and sex. Since
    nothing is put back and nothing added, the finished library matches the age, sex and household
    size tables to the last person: only the rounding of the quotas is lost.

Assumptions
    * Every household has a head of 18 or more. Two generations are parents with children; three
      add one or two parents of a parent; in some, grandparents raise a grandchild.
    * A parent's age minus a child's, and the man's minus the woman's, lie between bounds and have a
      most frequent value, all in the recipe.
    * Children are all minors, and as many of the 18- to 29-year-olds as places for children remain.
    * The elder of a couple is called the head: a label, with no meaning in the model.
    * Where nobody of a parent's age is left, another adult takes the children in (role other); this
      happens in tables with very many children only, and in none of the shipped ones.
    * Whoever is left over is an adult and lives alone or as another adult in a household.

Known limits
    Marriage age, divorce, dormitories and shared flats are not modelled; couples are of two sexes.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import mul

from sincerity.society.codes import FEMALE, MALE
from sincerity.society.composition import (
    ADULT_AGE,
    OLDEST_CHILD,
    Composition,
    Household,
    Member,
    Plan,
    Role,
    plan_households,
)
from sincerity.society.draws import Draws
from sincerity.society.quotas import AGES


@lru_cache(maxsize=64)
def gap_weights(first: int, usual: int | None, last: int) -> tuple[int, ...]:
    """Return whole weights over gaps first..last: 16 at the usual gap, falling to 1 at both ends.

    The fall is quadratic; without a usual gap all weigh the same.
    """
    if usual is None:
        return (1,) * (last - first + 1)
    weights = []
    for gap in range(first, last + 1):
        end = first if gap < usual else last
        weights.append(1 + 15 * (gap - end) ** 2 // max(1, (usual - end) ** 2))
    return tuple(weights)


class Urn:
    """The people not yet dealt: counts[sex][age]."""

    def __init__(self, counts: Sequence[Sequence[int]], draws: Draws) -> None:
        self._counts = [list(row) for row in counts]
        self._draws = draws

    def take(
        self, sexes: tuple[int, ...], ages: range, weights: Sequence[int] | None = None
    ) -> tuple[int, int] | None:
        """Deal one person of an age range, in proportion to numbers left times weights.

        Ages outside 0..100 count as empty. Returns (age in years, sex), or none when there is
        nobody of that range.
        """
        first, last = max(ages.start, 0), min(ages.stop, AGES)
        if weights:
            weights = weights[first - ages.start :]
        running: list[int] = []
        for sex in sexes:
            left = self._counts[sex][first:last]
            running += accumulate(
                map(mul, left, weights) if weights else left, initial=running[-1] if running else 0
            )
        if not running or not running[-1]:
            return None
        # Each sex adds one cell in front of its ages, which holds nobody and is never hit.
        sex_index, year = divmod(
            bisect_right(running, self._draws.below(running[-1])), last - first + 1
        )
        age, sex = first + year - 1, sexes[sex_index]
        self._counts[sex][age] -= 1
        return age, sex

    def split(self, counts: Sequence[Sequence[int]]) -> "Urn":
        """Move the given people into an urn of their own."""
        for row, moved in zip(self._counts, counts, strict=True):
            for age, count in enumerate(moved):
                row[age] -= count
        return Urn(counts, self._draws)

    def rest(self) -> list[tuple[int, int]]:
        """Return everyone left as (age in years, sex), youngest first."""
        return [
            (age, sex)
            for age in range(AGES)
            for sex in (MALE, FEMALE)
            for _ in range(self._counts[sex][age])
        ]


def deal_households(
    people: Sequence[Sequence[int]], sizes: Mapping[int, int], rules: Composition
) -> list[Household]:
    """Deal people[sex][age] into households of the given numbers by size.

    Raises
    ------
    CompositionError
        If the households are too small for the children.
    """
    draws = Draws(line=0)
    minors = sum(sum(row[:ADULT_AGE]) for row in people)
    young = sum(sum(row[ADULT_AGE : OLDEST_CHILD + 1]) for row in people)
    plans = plan_households(sizes, rules, minors, young, draws)
    adults = Urn(people, draws)
    children = adults.split(_children(people, sum(plan.children for plan in plans)))
    dealt: list[list[Member]] = [[] for _ in plans]
    for i in sorted(range(len(plans)), key=lambda i: (-plans[i].children, i)):
        if plans[i].children:
            dealt[i] = _deal_family(plans[i], rules, adults, children)
    for i, plan in enumerate(plans):
        if not plan.children and plan.heads == 2:
            dealt[i] = _deal_couple(plan, rules, adults)
    rest = adults.rest()
    order = list(range(len(rest)))
    draws.shuffle(order)
    for i, plan in enumerate(plans):
        missing = plan.heads + plan.children + plan.grandparents + plan.others - len(dealt[i])
        others = [Member(*rest[order.pop()], Role.OTHER) for _ in range(missing)]
        dealt[i] = _with_head([*dealt[i], *others])
    return [tuple(members) for members in dealt]


def _children(people: Sequence[Sequence[int]], places: int) -> list[list[int]]:
    """Choose who is dealt as a child: every minor, then young adults, fewer at each later age."""
    counts = [[*row[:ADULT_AGE], *([0] * (AGES - ADULT_AGE))] for row in people]
    missing = places - sum(map(sum, counts))
    ages = range(ADULT_AGE, OLDEST_CHILD + 1)
    while missing:
        for i, age in enumerate(ages):
            for sex in (MALE, FEMALE):
                left = people[sex][age] - counts[sex][age]
                step = min(left, missing, 1 + left * (len(ages) - i) // 40)
                counts[sex][age] += step
                missing -= step
    return counts


def _deal_family(plan: Plan, rules: Composition, adults: Urn, children: Urn) -> list[Member]:
    """Deal children, the adults who raise them, and grandparents."""
    low, high = rules.parent_gap_years
    young = _deal_children(plan, children)
    others = []
    while young[0][0] - young[-1][0] > high - low - 6:
        # Too far apart for common parents: the eldest, an adult, lives here as a relative.
        others.append(Member(*young.pop(0), Role.OTHER))
    generations = 2 if plan.skipped else 1
    eldest, youngest = young[0][0], young[-1][0]
    usual = rules.usual_parent_gap_years
    gaps = gap_weights(
        low * generations, usual if usual is None else usual * generations, high * generations
    )
    window = range(max(ADULT_AGE, eldest + low * generations), youngest + high * generations + 1)
    offset = window.start - (eldest + low * generations)
    head = adults.take((FEMALE,), window, gaps[offset:]) if plan.heads == 2 else None
    head = head or adults.take((FEMALE, MALE), window, gaps[offset:])
    role = Role.GRANDCHILD if plan.skipped else Role.CHILD
    if head is None:
        # Nobody of a parent's age is left: another adult takes the children in.
        window, role = range(ADULT_AGE, AGES), Role.OTHER
        head = adults.take((FEMALE, MALE), window)
    assert head is not None, "each plan has a place for an adult, and all places are filled"
    members = [Member(*head, Role.HEAD)]
    if plan.heads == 2:
        partner = _take_partner(head, window, rules, adults)
        members += [Member(*partner, Role.PARTNER)] if partner else []
    members += _deal_grandparents(plan.grandparents, members[0].age_years, rules, adults)
    return members + [Member(*child, role) for child in young] + others


def _deal_children(plan: Plan, children: Urn) -> list[tuple[int, int]]:
    """Deal brothers and sisters, eldest first, as close in age as the urn allows."""
    first = children.take((MALE, FEMALE), range(OLDEST_CHILD + 1))
    assert first is not None, "the urn holds exactly as many children as the plans have places"
    young = [first]
    for _ in range(plan.children - 1):
        for reach in (6, 12, OLDEST_CHILD):
            ages = range(max(0, first[0] - reach), min(OLDEST_CHILD, first[0] + reach) + 1)
            sibling = children.take((MALE, FEMALE), ages)
            if sibling:
                young.append(sibling)
                break
    return sorted(young, reverse=True)


def _take_partner(
    person: tuple[int, int], window: range, rules: Composition, adults: Urn
) -> tuple[int, int] | None:
    """Deal a partner of the other sex within the couple's gap and an age window."""
    age, sex = person
    low, high = rules.partner_gap_years
    weights = gap_weights(low, rules.usual_partner_gap_years, high)
    ages = range(age + low, age + high + 1)
    if sex == MALE:
        ages, weights = range(age - high, age - low + 1), weights[::-1]
    first = max(ages.start, window.start)
    kept = range(first, min(ages.stop, window.stop))
    return adults.take((1 - sex,), kept, weights[first - ages.start :])


def _deal_grandparents(
    number: int, parent_age: int, rules: Composition, adults: Urn
) -> list[Member]:
    """Deal parents of the head; fewer when nobody of that age is left."""
    low, high = rules.parent_gap_years
    window = range(parent_age + low, parent_age + high + 1)
    weights = gap_weights(low, rules.usual_parent_gap_years, high)
    elders: list[tuple[int, int]] = []
    for _ in range(number):
        elder = (
            _take_partner(elders[0], window, rules, adults)
            if elders
            else adults.take((FEMALE, MALE), window, weights)
        )
        elders += [elder] if elder else []
    return [Member(*elder, Role.PARENT) for elder in elders]


def _deal_couple(plan: Plan, rules: Composition, adults: Urn) -> list[Member]:
    """Deal a childless couple; nobody when there is no adult woman left."""
    window = range(ADULT_AGE, AGES)
    head = adults.take((FEMALE,), window)
    if head is None:
        return []
    partner = _take_partner(head, window, rules, adults)
    return [Member(*head, Role.HEAD)] + ([Member(*partner, Role.PARTNER)] if partner else [])


def _with_head(members: list[Member]) -> list[Member]:
    """Put a household in order: the elder of the couple, or the eldest adult, is its head."""
    couple = [m for m in members if m.role in (Role.HEAD, Role.PARTNER)]
    if not couple:
        eldest = max(members)
        members[members.index(eldest)] = eldest._replace(role=Role.HEAD)
    elif len(couple) == 2 and couple[1].age_years > couple[0].age_years:
        members = [
            couple[1]._replace(role=Role.HEAD),
            couple[0]._replace(role=Role.PARTNER),
            *(m for m in members if m not in couple),
        ]
    return sorted(members, key=lambda m: (m.role, -m.age_years, m.sex))
