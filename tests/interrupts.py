"""Child processes that hear an interrupt, even where the tests themselves run in the background."""

import signal


def heard() -> None:
    """Undo, in a child, that a shell lets what it runs in the background ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
