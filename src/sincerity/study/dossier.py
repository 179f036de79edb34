"""A dossier of one place of a scheme for a lawyer: its text, elements, evidence, open questions.

A place is a rule, a list, a sanction or a perk, named by its id. Nothing in a dossier is a verdict:
it says what the file says and where, what a run counted, and what yardsticks ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sincerity.errors import InputFileError, UsageError, VerificationError
from sincerity.phases.rows import CAUSES, ENTRY_CAUSES
from sincerity.phases.tally_arrays import BURDENS
from sincerity.report.dossier import Asked, Dossier, Element, Question
from sincerity.scheme.prose.sections import status_sentence
from sincerity.scheme.prose.words import value_words
from sincerity.scheme.quantities import Quantity
from sincerity.scheme.suggest import did_you_mean

if TYPE_CHECKING:
    from sincerity.runs.run import Run
    from sincerity.scheme.lint import Finding
    from sincerity.scheme.load import LoadedScheme
    from sincerity.scheme.model import Scheme
    from sincerity.scheme.nodes import Span

__all__ = ["dossier_of", "places_of"]

PARTS = ("rules", "lists", "sanctions", "perks")
_MOST_LINES = 60
_NOT_SAID = "not said in the file (the program takes: {})"
_JUDGED = {"severity": "the author's judgement"}
"""Values that the author of a file judges: no source of the place says them."""
_NOT_ELEMENTS = ("source", "mark", "note", "label", "id")


def places_of(scheme: Scheme) -> list[str]:
    """Return the ids of everything that a dossier can be about, with their parts."""
    return [f"{part}.{item.id}" for part in PARTS for item in getattr(scheme, part)]


def dossier_of(scheme: str | Path, place: str, run: Run | None = None) -> Dossier:
    """Return the dossier of one place.

    Parameters
    ----------
    scheme
        Name of a shipped scheme, or a file.
    place
        Id of a rule, list, sanction or perk, with or without its part.
    run
        A run of the same scheme, whose counts are the evidence.

    Raises
    ------
    InputFileError
        The scheme has faults.
    UsageError
        There is no such place, or the run is of another scheme.
    VerificationError
        The run differs from its record.
    """
    from sincerity.institutions import surroundings
    from sincerity.scheme.lint import lint_scheme
    from sincerity.scheme.load import check_scheme

    loaded = check_scheme(scheme)
    if loaded.scheme is None or loaded.locations is None:
        raise InputFileError(loaded.errors)
    found = loaded.scheme
    part, number = _position(found, place)
    item = getattr(found, part)[number]
    path = (part, number)
    span = loaded.locations.span(path)
    conduct, institutions = surroundings(found.institutions)
    findings = lint_scheme(loaded, conduct, institutions)
    lines = _lines(span)
    said = _Said(loaded, span.source.file, {number for number, _ in lines}, item.source, item.mark)
    elements = list(_elements(item, path, said))
    about = [finding for finding in findings if _is_about(finding, item.id, span, lines)]
    return Dossier(
        scheme=found.title,
        status=status_sentence(found),
        place=f"{part}.{item.id}",
        label=item.label,
        file=Path(span.source.file).name,
        text=lines,
        elements=elements,
        evidence=() if run is None else _evidence(run, found, part, item.id),
        counted_in="" if run is None else _counted_in(run, part, item),
        questions=_questions(about, loaded, path),
        sources=[
            (entry.title, entry.publisher or "", str(entry.date or ""), entry.mark)
            for name, entry in found.sources.items()
            if name in {element.source for element in elements} | {item.source}
        ],
    )


def _position(scheme: Scheme, place: str) -> tuple[str, int]:
    """Return part and position of a place."""
    known = places_of(scheme)
    matching = [name for name in known if place in (name, name.partition(".")[2])]
    if not matching:
        hint = did_you_mean(place, [name.partition(".")[2] for name in known])
        raise UsageError(f"'{scheme.id}' has no '{place[:60]}'; {hint}".rstrip("; "))
    if len(matching) > 1:
        raise UsageError(f"'{place}' is more than one thing: {', '.join(matching)}")
    part, _, item_id = matching[0].partition(".")
    return part, [item.id for item in getattr(scheme, part)].index(item_id)


def _lines(span: Span) -> list[tuple[int, str]]:
    """Return the numbered lines of an item of a list: down to where the next one begins."""
    lines = span.source.lines
    first = lines[span.line - 1]
    indent = len(first) - len(first.lstrip())
    found = [(span.line, first)]
    for number in range(span.line + 1, min(len(lines), span.line + _MOST_LINES) + 1):
        line = lines[number - 1]
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        found.append((number, line))
    while found and not found[-1][1].strip():
        found.pop()
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What a place says: where it is written, and the source and mark of its plain values."""

    loaded: LoadedScheme
    file: str
    lines: Set[int]
    source: str | None
    mark: str | None

    def writes(self, path: tuple[Any, ...]) -> bool:
        """Say whether a file says anything at this path; the model's defaults are said by none."""
        assert self.loaded.locations is not None
        return self.loaded.locations.node(path) is not None

    def cited(self, value: Any, path: tuple[Any, ...]) -> tuple[str, str, str]:
        """Return mark, source and place of a value that is written.

        The source of the place speaks for the plain values in its lines. A value that a setting or
        a reform puts there is written elsewhere, and has a source only if it names its own.
        """
        span = _span(self.loaded, path)
        if isinstance(value, Quantity):
            return str(value.mark or ""), str(value.source or ""), _where(span)
        if path[-1] in _JUDGED:
            return "", _JUDGED[path[-1]], _where(span)
        if span.source.file == self.file and span.line in self.lines:
            return str(self.mark or ""), str(self.source or ""), _where(span)
        return "", "", _where(span)


def _elements(model: BaseModel, path: tuple[Any, ...], said: _Said) -> Iterator[Element]:
    """Yield the values of a place and of what it consists of; what no file says without citation.

    Of what no file says, only what the program puts in its place is told, not that it is absent.
    """
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        at = (*path, field.alias or name)
        written = said.writes(at)
        if name in _NOT_ELEMENTS or (not written and value in (None, (), False)):
            continue
        if isinstance(value, BaseModel) and not isinstance(value, Quantity):
            yield from _elements(value, at, said)
            continue
        words = value_words(value) if isinstance(value, Quantity) else _plain(value)
        step = ".".join(str(step) for step in at[2:])
        if written:
            yield Element(step, words, *said.cited(value, at))
        else:
            yield Element(step, _NOT_SAID.format(words), "", "", "")


def _plain(value: Any) -> str:
    """Return a plain value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    if isinstance(value, BaseModel):
        return " ".join(str(v) for v in value.model_dump(exclude_none=True).values())
    return str(value)


def _span(loaded: LoadedScheme, path: tuple[Any, ...]) -> Span:
    """Return where a value stands."""
    assert loaded.locations is not None
    return loaded.locations.span(path)


def _where(span: Span) -> str:
    """Return a place as file and line."""
    return f"{Path(span.source.file).name}:{span.line}"


def _is_about(finding: Finding, item_id: str, span: Span, lines: Sequence[tuple[int, str]]) -> bool:
    """Say whether a finding stands in these lines, or names the item."""
    numbers = {number for number, _ in lines}
    here = finding.span.source.file == span.source.file and finding.span.line in numbers
    return here or f"'{item_id}'" in finding.text or f"'{item_id}'" in finding.evidence


def _questions(
    about: Sequence[Finding], loaded: LoadedScheme, path: tuple[str, int]
) -> list[Question]:
    """Return what is asked, each question of a yardstick once, with all places it is asked at."""
    asked: dict[tuple[str, str], dict[str, list[str]]] = {}
    for finding in about:
        places = asked.setdefault((finding.yardstick, finding.question), {})
        places.setdefault(finding.evidence, []).append(_named_place(finding.span, loaded, path))
    return [
        Question(yardstick, question, [Asked(what, places) for what, places in found.items()])
        for (yardstick, question), found in asked.items()
    ]


def _named_place(span: Span, loaded: LoadedScheme, own: tuple[str, int]) -> str:
    """Return file and line, with the label of what stands there unless the dossier is of it."""
    held = [
        (begins.line, begins.column, (part, number), item.label)
        for part in PARTS
        for number, item in enumerate(getattr(loaded.scheme, part))
        if (begins := _span(loaded, (part, number))).source.file == span.source.file
        and (begins.line, begins.column) <= (span.line, span.column)
        and span.line <= _lines(begins)[-1][0]
    ]
    if not held or max(held)[2] == own:
        return _where(span)
    return f"{max(held)[3]} ({_where(span)})"


def _evidence(run: Run, scheme: Scheme, part: str, item_id: str) -> list[tuple[str, int]]:
    """Return what a run counted of a place, over all months, once it is found to be as recorded.

    Raises
    ------
    UsageError
        The run is of another scheme, or of a text of it without this place.
    VerificationError
        The run differs from its record.
    """
    if problems := run.verify():
        raise VerificationError(
            f"{run.folder} differs from its record, so nothing is counted from it; first:"
            f" {problems[0]}; see 'sincerity verify {run.folder}'"
        )
    if run.record["run"]["scheme"] != scheme.id:
        raise UsageError(f"{run.folder} is a run of '{run.record['run']['scheme']}'")
    tallies = run.tallies
    labels = tallies.labels
    known: Mapping[str, Sequence[str]] = {
        "rules": labels.rules,
        "lists": labels.lists,
        "sanctions": labels.doors[: labels.sanctions],
        "perks": labels.doors[labels.sanctions :],
    }
    if item_id not in known[part]:
        raise UsageError(f"{run.folder} was made under a text without {part}.{item_id}")
    number = known[part].index(item_id)
    if part == "rules":
        by_cause = tallies.rule_charges[:, number].sum(axis=0).tolist()
        pairs = [
            (f"charges, record: {_words(c)}", n) for c, n in zip(CAUSES, by_cause, strict=False)
        ]
        return [*pairs, ("points charged", int(tallies.rule_points[:, number].sum()))]
    if part == "lists":
        by_cause = tallies.list_entries[:, number].sum(axis=0).tolist()
        pairs = [(f"entries: {_words(c)}", n) for c, n in zip(ENTRY_CAUSES, by_cause, strict=False)]
        members = int(tallies.list_members[:, number].sum())
        return [*pairs, ("person-months on the list", members)]
    door = number if part == "sanctions" else labels.sanctions + number
    found = [("person-months before the door", int(tallies.door_months[:, door].sum()))]
    if part == "sanctions":
        by_column = tallies.burden_doors[:, number].sum(axis=0).tolist()
        found += [
            (f"of these wrongful: {_words(b)}", n) for b, n in zip(BURDENS, by_column, strict=True)
        ]
    return found


def _counted_in(run: Run, part: str, item: Any) -> str:
    """Return which run it was, how large, and how far its counts carry."""
    from sincerity.scheme.load import load_scheme

    asked = run.record["run"]
    theirs = next(i for i in getattr(load_scheme(run.resolved("scheme")), part) if i.id == item.id)
    return (
        f"{run.folder.name}: {asked['residents']:,} synthetic people of {asked['society']},"
        f" {asked['months']} months, seed {asked['seed']}, digest {run.digest[:12]}."
        " One run, no interval: another seed gives other counts"
        + ("" if theirs == item else "; the run had another text of this place than stands above")
    )


def _words(name: str) -> str:
    """Return a name in words."""
    return name.replace("_", " ")
