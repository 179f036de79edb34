"""The command `sincerity`: parse, call the Python API, print. No model code lives here."""

from __future__ import annotations

import gc
from collections.abc import Sequence

__all__ = ["main"]

_SELDOM = (100_000, 20, 100)
"""Objects made before rubbish is looked for. Imports make hundreds of thousands that stay; looking
through them again and again takes a sixth of a short command."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    Parameters
    ----------
    arguments
        Words after the program's name; the process's own when omitted.

    Raises
    ------
    SystemExit
        Always: 0 done, 1 ran and found problems, 2 wrong use, 3 invalid input file,
        4 verification failed, 70 a fault of the program, 130 interrupted,
        143 terminated.
    """
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        from sincerity.cli.app import run_app

        run_app(arguments)
    finally:
        gc.set_threshold(*before)
