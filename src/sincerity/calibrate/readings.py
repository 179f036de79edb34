"""What is read off a world to be held against a published row.

A reading takes what a world has counted and a window of simulated time. Counts of people, entries
and attempts are those of the society; `counts` readings are scaled to the country afterwards. A
day inside a month cuts the month evenly.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from sincerity.errors import InternalError
from sincerity.phases.life import FIRST_ADULT_CLASS
from sincerity.phases.rows import ENTRY_CAUSES, EXIT_REASONS
from sincerity.phases.tally_arrays import BLOCKED

if TYPE_CHECKING:
    from sincerity.calibrate.files_reviewed import Review
    from sincerity.world.tallies import Tallies

__all__ = ["READINGS", "Form", "Reading", "Seen", "Span", "adults", "month_number"]

Array = npt.NDArray[Any]
Form = Literal["count", "percent", "ratio"]

_PERCENT = 100.0
_FIRM_LIST = "representatives"
"""A list of people who answer for firms; published counts of defaulters do not hold it."""
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What a finished world offers to be read.

    Attributes
    ----------
    tallies
        What it has counted.
    start
        First month, as `month_number` of a date.
    review
        What a review of everybody's credit file would find at the end; None where nobody has one.
    """

    tallies: Tallies
    start: int
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A window in months of the run, as positions: month m lies from m to m + 1."""

    first: float
    last: float

    @property
    def last_month(self) -> int:
        """The last month that the window holds whole, or touches first."""
        return max(0, int(np.ceil(self.last)) - 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: how it is computed, and whether it grows with the size of the society."""

    of: Callable[[Seen, Span], float]
    form: Form
    meaning: str
    reviews: bool = False
    """whether it needs a review of everybody's file"""


def month_number(date: str) -> int:
    """Return months since the year 0 of a date that names at least a month.

    Examples
    --------
    >>> month_number("2013-11") - month_number("2013-01")
    10
    """
    year, month, *_ = date.split("-")
    return int(year) * _MONTHS_A_YEAR + int(month) - 1


def position(date: str, start: int, *, end: bool) -> float:
    """Return where a month or a day begins (or ends) in months of a run that starts in `start`.

    Examples
    --------
    >>> position("2013-12", month_number("2013-11"), end=True)
    2.0
    >>> position("2017-11-15", month_number("2013-11"), end=True)
    48.5
    """
    parts = [int(part) for part in date.split("-")]
    whole = month_number(date) - start
    if len(parts) < 3:
        return float(whole + end)
    days = calendar.monthrange(parts[0], parts[1])[1]
    return whole + (parts[2] - (not end)) / days


def adults(tallies: Tallies) -> int:
    """Return the adults of the society at the end of the first month."""
    return int(tallies.class_grade[0, FIRST_ADULT_CLASS:].sum())


def _total(monthly: Array, span: Span) -> float:
    """Return the sum of a monthly series over a window, its end months taken by their part."""
    if span.last > len(monthly) or span.first < 0:
        raise InternalError(f"a window from {span.first} to {span.last} leaves the run")
    sums = np.concatenate([[0], np.cumsum(monthly)])
    low, high = np.interp([span.first, span.last], np.arange(len(sums)), sums)
    return float(high - low)


def _lists(tallies: Tallies) -> list[int]:
    """Return the numbers of the lists that published counts hold."""
    return [n for n, name in enumerate(tallies.labels.lists) if name != _FIRM_LIST]


def _entries(tallies: Tallies) -> Array:
    """Return entries a month, of people and of firms."""
    people = tallies.list_entries[:, _lists(tallies)].sum(axis=(1, 2))
    return np.asarray(people + tallies.firm_listed_entries)


def _exits(tallies: Tallies, reasons: Sequence[str]) -> Array:
    """Return exits a month for some reasons."""
    numbers = [EXIT_REASONS.index(reason) for reason in reasons]
    return np.asarray(tallies.list_exits[:, _lists(tallies)][:, :, numbers].sum(axis=(1, 2)))


def _blocked(tallies: Tallies, sanctions: Sequence[str]) -> Array:
    """Return attempts turned away a month at the doors of some sanctions."""
    numbers = [tallies.labels.doors.index(name) for name in sanctions]
    return np.asarray(tallies.door_attempts[:, numbers, BLOCKED].sum(axis=1))


def _ratio(above: float, below: float) -> float:
    """Return a ratio; zero where there is nothing to divide by."""
    return above / below if below else 0.0


def _before(span: Span) -> Span:
    """Return the same window a year earlier."""
    return Span(span.first - _MONTHS_A_YEAR, span.last - _MONTHS_A_YEAR)


RESTORED = ("performed", "repaired", "upheld")
_RAIL = ("no_high_speed_train", "no_soft_sleeper")


def _listed(seen: Seen, span: Span) -> float:
    return _total(_entries(seen.tallies), span)


def _restored(seen: Seen, span: Span) -> float:
    return _total(_exits(seen.tallies, RESTORED), span)


def _blocked_at(*sanctions: str) -> Callable[[Seen, Span], float]:
    return lambda seen, span: _total(_blocked(seen.tallies, sanctions), span)


def _performed_share(seen: Seen, span: Span) -> float:
    performed = _total(_exits(seen.tallies, ("performed",)), span)
    return _PERCENT * _ratio(performed, _listed(seen, span))


def _restored_ratio(seen: Seen, span: Span) -> float:
    return _ratio(_restored(seen, span), _listed(seen, span))


def _change(of: Callable[[Seen, Span], float]) -> Callable[[Seen, Span], float]:
    """Return the change of a reading against the same window a year earlier, per cent."""

    def change(seen: Seen, span: Span) -> float:
        before = of(seen, _before(span))
        return _PERCENT * (_ratio(of(seen, span), before) - 1)

    return change


def _on_list(seen: Seen, span: Span) -> float:
    members = seen.tallies.list_members[span.last_month, _lists(seen.tallies)]
    return float(members.sum())


def _cannot_pay_share(seen: Seen, span: Span) -> float:
    by_means = seen.tallies.listed_by_means[span.last_month]
    return _PERCENT * _ratio(float(by_means[-1]), float(by_means.sum()))


def _firms_in(*grades: str) -> Callable[[Seen, Span], float]:
    """Return the reading of the share of graded firms that stand in some grades, per cent."""

    def share(seen: Seen, span: Span) -> float:
        labels = seen.tallies.labels.firm_grades
        counts = seen.tallies.firm_grades[span.last_month, : len(labels)]
        wanted = sum(float(counts[labels.index(grade)]) for grade in grades)
        return _PERCENT * _ratio(wanted, float(counts.sum()))

    return share


def _entries_by_record(seen: Seen, span: Span) -> tuple[float, float]:
    """Return entries that rest on a record of something not done, and all that rest on a record."""
    by_cause = seen.tallies.list_entries.sum(axis=1)
    causes = range(1, ENTRY_CAUSES.index("grade"))
    wrong = sum(_total(by_cause[:, cause], span) for cause in causes)
    return wrong, wrong + _total(by_cause[:, 0], span)


def _wrong_share(seen: Seen, span: Span) -> float:
    wrong, every = _entries_by_record(seen, span)
    return _PERCENT * _ratio(wrong, every)


def _found_a_year(seen: Seen, span: Span) -> float:
    _, every = _entries_by_record(seen, span)
    years = (span.last - span.first) / _MONTHS_A_YEAR
    return _PERCENT * _ratio(every, adults(seen.tallies) * years)


def _objected_share(seen: Seen, span: Span) -> float:
    filed = _total(seen.tallies.objections[:, :, 0].sum(axis=1), span)
    return _PERCENT * _ratio(filed, _entries_by_record(seen, span)[1])


def _upheld_share(seen: Seen, span: Span) -> float:
    upheld, rejected = (
        _total(seen.tallies.objections[:, :, step].sum(axis=1), span) for step in (1, 2)
    )
    return _PERCENT * _ratio(upheld, upheld + rejected)


def _reviewed(rung: str, whose: str) -> Reading:
    """Return the reading of one rung of the error ladder at the end of the run, per cent."""

    def share(seen: Seen, span: Span) -> float:
        if seen.review is None:
            raise InternalError("nobody has a file that could be reviewed")
        return _PERCENT * float(getattr(seen.review, rung))

    return Reading(share, "percent", f"people {whose}, of people with a file", reviews=True)


READINGS: dict[str, Reading] = {
    "listed": Reading(_listed, "count", "entries on the list, of people and of firms"),
    "restored": Reading(
        _restored, "count", "entries that ended by payment, repair or correction, before any term"
    ),
    "flights_blocked": Reading(
        _blocked_at("no_flight"), "count", "tries at buying an air ticket that were turned away"
    ),
    "rail_blocked": Reading(
        _blocked_at(*_RAIL),
        "count",
        "tries at high-speed and soft-class rail that were turned away",
    ),
    "executives_blocked": Reading(
        _blocked_at("no_executive_post"), "count", "tries at executive posts that were turned away"
    ),
    "on_list": Reading(_on_list, "count", "entries in effect in the last month"),
    "performed_share": Reading(
        _performed_share, "percent", "entries that ended by payment, of all entries so far"
    ),
    "restored_ratio": Reading(_restored_ratio, "ratio", "restored over listed"),
    "listed_change": Reading(
        _change(_listed), "percent", "change of entries against the same months a year before"
    ),
    "restored_change": Reading(
        _change(_restored), "percent", "change of restored against the same months a year before"
    ),
    "cannot_pay_share": Reading(
        _cannot_pay_share, "percent", "entries in force whose person cannot pay, of all in force"
    ),
    "firms_a": Reading(_firms_in("A"), "percent", "open firms in grade A"),
    "firms_b": Reading(_firms_in("B"), "percent", "open firms in grade B, which holds M"),
    "firms_c_d": Reading(_firms_in("C", "D"), "percent", "open firms in grades C and D"),
    "firms_d": Reading(_firms_in("D"), "percent", "open firms in grade D"),
    "wrong_share": Reading(
        _wrong_share, "percent", "findings about something that nobody did, of all findings"
    ),
    "found_a_year": Reading(_found_a_year, "percent", "findings a year, for a hundred claimants"),
    "objected_share": Reading(_objected_share, "percent", "objections for a hundred findings"),
    "upheld_share": Reading(
        _upheld_share, "percent", "objections decided for the person, of all decided"
    ),
    "file_wrong": _reviewed("wrong", "whose file holds an error"),
    "file_changed": _reviewed("changed", "whose file a review would change"),
    "score_moved": _reviewed("moved", "whose score a review would change"),
    "tier_moved": _reviewed("tier", "whom a review would put into another grade"),
}
"""Everything that a published row or a prediction can be read off a world by."""
