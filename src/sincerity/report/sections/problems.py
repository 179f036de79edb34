"""Public problems: how many there are, how many are reported, and what the centre hears."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, lines
from sincerity.report.facts import Facts
from sincerity.report.model import Figure, Section
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, percent, plural

STEPS = {
    "arisen": "There are",
    "reported": "People report",
    "seen_by_centre": "The centre hears of",
}


def build(facts: Facts) -> Section | None:
    """Return the section, or None where the catalogue has no public problems."""
    arisen = facts.total("problems.arisen")
    if not arisen:
        return None
    solved, waiting = facts.total("problems.solved"), facts.value("problems_waiting")
    reported = facts.total("problems.reported")
    return Section(
        id="problems",
        title="What the centre hears",
        paragraphs=[
            f"{HERE}, there were {plural(arisen, 'public problem')} of which people would have "
            f"spoken with no scheme there; they reported {count(reported)}. Counties solved "
            f"{count(solved)}, and {count(waiting)} waited in {facts.end}. What is not reported "
            "is never solved, and a county looks better for it.",
        ],
        figures=[_figure(facts, arisen)],
    )


def _figure(facts: Facts, arisen: float) -> Figure:
    """Return problems that are there, reported and heard of, month by month."""
    drawn = lines(
        [Line(name, facts.series(f"problems.{step}")) for step, name in STEPS.items()],
        facts.start,
        unit="Public problems",
        share=False,
    )
    heard = facts.total("problems.seen_by_centre")
    return Figure(
        id="problems-heard",
        title=f"The centre hears of {count(heard)} of {plural(arisen, 'public problem')} "
        f"({percent(heard / arisen)})",
        description="Three lines, month by month: public problems that there are, that people "
        "report, and of which the centre hears.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Public problems by month",
            counted=("There are (n)", "problems.arisen"),
            metrics={
                **{name: f"problems.{step}" for step, name in STEPS.items()},
                "Solved": "problems.solved",
                "Reported and not solved": "problems_waiting",
            },
            kind="count",
        ),
        counted=plural(arisen, "public problem"),
        note="How much counties pass on is assumed. Problems of which nobody would ever speak "
        "are not in it.",
    )
