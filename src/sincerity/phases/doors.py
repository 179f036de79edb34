"""Sets of doors, and the tables of whom they concern and how often people try them.

A set of doors is a 64-bit number, bit d for the d-th door of the scheme: sanctions come first, then
perks.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sincerity.chance._compile import inlined, uint64

Array = npt.NDArray[Any]

CHOICE_SHIFT = 26
"""A word shifted down by this many bits is an index of `LifeDoorTables.guide`."""


class DoorTables(NamedTuple):
    """Whom doors concern. D doors, L lists; sets of doors are uint64."""

    grade_mask: Array
    """int64 [D] bit g set: grade g stands before the door"""
    list_mask: Array
    """int64 [D] bit l set: list l stands before the door"""
    of_grade: Array
    """uint64 [256] doors of a grade; none for the null"""
    of_lists: Array
    """uint64 [16] doors of a set of lists"""
    first_of_lists: Array
    """int32 [17] where the doors of a set of lists begin in `door_of_lists`"""
    door_of_lists: Array
    """int32 numbers of the same doors"""
    sanctions: np.uint64
    """set of the doors that are sanctions"""
    household: np.uint64
    """set of the sanctions that also stand before those who live with the person"""
    severe_for_trifles: np.uint64
    """set of the sanctions out of proportion with a trivial act"""
    severe_for_kind: Array
    """uint64 [256] sanctions out of proportion with a kind of conduct; none for no kind"""
    entry_grades: Array
    """int64 [L] bit g set: grade g leads to the list"""
    grade_counts: Array
    """uint8 [256] whether a grade closes a sanction or leads to a list"""
    grade_of: Array
    """uint8 [65536] grade of a stored score, see `lists.GradeTables`"""
    looks: bool
    """whether anybody has to be looked at: some door is a sanction or goes by a list"""


class LifeDoorTables(NamedTuple):
    """How often people try the doors of life, and who keeps them. Y doors of life, A agencies."""

    typed: np.uint64
    """set of the sanctions that close a door of life"""
    sanction_agency: Array
    """int64 [D] agency that keeps the door of life of a sanction, -1 for none"""
    first: Array
    """uint64 [256] the first column of `below`"""
    below: Array
    """uint64 [256, n] falling thresholds by class: one attempt for each that a word is below"""
    guide: Array
    """uint8 [144, 64] first door of life that a word's top six bits allow"""
    choice: Array
    """uint64 [144, Y] cumulative thresholds of the door of life that is tried"""
    closes: Array
    """uint64 [Y] set of the sanctions that close a door of life"""
    agency: Array
    """int64 [Y] who keeps it"""
    complies: Array
    """uint64 [Y] threshold: it applies the sanction"""
    asks: bool
    """whether agencies must come to know before they turn anybody away"""
    from_operator: Array
    """uint64 [A], see `agencies.AgencyTables`"""
    from_operator_months: Array
    """int64 [A, 2]"""


class ConsequenceTables(NamedTuple):
    """What follows for adults who are turned away, by door of life."""

    falls: Array
    """uint64 [Y] threshold: means fall by a step"""
    idle_months: Array
    """int64 [Y] months out of work"""


# A power of two times this number shows its exponent, permuted, in the top six bits.
_DE_BRUIJN = 0x03F79D71B4CB0A89


def _exponents() -> Array:
    """Return the exponent of a power of two by the top six bits of its product, int64 [64]."""
    number = np.full(64, 0, dtype=np.int64)
    for exponent in range(64):
        number[(_DE_BRUIJN << exponent) % 2**64 >> 58] = exponent
    return number


_EXPONENTS = _exponents()


@inlined
def lowest_door(doors: int) -> Any:
    """Return the lowest number in a set of doors that is not empty."""
    lowest = doors & (~doors + uint64(1))
    return _EXPONENTS[(lowest * uint64(_DE_BRUIJN)) >> uint64(58)]


@inlined
def without_lowest(doors: int) -> Any:
    """Return a set of doors that is not empty without its lowest."""
    return doors & (doors - uint64(1))


@inlined
def own_sanctions(t: DoorTables, lists: int, grade: int) -> Any:
    """Return the sanctions that close to a person by the person's own lists and grade."""
    return (t.of_lists[lists] | t.of_grade[grade]) & uint64(t.sanctions)
