"""Small scheme texts that tests change."""

from __future__ import annotations

from pathlib import Path

EVERY_KEY = (Path(__file__).parent.parent / "corpus" / "good" / "every_key.scheme.yaml").read_text(
    encoding="utf-8"
)
"""A scheme with every key of agencies, lists, doors, supervision and firms."""

BASE = """\
schema: scheme/v1
id: town
title: A town
summary: One rule, two grades.
status: {kind: fictional}
sources: {made-up: {title: Made up for a test, mark: fictional}}
coverage: {who: residents, min_age: 18, source: made-up}
score: {base: 1000, floor: 0, cap: 2000, source: made-up}
rules:
  - id: red_light
    label: Running a red light
    on: {kind: red_light}
    points: -50
    recovery: 24 months
    source: made-up
grades:
  regrade: 12 months
  bands:
    - {id: A, label: good, from: 900}
    - {id: B, label: rest}
  source: made-up
process: {notice: {value: before, source: made-up}, objection: {value: available, source: made-up}}
"""


def changed(old: str, new: str, text: str = BASE) -> str:
    """Return a text with one passage replaced; the passage must be there."""
    assert old in text, f"{old!r} is not in the text"
    return text.replace(old, new, 1)
