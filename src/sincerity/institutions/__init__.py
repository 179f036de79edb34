"""Institutions: who watches, who tells whom, who closes doors.

>>> from sincerity.institutions import load_institutions
>>> load_institutions("base").agency("court").level
'county'
"""

from __future__ import annotations

from sincerity.institutions.human_check import checked
from sincerity.institutions.loader import load_institutions
from sincerity.institutions.model import LEVELS, STAGES, Agency, Institutions, LifeDoor, Stage
from sincerity.institutions.sharing import share_link
from sincerity.institutions.surroundings import surroundings

__all__ = [
    "LEVELS",
    "STAGES",
    "Agency",
    "Institutions",
    "LifeDoor",
    "Stage",
    "checked",
    "load_institutions",
    "share_link",
    "surroundings",
]
