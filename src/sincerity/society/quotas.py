"""Whole-number quotas: how many people and households of each sort the tile library holds.

A share of a table becomes a whole number by the largest remainder, so that every total is met
exactly and no cell is off by one or more. The library then deals exactly these numbers out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from sincerity.society.codes import FEMALE, MALE

OLDEST_AGE = 100
"""Highest age in years at the start; nobody is generated older."""
AGES = OLDEST_AGE + 1


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """The people of a run of ages.

    Attributes
    ----------
    first, last
        Ages in years, both included.
    male, female
        Shares of all people, in 0..1.
    """

    first: int
    last: int
    male: Fraction
    female: Fraction

    def share(self, sex: int) -> Fraction:
        """Return the share of all people who are of this group and sex."""
        return self.male if sex == MALE else self.female


def largest_remainder(weights: Sequence[Fraction], total: int) -> list[int]:
    """Split a whole number in proportion to weights; ties go to the earlier cell."""
    scale = sum(weights, Fraction(0))
    exact = [weight * total / scale for weight in weights]
    whole = [floor(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def years_within(group: AgeGroup) -> list[Fraction]:
    """Return how a group's people spread over its single years (sums to 1).

    Assumption: evenly within a group of at most five years; in a wider one, which only the oldest
    group is, the years thin out with the square of the distance to its end.
    """
    width = group.last - group.first + 1
    weights = [(width - i) ** 2 if width > 5 else 1 for i in range(width)]
    return [Fraction(weight, sum(weights)) for weight in weights]


def people_by_age(groups: Sequence[AgeGroup], total: int) -> list[list[int]]:
    """Return counts[sex][age] of `total` people in proportion to the groups."""
    cells = [(group, sex) for group in groups for sex in (MALE, FEMALE)]
    quotas = largest_remainder([group.share(sex) for group, sex in cells], total)
    counts = [[0] * AGES, [0] * AGES]
    for (group, sex), quota in zip(cells, quotas, strict=True):
        for year, part in enumerate(largest_remainder(years_within(group), quota)):
            counts[sex][group.first + year] = part
    return counts


def mean_size(shares: Mapping[int, Fraction]) -> Fraction:
    """Return the mean number of people in a household, from shares of households by size."""
    return sum((size * share for size, share in shares.items()), Fraction(0)) / sum(shares.values())


def households_by_size(shares: Mapping[int, Fraction], people: int) -> dict[int, int]:
    """Return how many households of each size house `people` people, or a few fewer.

    Rounding leaves a few people over or short. They are settled by turning single households into
    slightly larger or smaller ones, each time where it disturbs the table least; what a table
    without small sizes cannot settle stays short.
    """
    sizes = sorted(size for size, share in shares.items() if share > 0)
    households = people // mean_size(shares)
    target = {size: shares[size] / sum(shares.values()) * households for size in sizes}
    counts = dict(
        zip(sizes, largest_remainder([target[size] for size in sizes], households), strict=True)
    )
    while short := people - sum(size * count for size, count in counts.items()):
        moves = [
            (old, new)
            for old in [0, *sizes]
            for new in [0, *sizes]
            if 0 < (new - old) * (1 if short > 0 else -1) <= abs(short)
            and (old == 0 or counts[old] > 0)
        ]
        if moves:
            old, new = min(moves, key=lambda move: (_disturbance(counts, target, move), move))
        elif short < 0:
            old, new = next(size for size in sizes if counts[size]), 0
        else:
            break
        for size, step in ((old, -1), (new, 1)):
            if size:
                counts[size] += step
    return counts


def _disturbance(
    counts: Mapping[int, int], target: Mapping[int, Fraction], move: tuple[int, int]
) -> Fraction:
    """Return the change of the squared error when one household changes size (0: none)."""
    change = Fraction(0)
    for size, step in zip(move, (-1, 1), strict=True):
        if size:
            error = counts[size] - target[size]
            change += ((error + step) ** 2 - error**2) / target[size]
        else:
            change += Fraction(1, 100)
    return change
