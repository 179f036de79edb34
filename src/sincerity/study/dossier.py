"""A dossier of one place of a scheme for a lawyer: its text, elements, evidence, open questions.

A place is a rule, a list, a sanction or a perk, named by its id. Nothing in a dossier is a verdict:
it says what the file says and where, what a run counted, and what yardsticks ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sincerity.errors import InputFileError, UsageError
from sincerity.phases.rows import CAUSES, ENTRY_CAUSES
from sincerity.phases.tally_arrays import BURDENS
from sincerity.report.dossier import Dossier, Element
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
    elements = list(_elements(item, path, loaded, (item.source, item.mark)))
    return Dossier(
        scheme=found.title,
        status=status_sentence(found),
        place=f"{part}.{item.id}",
        label=item.label,
        file=Path(span.source.file).name,
        text=lines,
        elements=elements,
        evidence=_evidence(run, found, part, number) if run is not None else (),
        counted_in="" if run is None else f"{run.folder.name}, digest {run.digest[:12]}",
        questions=[
            (finding.yardstick, finding.evidence, finding.question, _where(finding.span))
            for finding in findings
            if _is_about(finding, item.id, span, lines)
        ],
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


def _elements(
    model: BaseModel, path: tuple[Any, ...], loaded: LoadedScheme, said: tuple[Any, Any]
) -> Iterator[Element]:
    """Yield the values of a place and of what it consists of."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        key = field.alias or name
        at = (*path, key)
        if name in ("source", "mark", "note", "label", "id") or value in (None, (), False):
            continue
        if isinstance(value, Quantity):
            yield Element(
                ".".join(str(step) for step in at[2:]),
                value_words(value),
                str(value.mark or said[1] or ""),
                str(value.source or said[0] or ""),
                _where(_span(loaded, at)),
            )
        elif isinstance(value, BaseModel):
            yield from _elements(value, at, loaded, said)
        else:
            yield Element(
                ".".join(str(step) for step in at[2:]),
                _plain(value),
                str(said[1] or ""),
                str(said[0] or ""),
                _where(_span(loaded, at)),
            )


def _plain(value: Any) -> str:
    """Return a plain value in words."""
    if value is True:
        return "yes"
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


def _evidence(run: Run, scheme: Scheme, part: str, number: int) -> list[tuple[str, int]]:
    """Return what a run counted of a place, over all months."""
    if run.record["run"]["scheme"] != scheme.id:
        raise UsageError(f"{run.folder} is a run of '{run.record['run']['scheme']}'")
    tallies = run.tallies
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
    door = number if part == "sanctions" else tallies.labels.sanctions + number
    found = [("person-months before the door", int(tallies.door_months[:, door].sum()))]
    if part == "sanctions":
        by_column = tallies.burden_doors[:, number].sum(axis=0).tolist()
        found += [
            (f"of these wrongful: {_words(b)}", n) for b, n in zip(BURDENS, by_column, strict=True)
        ]
    return found


def _words(name: str) -> str:
    """Return a name in words."""
    return name.replace("_", " ")
