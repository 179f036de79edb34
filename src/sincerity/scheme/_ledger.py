"""One person's months under a scheme, for rule cases only.

Private on purpose: this package does not offer to score a list of events. What leaves it is whether
an expectation holds and, if not, on which side it misses and which rules acted; never the score.

The grade of a month is read off the score of that month, whatever the term between regradings,
and made worse by an override in force. A full run regrades only when the scheme says so; a case
asks what the score stands for, not when the office looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sincerity.scheme.arithmetic import HARD_CAP, HARD_FLOOR, apply_rule_caps, clamp, net_month
from sincerity.scheme.arithmetic import Charge as CappedCharge
from sincerity.scheme.model import Listing, Rule, Scheme

__all__ = ["LedgerEvent", "LedgerMonth", "ledger"]

PERMANENT = 10**6  # months, longer than any run


@dataclass(frozen=True, slots=True)
class LedgerEvent:
    """One act: its month, the stages it reached in order and their rules, points chosen if any.

    `stages` holds None alone for a kind without stages.
    """

    month: int
    kind: str
    stages: tuple[str | None, ...]
    rules: tuple[int, ...]
    chosen_points: int | None


@dataclass(frozen=True, slots=True)
class LedgerMonth:
    """What a month leaves: the score as read, the grade, the lists, and what acted in words."""

    points: int
    grade: str | None
    lists: tuple[str, ...]
    steps: tuple[str, ...]


def ledger(scheme: Scheme, events: Sequence[LedgerEvent], last_month: int) -> list[LedgerMonth]:
    """Return months 1 to `last_month` of one person who starts at the base."""
    person = _Person(scheme)
    by_month: dict[int, list[LedgerEvent]] = {}
    for event in events:
        by_month.setdefault(event.month, []).append(event)
    return [person.live(month, by_month.get(month, ())) for month in range(1, last_month + 1)]


class _Person:
    """The state that one month hands to the next."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.stored = scheme.score.base.value
        self.due: dict[int, list[tuple[int, str]]] = {}
        self.pinned_band, self.pin_months = 0, 0
        self.listed: dict[str, int] = {}
        self.grace: dict[str, int] = {}
        self.listed_by_grade: set[str] = set()
        self.bands: Mapping[str, int] = (
            {band.id: i for i, band in enumerate(scheme.grades.bands)} if scheme.grades else {}
        )

    def live(self, month: int, events: Sequence[LedgerEvent]) -> LedgerMonth:
        """Go through one month: returns, charges, bounds, overrides, grade, lists."""
        steps: list[str] = []
        returned = self.due.pop(month, [])
        steps += [f"points of rule '{rule}' fall due" for _, rule in returned]
        charges = self._charges(events, steps)
        score = self.scheme.score
        netted = net_month(
            self.stored,
            sum(points for points, _ in returned),
            [points for _, points in charges],
            score.bounds,
            score.floor_points,
            score.cap_points,
        )
        if netted.clamped:
            steps.append("a bound of the score cuts in")
        self.stored = netted.stored
        for (rule, _), effective in zip(charges, netted.effective, strict=True):
            if not isinstance(rule.recovery.used, str) and effective != 0:
                due = month + rule.recovery.used
                self.due.setdefault(due, []).append((-effective, rule.id))
        points = self._points_read()
        self._pin([rule for rule, _ in charges], steps)
        grade = self._grade(points)
        reached = {(event.kind, stage) for event in events for stage in event.stages}
        records = reached | {(event.kind, None) for event in events}
        found = _Month(month, [points for _, points in charges], grade, records)
        self._leave_lists(grade, steps)
        self._enter_lists(found, steps)
        return LedgerMonth(points, grade, tuple(sorted(self.listed)), tuple(steps))

    def _charges(self, events: Sequence[LedgerEvent], steps: list[str]) -> list[tuple[Rule, int]]:
        """Return the charges of the month after ladder and caps, in the order of the case."""
        found: list[tuple[Rule, int, CappedCharge]] = []
        for event in events:
            numbers = event.rules if self.scheme.ladder == "each" else event.rules[-1:]
            if not numbers:
                steps.append(f"'{event.kind}' is not scored")
            for number in numbers:
                rule = self.scheme.rules[number]
                if rule.is_inert:
                    steps.append(f"'{rule.id}' moves nothing: its points are unknown")
                    continue
                points = _points_of(rule, event.chosen_points)
                if points != 0:
                    found.append((rule, points, _with_caps(number, rule, points)))
        kept = apply_rule_caps([charge for _, _, charge in found])
        charges = []
        for (rule, points, _), left in zip(found, kept, strict=True):
            cut = "" if left == points else " and its monthly cap cuts in"
            steps.append(f"rule '{rule.id}' acts{cut}")
            if left != 0:
                charges.append((rule, left))
        return charges

    def _points_read(self) -> int:
        """Return the score as an office reads it."""
        score = self.scheme.score
        if score.bounds == "absorbing":
            return self.stored
        low = HARD_FLOOR if score.floor_points is None else score.floor_points
        high = HARD_CAP if score.cap_points is None else score.cap_points
        return clamp(self.stored, low, high)

    def _pin(self, rules: Sequence[Rule], steps: list[str]) -> None:
        """Let an override run down and start those of this month's charges."""
        self.pin_months = max(0, self.pin_months - 1)
        if self.pin_months == 0:
            self.pinned_band = 0
        for rule in rules:
            if rule.override is not None and self.bands:
                self.pinned_band = max(self.pinned_band, self.bands[rule.override.grade])
                self.pin_months = max(self.pin_months, rule.override.term.value)
                steps.append(
                    f"rule '{rule.id}' goes straight to {rule.override.grade} "
                    f"for {rule.override.term.value}"
                )

    def _grade(self, points: int) -> str | None:
        """Return the grade of the score, or the worse one of an override in force."""
        if self.scheme.grades is None:
            return None
        bands = self.scheme.grades.bands
        found = len(bands) - 1
        for index, band in enumerate(bands):
            if band.from_points is not None and points >= band.from_points.value:
                found = index
                break
        return bands[max(found, self.pinned_band)].id

    def _leave_lists(self, grade: str | None, steps: list[str]) -> None:
        """Let listings run down, and end those that a grade made and the grade no longer holds."""
        self.listed = {name: left - 1 for name, left in self.listed.items() if left > 1}
        self.grace = {name: left - 1 for name, left in self.grace.items() if left > 1}
        self.listed_by_grade &= self.listed.keys()
        for listing in self.scheme.lists:
            is_over = listing.ends_by_grade and grade not in listing.entry.grades
            if listing.id in self.listed_by_grade and is_over:
                steps.append(f"leaves list '{listing.id}' with the grade")
                del self.listed[listing.id]
                self.grace.pop(listing.id, None)
                self.listed_by_grade.remove(listing.id)

    def _enter_lists(self, month: _Month, steps: list[str]) -> None:
        """Enter the person on the lists with a ground, in the order of the file.

        A list feeds another from the month of its effect. The term runs from the end of grace.
        """
        for listing in self.scheme.lists:
            own = month.has_own_ground(listing)
            by_grade = not own and month.grade in listing.entry.grades
            feeding = set(listing.entry.lists) & self.listed.keys() - self.grace.keys()
            is_open = not listing.months or month.number in listing.months
            if not is_open or not (own or by_grade or feeding):
                continue
            term = PERMANENT if listing.term_months is None else listing.term_months
            if listing.id in self.listed:
                if listing.extension == "restart":
                    self.listed[listing.id] = term
                continue
            steps.append(f"enters list '{listing.id}' for {listing.term.value}")
            self.listed[listing.id] = term + listing.grace_months
            if listing.grace_months > 0:
                self.grace[listing.id] = listing.grace_months
            if by_grade:
                self.listed_by_grade.add(listing.id)


@dataclass(frozen=True, slots=True)
class _Month:
    """What a month holds that can put a name on a list.

    `records` are the stages reached; None stands for the first one.
    """

    number: int
    charges: Sequence[int]
    grade: str | None
    records: set[tuple[str, str | None]]

    def has_own_ground(self, listing: Listing) -> bool:
        """Tell whether a charge or a record of the month puts the person on a list."""
        entry = listing.entry
        low, high = entry.points_at_most, entry.points_at_least
        return (
            any(low is not None and points <= low.value for points in self.charges)
            or any(high is not None and points >= high.value for points in self.charges)
            or any((trigger.kind, trigger.stage) in self.records for trigger in entry.kinds)
        )


def _points_of(rule: Rule, chosen: int | None) -> int:
    """Return the points of one charge of a rule that is not inert."""
    points = chosen if rule.discretion is not None else rule.lowest_points
    assert points is not None  # the check of the case file has asked for the chosen points
    return points


def _with_caps(number: int, rule: Rule, points: int) -> CappedCharge:
    """Return a charge with the caps of its rule."""
    cap = rule.cap
    times = cap.times.value if cap is not None and cap.times is not None else None
    most = cap.points.value if cap is not None and cap.points is not None else None
    return CappedCharge(number, points, times, most)
