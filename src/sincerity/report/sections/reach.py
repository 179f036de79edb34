"""How far one entry travels: agencies that come to know of it, and who disagrees."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import HERE, decimal, percent, plural
from sincerity.scheme.model import Listing


def build(facts: Facts) -> Section | None:
    """Return the section, or None where there is nobody to share with or no entry is followed."""
    lists = [item for item in facts.scheme.lists if facts.total_n(f"reach_agencies.{item.id}")]
    if not facts.has_agencies or facts.institutions is None or not lists:
        return None
    agencies = len(facts.institutions.agencies)
    if agencies < 2:
        return None
    return Section(
        id="reach",
        title="How far one entry travels",
        paragraphs=[
            f"{HERE}, an entry that a record led to becomes known to some of the "
            f"{plural(agencies, 'agency', 'agencies')} and not to others. Where only some know, "
            "the same person is turned away at one door and let in at the next; where all know, "
            "so does every error.",
        ],
        figures=[_figure(facts, lists, agencies)],
    )


def _mean(facts: Facts, metric: str) -> tuple[float, int]:
    """Return the mean of a metric over the entries of the run, and how many those are."""
    months = range(1, facts.last + 1)
    points = [facts.point(metric, month) for month in months]
    entries = sum(n for _, n in points)
    return sum((value or 0.0) * n for value, n in points) / entries, entries


def _figure(facts: Facts, lists: list[Listing], agencies: int) -> Figure:
    """Return the agencies that come to know of an entry, by list."""
    items, rows = [], []
    for item in lists:
        know, entries = _mean(facts, f"reach_agencies.{item.id}")
        apart, _ = _mean(facts, f"disagreement.{item.id}")
        items.append(
            Bar(
                f"{item.label}: {decimal(know, 1)} of {agencies} agencies; two of them disagree "
                f"{percent(apart)} of the time",
                [("", know)],
            )
        )
        row: list[Cell] = [item.label, entries, know, know / agencies, apart]
        rows.append(row)
    drawn = bars(items, series=[""], unit="Agencies that come to know of an entry, on average")
    most = max(rows, key=lambda row: float(row[2] or 0))
    return Figure(
        id="reach-by-list",
        title=f"Of an entry on “{most[0]}”, {decimal(float(most[2] or 0), 1)} of {agencies} "
        "agencies come to know",
        description="One bar for each list: how many agencies come to know of an entry that a "
        "record led to, on average.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Who comes to know of an entry, over the run",
            [
                Col("List"),
                Col("Entries by record", "count"),
                Col("Agencies that come to know, mean", "decimal"),
                Col("Share of all agencies", "share"),
                Col("Chance that two agencies disagree", "share"),
            ],
            rows,
        ),
        counted=f"{plural(sum(int(row[1] or 0) for row in rows), 'entry', 'entries')} by record",
        note="Sooner or later; delays are not in it. Two agencies are drawn at random from all. "
        "Little disagreement is no merit: all may know of the same error.",
    )
