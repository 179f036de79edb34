"""Holding shipped schemes against published rows: which settings are not ruled out, and what then
follows.

A calibration serves the published aggregates that ship with the package and nothing else. There is
no way to hand over other targets, so nothing here can be turned towards a control goal.
"""

from sincerity.calibrate.targets import load_targets, target_names

__all__ = ["load_targets", "target_names"]
