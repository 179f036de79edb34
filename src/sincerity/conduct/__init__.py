"""The conduct catalogue: what people do, how often, how protected it is, how often it is seen.

>>> from sincerity.conduct import load_conduct
>>> load_conduct("base").kind("petition").protection.level
'qualified'
"""

from __future__ import annotations

from sincerity.conduct.loader import load_conduct
from sincerity.conduct.model import Conduct, FirmKind, Kind, Protection, Stage

__all__ = ["Conduct", "FirmKind", "Kind", "Protection", "Stage", "load_conduct"]
