"""A dossier as Markdown, and as a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sincerity.report.typst_text import escaped, pdf_of, quoted, table
from sincerity.report.wording import count

__all__ = ["Asked", "Dossier", "Element", "Question", "dossier_markdown", "dossier_pdf"]

NO_VERDICT = (
    "Nothing here is a verdict. The text is that of the scheme file, the counts are those of a "
    "model on synthetic people, and the questions are for a person to answer."
)
NO_RUN = "No run was given: add --run FOLDER for what a run counted."
_ELEMENTS = ("Element", "Value", "Mark", "Source", "Place")
_SOURCES = ("Source", "Publisher", "Date", "Mark")


@dataclass(frozen=True, slots=True)
class Element:
    """One value of the place: what it is, in words, how well it is known, and where it stands.

    What no file says has no mark, source or place.
    """

    name: str
    value: str
    mark: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the file holds that a question is about, and the places at which it holds it."""

    evidence: str
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a yardstick, with everything that it is asked of."""

    yardstick: str
    question: str
    asked: Sequence[Asked]


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """
    What is known of one place of a scheme.

    Parameters
    ----------
    scheme, status
        Title of the scheme, and its status in a sentence.
    place, label
        Id of the place with its part (``rules.red_light``), and what it is called.
    text
        Lines of the file, numbered, with the file that they stand in.
    elements
        Its values, one by one.
    evidence
        What a run counted, as (what, how many); empty without a run.
    counted_in
        Which run that was, and how large.
    questions
        What yardsticks ask of it, each question once.
    sources
        Sources that it cites: title, publisher, date, mark.
    """

    scheme: str
    status: str
    place: str
    label: str
    file: str
    text: Sequence[tuple[int, str]]
    elements: Sequence[Element]
    evidence: Sequence[tuple[str, int]]
    counted_in: str
    questions: Sequence[Question]
    sources: Sequence[tuple[str, str, str, str]]


def dossier_markdown(dossier: Dossier) -> str:
    """Return the dossier as Markdown."""
    parts = [
        f"# {dossier.label} (`{dossier.place}`)",
        f"{dossier.scheme}. {dossier.status}",
        f"*{NO_VERDICT}*",
        f"## Text\n\n`{dossier.file}`\n\n```yaml\n{_text(dossier)}\n```",
        "## Elements\n\n" + _markdown(_ELEMENTS, _element_rows(dossier)),
        "## Evidence\n\n" + _markdown_evidence(dossier),
        "## Open questions\n\n" + _markdown_questions(dossier),
        "## Sources\n\n" + _markdown(_SOURCES, dossier.sources),
    ]
    return "\n\n".join(parts) + "\n"


def dossier_pdf(dossier: Dossier) -> bytes:
    """Return the dossier as a tagged PDF."""
    widths = "(auto, 1fr, auto, auto, auto)"
    parts = [
        f"= {escaped(dossier.label)} ({escaped(dossier.place)})\n",
        escaped(f"{dossier.scheme}. {dossier.status}") + "\n",
        f"#emph[{escaped(NO_VERDICT)}]\n",
        f"== Text\n{escaped(dossier.file)}\n",
        f'#raw({_raw(_text(dossier))}, block: true, lang: "yaml")\n',
        "== Elements\n" + table(_ELEMENTS, _element_rows(dossier), widths),
        "== Evidence\n" + _evidence(dossier),
        "== Open questions\n" + _questions(dossier),
        "== Sources\n" + table(_SOURCES, dossier.sources, "(1fr, auto, auto, auto)"),
    ]
    footer = f"All people are synthetic. {dossier.scheme}"
    return pdf_of(f"{dossier.label} ({dossier.place})", footer, "\n".join(parts))


def _text(dossier: Dossier) -> str:
    """Return the numbered lines."""
    width = max((len(str(number)) for number, _ in dossier.text), default=1)
    return "\n".join(f"{number:>{width}} {line}" for number, line in dossier.text)


def _element_rows(dossier: Dossier) -> list[tuple[str, ...]]:
    """Return the elements as rows."""
    return [(e.name, e.value, e.mark, e.source, e.place) for e in dossier.elements]


def _markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table."""
    if not rows:
        return "None."
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    """Return text in which nothing ends the cell."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _evidence_rows(dossier: Dossier) -> list[tuple[str, str]]:
    """Return what was counted as rows."""
    return [(what, count(number)) for what, number in dossier.evidence]


def _markdown_evidence(dossier: Dossier) -> str:
    """Return what a run counted."""
    if not dossier.counted_in:
        return NO_RUN
    rows = _markdown(("Counted over the run", "Count"), _evidence_rows(dossier))
    return f"Run {dossier.counted_in}.\n\n{rows}"


def _markdown_questions(dossier: Dossier) -> str:
    """Return what yardsticks ask."""
    if not dossier.questions:
        return "No yardstick that is built in asks about this place; that is no clearance."
    return "\n".join(
        f"{number}. {_cell(asked.question)} (*{_cell(asked.yardstick)}*)"
        + "".join(f"\n   - {_cell(row)}" for row in _asked_rows(asked))
        for number, asked in enumerate(dossier.questions, 1)
    )


def _asked_rows(question: Question) -> list[str]:
    """Return what a question is asked of, a line for each thing that the file holds."""
    return [f"{', '.join(row.places)}: in the file, {row.evidence}" for row in question.asked]


def _evidence(dossier: Dossier) -> str:
    """Return what a run counted, for the typesetter."""
    if not dossier.counted_in:
        return escaped(NO_RUN) + "\n"
    rows = table(("Counted over the run", "Count"), _evidence_rows(dossier), "(1fr, auto)")
    return escaped(f"Run {dossier.counted_in}.") + "\n" + rows


def _questions(dossier: Dossier) -> str:
    """Return what yardsticks ask, for the typesetter."""
    if not dossier.questions:
        return escaped("No yardstick that is built in asks about this place; no clearance.") + "\n"
    return "".join(
        f"+ {escaped(asked.question)} #emph[{escaped(asked.yardstick)}]\n"
        + "".join(f"  - {escaped(row)}\n" for row in _asked_rows(asked))
        for asked in dossier.questions
    )


def _raw(text: str) -> str:
    """Return text of several lines as a string of the language."""
    return "+".join(quoted(line) + ' + "\\n"' for line in text.splitlines())
