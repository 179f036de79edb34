"""`sincerity verify`: whether a run folder is still what its record says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]


def execute(run: RunFolder, *, console: Console) -> int:
    """Compare every byte of a run with its record. Detects change, proves no authorship."""
    from sincerity import VerificationError
    from sincerity.runs.record import KINDS
    from sincerity.runs.run import read_record
    from sincerity.runs.verify import verify_run

    problems = verify_run(run)
    if problems:
        console.result(
            {"run": str(run), "verified": False, "problems": [p.to_json() for p in problems]},
            "\n".join(f"{run}/{problem}" for problem in problems),
        )
        return VerificationError.exit_code
    record = read_record(run, KINDS)
    count, digest = len(record["files"]), str(record["digest"])
    console.result(
        {"run": str(run), "verified": True, "digest": digest, "files": count},
        f"{run}: {count} files as recorded, digest {digest}",
    )
    return 0
