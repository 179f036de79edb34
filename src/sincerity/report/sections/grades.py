"""Grades over time and by group."""

from __future__ import annotations

from sincerity.report.charts.dots import Track, dots
from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import axis_name, count, enumeration, group_name, percent

HIDDEN_TRAIT = "undeterrable="
"""Groups by a trait that nobody in the model can see; they are in the table of every group."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None for a scheme without grades or without anybody covered."""
    if not facts.grade_ids or not facts.n(f"grade_share.{facts.grade_ids[0]}"):
        return None
    return Section(
        id="grades",
        title="Grades over time and by group",
        paragraphs=[regrading(facts)],
        figures=[_over_time(facts), _by_group(facts)],
        tables=[_every_group(facts)],
    )


def label(facts: Facts, grade: str) -> str:
    """Return a grade with its name in the scheme: D (untrustworthy)."""
    bands = facts.scheme.grades.bands if facts.scheme.grades else ()
    return next((f"{grade} ({band.label})" for band in bands if band.id == grade), grade)


def side(facts: Facts) -> str:
    """Say on which side of the starting grade people are counted."""
    return "below" if facts.can_fall else "above"


def regrading(facts: Facts) -> str:
    """Say how often grades are set."""
    assert facts.scheme.grades is not None
    term = facts.scheme.grades.regrade.used
    if term.months == 1:
        return "Grades follow the score every month."
    return (
        f"Grades are set every {term}. Between two settings a grade stays, whatever the score "
        "does, unless a rule sets it at once."
    )


def _over_time(facts: Facts) -> Figure:
    """Return the share in each grade, month by month."""
    metrics = [f"grade_share.{grade}" for grade in facts.grade_ids]
    names = [label(facts, grade) for grade in facts.grade_ids]
    drawn = panels(
        [Line(name, facts.series(metric)) for name, metric in zip(names, metrics, strict=True)],
        facts.start,
        unit="",
        share=True,
    )
    moved, n = facts.moved()
    return Figure(
        id="grades-over-time",
        title=f"In {facts.end} {percent(moved)} of covered people stand {side(facts)} grade "
        f"{facts.first_grade}, where everyone starts",
        description=(
            "One small line chart for each grade, best first: the share of covered people who "
            f"stand in it, from {facts.when(1)} to {facts.when(facts.last)}. Each chart has its "
            "own scale."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Share of covered people in each grade, by month",
            counted=("Covered people", metrics[0]),
            metrics=dict(zip(names, metrics, strict=True)),
            kind="share",
        ),
        counted=f"{count(n)} covered synthetic people in {facts.end}",
        note="The four scales differ." if len(names) == 4 else "The scales differ.",
    )


def _by_group(facts: Facts) -> Figure:
    """Return the share in other grades than the first by group, early and at the end."""
    first, last = facts.snapshots[0], facts.snapshots[-1]
    months = [last] if first == last else [first, last]
    groups = [
        group
        for group in facts.groups
        if facts.n("covered", last, group) and not group.startswith(HIDDEN_TRAIT)
    ]
    tracks = [
        Track(
            f"{group_name(group)} · n {count(facts.value('covered', last, group))}",
            [facts.moved(month, group)[0] for month in months],
        )
        for group in groups
    ]
    series = [facts.when(month) for month in months]
    drawn = dots(tracks, series=series, unit="Share of covered people in the group", share=True)
    low = enumeration(facts.other_grades)
    rows: list[list[Cell]] = [
        [
            group_name(group),
            axis_name(group),
            facts.value("covered", last, group),
            *(facts.moved(month, group)[0] for month in months),
        ]
        for group in groups
    ]
    everyone, n = facts.moved(last)
    return Figure(
        id="moved-by-group",
        title=f"Who stands {side(facts)} grade {facts.first_grade}, where everyone starts: "
        f"{percent(everyone)} of all, and by group",
        description=(
            f"One row for each group of synthetic people; a mark shows the share in grade {low} "
            f"in {enumeration(series)}."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            f"Share of covered people in grade {low}, by group",
            [
                Col("Group"),
                Col("By"),
                Col(f"Covered people, {facts.when(last)}", "count"),
                *(Col(name, "share") for name in series),
            ],
            rows,
        ),
        counted=f"{count(n)} covered people in all; each group's own number is beside it",
        note="Groups overlap. A gap between groups mixes what people do, what is seen and what "
        "the rules name.",
    )


def _every_group(facts: Facts) -> Table:
    """Return the share in each grade for every group at every snapshot."""
    rows: list[list[Cell]] = [
        [
            group_name(group),
            facts.when(month),
            facts.value("covered", month, group),
            *(facts.point(f"grade_share.{grade}", month, group)[0] for grade in facts.grade_ids),
        ]
        for group in facts.groups
        for month in facts.snapshots
        if facts.n("covered", month, group)
    ]
    grades = [Col(f"Grade {grade}", "share") for grade in facts.grade_ids]
    return Table(
        "Grades of every group, each December and at the end",
        [Col("Group"), Col("Month"), Col("Covered people", "count"), *grades],
        rows,
    )
