"""Predictions from the settings that are kept: where every number lies over all of them.

The kept settings are no sample from a probability: they are those that the rows do not rule out. So
an interval is from the smallest to the largest, the middle is only the middle one of them, and each
setting has accidents of its own, so chance is in the interval too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from sincerity.calibrate.history import Judged
from sincerity.calibrate.model import Role, Targets
from sincerity.calibrate.worlds import Asked, asked_of

__all__ = ["Predicted", "predictions"]


@dataclass(frozen=True, slots=True)
class Predicted:
    """One number over the kept settings.

    Attributes
    ----------
    asked
        What it is a number of.
    role
        Whether a published row was fitted, implied or only predicted; None for a prediction
        without a row.
    published, rounding
        The published number, where there is one, and how far from it rounding may have moved it.
    low, middle, high
        Smallest, middle and largest over the kept settings; None when none is kept.
    nearest
        The number of the setting that lies nearest to the fitted rows, kept or not.
    kept
        How many settings are kept.
    """

    asked: Asked
    role: Role | None
    published: float | None
    rounding: float
    low: float | None
    middle: float | None
    high: float | None
    nearest: float
    kept: int

    @property
    def holds_published(self) -> bool | None:
        """Whether the interval holds the published number, or one that rounds to it.

        None where there is no such number.
        """
        if self.published is None or self.low is None or self.high is None:
            return None
        return self.low - self.rounding <= self.published <= self.high + self.rounding


def predictions(targets: Targets, judged: Sequence[Judged]) -> tuple[Predicted, ...]:
    """Return every number that was read, rows first, over the settings that are kept."""
    kept = [setting for setting in judged if setting.is_kept]
    nearest = min(judged, key=lambda setting: setting.worst)
    rows = {row.id: row for row in targets.rows}
    found = []
    for asked in asked_of(targets):
        numbers = [setting.numbers[asked.id] for setting in kept]
        row = rows.get(asked.id)
        found.append(
            Predicted(
                asked=asked,
                role=None if row is None else row.role,
                published=None if row is None or row.value is None else float(row.value),
                rounding=0.0 if row is None else float(row.rounding or 0),
                low=min(numbers, default=None),
                middle=median(numbers) if numbers else None,
                high=max(numbers, default=None),
                nearest=nearest.numbers[asked.id],
                kept=len(kept),
            )
        )
    return tuple(found)
