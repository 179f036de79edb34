"""What people know of the scheme and what they believe."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, lines, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Figure, Section
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import RUNGS, count, decimal, percent


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody is on the ladder."""
    if not facts.n("awareness_share.unaware"):
        return None
    return Section(
        id="beliefs",
        title="What people know and believe",
        paragraphs=[
            "A scheme can change what people do only through what they know and believe of it. "
            "How news travels, how certain people are that a charge depends on the act, "
            "and how afraid they are rest on guessed parameters."
        ],
        figures=[_awareness(facts), _feelings(facts)],
    )


def unaware(facts: Facts) -> tuple[float, float, int]:
    """Return people who have not heard of the scheme at the end, their share, and of how many."""
    share, n = facts.point("awareness_share.unaware")
    return facts.value("awareness_count.unaware"), share or 0.0, n


def _awareness(facts: Facts) -> Figure:
    """Return the ladder of awareness, month by month."""
    drawn = lines(
        [Line(name, facts.series(f"awareness_share.{rung}")) for rung, name in RUNGS.items()],
        facts.start,
        unit="Share of people",
        share=True,
    )
    people, share, n = unaware(facts)
    return Figure(
        id="awareness",
        title=f"In {facts.end} {percent(share)} of all residents, children included, have not "
        "heard of the scheme",
        description=(
            "Four lines, month by month: the shares of people who have not heard of the scheme, "
            "have heard of it, know its rules, and know their own score."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Ladder of awareness, by month",
            counted=("People", "awareness_share.unaware"),
            metrics={name: f"awareness_share.{rung}" for rung, name in RUNGS.items()},
            kind="share",
        ),
        counted=f"{count(people)} of {count(n)} synthetic people of every age, with or without a "
        "score",
    )


def _fear(first: str, last: str) -> str:
    """Say how mean fear moved, both ends as they are shown."""
    scale = "on the model's scale of 0 to 1"
    if first == last:
        none = first == decimal(0, 3)
        return f"Mean fear begins and ends {'near zero' if none else f'at {first}'} {scale}"
    return f"Mean fear goes from {first} to {last} {scale}"


def _feelings(facts: Facts) -> Figure:
    """Return mean believed certainty and mean fear, month by month."""
    names = {"Believed certainty": "certainty_mean", "Fear": "fear_mean"}
    drawn = panels(
        [Line(name, facts.series(metric)) for name, metric in names.items()],
        facts.start,
        unit="",
        share=False,
    )
    first, last = facts.value("fear_mean", 1), facts.value("fear_mean")
    return Figure(
        id="certainty-and-fear",
        title=_fear(decimal(first, 3), decimal(last, 3)),
        description=(
            "Two small line charts, month by month: how much likelier people think a charge "
            "if they did the act than if not, and how afraid they are, on average."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Mean believed certainty and mean fear, by month",
            counted=("People", "fear_mean"),
            metrics=names,
            kind="decimal",
        ),
        counted=f"{count(facts.n('fear_mean'))} synthetic people",
        note="Scales of the model; no survey measures them. The two scales differ.",
    )
