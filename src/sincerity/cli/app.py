"""The program: its commands in the order a newcomer meets them."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from sincerity.cli.boundary import Leave, boundary, error_object, terminable
from sincerity.cli.console import Console, write
from sincerity.cli.register import Debug, Json, NoColor, Quiet, Verbose, command

COMMANDS = (
    "demo",
    "schemes",
    "show",
    "validate",
    "lint",
    "schema",
    "test",
    "run",
    "compare",
    "safeguards",
    "report",
    "brief",
    "dossier",
    "export",
    "verify",
    "person",
    "why",
    "cohort",
    "society",
    "parameters",
    "ablate",
    "study",
    "sensitivity",
    "calibrate",
    "plan",
    "doctor",
)

HELP = (
    "A laboratory for societies under a score.\n\n"
    "Takes a scoring regime written as a file, runs it on wholly synthetic people and measures "
    "what it does to them. It holds no data about anyone and offers no way to score anyone.\n\n"
    "Start with `sincerity demo`, then `sincerity schemes` and `sincerity show suining-2010`."
)

EPILOG = (
    "Exit codes: 0 done, 1 ran and found problems, 2 wrong use, 3 invalid input file, "
    "4 verification failed, 70 fault of the program, 130 interrupted, "
    "143 terminated. SINCERITY_<OPTION> in the environment sets any option."
)


_TRUE = ("1", "true", "t", "yes", "y", "on")
"""What the parser takes as yes in the environment."""


def build_app() -> typer.Typer:
    """Return the program with every command; imports nothing but the thin command modules."""
    app = typer.Typer(
        name="sincerity",
        help=HELP,
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def common(
        context: typer.Context,
        version: Annotated[
            bool,
            typer.Option(
                "--version", callback=_print_version, is_eager=True, help="Print the version."
            ),
        ] = False,
        json: Json = False,
        quiet: Quiet = False,
        verbose: Verbose = 0,
        no_color: NoColor = False,
        debug: Debug = False,
    ) -> None:
        context.obj = {
            "json": json,
            "quiet": quiet,
            "verbose": verbose,
            "no_color": no_color,
            "debug": debug,
        }

    for name in COMMANDS:
        module = importlib.import_module(f"sincerity.cli.commands.{name}")
        command(app, module.execute, name=name)
    return app


def run_app(arguments: Sequence[str] | None = None) -> None:
    """Parse the arguments, run one command, end the process.

    Raises
    ------
    SystemExit
        Always.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--no-color" in words:
        os.environ["NO_COLOR"] = "1"  # so that help and usage errors obey it as well
    console = Console(as_json=_wants_json(words), debug="--debug" in words)
    try:
        with terminable(), boundary(console):
            raise SystemExit(_call(words, console))
    except Leave as leave:
        raise SystemExit(leave.code) from None


def _call(words: list[str], console: Console) -> int:
    """Run one command and return the exit code of the parser."""
    program: Any = typer.main.get_command(build_app())
    try:
        return int(program.main(words, prog_name="sincerity", standalone_mode=False) or 0)
    except Exception as error:
        if not hasattr(error, "format_message"):  # what the parser's own errors have in common
            raise
        return _refuse(error, console)


def _refuse(error: Any, console: Console) -> int:
    """Say what the parser did not accept, for people on stderr, for programs on stdout as well."""
    from typer.rich_utils import rich_format_error

    error.message = error.message.replace("Value error, ", "")  # a word of the library below
    rich_format_error(error)
    if console.as_json:
        console.data(error_object("UsageError", error.format_message(), error.exit_code))
    return int(error.exit_code)


def _wants_json(words: Sequence[str]) -> bool:
    """Say whether JSON is asked for, before the words are parsed or where they cannot be."""
    given = words[: words.index("--")] if "--" in words else words
    return "--json" in given or os.environ.get("SINCERITY_JSON", "").lower() in _TRUE


def _print_version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        from sincerity import __version__

        write(sys.stdout, f"sincerity {__version__}")
        raise typer.Exit
