"""Who lives in the society, and what its people did."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table
from sincerity.report.wording import PROTECTION, axis_name, count, group_name, percent, plural


def build(facts: Facts) -> Section:
    """Return people and coverage by group, and acts by kind."""
    covered, residents = facts.value("covered"), facts.value("residents")
    share = percent(covered / residents if residents else None)
    return Section(
        id="acts",
        title="The people and what they did",
        paragraphs=[
            f"{facts.society.title}: {plural(facts.residents, 'synthetic resident')}. The scheme "
            f"covers {count(covered)} of them ({share}) in {facts.end}.",
            "Acts are the truth of the model, which none of its institutions can see. Rates come "
            "from the catalogue of conduct; most have no source that could be checked.",
        ],
        tables=[_people(facts), _kinds(facts)],
    )


def _people(facts: Facts) -> Table:
    """Return residents and coverage by group."""
    rows: list[list[Cell]] = [
        [
            group_name(group),
            axis_name(group),
            facts.value("residents", None, group),
            facts.value("covered", None, group),
            facts.point("covered_share", None, group)[0],
        ]
        for group in facts.groups
    ]
    return Table(
        f"Residents and people covered, {facts.end}",
        [
            Col("Group"),
            Col("By"),
            Col("Residents", "count"),
            Col("Covered", "count"),
            Col("Share covered", "share"),
        ],
        rows,
    )


def _kinds(facts: Facts) -> Table:
    """Return acts by kind of conduct."""
    person_years = facts.total_n("acts_harming_others") / 12
    rows: list[list[Cell]] = [
        [
            kind.label,
            kind.domain,
            PROTECTION[kind.protection.level],
            "yes" if kind.harms_others else "no",
            facts.total(f"acts.{kind.id}"),
            1000 * facts.total(f"acts.{kind.id}") / person_years if person_years else None,
            facts.total(f"cannot_pay_acts.{kind.id}") if kind.cannot_pay else None,
        ]
        for kind in facts.conduct.kinds
    ]
    return Table(
        "Acts done over the run, by kind of conduct",
        [
            Col("Kind of conduct"),
            Col("Domain"),
            Col("Protection"),
            Col("Harms others"),
            Col("Acts", "count"),
            Col("Per 1,000 residents a year", "decimal"),
            Col("Of these, by people who could not pay", "count"),
        ],
        rows,
    )
