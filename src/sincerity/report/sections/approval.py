"""What people think of the scheme, what they say, and what a survey hears."""

from __future__ import annotations

from sincerity.measures.published_opinion import PUBLISHED
from sincerity.report.charts.lines import Line, lines
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import GROUPS, HERE, percent, plural

LEVELS = {
    "Private approval": "approval_private",
    "Expressed approval": "approval_expressed",
    "Sense of fairness": "fairness_sense",
}
ANSWERS = {"Approve": "approve", "Neutral": "neutral", "Disapprove": "disapprove"}
HEARD, KNOW = "awareness=heard", "awareness=knows_rules"


def build(facts: Facts) -> Section | None:
    """Return the section, or None where no survey asked."""
    asked = facts.total_n("survey_refused_share")
    if not asked:
        return None
    return Section(
        id="approval",
        title="What people think, say and answer",
        paragraphs=[
            f"{HERE}, a survey of the laboratory asks {plural(asked, 'time')} what people think of "
            "the scheme. What they think, what they would say aloud and what they tick are three "
            "quantities: fear bends speech towards approval and keeps some from answering. Only "
            "the third is laid beside published surveys, and no number of the model was fitted to "
            "any of them. Agreement with a survey says nothing for a scheme.",
        ],
        figures=[_figure(facts, asked)],
        tables=[_compared(facts), _census(facts)],
    )


def _figure(facts: Facts, asked: int) -> Figure:
    """Return private and expressed approval and the sense of fairness, month by month."""
    drawn = lines(
        [Line(name, facts.series(metric)) for name, metric in LEVELS.items()],
        facts.start,
        unit="Mean level, 0 to 1",
        share=False,
    )
    approve, _ = facts.point("survey_share.approve")
    return Figure(
        id="opinion",
        title=f"In {facts.end} {percent(approve or 0.0)} of those who answer approve",
        description="Three lines, month by month: mean private approval, mean expressed approval, "
        "and mean sense of fairness of those asked.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Approval and fairness, by month",
            counted=("Asked", "survey_refused_share"),
            metrics={
                **LEVELS,
                **{name: f"survey_share.{answer}" for name, answer in ANSWERS.items()},
                "Refuse": "survey_refused_share",
            },
            kind="decimal",
        ),
        counted=plural(asked, "question asked", "questions asked"),
        note="Scales of the model. Approval that fear makes is a cost, not a success.",
    )


def _over_run(facts: Facts, metric: str, group: str = "all") -> tuple[float | None, int]:
    """Return the mean of a metric over all months, by the count behind it, and that count."""
    points = [facts.point(metric, month, group) for month in range(1, facts.last + 1)]
    counted = sum(n for value, n in points if value is not None)
    total = sum(value * n for value, n in points if value is not None)
    return (total / counted if counted else None), counted


def _beside(facts: Facts, row: str) -> tuple[float | None, int]:
    """Return what of the model's survey stands beside a published row, and on how many answers."""
    if row in ANSWERS.values():
        return _over_run(facts, f"survey_share.{row}")
    metric = "approval_expressed" if row == "repression" else "survey_share.approve"
    before, _ = _over_run(facts, metric, HEARD)
    after, n = _over_run(facts, metric, KNOW)
    if before is None or after is None or not before:
        return None, n
    return (after / before - 1 if row == "repression" else after - before), n


def _compared(facts: Facts) -> Table:
    """Return published numbers beside those of the model's survey."""
    rows: list[list[Cell]] = [
        [row.finding, row.value, row.mark, row.source, row.beside, *_beside(facts, row.id)]
        for row in PUBLISHED
    ]
    return Table(
        "Compared, not fitted: what published surveys found, and what this survey hears",
        [
            Col("Finding"),
            Col("Published", "share"),
            Col("Mark"),
            Col("Source"),
            Col("Beside it"),
            Col("Here", "share"),
            Col("Answers", "count"),
        ],
        rows,
        is_open=True,
    )


def _census(facts: Facts) -> Table:
    """Return the year's census of opinion by group."""
    rows: list[list[Cell]] = [
        [
            facts.when(month),
            name,
            *(
                facts.point(f"opinion_year.{answer}", month, group)[0]
                for answer in ANSWERS.values()
            ),
            facts.n("opinion_year.approve", month, group),
        ]
        for month in facts.snapshots
        for group, name in GROUPS.items()
        if facts.n("opinion_year.approve", month, group)
    ]
    return Table(
        "Census of opinion at each year's end: answers of the year, by group",
        [
            Col("Month"),
            Col("Group"),
            *(Col(name, "share") for name in ANSWERS),
            Col("Answers", "count"),
        ],
        rows,
    )
