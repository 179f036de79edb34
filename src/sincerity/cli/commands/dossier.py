"""`sincerity dossier`: one place of a scheme for a lawyer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace, require_folder_of

Scheme = Annotated[str, typer.Argument(help="Name of a shipped scheme, or a scheme file.")]
Place = Annotated[
    str | None,
    typer.Argument(help="Id of a rule, list, sanction or perk; all are listed when left out."),
]
RunFolder = Annotated[
    Path | None, typer.Option("--run", help="A run of the scheme: what it counted is evidence.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File to write, .pdf or .md; printed when left out."),
]


def execute(
    scheme: Scheme,
    place: Place = None,
    run: RunFolder = None,
    output: Output = None,
    force: Force = False,
    *,
    console: Console,
) -> int:
    """Write a dossier of one rule, list, sanction or perk: text, elements, evidence, questions.

    Each value stands with its mark, its source and its line in the file. No verdict is printed.
    A run is verified before anything is counted from it.
    """
    from sincerity import Run, UsageError
    from sincerity.report.dossier import dossier_markdown, dossier_pdf
    from sincerity.runs.files import write_bytes_durably
    from sincerity.scheme.load import load_scheme
    from sincerity.study.dossier import dossier_of, places_of

    if place is None:
        known = places_of(load_scheme(scheme))
        console.result({"places": known}, "\n".join(known))
        return 0
    if output is not None:
        if output.suffix not in (".pdf", ".md"):
            raise UsageError(f"a dossier is written as .pdf or .md, not '{output.suffix}'")
        require_folder_of(output)
    dossier = dossier_of(scheme, place, None if run is None else Run(run))
    text = dossier_markdown(dossier)
    if output is None:
        console.result({"place": dossier.place, "text": text}, text)
        return 0
    refuse_to_replace(output, force=force)
    write_bytes_durably(
        output, dossier_pdf(dossier) if output.suffix == ".pdf" else text.encode("utf-8")
    )
    console.result({"place": dossier.place, "dossier": str(output)}, str(output))
    return 0
