"""The three files as the twin reads them: plain whole numbers, one object a rule, list or kind.

A chance becomes a threshold 0..2^32 (`sincerity.chance.fixed`); a term becomes months; a
rule, kind, grade or list is named by its position. Nothing here is arranged for speed.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from sincerity.chance.fixed import cumulative_thresholds, saturating_index, threshold
from sincerity.conduct import Conduct
from sincerity.conduct.model import Kind as KindEntry
from sincerity.parameters import Parameters
from sincerity.scheme import Scheme
from sincerity.scheme.model import Door as DoorEntry
from sincerity.scheme.model import Listing
from sincerity.scheme.model import Rule as RuleEntry

PERMANENT = 255
"""Months left on a list for one who never leaves it."""


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

    @property
    def usual_points(self) -> int:
        """Return the points people expect: the middle of the range, rounded towards zero."""
        total = self.low + self.high
        return total // 2 if total >= 0 else -(-total // 2)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of conduct, with what the scheme and the office make of it.

    Attributes
    ----------
    entry
        The entry of the catalogue.
    accept_below, seen_below
        Thresholds: a candidate becomes an act when nothing responds; the office hears of it.
    later_stages_below
        Thresholds of the second and third stage, given the one before.
    expected_points
        Points that its rules are expected to put on one act, signed; 0 when unscored.
    loss
        Index 0..255 of those points, of either sign.
    """

    entry: KindEntry
    sign: str
    is_protected: bool
    needs: tuple[str, ...]
    cannot_pay: bool
    accept_below: int
    seen_below: int
    later_stages_below: tuple[int, ...]
    expected_points: int
    loss: int


@dataclass(frozen=True, slots=True)
class ListRule:
    """A list: its grounds, the run months 1, 2, ... in which it takes names, its term in months."""

    points_at_most: int | None
    points_at_least: int | None
    grades: tuple[int, ...]
    run_months: tuple[int, ...]
    term_months: int
    restarts: bool
    is_public: bool


@dataclass(frozen=True, slots=True)
class Door:
    """A sanction or perk: the grades and lists before which it closes or opens."""

    closes: bool
    """Whether it is a sanction."""
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
    gives_notice: bool

    def known_rule(self, kind: int, stage: int) -> int | None:
        """Return the rule on a kind at a stage whose points are known, or none."""
        for number, rule in enumerate(self.rules):
            if (rule.kind, rule.stage) == (kind, stage) and rule.is_known:
                return number
        return None

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
        lists=tuple(_read_list(listing, grade_ids) for listing in scheme.lists),
        doors=(
            *(_read_door(door, True, grade_ids, list_ids) for door in scheme.sanctions),
            *(_read_door(door, False, grade_ids, list_ids) for door in scheme.perks),
        ),
        gives_notice=scheme.process.notice.used in ("before", "after"),
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
    )


def _read_list(listing: Listing, grade_ids: list[str]) -> ListRule:
    """Read one list."""
    entry, term = listing.entry, listing.term.used
    return ListRule(
        points_at_most=entry.points_at_most.used if entry.points_at_most else None,
        points_at_least=entry.points_at_least.used if entry.points_at_least else None,
        grades=tuple(grade_ids.index(grade) for grade in entry.grades),
        run_months=listing.months,
        term_months=PERMANENT if isinstance(term, str) else term.months,
        restarts=listing.extension == "restart",
        is_public=listing.public,
    )


def _read_door(door: DoorEntry, closes: bool, grade_ids: list[str], list_ids: list[str]) -> Door:
    """Read one sanction or perk."""
    return Door(
        closes=closes,
        grades=tuple(grade_ids.index(grade) for grade in door.grades),
        lists=tuple(list_ids.index(listing) for listing in door.lists),
    )


def read_kinds(conduct: Conduct, scheme: SchemeReading, parameters: Parameters) -> tuple[Kind, ...]:
    """Read the catalogue in the light of the scheme and of the office's parameters."""
    seen_factor = Fraction(parameters["office.seen_factor"])
    loss_scale = Fraction(parameters["respond.loss_scale"])
    kinds = []
    for number, entry in enumerate(conduct.kinds):
        later = [stage.chance for stage in entry.stages[1:]]
        points = expected_points(scheme, number, max(len(entry.stages), 1))
        kinds.append(
            Kind(
                entry=entry,
                sign=entry.sign,
                is_protected=entry.protection.level != "none",
                needs=entry.who,
                cannot_pay=entry.cannot_pay,
                accept_below=threshold(1 / Fraction(entry.bound)),
                seen_below=threshold(min(Fraction(1), Fraction(entry.seen.used) * seen_factor)),
                later_stages_below=tuple(threshold(c.used) for c in later if c is not None),
                expected_points=points,
                loss=saturating_index(points, loss_scale),
            )
        )
    return tuple(kinds)


def expected_points(scheme: SchemeReading, kind: int, stages: int) -> int:
    """Return the points people expect one act to cost or bring, if every stage were reached.

    The sum over stages where each is charged; otherwise the weightiest (of equals the earliest).
    """
    found = [scheme.known_rule(kind, stage) for stage in range(stages)]
    points = [scheme.rules[rule].usual_points for rule in found if rule is not None]
    if scheme.charges_each_stage:
        return sum(points)
    return max(points, key=abs, default=0)


def mean_loss(kinds: tuple[Kind, ...]) -> int:
    """Return the index of loss that people fear who have only heard of the scheme."""
    losses = [kind.loss for kind in kinds if kind.expected_points < 0]
    return sum(losses) // len(losses) if losses else 0


def vague_fear(scheme: SchemeReading, fear_vague: int) -> int:
    """Return the fear that open-ended and discretionary rules keep up, 0..255."""
    negative = [rule for rule in scheme.rules if rule.usual_points < 0]
    vague = [rule for rule in negative if rule.is_vague]
    return fear_vague * len(vague) // len(negative) if negative else 0


def invented_kinds(conduct: Conduct) -> list[int]:
    """Return cumulative thresholds of the kind of an invented record; empty if there is no harm."""
    is_harm = [int(kind.sign == "harm") for kind in conduct.kinds]
    return cumulative_thresholds(is_harm) if any(is_harm) else []


def invented_accepted(conduct: Conduct, parameters: Parameters) -> int:
    """Return the threshold of a candidate invention to become a record."""
    bound = Fraction(conduct.invented_bound.used)
    invented: Decimal | int | str = parameters["office.invented"]
    return threshold(Fraction(invented) / bound) if bound else 0
