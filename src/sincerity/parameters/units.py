"""Units of parameters: what sort of value each takes and where its hard limits lie."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = ["UNITS", "Unit", "UnitName"]

UnitName = Literal[
    "chance per record",
    "chance per person-month",
    "chance per month charged",
    "chance per month listed",
    "chance per report",
    "chance per objection",
    "chance per act",
    "chance per firm-month",
    "chance per county-month",
    "chance per question",
    "share of people",
    "share",
    "per 1,000 residents a month",
    "factor",
    "weight out of 256",
    "level out of 255",
    "points",
    "months",
    "choice",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """The values that a unit allows; a choice has no limits."""

    is_whole: bool = False
    low: int | None = None
    high: int | None = None

    def fault_of(self, value: Decimal | int) -> str:
        """Return why a number is not a value of this unit, or an empty string."""
        if self.low is None or self.high is None:
            return "a word is wanted, not a number"
        if self.is_whole and value != int(value):
            return f"{value} is not a whole number"
        if not self.low <= value <= self.high:
            return f"{value} is outside {self.low} to {self.high}"
        return ""


_CHANCE = Unit(low=0, high=1)

UNITS: dict[UnitName, Unit] = {
    "chance per record": _CHANCE,
    "chance per person-month": _CHANCE,
    "chance per month charged": _CHANCE,
    "chance per month listed": _CHANCE,
    "chance per report": _CHANCE,
    "chance per objection": _CHANCE,
    "chance per act": _CHANCE,
    "chance per firm-month": _CHANCE,
    "chance per county-month": _CHANCE,
    "chance per question": _CHANCE,
    "share of people": _CHANCE,
    "share": _CHANCE,
    "per 1,000 residents a month": Unit(low=0, high=1_000),
    "factor": Unit(low=0, high=1_000),
    "weight out of 256": Unit(is_whole=True, low=0, high=256),
    "level out of 255": Unit(is_whole=True, low=0, high=255),
    "points": Unit(is_whole=True, low=1, high=30_000),
    "months": Unit(is_whole=True, low=0, high=240),
    "choice": Unit(),
}
