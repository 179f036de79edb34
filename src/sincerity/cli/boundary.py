"""Where exceptions end: each becomes a plain sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sincerity.cli.console import Console

PROBLEMS = 1  # ran and found problems
OUT_OF_REACH = 2  # asks for something that cannot be had here
INTERRUPTED = 130


class Leave(Exception):  # noqa: N818 - not an error: it carries the exit code of a command
    """Ends a command with an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def boundary(console: Console) -> Iterator[None]:
    """Turn whatever a command raises into a message and a `Leave` with the exit code.

    Under ``--debug`` the exception goes on to the interpreter, which prints its traceback.

    Raises
    ------
    Leave
        When the command failed.
    """
    try:
        yield
    except (Leave, SystemExit):
        raise
    except BrokenPipeError:
        # The reader of a pipe has gone (`sincerity schemes | head`): nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Leave(0) from None
    except KeyboardInterrupt:
        console.error("interrupted")
        raise Leave(INTERRUPTED) from None
    except Exception as error:
        if console.debug:
            raise
        code, text = _verdict(error)
        _say(console, error, code, text)
        raise Leave(code) from None


def _verdict(error: Exception) -> tuple[int, str]:
    """Return the exit code of an exception and what to tell its reader."""
    from sincerity.errors import InputFileError, InternalError, SincerityError

    if isinstance(error, InputFileError):  # each of its lines starts with its own place
        return error.exit_code, str(error)
    if isinstance(error, SincerityError):
        return error.exit_code, f"error: {error}"
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        place = f"{error.filename}: " if error.filename else ""
        return OUT_OF_REACH, f"error: {place}{reason}"
    if isinstance(error, MemoryError):
        return OUT_OF_REACH, "error: out of memory; take a smaller society"
    return InternalError.exit_code, (
        f"fault of the program: {type(error).__name__}: {error}\n"
        "  help: this should not happen; the same command with --debug shows where"
    )


def _say(console: Console, error: Exception, code: int, text: str) -> None:
    """Print what went wrong: for people on stderr, for programs on stdout as well."""
    from sincerity.errors import InputFileError

    console.error(text)
    if console.as_json:
        report: dict[str, Any] = {
            "error": type(error).__name__,
            "message": str(error),
            "exit_code": code,
        }
        if isinstance(error, InputFileError):
            report["diagnostics"] = [item.to_json() for item in error.diagnostics]
        console.data(report)
