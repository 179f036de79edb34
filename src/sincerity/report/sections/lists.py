"""Lists of names: who stands on them, and what led there."""

from __future__ import annotations

import re

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.charts.lines import Line, panels
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.tables import by_month
from sincerity.report.wording import HERE, count, enumeration, percent, plural
from sincerity.scheme.model import Listing

TAINTS = {
    "false": "Something not done",
    "protected": "A protected act",
    "trivial": "A trivial act",
    "cannot_pay": "A debt that could not be paid",
    "another": "Another's act",
}
"""What makes an entry's doors wrongful, also by way of another list."""

_FIGURE = re.compile(r"\b\d{3}\b|\d,\d{3}")
"""A number of people in a text: three figures, or thousands set apart, which no year has."""

GROUNDS = {
    "A record of what the person did": ("true",),
    "A record of something not done": ("wrong_person", "invented", "false_report", "misjudged"),
    "A grade": ("grade",),
    "Another list": ("list",),
    "Representing a listed firm": ("representative",),
}
"""What leads to a list, and the causes of entries that belong to it."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None for a scheme without lists."""
    if not facts.scheme.lists:
        return None
    paragraphs = [_words(facts, item.id) for item in facts.scheme.lists]
    entered = any(entries(facts, item.id) for item in facts.scheme.lists)
    return Section(
        id="lists",
        title="Lists of names",
        paragraphs=[_in_all(facts), *paragraphs] if entered else paragraphs,
        figures=[_entries(facts), _members(facts)] if entered else [],
        tables=[_tainted(facts)] if entered else [],
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


def _in_all(facts: Facts) -> str:
    """Say how many entries were made, and on how many lists."""
    lists = [item.id for item in facts.scheme.lists if entries(facts, item.id)]
    every = sum(entries(facts, item) for item in lists)
    return (
        f"{HERE}, {plural(every, 'entry', 'entries')} on {plural(len(lists), 'list')} "
        f"{'was' if round(every) == 1 else 'were'} made in {plural(facts.last, 'month')}."
    )


def by_ground(facts: Facts, list_id: str) -> dict[str, float]:
    """Return the entries to a list over the run by what led there."""
    return {
        ground: sum(facts.total(f"list_entries_{cause}.{list_id}") for cause in causes)
        for ground, causes in GROUNDS.items()
    }


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
    """Return entries by list, split by what led there."""
    found = {item.id: by_ground(facts, item.id) for item in facts.scheme.lists}
    shown = [ground for ground in GROUNDS if any(parts[ground] for parts in found.values())]
    not_done = list(GROUNDS)[1]
    items, rows = [], []
    for item in facts.scheme.lists:
        every, parts = entries(facts, item.id), found[item.id]
        items.append(
            Bar(
                f"{item.label}: {plural(every, 'entry', 'entries')}, "
                f"{count(parts[not_done])} on a record of something not done",
                [(ground, parts[ground]) for ground in shown],
            )
        )
        share = parts[not_done] / every if every else None
        row: list[Cell] = [item.label, every, *parts.values(), share]
        rows.append(row)
    drawn = bars(items, series=shown, unit="Entries over the run")
    every = sum(entries(facts, item.id) for item in facts.scheme.lists)
    false = sum(parts[not_done] for parts in found.values())
    return Figure(
        id="list-entries",
        title=f"{count(false)} of {plural(every, 'entry', 'entries')} ({percent(false / every)}) "
        "rest on a record of something the person did not do",
        description="One bar for each list: entries over the run, split by what led there.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Entries to each list over the run, by what led there",
            [
                Col("List"),
                Col("Entries", "count"),
                *(Col(ground, "count") for ground in GROUNDS),
                Col("Share on something not done", "share"),
            ],
            rows,
        ),
        counted=plural(every, "entry", "entries"),
        note="One ground an entry: the first in the order of the scheme. An entry by grade or by "
        "another list names no record, so errors behind those are not in the share. Somebody who "
        "leaves a list and is listed again counts twice.",
    )


def _tainted(facts: Facts) -> Table:
    """Return entries by what would make the doors that they close wrongful."""
    rows: list[list[Cell]] = [
        [
            item.label,
            entries(facts, item.id),
            *(facts.total(f"list_entries_tainted_{taint}.{item.id}") for taint in TAINTS),
        ]
        for item in facts.scheme.lists
    ]
    return Table(
        "Entries over the run by what makes their doors wrongful (columns overlap)",
        [Col("List"), Col("Entries", "count"), *(Col(name, "count") for name in TAINTS.values())],
        rows,
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
