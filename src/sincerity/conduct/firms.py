"""The classes of firms that rates of firm conduct may differ by, and those rates, exactly.

``class = (sector * 4 + size) * 4 + ownership``, each the position of a word below.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pydantic import BaseModel

from sincerity.scheme.quantities import Frozen, Rational

__all__ = [
    "FIRM_GROUPS",
    "OWNERSHIPS",
    "SECTORS",
    "SIZES",
    "FirmBy",
    "FirmGroup",
    "monthly_firm_rate",
]

SECTORS = ("food", "manufacturing", "construction", "trade", "services", "finance")
SIZES = ("micro", "small", "medium", "large")
OWNERSHIPS = ("private", "state", "foreign", "joint_venture")

_ONE = Decimal(1)
_MONTHS_TIMES_THOUSAND = 12_000


class FirmGroup(NamedTuple):
    """One class of firms, by the words that files use."""

    sector: str
    size: str
    ownership: str

    def __str__(self) -> str:
        return f"{self.sector}, {self.size}, {self.ownership}"


FIRM_GROUPS: tuple[FirmGroup, ...] = tuple(
    FirmGroup(sector, size, ownership)
    for sector in SECTORS
    for size in SIZES
    for ownership in OWNERSHIPS
)
"""All 96 classes; the position of a class is its number."""


class SectorFactors(Frozen):
    """Multipliers by sector; 1 where nothing is written."""

    food: Rational = _ONE
    manufacturing: Rational = _ONE
    construction: Rational = _ONE
    trade: Rational = _ONE
    services: Rational = _ONE
    finance: Rational = _ONE


class SizeFactors(Frozen):
    """Multipliers by size; 1 where nothing is written."""

    micro: Rational = _ONE
    small: Rational = _ONE
    medium: Rational = _ONE
    large: Rational = _ONE


class OwnershipFactors(Frozen):
    """Multipliers by ownership; 1 where nothing is written."""

    private: Rational = _ONE
    state: Rational = _ONE
    foreign: Rational = _ONE
    joint_venture: Rational = _ONE


class FirmBy(Frozen):
    """Multipliers of a rate by class of firm; a firm's multipliers are multiplied."""

    sector: SectorFactors = SectorFactors()
    size: SizeFactors = SizeFactors()
    ownership: OwnershipFactors = OwnershipFactors()

    def factors(self, group: FirmGroup) -> tuple[Decimal, Decimal, Decimal]:
        """Return the multipliers of one class: sector, size, ownership."""
        return (
            _factor(self.sector, group.sector),
            _factor(self.size, group.size),
            _factor(self.ownership, group.ownership),
        )


def monthly_firm_rate(rate: Decimal, by: FirmBy, group: FirmGroup) -> Fraction:
    """Return acts per firm-month of a class.

    Parameters
    ----------
    rate
        Acts per 1,000 firms a year, before multipliers.
    """
    acts = Fraction(rate) / _MONTHS_TIMES_THOUSAND
    for factor in by.factors(group):
        acts *= Fraction(factor)
    return acts


def _factor(factors: BaseModel, word: str) -> Decimal:
    """Return the multiplier that the file writes under `word`."""
    found: Decimal = getattr(factors, word)
    return found
