"""Closer watching of the listed and low-graded, and what is seen of everybody else."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, lines
from sincerity.report.facts import Facts
from sincerity.report.model import Figure, Section
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, decimal, percent, plural

WHOM = {"watched": "People watched more closely", "others": "All others"}


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody who acts is watched more closely."""
    done = {whom: facts.total(f"acts_watched.{whom}") for whom in WHOM}
    if not done["watched"] or not done["others"]:
        return None
    seen = {whom: facts.total(f"acts_seen.{whom}") / done[whom] for whom in WHOM}
    times = seen["watched"] / seen["others"] if seen["others"] else None
    factor = facts.scheme.supervision
    said = f"The scheme's factor is {factor.factor.used}. " if factor is not None else ""
    return Section(
        id="supervision",
        title="Closer watching",
        paragraphs=[
            f"{HERE}, {percent(seen['watched'])} of {plural(done['watched'], 'act')} of people "
            f"who are watched more closely were seen, and {percent(seen['others'])} of "
            f"{plural(done['others'], 'act')} of all others. {said}Whoever is seen more is "
            "recorded more, and so stays where they are: equal conduct, unequal records.",
        ],
        figures=[_figure(facts, times, done)],
    )


def _figure(facts: Facts, times: float | None, done: dict[str, float]) -> Figure:
    """Return the shares of acts seen, month by month."""
    names = {name: f"seen_share.{whom}" for whom, name in WHOM.items()}
    drawn = lines(
        [Line(name, facts.series(metric)) for name, metric in names.items()],
        facts.start,
        unit="Share of acts that an agency saw",
        share=True,
    )
    return Figure(
        id="seen-by-watching",
        title="The share of acts seen is "
        f"{decimal(times, 2) if times is not None else 'many'} times as large among the watched as "
        "among all others",
        description="Two lines, month by month: the shares of acts that an agency saw, of people "
        "watched more closely and of all others.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Share of acts seen, by month",
            counted=("Acts of the watched", "seen_share.watched"),
            metrics=names,
            kind="share",
        ),
        counted=f"{count(done['watched'])} acts of the watched, {count(done['others'])} of others",
        note="The two also do different things. Acts of every kind, good deeds and protected acts "
        "among them.",
    )
