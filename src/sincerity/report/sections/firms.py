"""Firms: whom they harm, what is found, what a scheme holds back, and what becomes of firms."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import HERE, count, percent, plural

FOUND, MISSED = "Became known", "Nobody came to know"

FATES = {
    "favoured": "Found out and let off: well connected",
    "nominee": "Put another name in place of its representative's",
    "reopened": "Closed and began again without a past",
    "bought": "Bought points",
    "closed": "Closed by a sanction",
}
TIPS = {
    "tipped": "Workers who spoke of what their firm had done",
    "judged_false": "Of these, judged to have lied (all had told the truth)",
    "without_fear": "Workers who would have spoken without fear",
}


def build(facts: Facts) -> Section | None:
    """Return the section, or None in a society without firms."""
    if not facts.total("firms_open"):
        return None
    harmed, spared = facts.item_total("firm_victims"), facts.item_total("firm_victims_prevented")
    done = facts.item_total("firm_acts")
    return Section(
        id="firms",
        title="Firms: harm done, found and held back",
        paragraphs=[
            f"{HERE}, firms did {plural(done, 'act')} that harmed {_people(harmed)} "
            f"({facts.when(1)} to {facts.when(facts.last)}); {count(spared)} more would have been "
            f"harmed had nothing held firms back. {_fear(facts)}",
            "The same person may be harmed more than once. How far a scheme holds firms back is "
            "an assumption, not a finding.",
        ],
        figures=[_kinds(facts)] if done else [],
        tables=[_fates(facts)],
    )


def _people(number: float) -> str:
    """Return a count of people."""
    return plural(number, "person", "people")


def _fear(facts: Facts) -> str:
    """Say how many workers stay silent from fear."""
    spoke, would = facts.total("firm_tips.tipped"), facts.total("firm_tips.without_fear")
    if not would:
        return "No worker spoke of it."
    return (
        f"Of {plural(would, 'worker')} who would have spoken of it without fear, "
        f"{count(would - spoke)} ({percent((would - spoke) / would)}) kept silent."
    )


def _kinds(facts: Facts) -> Figure:
    """Return acts by kind, found and missed."""
    items, rows = [], []
    for kind in facts.conduct.firm_kinds:
        done = facts.total(f"firm_acts.{kind.id}")
        found, missed = (facts.total(f"firm_acts_{end}.{kind.id}") for end in ("found", "missed"))
        harmed = facts.total(f"firm_victims.{kind.id}")
        if done:
            items.append(
                Bar(
                    f"{kind.label}: {plural(done, 'act')}, {count(found)} became known, "
                    f"{_people(harmed)} harmed",
                    [(FOUND, found), (MISSED, missed)],
                )
            )
        row: list[Cell] = [
            kind.label,
            facts.total(f"firm_acts_undisturbed.{kind.id}"),
            done,
            found,
            missed,
            harmed,
            facts.total(f"firm_victims_prevented.{kind.id}"),
        ]
        rows.append(row)
    drawn = bars(items, series=(FOUND, MISSED), unit="Acts of firms over the run")
    done, found = facts.item_total("firm_acts"), facts.item_total("firm_acts_found")
    return Figure(
        id="firm-acts",
        title=f"{count(found)} of {plural(done, 'act')} of firms ({percent(found / done)}) became "
        "known",
        description="One bar for each kind of conduct of firms: acts that became known, and acts "
        "of which nobody came to know.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Acts of firms over the run, by kind",
            [
                Col("Kind of conduct"),
                Col("Would have been done", "count"),
                Col("Done", "count"),
                Col(FOUND, "count"),
                Col(MISSED, "count"),
                Col("People harmed", "count"),
                Col("People not harmed because firms were held back", "count"),
            ],
            rows,
        ),
        counted=f"{plural(done, 'act')} of {plural(facts.value('firms_open'), 'firm')}",
        note="A kind that harms nobody, such as late filing, is among them.",
    )


def _fates(facts: Facts) -> Table:
    """Return what became of firms and of those who spoke."""
    rows: list[list[Cell]] = [
        [f"Firms: {name}", facts.total(f"firm_fates.{fate}")] for fate, name in FATES.items()
    ]
    rows += [[name, facts.total(f"firm_tips.{end}")] for end, name in TIPS.items()]
    rows += [
        ["Firms put on the list of firms", facts.total("firm_list_entries")],
        [f"Firms on it in {facts.when(facts.last)}", facts.value("firms_listed")],
        [f"Open firms in {facts.when(facts.last)}", facts.value("firms_open")],
        ["Workers of firms that a sanction closed", facts.total("workers_laid_off")],
    ]
    rows += [
        [f"Open firms of grade {grade}, {facts.when(facts.last)}", facts.value(metric)]
        for grade, metric in _grades(facts)
    ]
    return Table(
        "What became of firms, their workers and those who spoke, over the run",
        [Col("What"), Col("How many", "count")],
        rows,
    )


def _grades(facts: Facts) -> list[tuple[str, str]]:
    """Return the grades of firms with their metrics, best first."""
    firms = facts.scheme.firms
    bands = firms.grades.bands if firms is not None and firms.grades is not None else ()
    return [(band.id, f"firm_grade_count.{band.id}") for band in bands]
