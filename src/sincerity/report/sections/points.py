"""Points charged by domain and by protection of the conduct, and who is charged."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.charts.dots import Track, dots
from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import (
    PROTECTION,
    axis_name,
    count,
    decimal,
    enumeration,
    group_name,
    percent,
    plural,
)
from sincerity.runs.codebook import takes_points

LEVELS = ("absolute", "qualified", "none", "unknown")
PROTECTED = ("absolute", "qualified")


def build(facts: Facts) -> Section | None:
    """Return the section, or None where no points were charged."""
    lost = facts.total("points_lost")
    if not lost and not facts.total("points_gained"):
        return None
    figures = [_by_domain(facts, lost)] if lost > 0 else []
    return Section(
        id="points",
        title="Points charged, for what, and to whom",
        paragraphs=[
            f"{_protection(facts)} The level is that of the kind of conduct in the catalogue; "
            "whether a single charge respects the conditions is a question this model cannot "
            "answer. Points are counted as charged, before a floor or cap of the score swallows "
            "any."
        ],
        figures=[*figures, _over_time(facts), *([_charged(facts)] if lost > 0 else [])],
        tables=[_rules(facts)],
    )


def _protection(facts: Facts) -> str:
    """Say which levels of protection the conduct has that was charged with a loss."""
    labels: dict[str, list[str]] = {level: [] for level in PROTECTED}
    kinds = {kind.id: kind for kind in facts.conduct.kinds}
    for rule in facts.scheme.rules:
        kind = kinds.get(rule.on.kind)
        level = kind.protection.level if kind else "unknown"
        if kind and level in labels and takes_points(rule) and facts.total(f"charges.{rule.id}"):
            labels[level].append(kind.label)
    words = [
        f"{name} ({enumeration(dict.fromkeys(labels[level]))})"
        for level, name in (
            ("absolute", "without any permitted limit"),
            ("qualified", "with limits under conditions"),
        )
        if labels[level]
    ]
    if not words:
        return "No conduct charged as a loss here is of a kind that human-rights law protects."
    return (
        "Human-rights law protects some of the conduct charged as a loss here: "
        f"{enumeration(words)}."
    )


def lost_by_level(facts: Facts) -> dict[str, float]:
    """Return points charged as losses over the run by level of protection."""
    return {level: facts.total(f"points_lost_protection.{level}") for level in LEVELS[:3]}


def _by_domain(facts: Facts, lost: float) -> Figure:
    """Return points charged as losses by domain, each split by protection."""
    kinds = {kind.id: kind for kind in facts.conduct.kinds}
    parts: dict[tuple[str, str], float] = {}
    for rule in facts.scheme.rules:
        kind = kinds.get(rule.on.kind)
        area = str(kind.domain) if kind else "unknown"
        level = kind.protection.level if kind else "unknown"
        taken = -facts.total(f"rule_points.{rule.id}")
        if taken and takes_points(rule):
            parts[area, level] = parts.get((area, level), 0.0) + taken
    totals: dict[str, float] = {}
    for (domain, _), taken in parts.items():
        totals[domain] = totals.get(domain, 0.0) + taken
    order = sorted(totals, key=lambda name: (-totals[name], name))
    levels = [level for level in LEVELS if any(key[1] == level for key in parts)]
    items = [
        Bar(
            f"{domain.capitalize()}: {count(totals[domain])} points "
            f"({percent(totals[domain] / lost)}){_protected_part(parts, domain)}",
            [
                (PROTECTION[level].capitalize(), max(parts[domain, level], 0.0))
                for level in levels
                if (domain, level) in parts
            ],
        )
        for domain in order
    ]
    drawn = bars(
        items,
        series=[PROTECTION[level].capitalize() for level in levels],
        unit="Points charged as losses over the run",
    )
    rows: list[list[Cell]] = [
        [
            domain.capitalize(),
            totals[domain],
            totals[domain] / lost,
            *(parts.get((domain, level), 0.0) for level in LEVELS[:3]),
        ]
        for domain in order
    ]
    by_level = lost_by_level(facts)
    protected = sum(by_level[level] for level in PROTECTED)
    return Figure(
        id="points-by-domain",
        title=f"{percent(protected / lost)} of all points charged as losses were for conduct that "
        "human-rights law protects",
        description=(
            "One bar for each domain of life, longest first: the points charged as losses over "
            "the whole run, with the part for protected conduct apart."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Points charged as losses over the run, by domain and by protection of the conduct",
            [
                Col("Domain"),
                Col("Points charged as losses", "count"),
                Col("Share of all", "share"),
                *(Col(PROTECTION[level].capitalize(), "count") for level in LEVELS[:3]),
            ],
            rows,
        ),
        counted=f"{plural(lost, 'point')} charged as losses in {plural(facts.last, 'month')}",
        note=f"No limit permitted: {percent(by_level['absolute'] / lost)}; limits under "
        f"conditions: {percent(by_level['qualified'] / lost)}. Points given back later are not "
        "taken off.",
    )


def _protected_part(parts: dict[tuple[str, str], float], domain: str) -> str:
    """Say in the label of a bar how much of it is for protected conduct."""
    words = [
        f"{count(parts[domain, level])} {PROTECTION[level]}"
        for level in PROTECTED
        if parts.get((domain, level))
    ]
    return f" · {', '.join(words)}" if words else ""


def _over_time(facts: Facts) -> Figure:
    """Return points charged, returned and swallowed by a bound, month by month."""
    metrics = {
        "Losses charged": "points_lost",
        "Gains charged": "points_gained",
        "Points that returned": "points_returned",
        "Points without effect": "points_clamped",
    }
    shown = {name: metric for name, metric in metrics.items() if facts.total(metric)}
    drawn = panels(
        [Line(name, facts.series(metric)) for name, metric in shown.items()],
        facts.start,
        unit="",
        share=False,
    )
    lost, people = facts.total("points_lost"), facts.total_n("points_lost")
    each = 12 * lost / people if people else 0.0
    return Figure(
        id="points-over-time",
        title=(
            f"A covered person is charged losses of {_small(each)} points a year on average"
            if lost > 0
            else "No losses were charged in this run"
        ),
        description=(
            "Small line charts, month by month: points charged as losses, points charged as gains, "
            "points that fell back because their term had passed, and points without effect at a "
            "floor or cap."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Points by month",
            counted=("Covered people", "points_lost"),
            metrics=shown,
            kind="count",
        ),
        counted=f"{count(people)} person-months of covered synthetic people",
        note="The scales differ. A mean hides how unevenly charges fall.",
    )


def _small(number: float) -> str:
    """Return a number with one place, with more where one would show nothing."""
    places = next((wide for wide in (1, 2, 3) if round(number, wide) > 0), 4)
    return decimal(number, places) if round(number, places) > 0 else "less than 0.0001"


def per_thousand(facts: Facts, group: str) -> tuple[float | None, int]:
    """Return charged person-months per 1,000 covered person-months, and the latter."""
    months = facts.total_n("charged_people", group)
    return (1000 * facts.total("charged_people", group) / months if months else None), months


def _charged(facts: Facts) -> Figure:
    """Return who is charged, by group, over the run."""
    groups = [group for group in facts.class_groups if facts.total_n("charged_people", group)]
    rates = {group: per_thousand(facts, group) for group in groups}
    tracks = [
        Track(f"{group_name(group)} · n {count(n)}", [rate]) for group, (rate, n) in rates.items()
    ]
    drawn = dots(
        tracks,
        series=["Charged"],
        unit="Charged person-months per 1,000 covered person-months",
        share=False,
    )
    rows: list[list[Cell]] = [
        [group_name(group), axis_name(group), n, facts.total("charged_people", group), rate]
        for group, (rate, n) in rates.items()
    ]
    everyone, n = rates["all"]
    return Figure(
        id="charged-by-group",
        title=f"In a month {decimal(everyone or 0.0, 2)} of 1,000 covered people are charged a "
        "loss; by group",
        description=(
            "One row for each group: how many of 1,000 covered person-months had a charge "
            "of a loss."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Charged person-months over the run, by group",
            [
                Col("Group"),
                Col("By"),
                Col("Covered person-months", "count"),
                Col("Charged person-months", "count"),
                Col("Per 1,000", "decimal"),
            ],
            rows,
        ),
        counted=f"{count(n)} covered person-months; each group's own are beside it",
        note="Charges can rest on records of things that people did not do; see the next section. "
        "Groups overlap.",
    )


def _rules(facts: Facts) -> Table:
    """Return every rule with its conduct, protection, charges and points."""
    kinds = {kind.id: kind for kind in facts.conduct.kinds}
    rows: list[list[Cell]] = []
    for rule in facts.scheme.rules:
        kind = kinds.get(rule.on.kind)
        level = kind.protection.level if kind else "unknown"
        article = (kind.protection.article if kind else None) or ""
        rows.append(
            [
                rule.label,
                kind.domain if kind else "unknown",
                PROTECTION[level],
                article,
                facts.total(f"charges.{rule.id}"),
                facts.total(f"rule_points.{rule.id}"),
            ]
        )
    return Table(
        "Every rule: protection of its conduct, charges and points charged over the run",
        [
            Col("Rule"),
            Col("Domain"),
            Col("Protection"),
            Col("Article"),
            Col("Charges", "count"),
            Col("Points charged", "count"),
        ],
        rows,
    )
