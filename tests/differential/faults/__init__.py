"""Faults planted in the twin on purpose: the comparison has to notice every one of them.

Each fault is one of those that a kernel could have: a wrong sign, a month too late, another stream,
a bound that is ignored. A fault in either of the two shows as a difference, so what catches it in
the twin catches it in the engine. There is a module for each part of the month.
"""

from tests.differential.faults import (
    beliefs,
    burdens,
    doors,
    entries,
    firms,
    life,
    points,
    records,
    remedies,
    tallies,
    voices,
)
from tests.differential.faults.planting import Faults

_PARTS = (life, firms, records, points, entries, doors, burdens, beliefs, remedies, tallies, voices)
FAULTS: Faults = {name: changes for part in _PARTS for name, changes in part.FAULTS.items()}
"""Every fault."""
