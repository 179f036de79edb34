"""Grievance, open protest and outcry: who speaks up, and who is silent for fear."""

from __future__ import annotations

from sincerity.report.charts.lines import Line, lines
from sincerity.report.facts import Facts
from sincerity.report.model import Figure, Section
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, percent, plural

VOICES = {
    "Protest in the open": "protesters",
    "Would, but for fear": "protest_silenced",
    "Speak online": "speakers",
    "Would speak online, but for fear": "outcry_silenced",
}


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody has a grievance."""
    months = facts.total("aggrieved")
    if not months:
        return None
    return Section(
        id="protest",
        title="Who has a grievance, and who says so",
        paragraphs=[
            f"{HERE}, adults have a grievance, about a closed door or a published name, in "
            f"{plural(months, 'person-month')}. Protest and speech are rights: they are no record, "
            "change nobody's score, and fewer of them is no success. What is silenced is counted "
            "on the same people without their fear.",
            *_attention(facts),
        ],
        figures=[_figure(facts)],
    )


def _attention(facts: Facts) -> list[str]:
    """Say how often superiors took notice, and what counties withdrew."""
    noticed = facts.total("counties_noticed")
    if not noticed:
        return []
    withdrawn = facts.value("counties_withdrawn")
    return [
        f"Superiors took notice of a county {plural(noticed, 'time')}. In {facts.end} "
        f"{plural(withdrawn, 'county', 'counties')} of {count(facts.n('counties_withdrawn'))} "
        "had withdrawn their grades."
    ]


def _figure(facts: Facts) -> Figure:
    """Return open protest and outcry, and what fear kept back, month by month."""
    drawn = lines(
        [Line(name, facts.series(metric)) for name, metric in VOICES.items()],
        facts.start,
        unit="Adults",
        share=False,
    )
    openly, held = facts.total("protesters"), facts.total("protest_silenced")
    title = "Nobody protests in the open, and nobody would"
    if openly + held:
        title = (
            f"{percent(held / (openly + held))} of those who would protest in the open are silent "
            "for fear"
        )
    return Figure(
        id="voices",
        title=title,
        description="Four lines, month by month: adults who protest in the open, who would but "
        "for fear, who speak online, and who would but for fear.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "Grievance, protest and outcry, by month",
            counted=("Aggrieved adults", "protesters"),
            metrics=VOICES,
            kind="count",
        ),
        counted=plural(
            facts.total_n("protesters"),
            "person-month of grievance",
            "person-months of grievance",
        ),
        note="No threshold of protest was measured anywhere; the weights are guesses. The model "
        "knows of no reprisal.",
    )
