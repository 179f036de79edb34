"""Where scores lie at the start, each December and at the end."""

from __future__ import annotations

from sincerity.report.charts.dots import Track, dots
from sincerity.report.charts.histograms import Histogram, histograms
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import axis_name, count, group_name, percent

METRIC = "score_count."


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody has a score or nothing moves it."""
    if not facts.scheme.rules or not facts.n("score_mean"):
        return None
    return Section(
        id="scores",
        title="The spread of scores",
        paragraphs=[
            f"Everyone covered begins with {count(facts.scheme.score.base.value)} points. The "
            "world counts scores in bins, so a quantile is known only to lie within its bin; both "
            "ends of the bin are given."
        ],
        figures=[_histograms(facts), _by_group(facts)],
    )


def bins(facts: Facts) -> list[tuple[str, float, float]]:
    """Return metric, lower and upper edge of each score bin, lowest first."""
    metrics = [
        metric
        for metric in facts.run.metrics["metric"].unique(maintain_order=True).to_list()
        if metric.startswith(METRIC)
    ]
    lows = [float(metric.removeprefix(METRIC)) for metric in metrics]
    width = lows[1] - lows[0] if len(lows) > 1 else 1.0
    return [(metric, low, low + width) for metric, low in zip(metrics, lows, strict=True)]


def below_start(facts: Facts, month: int | None = None, group: str = "all") -> tuple[float, int]:
    """Return how many people certainly have fewer points than at the start, and of how many."""
    base = facts.scheme.score.base.value
    below = [metric for metric, _, high in bins(facts) if high <= base]
    people = sum(facts.value(metric, month, group) for metric in below)
    return people, facts.n("score_mean", month, group)


def _histograms(facts: Facts) -> Figure:
    """Return the histogram of scores at the start and at each snapshot."""
    every = bins(facts)
    used = [
        place
        for place, (metric, _, _) in enumerate(every)
        if any(facts.value(metric, month) for month in facts.snapshots)
    ]
    base = facts.scheme.score.base.value
    at_start = next((p for p, (_, low, high) in enumerate(every) if low <= base < high), None)
    shown = sorted({*used, *([at_start] if at_start is not None else [])})
    chosen = every[shown[0] : shown[-1] + 1]
    items = [_start(facts, chosen)]
    for month in facts.snapshots:
        n = facts.n("score_mean", month)
        shares = [(low, high, facts.value(metric, month) / n) for metric, low, high in chosen]
        items.append(Histogram(f"{facts.when_long(month)} · n {count(n)}", shares))
    drawn = histograms(items, unit="Score, points")
    rows: list[list[Cell]] = [
        [f"{count(low)} to {count(high - 1)}"]
        + [facts.value(metric, month) for month in facts.snapshots]
        for metric, low, high in chosen
        if any(facts.value(metric, month) for month in facts.snapshots)
    ]
    fewer, n = below_start(facts)
    return Figure(
        id="score-distribution",
        title=f"In {facts.end} {percent(fewer / n)} of covered people have fewer points than "
        "they began with",
        description=(
            "Histograms of the score, one below the other: at the start, in each December and at "
            "the end. Heights grow with the square root of the share, so that small groups show."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Covered people by score",
            [Col("Score, points"), *(Col(facts.when(month), "count") for month in facts.snapshots)],
            rows,
        ),
        counted=f"{count(n)} covered synthetic people in {facts.end}",
        note="The lowest and the highest bin also hold scores beyond them. The start is as the "
        "scheme sets it.",
    )


def _start(facts: Facts, chosen: list[tuple[str, float, float]]) -> Histogram:
    """Return the histogram before the first month: everyone at the starting score."""
    base = facts.scheme.score.base.value
    shares = [(low, high, 1.0 if low <= base < high else 0.0) for _, low, high in chosen]
    return Histogram(f"Start: everyone at {count(base)}", shares)


def _by_group(facts: Facts) -> Figure:
    """Return the share of people below their starting score, by group, at the end."""
    groups = [group for group in facts.class_groups if facts.n("score_mean", None, group)]
    shares = {}
    for group in groups:
        fewer, n = below_start(facts, None, group)
        shares[group] = fewer / n
    drawn = dots(
        [
            Track(f"{group_name(group)} · n {count(facts.n('score_mean', None, group))}", [part])
            for group, part in shares.items()
        ],
        series=["Below the start"],
        unit="Share of covered people with fewer points than at the start",
        share=True,
    )
    everyone, n = below_start(facts)
    return Figure(
        id="below-start-by-group",
        title=f"Who has fewer points than at the start: {percent(everyone / n)} of all, by group",
        description=(
            "One row for each group: the share of its covered people who have fewer points than "
            f"they began with, in {facts.end}."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=_group_table(facts, shares),
        counted=f"{count(n)} covered people in all; each group's own number is beside it",
        note="The table adds the mean and the bins that hold three quantiles. Groups overlap.",
    )


def _group_table(facts: Facts, shares: dict[str, float]) -> Table:
    """Return share below the start, mean and bounds of quantiles by group, census groups too."""
    rows: list[list[Cell]] = [
        [
            group_name(group),
            axis_name(group),
            facts.n("score_mean", None, group),
            shares.get(group),
            facts.point("score_mean", None, group)[0],
            *(
                facts.point(f"score_quantile_{side}.{quantile}", None, group)[0]
                for quantile in ("p05", "p50", "p95")
                for side in ("low", "high")
            ),
        ]
        for group in facts.groups
        if facts.n("score_mean", None, group)
    ]
    quantiles = [
        Col(f"{name}: {side}", "count")
        for name in ("Lowest 5%", "Half", "95%")
        for side in ("from", "below")
    ]
    return Table(
        f"Score by group, {facts.end}",
        [
            Col("Group"),
            Col("By"),
            Col("Covered people", "count"),
            Col("Fewer points than at the start", "share"),
            Col("Mean, points", "points"),
            *quantiles,
        ],
        rows,
    )
