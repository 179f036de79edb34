"""How far errors climb: records, charges, entries on lists, people before doors."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.burden import not_done
from sincerity.report.wording import CAUSES, HERE, count, percent, plural

RUNGS = {
    "records": ("Records", "records that arrived"),
    "charges": ("Charges", "charges"),
    "entries": ("Entries on lists", "entries that a record led to"),
    "people": ("People before a door", "person-months before at least one closed door"),
}
"""By rung: its name, and what all of it is."""

CLIMB = (
    "One record may lead to several charges and entries, and an entry lasts: a rung is not a part "
    "of the one below."
)


def build(facts: Facts) -> Section | None:
    """Return the section, or None where errors reach nothing beyond records."""
    shown = [rung for rung in RUNGS if facts.total_n(f"errors.{rung}")]
    if len(shown) < 2:
        return None
    wrong = facts.total("errors.records")
    return Section(
        id="errors",
        title="How far errors climb",
        paragraphs=[
            f"{HERE}, {plural(wrong, 'record')} of {count(facts.total_n('errors.records'))} are "
            "about something the person did not do. What an error does depends on how far it "
            f"climbs. {CLIMB}",
        ],
        figures=[_ladder(facts, shown)],
        tables=[_causes(facts)],
    )


def _ladder(facts: Facts, shown: list[str]) -> Figure:
    """Return what is wrong on each rung."""
    items, rows = [], []
    for rung in shown:
        name, whole = RUNGS[rung]
        wrong, every = facts.total(f"errors.{rung}"), facts.total_n(f"errors.{rung}")
        items.append(
            Bar(
                f"{name}: {count(wrong)} of {count(every)} {whole} ({percent(wrong / every)})",
                [("", wrong)],
            )
        )
        row: list[Cell] = [name, whole, every, wrong, wrong / every]
        rows.append(row)
    drawn = bars(items, series=[""], unit="On a record of something not done, over the run")
    top, (name, whole) = shown[-1], RUNGS[shown[-1]]
    share = percent(facts.total(f"errors.{top}") / facts.total_n(f"errors.{top}"))
    return Figure(
        id="error-ladder",
        title=f"{name}: {share} of {count(facts.total_n(f'errors.{top}'))} {whole} "
        f"{'are ' + not_done(facts) if top == 'people' else 'rest on something not done'}",
        description="One bar for each rung, from records up: how many rest on a record of "
        "something that the person did not do.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "The ladder of errors over the run",
            [
                Col("Rung"),
                Col("What is counted"),
                Col("All", "count"),
                Col("On something not done", "count"),
                Col("Share", "share"),
            ],
            rows,
        ),
        counted=f"{plural(facts.total_n('errors.records'), 'record')} over the run",
        note=f"{CLIMB} Charges are times that points were charged, not points. People before a "
        "door whose agency has not heard that an entry ended are on the last rung too.",
    )


def _causes(facts: Facts) -> Table:
    """Return records, charges and entries by cause."""
    lists = [item.id for item in facts.scheme.lists]
    rows: list[list[Cell]] = [
        [
            name,
            facts.total(f"records.{cause}"),
            facts.total(f"charges_by_cause.{cause}"),
            sum(facts.total(f"list_entries_{cause}.{item}") for item in lists),
        ]
        for cause, name in CAUSES.items()
    ]
    return Table(
        "Records, charges and entries over the run, by why the record exists",
        [Col("Cause"), Col("Records", "count"), Col("Charges", "count"), Col("Entries", "count")],
        rows,
    )
