"""Precision and recall over acts that harm others; what of it is no detection at all."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, percent, plural

RATES = {
    "record_precision": ("Precision", "records that can be held against somebody"),
    "record_recall": ("Recall", "acts that harm others and are not protected"),
    "record_miss_rate": ("Missed", "acts that harm others and are not protected"),
    "record_false_alarm_rate": ("False alarms", "person-months without such an act"),
    "harm_prevalence": ("How common such acts are", "person-months"),
}
"""By metric: what it is called, and what it is a share of."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None where no record can be held against anybody."""
    precision, held = facts.point("record_precision")
    if precision is None or facts.point("record_recall")[0] is None:
        return None
    protected = facts.total("protected_records")
    return Section(
        id="detection",
        title="What records find, and what they miss",
        paragraphs=[
            f"{HERE}, {count(facts.total('detections'))} of {plural(held, 'record')} that can be "
            f"held against somebody ({percent(precision)}) name the one who did it, for an act "
            "that harms others and that no human right protects. Only these count as found: a "
            "petitioner or a believer on record is never found out, however true the record. Of "
            f"protected acts there are {plural(protected, 'true record')}.",
            "Finding more is more watching, and no good by itself; what is found also depends on "
            "what the scheme asks for.",
        ],
        figures=[_over_time(facts, precision, held)],
        tables=[_rates(facts), *_lists(facts)],
    )


def _over_time(facts: Facts, precision: float, held: int) -> Figure:
    """Return precision and recall to date, month by month."""
    names = {RATES[metric][0]: metric for metric in ("record_precision", "record_recall")}
    drawn = panels(
        [Line(f"{name}, to date", facts.series(metric)) for name, metric in names.items()],
        facts.start,
        unit="",
        share=True,
    )
    recall, acts = facts.point("record_recall")
    return Figure(
        id="precision-and-recall",
        title=f"{percent(precision)} of records held against somebody are of harm to others that "
        f"the person did; {percent(recall)} of such acts are on record",
        description="Two small line charts, month by month and to date: the share of records that "
        "are true detections, and the share of acts to be found that have one.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Precision and recall of records, to date, by month",
            counted=("Records to date", "record_precision"),
            metrics=names,
            kind="share",
        ),
        counted=f"{plural(held, 'record')}, {plural(acts, 'act')} that harm others",
        note="From the first month to each month. The scales differ. A record still on its way "
        "counts as none.",
    )


def _rates(facts: Facts) -> Table:
    """Return all rates over the run, with the four counts that they come from in `n`."""
    rows: list[list[Cell]] = [
        [name, whole, facts.point(metric)[0], facts.n(metric)]
        for metric, (name, whole) in RATES.items()
    ]
    return Table(
        "Rates over the whole run, for acts that harm others and that no human right protects",
        [Col("Rate"), Col("Share of"), Col("Value", "share"), Col("n", "count")],
        rows,
        is_open=True,
    )


def _lists(facts: Facts) -> list[Table]:
    """Return what is known of each black list's entries, where there are any by record."""
    rows: list[list[Cell]] = []
    for item in facts.scheme.lists:
        least, entries = facts.point(f"list_precision_at_least.{item.id}")
        if entries:
            found, acts = facts.point(f"list_recall_at_least.{item.id}")
            rows.append([item.label, entries, least, acts, found])
    if not rows:
        return []
    return [
        Table(
            "Entries on black lists by record, over the run: at least so many are of harm to "
            "others that the person did",
            [
                Col("List"),
                Col("Entries by record", "count"),
                Col("Precision, at least", "share"),
                Col("Acts to be found", "count"),
                Col("Recall, at least", "share"),
            ],
            rows,
        )
    ]
