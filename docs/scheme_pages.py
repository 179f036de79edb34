"""The pages on shipped schemes: what they are, and what yardsticks ask of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sincerity.scheme.model import Scheme

Table = Callable[[Sequence[str], Iterable[Sequence[object]]], str]


def schemes_page(table: Table) -> str:
    """Return the list of shipped schemes, each with its status, sources and open points."""
    schemes = list(_shipped())
    rows = [
        (
            f"[`{s.id}`](#{s.id})",
            s.status.kind,
            s.status.place or "",
            _span(s),
            s.operator or "",
            s.integration,
            f"{len(s.rules)}, {len(s.lists)}, {len(s.sanctions)}",
            s.title,
        )
        for s in schemes
    ]
    counts = "Rules, lists, sanctions"
    head = ["Scheme", "Status", "Place", "Time", "Operator", "Stage", counts, "Title"]
    parts = [
        "# Schemes\n\nWhat ships, each with its status, which goes wherever the scheme goes. Made "
        "from the files; do not edit by hand.\nWhat yardsticks ask of them stands in the "
        "[table of 21 properties](lint-table.md).\n\n" + table(head, rows)
    ]
    parts += ["\n".join(_scheme(s, table)) for s in schemes]
    return "\n".join(parts)


def lint_page(table: Table) -> str:
    """Return the 21 properties by shipped schemes, and in words."""
    from sincerity.institutions import surroundings
    from sincerity.scheme.lint.properties import PROPERTIES, properties

    schemes = list(_shipped())
    found = [properties(s, *surroundings(s.institutions)) for s in schemes]
    cells = [
        (f"{about.number} {about.title}", *(rows[at].cell for rows in found))
        for at, about in enumerate(PROPERTIES)
    ]
    head = ["Property", *(f"[`{s.id}`](schemes.md#{s.id})" for s in schemes)]
    status = ("Status", *(s.status.kind for s in schemes))
    words = [
        (
            about.number,
            about.title,
            about.yardstick,
            about.figure,
            about.question,
            about.run,
            ", ".join(f"[{code}](errors.md#{code.lower()})" for code in about.codes),
        )
        for about in PROPERTIES
    ]
    columns = [
        "No.", "Property", "Yardstick", "In the table", "Open question", "What a run must measure",
        "Findings",
    ]  # fmt: skip
    return (
        "# Twenty-one properties of the shipped schemes\n\n"
        "What published yardsticks ask of any scheme, and what the files have on it. *silent*: the "
        "file has no text on it.\n*run*: only a run can show it. Everything else is a figure or "
        "word of the file. No cell says that a scheme has a\nproperty or lacks it. The same, with "
        "texts, evidence and places: `sincerity lint`. Made from the files; do not edit by\n"
        f"hand.\n\n{table(head, [status, *cells])}\n"
        f"## The properties in words\n\n{table(columns, words)}"
    )


def _shipped() -> Iterator[Scheme]:
    """Yield every shipped scheme."""
    from sincerity.library import scheme_names
    from sincerity.scheme.load import load_scheme

    for name in scheme_names():
        yield load_scheme(name)


def _span(scheme: Scheme) -> str:
    """Return when a scheme began and ended, as far as the file says."""
    start, until = scheme.status.start, scheme.status.until
    if start is None and until is None:
        return ""
    return f"{start or ''} to {until or ''}".strip()


def _scheme(scheme: Scheme, table: Table) -> Iterator[str]:
    """Yield the lines of one scheme."""
    place = f", {scheme.status.place}" if scheme.status.place else ""
    yield f"## {scheme.id}\n"
    yield f"**{scheme.title}.** Status: {scheme.status.kind}{place}."
    if scheme.status.note is not None:
        yield scheme.status.note
    yield f"\n{scheme.summary}\n"
    if scheme.institutions != "base":
        yield f"Agencies and doors: `{scheme.institutions}`.\n"
    for name, setting in scheme.settings.items():
        options = ", ".join(
            f"`{option}`" + (" (unless another is chosen)" if option == setting.default else "")
            for option in setting.options
        )
        yield f"Setting `{name}`: {setting.question} {options}.\n"
    yield "Sources:\n"
    yield table(
        ["Source", "Publisher", "Date", "Mark"],
        [(s.title, s.publisher or "", s.date or "", s.mark) for s in scheme.sources.values()],
    )
    if scheme.unknowns:
        yield "What is not known:\n"
        yield "".join(f"* {point}\n" for point in scheme.unknowns)
