"""What closed doors do to means, and how the listed stand beside everybody else."""

from __future__ import annotations

from sincerity.report.charts.dots import Track, dots
from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, percent, plural

LOSSES = {"Lose a step of means": "falls_caused", "Out of work": "out_of_work"}
SERIES = ("Adults on the list", "All other adults")


def build(facts: Facts) -> Section | None:
    """Return the section, or None where no door costs means and nobody is listed."""
    costs = facts.total("falls_caused") + facts.total("out_of_work")
    figures = [*([_by_list(facts)] if _listed(facts) else []), *([_lost(facts)] if costs else [])]
    if not figures:
        return None
    return Section(
        id="means",
        title="What closed doors do to means",
        paragraphs=[
            f"{HERE}, {_cost(facts) if costs else 'no closed door cost anybody means or work.'}",
            "Somebody who cannot pay and somebody who will not are alike to a register. The "
            "simulator sees the difference; no institution in it does.",
        ],
        figures=figures,
    )


def _cost(facts: Facts) -> str:
    """Say how many lost means and work through closed doors."""
    return (
        f"{plural(facts.total('falls_caused'), 'person', 'people')} lost a step of means because "
        "a door was closed to them, counted in each month in which it happened, and "
        f"{plural(facts.total('out_of_work'), 'person-month')} out of work came of closed doors "
        "and closed firms. While it lasts nobody's means recover."
    )


def _listed(facts: Facts) -> list[tuple[str, str]]:
    """Return id and label of the lists with an adult on them in the last month."""
    return [
        (item.id, item.label)
        for item in facts.scheme.lists
        if facts.n(f"insolvent_listed_share.{item.id}")
    ]


def _by_list(facts: Facts) -> Figure:
    """Return who cannot pay, on each list and off it."""
    tracks, rows = [], []
    for item, name in _listed(facts):
        on, n = facts.point(f"insolvent_listed_share.{item}")
        off, others = facts.point(f"insolvent_others_share.{item}")
        tracks.append(Track(f"{name} · n {count(n)}", [on, off]))
        row: list[Cell] = [name, n, on, others, off]
        rows.append(row)
    drawn = dots(tracks, series=SERIES, unit="Share of adults who cannot pay", share=True)
    first = rows[0]
    return Figure(
        id="insolvent-on-lists",
        title=f"{percent(_number(first[2]))} of the {count(_number(first[1]))} adults on "
        f"“{first[0]}” cannot pay their debts, {percent(_number(first[4]))} of all others",
        description="One row for each list: the shares of adults on it, and of all others, who "
        "cannot pay their debts.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            f"Adults who cannot pay their debts, {facts.end}",
            [
                Col("List"),
                Col("Adults on it", "count"),
                Col("Cannot pay", "share"),
                Col("All other adults", "count"),
                Col("Of them cannot pay", "share"),
            ],
            rows,
        ),
        counted=f"{count(sum(_number(row[1]) for row in rows))} listed adults in {facts.end}",
        note="Cause and effect are not told apart here: people without means are listed more "
        "often, and the listed lose means.",
    )


def _number(cell: Cell) -> float:
    """Return a cell as a number, 0 where it is empty."""
    return cell if isinstance(cell, int | float) else 0.0


def _lost(facts: Facts) -> Figure:
    """Return falls and lost work, month by month."""
    names = {name: metric for name, metric in LOSSES.items() if facts.total(metric)}
    drawn = panels(
        [Line(name, facts.series(metric)) for name, metric in names.items()],
        facts.start,
        unit="",
        share=False,
    )
    falls, (idle, adults) = facts.total("falls_caused"), facts.point("out_of_work")
    titles = {
        "falls_caused": f"{count(falls)} times in {plural(facts.last, 'month')} a closed door cost "
        "an adult a step of means",
        "out_of_work": f"In {facts.end} {plural(idle or 0.0, 'adult')} of {count(adults)} are out "
        "of work through a closed door or firm",
    }
    return Figure(
        id="means-lost",
        title=titles[list(names.values())[-1]],
        description="Small line charts, month by month: adults who lose a step of means because "
        "they were turned away, and adults out of work through a closed door or firm.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Means and work lost through closed doors and firms, by month",
            counted=("Adults", "out_of_work"),
            metrics=names,
            kind="count",
        ),
        counted=f"{count(adults)} adults",
        note="The scales differ. Nobody is out of work here for another reason.",
    )
