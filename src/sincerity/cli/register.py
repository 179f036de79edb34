"""How a function becomes a command: common options, environment mirror, error boundary."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any, get_args

import typer
from typer.models import OptionInfo

from sincerity.cli.boundary import Leave, boundary
from sincerity.cli.console import Console, wants_color

PREFIX = "SINCERITY_"
PANEL = "Every command"

Json = Annotated[
    bool, typer.Option("--json", help="Print the result as JSON.", rich_help_panel=PANEL)
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Print results and errors only.", rich_help_panel=PANEL),
]
Verbose = Annotated[
    int,
    typer.Option(
        "--verbose", "-v", count=True, show_default=False, help="Say more.", rich_help_panel=PANEL
    ),
]
NoColor = Annotated[
    bool, typer.Option("--no-color", help="Print without colour.", rich_help_panel=PANEL)
]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="Show the traceback of an error.", rich_help_panel=PANEL),
]

_COMMON: dict[str, Any] = {
    "json": Json,
    "quiet": Quiet,
    "verbose": Verbose,
    "no_color": NoColor,
    "debug": Debug,
}


def make_console(*, json: bool, quiet: bool, verbose: int, no_color: bool, debug: bool) -> Console:
    """Return the output settings that the common options ask for."""
    return Console(
        as_json=json,
        verbosity=-1 if quiet else int(verbose),
        color=wants_color(no_color),
        debug=debug,
    )


def command(app: typer.Typer, function: Callable[..., int | None], *, name: str) -> None:
    """Add a function to the program as a command.

    The function takes its options and, as keyword ``console``, the output settings. It returns
    nothing or an exit code. The common options may stand before or after the command's name;
    each option may also be set by the environment variable ``SINCERITY_<OPTION>``.
    """
    signature = inspect.signature(function, eval_str=True)
    own = [_mirrored(p) for p in signature.parameters.values() if p.name != "console"]
    common = [
        inspect.Parameter(
            key,
            inspect.Parameter.KEYWORD_ONLY,
            default=0 if key == "verbose" else False,
            annotation=annotation,
        )
        for key, annotation in _COMMON.items()
    ]
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [
        p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *map(_mirrored, common))
    ]

    @functools.wraps(function)
    def call(context: typer.Context, **values: Any) -> None:
        before = context.obj or {}
        asked: dict[str, Any] = {
            key: values.pop(key) or before.get(key) or False for key in _COMMON
        }
        console = make_console(**asked)
        with boundary(console):
            code = function(console=console, **values)
            if code:
                raise Leave(code)

    del call.__wrapped__
    call.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[context, *parameters], return_annotation=None
    )
    call.__annotations__ = {p.name: p.annotation for p in (context, *parameters)}
    app.command(name)(call)


def _mirrored(parameter: inspect.Parameter) -> inspect.Parameter:
    """Return the parameter, an option of it readable from the environment too."""
    arguments = get_args(parameter.annotation)
    if not arguments or not isinstance(arguments[-1], OptionInfo):
        return parameter
    info = copy(arguments[-1])
    info.envvar = info.envvar or PREFIX + parameter.name.upper().removesuffix("_")
    info.show_envvar = False
    return parameter.replace(annotation=Annotated[arguments[0], info])
