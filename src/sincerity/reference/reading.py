"""The scheme file as the twin reads it: plain whole numbers, one object a rule, list or door.

A chance becomes a threshold 0..2^32 (`sincerity.chance.fixed`); a term becomes months; a
rule, kind, grade or list is named by its position. Nothing here is arranged for speed.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sincerity.chance.fixed import threshold
from sincerity.conduct import Conduct
from sincerity.scheme import Scheme
from sincerity.scheme.model import Door as DoorEntry
from sincerity.scheme.model import Listing
from sincerity.scheme.model import Rule as RuleEntry
from sincerity.scheme.model import Supervision as SupervisionEntry
from sincerity.society.codes import MEANS

NOTICES = ("before", "after")
"""Answers to whether a person is told that mean yes."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: points low..high (equal when fixed; 0 when not known), caps, terms in months."""

    kind: int
    stage: int
    is_known: bool
    low: int
    high: int
    cap_times: int | None
    cap_points: int | None
    recovery_months: int | None
    override_grade: int | None
    override_months: int
    is_vague: bool
    is_by_official: bool
    """Whether the points lie in a range and an official chooses among them."""
    is_collective: bool

    @property
    def usual_points(self) -> int:
        """Return the points people expect: the middle of the range, rounded towards zero."""
        total = self.low + self.high
        return total // 2 if total >= 0 else -(-total // 2)


@dataclass(frozen=True, slots=True)
class ListRule:
    """A list: who enters, for how long, who is left out, and what ends an entry.

    Attributes
    ----------
    points_at_most, points_at_least, grades, kinds, lists
        Grounds: a charge of the month; the grade; a record of the month of one of these (kind,
        stage); standing on one of these other lists.
    run_months
        Months 1, 2, ... of the run in which it takes names; empty for all.
    grace_months, term_months
        From entry to effect; from effect to end (None: for ever).
    exempt
        The words minors, students, representatives.
    can_perform
        Whether doing what is owed ends an entry.
    repair_after, repair_open
        Months after which an entry can be repaired (None: never), and with which means.
    """

    colour: str
    points_at_most: int | None
    points_at_least: int | None
    grades: tuple[int, ...]
    kinds: tuple[tuple[int, int], ...]
    lists: tuple[int, ...]
    run_months: tuple[int, ...]
    grace_months: int
    term_months: int | None
    restarts: bool
    is_public: bool
    gives_notice: bool
    exempt: tuple[str, ...]
    can_perform: bool
    repair_after: int | None
    repair_open: tuple[int, ...]
    exits_by_grade: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A sanction or perk: the grades and lists before which it closes or opens."""

    closes: bool
    """Whether it is a sanction."""
    grades: tuple[int, ...]
    lists: tuple[int, ...]
    severity: int
    reaches_household: bool
    life_door: str | None
    """Which door of life it is, if the scheme says so."""


@dataclass(frozen=True, slots=True)
class Supervision:
    """Who is watched more, and how many times as much."""

    factor: Fraction
    grades: tuple[int, ...]
    lists: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SchemeReading:
    """The scheme file in whole numbers."""

    covers_migrants: bool
    min_age_years: int
    enrolled_below: int
    base: int
    floor: int | None
    cap: int | None
    bounds: Literal["absorbing", "ledger"]
    rules: tuple[Rule, ...]
    charges_each_stage: bool
    band_starts: tuple[int, ...]
    """Lowest points of every band but the last, best first; empty with a single band."""
    grades: int
    """Number of bands; 0 for a scheme without grades."""
    regrade_months: int
    lists: tuple[ListRule, ...]
    doors: tuple[Door, ...]
    supervision: Supervision | None
    gives_notice: bool
    hears_objections: bool
    gives_points_back: bool
    can_withdraw_grades: bool

    @property
    def sanctions(self) -> tuple[Door, ...]:
        """Return the doors that close; their positions are those among all doors."""
        return tuple(door for door in self.doors if door.closes)

    @property
    def names_conduct(self) -> bool:
        """Return whether it has anything to hear of: a rule, or a kind that leads to a list."""
        return bool(self.rules) or any(listing.kinds for listing in self.lists)

    @property
    def is_graded(self) -> bool:
        """Return whether a grade alone closes a door or puts somebody on a list."""
        return any(door.grades for door in self.sanctions) or any(x.grades for x in self.lists)

    def known_rule(self, kind: int, stage: int) -> int | None:
        """Return the rule on a kind at a stage whose points are known, or none."""
        for number, rule in enumerate(self.rules):
            if (rule.kind, rule.stage) == (kind, stage) and rule.is_known:
                return number
        return None

    def asks_for(self, kind: int) -> bool:
        """Return whether a kind is charged or leads to a list: agencies pass on no other."""
        charged = any(rule.kind == kind and rule.is_known for rule in self.rules)
        return charged or any(kind == ground[0] for x in self.lists for ground in x.kinds)

    def read(self, stored: int) -> int:
        """Return the score that is read from the one that is stored."""
        if self.floor is not None:
            stored = max(stored, self.floor)
        return stored if self.cap is None else min(stored, self.cap)

    def band_of(self, stored: int) -> int:
        """Return the first band whose lowest points a stored score reaches, else the last."""
        for band, start in enumerate(self.band_starts):
            if self.read(stored) >= start:
                return band
        return self.grades - 1


def read_scheme(scheme: Scheme, conduct: Conduct) -> SchemeReading:
    """Read the scheme file."""
    bands = scheme.grades.bands if scheme.grades else ()
    grade_ids = [band.id for band in bands]
    list_ids = [listing.id for listing in scheme.lists]
    return SchemeReading(
        covers_migrants=scheme.coverage.who == "residents",
        min_age_years=scheme.coverage.min_age.used,
        enrolled_below=threshold(scheme.coverage.share.used),
        base=scheme.score.base.used,
        floor=scheme.score.floor_points,
        cap=scheme.score.cap_points,
        bounds=scheme.score.bounds,
        rules=tuple(_read_rule(rule, conduct, grade_ids) for rule in scheme.rules),
        charges_each_stage=scheme.ladder == "each",
        band_starts=tuple(band.from_points.used for band in bands if band.from_points),
        grades=len(bands),
        regrade_months=scheme.grades.regrade.used.months if scheme.grades else 1,
        lists=tuple(_read_list(listing, scheme, conduct) for listing in scheme.lists),
        doors=(
            *(_read_door(door, True, grade_ids, list_ids) for door in scheme.sanctions),
            *(_read_door(door, False, grade_ids, list_ids) for door in scheme.perks),
        ),
        supervision=_read_supervision(scheme.supervision, grade_ids, list_ids),
        gives_notice=scheme.process.notice.used in NOTICES,
        hears_objections=scheme.process.objection.used == "available",
        gives_points_back=scheme.process.restitution.used == "available",
        can_withdraw_grades=getattr(scheme, "withdrawal", None) is not None,
    )


def is_left_to_an_official(rule: RuleEntry) -> bool:
    """Return whether somebody chooses how many points a charge takes or gives."""
    discretion = rule.discretion
    if discretion is None or discretion.by != "official":
        return False
    return discretion.low.used != discretion.high.used


def _read_rule(rule: RuleEntry, conduct: Conduct, grade_ids: list[str]) -> Rule:
    """Read one rule."""
    recovery = rule.recovery.used
    override = rule.override
    return Rule(
        kind=conduct.kind_ids.index(rule.on.kind),
        stage=conduct.kind(rule.on.kind).stage_number(rule.on.stage),
        is_known=not rule.is_inert,
        low=rule.lowest_points or 0,
        high=rule.highest_points or 0,
        cap_times=rule.cap.times.used if rule.cap and rule.cap.times else None,
        cap_points=rule.cap.points.used if rule.cap and rule.cap.points else None,
        recovery_months=None if isinstance(recovery, str) else recovery.months,
        override_grade=grade_ids.index(override.grade) if override else None,
        override_months=override.term.used.months if override else 0,
        is_vague=rule.open_ended or is_left_to_an_official(rule),
        is_by_official=is_left_to_an_official(rule),
        is_collective=rule.collective,
    )


def _read_list(listing: Listing, scheme: Scheme, conduct: Conduct) -> ListRule:
    """Read one list."""
    entry, term, repair = listing.entry, listing.term.used, listing.repair
    grade_ids = [band.id for band in scheme.grades.bands] if scheme.grades else []
    list_ids = [other.id for other in scheme.lists]
    notice = listing.notice or scheme.process.notice
    return ListRule(
        colour=listing.colour,
        points_at_most=entry.points_at_most.used if entry.points_at_most else None,
        points_at_least=entry.points_at_least.used if entry.points_at_least else None,
        grades=tuple(grade_ids.index(grade) for grade in entry.grades),
        kinds=tuple(
            (conduct.kind_ids.index(on.kind), conduct.kind(on.kind).stage_number(on.stage))
            for on in entry.kinds
        ),
        lists=tuple(sorted(list_ids.index(other) for other in entry.lists)),
        run_months=listing.months,
        grace_months=listing.grace.used.months if listing.grace else 0,
        term_months=None if isinstance(term, str) else term.months,
        restarts=listing.extension == "restart",
        is_public=listing.public,
        gives_notice=notice.used in NOTICES,
        exempt=listing.exempt,
        can_perform=listing.exit is not None and listing.exit.performance.used == "available",
        repair_after=repair.after.used.months if repair else None,
        repair_open=tuple(MEANS.index(means) for means in repair.open_to) if repair else (),
        exits_by_grade=listing.exit is not None and listing.exit.grade,
    )


def _read_door(door: DoorEntry, closes: bool, grade_ids: list[str], list_ids: list[str]) -> Door:
    """Read one sanction or perk."""
    return Door(
        closes=closes,
        grades=tuple(grade_ids.index(grade) for grade in door.grades),
        lists=tuple(list_ids.index(listing) for listing in door.lists),
        severity=door.severity,
        reaches_household="household" in door.reach,
        life_door=door.door,
    )


def _read_supervision(
    entry: SupervisionEntry | None, grade_ids: list[str], list_ids: list[str]
) -> Supervision | None:
    """Read who is watched more."""
    if entry is None:
        return None
    return Supervision(
        factor=Fraction(entry.factor.used),
        grades=tuple(grade_ids.index(grade) for grade in entry.grades),
        lists=tuple(list_ids.index(listing) for listing in entry.lists),
    )
