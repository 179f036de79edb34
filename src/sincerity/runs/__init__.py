"""Run folders: written so that a crash loses nothing, read so that a change is noticed."""

from sincerity.runs.run import Run

__all__ = ["Run"]
