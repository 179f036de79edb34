"""Rows that a block keeps for the few: entries, tainted points, objections, records on the way.

A dense column says in one bit that there are rows; the rows themselves lie sorted by place in one
array a block. Months are of the run, from 0; `NEVER` stands where there is no end.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

NEVER = 65535
"""A month that does not come."""
NO_AGENCY = 255
"""Number of the agency in a world with a single office."""
NO_KIND = 255
NO_SLOT = 255
"""Slot of the origin of an entry that no record caused."""

CAUSE_TRUE, CAUSE_WRONG_PERSON, CAUSE_INVENTED, CAUSE_FALSE_REPORT, CAUSE_MISJUDGED = range(5)
CAUSES = ("true", "wrong_person", "invented", "false_report", "misjudged")
"""Why a record exists: the person did it, another person did, nobody did and an office or a
neighbour says so, or a true accusation was judged false."""
CAUSE_GRADE, CAUSE_LIST, CAUSE_REPRESENTATIVE = 5, 6, 7
ENTRY_CAUSES = (*CAUSES, "grade", "list", "representative")
"""What put somebody on a list: a record and its cause, a grade, another list, or a firm."""

EXIT_TERM, EXIT_PERFORMED, EXIT_REPAIRED, EXIT_UPHELD, EXIT_GRADE = range(5)
EXIT_REASONS = ("term", "performed", "repaired", "upheld", "grade")

FALSE, PROTECTED, TRIVIAL, CANNOT_PAY, ANOTHER = 1, 2, 4, 8, 16
TAINTS = ("false", "protected", "trivial", "cannot_pay", "another")
"""What makes a burden wrongful, by bit."""
TAINT_BITS = FALSE | PROTECTED | TRIVIAL | CANNOT_PAY | ANOTHER
KNOWN, PAYABLE, ENDED = 32, 64, 128

ENTRY = np.dtype(
    [
        ("origin_person", "u4"),
        ("place", "i4"),
        ("entered", "u2"),
        ("starts", "u2"),
        ("ends", "u2"),
        ("origin_month", "u2"),
        ("list", "u1"),
        ("cause", "u1"),
        ("kind", "u1"),
        ("agency", "u1"),
        ("origin_slot", "u1"),
        ("flags", "u1"),
        ("reason", "u1"),
        ("spare", "u1"),
    ]
)
"""One entry on a list, sorted by place, list and month of entry. Ended rows stay while some agency
may still act on them."""

ENTRY_WORDS = ENTRY.itemsize // 8
"""An entry is so many 64-bit words, as which it is copied."""

TAINTED = np.dtype([("item", "u4"), ("when", "u2")])
"""Points that a tainted charge took and has not given back: a waiting item (see `memory`), and the
month in which it falls due with the taint bits below it. In no order."""
WHEN_SHIFT = 5
NOT_DUE = (1 << (16 - WHEN_SHIFT)) - 1
"""Stands for `NEVER` where only eleven bits hold a month."""
LEDGER = np.dtype([("place", "i4"), ("points", "i2"), ("bits", "u1")])
"""The tainted points of those who stand before a door this month, sorted by place."""

MAX_PARTS = 3
OBJECTION = np.dtype(
    [
        ("origin_person", "i8"),
        ("ticket", "i8"),
        ("place", "i4"),
        ("origin_month", "u2"),
        ("filed", "u2"),
        ("part_due", "u2", (MAX_PARTS,)),
        ("part_points", "i2", (MAX_PARTS,)),
        ("part_bits", "u1", (MAX_PARTS,)),
        ("origin_slot", "u1"),
        ("agency", "u1"),
        ("cause", "u1"),
        ("parts", "u1"),
    ]
)
"""One objection to a record, in order of filing; `ticket` is -1 until the month's end."""


def as_words(entries: Array) -> Array:
    """Return the same entries as uint64 [n, 3]."""
    return entries.view(np.uint64).reshape(-1, ENTRY_WORDS)


def no_rows(dtype: np.dtype[Any]) -> Array:
    """Return an array of no rows."""
    return np.empty(0, dtype=dtype)


def join_rows(*parts: Array) -> Array:
    """Return a copy of arrays of the same kind of rows, one after the other.

    Their bytes are copied at once: NumPy copies rows field by field, some fifty times slower.
    """
    return np.concatenate([part.view(np.uint8) for part in parts]).view(parts[0].dtype)
