"""A scheme as integers: what its rules, grades, lists and doors come to for given kinds of conduct.

Everything is a plain tuple of integers; the phases turn them into arrays. Rules keep the order of
the file, so that rule numbers in tables are positions in the scheme; a rule with unknown points is
in the tables but is never charged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sincerity.errors import InternalError
from sincerity.scheme.compile_firms import CompiledFirms, compile_firms
from sincerity.scheme.compile_words import (
    HARD_CAP,
    HARD_FLOOR,
    NO_POINTS,
    NO_RULE,
    PERMANENT_MONTHS,
    bound_points,
    recovery_months,
    term_months,
)

if TYPE_CHECKING:
    from sincerity.scheme.model import Door, Listing, Rule, Scheme
    from sincerity.scheme.model_rules import Trigger

__all__ = [
    "HARD_CAP",
    "HARD_FLOOR",
    "MAX_STAGES",
    "NO_POINTS",
    "NO_RULE",
    "PERMANENT_MONTHS",
    "CompiledDoor",
    "CompiledFirms",
    "CompiledList",
    "CompiledRule",
    "CompiledScheme",
    "Kinds",
    "compile_scheme",
]

MAX_STAGES = 3
_NOTICES = ("before", "after")
MEANS_NUMBERS = {"secure": 0, "strained": 1, "insolvent": 2}
"""Codes of the means of a synthetic person, as societies have them."""

Kinds = Sequence[tuple[str, Sequence[str]]]
"""(id, ids of stages) of each kind of conduct, in the catalogue's order."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule in integers; zero months or caps mean none, override 0 means none."""

    known: bool
    low_points: int
    high_points: int
    recovery_months: int
    cap_times: int
    cap_points: int
    override_pin: int
    """1 + index of the grade that the rule sends to"""
    override_months: int
    vague: bool
    """whether a person cannot know what is charged, or how much"""

    @property
    def middle_points(self) -> int:
        """Points of the rule, or of the middle of its range, rounded toward zero."""
        total = self.low_points + self.high_points
        return total // 2 if total >= 0 else -(-total // 2)


@dataclass(frozen=True, slots=True)
class CompiledList:
    """One list: grounds of entry, months of the run (from 1) when it is open, its term and exits.

    Attributes
    ----------
    months
        Empty: every month.
    kind_grounds
        (kind, stage) numbers of records that lead here, in the order of the file.
    list_grounds
        Positions of the lists whose people are entered here; they never lead in a ring.
    exempt
        Of minors, students, representatives: those who are not entered.
    performance
        Whether it is known that doing what is owed ends an entry.
    repair_after
        Months since entry after which one may apply to leave; None where nobody can.
    repair_open
        Numbers of the means of those who can (0 secure, 1 strained, 2 insolvent).
    exit_by_grade
        Whether an entry made by grade ends when the person is in none of `grades`.
    gives_notice
        Whether a person is told of the entry, before or after it.
    blames
        Whether to be on it is blame: its colour is black.
    """

    at_most: int
    at_least: int
    grades: frozenset[int]
    months: frozenset[int]
    term_months: int
    restart: bool
    public: bool
    blames: bool
    kind_grounds: tuple[tuple[int, int], ...]
    list_grounds: frozenset[int]
    grace_months: int
    exempt: frozenset[str]
    performance: bool
    repair_after: int | None
    repair_open: frozenset[int]
    exit_by_grade: bool
    gives_notice: bool


@dataclass(frozen=True, slots=True)
class CompiledDoor:
    """One sanction or perk: indices of the grades and lists that it concerns.

    Attributes
    ----------
    door
        The door of the institutions file that people try, or None.
    household
        Whether it also stands before those who live with the person.
    """

    grades: frozenset[int]
    lists: frozenset[int]
    door: str | None
    household: bool
    severity: int


@dataclass(frozen=True, slots=True)
class CompiledScheme:
    """A scheme in integers.

    Attributes
    ----------
    rule_at
        By kind and stage: position of the rule that charges it, or -1.
    limits
        Lower limits of all bands but the last, best first; empty without grades or with one band.
    doors
        Sanctions, then perks.
    operator
        Id of the agency that charges and lists, or None for the one office.
    integration
        office, islands, vertical, joint or one_store: the stage it is read under.
    supervision_factor
        The chance that an act of the supervised is seen is multiplied by this, 1 to 100.
    objection, restitution
        Whether it is known that one can object, and that this gives points back.
    withdraws_grades
        Whether a county that superiors look at withdraws its grades.
    """

    base: int
    floor: int
    cap: int
    absorbing: bool
    highest_only: bool
    min_age: int
    registered_only: bool
    enrolment: Decimal
    """share of those eligible who have a score, an exact number in 0..1"""
    gives_notice: bool
    rules: tuple[CompiledRule, ...]
    rule_at: tuple[tuple[int, ...], ...]
    grades: tuple[str, ...]
    limits: tuple[int, ...]
    regrade_months: int
    lists: tuple[CompiledList, ...]
    doors: tuple[CompiledDoor, ...]
    sanctions: int
    """how many of the doors are sanctions"""
    operator: str | None
    integration: str
    supervision_factor: Decimal
    supervised_grades: frozenset[int]
    supervised_lists: frozenset[int]
    objection: bool
    restitution: bool
    withdraws_grades: bool
    firms: CompiledFirms | None

    def kind_points(self, kind: int) -> int:
        """Return what a kind of act costs (or earns) if it reaches every stage, in points."""
        points = [self.rules[rule].middle_points for rule in self.rule_at[kind] if rule != NO_RULE]
        if not self.highest_only:
            return sum(points)
        return max(points, key=abs, default=0)

    @property
    def vague_share(self) -> tuple[int, int]:
        """Known rules that take points: how many are vague, and how many there are."""
        taking = [rule for rule in self.rules if rule.known and rule.middle_points < 0]
        return sum(rule.vague for rule in taking), len(taking)


def _compile_rule(rule: Rule, grade_numbers: Mapping[str, int]) -> CompiledRule:
    cap, override = rule.cap, rule.override
    low, high = rule.lowest_points, rule.highest_points
    return CompiledRule(
        known=not rule.is_inert,
        low_points=low or 0,
        high_points=high or 0,
        recovery_months=recovery_months(rule.recovery.used),
        cap_times=cap.times.used if cap is not None and cap.times is not None else 0,
        cap_points=cap.points.used if cap is not None and cap.points is not None else 0,
        override_pin=0 if override is None else 1 + grade_numbers[override.grade],
        override_months=0 if override is None else override.term.used.months,
        vague=rule.open_ended or rule.leaves_a_choice,
    )


def _compile_list(
    listing: Listing,
    kinds: Kinds,
    grade_numbers: Mapping[str, int],
    list_numbers: Mapping[str, int],
    process_gives_notice: bool,
) -> CompiledList:
    entry, repair = listing.entry, listing.repair
    low, high = entry.points_at_most, entry.points_at_least
    return CompiledList(
        at_most=-NO_POINTS if low is None else low.used,
        at_least=NO_POINTS if high is None else high.used,
        grades=frozenset(grade_numbers[grade] for grade in entry.grades),
        months=frozenset(listing.months),
        term_months=term_months(listing.term.used),
        restart=listing.extension == "restart",
        public=listing.public,
        blames=listing.colour == "black",
        kind_grounds=tuple(_kind_and_stage(trigger, kinds) for trigger in entry.kinds),
        list_grounds=frozenset(list_numbers[name] for name in entry.lists),
        grace_months=listing.grace_months,
        exempt=frozenset(listing.exempt),
        performance=listing.ends_by_performance,
        repair_after=None if repair is None else repair.after.used.months,
        repair_open=frozenset(
            () if repair is None else (MEANS_NUMBERS[means] for means in repair.open_to)
        ),
        exit_by_grade=listing.ends_by_grade,
        gives_notice=process_gives_notice
        if listing.notice is None
        else listing.notice.used in _NOTICES,
    )


def _compile_door(
    door: Door, grade_numbers: Mapping[str, int], list_numbers: Mapping[str, int]
) -> CompiledDoor:
    return CompiledDoor(
        grades=frozenset(grade_numbers[grade] for grade in door.grades),
        lists=frozenset(list_numbers[name] for name in door.lists),
        door=door.door,
        household="household" in door.reach,
        severity=door.severity,
    )


def _kind_and_stage(trigger: Trigger, kinds: Kinds) -> tuple[int, int]:
    """Return the numbers of a kind of conduct and of one of its stages."""
    for number, (kind, stages) in enumerate(kinds):
        if kind == trigger.kind:
            return number, 0 if trigger.stage is None else list(stages).index(trigger.stage)
    raise InternalError(f"the scheme names the kind '{trigger.kind}', unknown here")


def _rule_positions(scheme: Scheme, kinds: Kinds) -> tuple[tuple[int, ...], ...]:
    rule_at = [[NO_RULE] * MAX_STAGES for _ in kinds]
    for position, rule in enumerate(scheme.rules):
        number, stage = _kind_and_stage(rule.on, kinds)
        if rule_at[number][stage] != NO_RULE:
            raise InternalError(f"two rules charge the kind '{rule.on.kind}' at one stage")
        if not rule.is_inert:
            rule_at[number][stage] = position
    return tuple(tuple(row) for row in rule_at)


def compile_scheme(scheme: Scheme, kinds: Kinds, firm_kinds: Sequence[str] = ()) -> CompiledScheme:
    """Return a scheme in integers.

    Parameters
    ----------
    scheme
        A loaded scheme, already checked against the conduct catalogue.
    kinds
        (id, ids of stages) of each kind of conduct, in the catalogue's order; a kind without
        stages has none.
    firm_kinds
        Ids of the kinds of conduct of firms, in the catalogue's order.

    Raises
    ------
    InternalError
        If the scheme names a kind that is not there: the loader should have refused the file.
    """
    bands = scheme.grades.bands if scheme.grades is not None else ()
    grade_numbers = {band.id: number for number, band in enumerate(bands)}
    list_numbers = {listing.id: number for number, listing in enumerate(scheme.lists)}
    gives_notice = scheme.process.notice.used in _NOTICES
    supervision, firms = scheme.supervision, scheme.firms
    return CompiledScheme(
        base=scheme.score.base.used,
        floor=bound_points(scheme.score.floor.used, HARD_FLOOR),
        cap=bound_points(scheme.score.cap.used, HARD_CAP),
        absorbing=scheme.score.bounds == "absorbing",
        highest_only=scheme.ladder == "highest",
        min_age=scheme.coverage.min_age.used,
        registered_only=scheme.coverage.who == "registered",
        enrolment=scheme.coverage.share.used,
        gives_notice=gives_notice,
        rules=tuple(_compile_rule(rule, grade_numbers) for rule in scheme.rules),
        rule_at=_rule_positions(scheme, kinds),
        grades=tuple(grade_numbers),
        limits=tuple(band.from_points.used for band in bands if band.from_points is not None),
        regrade_months=scheme.grades.regrade.used.months if scheme.grades is not None else 1,
        lists=tuple(
            _compile_list(listing, kinds, grade_numbers, list_numbers, gives_notice)
            for listing in scheme.lists
        ),
        doors=tuple(
            _compile_door(door, grade_numbers, list_numbers)
            for door in (*scheme.sanctions, *scheme.perks)
        ),
        sanctions=len(scheme.sanctions),
        operator=scheme.operator,
        integration=scheme.integration,
        supervision_factor=Decimal(1) if supervision is None else supervision.factor.used,
        supervised_grades=frozenset(
            () if supervision is None else (grade_numbers[g] for g in supervision.grades)
        ),
        supervised_lists=frozenset(
            () if supervision is None else (list_numbers[name] for name in supervision.lists)
        ),
        objection=scheme.process.objection.used == "available",
        restitution=scheme.process.restitution.used == "available",
        withdraws_grades=scheme.withdrawal is not None and scheme.grades is not None,
        firms=None if firms is None else compile_firms(firms, firm_kinds, tuple(list_numbers)),
    )
