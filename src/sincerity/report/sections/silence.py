"""Protected acts that people did not do: as counts, and never as a success."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table
from sincerity.report.wording import PROTECTION


def build(facts: Facts) -> Section | None:
    """Return the section, or None where the catalogue has no protected conduct."""
    rows: list[list[Cell]] = [
        [
            kind.label,
            PROTECTION[kind.protection.level],
            kind.protection.article or "",
            "yes" if kind.harms_others else "no",
            facts.total(f"acts.{kind.id}"),
            facts.total(f"acts_undisturbed.{kind.id}"),
            facts.total(f"acts_not_done.{kind.id}"),
        ]
        for kind in facts.conduct.kinds
        if kind.protection.level != "none"
    ]
    if not rows:
        return None
    table = Table(
        "Protected acts over the run: done, done if nobody had responded, and not done",
        [
            Col("Kind of conduct"),
            Col("Protection"),
            Col("Article"),
            Col("Harms others"),
            Col("Done", "count"),
            Col("Done if nobody had responded", "count"),
            Col("Not done", "count"),
        ],
        rows,
        is_open=True,
    )
    return Section(
        id="silence",
        title="What was not done or said",
        paragraphs=[
            "These are acts that human-rights law protects. A positive number is acts that the "
            "same synthetic people would have done and did not; below zero they did more. Both "
            "counts share every accident of life, so nothing but the response differs. Fewer "
            "protected acts is a loss, whatever anyone hoped for.",
            "Some protected kinds may be limited under conditions, others not at all: see the "
            "column “Protection”. Kinds that harm others are marked in the column “Harms others”.",
        ],
        tables=[table],
    )
