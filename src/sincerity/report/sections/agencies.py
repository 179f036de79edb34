"""Which agency records what, and how much of it is about something that the person did not do."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import CAUSES, HERE, count, percent, plural

MOST_BARS = 12
TRUE, FALSE = "Of what the person did", "Of something not done"

STAGES = {
    "islands": "each agency keeps its records to itself",
    "vertical": "agencies of one sector share up and down",
    "joint": "agencies share up and down and, in part, with other sectors",
    "one_store": "all agencies share one store",
}
"""Stages of integration in words."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None in a world with a single office."""
    made = _made(facts)
    if not made:
        return None
    every = sum(made.values())
    false = every - sum(facts.total(f"agency_records_true.{agency}") for agency in made)
    return Section(
        id="agencies",
        title="Who records what",
        paragraphs=[
            f"{HERE}, {plural(len(made), 'agency', 'agencies')} made {plural(every, 'record')}, "
            f"{count(false)} of them ({percent(false / every)}) about something the person did "
            f"not do. Stage of sharing: {STAGES[facts.about['integration']]}. A record that does "
            "not reach the agency that charges and lists is counted here and nowhere else.",
        ],
        figures=[_figure(facts, made, false)],
    )


def label(facts: Facts, agency: str) -> str:
    """Return what an agency is called."""
    found = facts.institutions
    return next((a.label for a in found.agencies if a.id == agency), agency) if found else agency


def _made(facts: Facts) -> dict[str, float]:
    """Return the records of each agency that made any, most first."""
    if not facts.has_agencies or facts.institutions is None:
        return {}
    totals = {
        agency: sum(facts.total(f"agency_records_{cause}.{agency}") for cause in CAUSES)
        for agency in facts.institutions.agency_ids
    }
    most_first = sorted(totals, key=lambda agency: (-totals[agency], agency))
    return {agency: totals[agency] for agency in most_first if totals[agency]}


def _figure(facts: Facts, made: dict[str, float], false: float) -> Figure:
    """Return the records of the agencies that make most."""
    shown = list(made)[:MOST_BARS]
    items = []
    for agency in shown:
        true = facts.total(f"agency_records_true.{agency}")
        items.append(
            Bar(
                f"{label(facts, agency)}: {plural(made[agency], 'record')}, "
                f"{percent(1 - true / made[agency])} of something not done",
                [(TRUE, true), (FALSE, made[agency] - true)],
            )
        )
    drawn = bars(items, series=(TRUE, FALSE), unit="Records made over the run")
    rows: list[list[Cell]] = [
        [
            label(facts, agency),
            every,
            *(facts.total(f"agency_records_{cause}.{agency}") for cause in CAUSES),
            1 - facts.total(f"agency_records_true.{agency}") / every,
        ]
        for agency, every in made.items()
    ]
    every = sum(made.values())
    more = f"The table has all {count(len(made))} agencies. " if len(made) > len(shown) else ""
    return Figure(
        id="records-by-agency",
        title=f"{percent(false / every)} of what agencies record is of something not done",
        description="One bar for each agency, most records first, with the part of something not "
        "done apart.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Records made over the run, by agency and by cause",
            [
                Col("Agency"),
                Col("Records", "count"),
                *(Col(name, "count") for name in CAUSES.values()),
                Col("Share of something not done", "share"),
            ],
            rows,
        ),
        counted=plural(every, "record"),
        note=f"{more}Several agencies may record one act. What they see and mistake is assumed.",
    )
