"""How long it lasts: ways off each list, entries that still stand, and wrong closures that end."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.burden import not_done
from sincerity.report.sections.lists import entries
from sincerity.report.wording import HERE, count, decimal, percent, plural

ENDS = {
    "term": "Term over",
    "performed": "Did what was owed",
    "repaired": "Let off on application",
    "upheld": "Objection upheld",
    "grade": "Left the grade",
}
"""Why an entry ends."""

STANDING = "Still stands"


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody was entered on a list."""
    every = sum(entries(facts, item.id) for item in facts.scheme.lists)
    if not every:
        return None
    return Section(
        id="recovery",
        title="How long it lasts",
        paragraphs=[
            f"{HERE}, {_standing_words(facts, every)} A short run sees few long stays end, so mean "
            "stays are of those that ended and too short.",
            *_wronged(facts),
        ],
        figures=[_ends(facts, every)],
    )


def _standing(facts: Facts) -> float:
    """Return the entries on all lists that stand at the end."""
    return sum(facts.value(f"entries_standing.{item.id}") for item in facts.scheme.lists)


def _standing_words(facts: Facts, every: float) -> str:
    """Say how many entries still stand."""
    standing = _standing(facts)
    return (
        f"{count(standing)} of {plural(every, 'entry', 'entries')} on lists "
        f"({percent(standing / every)}) still stand in {facts.end}."
    )


def _wronged(facts: Facts) -> list[str]:
    """Say how long doors stay closed for something not done."""
    people = facts.value("wronged_people")
    if not people:
        return []
    recover, ended = facts.point("months_to_recover")
    words = (
        f"{plural(people, 'person', 'people')} of {count(facts.residents)} stood at least once "
        f"before a door {not_done(facts)}. "
    )
    if recover is None:
        return [f"{words}None of these closures ended within the run."]
    return [
        f"{words}{plural(ended, 'such stretch', 'such stretches')} ended and "
        f"{count(facts.value('wronged_open'))} had not: {decimal(recover, 1)} months for each that "
        "ended, those that go on counted with what was seen of them."
    ]


def _ends(facts: Facts, every: float) -> Figure:
    """Return what became of the entries of each list."""
    items, rows = [], []
    lists = [item for item in facts.scheme.lists if entries(facts, item.id)]
    for item in lists:
        ended = {end: facts.total(f"exits_{end}.{item.id}") for end in ENDS}
        standing, made = facts.value(f"entries_standing.{item.id}"), entries(facts, item.id)
        items.append(
            Bar(
                f"{item.label}: {percent(standing / made)} of {plural(made, 'entry', 'entries')} "
                "still stand",
                [*((ENDS[end], number) for end, number in ended.items()), (STANDING, standing)],
            )
        )
        left = sum(ended.values())
        stayed = sum(facts.total(f"stay_{end}.{item.id}") for end in ENDS)
        row: list[Cell] = [
            item.label,
            made,
            *ended.values(),
            standing,
            standing / made,
            stayed / left if left else None,
            facts.total(f"reentries.{item.id}"),
        ]
        rows.append(row)
    drawn = bars(items, series=(*ENDS.values(), STANDING), unit="Entries over the run")
    return Figure(
        id="ends-of-entries",
        title=f"{percent(_standing(facts) / every)} of entries still stand at the end of the run",
        description="One bar for each list: the entries of the run, split by why they ended, and "
        "those that still stand.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "What became of the entries of each list by the end of the run",
            [
                Col("List"),
                Col("Entries", "count"),
                *(Col(name, "count") for name in ENDS.values()),
                Col(STANDING, "count"),
                Col("Share that stands", "share"),
                Col("Mean stay of those that ended, months", "points"),
                Col("Entries of people listed before", "count"),
            ],
            rows,
        ),
        counted=plural(every, "entry", "entries"),
        note="Recent entries have had less time to end.",
    )
