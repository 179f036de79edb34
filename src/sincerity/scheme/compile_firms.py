"""The firms' part of a scheme as integers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sincerity.errors import InternalError
from sincerity.scheme.compile_words import (
    HARD_CAP,
    HARD_FLOOR,
    NO_RULE,
    bound_points,
    recovery_months,
    term_months,
)

if TYPE_CHECKING:
    from sincerity.scheme.model_firms import FirmListing, Firms

__all__ = [
    "CompiledFirmList",
    "CompiledFirmRule",
    "CompiledFirmSanction",
    "CompiledFirms",
    "compile_firms",
]


@dataclass(frozen=True, slots=True)
class CompiledFirmRule:
    """One rule in integers: points (0 when not known), months to the return or 0 for never."""

    known: bool
    points: int
    recovery_months: int


@dataclass(frozen=True, slots=True)
class CompiledFirmList:
    """The list of firms: kinds of conduct and grades that lead there, and its term."""

    kinds: frozenset[int]
    grades: frozenset[int]
    term_months: int
    """255 for ever"""
    public: bool


@dataclass(frozen=True, slots=True)
class CompiledFirmSanction:
    """What follows for firms in a grade or on the list."""

    grades: frozenset[int]
    listed: bool
    severity: int
    closure: Decimal
    """chance a month that the firm closes, an exact number in 0..1"""


@dataclass(frozen=True, slots=True)
class CompiledFirms:
    """How firms are scored and listed, in integers.

    Attributes
    ----------
    rule_at
        By kind of conduct of firms: position of the rule that charges it, or -1.
    limits
        Lower limits of all bands but the last, best first; empty without grades or with one band.
    listing
        The list of firms, if there is one.
    representative
        Position of the list of people that the representative of a listed firm is entered on.
    """

    base: int
    floor: int
    cap: int
    rules: tuple[CompiledFirmRule, ...]
    rule_at: tuple[int, ...]
    grades: tuple[str, ...]
    limits: tuple[int, ...]
    regrade_months: int
    listing: CompiledFirmList | None
    sanctions: tuple[CompiledFirmSanction, ...]
    representative: int | None


def compile_firms(firms: Firms, firm_kinds: Sequence[str], lists: Sequence[str]) -> CompiledFirms:
    """Return the firms' part of a scheme in integers.

    Parameters
    ----------
    firm_kinds
        Ids of the kinds of conduct of firms, in the catalogue's order.
    lists
        Ids of the lists of people, in the order of the file.

    Raises
    ------
    InternalError
        If a kind is not there: the loader should have refused the file.
    """
    bands = firms.grades.bands if firms.grades is not None else ()
    grades = {band.id: number for number, band in enumerate(bands)}
    rule_at = [NO_RULE] * len(firm_kinds)
    for position, rule in enumerate(firms.rules):
        number = _number(rule.on.kind, firm_kinds)
        if rule_at[number] != NO_RULE:
            raise InternalError(f"two rules charge firms for '{rule.on.kind}'")
        if not rule.is_inert:
            rule_at[number] = position
    return CompiledFirms(
        base=firms.base.used,
        floor=bound_points(firms.floor.used, HARD_FLOOR),
        cap=bound_points(firms.cap.used, HARD_CAP),
        rules=tuple(
            CompiledFirmRule(
                known=not rule.is_inert,
                points=0 if isinstance(rule.points.used, str) else rule.points.used,
                recovery_months=recovery_months(rule.recovery.used),
            )
            for rule in firms.rules
        ),
        rule_at=tuple(rule_at),
        grades=tuple(grades),
        limits=tuple(band.from_points.used for band in bands if band.from_points is not None),
        regrade_months=firms.grades.regrade.used.months if firms.grades is not None else 1,
        listing=None if firms.listing is None else _listing(firms.listing, firm_kinds, grades),
        sanctions=tuple(
            CompiledFirmSanction(
                grades=frozenset(grades[grade] for grade in sanction.grades),
                listed=sanction.listed,
                severity=sanction.severity,
                closure=sanction.closure.used,
            )
            for sanction in firms.sanctions
        ),
        representative=None
        if firms.representative is None
        else list(lists).index(firms.representative),
    )


def _listing(
    listing: FirmListing, firm_kinds: Sequence[str], grades: dict[str, int]
) -> CompiledFirmList:
    return CompiledFirmList(
        kinds=frozenset(_number(kind, firm_kinds) for kind in listing.entry.kinds),
        grades=frozenset(grades[grade] for grade in listing.entry.grades),
        term_months=term_months(listing.term.used),
        public=listing.public,
    )


def _number(kind: str, firm_kinds: Sequence[str]) -> int:
    if kind not in firm_kinds:
        raise InternalError(f"the scheme names the kind '{kind}' of firms, unknown here")
    return list(firm_kinds).index(kind)
