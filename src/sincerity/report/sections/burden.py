"""Wrongful burden: five overlapping columns beside the whole, by column, by group and by door."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.charts.dots import Track, dots
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import (
    HERE,
    axis_name,
    count,
    decimal,
    group_name,
    percent,
    plural,
)

COLUMNS = {
    "false": "For something not done",
    "protected": "For a protected act",
    "disproportionate": "Out of proportion",
    "cannot_pay": "For what could not be paid",
    "another": "For another's act",
}
"""The five columns, as headings."""

MEANINGS = {
    "false": "the record is of something that the person did not do, or the entry has ended and "
    "the agency at the door has not heard",
    "protected": "the act is of a kind that human-rights law protects",
    "disproportionate": "the door is at least two steps more severe than the act is grave; both "
    "are judgements of the files' authors",
    "cannot_pay": "it is for a debt, and the person could not pay",
    "another": "a relative, a firm, or others of a group did it",
}

OVERLAP = (
    "One month can be wrongful for several reasons at once, so the five overlap and are not added "
    "up; beside them stands the whole."
)


def not_done(facts: Facts) -> str:
    """Return what the first column is for: late closures belong to it, where there are any."""
    late = facts.item_total("stale_months")
    return (
        "for something not done or after an entry had ended" if late else "for something not done"
    )


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody stood before a closed door."""
    every = facts.total("sanction_months")
    if not every:
        return None
    figures = [_columns(facts, every)]
    if any(_months(facts, column) for column in COLUMNS):
        figures.append(_by_group(facts))
    return Section(
        id="burden",
        title="What people bear wrongly",
        paragraphs=[
            f"{HERE}, synthetic people spent {plural(every, 'sanction-month')} before closed "
            f"doors in {plural(facts.last, 'month')}: one for each person, door and month. What "
            "follows is the part that would not be but for something wrongful, in five columns. "
            f"{OVERLAP}",
        ],
        figures=figures,
        tables=[_doors(facts)],
    )


def _months(facts: Facts, column: str, group: str = "all") -> float:
    """Return the sanction-months of a column over the run."""
    return facts.total(f"burden_{column}", group)


def rate(facts: Facts, column: str, group: str = "all") -> float | None:
    """Return the sanction-months of a column per 1,000 residents of the group and year."""
    person_months = facts.total_n(f"burden_{column}", group)
    if not person_months:
        return None
    return 12_000 * _months(facts, column, group) / person_months


def _columns(facts: Facts, every: float) -> Figure:
    """Return the five columns over the run."""
    items, rows = [], []
    for column, name in COLUMNS.items():
        months = _months(facts, column)
        items.append(
            Bar(
                f"{name}: {plural(months, 'sanction-month')} ({percent(months / every)} of all)",
                [("", months)],
            )
        )
        row: list[Cell] = [
            name,
            MEANINGS[column],
            months,
            every,
            months / every,
            rate(facts, column),
            facts.value(f"burden_{column}_people"),
            facts.value("sanctioned_people"),
        ]
        rows.append(row)
    drawn = bars(items, series=[""], unit="Sanction-months over the run; the bars overlap")
    false = _months(facts, "false")
    return Figure(
        id="burden-columns",
        title=f"{count(false)} of {plural(every, 'sanction-month')} ({percent(false / every)}) are "
        f"{not_done(facts)}; four more columns beside it",
        description="One bar for each of five reasons why a month before a closed door may be "
        "wrongful. The bars overlap and must not be added up.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Wrongful burden over the run, by column, beside the whole",
            [
                Col("Column"),
                Col("What makes it wrongful"),
                Col("Sanction-months", "count"),
                Col("All sanction-months", "count"),
                Col("Share of all", "share"),
                Col("Per 1,000 residents a year", "decimal"),
                Col(f"People in {facts.when(facts.last)}", "count"),
                Col(f"All before a door in {facts.when(facts.last)}", "count"),
            ],
            rows,
        ),
        counted=f"{plural(every, 'sanction-month')} of {plural(facts.residents, 'resident')}",
        note=OVERLAP,
    )


def _by_group(facts: Facts) -> Figure:
    """Return each column as a rate, by group."""
    shown = [column for column in COLUMNS if _months(facts, column)]
    groups = [group for group in facts.class_groups if facts.total_n("burden_false", group)]
    tracks = [
        Track(
            f"{group_name(group)} · n {count(facts.value('residents', None, group))}",
            [rate(facts, column, group) for column in shown],
        )
        for group in groups
    ]
    drawn = dots(
        tracks,
        series=[COLUMNS[column] for column in shown],
        unit="Sanction-months per 1,000 residents of the group a year",
        share=False,
    )
    rows: list[list[Cell]] = [
        [
            group_name(group),
            axis_name(group),
            facts.total_n("burden_false", group),
            *(_months(facts, column, group) for column in COLUMNS),
            *(rate(facts, column, group) for column in COLUMNS),
        ]
        for group in groups
    ]
    everyone = rate(facts, shown[0])
    return Figure(
        id="burden-by-group",
        title=f"{COLUMNS[shown[0]]}: {decimal(everyone or 0.0, 2)} sanction-months per 1,000 "
        "residents a year; by group, with the other columns",
        description="One row for each group of synthetic people; a mark for each column shows the "
        "sanction-months per 1,000 of its residents a year.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Wrongful burden over the run, by group",
            [
                Col("Group"),
                Col("By"),
                Col("Person-months of residents", "count"),
                *(Col(f"{name}: sanction-months", "count") for name in COLUMNS.values()),
                *(
                    Col(f"{name}: per 1,000 residents a year", "decimal")
                    for name in COLUMNS.values()
                ),
            ],
            rows,
        ),
        counted=f"{count(facts.total_n('burden_false'))} person-months of residents",
        note="Groups overlap, and so do the columns.",
    )


def _doors(facts: Facts) -> Table:
    """Return the five columns by door."""
    rows: list[list[Cell]] = []
    for door in facts.scheme.sanctions:
        before = facts.total_n(f"burden_false_at.{door.id}")
        if before:
            wrongful = (facts.total(f"burden_{column}_at.{door.id}") for column in COLUMNS)
            rows.append([door.label, door.domain, door.severity, before, *wrongful])
    return Table(
        "Wrongful burden over the run, by door (overlapping columns, person-months)",
        [
            Col("Door"),
            Col("Domain"),
            Col("Severity, 1 slight to 5 grave (the author's judgement)", "count"),
            Col("All person-months before it", "count"),
            *(Col(name, "count") for name in COLUMNS.values()),
        ],
        rows,
    )
