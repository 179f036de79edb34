"""A life in numbers: sums of its months and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sincerity.lives.events import Event
from sincerity.lives.months import MonthOfLife

__all__ = ["Totals"]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a life adds up to.

    Attributes
    ----------
    acts, acts_recorded
        What the person did, and of how much a record reached whoever charges.
    records, false_records
        About the person, and those of them of something that the person did not do.
    charges, points_taken, points_taken_falsely, points_back
        Charges that take points, points really taken, those for something not done, points back.
    entries, false_entries, months_listed
        Entries on lists, those led to by a false record, months on any list.
    months_before_a_door, door_months, door_months_wrongly, household_door_months
        Months with any closed door; closed doors summed over months; those that would be open but
        for something not done; those closed for a relative's sake.
    turned_away, turned_away_wrongly
        Attempts at closed doors that were blocked, and those wrongly so.
    objections, upheld
        Filed, and won.
    score_lowest, score_last
        None for somebody without a score.
    """

    acts: int
    acts_recorded: int
    records: int
    false_records: int
    charges: int
    points_taken: int
    points_taken_falsely: int
    points_back: int
    entries: int
    false_entries: int
    months_listed: int
    months_before_a_door: int
    door_months: int
    door_months_wrongly: int
    household_door_months: int
    turned_away: int
    turned_away_wrongly: int
    objections: int
    upheld: int
    score_lowest: int | None
    score_last: int | None

    @classmethod
    def of(cls, months: Sequence[MonthOfLife], events: Sequence[Event]) -> Totals:
        """Add up a life."""
        records = [e for e in events if e.what == "record"]
        taken = [e for e in events if e.what == "charge" and _whole(e, "points") < 0]
        entries = [e for e in events if e.what == "entry"]
        blocked = [e for e in events if e.what == "attempt" and e.facts["end"] == "blocked"]
        back = [e for e in events if e.what == "returned" and _whole(e, "points") > 0]
        scores = [month.score for month in months if month.score is not None]
        return cls(
            acts=sum(e.what == "act" for e in events),
            acts_recorded=sum(bool(e.is_true) for e in records),
            records=len(records),
            false_records=sum(not e.is_true for e in records),
            charges=len(taken),
            points_taken=-sum(_whole(e, "effective") for e in taken),
            points_taken_falsely=-sum(_whole(e, "effective") for e in taken if not e.is_true),
            points_back=sum(_whole(e, "points") for e in back),
            entries=len(entries),
            false_entries=sum(e.is_true is False for e in entries),
            months_listed=sum(bool(month.lists) for month in months),
            months_before_a_door=sum(month.closed > 0 for month in months),
            door_months=sum(month.closed for month in months),
            door_months_wrongly=sum(month.closed_wrongly for month in months),
            household_door_months=sum(month.household.bit_count() for month in months),
            turned_away=len(blocked),
            turned_away_wrongly=sum(bool(e.facts["wrong"]) for e in blocked),
            objections=sum(e.what == "objection" for e in events),
            upheld=sum(e.what == "decision" and bool(e.facts["upheld"]) for e in events),
            score_lowest=min(scores, default=None),
            score_last=months[-1].score if months else None,
        )

    def sentences(self) -> list[str]:
        """Return the main numbers in sentences, those that are not zero."""
        found = [
            f"{_count(self.acts, 'act')}; {_count(self.acts_recorded, 'true record')} and"
            f" {_count(self.false_records, 'false record')} reached whoever charges."
        ]
        if self.points_taken:
            found.append(
                f"{self.points_taken:,} points were taken, {self.points_taken_falsely:,} of them"
                f" for something not done; {self.points_back:,} came back."
            )
        if self.entries:
            found.append(
                f"{_count(self.entries, 'entry', 'entries')} on lists, {self.false_entries:,} led"
                f" to by a false record; {_count(self.months_listed, 'month')} on a list."
            )
        if self.door_months:
            found.append(
                f"{_count(self.months_before_a_door, 'month')} before a closed door and"
                f" {_count(self.door_months, 'door-month')} in all, {self.door_months_wrongly:,} of"
                " them for something not done."
            )
        if self.turned_away:
            found.append(
                f"Turned away {_count(self.turned_away, 'time')}, {self.turned_away_wrongly:,} for"
                " something not done."
            )
        if self.objections:
            found.append(f"{_count(self.objections, 'objection')}, {self.upheld:,} upheld.")
        return found

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)


def _whole(event: Event, fact: str) -> int:
    value = event.facts[fact]
    assert isinstance(value, int)
    return value


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
