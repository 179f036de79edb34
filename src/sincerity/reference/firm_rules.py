"""Firms as the twin reads them: who they are, what they may do, and what the scheme makes of it."""

from dataclasses import dataclass, field
from fractions import Fraction

from sincerity.chance.fixed import threshold
from sincerity.conduct import Conduct
from sincerity.conduct.firms import FIRM_GROUPS
from sincerity.conduct.model import FirmKind as FirmKindEntry
from sincerity.scheme import Scheme
from sincerity.scheme.arithmetic import HARD_CAP, HARD_FLOOR, clamp
from sincerity.society.attributes import Person
from sincerity.society.blueprint import Blueprint
from sincerity.society.firms import firm_of_tile, works_for_firm

PERMANENT = 255
"""Months left on the list for a firm that never leaves it."""
NO_GRADE = 255
PRIVATE = 0
"""Ownership of firms that can be hidden behind a nominee, reopened, or buy points."""


@dataclass(frozen=True, slots=True)
class FirmKind:
    """A kind of conduct of firms: people harmed by one act, and the threshold to be found out."""

    entry: FirmKindEntry
    victims: int
    seen_below: int


@dataclass(frozen=True, slots=True)
class FirmRule:
    """Points for an act, and months until they come back (None: never)."""

    points: int
    recovery_months: int | None


@dataclass(frozen=True, slots=True)
class FirmSanction:
    """What follows in a grade or on the list: the chance a month that the firm closes."""

    grades: tuple[int, ...]
    listed: bool
    closure: Fraction


@dataclass(frozen=True, slots=True)
class FirmScheme:
    """The scheme's section on firms in whole numbers.

    Attributes
    ----------
    rules
        By position of the firm kind.
    band_starts, grades, regrade_months
        As for people.
    list_kinds, list_grades, term_months
        Grounds and term of the list of firms, `PERMANENT` for ever, 0 without a list.
    representative
        Position of the list of people that the representative of a listed firm is entered on.
    """

    base: int
    floor: int
    cap: int
    rules: dict[int, FirmRule]
    band_starts: tuple[int, ...]
    grades: int
    regrade_months: int
    list_kinds: tuple[int, ...]
    list_grades: tuple[int, ...]
    term_months: int
    sanctions: tuple[FirmSanction, ...]
    representative: int | None

    def band_of(self, score: int) -> int:
        """Return the grade of a score."""
        if not self.grades:
            return NO_GRADE
        for band, start in enumerate(self.band_starts):
            if score >= start:
                return band
        return self.grades - 1

    def held(self, score: int) -> int:
        """Return a score inside its bounds."""
        return clamp(score, self.floor, self.cap)

    def deters(self, kind: int) -> bool:
        """Return whether an act of this kind costs points or leads to the list."""
        return (kind in self.rules and self.rules[kind].points < 0) or kind in self.list_kinds


@dataclass(slots=True)
class FirmState:
    """One synthetic firm: what the society decides of it, and its state.

    Attributes
    ----------
    group
        Number of its class.
    workers
        Slots of those who work for it, ascending.
    left, closed_left
        Months left on the list, and closed.
    due
        Points to come back, by month.
    """

    tile: int
    group: int
    ownership: int
    is_connected: bool
    representative: int
    nominee: int
    workers: tuple[int, ...]
    score: int
    grade: int
    left: int = 0
    closed_left: int = 0
    has_nominee: bool = False
    due: dict[int, list[int]] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        """Whether private people own it."""
        return self.ownership == PRIVATE

    @property
    def stands_for_it(self) -> int:
        """Slot of the person whom the register names."""
        return self.nominee if self.has_nominee else self.representative

    def start_clean(self, scheme: FirmScheme) -> None:
        """Begin again under a new name."""
        self.score, self.grade, self.left = scheme.base, scheme.band_of(scheme.base), 0
        self.due = {}


def found(
    society: Blueprint, people: dict[int, Person], scheme: FirmScheme | None
) -> list[FirmState]:
    """Return the firms of a society before the first month, by tile."""
    firms = []
    for tile in range(society.tiles):
        firm = firm_of_tile(society, tile)
        if firm is None:
            continue
        workers = [
            slot
            for slot, person in people.items()
            if person.tile == tile and works_for_firm(society, person, firm)
        ]
        base = scheme.base if scheme else 0
        firms.append(
            FirmState(
                tile=tile,
                group=firm.firm_class,
                ownership=firm.ownership,
                is_connected=firm.is_connected,
                representative=firm.representative,
                nominee=firm.nominee,
                workers=tuple(sorted(workers)),
                score=base,
                grade=scheme.band_of(base) if scheme else NO_GRADE,
            )
        )
    return firms


def read_firm_kinds(conduct: Conduct) -> tuple[FirmKind, ...]:
    """Read the catalogue's kinds of conduct of firms."""
    return tuple(
        FirmKind(entry, entry.victims.used, threshold(entry.seen.used))
        for entry in conduct.firm_kinds
    )


def monthly_rates(kinds: tuple[FirmKind, ...], group: int) -> list[Fraction]:
    """Return the acts a firm-month of a class of firms, by kind."""
    rates = []
    for kind in kinds:
        rate = Fraction(kind.entry.rate.used) / 12000
        for factor in kind.entry.by.factors(FIRM_GROUPS[group]):
            rate *= Fraction(factor)
        rates.append(rate)
    return rates


def read_firm_scheme(scheme: Scheme, conduct: Conduct) -> FirmScheme | None:
    """Read the scheme's section on firms, or none."""
    firms = scheme.firms
    if firms is None:
        return None
    kind_ids = conduct.firm_kind_ids
    bands = firms.grades.bands if firms.grades else ()
    grade_ids = [band.id for band in bands]
    listing = firms.listing
    rules = {}
    for rule in firms.rules:
        points, recovery = rule.points.used, rule.recovery.used
        if not isinstance(points, str):
            months = None if isinstance(recovery, str) else recovery.months
            rules[kind_ids.index(rule.on.kind)] = FirmRule(points, months)
    term = 0
    if listing is not None:
        term = PERMANENT if isinstance(listing.term.used, str) else listing.term.used.months
    list_ids = [entry.id for entry in scheme.lists]
    reached = firms.representative
    return FirmScheme(
        base=firms.base.used,
        floor=HARD_FLOOR if firms.floor_points is None else firms.floor_points,
        cap=HARD_CAP if firms.cap_points is None else firms.cap_points,
        rules=rules,
        band_starts=tuple(band.from_points.used for band in bands if band.from_points),
        grades=len(bands),
        regrade_months=firms.grades.regrade.used.months if firms.grades else 1,
        list_kinds=tuple(kind_ids.index(k) for k in listing.entry.kinds) if listing else (),
        list_grades=tuple(grade_ids.index(g) for g in listing.entry.grades) if listing else (),
        term_months=term,
        sanctions=tuple(
            FirmSanction(
                grades=tuple(grade_ids.index(grade) for grade in sanction.grades),
                listed=sanction.listed,
                closure=Fraction(sanction.closure.used),
            )
            for sanction in firms.sanctions
        ),
        representative=list_ids.index(reached) if reached else None,
    )
