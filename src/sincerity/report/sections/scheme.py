"""The scheme in words, as its own description gives it."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Col, Section, Table
from sincerity.scheme.prose import describe_scheme

ELSEWHERE = ("What is not known", "Where sources conflict")
"""Parts of the description that have sections of their own in the report."""


SHOWN_AT_ONCE = ("Rules", "Bands")


def build(facts: Facts) -> Section:
    """Return the scheme's description as a section with parts."""
    page = describe_scheme(facts.scheme, facts.conduct)
    parts = [
        Section(
            id=f"scheme-{place}",
            title=part.heading,
            paragraphs=part.paragraphs,
            tables=[
                Table(
                    table.title,
                    [Col(name) for name in table.columns],
                    table.rows,
                    is_open=table.title in SHOWN_AT_ONCE,
                )
                for table in part.tables
            ],
        )
        for place, part in enumerate(page.sections, 1)
        if part.heading not in ELSEWHERE
    ]
    return Section(id="scheme", title="The scheme in words", paragraphs=page.lead, parts=parts)
