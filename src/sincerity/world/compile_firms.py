"""The firms of a world as integers: their conduct, what a scheme does to them, how they dodge."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import EXP_NEG, ONE, cumulative_thresholds, threshold
from sincerity.conduct.firms import FIRM_GROUPS
from sincerity.phases.firm_state import NO_GRADE
from sincerity.phases.firm_tables import FirmTables

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.parameters.model import Parameters
    from sincerity.scheme.compile import CompiledScheme
    from sincerity.scheme.compile_firms import CompiledFirms

Array = npt.NDArray[Any]

_HALF = 2**16
_FEARS = 256


def _thresholds(chances: Iterable[Any]) -> Array:
    return np.array([threshold(chance) for chance in chances], dtype=np.uint64)


def _acts(conduct: "Conduct") -> tuple[Array, Array]:
    """Return by class of firm the chance of an act a month, and thresholds of its kind."""
    rates = [[kind.monthly_rate(group) for kind in conduct.firm_kinds] for group in FIRM_GROUPS]
    acts = _thresholds(min(sum(row, Fraction(0)), Fraction(1)) for row in rates)
    kinds = [cumulative_thresholds(row) if any(row) else [ONE] * len(row) for row in rates]
    return acts, np.array(kinds, dtype=np.uint64)


def _tips(parameters: "Parameters") -> Array:
    """Return by fear the chance that a worker speaks."""
    most, weight = threshold(parameters["firms.tip"]), int(parameters["firms.tip_fear"])
    speaks = [most * EXP_NEG[min(weight * fear >> 2, 4095)] >> 16 for fear in range(_FEARS)]
    return np.array(speaks, dtype=np.uint64)


def _grade_of_base(firms: "CompiledFirms") -> int:
    if not firms.grades:
        return NO_GRADE
    return sum(firms.base < limit for limit in firms.limits)


def _closures(firms: "CompiledFirms | None") -> Array:
    """Return the chance to close a month by grade (the last without) and whether listed."""
    grades = len(firms.grades) if firms is not None else 0
    closes = np.full((grades + 1, 2), 0, dtype=np.uint64)
    for grade in range(grades + 1):
        for listed in range(2):
            stays = Fraction(1)
            for sanction in firms.sanctions if firms is not None else ():
                if grade in sanction.grades or (sanction.listed and listed):
                    stays *= 1 - Fraction(sanction.closure)
            closes[grade, listed] = threshold(1 - stays)
    return closes


def _is_scored(firms: "CompiledFirms | None", kind: int) -> bool:
    """Return whether a firm loses by a kind: points are taken for it, or it leads to the list."""
    if firms is None:
        return False
    rule = firms.rule_at[kind]
    charged = rule >= 0 and firms.rules[rule].points < 0
    return charged or (firms.listing is not None and kind in firms.listing.kinds)


def firm_tables(
    scheme: "CompiledScheme", conduct: "Conduct", parameters: "Parameters"
) -> FirmTables:
    """Return what the phase of firms looks things up in."""
    firms = scheme.firms
    kinds = range(len(conduct.firm_kinds))
    acts, kind = _acts(conduct)
    rules = [
        None if firms is None or (at := firms.rule_at[k]) < 0 else firms.rules[at] for k in kinds
    ]
    listing = None if firms is None else firms.listing
    accusations = [n for n, item in enumerate(conduct.kinds) if item.accuses == "false"]
    return FirmTables(
        acts=acts,
        kind=kind,
        accept=_thresholds(
            parameters["firms.deterred"] if _is_scored(firms, k) else 1 for k in kinds
        ),
        victims=np.array([item.victims.used for item in conduct.firm_kinds], dtype=np.int64),
        seen=_thresholds(item.seen.used for item in conduct.firm_kinds),
        tips=_tips(parameters),
        tips_without_fear=np.uint64(threshold(parameters["firms.tip"])),
        judged_false=np.uint64(threshold(parameters["firms.judged_false"])),
        accusation=accusations[0] if accusations else -1,
        favour=np.uint64(threshold(parameters["firms.favour"], _HALF)),
        has_section=int(firms is not None),
        base=0 if firms is None else firms.base,
        floor=0 if firms is None else firms.floor,
        cap=0 if firms is None else firms.cap,
        points=np.array([0 if rule is None else rule.points for rule in rules], dtype=np.int64),
        recovery=np.array(
            [0 if rule is None else rule.recovery_months for rule in rules], dtype=np.int64
        ),
        limits=np.array([] if firms is None else firms.limits, dtype=np.int64),
        graded=int(firms is not None and bool(firms.grades)),
        base_grade=NO_GRADE if firms is None else _grade_of_base(firms),
        term=0 if listing is None else listing.term_months,
        list_kinds=np.array(
            [listing is not None and k in listing.kinds for k in kinds], dtype=np.uint8
        ),
        list_grades=0 if listing is None else sum(1 << grade for grade in listing.grades),
        reaches_people=int(firms is not None and firms.representative is not None),
        nominee=np.uint64(threshold(parameters["firms.nominee"])),
        reopen=np.uint64(threshold(parameters["firms.reopen"])),
        buys=np.uint64(threshold(parameters["firms.buys"], _HALF)),
        bought_points=int(parameters["firms.bought_points"]),
        closes=_closures(firms),
        closed_months=int(parameters["firms.closed_months"]),
        layoff_months=int(parameters["firms.layoff_months"]),
    )
