"""Questions that human-rights yardsticks ask of the scheme, with what happened in this run."""

from __future__ import annotations

import re

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table
from sincerity.report.wording import plural, sentence
from sincerity.scheme.lint import Finding, lint_scheme

_SUBJECT = re.compile(r"^(rule|rules|sanction|perk|list) ('[a-z0-9_]+'(?:, '[a-z0-9_]+')*)")


def build(facts: Facts) -> Section:
    """Return the findings of the rights lint, a part for each kind of question."""
    by_code: dict[str, list[Finding]] = {}
    number = 0
    for finding in lint_scheme(facts.loaded_scheme, facts.conduct, facts.institutions):
        by_code.setdefault(finding.code, []).append(finding)
        number += 1
    if not number:
        words = "The yardsticks that are checked raise no question about this scheme."
    else:
        words = (
            f"Published yardsticks raise {plural(number, 'question')} about this scheme. A "
            "question is no verdict: each row gives the text of the rule, the yardstick, and what "
            "the file and this run show; what stays open is for people to answer."
        )
    return Section(
        id="rights",
        title="Questions of human rights",
        paragraphs=[words],
        parts=[_part(facts, code, findings) for code, findings in by_code.items()],
    )


def _part(facts: Facts, code: str, findings: list[Finding]) -> Section:
    """Return all findings of one code: a table, then the open questions."""
    rows: list[list[Cell]] = [
        [finding.text, finding.yardstick, finding.evidence, in_this_run(facts, finding.text)]
        for finding in findings
    ]
    title = sentence(findings[0].title)
    columns = ("Text of the scheme", "Yardstick", "Evidence in the file", "In this run")
    questions = dict.fromkeys(finding.question for finding in findings)
    return Section(
        id=f"rights-{code.lower()}",
        title=f"{title} ({code})",
        tables=[Table(f"{code}: {title}", [Col(name) for name in columns], rows, is_open=True)],
        after=[f"Open question: {question}" for question in questions],
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
        return f"{plural(charges, 'charge')}, {plural(points, 'point')} charged"
    if kind == "list":
        return plural(facts.total(f"list_entries.{names[0]}"), "entry", "entries")
    return plural(facts.total(f"door_months.{names[0]}"), "person-month")
