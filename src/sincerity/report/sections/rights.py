"""Questions that human-rights yardsticks ask of the scheme, with what happened in this run."""

from __future__ import annotations

import re

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table
from sincerity.report.wording import count, plural
from sincerity.scheme.lint import lint_scheme
from sincerity.scheme.load import check_scheme

_SUBJECT = re.compile(r"^(rule|rules|sanction|perk|list) ('[a-z0-9_]+'(?:, '[a-z0-9_]+')*)")


def build(facts: Facts) -> Section:
    """Return the findings of the rights lint as a table."""
    loaded = check_scheme(facts.run.resolved("scheme"))
    rows: list[list[Cell]] = [
        [
            f"{finding.code} {finding.title}",
            finding.yardstick,
            finding.text,
            finding.evidence,
            in_this_run(facts, finding.text),
            finding.question,
        ]
        for finding in lint_scheme(loaded, facts.conduct)
    ]
    if not rows:
        return Section(
            id="rights",
            title="Questions of human rights",
            paragraphs=["The yardsticks that are checked raise no question about this scheme."],
        )
    return Section(
        id="rights",
        title="Questions of human rights",
        paragraphs=[
            f"Published yardsticks raise {plural(len(rows), 'question')} about this scheme. A "
            "question is no verdict: each row gives the yardstick, the text of the rule, what the "
            "file and this run show, and what stays open for people to answer."
        ],
        tables=[
            Table(
                "Rights lint of the scheme",
                [
                    Col("Question"),
                    Col("Yardstick"),
                    Col("Text of the scheme"),
                    Col("Evidence in the file"),
                    Col("In this run"),
                    Col("Open question"),
                ],
                rows,
                is_open=True,
            )
        ],
    )


def in_this_run(facts: Facts, text: str) -> str:
    """Return what happened in the run to the rule, door or list that the text names."""
    found = _SUBJECT.match(text)
    if found is None:
        return ""
    kind, names = found.group(1), re.findall(r"'([a-z0-9_]+)'", found.group(2))
    if kind in ("rule", "rules"):
        charges = sum(facts.total(f"charges.{name}") for name in names)
        points = sum(facts.total(f"rule_points.{name}") for name in names)
        return f"{plural(charges, 'charge')}, {count(points)} points"
    if kind == "list":
        return plural(facts.total(f"list_entries.{names[0]}"), "entry", "entries")
    return f"{count(facts.total(f'door_months.{names[0]}'))} person-months"
