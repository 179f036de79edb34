"""What is not known: gaps of the sources, rules without points, and sides taken."""

from __future__ import annotations

from sincerity.report.facts import Facts
from sincerity.report.model import Cell, Col, Section, Table
from sincerity.report.unsourced import Value, values
from sincerity.report.wording import count, enumeration, plural
from sincerity.scheme.quantities import MARKS

FILES = {
    "scheme": "Values of the scheme",
    "parameters": "Parameters of the model",
    "conduct": "Conduct: rates and chances of being seen",
    "society": "The society",
    "institutions": "Agencies, sharing and doors of life",
}


def build(facts: Facts) -> Section:
    """Return what the sources do not say."""
    inert = [rule.label for rule in facts.scheme.rules if rule.is_inert]
    paragraphs = []
    if inert:
        paragraphs.append(
            f"{count(len(inert))} of {plural(len(facts.scheme.rules), 'rule')} of the scheme "
            f"{'does' if len(inert) == 1 else 'do'} nothing here, because how many points "
            f"{'it carries' if len(inert) == 1 else 'they carry'} is not known: "
            f"{enumeration(inert)}."
        )
    if not facts.scheme.unknowns and not inert:
        paragraphs.append("The scheme's file names nothing that is unknown.")
    return Section(
        id="unknowns",
        title="What is not known",
        paragraphs=paragraphs,
        points=list(facts.scheme.unknowns),
        tables=[_settings(facts)] if facts.scheme.settings else [],
    )


def has_gaps(facts: Facts) -> bool:
    """Say whether the scheme has rules without known points or names anything unknown."""
    return bool(facts.scheme.unknowns) or any(rule.is_inert for rule in facts.scheme.rules)


def _settings(facts: Facts) -> Table:
    """Return the side taken on each question on which sources conflict."""
    rows: list[list[Cell]] = []
    for name, setting in facts.scheme.settings.items():
        taken = setting.chosen or setting.default
        others = [option for option in setting.options if option != taken]
        rows.append(
            [
                setting.question,
                taken,
                _option(facts, name, taken),
                "; ".join(f"{option} ({_option(facts, name, option)})" for option in others),
            ]
        )
    return Table(
        "Sides taken where sources conflict",
        [Col("Question"), Col("Taken"), Col("On what ground"), Col("The others")],
        rows,
        is_open=True,
    )


def _option(facts: Facts, setting: str, option: str) -> str:
    """Return source and note of one answer."""
    found = facts.scheme.settings[setting].options[option]
    source = facts.scheme.sources.get(found.source or "")
    title = source.publisher or source.title if source else "no source"
    return f"{title}: {found.note}" if found.note else title


def unsourced(facts: Facts) -> tuple[list[Value], int]:
    """Return the values without a source that could be checked, and the number of all values."""
    every = values(facts)
    return [value for value in every if value.is_unsourced], len(every)


def sources(facts: Facts) -> Section:
    """Return the tables of values that have no checkable source."""
    chosen, number = unsourced(facts)
    tables = []
    for file, title in FILES.items():
        rows: list[list[Cell]] = [
            [value.path, value.value, value.range, value.mark, value.used_in, value.note]
            for value in chosen
            if value.file == file
        ]
        if rows:
            tables.append(
                Table(
                    f"{title} without a source ({count(len(rows))})",
                    [
                        Col("Value of"),
                        Col("Taken"),
                        Col("Plausible range"),
                        Col("Mark"),
                        Col("Used in"),
                        Col("Note"),
                    ],
                    rows,
                )
            )
    marks = sorted({value.mark for value in chosen}, key=list(MARKS).index)
    meaning = "; ".join(f"{mark}: {MARKS[mark]}" for mark in marks)
    return Section(
        id="unsourced",
        title="Which numbers have no source",
        paragraphs=[
            f"{count(len(chosen))} of {count(number)} values that decide this run have no source "
            "that could be checked. They are working assumptions with a range, and a result that "
            "does not hold over the ranges is not a result. This run did not vary them.",
            *([f"Marks: {meaning}."] if meaning else []),
        ],
        tables=tables,
    )
