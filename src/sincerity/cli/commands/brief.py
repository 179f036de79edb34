"""`sincerity brief`: a comparison on two printed pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace, require_folder_of

Folder = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a comparison.")]
Reform = Annotated[
    str | None, typer.Option("--reform", help="Which of several reforms; the first if left out.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="File to write, .pdf; RUN-brief.pdf when left out."),
]


def execute(
    run: Folder,
    reform: Reform = None,
    output: Output = None,
    force: Force = False,
    *,
    console: Console,
) -> int:
    """Write a brief of a comparison as a tagged PDF of two pages.

    Question, three figures with their intervals, what would change the answer, the status of the
    schemes, and how to make the same numbers again. The folder is verified first.
    """
    from sincerity import UsageError, VerificationError
    from sincerity.report.brief import brief_pdf
    from sincerity.runs.files import write_bytes_durably
    from sincerity.runs.verify import verify_run
    from sincerity.study.brief import brief_of

    folder = run.resolve()
    target = output or folder.with_name(folder.name + "-brief.pdf")
    if target.suffix != ".pdf":
        raise UsageError(f"a brief is written as .pdf, not '{target.suffix}'")
    require_folder_of(target)
    refuse_to_replace(target, force=force)
    problems = verify_run(run)
    if problems:
        console.result(
            {"run": str(run), "verified": False, "problems": [p.to_json() for p in problems]},
            "\n".join(problem.beside(run) for problem in problems),
        )
        return VerificationError.exit_code
    brief = brief_of(run, reform)
    try:
        write_bytes_durably(target, brief_pdf(brief))
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
    console.result({"run": str(run), "brief": str(target)}, str(target))
    return 0
