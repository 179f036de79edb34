"""Lists of names: who stands on them, and which entries fell in a month with a false charge."""

from __future__ import annotations

import re

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import count, enumeration, percent, plural
from sincerity.scheme.model import Listing

_FIGURE = re.compile(r"\b\d{3}\b|\d,\d{3}")
"""A number of people in a text: three figures, or thousands set apart, which no year has."""

MONTHS = (
    "No false charge of that person in the month",
    "A false charge of that person in the month",
)


def build(facts: Facts) -> Section | None:
    """Return the section, or None for a scheme without lists."""
    if not facts.scheme.lists:
        return None
    paragraphs = [_words(facts, item.id) for item in facts.scheme.lists]
    entered = any(entries(facts, item.id) for item in facts.scheme.lists)
    return Section(
        id="lists",
        title="Lists of names",
        paragraphs=paragraphs,
        figures=[_entries(facts), _members(facts)] if entered else [],
        after=[*_said_by_sources(facts), *_beside_published(facts)],
    )


def entries(facts: Facts, list_id: str) -> float:
    """Return the entries to a list over the run."""
    return facts.total(f"list_entries.{list_id}")


def first_entries(facts: Facts, list_id: str) -> tuple[int, float] | None:
    """Return the first month with entries and their number; None where there are none."""
    for month, value in enumerate(facts.series(f"list_entries.{list_id}"), 1):
        if value:
            return month, value
    return None


def _with_false_charge(facts: Facts, list_id: str) -> float:
    """Return the entries over the run in a month with a false charge of that person."""
    return facts.total(f"list_entries_with_false_charge.{list_id}")


def _words(facts: Facts, list_id: str) -> str:
    """Say in a sentence when a list was first filled, and with how many."""
    item = next(found for found in facts.scheme.lists if found.id == list_id)
    first = first_entries(facts, list_id)
    if first is None:
        return f"{item.label}: nobody was entered in this run."
    month, value = first
    share = percent(value / facts.residents)
    return (
        f"{item.label}: first filled in {facts.when_long(month)} with "
        f"{plural(value, 'entry', 'entries')} ({share} of {count(facts.residents)} residents)."
    )


def _said_by_sources(facts: Facts) -> list[str]:
    """Return what the scheme's file says about each list, beside the model's number."""
    lines = [
        f"What the sources say of “{item.label}”: {item.note}"
        for item in facts.scheme.lists
        if item.note
    ]
    return [*lines, *(f"Not known: {text}" for text in facts.scheme.unknowns if _is_on_lists(text))]


def _is_on_lists(text: str) -> bool:
    """Say whether an unknown is about posted names."""
    words = text.lower()
    return any(word in words for word in ("posted", "publish", "listed", "names"))


def _beside_published(facts: Facts) -> list[str]:
    """Set the model's count of a list beside the figures that the scheme's file quotes."""
    if not any(_is_on_lists(text) and _FIGURE.search(text) for text in facts.scheme.unknowns):
        return []
    return [_without_a_fit(facts, item) for item in facts.scheme.lists]


def _without_a_fit(facts: Facts, item: Listing) -> str:
    """Say what the model counts on a list, what it leaves out, and that it is no match."""
    months = enumeration(str(month) for month in item.months)
    only = f" Only charges of {_noun(len(item.months))} {months} count." if item.months else ""
    both = item.entry.points_at_most is not None and item.entry.points_at_least is not None
    mixed = " Entries for bad deeds and for good deeds are not counted apart." if both else ""
    return (
        f"In this run “{item.label}” holds {plural(entries(facts, item.id), 'entry', 'entries')} "
        f"of {count(facts.residents)} synthetic residents.{only}{mixed} The model does not "
        "reproduce the figures reported in the sources: which deeds were chosen is not known, and "
        "the rule for entry is an assumption."
    )


def _noun(number: int) -> str:
    """Return what the months of a list are called in a sentence."""
    return "month" if number == 1 else "months"


def _entries(facts: Facts) -> Figure:
    """Return entries by list, split by false charges of the person in the month."""
    items, rows = [], []
    for item in facts.scheme.lists:
        every = entries(facts, item.id)
        false = _with_false_charge(facts, item.id)
        share = false / every if every else None
        items.append(
            Bar(
                f"{item.label}: {plural(every, 'entry', 'entries')}, "
                f"{count(false)} in a month with a false charge",
                [(MONTHS[0], every - false), (MONTHS[1], false)],
            )
        )
        row: list[Cell] = [item.label, every, every - false, false, share]
        rows.append(row)
    drawn = bars(items, series=MONTHS, unit="Entries over the run")
    every = sum(entries(facts, item.id) for item in facts.scheme.lists)
    false = sum(_with_false_charge(facts, item.id) for item in facts.scheme.lists)
    return Figure(
        id="list-entries",
        title=f"{count(false)} of {plural(every, 'entry', 'entries')} fell in a month in which the "
        "person also had a false charge",
        description=(
            "One bar for each list: entries over the run, split by whether the person had a false "
            "charge in the month of the entry."
        ),
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Entries to each list over the run",
            [
                Col("List"),
                Col("Entries", "count"),
                Col("No false charge in the month", "count"),
                Col("A false charge in the month", "count"),
                Col("Share with a false charge", "share"),
            ],
            rows,
        ),
        counted=plural(every, "entry", "entries"),
        note="Neither part says what led to an entry: an entry by grade comes from earlier months, "
        "whose false charges are not attributed to it, and a false charge of the month may have "
        "had nothing to do with the entry. Somebody who leaves a list and is listed again counts "
        "twice.",
    )


def _members(facts: Facts) -> Figure:
    """Return people on each list, month by month."""
    lists = facts.scheme.lists
    drawn = panels(
        [Line(item.label, facts.series(f"list_members.{item.id}")) for item in lists],
        facts.start,
        unit="",
        share=False,
    )
    most, month = max(
        (value or 0.0, month)
        for item in lists
        for month, value in enumerate(facts.series(f"list_members.{item.id}"), 1)
    )
    stood = "person stood" if round(most) == 1 else "people stood"
    one = "the list" if len(lists) == 1 else "any one list"
    return Figure(
        id="list-members",
        title=f"Never more than {count(most)} {stood} on {one} in a month (so in "
        f"{facts.when_long(month)})",
        description="A small line chart for each list: the people on it, month by month.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=by_month(
            facts,
            "People on each list, by month",
            counted=("Residents", f"list_members.{lists[0].id}"),
            metrics={item.label: f"list_members.{item.id}" for item in lists},
            kind="count",
        ),
        counted=f"{count(facts.residents)} synthetic residents",
    )
