"""How much room the records that agencies invent take among a month's candidates, exactly."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from math import prod
from typing import Literal

from sincerity.institutions.model import Institutions

__all__ = ["candidates_for_inventions", "chance_of_invention"]

_DIGITS = 50


def chance_of_invention(institutions: Institutions, times: Fraction) -> Fraction:
    """Return the chance a month that some agency invents a record of a person.

    Parameters
    ----------
    times
        How much more often errors hit the person's class of shared causes.
    """
    none = prod(
        (
            1 - min(Fraction(1), Fraction(agency.invents.value) * times)
            for agency in institutions.agencies
        ),
        start=Fraction(1),
    )
    return 1 - none


def candidates_for_inventions(
    institutions: Institutions, arrivals: Literal["poisson", "single"]
) -> Fraction | None:
    """Return the mean number of candidates a person-month that inventions need at least.

    It is that of the class that errors hit most. Where any number of candidates may come, at least
    one must come with the chance of an invention, which takes a mean of -ln(1 - chance); none is
    enough for an invention every month.
    """
    worst = max(chance_of_invention(institutions, times) for _, times in institutions.shared_causes)
    if arrivals == "single":
        return worst
    if worst == 1:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        rest = 1 - worst
        return Fraction(-(Decimal(rest.numerator) / Decimal(rest.denominator)).ln())
