"""What is said about each part of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.model import Band, Door, Grades, Listing, Rule, Scheme
from sincerity.scheme.prose.page import Section, Table
from sincerity.scheme.prose.words import (
    date_words,
    listed,
    mark_of,
    marked_words,
    points,
    value_words,
)
from sincerity.scheme.quantities import MARKS, Quantity

__all__ = ["scheme_sections", "status_sentence"]

_STATUS = {
    "enacted": "In force",
    "piloted": "Piloted",
    "proposed": "Proposed, not in force",
    "repealed": "Repealed",
    "feared": "Feared: no such text is known",
    "fictional": "Made up",
}


def status_sentence(scheme: Scheme) -> str:
    """Say whether the rules were ever in force, where and when."""
    status = scheme.status
    text = _STATUS[status.kind]
    if status.place is not None:
        text += f" in {status.place}"
    if status.start is not None:
        text += f", from {date_words(status.start)}"
    if status.until is not None:
        known = status.until != "unknown"
        text += f", until {date_words(status.until)}" if known else ", end unknown"
    note = f" {status.note}" if status.note is not None else ""
    return f"Status: {text}.{note}"


def scheme_sections(scheme: Scheme, conduct: ConductView | None) -> Iterator[Section]:
    """Yield the sections in reading order; parts that a scheme does not have are left out."""
    yield _coverage(scheme)
    yield _score(scheme)
    yield _rules(scheme, kinds_by_id(conduct) if conduct is not None else {})
    yield _grades(scheme.grades)
    if scheme.lists:
        yield Section("Lists", tables=(_lists(scheme.lists),))
    yield _doors(scheme)
    yield _process(scheme)
    if scheme.settings:
        yield _settings(scheme)
    if scheme.unknowns:
        rows = tuple((str(number), text) for number, text in enumerate(scheme.unknowns, start=1))
        yield Section("What is not known", tables=(Table("Open points", ("No.", "Point"), rows),))
    yield _sources(scheme)


def _coverage(scheme: Scheme) -> Section:
    """Say who has a score."""
    coverage = scheme.coverage
    who = {"residents": "All who live there", "registered": "All who are registered there"}
    rows = (
        ("Who", who[coverage.who], coverage.source or "", coverage.mark or ""),
        (
            "Youngest age, years",
            value_words(coverage.min_age),
            coverage.min_age.source or "",
            mark_of(coverage.min_age),
        ),
        (
            "Share of them with a score",
            value_words(coverage.share, share=True),
            coverage.share.source or "",
            mark_of(coverage.share),
        ),
    )
    table = Table("Coverage", ("What", "Value", "Source", "Mark"), rows)
    return Section("Who has a score", _notes(coverage.note), (table,))


def _score(scheme: Scheme) -> Section:
    """Say where the score starts and what holds it."""
    score = scheme.score
    bounds = {
        "absorbing": "points beyond a bound are lost and do not come back",
        "ledger": "every point is kept; the bounds count only when the score is read",
    }
    rows = tuple(
        (name, value_words(quantity), quantity.source or "", mark_of(quantity), quantity.note or "")
        for name, quantity in (
            ("Starting score", score.base),
            ("Floor", score.floor),
            ("Cap", score.cap),
        )
    )
    tables = [Table("Score, points", ("What", "Value", "Source", "Mark", "Note"), rows)]
    if score.dimensions:
        parts = tuple(
            (part.label, value_words(part.base) if part.base is not None else "not known")
            for part in score.dimensions
        )
        tables.append(Table("Parts of the score", ("Part", "Starting points"), parts))
    sentence = f"Bounds: {bounds[score.bounds]}."
    return Section("The score", (sentence, *_notes(score.note)), tuple(tables))


def _rules(scheme: Scheme, kinds: dict[str, KindView]) -> Section:
    """Say what adds and takes points."""
    if not scheme.rules:
        return Section("What moves points", ("No conduct is scored.",))
    inert = [rule.label for rule in scheme.rules if rule.is_inert]
    sentences = [
        "If an act passes through several stages, each stage is charged."
        if scheme.ladder == "each"
        else "If an act passes through several stages, only the highest one is charged."
    ]
    if inert:
        sentences.append(
            f"{len(inert)} of {len(scheme.rules)} rules {'has' if len(inert) == 1 else 'have'} an "
            f"unknown number of points. {'It is' if len(inert) == 1 else 'They are'} listed and "
            f"{'does' if len(inert) == 1 else 'do'} nothing in a run."
        )
    columns = ["Conduct", "Points", "Come back after", "More", "Source", "Mark"]
    if kinds:
        columns.insert(1, "Domain and protection")
    rows = tuple(_rule_row(rule, kinds) for rule in scheme.rules)
    table = Table("Rules", tuple(columns), rows)
    return Section("What moves points", tuple(sentences), (table,))


def _rule_row(rule: Rule, kinds: dict[str, KindView]) -> tuple[str, ...]:
    """Return one row of the table of rules."""
    stage = f" (stage: {rule.on.stage})" if rule.on.stage is not None else ""
    given: Quantity[Any] = rule.points if rule.points is not None else rule.recovery
    if rule.discretion is not None:
        low, high = rule.discretion.low, rule.discretion.high
        who = "an official chooses" if rule.leaves_a_choice else "by the size of the case"
        moved = f"{points(low.value)} to {points(high.value)}, {who}"
        given = low
    else:
        moved = value_words(given, signed=True)
    recovery = "" if rule.is_inert else marked_words(rule.recovery, given.mark)
    cells = [f"{rule.label}{stage}", moved, recovery, _rule_more(rule)]
    cells += [given.source or "", mark_of(given)]
    if kinds:
        cells.insert(1, _domain_words(kinds.get(rule.on.kind)))
    return tuple(cells)


def _domain_words(kind: KindView | None) -> str:
    """Say which part of life a kind of conduct belongs to and what right protects it."""
    if kind is None:
        return "not in the catalogue"
    if kind.protection.level == "none":
        return kind.domain
    article = kind.protection.article or "a right"
    return f"{kind.domain}; {kind.protection.level} protection, {article}"


def _rule_more(rule: Rule) -> str:
    """Return caps, overrides and remarks of a rule."""
    parts = []
    if rule.cap is not None and rule.cap.times is not None:
        parts.append(f"at most {rule.cap.times.value} times a month")
    if rule.cap is not None and rule.cap.points is not None:
        parts.append(f"at most {rule.cap.points.value} points a month")
    if rule.override is not None:
        parts.append(f"straight to grade {rule.override.grade} for {rule.override.term.value}")
    if rule.collective:
        parts.append("falls on someone for another person's act")
    if rule.open_ended:
        parts.append("names no definite conduct")
    notes = (rule.note, rule.points.note if rule.points is not None else None)
    return "; ".join([*parts, *(note for note in notes if note is not None)])


def _grades(grades: Grades | None) -> Section:
    """Say which scores make which grade."""
    if grades is None:
        return Section("Grades", ("There are no grades.",))
    rows = tuple(_band_row(grades.bands, index) for index in range(len(grades.bands)))
    columns = ("Grade", "Name", "Scores", "Source", "Mark", "Note")
    sentence = f"Grades are set anew every {marked_words(grades.regrade, None)}."
    return Section("Grades", (sentence, *_notes(grades.note)), (Table("Bands", columns, rows),))


def _band_row(bands: tuple[Band, ...], index: int) -> tuple[str, ...]:
    """Return one row of the table of bands."""
    band = bands[index]
    above = bands[index - 1].from_points if index > 0 else None
    top = above.value - 1 if above is not None else None
    start = band.from_points
    if start is None:
        span = f"up to {top:,}" if top is not None else "all"
        source, mark, note = band.source, band.mark, band.note
    else:
        span = f"{start.value:,} and more" if top is None else f"{start.value:,} to {top:,}"
        span += f" (range {start.range[0]:,} to {start.range[1]:,})" if start.range else ""
        source, mark, note = start.source, start.mark, start.note or band.note
    return (band.id, band.label, span, source or "", mark or "", note or "")


def _lists(lists: tuple[Listing, ...]) -> Table:
    """Say who is listed, for how long and before whose eyes."""
    rows = []
    for listing in lists:
        grounds = []
        entry = listing.entry
        if entry.points_at_most is not None:
            limit = marked_words(entry.points_at_most, listing.mark, signed=True)
            grounds.append(f"a charge of {limit} or worse")
        if entry.points_at_least is not None:
            limit = marked_words(entry.points_at_least, listing.mark, signed=True)
            grounds.append(f"a charge of {limit} or better")
        if entry.grades:
            grounds.append(f"grade {listed(list(entry.grades))}")
        noun = "months" if len(listing.months) > 1 else "month"
        months = f", in {noun} {listed([str(m) for m in listing.months])}" if listing.months else ""
        rows.append(
            (
                listing.label,
                f"{' or '.join(grounds)}{months}",
                marked_words(listing.term, listing.mark),
                "a new ground restarts the term" if listing.extension == "restart" else "no",
                "published" if listing.public else "not published",
                listing.source or "",
                listing.mark or "",
            )
        )
    columns = ("List", "Entry", "Term", "Extension", "Names", "Source", "Mark")
    return Table("Lists of names", columns, tuple(rows))


def _doors(scheme: Scheme) -> Section:
    """Say which doors close and open, and for whom."""
    columns = ("What", "For whom", "Part of life", "Severity, 1 to 5", "Source", "Mark")
    tables = tuple(
        Table(title, columns, tuple(_door_row(door) for door in doors))
        for title, doors in (
            ("Doors that close", scheme.sanctions),
            ("Doors that open", scheme.perks),
        )
        if doors
    )
    sentences = () if tables else ("No door closes or opens.",)
    return Section("What follows", sentences, tables)


def _door_row(door: Door) -> tuple[str, ...]:
    """Return one row of a table of doors."""
    who = []
    if door.grades:
        who.append(f"grade {listed(list(door.grades))}")
    if door.lists:
        who.append(f"list {listed(list(door.lists))}")
    return (
        door.label,
        " or ".join(who),
        door.domain,
        str(door.severity),
        door.source or "",
        door.mark or "",
    )


def _process(scheme: Scheme) -> Section:
    """Say what a person is told and can do."""
    process = scheme.process
    rows = tuple(
        (name, entry.value, entry.note or "", entry.source or "", mark_of(entry))
        for name, entry in (
            ("Notice of an effect", process.notice),
            ("Objection", process.objection),
            ("Outside review", process.review),
        )
    )
    columns = ("What", "Value", "Note", "Source", "Mark")
    return Section("What a person is told and can do", tables=(Table("Process", columns, rows),))


def _settings(scheme: Scheme) -> Section:
    """Say where sources conflict and which answer is in force."""
    rows = []
    for setting in scheme.settings.values():
        chosen = setting.chosen or setting.default
        for name, option in setting.options.items():
            state = "in force" if name == chosen else ""
            rows.append(
                (
                    setting.question,
                    option.label or name,
                    state,
                    option.source or "",
                    option.mark or "",
                    option.note or "",
                )
            )
    columns = ("Question", "Answer", "Here", "Source", "Mark", "Note")
    sentence = (
        "Sources differ on these points; a run takes one answer and another can be asked for."
    )
    return Section(
        "Where sources conflict", (sentence,), (Table("Settings", columns, tuple(rows)),)
    )


def _sources(scheme: Scheme) -> Section:
    """List sources, and say what the marks mean."""
    rows = tuple(
        (
            name,
            entry.title,
            entry.publisher or "",
            date_words(entry.date) if entry.date is not None else "",
            entry.mark,
        )
        for name, entry in scheme.sources.items()
    )
    tables = []
    if rows:
        columns = ("Name", "Title", "Publisher", "Date", "Mark")
        tables.append(Table("Sources", columns, rows))
    meanings = tuple(MARKS.items())
    tables.append(Table("What the marks mean", ("Mark", "Meaning"), meanings))
    return Section("Sources and marks", tables=tuple(tables))


def _notes(note: str | None) -> tuple[str, ...]:
    """Return a note as a paragraph, if there is one."""
    return (note,) if note is not None else ()
