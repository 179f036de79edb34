"""How one person stands at the end of a month: what a life page draws as lines."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

__all__ = ["MonthOfLife"]


@dataclass(frozen=True, slots=True)
class MonthOfLife:
    """One person at the end of one month, with what the month did to the score.

    Attributes
    ----------
    month
        Of the run, from 1.
    score_before, score
        Stored points at the start and end of the month; None while there is no score.
    returned, charged, swallowed
        Points that came back, that charges took or gave, and that a floor or cap swallowed beside;
        the score before and these three make the score.
    grade
        Id of the grade in force, or None.
    lists
        Ids of the lists on which the name stands in effect.
    own, household, late
        Closed doors by way, as sets (bit d: the d-th sanction of the scheme).
    wrongful
        Closed doors that would be open but for something wrongful, by column of burden.
    perks
        Perks that are open, as a set.
    means, awareness
        Codes, see `sincerity.society.codes` and `sincerity.phases.tally_arrays`.
    certainty, fear
        0 to 255.
    idle_months
        Months out of work that are left.
    grievance, in_the_open, online
        A grievance, 0 to 255, and what became of it in the open and online: spoken, silenced, or
        nothing. Always 0 and nothing in a world without such phases.
    """

    month: int
    score_before: int | None
    score: int | None
    returned: int
    charged: int
    swallowed: int
    grade: str | None
    lists: tuple[str, ...]
    own: int
    household: int
    late: int
    wrongful: tuple[int, ...]
    perks: int
    means: int
    awareness: int
    certainty: int
    fear: int
    idle_months: int
    grievance: int = 0
    in_the_open: str = ""
    online: str = ""

    @property
    def closed(self) -> int:
        """How many doors are closed."""
        return (self.own | self.household | self.late).bit_count()

    @property
    def closed_wrongly(self) -> int:
        """How many are closed for something that was not done."""
        return self.wrongful[0].bit_count()

    def to_json(self) -> dict[str, Any]:
        """Return the month as plain values; sets of doors as counts."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {
            "lists": list(self.lists),
            "own": self.own.bit_count(),
            "household": self.household.bit_count(),
            "late": self.late.bit_count(),
            "wrongful": [doors.bit_count() for doors in self.wrongful],
            "perks": self.perks.bit_count(),
        }
