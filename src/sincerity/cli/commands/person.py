"""`sincerity person`: what happens to one synthetic person of a run, and why."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sincerity.cli.console import Console
from sincerity.cli.files import Force, refuse_to_replace
from sincerity.cli.people import Against, How, Number, RunFolder, found, opened

if TYPE_CHECKING:
    from sincerity.lives.life import Life


class Format(StrEnum):
    """What a life can be written as."""

    text = "text"
    json = "json"
    html = "html"


Pick = Annotated[
    How | None,
    typer.Option(
        "--pick",
        help="By chance, longest before a closed door, with the lowest score, or most burdened for "
        "something not done.",
    ),
]
Like = Annotated[
    int | None,
    typer.Option(
        "--like", metavar="NUMBER", help="Somebody else of the same class and household shape."
    ),
]
Draw = Annotated[
    int | None,
    typer.Option(
        "--draw",
        help="Which of the random people, from 1 (the one taken if left out): always the same one.",
        show_default=False,
    ),
]
As = Annotated[Format, typer.Option("--format", help="How the life is written.")]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        help="File to write; a page goes beside the run, the rest is printed, when left out.",
    ),
]


def execute(
    run: RunFolder,
    number: Number = None,
    pick: Pick = None,
    like: Like = None,
    draw: Draw = None,
    against: Against = None,
    format: As = Format.text,  # the option's name
    output: Output = None,
    force: Force = False,
    *,
    console: Console,
) -> None:
    """Tell one synthetic person's life: every event, why, and which line of the scheme did it.

    The run is not changed: the person's township is lived through again, and compared with the run
    at the end of every month.
    """

    if output is not None:
        refuse_to_replace(output, force=force)
    lives = opened(run, console)
    picked = found(lives, number, pick, like, draw, console)
    if against is None:
        life = lives.life(picked.number)
    else:
        life = lives.beside(opened(against, console), picked.number)
    if format is Format.html:
        folder = run.resolve()
        target = output or folder.with_name(f"{folder.name}-person-{picked.number}.html")
        refuse_to_replace(target, force=force)
        _write_page(life, target, picked.how)
        said = {"run": str(run), "person": picked.number, "picked": picked.how, "page": str(target)}
        console.result(said, str(target))
    elif output is None:
        wants_json = format is Format.json or console.as_json
        console.data(_plain(life, picked.how)) if wants_json else console.result({}, life.story())
    else:
        _write_text(life, picked.how, output, as_json=format is Format.json or console.as_json)
        console.result({"run": str(run), "person": picked.number, "file": str(output)}, str(output))


def _plain(life: Life, how: str) -> dict[str, object]:
    """Return a life as plain values, with how its person was come by."""
    return {**life.to_json(), "picked": how}


def _write_page(life: Life, target: Path, how: str) -> None:
    from sincerity.report.life import write_life_page

    write_life_page(life, target, picked=how)


def _write_text(life: Life, how: str, target: Path, *, as_json: bool) -> None:
    """Write a life as JSON or text.

    Raises
    ------
    UsageError
        The file cannot be written.
    """
    import json

    from sincerity.errors import UsageError
    from sincerity.runs.files import write_bytes_durably

    text = json.dumps(_plain(life, how), ensure_ascii=False, indent=2) if as_json else life.story()
    try:
        write_bytes_durably(target, f"{text}\n".encode())
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
