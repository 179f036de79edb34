"""Protected acts that people did not do: as counts, and never as a success."""

from __future__ import annotations

import math

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table


def build(facts: Facts) -> Section | None:
    """Return the section, or None where the catalogue has no protected conduct."""
    rows: list[list[Cell]] = []
    uncounted: list[str] = []
    for kind in facts.conduct.kinds:
        if kind.protection.level == "none":
            continue
        done = facts.total(f"acts.{kind.id}")
        if facts.point(f"acts_expected.{kind.id}")[0] is None:
            uncounted.append(kind.label)
            rows.append([kind.label, kind.protection.article or "", done, None, None, None])
            continue
        expected = facts.total(f"acts_expected.{kind.id}")
        rows.append(
            [
                kind.label,
                kind.protection.article or "",
                done,
                expected,
                facts.total(f"acts_not_done.{kind.id}"),
                math.sqrt(expected),
            ]
        )
    if not rows:
        return None
    table = Table(
        "Protected acts over the run: done, expected without a response, and not done",
        [
            Col("Kind of conduct"),
            Col("Article"),
            Col("Done", "count"),
            Col("Expected if nobody responded", "count"),
            Col("Not done", "count"),
            Col("Chance alone moves this by about", "count"),
        ],
        rows,
        is_open=True,
    )
    after = []
    if uncounted:
        after.append(
            "No expectation is given for kinds that only some people of a class can do (Party "
            "members, people online or in work)."
        )
    return Section(
        id="silence",
        title="What was not done or said",
        paragraphs=[
            "These are acts that human-rights law protects. A positive number is acts that people "
            "would have been expected to do and did not; below zero they did more. A difference "
            "smaller than the last column says nothing. Fewer protected acts is a loss, whatever "
            "anyone hoped for."
        ],
        tables=[table],
        after=after,
    )
