"""The agencies of a world as kernels see them: who sees what, who tells the operator, who complies.

The operator is the agency that charges and lists. A record never travels: it stays with its
subject, and when another agency knows of it is computed from its origin when asked.
"""

from typing import Any, NamedTuple

import numpy.typing as npt

from sincerity.chance._compile import inlined, int64, uint64
from sincerity.chance.kernels import sparse_words
from sincerity.chance.streams import Stream

Array = npt.NDArray[Any]

_SHARE = int(Stream.SHARE)
GRADE_SLOT, RELATIVE_SLOT = 15, 14
"""Slots of SHARE under which agencies learn of a grade, and of a relative's entry."""


class AgencyTables(NamedTuple):
    """Chances as uint64 thresholds, delays in months. A agencies, W pairs of kind and watcher."""

    n_agencies: int
    """number of agencies; 0 in a world with a single office"""
    first_watcher: Array
    """int32 [K + 1] where a kind's watchers begin"""
    most_watchers: int
    """most agencies that see one kind"""
    watcher: Array
    """int32 [W] agency"""
    seen: Array
    """uint64 [W, 2, 2] by town (0 rural, 1 urban) and supervised"""
    wanted: Array
    """uint8 [K] whether the scheme makes anything of a kind: only such records are passed on"""
    wrong_person: Array
    """uint64 [A]"""
    enters: Array
    """int64 [A, 2] months from act to entry, lowest and highest"""
    to_operator: Array
    """uint64 [A] that the operator comes to know of what an agency entered"""
    to_operator_months: Array
    """int64 [A, 2]"""
    from_operator: Array
    """uint64 [A] that an agency comes to know what the operator decided"""
    from_operator_months: Array
    """int64 [A, 2]"""
    complies: Array
    """uint64 [A]"""
    invents_first: Array
    """uint64 [C, A] while no agency has invented yet, by class of shared causes"""
    invents_next: Array
    """uint64 [C, A]"""
    first_invented: Array
    """int32 [A + 1] where an agency's inventable kinds begin"""
    invented_kind: Array
    """int32 harm kinds that the agency sees"""
    report_agency: int
    """-1 if nobody takes reports"""
    report_believed: int
    """threshold"""
    most_months: int
    """longest time until an agency hears what the operator decided"""


@inlined
def span(half_word: int, low: int, high: int) -> Any:
    """Return a whole number low..high by a 16-bit word, all alike."""
    return int64(low) + ((int64(half_word) * (int64(high) - int64(low) + 1)) >> 16)


@inlined
def hears(t: AgencyTables, seed: int, entered: int, person: int, slot: int, agency: int) -> Any:
    """Return the month from which an agency acts on an entry, or -1 if it never hears of it."""
    w0, w1, _, _ = sparse_words(seed, _SHARE, entered, person, slot | (agency + 1) << 16)
    if w0 >= t.from_operator[agency]:
        return int64(-1)
    months = t.from_operator_months
    return int64(entered) + span(w1 >> uint64(16), months[agency, 0], months[agency, 1])
