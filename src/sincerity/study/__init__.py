"""A study: one question put to the laboratory, by the command line or by Python alike."""

from sincerity.study.progress import Progress
from sincerity.study.study import Study

__all__ = ["Progress", "Study"]
