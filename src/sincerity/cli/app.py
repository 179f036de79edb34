"""The program: its commands in the order a newcomer meets them."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from sincerity.cli.boundary import Leave
from sincerity.cli.console import write
from sincerity.cli.register import Debug, Json, NoColor, Quiet, Verbose, command

COMMANDS = (
    "demo",
    "schemes",
    "show",
    "validate",
    "schema",
    "test",
    "run",
    "report",
    "export",
    "verify",
    "society",
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
    "4 verification failed, 70 fault of the program, 130 interrupted. "
    "SINCERITY_<OPTION> in the environment sets any option."
)


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
    try:
        build_app()(words, prog_name="sincerity")
    except Leave as leave:
        raise SystemExit(leave.code) from None


def _print_version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        from sincerity import __version__

        write(sys.stdout, f"sincerity {__version__}")
        raise typer.Exit
