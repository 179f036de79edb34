"""Two worlds of one society, person by person: what each count is, and how it is summed by group.

The counts say who is where in one world alone or in both. They hang on the way in which the two
worlds share their accidents: another way would leave every total as it is and move people between
the cells. None of them is a score of a setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sincerity.measures.groups import N_CLASSES, by_group, group_names
from sincerity.measures.headline import Headline
from sincerity.world.joint_rows import CELLS, END_ROWS, MONTH_ROWS, STATES

if TYPE_CHECKING:
    from sincerity.world.joint import JointCounts
    from sincerity.world.tallies import Tallies

__all__ = ["COUPLING", "JOINT", "RESIDENTS", "JointTable", "joint_table"]

RESIDENTS = "residents"
COUPLING = (
    "The two worlds of a pair share every accident that the rules do not touch. That is one way to "
    "pair two worlds among many: it says what differs between the settings in this model, not "
    "what would have happened to anybody. Totals do not depend on it; who falls into which cell "
    "does."
)
"""What has to be kept in mind beside every count of people in two worlds."""

_CELL_LABELS = {
    "base_only": "in the base alone",
    "reform_only": "under the reform alone",
    "both": "in both",
}
_STATE_LABELS = {
    "listed": "on a list in effect",
    "closed": "before a closed door",
    "wronged": "before a closed door for something not done",
}
_RANK_LABELS = {
    "grade_above": ("A higher grade under the reform", "have a higher grade under the reform"),
    "grade_below": ("A lower grade under the reform", "have a lower grade under the reform"),
    "means_above": ("More secure means under the reform", "have more secure means"),
    "means_below": ("Less secure means under the reform", "have less secure means"),
}
_GRADES = " Counted where both schemes have the same grades, for people covered in both; else 0."


def _states() -> tuple[Headline, ...]:
    """Return the counts of people in a state: in any month of the run, and month by month."""
    ever = tuple(
        Headline(
            name=f"ever_{state}_{cell}",
            label=f"Ever {_STATE_LABELS[state]}, {_CELL_LABELS[cell]}",
            unit="people",
            meaning=f"People who were {_STATE_LABELS[state]} in at least one month, "
            f"{_CELL_LABELS[cell]}.",
            formula=f"end[ever_{state}_{cell}]",
        )
        for state in STATES
        for cell in CELLS
    )
    months = tuple(
        Headline(
            name=f"{state}_{cell}",
            label=f"Months {_STATE_LABELS[state]}, {_CELL_LABELS[cell]}",
            unit="person-months",
            meaning=f"Months in which a person was {_STATE_LABELS[state]}, {_CELL_LABELS[cell]} "
            "in that month.",
            formula=f"months[{state}_{cell}] summed over months",
        )
        for state in STATES
        for cell in CELLS
    )
    return *ever, *months


JOINT: tuple[Headline, ...] = (
    Headline(
        name="people_fewer",
        label="Fewer sanction-months under the reform",
        unit="people",
        meaning="People with fewer months before closed doors under the reform than in the base, "
        "one for each door, when the run is over.",
        formula="end[people_fewer]",
    ),
    Headline(
        name="people_more",
        label="More sanction-months under the reform",
        unit="people",
        meaning="People with more months before closed doors under the reform than in the base, "
        "one for each door, when the run is over.",
        formula="end[people_more]",
    ),
    Headline(
        name="months_fewer",
        label="Sanction-months fewer, over those who have fewer",
        unit="sanction-months",
        meaning="How many months before closed doors the reform leaves out, summed over the people "
        "who have fewer.",
        formula="end[months_fewer]",
    ),
    Headline(
        name="months_more",
        label="Sanction-months more, over those who have more",
        unit="sanction-months",
        meaning="How many months before closed doors the reform adds, summed over the people who "
        "have more. Less those it leaves out, this is the difference in all sanction-months.",
        formula="end[months_more]",
    ),
    *_states(),
    *(
        Headline(
            name=name,
            label=label,
            unit="person-months",
            meaning=f"Months in which people {meaning}."
            + (_GRADES if name.startswith("grade") else ""),
            formula=f"months[{name}] summed over months",
        )
        for name, (label, meaning) in _RANK_LABELS.items()
    ),
)
"""All counts of a pair of worlds, in the order of every table."""


@dataclass(frozen=True, slots=True)
class JointTable:
    """The counts of one pair of worlds, as plain whole numbers.

    Attributes
    ----------
    groups
        Names of the groups, everyone first.
    total
        By the name of a count: a number for each group, over the whole run; `RESIDENTS` holds
        person-months for counts of months, and people at the end for the others.
    by_month
        By the name of a row of every month: people of all groups, month by month.
    differing
        By state column that both worlds have: people in whom it differs when the run is over.
    """

    groups: Sequence[str]
    total: Mapping[str, Sequence[int]]
    by_month: Mapping[str, Sequence[int]]
    differing: Mapping[str, int]

    @property
    def headline(self) -> dict[str, int]:
        """Each count over everyone, by name, in the order of `JOINT`."""
        return {count.name: self.total[count.name][0] for count in JOINT}

    @property
    def is_nothing(self) -> bool:
        """Whether nobody is anywhere in one world alone and no column differs."""
        apart = (n for name, n in self.headline.items() if not name.endswith("_both"))
        return not any(apart) and not any(self.differing.values())

    def to_plain(self) -> dict[str, Any]:
        """Return the table as JSON has it."""
        return {
            "total": {name: list(numbers) for name, numbers in self.total.items()},
            "by_month": {name: list(numbers) for name, numbers in self.by_month.items()},
            "differing": dict(self.differing),
        }

    @classmethod
    def from_plain(cls, found: Mapping[str, Any]) -> JointTable:
        """Return the table that `to_plain` has written."""
        return cls(group_names(), found["total"], found["by_month"], found["differing"])


def joint_table(counts: JointCounts, base: Tallies) -> JointTable:
    """Return what two worlds have come to, by group.

    Parameters
    ----------
    base
        Tallies of the base world: whose class decides the group.
    """
    classes = slice(0, N_CLASSES)
    months = by_group(counts.months[:, :, classes].sum(axis=0))
    end = by_group(counts.end[:, classes])
    total = {name: months[row].tolist() for row, name in enumerate(MONTH_ROWS)}
    total |= {name: end[row].tolist() for row, name in enumerate(END_ROWS)}
    residents = by_group(base.class_grade.sum(axis=2))
    total[RESIDENTS] = residents[-1].tolist()
    by_month = counts.months.sum(axis=2)
    return JointTable(
        groups=group_names(),
        total=total,
        by_month={name: by_month[:, row].tolist() for row, name in enumerate(MONTH_ROWS)},
        differing=dict(counts.differing),
    )
