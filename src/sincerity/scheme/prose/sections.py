"""What is said about each part of a scheme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sincerity.scheme.conduct_view import ConductView, KindView, kinds_by_id
from sincerity.scheme.model import Rule, Scheme
from sincerity.scheme.prose.firms import firms_sections
from sincerity.scheme.prose.following import (
    doors_section,
    lists_section,
    supervision_section,
    withdrawal_section,
)
from sincerity.scheme.prose.page import Section, Table
from sincerity.scheme.prose.score import grades_section, score_table
from sincerity.scheme.prose.words import (
    date_words,
    mark_of,
    marked_words,
    notes_of,
    points,
    value_words,
)
from sincerity.scheme.quantities import MARKS, Quantity

__all__ = ["scheme_sections", "status_sentence"]

_INTEGRATION = {
    "office": "One office hears of acts",
    "islands": "Each agency knows only what it has seen itself",
    "vertical": "Agencies of one sector share up and down the levels",
    "joint": "Agencies share up and down the levels and between sectors",
    "one_store": "All agencies read one store",
}

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
    kinds = kinds_by_id(conduct) if conduct is not None else {}
    yield _coverage(scheme)
    if scheme.operator is not None or scheme.integration != "office":
        yield _sharing(scheme)
    yield _score(scheme)
    yield _rules(scheme, kinds)
    yield grades_section("Grades", scheme.grades)
    if scheme.lists:
        yield lists_section(scheme, kinds)
    yield doors_section(scheme)
    if scheme.supervision is not None:
        yield supervision_section(scheme.supervision)
    if scheme.withdrawal is not None:
        yield withdrawal_section(scheme.withdrawal)
    yield _process(scheme)
    if scheme.firms is not None:
        yield from firms_sections(scheme.firms, conduct)
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
    return Section("Who has a score", notes_of(coverage.note), (table,))


def _sharing(scheme: Scheme) -> Section:
    """Say which agency charges and lists, and what it hears from others."""
    who = (
        f"The agency '{scheme.operator}' charges and lists."
        if scheme.operator is not None
        else "No agency is named that charges and lists."
    )
    of = f"Agencies and doors are those of the institutions '{scheme.institutions}'."
    return Section("Who keeps the records", (who, f"{_INTEGRATION[scheme.integration]}.", of))


def _score(scheme: Scheme) -> Section:
    """Say where the score starts and what holds it."""
    score = scheme.score
    bounds = {
        "absorbing": "points beyond a bound are lost and do not come back",
        "ledger": "every point is kept; the bounds count only when the score is read",
    }
    tables = [score_table(score)]
    if score.dimensions:
        parts = tuple(
            (part.label, value_words(part.base) if part.base is not None else "not known")
            for part in score.dimensions
        )
        tables.append(Table("Parts of the score", ("Part", "Starting points"), parts))
    sentence = f"Bounds: {bounds[score.bounds]}."
    return Section("The score", (sentence, *notes_of(score.note)), tuple(tables))


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


def _process(scheme: Scheme) -> Section:
    """Say what a person is told and can do."""
    process = scheme.process
    rows = tuple(
        (name, entry.value, entry.note or "", entry.source or "", mark_of(entry))
        for name, entry in (
            ("Notice of an effect", process.notice),
            ("Objection", process.objection),
            ("Outside review", process.review),
            ("Points back after an upheld objection", process.restitution),
            ("A person looks at each record before it counts", process.human_check),
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
