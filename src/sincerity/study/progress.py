"""What a run tells whoever watches it, once before the first month and once after each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come.

    The first month is kept apart: on a machine that has not run the model before it also holds
    the time of compiling, which says nothing about the months to come.

    Attributes
    ----------
    month, months
        Months done and months asked for.
    residents
        Synthetic people in the society.
    seconds
        Wall time of the month loop so far, seconds.
    first_month_seconds
        Wall time of the first month alone, seconds; 0 before it is over.

    Examples
    --------
    >>> state = Progress(month=3, months=7, residents=1000, seconds=9.0, first_month_seconds=8.0)
    >>> state.seconds_left, state.person_months_per_second
    (2.0, 2000.0)
    """

    month: int
    months: int
    residents: int
    seconds: float
    first_month_seconds: float = 0.0

    @property
    def person_months_per_second(self) -> float:
        """Speed of the months after the first; of the first while there is no other."""
        months, seconds = self._measured
        return months * self.residents / seconds if seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Time left at the speed of the months after the first; None while there are none."""
        if self.month == self.months:
            return 0.0
        if self.month < 2:
            return None
        months, seconds = self._measured
        return seconds / months * (self.months - self.month)

    @property
    def compiling_seconds(self) -> float:
        """What the first month took longer than the others on average, seconds; 0 if not much."""
        if self.month < 2:
            return 0.0
        months, seconds = self._measured
        longer = self.first_month_seconds - seconds / months
        return longer if longer > max(1.0, seconds / months) else 0.0

    @property
    def _measured(self) -> tuple[int, float]:
        """Months and seconds that the speed is taken from."""
        if self.month < 2:
            return self.month, self.seconds
        return self.month - 1, self.seconds - self.first_month_seconds
