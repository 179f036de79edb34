"""The scheme language: files that say who is scored, for what, and what follows."""

from __future__ import annotations
