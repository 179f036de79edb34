"""Attempts at closed doors: turned away, not known there, let through."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.sections.burden import not_done
from sincerity.report.wording import HERE, count, percent, plural
from sincerity.scheme.model import Door

MOST_BARS = 12
ENDS = {
    "blocked": "Turned away",
    "unknown": "Let in: nobody there had heard",
    "let_through": "Let in all the same",
}
"""How an attempt at a closed door ends."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None where nobody tried a closed door."""
    tried = {
        door.id: facts.total(f"attempts.{door.id}")
        for door in facts.scheme.sanctions
        if facts.total(f"attempts.{door.id}")
    }
    if not tried:
        return None
    every = sum(tried.values())
    return Section(
        id="attempts",
        title="Who tries a closed door",
        paragraphs=[
            f"{HERE}, people tried a door that was closed to them {count(every)} times in "
            f"{plural(facts.last, 'month')}. An attempt fails where the agency at the door has "
            "heard and complies. How often people try is assumed, and not to change with what "
            "happened to them before. Doors that stand for no door of life are not tried.",
        ],
        figures=[_figure(facts, tried)],
    )


def _figure(facts: Facts, tried: dict[str, float]) -> Figure:
    """Return attempts by door and how they end."""
    doors = sorted(
        (door for door in facts.scheme.sanctions if door.id in tried),
        key=lambda door: (-tried[door.id], door.id),
    )
    shown = doors[:MOST_BARS]
    items = [
        Bar(
            f"{door.label}: {count(_total(facts, 'blocked', door))} of "
            f"{plural(tried[door.id], 'attempt')} turned away",
            [(name, _total(facts, end, door)) for end, name in ENDS.items()],
        )
        for door in shown
    ]
    drawn = bars(items, series=tuple(ENDS.values()), unit="Attempts over the run")
    rows: list[list[Cell]] = [
        [
            door.label,
            tried[door.id],
            *(_total(facts, end, door) for end in ENDS),
            _total(facts, "blocked_wrongly", door),
        ]
        for door in doors
    ]
    every = sum(tried.values())
    blocked = sum(_total(facts, "blocked", door) for door in doors)
    wrongly = sum(_total(facts, "blocked_wrongly", door) for door in doors)
    more = f"The table has all {count(len(doors))} doors. " if len(doors) > len(shown) else ""
    return Figure(
        id="attempts-by-door",
        title=f"{count(blocked)} of {plural(every, 'attempt')} ({percent(blocked / every)}) were "
        f"turned away, {count(wrongly)} of them {not_done(facts)}",
        description="One bar for each door, most tried first: attempts by people to whom it is "
        "closed, split by how they ended.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            "Attempts at closed doors over the run",
            [
                Col("Door"),
                Col("Attempts", "count"),
                *(Col(name, "count") for name in ENDS.values()),
                Col(f"Turned away {not_done(facts)}", "count"),
            ],
            rows,
        ),
        counted=plural(every, "attempt"),
        note=f"{more}Only the first column of wrongful burden is counted among those turned away.",
    )


def _total(facts: Facts, end: str, door: Door) -> float:
    """Return the attempts at a door that ended in a way."""
    return facts.total(f"attempts_{end}.{door.id}")
