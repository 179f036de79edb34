"""Doors that close and doors that open, and whom a door closed to one person closes with them."""

from __future__ import annotations

from sincerity.report.charts.bars import Bar, bars
from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Figure, Section, Table
from sincerity.report.wording import HERE, count, decimal, enumeration, percent, plural
from sincerity.scheme.model import Door

OWN = "Closed to the person"
BEYOND = {
    "spill_months": "Closed to a relative",
    "stale_months": "The entry has ended, and the agency has not heard",
}
"""Why somebody to whom a door is not closed stands before it, by metric."""


def build(facts: Facts) -> Section | None:
    """Return the section, or None for a scheme without sanctions and perks."""
    scheme = facts.scheme
    if not scheme.sanctions and not scheme.perks:
        return None
    figures = [
        _figure(facts, doors, closes)
        for doors, closes in ((scheme.sanctions, True), (scheme.perks, False))
        if any(facts.total(f"door_months.{door.id}") for door in doors)
    ]
    return Section(
        id="doors",
        title="Doors that close, doors that open",
        paragraphs=[
            "A person-month is one person before one door for one month. Counted is who would be "
            "refused or favoured, not who tried.",
            *_closed(facts),
        ],
        figures=figures,
        after=[
            sentence
            for doors, sentence in (
                (scheme.sanctions, "No door closed for anybody in this run."),
                (scheme.perks, "No door opened for anybody in this run."),
            )
            if doors and not any(facts.total(f"door_months.{door.id}") for door in doors)
        ],
    )


def _closed(facts: Facts) -> list[str]:
    """Say how much falls on people themselves, on relatives, and on people whose entry is over."""
    spill, late = facts.item_total("spill_months"), facts.item_total("stale_months")
    own = sum(facts.total(f"door_months.{door.id}") for door in facts.scheme.sanctions)
    if not own:
        return []
    words = [f"{HERE}, {plural(own, 'person-month')} are before doors closed to people themselves"]
    if spill:
        minors = facts.item_total("spill_minor_months")
        words.append(
            f"{count(spill)} before doors closed for the sake of another member of the household "
            f"({count(minors)} of them months of minors)"
        )
    if late:
        words.append(f"{count(late)} after an entry has ended, because an agency has not heard")
    listed = facts.total_n("spillover_per_listed")
    each = ""
    if spill and listed:
        each = (
            f" For each month that somebody is on a list, {decimal(spill / listed, 2)} such months "
            "fall on relatives, those from doors that a grade closes among them."
        )
    return [f"{enumeration(words)}.{each}"]


def _figure(facts: Facts, doors: tuple[Door, ...], closes: bool) -> Figure:
    """Return person-months before each door of one kind."""
    verb = "closed" if closes else "open"
    beyond = [metric for metric in BEYOND if closes and facts.item_total(metric)]
    series = [OWN, *(BEYOND[metric] for metric in beyond)] if beyond else [""]
    items, rows = [], []
    for door in doors:
        months = [facts.total(f"{metric}.{door.id}") for metric in ("door_months", *beyond)]
        now, n = facts.point(f"door_months.{door.id}")
        share = facts.point(f"door_share.{door.id}")[0]
        items.append(
            Bar(
                f"{door.label}: {verb} to {plural(now or 0.0, 'person', 'people')} in "
                f"{facts.when(facts.last)}",
                list(zip(series, months, strict=True)),
            )
        )
        row: list[Cell] = [door.label, door.domain, door.severity, *months, now, n, share]
        rows.append(row)
    drawn = bars(items, series=series, unit=f"Person-months with the door {verb}")
    name = "sanctions" if closes else "perks"
    return Figure(
        id=f"doors-{name}",
        title=_title(facts, doors, verb),
        description=f"One bar for each door: the person-months for which it was {verb}.",
        wide=drawn.wide,
        narrow=drawn.narrow,
        table=Table(
            f"Doors that {'close (sanctions)' if closes else 'open (perks)'}",
            [
                Col("Door"),
                Col("Domain"),
                Col("Severity, 1 slight to 5 grave (the author's judgement)", "count"),
                Col("Person-months over the run", "count"),
                *(Col(f"{BEYOND[metric]}, person-months", "count") for metric in beyond),
                Col(f"People in {facts.when(facts.last)}", "count"),
                Col("Residents", "count"),
                Col("Share of residents", "share"),
            ],
            rows,
        ),
        counted=f"{plural(facts.residents, 'synthetic resident')}, {plural(facts.last, 'month')}",
        note="One person can stand before several doors.",
    )


def _title(facts: Facts, doors: tuple[Door, ...], verb: str) -> str:
    """Say how many people the most widely closed or open door is closed or open to."""
    people = {door.label: facts.value(f"door_months.{door.id}") for door in doors}
    most = max(people.values())
    widest = [label for label, number in people.items() if number == most]
    subject = f"“{widest[0]}” is" if len(widest) == 1 else f"{plural(len(widest), 'door')} are each"
    share = percent(most / facts.residents)
    return f"In {facts.end} {subject} {verb} to {plural(most, 'person', 'people')} ({share})"
