"""Households with consistent ages, dealt out of exact quotas of people.

Idea
    Synthetic reconstruction without replacement. Every household gets a plan (who lives in it, by
    role); then people are dealt from an urn that holds exactly the quota of each age and sex. Since
    nothing is put back and nothing added, the finished library matches the age, sex and household
    size tables to the last person: only the rounding of the quotas is lost.

Assumptions
    * Every household has a head of 18 or more. Two generations are parents with children; three
      add one or two parents of a parent; in some, grandparents raise a grandchild.
    * A parent is 18 to 45 years older than each child (bounds in the recipe), most often in the
      twenties; a man is most often up to three years older than his partner.
    * Children are all minors, and as many of the 18- to 29-year-olds as places for children remain.
    * The elder of a couple is called the head: a label, with no meaning in the model.
    * Whoever is left over is an adult and lives alone or as another adult in a household.

Known limits
    Marriage age, divorce, dormitories and shared flats are not modelled; couples are of two sexes.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from operator import mul
from typing import NamedTuple

from sincerity.chance.fixed import threshold
from sincerity.chance.philox import words
from sincerity.chance.streams import Stream
from sincerity.society.codes import FEMALE, MALE
from sincerity.society.quotas import AGES

ADULT_AGE = 18
OLDEST_CHILD = 29
"""Highest age in years at which someone is dealt as a child of the household."""
LIBRARY_KEY = 0
"""The library depends on the tables alone: the society seed decides which tile gets which page."""


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


_threshold = lru_cache(maxsize=64)(threshold)


@dataclass(slots=True)
class _Plan:
    """Who a household is to hold, before anyone is dealt: numbers of people by role."""

    heads: int
    """Adults who head it together: one, or a couple."""
    children: int = 0
    grandparents: int = 0
    others: int = 0
    skipped: bool = False
    """The children are grandchildren of the heads."""


class Draws:
    """Successive small random integers from one address line of the template stream."""

    def __init__(self, line: int) -> None:
        self._line = line
        self._block = 0
        self._words: list[int] = []

    def below(self, n: int) -> int:
        """Return an integer in 0..n-1 (bias below n / 2^32, out of reach of 16,384 people)."""
        if not self._words:
            self._words = list(words(LIBRARY_KEY, Stream.TEMPLATE, self._line, self._block))
            self._block += 1
        return self._words.pop() * n >> 32

    def happens(self, chance: Fraction) -> bool:
        """Return true with a given chance."""
        return self.below(2**32) < _threshold(chance)

    def shuffle(self, items: list[int]) -> None:
        """Put a list of numbers in random order, in place (Fisher and Yates)."""
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]


@lru_cache(maxsize=64)
def gap_weights(first: int, peak: tuple[int, int], last: int) -> tuple[int, ...]:
    """Return small whole weights over gaps first..last that rise to a plateau and fall again."""
    weights = []
    for gap in range(first, last + 1):
        if gap < peak[0]:
            weights.append(1 + 15 * (gap - first) ** 2 // max(1, peak[0] - first) ** 2)
        elif gap <= peak[1]:
            weights.append(16)
        else:
            weights.append(1 + 15 * (last - gap) ** 2 // max(1, last - peak[1]) ** 2)
    return tuple(weights)


class Urn:
    """The people not yet dealt: counts[sex][age]."""

    def __init__(self, counts: Sequence[Sequence[int]], draws: Draws) -> None:
        self._counts = [list(row) for row in counts]
        self._draws = draws

    def total(self) -> int:
        """Return how many people are left."""
        return sum(map(sum, self._counts))

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
        If the tables leave a child without an adult of parental age, or a household without an
        adult.
    """
    draws = Draws(line=0)
    plans = [_plan(size, rules, draws) for size in sorted(sizes) for _ in range(sizes[size])]
    minors = sum(sum(row[:ADULT_AGE]) for row in people)
    young = sum(sum(row[ADULT_AGE : OLDEST_CHILD + 1]) for row in people)
    _match_children(plans, minors, young)
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


def _plan(size: int, rules: Composition, draws: Draws) -> _Plan:
    """Draw the make-up of a household of a size."""
    if size == 1:
        return _Plan(heads=1)
    if size == 2:
        return _plan_of_two(rules, draws)
    if size == 3 and draws.happens(rules.skipped_generation):
        return _Plan(heads=2, children=1, skipped=True)
    heads = 1 if draws.happens(rules.lone_parent) else 2
    elder = rules.three_generations_of_five_plus if size > 4 else rules.three_generations_of_four
    room = size - heads - 1
    grandparents = 0
    if size > 3 and room and draws.happens(elder):
        grandparents = 2 if room > 1 and draws.happens(rules.both_grandparents) else 1
    children = min(rules.children_at_most, size - heads - grandparents)
    return _Plan(heads, children, grandparents, size - heads - grandparents - children)


def _plan_of_two(rules: Composition, draws: Draws) -> _Plan:
    """Draw the make-up of a two-person household."""
    word = Fraction(draws.below(2**32), 2**32)
    if word < rules.couple_of_two:
        return _Plan(heads=2)
    word -= rules.couple_of_two
    if word < rules.lone_parent_of_two:
        return _Plan(heads=1, children=1)
    if word - rules.lone_parent_of_two < rules.skipped_of_two:
        return _Plan(heads=1, children=1, skipped=True)
    return _Plan(heads=1, others=1)


def _match_children(plans: list[_Plan], minors: int, young_adults: int) -> None:
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


def _children(people: Sequence[Sequence[int]], places: int) -> list[list[int]]:
    """Choose who is dealt as a child: every minor, then young adults, fewer at each later age."""
    counts = [[*row[:ADULT_AGE], *([0] * (AGES - ADULT_AGE))] for row in people]
    missing = places - sum(map(sum, counts))
    ages = range(ADULT_AGE, OLDEST_CHILD + 1)
    while missing:
        before = missing
        for i, age in enumerate(ages):
            for sex in (MALE, FEMALE):
                left = people[sex][age] - counts[sex][age]
                step = min(left, missing, 1 + left * (len(ages) - i) // 40)
                counts[sex][age] += step
                missing -= step
        if missing == before:
            raise CompositionError("there are more places for children than people under 30")
    return counts


def _deal_family(plan: _Plan, rules: Composition, adults: Urn, children: Urn) -> list[Member]:
    """Deal children, the adults who raise them, and grandparents."""
    low, high = rules.parent_gap_years
    young = _deal_children(plan, children)
    others = []
    while young[0][0] - young[-1][0] > high - low - 6:
        # Too far apart for common parents: the eldest, an adult, lives here as a relative.
        others.append(Member(*young.pop(0), Role.OTHER))
    generations = 2 if plan.skipped else 1
    eldest, youngest = young[0][0], young[-1][0]
    gaps = gap_weights(low * generations, (24 * generations, 27 * generations), high * generations)
    window = range(max(ADULT_AGE, eldest + low * generations), youngest + high * generations + 1)
    offset = window.start - (eldest + low * generations)
    head = adults.take((FEMALE,), window, gaps[offset:]) if plan.heads == 2 else None
    head = head or adults.take((FEMALE, MALE), window, gaps[offset:])
    if head is None:
        raise CompositionError(
            f"no adult of {window.start} to {window.stop - 1} years is left for a child of "
            f"{youngest}; the age table has too few people of parental age"
        )
    members = [Member(*head, Role.HEAD)]
    if plan.heads == 2:
        partner = _take_partner(head, window, rules, adults)
        members += [Member(*partner, Role.PARTNER)] if partner else []
    members += _deal_grandparents(plan.grandparents, members[0].age_years, rules, adults)
    role = Role.GRANDCHILD if plan.skipped else Role.CHILD
    return members + [Member(*child, role) for child in young] + others


def _deal_children(plan: _Plan, children: Urn) -> list[tuple[int, int]]:
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
    weights = gap_weights(low, (max(low, 0), min(high, 3)), high)
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
    weights = gap_weights(low, (24, 27), high)
    elders: list[tuple[int, int]] = []
    for _ in range(number):
        elder = (
            _take_partner(elders[0], window, rules, adults)
            if elders
            else adults.take((FEMALE, MALE), window, weights)
        )
        elders += [elder] if elder else []
    return [Member(*elder, Role.PARENT) for elder in elders]


def _deal_couple(plan: _Plan, rules: Composition, adults: Urn) -> list[Member]:
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
