"""What a conduct catalogue must satisfy beyond its form: ranges, chances, stages, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from sincerity.conduct.firms import FIRM_GROUPS, FirmBy
from sincerity.conduct.groups import GROUPS
from sincerity.conduct.model import ELIGIBILITY, By, Conduct, FirmKind, Kind
from sincerity.conduct.rates import total_bound
from sincerity.errors import Diagnostic
from sincerity.scheme.nodes import Locations, Path
from sincerity.scheme.number_checks import NumberChecks, NumberCodes
from sincerity.scheme.suggest import did_you_mean

__all__ = ["HIGHEST_BOUND", "check_conduct"]

HIGHEST_BOUND = 1
"""Most candidates a person-month; beyond it one word no longer says how many there are."""

_MAX_RATE = 12_000
"""One act a person-month, per 1,000 people and year."""
_MAX_FACTOR = 1_000
_MAX_BOUND = 100
_CODES = NumberCodes(outside="E401", no_range="E402", reversed="E403", chance="E404")


def check_conduct(conduct: Conduct, locations: Locations) -> list[Diagnostic]:
    """Return every fault of a catalogue whose sources are filled in.

    Parameters
    ----------
    locations
        Where the catalogue's values stand, from `read_document`.
    """
    check = _Check(locations)
    faults = list(check.chance(conduct.invented_bound, ("invented_bound",)))
    first_at: dict[str, Path] = {}
    for number, kind in enumerate(conduct.kinds):
        path: Path = ("kinds", number)
        faults += check.kind(kind, path)
        faults += check.used_once(kind.id, path, first_at)
    for number, firm_kind in enumerate(conduct.firm_kinds):
        path = ("firm_kinds", number)
        faults += check.firm_kind(firm_kind, path)
        faults += check.used_once(firm_kind.id, path, first_at)
    return faults if faults else [*check.bounds(conduct), *check.firm_bounds(conduct)]


class _Check(NumberChecks):
    """Checks of the parts of a catalogue; each yields the faults it finds."""

    def __init__(self, locations: Locations) -> None:
        super().__init__(locations, _CODES)

    def kind(self, kind: Kind, path: Path) -> Iterator[Diagnostic]:
        """Check one kind of act."""
        yield from self.quantity(kind.rate, (*path, "rate"))
        yield from self.limits(kind.rate.value, (*path, "rate"), "rate", 0, _MAX_RATE)
        yield from self.limits(kind.bound, (*path, "bound"), "bound", 1, _MAX_BOUND)
        yield from self.chance(kind.seen, (*path, "seen"))
        yield from self.factors(kind.by, (*path, "by"))
        yield from self.who(kind, (*path, "who"))
        yield from self.stages(kind, (*path, "stages"))
        protection = kind.protection
        if protection.level != "none" and (protection.article is None or protection.note is None):
            yield self.locations.diagnostic(
                "E410",
                (*path, "protection"),
                f"'{kind.id}' is protected, but not both article and note are given",
                help="name the article, and the limits it permits",
            )

    def used_once(
        self, kind_id: str, path: Path, first_at: dict[str, Path]
    ) -> Iterator[Diagnostic]:
        """Check that no kind before has this id, and remember where it stands."""
        if kind_id in first_at:
            other = self.locations.related((*first_at[kind_id], "id"), "first used here")
            yield self.locations.diagnostic(
                "E408", (*path, "id"), f"the id '{kind_id}' is used twice", related=(other,)
            )
        first_at.setdefault(kind_id, path)

    def firm_kind(self, kind: FirmKind, path: Path) -> Iterator[Diagnostic]:
        """Check one kind of act of firms."""
        yield from self.quantity(kind.rate, (*path, "rate"))
        yield from self.limits(kind.rate.value, (*path, "rate"), "rate", 0, _MAX_RATE)
        yield from self.factors(kind.by, (*path, "by"))
        yield from self.quantity(kind.victims, (*path, "victims"))
        yield from self.chance(kind.seen, (*path, "seen"))

    def limits(
        self, number: Decimal, path: Path, what: str, low: int, high: int
    ) -> Iterator[Diagnostic]:
        """Check a rate, multiplier or bound."""
        if not low <= number <= high:
            yield self.locations.diagnostic(
                "E405", path, f"the {what} is {number}; it can be {low} to {high}"
            )

    def factors(self, by: By | FirmBy, path: Path) -> Iterator[Diagnostic]:
        """Check the multipliers of a rate."""
        for name in type(by).model_fields:
            table = getattr(by, name)
            for field, spec in type(table).model_fields.items():
                word = spec.alias or field
                place = (*path, name, word)
                yield from self.limits(getattr(table, field), place, "multiplier", 0, _MAX_FACTOR)

    def who(self, kind: Kind, path: Path) -> Iterator[Diagnostic]:
        """Check the conditions on who can do an act."""
        for number, word in enumerate(kind.who):
            if word not in ELIGIBILITY:
                yield self.locations.diagnostic(
                    "E409",
                    (*path, number),
                    f"'{word[:60]}' is not a condition that people can meet",
                    hint=did_you_mean(word, ELIGIBILITY),
                    help=f"one of: {', '.join(ELIGIBILITY)}",
                )
            elif word in kind.who[:number]:
                yield self.locations.diagnostic("E409", (*path, number), f"'{word}' stands twice")

    def stages(self, kind: Kind, path: Path) -> Iterator[Diagnostic]:
        """Check that the first stage is the act itself and each later one has a chance."""
        seen: list[str] = []
        for number, stage in enumerate(kind.stages):
            place = (*path, number)
            if stage.id in seen:
                yield self.locations.diagnostic(
                    "E408", (*place, "id"), f"the stage '{stage.id}' stands twice in '{kind.id}'"
                )
            seen.append(stage.id)
            if number == 0 and stage.chance is not None:
                yield self.locations.diagnostic(
                    "E407", (*place, "chance"), "the first stage is the act itself", help="drop it"
                )
            elif number > 0 and stage.chance is None:
                yield self.locations.diagnostic(
                    "E407",
                    place,
                    f"the stage '{stage.id}' has no chance",
                    help="add 'chance: ...', given the stage before",
                )
            elif stage.chance is not None:
                yield from self.chance(stage.chance, (*place, "chance"))

    def bounds(self, conduct: Conduct) -> Iterator[Diagnostic]:
        """Check that candidates of each class stay within what one word can count."""
        totals = {group: total_bound(conduct, group) for group in GROUPS}
        heaviest = max(GROUPS, key=lambda group: totals[group])
        total = totals[heaviest]
        if total > HIGHEST_BOUND:
            yield self.locations.diagnostic(
                "E406",
                ("kinds",),
                f"rates times bounds add up to {float(total):.3f} a person-month in the class "
                f"'{heaviest}'; at most {HIGHEST_BOUND} is possible",
                key=True,
                help="lower rates, multipliers or bounds",
            )

    def firm_bounds(self, conduct: Conduct) -> Iterator[Diagnostic]:
        """Check that the acts of each class of firms stay within what one word can count."""
        totals = {
            group: sum((kind.monthly_rate(group) for kind in conduct.firm_kinds), Fraction(0))
            for group in FIRM_GROUPS
        }
        busiest = max(FIRM_GROUPS, key=lambda group: totals[group])
        total = totals[busiest]
        if total > HIGHEST_BOUND:
            yield self.locations.diagnostic(
                "E411",
                ("firm_kinds",),
                f"rates add up to {float(total):.3f} a firm-month in the class '{busiest}'; at "
                f"most {HIGHEST_BOUND} is possible",
                key=True,
                help="lower rates or multipliers",
            )
