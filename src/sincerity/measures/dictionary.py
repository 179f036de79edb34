"""The entry that explains one metric, declared beside the code that computes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Metric:
    """
    One metric: what the number is, how it is computed and how it can mislead.

    Parameters
    ----------
    name
        Name in the ``metric`` column. If `item` is given the column holds ``name.item``.
    unit
        Unit of ``value``.
    meaning
        One sentence for a reader who has not read the code.
    formula
        How it is computed from the tallies.
    counted
        What the column ``n`` counts for this metric.
    caveat
        How the number can be misread; empty only when there is nothing to say.
    item
        What the part after the dot names, for example ``grade``; None for a plain metric.
    """

    name: str
    unit: str
    meaning: str
    formula: str
    counted: str
    caveat: str = ""
    item: str | None = None

    @property
    def pattern(self) -> str:
        """The name as it appears in the table, with the item in angle brackets."""
        return self.name if self.item is None else f"{self.name}.<{self.item}>"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the tidy table."""

    name: str
    unit: str
    meaning: str
    caveat: str = ""


COLUMNS = (
    Column(name="scenario", unit="name", meaning="Which scenario of the study the row belongs to."),
    Column(
        name="replicate",
        unit="number from 0",
        meaning="Which replicate: the same society under other accidents.",
    ),
    Column(
        name="month",
        unit="run month, from 1",
        meaning="The month at whose end the number was counted; 1 is the first month of the run.",
    ),
    Column(
        name="group",
        unit="name",
        meaning="`all`, or one group of synthetic people written axis=value.",
        caveat="Groups of different axes overlap: age=18_29 and sex=female share people.",
    ),
    Column(name="metric", unit="name", meaning="Which metric; see the list of metrics."),
    Column(
        name="value",
        unit="see the metric",
        meaning="The number; empty when it is a share or mean of nothing.",
    ),
    Column(
        name="lo",
        unit="see the metric",
        meaning="Lower end of an interval; empty in a single run.",
        caveat="One replicate has no interval of chance and says nothing about assumptions.",
    ),
    Column(
        name="hi",
        unit="see the metric",
        meaning="Upper end of an interval; empty in a single run.",
        caveat="One replicate has no interval of chance and says nothing about assumptions.",
    ),
    Column(
        name="n",
        unit="see the metric",
        meaning="How many cases the value rests on; what is counted is stated for each metric.",
    ),
)
