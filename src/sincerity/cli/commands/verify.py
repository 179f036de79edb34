"""`sincerity verify`: whether a run folder is still what its record says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sincerity.cli.console import Console

RunFolder = Annotated[Path, typer.Argument(metavar="RUN", help="A run folder.")]


Replay = Annotated[
    int | None,
    typer.Option(
        "--replay",
        metavar="N",
        help="Also live through N townships again, chosen by the run's digest.",
        show_default=False,
    ),
]


def execute(run: RunFolder, replay: Replay = None, *, console: Console) -> int:
    """Compare every byte of a run with its record. Detects change, proves no authorship.

    With --replay, live through townships again and compare their state at each month's end.
    """
    from sincerity import UsageError, VerificationError
    from sincerity.runs.record import KINDS
    from sincerity.runs.run import read_record
    from sincerity.runs.verify import verify_run

    if replay is not None and replay < 1:
        raise UsageError(f"replay at least one township, not {replay}")
    problems = verify_run(run)
    replayed = 0
    if replay is not None and not problems:
        from sincerity.study.verify_replay import verify_by_replay

        def tell(done: int, of: int) -> None:
            nonlocal replayed
            replayed = done
            console.note(f"township {done} of {of}")

        problems = verify_by_replay(run, replay, tell)
    if problems:
        console.result(
            {"run": str(run), "verified": False, "problems": [p.to_json() for p in problems]},
            "\n".join(problem.beside(run) for problem in problems),
        )
        return VerificationError.exit_code
    record = read_record(run, KINDS)
    count, digest = len(record["files"]), str(record["digest"])
    console.result(
        {"run": str(run), "verified": True, "digest": digest, "files": count, "replayed": replayed},
        f"{run}: {count} files as recorded, digest {digest}"
        + (f"; townships replayed to the same state: {replayed}" if replayed else ""),
    )
    return 0
