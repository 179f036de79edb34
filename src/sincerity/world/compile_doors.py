"""The tables of doors: whom they concern, how often they are tried, and what follows."""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sincerity.chance.fixed import ONE, cumulative_thresholds, poisson_thresholds, threshold
from sincerity.conduct.groups import GROUPS
from sincerity.phases.agencies import AgencyTables
from sincerity.phases.classes import TABLE_SIZE
from sincerity.phases.doors import ConsequenceTables, DoorTables, LifeDoorTables
from sincerity.phases.grades import GradeTables
from sincerity.phases.list_tables import IN_EFFECT
from sincerity.world.rates import guide_table

if TYPE_CHECKING:
    from sincerity.conduct.model import Conduct
    from sincerity.institutions.model import Institutions
    from sincerity.scheme.compile import CompiledScheme

Array = npt.NDArray[Any]

_TRIVIAL = 1
_STEPS = 2
"""A sanction is out of proportion if its severity is so many steps above an act's gravity."""


def _mask(numbers: "frozenset[int] | list[int]") -> int:
    return sum(1 << number for number in numbers)


def _severe(scheme: "CompiledScheme", gravity: int) -> int:
    """Return the set of the sanctions out of proportion with an act of some gravity."""
    doors = scheme.doors[: scheme.sanctions]
    return _mask([n for n, door in enumerate(doors) if door.severity >= gravity + _STEPS])


def door_tables(scheme: "CompiledScheme", conduct: "Conduct", grades: GradeTables) -> DoorTables:
    """Return the tables of whom each door concerns."""
    doors = list(enumerate(scheme.doors))
    of_grade = np.full(TABLE_SIZE, 0, dtype=np.uint64)
    for grade in range(len(scheme.grades)):
        of_grade[grade] = _mask([n for n, door in doors if grade in door.grades])
    sets = range(IN_EFFECT + 1)
    of_lists = [[n for n, door in doors if _mask(door.lists) & lists] for lists in sets]
    severe_for_kind = np.full(TABLE_SIZE, 0, dtype=np.uint64)
    for number, kind in enumerate(conduct.kinds):
        severe_for_kind[number] = _severe(scheme, kind.gravity)
    sanctions = doors[: scheme.sanctions]
    counts = np.full(TABLE_SIZE, 0, dtype=np.uint8)
    for grades_of in (
        *(door.grades for _, door in sanctions),
        *(item.grades for item in scheme.lists),
    ):
        counts[sorted(grades_of)] = 1
    return DoorTables(
        grade_mask=np.array([_mask(door.grades) for _, door in doors], dtype=np.int64),
        list_mask=np.array([_mask(door.lists) for _, door in doors], dtype=np.int64),
        of_grade=of_grade,
        of_lists=np.array([_mask(numbers) for numbers in of_lists], dtype=np.uint64),
        first_of_lists=np.cumsum([0, *map(len, of_lists)]).astype(np.int32),
        door_of_lists=np.array([n for numbers in of_lists for n in numbers], dtype=np.int32),
        sanctions=np.uint64(_mask([n for n, _ in sanctions])),
        household=np.uint64(_mask([n for n, door in sanctions if door.household])),
        severe_for_trifles=np.uint64(_severe(scheme, _TRIVIAL)),
        severe_for_kind=severe_for_kind,
        entry_grades=np.array([_mask(item.grades) for item in scheme.lists], dtype=np.int64),
        grade_counts=counts,
        grade_of=grades.grade_of,
        looks=bool(sanctions) or any(door.lists for _, door in doors),
    )


def _closed_by(scheme: "CompiledScheme", door_id: str) -> list[int]:
    """Return the numbers of the sanctions that close a door of life."""
    doors = scheme.doors[: scheme.sanctions]
    return [number for number, door in enumerate(doors) if door.door == door_id]


def _monthly_attempts(institutions: "Institutions") -> list[list[Fraction]]:
    """Return the attempts a person and month at each door of life, by class."""
    from sincerity.institutions.attempts import yearly_attempts

    return [[yearly_attempts(door, group) / 12 for door in institutions.doors] for group in GROUPS]


def life_door_tables(
    scheme: "CompiledScheme", institutions: "Institutions | None", agencies: AgencyTables
) -> LifeDoorTables:
    """Return the tables of attempts; without institutions there are no doors of life to try.

    Raises
    ------
    UsageError
        If a sanction names a door of life that the institutions do not have.
    """
    doors = () if institutions is None else institutions.doors
    if institutions is not None:
        for sanction in scheme.doors[: scheme.sanctions]:
            if sanction.door is not None:
                institutions.door_number(sanction.door)
    rates = [[Fraction(0)] for _ in GROUPS]
    if institutions is not None and doors:
        rates = _monthly_attempts(institutions)
    counts = [poisson_thresholds(sum(row, Fraction(0))) for row in rates]
    below = np.full((TABLE_SIZE, max(1, *map(len, counts))), 0, dtype=np.uint64)
    for number, falling in enumerate(counts):
        below[number, : len(falling)] = falling
    choice = np.array(
        [cumulative_thresholds(row) if any(row) else [ONE] * len(row) for row in rates],
        dtype=np.uint64,
    )
    closed_by = [_closed_by(scheme, door.id) for door in doors]
    keeper = [0 if institutions is None else institutions.agency_number(d.agency) for d in doors]
    sanction_agency = np.full(len(scheme.doors), -1, dtype=np.int64)
    for agency, numbers in zip(keeper, closed_by, strict=True):
        sanction_agency[numbers] = agency
    asks = agencies.n_agencies > 0
    return LifeDoorTables(
        typed=np.uint64(_mask([number for numbers in closed_by for number in numbers])),
        sanction_agency=sanction_agency,
        first=below[:, 0].copy(),
        below=below,
        guide=guide_table(choice),
        choice=choice,
        closes=np.array([_mask(numbers) for numbers in closed_by], dtype=np.uint64),
        agency=np.array(keeper, dtype=np.int64),
        complies=np.array(
            [int(agencies.complies[agency]) if asks else ONE for agency in keeper],
            dtype=np.uint64,
        ),
        asks=asks,
        from_operator=agencies.from_operator,
        from_operator_months=agencies.from_operator_months,
    )


def consequence_tables(institutions: "Institutions | None") -> ConsequenceTables:
    """Return what follows for adults who are turned away at the doors of life."""
    doors = () if institutions is None else institutions.doors
    return ConsequenceTables(
        falls=np.array([threshold(door.falls.used) for door in doors], dtype=np.uint64),
        idle_months=np.array([door.out_of_work.used for door in doors], dtype=np.int64),
    )
