"""What a run tells whoever watches it, once before the first month and once after each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    month, months
        Months done and months asked for.
    residents
        Synthetic people in the society.
    seconds
        Wall time of the month loop so far, seconds.

    Examples
    --------
    >>> Progress(month=2, months=6, residents=1000, seconds=0.5).seconds_left
    1.0
    """

    month: int
    months: int
    residents: int
    seconds: float

    @property
    def person_months_per_second(self) -> float:
        """Speed so far; 0 before the first month is over."""
        return self.month * self.residents / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time left at the speed so far, seconds; None before the first month is over."""
        if self.month == 0:
            return None
        return self.seconds / self.month * (self.months - self.month)
