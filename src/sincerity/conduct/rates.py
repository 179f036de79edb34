"""Rates of conduct by class, exactly.

``rate(k, c) = r_k / 12000 · age · sex · place · means`` acts per eligible person-month, zero where
the class alone shows that nobody in it can do the act (no driver, no adult). ``bound(k, c) =
rate · b_k`` is the rate of candidates: it depends on neither scheme nor behaviour, so all worlds
share their candidates.
"""

from __future__ import annotations

from decimal import Context, Decimal, Inexact
from fractions import Fraction
from functools import lru_cache

from sincerity.conduct.groups import Group
from sincerity.conduct.model import Conduct, Kind

__all__ = ["monthly_bound", "monthly_rate", "total_bound"]

_MONTHS_TIMES_THOUSAND = 12_000
EXACT = Context(prec=200, traps=[Inexact])
"""Wide enough for the product of five numbers of a file, and it says so if ever it is not."""


def monthly_rate(kind: Kind, group: Group) -> Fraction:
    """Return acts per eligible person-month of a class, before any response."""
    if "driver" in kind.who and not group.is_driver:
        return Fraction(0)
    if "adult" in kind.who and not group.is_adult:
        return Fraction(0)
    return _rate(kind.rate.value, kind.by.factors(group))


@lru_cache(maxsize=65536)
def _rate(acts: Decimal, factors: tuple[Decimal, ...]) -> Fraction:
    """Return a rate times its factors a person and month; many classes share their factors."""
    for factor in factors:
        acts = EXACT.multiply(acts, factor)
    return Fraction(acts) / _MONTHS_TIMES_THOUSAND


def monthly_bound(kind: Kind, group: Group) -> Fraction:
    """Return candidate acts of a kind per person-month of a class."""
    return _times(monthly_rate(kind, group), kind.bound)


@lru_cache(maxsize=65536)
def _times(rate: Fraction, bound: Decimal) -> Fraction:
    return rate * Fraction(bound)


def total_bound(conduct: Conduct, group: Group) -> Fraction:
    """Return candidates of all kinds, and of invented records, per person-month of a class."""
    kinds = sum((monthly_bound(kind, group) for kind in conduct.kinds), Fraction(0))
    return kinds + Fraction(conduct.invented_bound.value)
