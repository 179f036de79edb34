"""Write the pages that are made from the code: errors, schemes, parameters, state, metrics.

Run by ``make docs``; a test compares what this writes with what is committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docs.scheme_pages import lint_page, schemes_page

DOCS = Path(__file__).resolve().parent


def pages() -> dict[Path, str]:
    """Return the content of every generated page by its path."""
    return {
        DOCS / "errors.md": errors_page(),
        DOCS / "schemes.md": schemes_page(markdown_table),
        DOCS / "lint-table.md": lint_page(markdown_table),
        DOCS / "model" / "parameters.md": parameters_page(),
        DOCS / "model" / "columns.md": columns_page(),
        DOCS / "model" / "metrics.md": metrics_page(),
    }


def errors_page() -> str:
    """Return the handbook of diagnostic codes."""
    from sincerity.conduct.codes import CONDUCT_CODES
    from sincerity.designs.codes import STUDY_CODES
    from sincerity.institutions.codes import INSTITUTION_CODES
    from sincerity.parameters.codes import PARAMETER_CODES
    from sincerity.scheme.codes import errors_markdown
    from sincerity.society.faults import CODES

    page = errors_markdown((*CONDUCT_CODES, *PARAMETER_CODES, *INSTITUTION_CODES, *STUDY_CODES))
    # A heading each: a message leads to the anchor of its code.
    society = "\n".join(f"### {code}\n\n{title}.\n" for code, title in sorted(CODES.items()))
    return f"{page}\n## Societies\n\n{society}"


def parameters_page() -> str:
    """Return the parameter table: value, range, unit, source and mark, meaning, use."""
    from sincerity.parameters import load_parameters

    parameters = load_parameters("base")
    rows = [
        (
            f"`{p.id}`",
            shown(p.value),
            " to ".join(map(shown, p.range)) if p.range else ", ".join(p.choices or ()),
            p.unit,
            f"{p.source}, {p.mark}",
            p.meaning + (f" ({p.note})" if p.note else ""),
            ", ".join(f"[{page}]({PAGE_OF.get(page, page)}.md)" for page in p.used_in),
        )
        for p in parameters.parameters
    ]
    head = ["Parameter", "Value", "Range", "Unit", "Source, mark", "Meaning", "Used in"]
    sources = [(f"`{key}`", s.title, s.mark) for key, s in parameters.sources.items()]
    return (
        "# Parameters\n\n"
        "Made from the shipped file `base`; do not edit by hand. A mark of M- is a working "
        "assumption: vary it over its\nrange before believing a result "
        "(`sincerity run ... --set NAME=VALUE`).\n\n"
        f"{markdown_table(head, rows)}\n"
        f"## Sources\n\n{markdown_table(['Name', 'What it is', 'Mark'], sources)}"
    )


PAGE_OF = {"firms": "firm-conduct"}
"""Pages of phases that have another name."""


def columns_page() -> str:
    """Return the table of state columns of a world that uses all of them."""
    found: dict[str, Any] = {}
    for scheme in ("suining-2010", "rongcheng"):  # between them they use every column
        found |= {spec.name: spec for spec in state_columns(scheme)}
    rows = [
        (
            f"`{s.name}`",
            s.dtype,
            s.unit,
            f"{s.low} to {s.high}",
            "" if s.null is None else str(s.null),
            s.owner,
            s.view.value,
            s.meaning + (" Not in the digest." if s.cached else ""),
        )
        for s in found.values()
    ]
    head = ["Column", "Type", "Unit", "Range", "Null", "Owner", "View", "Meaning"]
    return (
        "# State\n\n"
        "Everything a world stores of a synthetic person. A column exists only if the scheme uses "
        "it. Made from the\ndeclarations; do not edit by hand. A *view* says who may know: truth "
        "(the simulator and the measures), record\n(agencies), published (everyone). It is "
        "declared; the engine enforces who writes a column, not who reads it.\n\n"
        f"## Columns\n\n{markdown_table(head, rows)}\n"
        "## Rows\n\n"
        "What concerns few people is kept in rows: nobody without rows takes any of this room.\n\n"
        f"{markdown_table(['Row', 'Bytes', 'One for', 'View', 'Holds'], kept_rows())}"
    )


def kept_rows() -> Iterable[tuple[str, int, str, str, str]]:
    """Return what blocks keep in rows: name, bytes of a row, unit, view, meaning."""
    from sincerity.phases import rows
    from sincerity.phases.firm_state import FIRM_DUE, allocate_firms

    word = 8
    return [
        (
            "waiting points",
            4,
            "charge without taint whose points come back",
            "record",
            "Place and points, by the month in which they come back.",
        ),
        (
            "tainted points",
            rows.TAINTED.itemsize,
            "charge whose consequences would be wrongful, and that takes points",
            "truth",
            "Place and points; the month in which they come back, if any; the taint.",
        ),
        (
            "entries",
            rows.ENTRY.itemsize,
            "entry on a list, ended ones while an agency may act on them",
            "record; taint: truth",
            "List; months of entry, effect and end; cause, kind, agency and origin of its record; "
            "taint; whether the person knows; reason of its end.",
        ),
        (
            "objections",
            rows.OBJECTION.itemsize,
            "objection that waits",
            "record; taint: truth",
            "Origin and agency of the record; month of filing; ticket; points that it took.",
        ),
        (
            "records on their way",
            2 * word,
            "record that the operator does not know yet",
            "record; cause: truth",
            "Origin and agency; whom it names, kind, stage and cause; by month of arrival.",
        ),
        ("marks", 4, "person ever wronged", "truth", "Before a door wrongly: now, ever."),
        ("months out of work", 4, "person out of work", "truth", "Months left."),
        (
            "firms",
            sum(array.itemsize for array in allocate_firms(1)),
            "tile, in a society with firms",
            "record; score, grade and list: published",
            "Class, people and workers, computed once; score, grade, months on the list and shut, "
            "nominee.",
        ),
        (
            "firms' waiting points",
            FIRM_DUE.itemsize,
            "charge of a firm whose points come back",
            "record",
            "Tile and points, by the month in which they come back.",
        ),
    ]


def state_columns(name: str) -> Iterable[Any]:
    """Return the declarations of the state of a world under a shipped scheme."""
    from sincerity import load_scheme
    from sincerity.institutions import surroundings
    from sincerity.scheme.compile import compile_scheme
    from sincerity.world.state import world_columns

    scheme = load_scheme(name)
    conduct, _ = surroundings(scheme.institutions)
    kinds = [(kind.id, [stage.id for stage in kind.stages]) for kind in conduct.kinds]
    compiled = compile_scheme(scheme, kinds, conduct.firm_kind_ids)
    return world_columns(compiled)


def metrics_page() -> str:
    """Return the dictionary of metrics."""
    from sincerity.measures.build import METRICS

    rows = [(f"`{m.pattern}`", m.unit, m.meaning, m.formula, m.counted, m.caveat) for m in METRICS]
    head = ["Metric", "Unit", "Meaning", "Formula", "n counts", "Caveat"]
    return (
        "# Metrics\n\n"
        "What the rows of `metrics.parquet` mean; the same dictionary lies in every run as "
        f"`columns.json`. Made from the code; do\nnot edit by hand.\n\n"
        f"{markdown_table(head, rows)}"
    )


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; pipes and line breaks in cells are made harmless."""
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    for row in rows:
        cells = (str(cell).replace("|", "\\|").replace("\n", " ") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def shown(value: object) -> str:
    """Return a value as it is written in a file, without exponent."""
    from decimal import Decimal

    return format(value, "f") if isinstance(value, Decimal) else str(value)


def main() -> None:
    """Write every generated page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    main()
