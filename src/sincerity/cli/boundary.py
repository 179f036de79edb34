"""Where exceptions end: each becomes a plain sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, NoReturn

from sincerity.cli.console import Console

PROBLEMS = 1  # ran and found problems
OUT_OF_REACH = 2  # asks for something that cannot be had here
INTERRUPTED = 130
TERMINATED = 143
AGAIN_SECONDS = 0.5
"""Until a request to end that went nowhere is made again."""


class Terminated(KeyboardInterrupt):
    """The system asked the process to end; it cleans up just as after Ctrl-C."""


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
        _drop_stdout()
        raise Leave(0) from None
    except Terminated:
        console.error("terminated")
        raise Leave(TERMINATED) from None
    except KeyboardInterrupt:
        console.error("interrupted")
        raise Leave(INTERRUPTED) from None
    except Exception as error:
        if console.debug:
            raise
        code, text = _verdict(error)
        _say(console, error, code, text)
        raise Leave(code) from None


@contextmanager
def terminable() -> Iterator[None]:
    """Make a request to end (SIGTERM, Ctrl-C) arrive as an exception, and not be lost.

    What is raised while the interpreter runs a callback of its own, such as that of a weak
    reference, is printed and forgotten. So it is raised again until it is on its way.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may say what a signal does
        return
    asked: list[type[KeyboardInterrupt]] = []

    def end(number: int, frame: FrameType | None) -> NoReturn:
        asked.append(Terminated if number == signal.SIGTERM else KeyboardInterrupt)
        signal.setitimer(signal.ITIMER_REAL, AGAIN_SECONDS, AGAIN_SECONDS)
        raise asked[-1]

    def again(number: int, frame: FrameType | None) -> None:
        if not isinstance(sys.exc_info()[1], KeyboardInterrupt):
            raise asked[-1]

    # What is ignored stays ignored: a shell asks that of what it runs in the background.
    heard = [n for n in (signal.SIGTERM, signal.SIGINT) if signal.getsignal(n) != signal.SIG_IGN]
    handlers = {**dict.fromkeys(heard, end), signal.SIGALRM: again}
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


def _drop_stdout() -> None:
    """Send what is still to be written nowhere, so that the interpreter can end in peace."""
    with suppress(OSError, ValueError):  # no file behind it, or closed already
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    try:
        sys.stdout.flush()
        if console.as_json:
            report = error_object(type(error).__name__, str(error), code)
            if isinstance(error, InputFileError):
                report["diagnostics"] = [item.to_json() for item in error.diagnostics]
            console.data(report)
    except OSError:  # stdout itself is what failed: a full disk, a closed pipe
        _drop_stdout()


def error_object(kind: str, message: str, code: int) -> dict[str, Any]:
    """Return what ``--json`` prints for an error."""
    return {"error": kind, "message": message, "exit_code": code}
