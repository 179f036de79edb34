"""Ways back: objections and their queue, and who gets off a list by paying or applying."""

from __future__ import annotations

from sincerity.report.charts.dots import Track, dots
from sincerity.report.charts.lines import Line, lines
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import HERE, count, decimal, people_name, percent, plural

RECORDS = {"right": "Of what the person did", "wrong": "Of something not done"}
MEANS = {"secure": "Secure", "strained": "Strained", "insolvent": "Cannot pay their debts"}
WAYS = {"performed": "Did what was owed", "repaired": "Let off on application"}


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody objects and no entry can be left."""
    filed = _all(facts, "filed")
    means = [m for m in MEANS if facts.total(f"entries_by_means.{m}")]
    by_means = bool(means) and any(facts.total(f"ended_{way}.{m}") for way in WAYS for m in means)
    if not filed and not by_means:
        return None
    return Section(
        id="ways-back",
        title="Ways back",
        paragraphs=_words(facts, filed) if filed else ["Nobody objected in this run."],
        figures=[
            *([_queue(facts, filed)] if filed else []),
            *([_by_means(facts, means)] if by_means else []),
        ],
        tables=[_objections(facts)] if filed else [],
    )


def _all(facts: Facts, step: str) -> float:
    """Return the objections that took a step over the run, to right and wrong records."""
    return sum(facts.total(f"objections_{step}.{which}") for which in RECORDS)


def _words(facts: Facts, filed: float) -> list[str]:
    """Say how many object, how many succeed and how many wait."""
    upheld, rejected = _all(facts, "upheld"), _all(facts, "rejected")
    waiting = facts.value("objections_waiting")
    share, records = facts.point("objected_share.wrong")
    delay = _mean_delay(facts)
    took = f" A decision took {decimal(delay, 1)} months on average." if delay is not None else ""
    return [
        f"{HERE}, {plural(filed, 'objection')} were filed: {count(upheld)} upheld, "
        f"{count(rejected)} rejected, {count(waiting)} waiting in {facts.end}.{took} Of "
        f"{plural(records, 'record')} of something not done {percent(share)} met with an "
        "objection: one has to learn of a record, and to be able and to dare.",
    ]


def _mean_delay(facts: Facts) -> float | None:
    """Return the mean months to a decision over the run; None where there was none."""
    points = [facts.point("objection_delay", month) for month in range(1, facts.last + 1)]
    decisions = sum(n for _, n in points)
    return sum((value or 0.0) * n for value, n in points) / decisions if decisions else None


def _sums(facts: Facts, step: str) -> list[float]:
    """Return a step of objections, month by month, to right and wrong records."""
    series = [facts.series(f"objections_{step}.{which}") for which in RECORDS]
    return [sum(value or 0.0 for value in values) for values in zip(*series, strict=True)]


def _queue(facts: Facts, filed: float) -> Figure:
    """Return objections filed, decided and waiting, month by month."""
    of_filed = _sums(facts, "filed")
    upheld, rejected = _sums(facts, "upheld"), _sums(facts, "rejected")
    waiting = [value or 0.0 for value in facts.series("objections_waiting")]
    decided = [one + other for one, other in zip(upheld, rejected, strict=True)]
    drawn = lines(
        [Line("Filed", of_filed), Line("Decided", decided), Line("Waiting", waiting)],
        facts.start,
        unit="Objections",
        share=False,
    )
    rows: list[list[Cell]] = [
        [facts.when(month), *numbers]
        for month, numbers in enumerate(
            zip(of_filed, upheld, rejected, waiting, strict=True), start=1
        )
    ]
    left = waiting[-1]
    return Figure(
        id="objections",
        title=f"In {facts.end} {count(left)} of {plural(filed, 'objection')} wait for a decision",
        description="Three lines, month by month: objections filed, decided, and waiting.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Objections by month",
            [
                Col("Month"),
                Col("Filed", "count"),
                Col("Upheld", "count"),
                Col("Rejected", "count"),
                Col("Waiting at the end of the month", "count"),
            ],
            rows,
        ),
        counted=plural(filed, "objection"),
        note="How many an office decides a month is assumed.",
    )


def _objections(facts: Facts) -> Table:
    """Return objections to right and to wrong records."""
    rows: list[list[Cell]] = [
        [
            name,
            facts.n(f"objected_share.{which}"),
            facts.total(f"objections_filed.{which}"),
            facts.point(f"objected_share.{which}")[0],
            facts.total(f"objections_upheld.{which}"),
            facts.total(f"objections_rejected.{which}"),
            facts.point(f"objections_upheld_share.{which}")[0],
        ]
        for which, name in RECORDS.items()
    ]
    return Table(
        "Objections over the run, by whether the record is right",
        [
            Col("Record"),
            Col("Records", "count"),
            Col("Objections", "count"),
            Col("Objections per record", "share"),
            Col("Upheld", "count"),
            Col("Rejected", "count"),
            Col("Share of decisions upheld", "share"),
        ],
        rows,
        is_open=True,
    )


def _by_means(facts: Facts, means: list[str]) -> Figure:
    """Return ends of entries by performance and repair, by means."""
    tracks, rows = [], []
    for word in means:
        months = facts.total(f"entries_by_means.{word}")
        ended = [facts.total(f"ended_{way}.{word}") for way in WAYS]
        tracks.append(Track(f"{MEANS[word]} · n {count(months)}", [n / months for n in ended]))
        row: list[Cell] = [MEANS[word], months, *ended, *(n / months for n in ended)]
        rows.append(row)
    drawn = dots(
        tracks,
        series=tuple(WAYS.values()),
        unit="Share of standing entries that end so in a month",
        share=True,
    )
    every = sum(facts.total(f"entries_by_means.{word}") for word in means)
    first, whose = rows[0], people_name(f"means={means[0]}")
    return Figure(
        id="ways-back-by-means",
        title=f"{percent(float(first[4] or 0))} of the entries of {whose} end in a month "
        "because they did what was owed; by means",
        description="One row for each state of means: the shares of standing entries that end in "
        "a month because the person did what was owed, or was let off on application.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Ends of entries over the run, by the means of the listed",
            [
                Col("Means"),
                Col("Entry-months", "count"),
                *(Col(name, "count") for name in WAYS.values()),
                *(Col(f"{name}, share a month", "share") for name in WAYS.values()),
            ],
            rows,
        ),
        counted=f"{count(every)} entry-months",
        note="Over all standing entries, also those that cannot be left in this way. The chances "
        "by means are assumptions.",
    )
