"""A scheme as integers: what its rules, grades, lists and doors come to for given kinds of conduct.

Everything is a plain tuple of integers; the phases turn them into arrays. Rules keep the order of
the file, so that rule numbers in tables are positions in the scheme; a rule with unknown points is
in the tables but is never charged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sincerity.errors import InternalError

if TYPE_CHECKING:
    from sincerity.scheme.model import Rule, Scheme

MAX_STAGES = 3
NO_RULE = -1
HARD_FLOOR, HARD_CAP = -30000, 30000
"""A score without floor or cap still stays in the range of its column."""
NO_POINTS = 2**30
"""A points test that no charge meets."""
PERMANENT_MONTHS = 255


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
    """One list: grounds of entry, months of the run (from 1) when it is open, and its term."""

    at_most: int
    at_least: int
    grades: frozenset[int]
    months: frozenset[int]
    """empty: every month"""
    term_months: int
    restart: bool
    public: bool


@dataclass(frozen=True, slots=True)
class CompiledDoor:
    """One sanction or perk: indices of the grades and lists that it concerns."""

    grades: frozenset[int]
    lists: frozenset[int]


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


def _bound(value: int | Literal["none"], otherwise: int) -> int:
    return otherwise if value == "none" else value


def _compile_rule(rule: Rule, grade_numbers: Mapping[str, int]) -> CompiledRule:
    recovery = rule.recovery.used
    cap, override = rule.cap, rule.override
    low, high = rule.lowest_points, rule.highest_points
    return CompiledRule(
        known=not rule.is_inert,
        low_points=low or 0,
        high_points=high or 0,
        # An unknown term is run as none: the points stay away, and the report says so.
        recovery_months=recovery.months if not isinstance(recovery, str) else 0,
        cap_times=cap.times.used if cap is not None and cap.times is not None else 0,
        cap_points=cap.points.used if cap is not None and cap.points is not None else 0,
        override_pin=0 if override is None else 1 + grade_numbers[override.grade],
        override_months=0 if override is None else override.term.used.months,
        vague=rule.open_ended or rule.leaves_a_choice,
    )


def _rule_positions(
    scheme: Scheme, kinds: Sequence[tuple[str, Sequence[str]]]
) -> tuple[tuple[int, ...], ...]:
    rule_at = [[NO_RULE] * MAX_STAGES for _ in kinds]
    numbers = {kind: number for number, (kind, _) in enumerate(kinds)}
    for position, rule in enumerate(scheme.rules):
        if rule.on.kind not in numbers:
            raise InternalError(f"rule '{rule.id}' names the kind '{rule.on.kind}', unknown here")
        number = numbers[rule.on.kind]
        stages = kinds[number][1]
        stage = 0 if rule.on.stage is None else list(stages).index(rule.on.stage)
        if rule_at[number][stage] != NO_RULE:
            raise InternalError(f"two rules charge the kind '{rule.on.kind}' at one stage")
        if not rule.is_inert:
            rule_at[number][stage] = position
    return tuple(tuple(row) for row in rule_at)


def compile_scheme(scheme: Scheme, kinds: Sequence[tuple[str, Sequence[str]]]) -> CompiledScheme:
    """Return a scheme in integers.

    Parameters
    ----------
    scheme
        A loaded scheme, already checked against the conduct catalogue.
    kinds
        (id, ids of stages) of each kind of conduct, in the catalogue's order; a kind without
        stages has none.

    Raises
    ------
    InternalError
        If a rule names a kind that is not there: the loader should have refused the file.
    """
    bands = scheme.grades.bands if scheme.grades is not None else ()
    grade_numbers = {band.id: number for number, band in enumerate(bands)}
    list_numbers = {listing.id: number for number, listing in enumerate(scheme.lists)}
    return CompiledScheme(
        base=scheme.score.base.used,
        floor=_bound(scheme.score.floor.used, HARD_FLOOR),
        cap=_bound(scheme.score.cap.used, HARD_CAP),
        absorbing=scheme.score.bounds == "absorbing",
        highest_only=scheme.ladder == "highest",
        min_age=scheme.coverage.min_age.used,
        registered_only=scheme.coverage.who == "registered",
        enrolment=scheme.coverage.share.used,
        gives_notice=scheme.process.notice.used in ("before", "after"),
        rules=tuple(_compile_rule(rule, grade_numbers) for rule in scheme.rules),
        rule_at=_rule_positions(scheme, kinds),
        grades=tuple(grade_numbers),
        limits=tuple(band.from_points.used for band in bands if band.from_points is not None),
        regrade_months=scheme.grades.regrade.used.months if scheme.grades is not None else 1,
        lists=tuple(
            CompiledList(
                at_most=-NO_POINTS
                if listing.entry.points_at_most is None
                else listing.entry.points_at_most.used,
                at_least=NO_POINTS
                if listing.entry.points_at_least is None
                else listing.entry.points_at_least.used,
                grades=frozenset(grade_numbers[grade] for grade in listing.entry.grades),
                months=frozenset(listing.months),
                term_months=PERMANENT_MONTHS
                if listing.term.used == "permanent"
                else listing.term.used.months,
                restart=listing.extension == "restart",
                public=listing.public,
            )
            for listing in scheme.lists
        ),
        doors=tuple(
            CompiledDoor(
                grades=frozenset(grade_numbers[grade] for grade in door.grades),
                lists=frozenset(list_numbers[name] for name in door.lists),
            )
            for door in (*scheme.sanctions, *scheme.perks)
        ),
        sanctions=len(scheme.sanctions),
    )
