"""The sections of a life's page."""

from __future__ import annotations

import shlex
from collections.abc import Iterable

from sincerity.lives.closed import numbers
from sincerity.lives.life import COUPLING, Life
from sincerity.lives.reasons import Told
from sincerity.lives.text import month_state
from sincerity.lives.words import month_name
from sincerity.report.charts.life import Mark, Row, marked_line, month_rows
from sincerity.report.charts.lines import Line, lines
from sincerity.report.model import (
    Cell,
    Code,
    Col,
    Figure,
    Happened,
    MonthTold,
    Section,
    Table,
)
from sincerity.report.wording import plural

__all__ = ["sections"]

DONE, NOT_DONE, BACK, OTHER = (
    "Points for something done",
    "Points for something not done",
    "Points come back or go again",
    "Swallowed by floor or cap",
)
MARKS = (DONE, NOT_DONE, BACK, OTHER)
"""What is marked on the line of a score, in the order of the legend."""

ROOM = 20
"""Points above and below the line of a score that hardly moves."""


def sections(life: Life) -> list[Section]:
    """Return the sections of a life, in reading order."""
    found = [_picture(life), _months(life, life.told, "months", "Month by month")]
    other = life.other
    if other is not None:
        found.append(_beside(life, other))
    return [*found, _who(life), _again(life)]


def _picture(life: Life) -> Section:
    figures = [*_score(life, life, ""), *_spans(life, life, ""), _beliefs(life)]
    after = []
    if life.other is not None:
        figures[1:1] = _score(life.other, life, "-beside")
        at = next(n for n, figure in enumerate(figures) if figure.id == "spans") + 1
        figures[at:at] = _spans(life.other, life, "-beside")
        after = [COUPLING]
    return Section(
        id="picture",
        title="The life as a picture",
        paragraphs=["Time runs from left to right. Every picture has its numbers below it."],
        figures=figures,
        after=after,
    )


def _score(one: Life, whole: Life, suffix: str) -> list[Figure]:
    """Return the line of the score, where there is a score that moves."""
    scores = [month.score for month in one.months]
    moving = [life for life in _both(whole) if life.setting.scheme.rules]
    known = [s for life in moving for month in life.months if (s := month.score) is not None]
    if not known or not one.setting.scheme.rules or all(score is None for score in scores):
        return []
    span = min(known) - ROOM, max(known) + ROOM
    marks = list(_marks(one))
    picture = marked_line(scores, marks, MARKS, one.setting.start, unit="points", span=span)
    scheme = _scheme(one, whole)
    lowest, last = one.totals.score_lowest, one.totals.score_last
    return [
        Figure(
            id=f"score{suffix}",
            title=(
                f"Under {scheme}, the score ends at {_points(last)}"
                + (
                    ", its lowest"
                    if lowest == last
                    else f"; at its lowest it was {_points(lowest)}"
                )
            ),
            description=(
                f"A line of the score month by month, with {plural(len(marks), 'mark')} where "
                "points were taken, given or came back."
            ),
            wide=picture.wide,
            narrow=picture.narrow,
            table=_month_table(one, scheme),
            counted=f"one synthetic person, {plural(len(one.months), 'month')}",
            note="The line shows the stored score at the end of each month.",
        )
    ]


def _points(score: int | None) -> str:
    return "no score" if score is None else plural(score, "point")


def _both(life: Life) -> list[Life]:
    return [life] if life.other is None else [life, life.other]


def _marks(life: Life) -> Iterable[Mark]:
    """Yield a mark for each event that moves the score, on the line at the month's end."""
    for told in life.told:
        event = told.event
        score = life.months[event.month - 1].score
        if score is None:
            continue
        if event.what == "charge":
            yield Mark(event.month, score, DONE if event.is_true else NOT_DONE)
        elif event.what == "returned":
            yield Mark(event.month, score, BACK)
        elif event.what == "swallowed":
            yield Mark(event.month, score, OTHER)


def _scheme(one: Life, whole: Life) -> str:
    """Return the scheme that a life is lived under, told apart from another of the same title."""
    title = f"“{one.setting.scheme.title}”"
    is_beside = one is whole.other and one.setting.scheme.title == whole.setting.scheme.title
    return f"{title}, beside" if is_beside else title


def _month_table(life: Life, scheme: str) -> Table:
    rows: list[list[Cell]] = [
        [
            month_name(life.setting.start, month.month),
            month.score,
            month.returned,
            month.charged,
            month.swallowed,
            month.grade,
            ", ".join(month.lists) or None,
            month.closed,
            month.closed_wrongly,
        ]
        for month in life.months
    ]
    columns = [
        Col("Month"),
        Col("Score", "count"),
        Col("Came back", "count"),
        Col("Charged", "count"),
        Col("Swallowed", "count"),
        Col("Grade"),
        Col("Lists"),
        Col("Closed doors", "count"),
        Col("For something not done", "count"),
    ]
    return Table(f"Month by month under {scheme}", columns, rows)


def _spans(one: Life, whole: Life, suffix: str) -> list[Figure]:
    rows = list(_rows(one))
    scheme = _scheme(one, whole)
    lead = f"Under {scheme}, a door was closed"
    months, before = len(one.months), one.totals.months_before_a_door
    if not rows:
        return []
    picture = month_rows(rows, one.setting.start, months)
    table_rows: list[list[Cell]] = [
        [
            row.label,
            month_name(one.setting.start, first),
            month_name(one.setting.start, last),
            last - first + 1,
        ]
        for row in rows
        for first, last in row.spans
    ]
    columns = [Col("What"), Col("From"), Col("To"), Col("Months", "count")]
    return [
        Figure(
            id=f"spans{suffix}",
            title=(
                f"{lead} in {before} of {plural(months, 'month')}"
                if before
                else f"No door was closed under {scheme}"
            ),
            description=(
                f"Bars over the months in which grades, entries on lists, closed doors and "
                f"strained means held, under {scheme}."
            ),
            wide=picture.wide,
            narrow=picture.narrow,
            table=Table(f"What held when, under {scheme}", columns, table_rows),
            counted=f"one synthetic person, {plural(months, 'month')}",
            note="A bar covers whole months.",
        )
    ]


STANDING, DOORS, WRONGLY, LIVING = "s1", "s2", "s3", "s5"
"""Colours of rows: what institutions say, what is closed, what is closed wrongly, and the rest."""


def _rows(life: Life) -> Iterable[Row]:
    """Yield what held for some of the months: grades, lists, doors, work and means."""
    setting, months = life.setting, life.months
    bands = setting.scheme.grades.bands if setting.scheme.grades is not None else ()
    held = [month.grade for month in months]
    if len(set(held)) > 1:
        for band in bands:
            yield from _row(f"Grade {band.id}", [grade == band.id for grade in held], STANDING)
    for listing in setting.scheme.lists:
        name = f"On the list “{listing.label}”"
        yield from _row(name, [listing.id in month.lists for month in months], STANDING)
    yield from _door_rows(life)
    wrongly = [month.closed_wrongly > 0 for month in months]
    yield from _row("A door closed for something not done", wrongly, WRONGLY)
    turned = {
        told.event.month
        for told in life.told
        if told.event.what == "attempt" and told.event.facts["end"] == "blocked"
    }
    yield from _row(
        "Turned away at a closed door", [month.month in turned for month in months], DOORS
    )
    silent = [month.in_the_open == "silenced" or month.online == "silenced" for month in months]
    yield from _row("Has a grievance", [month.grievance > 0 for month in months], LIVING)
    yield from _row("Silent for fear", silent, WRONGLY)
    spoken = [month.in_the_open == "spoken" or month.online == "spoken" for month in months]
    yield from _row("Speaks up", spoken, LIVING)
    yield from _row("Out of work", [month.idle_months > 0 for month in months], LIVING)
    yield from _row("Strained means", [month.means == 1 for month in months], LIVING)
    yield from _row("Debts that cannot be paid", [month.means == 2 for month in months], LIVING)


def _door_rows(life: Life) -> Iterable[Row]:
    """Yield closed doors, those with the same months in one row."""
    months, doors_of = life.months, life.setting.doors
    for way, lead in (
        ("own", ""),
        ("household", "For a relative's sake: "),
        ("late", "After the entry has ended: "),
    ):
        patterns: dict[tuple[bool, ...], list[int]] = {}
        for door in numbers(_any(getattr(month, way) for month in months)):
            closed = tuple(bool(getattr(month, way) >> door & 1) for month in months)
            patterns.setdefault(closed, []).append(door)
        for closed, doors in patterns.items():
            label = f"“{doors_of[doors[0]].label}”"
            if len(doors) > 1:
                label = f"{len(doors)} closed doors: {label} and {len(doors) - 1} more"
            yield from _row(f"{lead}{label}", closed, DOORS)


def _any(sets: Iterable[int]) -> int:
    found = 0
    for doors in sets:
        found |= doors
    return found


def _row(label: str, holds: Iterable[bool], colour: str) -> Iterable[Row]:
    """Yield a row if something holds in any month."""
    spans: list[tuple[int, int]] = []
    for month, held in enumerate(holds, 1):
        if held and spans and spans[-1][1] == month - 1:
            spans[-1] = spans[-1][0], month
        elif held:
            spans.append((month, month))
    if spans:
        yield Row(label, spans, colour)


def _beliefs(life: Life) -> Figure:
    names = ("Fear of speaking out", "Belief that conduct decides what is charged")
    series = [
        Line(names[0], [month.fear for month in life.months]),
        Line(names[1], [month.certainty for month in life.months]),
    ]
    picture = lines(series, life.setting.start, unit="of 255", share=False)
    rows: list[list[Cell]] = [
        [month_name(life.setting.start, month.month), month.fear, month.certainty]
        for month in life.months
    ]
    return Figure(
        id="beliefs",
        title=f"Fear ends at {life.months[-1].fear} of 255",
        description="Two lines: fear of speaking out, and belief that conduct decides charges.",
        wide=picture.wide,
        narrow=picture.narrow,
        table=Table(
            "Beliefs at the end of each month",
            [Col("Month"), *(Col(name, "count") for name in names)],
            rows,
        ),
        counted=f"one synthetic person, {plural(len(life.months), 'month')}",
        note="Beliefs are of the synthetic person, not the truth about the scheme.",
    )


def _months(life: Life, told: Iterable[Told], id: str, title: str) -> Section:
    """Return every month with something to tell."""
    by_month: dict[int, list[Told]] = {}
    for item in told:
        by_month.setdefault(item.event.month, []).append(item)
    intro = (
        "Every event, with why it happened and the part and line of the scheme that did it. Lines "
        "are those of `resolved/scheme.yaml` in the run folder."
    )
    if not by_month:
        intro = "Nothing happened that the model can tell."
    return Section(
        id=id,
        title=title,
        paragraphs=[intro],
        months=[
            MonthTold(
                id=f"{id}-{month}",
                title=month_name(life.setting.start, month),
                standing=month_state(life, life.months[month - 1]),
                events=[_happened(item) for item in items],
            )
            for month, items in by_month.items()
        ],
    )


def _happened(item: Told) -> Happened:
    truth = {True: "true record", False: "false record", None: ""}[item.event.is_true]
    not_done = item.event.is_for_nothing_done
    tags = [truth, "for something not done" if not_done and not truth else ""]
    return Happened(
        what=item.what,
        why=item.why,
        rules=[str(rule) for rule in item.rules],
        tags=[tag for tag in (*tags, "in both lives" if item.shared else "") if tag],
        is_false=not_done,
    )


def _beside(life: Life, other: Life) -> Section:
    alone = [item for item in other.told if not item.shared]
    section = _months(other, alone, "beside", f"Only under “{other.setting.scheme.title}”")
    shared = sum(bool(item.shared) for item in life.told)
    text = (
        f"Of {plural(len(life.told), 'event')} above, {shared} happened in both lives. These "
        f"{plural(len(alone), 'event')} happened only under “{other.setting.scheme.title}”."
    )
    return Section(
        id=section.id,
        title=section.title,
        paragraphs=[text],
        months=section.months,
        after=[COUPLING],
    )


def _who(life: Life) -> Section:
    who = life.who
    rows: list[list[Cell]] = [
        ["Number", str(who.person)],
        ["Age at the start", f"{who.age_years} years"],
        ["Sex", who.sex],
        ["Home", who.home],
        ["Household", ", ".join(str(number) for number in who.household)],
        ["Work", who.work.replace("_", " ")],
        ["Means at the start", who.means],
        ["Moved here without registering", _yes(who.migrant)],
        ["Party member", _yes(who.party_member)],
        ["Online", _yes(who.online)],
        ["Drives", _yes(who.drives)],
        ["Township, county", f"{who.township}, {who.county}"],
    ]
    return Section(
        id="who",
        title="Who this is: nobody",
        paragraphs=[
            "A synthetic person is a number. Everything in the table is computed from it and the "
            "seed of the society whenever it is needed; nothing about anybody real went in."
        ],
        tables=[
            Table("What is computed from the number", [Col("Attribute"), Col("Value")], rows, True)
        ],
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _again(life: Life) -> Section:
    words = ["sincerity", "person", "RUN", str(life.who.person)]
    against = [] if life.other is None else ["--against", "OTHER"]
    busiest = max(
        range(1, len(life.months) + 1), key=lambda month: (len(life.of_month(month)), -month)
    )
    why = ["sincerity", "why", "RUN", str(life.who.person), "--month", str(busiest)]
    return Section(
        id="reproduce",
        title="The same again",
        paragraphs=["RUN is the run folder; its digest stands at the foot of this page."],
        code=[
            Code("This page:", shlex.join([*words, *against, "--format", "html"])),
            Code("The fullest month, step by step:", shlex.join(why)),
        ],
    )
