"""The scheme in words, as its own description gives it."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Col, Section, Table
from sincerity.report.wording import count, percent, plural
from sincerity.scheme.prose import describe_scheme

ELSEWHERE = ("What is not known", "Where sources conflict")
"""Parts of the description that have sections of their own in the report."""


SHOWN_AT_ONCE = ("Rules", "Bands")


def build(facts: Facts) -> Section:
    """Return the scheme's description as a section with parts."""
    page = describe_scheme(facts.scheme, facts.conduct)
    titles = [table.title for part in page.sections for table in part.tables]
    parts = [
        Section(
            id=f"scheme-{place}",
            title=part.heading,
            paragraphs=part.paragraphs,
            tables=[
                Table(
                    # two tables of one name could not be told apart by ear
                    f"{part.heading}: {table.title}"
                    if titles.count(table.title) > 1
                    else table.title,
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
    return Section(
        id="scheme",
        title="The scheme in words",
        paragraphs=[*page.lead, _who_starts(facts)],
        parts=parts,
    )


def _who_starts(facts: Facts) -> str:
    """Say who has a score and with how many points they begin, as the coverage has it."""
    if not facts.scheme.rules:
        return "There is no rule: no score moves."
    coverage = facts.scheme.coverage
    who = "residents" if coverage.who == "residents" else "registered residents"
    age, share = int(coverage.min_age.used), float(coverage.share.used)
    old = f" of {age} years and over" if age else " of every age"
    some = f"{percent(share)} of {who}{old} have" if share < 1 else f"All {who}{old} have"
    covered, residents = facts.value("covered"), facts.value("residents")
    base = plural(facts.scheme.score.base.used, "point")
    return (
        f"{some} a score: {count(covered)} synthetic people in {facts.end}, when "
        f"{count(residents)} of every age live there; each begins with {base}."
    )
