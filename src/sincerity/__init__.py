"""Sincerity: a laboratory for societies under a score, on wholly synthetic populations."""

__version__ = "0.1.0"
