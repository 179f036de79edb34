"""Two settings side by side: each outcome measure with both of its intervals, and what moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sincerity.measures.headline import Headline
from sincerity.measures.pairing import PRECISION, Pairing
from sincerity.measures.spread import Interval

__all__ = [
    "NEVER_RANKED",
    "Compared",
    "Contrast",
    "Counted",
    "Failure",
    "Level",
    "Mover",
    "PersonByPerson",
    "Plain",
]

NEVER_RANKED = frozenset(
    {
        "protected_acts_lost",
        "harms_prevented",
        "victims_prevented",
        "entries_by_true",
        "record_recall",
        "record_precision",
        "entry_precision_at_least",
        "firm_acts_missed",
    }
)
"""Measures of silence, compliance, detection and control: they are shown, and nothing is put in
order by them, neither settings nor assumptions."""

Sides = tuple[float | None, float | None]
"""A measure in the first and in the second world of a pair."""
Plain = Decimal | int | str
"""A value of an input file: exact number, whole number or word."""


@dataclass(frozen=True, slots=True)
class Level:
    """One number with its two intervals.

    Attributes
    ----------
    mean
        Mean over the replicates at the values of the files; None where no replicate has one.
    chance
        Where that mean lies as far as accidents leave it open.
    assumption
        Where nine in ten draws of the assumptions put the number; ends None without draws.
    middle
        Median over the draws; None without draws.
    """

    mean: float | None
    chance: Interval
    assumption: Interval
    middle: float | None


@dataclass(frozen=True, slots=True)
class Mover:
    """How one assumption moves with one measure.

    Attributes
    ----------
    id, label, word
        Assumption, what it is, and for a choice the word that is compared with all others.
    difference, first, second
        Rank correlation with the difference between the settings, and with each of them; None
        where one side does not vary.
    stands_out
        Whether that with the difference is larger than accident explains among so many.
    central, low, high, unit
        What the run takes, and the range.
    changes_sign_at
        Value of the assumption at which the difference changes sign; None if it does not within
        the range, or where the assumption is a choice.
    """

    id: str
    label: str
    word: str | None
    difference: float | None
    first: float | None
    second: float | None
    stands_out: bool
    central: Plain
    low: Plain | None
    high: Plain | None
    unit: str
    changes_sign_at: float | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One outcome measure in both settings.

    Attributes
    ----------
    first, second, difference
        Levels of the settings, and first less second, cell by cell under shared accidents.
    movers
        How each assumption moves with the difference, in the order of the files.
    pairing
        What the pairing gains, and how many replicates would be enough.
    by_replicate, by_draw
        The measure in both settings, pair of worlds by pair; None where a world has no number.
    """

    measure: Headline
    first: Level
    second: Level
    difference: Level
    movers: Sequence[Mover] = ()
    pairing: Pairing = field(default_factory=lambda: Pairing(0))
    by_replicate: Sequence[Sides] = ()
    by_draw: Sequence[Sides] = ()

    @property
    def sign(self) -> str:
        """What the draws say about the sign of the difference: more, less, equal or open."""
        span = self.difference.assumption
        if span.low is None or span.high is None:
            return "open"
        if span.low > 0:
            return "more"
        if span.high < 0:
            return "less"
        return "equal" if span.low == span.high else "open"

    def strongest(self, most: int) -> list[Mover]:
        """Return the assumptions that move most with the difference, the strongest first.

        For a measure in `NEVER_RANKED` they are those that stand out, in the order of the files:
        nothing here is ordered by what silences people or finds them out.
        """
        moving = [mover for mover in self.movers if mover.difference is not None]
        if self.measure.name in NEVER_RANKED:
            return [mover for mover in moving if mover.stands_out][:most]
        return sorted(moving, key=lambda mover: -abs(mover.difference or 0.0))[:most]


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of people in both worlds of a pair.

    Attributes
    ----------
    measure
        What is counted.
    level
        Over everyone, with both intervals.
    by_group
        Mean over the replicates at the values of the files, for each group.
    """

    measure: Headline
    level: Level
    by_group: Sequence[float]


@dataclass(frozen=True, kw_only=True)
class PersonByPerson:
    """What became of each person in both worlds, as means over the replicates.

    Attributes
    ----------
    groups
        Names of the groups, everyone first.
    residents
        People of each group when the run is over, by their class in the base world.
    counted
        Every count in its order.
    by_month
        People month by month, by the name of a row of every month.
    differing
        People in whom a state column differs when the run is over, by the name of each column that
        both worlds have.
    """

    groups: Sequence[str]
    residents: Sequence[float]
    counted: Sequence[Counted]
    by_month: Mapping[str, Sequence[float]]
    differing: Mapping[str, float]

    def named(self, name: str) -> Counted:
        """Return the count of that name."""
        return next(counted for counted in self.counted if counted.measure.name == name)


@dataclass(frozen=True, slots=True)
class Failure:
    """One world of a study that could not be run, and why."""

    cell: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """
    Two settings of one study, compared.

    Parameters
    ----------
    first, second
        Names of the settings.
    compared
        Measures in their order.
    replicates, draws
        Pairs of worlds that every number may rest on.
    varied
        How many assumptions were varied.
    by_chance
        Size that no rank correlation of unrelated numbers passes, at 95 % for one measure.
    failures
        Worlds that are missing.
    is_nothing
        Whether the two worlds of every pair are the same in every integer of their state and in
        every measure.
    persons
        What became of each person in both worlds; None where worlds were run one by one.
    precision
        Half the interval of a mean difference, as a share of it, for which replicates are counted.
    """

    first: str
    second: str
    compared: Sequence[Compared]
    replicates: int
    draws: int
    varied: int
    by_chance: float
    failures: Sequence[Failure] = ()
    is_nothing: bool = False
    persons: PersonByPerson | None = None
    precision: float = PRECISION
